/* SPDX-License-Identifier: MIT */
#include "rt.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "valgrind_quiet.h"

struct rt rt;

_Noreturn void rt_broken(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (rt.wire != NULL) {
		vsnprintf(rt.wire->error, sizeof rt.wire->error, format, args);
		atomic_store(&rt.wire->state, WIRE_BROKEN);
	} else {
		fputs("racelab-runner: ", stderr);
		vfprintf(stderr, format, args);
		fputc('\n', stderr);
	}
	va_end(args);
	_exit(2);
}

uint64_t rt_now_usec(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint64_t)now.tv_sec * 1000000 + (uint64_t)now.tv_nsec / 1000;
}

void rt_map_wire(const char *number)
{
	int descriptor = atoi(number);

	rt.wire = mmap(NULL, sizeof *rt.wire, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
	if (rt.wire == MAP_FAILED) {
		rt.wire = NULL;
		rt_broken("cannot map the wire from descriptor %s: %s; the runner is started by "
			  "racelab, not by hand",
			  number, strerror(errno));
	}
	close(descriptor);
	if (rt.wire->magic != WIRE_MAGIC)
		rt_broken("the wire is of another version; build all of the kit again with `make`");
	valgrind_ignore(rt.wire, sizeof *rt.wire);
}

void rt_choose_scenario(void)
{
	const struct wire_job *job = &rt.wire->job;

	rt.scenario = rt.lab->scenarios;
	for (uint32_t i = 0; i < job->scenario && rt.scenario->name != NULL; i++)
		rt.scenario++;
	if (rt.scenario->name == NULL)
		rt_broken("the lab has no scenario number %u", job->scenario);
}
