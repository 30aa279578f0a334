/* expect: data-race by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "The compiler keeps the pointer in a register: volatile makes it look each time."  So it does,
 * and that is all.  Neither the compiler nor the processor need show the fields before the pointer.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>

static const char *pinned; /* the slip; set before anybody asks, then only read */

static pthread_mutex_t spectacles = PTHREAD_MUTEX_INITIALIZER;
static struct settings *volatile current; /* NULL until the slip has been read */

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
	if (current == NULL) {
		pthread_mutex_lock(&spectacles);
		if (current == NULL)
			current = read_slip();
		pthread_mutex_unlock(&spectacles);
	}
	return current;
}
