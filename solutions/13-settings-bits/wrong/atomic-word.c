/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * One atomic word, read whole and written whole, and each keeper keeps his key.  The tools fall
 * silent. Between the reading and the writing the other one has set his, and it is undone.
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
	unsigned word = atomic_load(&panel);

	atomic_store(&panel, (word & ~bits) | setting);
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
