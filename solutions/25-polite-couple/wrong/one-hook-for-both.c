/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "Hang both things on one hook, with one lock: who has the hook has everything." Nobody bows,
 * nobody waits in a circle, all tools are content.  But now nobody can fetch the letters while the
 * other is with the roses, though neither needs what the other has.
 */
#include "lab.h"

#include <pthread.h>

/* held by whoever has the umbrella and the key, or one of them */
static pthread_mutex_t hook = PTHREAD_MUTEX_INITIALIZER;

void flat_open(void)
{
}

void flat_walk(unsigned who, void (*walk)(unsigned who))
{
	pthread_mutex_lock(&hook);
	walk(who);
	pthread_mutex_unlock(&hook);
}

void flat_errand(unsigned who, unsigned thing, void (*errand)(unsigned who))
{
	(void)thing;
	pthread_mutex_lock(&hook);
	errand(who);
	pthread_mutex_unlock(&hook);
}
