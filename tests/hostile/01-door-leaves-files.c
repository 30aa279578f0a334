/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Leaves a file wherever it may write. */
#include "door.h"
#include <fcntl.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static const char *const places[] = {
		"/tmp/racelab-was-here", "/dev/shm/racelab-was-here", "/var/tmp/racelab-was-here",
		"racelab-was-here",	 "/run/racelab-was-here",     "/racelab-was-here",
	};

	hits++;
	for (unsigned i = 0; i < sizeof places / sizeof *places; i++)
		kernel()(SYS_open, places[i], O_WRONLY | O_CREAT, 0666);
}

long counter_total(void)
{
	return hits;
}
