/* SPDX-License-Identifier: MIT */
/*
 * Style: a read-write lock, so that those who only look do not wait for each other.  Costs more
 * than a mutex where the look is as short as here; there for comparison.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static pthread_rwlock_t slip_lock = PTHREAD_RWLOCK_INITIALIZER;
static struct settings *current; /* guarded by slip_lock; NULL until the slip has been read */

static struct settings *read_slip(void)
{
	struct settings *fresh = malloc(sizeof(*fresh));
	char *rest;

	if (fresh == NULL)
		abort();
	fresh->heating = (int)strtol(pinned, &rest, 10);
	fresh->light = (int)strtol(rest, NULL, 10);
	return fresh;
}

void train_pin_up(const char *slip)
{
	pinned = slip;
	current = NULL;
}

const struct settings *train_settings(void)
{
	struct settings *seen;

	pthread_rwlock_rdlock(&slip_lock);
	seen = current;
	pthread_rwlock_unlock(&slip_lock);
	if (seen != NULL)
		return seen;
	pthread_rwlock_wrlock(&slip_lock);
	/* Between the two locks somebody else may have read the slip. */
	if (current == NULL)
		current = read_slip();
	seen = current;
	pthread_rwlock_unlock(&slip_lock);
	return seen;
}
