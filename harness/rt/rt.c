/* SPDX-License-Identifier: MIT */
#include "rt.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "report.h"
#include "sealing.h"
#include "vault.h"

struct rt rt;

_Noreturn void rt_broken(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	if (rt.wire != NULL) {
		vsnprintf(rt.wire->error, sizeof rt.wire->error, format, args);
		atomic_store(&rt.wire->state, WIRE_BROKEN);
		sealing_sign();
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

static int begin_descriptor = -1;

static void copy_job(void)
{
	struct wire_job *job = vault_take(sizeof *job, -1);

	*job = rt.wire->job;
	vault_freeze(job, sizeof *job);
	rt.job = job;
}

void rt_map_wire(const char *number, const char *begin)
{
	int descriptor = atoi(number);
	struct wire *wire;

	if (fcntl(descriptor, F_GETFD) < 0)
		rt_broken("there is no descriptor %s: %s; the runner is started by racelab, not by "
			  "hand",
			  number, strerror(errno));
	vault_init();
	wire = vault_take(sizeof *wire, descriptor);
	close(descriptor);
	if (wire->magic != WIRE_MAGIC)
		rt_broken("the wire is of another version; build all of the kit again with `make`");
	rt.wire = wire;
	begin_descriptor = atoi(begin);
	copy_job();
	sealing_init();
}

void rt_load_begins(void)
{
	if (write(begin_descriptor, "b", 1) != 1)
		rt_broken("cannot tell the judge that the work begins: %s", strerror(errno));
	close(begin_descriptor);
	atomic_store(&rt.wire->state, WIRE_LOADING);
}

_Noreturn void rt_finish(void)
{
	atomic_store(&rt.wire->state, report_is_whole() ? WIRE_DONE : WIRE_STUCK);
	sealing_sign();
	_exit(0); /* no handlers of the submission's: it has had its say */
}

void rt_choose_scenario(void)
{
	const struct wire_job *job = rt.job;

	rt.scenario = rt.lab->scenarios;
	for (uint32_t i = 0; i < job->scenario && rt.scenario->name != NULL; i++)
		rt.scenario++;
	if (rt.scenario->name == NULL)
		rt_broken("the lab has no scenario number %u", job->scenario);
}
