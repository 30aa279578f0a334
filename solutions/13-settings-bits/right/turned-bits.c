/* SPDX-License-Identifier: MIT */
/*
 * Style: one keeper at a time for each setting, and the bits themselves by fetch_xor: who holds the
 * lamp's key knows what its bits are, so he turns just those that differ, in one step, and no
 * reader sees anything between.  Two keys for the settings, an atomic word for what they share.
 */
#include "lab.h"

#include <pthread.h>
#include <stdatomic.h>

#define LAMP_BITS  0x07u
#define HORN_SHIFT 3
#define HORN_BITS  (0x1fu << HORN_SHIFT)

static pthread_mutex_t lamp_key = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t horn_key = PTHREAD_MUTEX_INITIALIZER;

static atomic_uint panel; /* each setting changes only under its key */

void panel_install(void)
{
	atomic_store(&panel, 0);
}

/* With the key of these bits. */
static void turn(unsigned bits, unsigned setting)
{
	atomic_fetch_xor(&panel, (atomic_load(&panel) & bits) ^ setting);
}

void lamp_set(unsigned brightness)
{
	pthread_mutex_lock(&lamp_key);
	turn(LAMP_BITS, brightness & LAMP_MOST);
	pthread_mutex_unlock(&lamp_key);
}

unsigned lamp_get(void)
{
	return atomic_load(&panel) & LAMP_BITS;
}

void lamp_brighter(void)
{
	pthread_mutex_lock(&lamp_key);
	if ((atomic_load(&panel) & LAMP_BITS) < LAMP_MOST)
		atomic_fetch_add(&panel, 1);
	pthread_mutex_unlock(&lamp_key);
}

void horn_set(unsigned blasts)
{
	pthread_mutex_lock(&horn_key);
	turn(HORN_BITS, (blasts & HORN_MOST) << HORN_SHIFT);
	pthread_mutex_unlock(&horn_key);
}

unsigned horn_get(void)
{
	return (atomic_load(&panel) & HORN_BITS) >> HORN_SHIFT;
}
