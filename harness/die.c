/* SPDX-License-Identifier: MIT */
#include "die.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "capture.h"
#include "launch.h"
#include "work_folder.h"

/* Nothing is left behind: no runner, no folder. */
static _Noreturn void leave(const char *what, const char *format, va_list args)
{
	launch_kill_all();
	capture_kill_all();
	fprintf(stderr, "racelab: %s", what);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	fflush(NULL);
	work_folders_remove_all();
	_exit(2);
}

void die(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	leave("", format, args);
}

void bug(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	leave("a fault of racelab's own, please report it: ", format, args);
}
