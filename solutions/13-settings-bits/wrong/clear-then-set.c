/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * fetch_and clears the bits, fetch_or puts the new ones in: nothing of the other's is ever lost,
 * and no tool objects.  But in between the lamp is out, and a ship may be looking just then.
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
static void put(unsigned bits, unsigned setting)
{
	atomic_fetch_and(&panel, ~bits);
	atomic_fetch_or(&panel, setting);
}

void lamp_set(unsigned brightness)
{
	pthread_mutex_lock(&lamp_key);
	put(LAMP_BITS, brightness & LAMP_MOST);
	pthread_mutex_unlock(&lamp_key);
}

unsigned lamp_get(void)
{
	return atomic_load(&panel) & LAMP_BITS;
}

void lamp_brighter(void)
{
	pthread_mutex_lock(&lamp_key);
	if (lamp_get() < LAMP_MOST)
		put(LAMP_BITS, lamp_get() + 1);
	pthread_mutex_unlock(&lamp_key);
}

void horn_set(unsigned blasts)
{
	pthread_mutex_lock(&horn_key);
	put(HORN_BITS, (blasts & HORN_MOST) << HORN_SHIFT);
	pthread_mutex_unlock(&horn_key);
}

unsigned horn_get(void)
{
	return (atomic_load(&panel) & HORN_BITS) >> HORN_SHIFT;
}
