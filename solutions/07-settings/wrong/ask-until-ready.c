/* expect: busy-wait by explore */
/* family: poll */
/* SPDX-License-Identifier: MIT */
/*
 * One reads, chosen by an exchange; the others ask again and again whether he is through.  Every
 * answer is right.  But nobody sleeps: on one processor they use up the time that he needs to read.
 */
#include "lab.h"

#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static struct settings train;
static atomic_int state; /* 0: nobody has asked; 1: somebody reads; 2: train holds what he read */

void train_pin_up(const char *slip)
{
	pinned = slip;
	atomic_store(&state, 0);
}

const struct settings *train_settings(void)
{
	int nobody = 0;

	if (atomic_compare_exchange_strong(&state, &nobody, 1)) {
		char *rest;

		train.heating = (int)strtol(pinned, &rest, 10);
		train.light = (int)strtol(rest, NULL, 10);
		atomic_store(&state, 2);
	}
	while (atomic_load(&state) != 2)
		sched_yield();
	return &train;
}
