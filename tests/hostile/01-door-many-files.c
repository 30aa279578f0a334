/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Makes files without end, each of them empty. */
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
	long (*call)(long, ...) = kernel();
	char name[] = "/tmp/racelab-was-here-aaaa";
	char *end = name + sizeof name - 2;

	hits++;
	for (long i = 0; i < 26 * 26 * 26 * 26; i++) {
		long rest = i;

		for (int k = 0; k < 4; k++, rest /= 26)
			end[-k] = (char)('a' + rest % 26);
		call(SYS_close, call(SYS_open, name, O_WRONLY | O_CREAT, 0666));
	}
}

long counter_total(void)
{
	return hits;
}
