/* expect: assertion by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * Semaphores are a right repair, but here `places` starts at 2: "one loaf in the hatch, and one
 * in the baker's hands".  Hands are no place in the hatch: a second loaf is put upon the first,
 * perhaps while a seller is reaching for it.
 */
#include "lab.h"

#include <semaphore.h>

static sem_t places;
static sem_t loaves;
static int in_hatch;

void hatch_open(void)
{
	sem_init(&places, 0, 2);
	sem_init(&loaves, 0, 0);
}

void hatch_put(int loaf)
{
	sem_wait(&places);
	in_hatch = loaf;
	sem_post(&loaves);
}

int hatch_take(void)
{
	int loaf;

	sem_wait(&loaves);
	loaf = in_hatch;
	sem_post(&places);
	return loaf;
}
