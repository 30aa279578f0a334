/* expect: data-race by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "An atomic pointer orders everything, so it cannot matter where it is stored."  It orders what
 * was done before the store; here the fields come after it, and the others find a block that is
 * empty.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static pthread_mutex_t spectacles = PTHREAD_MUTEX_INITIALIZER;
static _Atomic(struct settings *) current; /* NULL until the slip has been read */

static void read_slip_into(struct settings *settings)
{
	char *rest;

	settings->heating = (int)strtol(pinned, &rest, 10);
	settings->light = (int)strtol(rest, NULL, 10);
}

void train_pin_up(const char *slip)
{
	pinned = slip;
	atomic_store(&current, NULL);
}

const struct settings *train_settings(void)
{
	if (atomic_load(&current) == NULL) {
		pthread_mutex_lock(&spectacles);
		if (atomic_load(&current) == NULL) {
			atomic_store(&current, calloc(1, sizeof(struct settings)));
			read_slip_into(atomic_load(&current));
		}
		pthread_mutex_unlock(&spectacles);
	}
	return atomic_load(&current);
}
