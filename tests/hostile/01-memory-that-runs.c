/* SPDX-License-Identifier: MIT */
/* fails by explore: crash */
/* Writes machine code into memory and calls it. */
#include <string.h>
#include <sys/mman.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	static const char code[] = "\xb8\xe7\x00\x00\x00\x31\xff\x0f\x05"; /* exit_group(0) */
	char *place = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
			   MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	hits++;
	memcpy(place, code, sizeof code);
	((void (*)(void))place)();
}

long counter_total(void)
{
	return hits;
}
