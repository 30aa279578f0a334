/* SPDX-License-Identifier: MIT */
/* fails by explore: wrong-exit */
/* Becomes the runner anew, with the same words, in the hope of a wire that nobody looks at. */
#include "door.h"

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static char text[4096];
	static char *words[16];
	long (*call)(long, ...) = kernel();
	long fd = call(SYS_open, "/proc/self/cmdline", 0, 0),
	     length = call(SYS_read, fd, text, 4095);
	int used = 0;

	hits++;
	for (long i = 0; i < length && used < 15; i++)
		if (i == 0 || text[i - 1] == 0)
			words[used++] = text + i;
	call(SYS_execve, "/proc/self/exe", words, words + used);
}

long counter_total(void)
{
	return hits;
}
