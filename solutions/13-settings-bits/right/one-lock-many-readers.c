/* SPDX-License-Identifier: MIT */
/*
 * Style: one read-write lock for the one memory location: ships look at the same time, keepers one
 * after the other.  Dearer than a mutex for so short a look.
 */
#include "lab.h"

#include <pthread.h>

static pthread_rwlock_t panel_key = PTHREAD_RWLOCK_INITIALIZER;

/*
 * guarded by panel_key, all of it: adjacent bit-fields are one memory location.  To set one, the
 * processor reads the byte, puts the bits in, and writes the byte back, the other one's bits
 * included.
 */
static struct {
	unsigned lamp : 3;
	unsigned horn : 5;
} panel;

void panel_install(void)
{
	panel.lamp = 0;
	panel.horn = 0;
}

void lamp_set(unsigned brightness)
{
	pthread_rwlock_wrlock(&panel_key);
	panel.lamp = brightness & LAMP_MOST;
	pthread_rwlock_unlock(&panel_key);
}

unsigned lamp_get(void)
{
	unsigned brightness;

	pthread_rwlock_rdlock(&panel_key);
	brightness = panel.lamp;
	pthread_rwlock_unlock(&panel_key);
	return brightness;
}

void lamp_brighter(void)
{
	pthread_rwlock_wrlock(&panel_key);
	if (panel.lamp < LAMP_MOST)
		panel.lamp++;
	pthread_rwlock_unlock(&panel_key);
}

void horn_set(unsigned blasts)
{
	pthread_rwlock_wrlock(&panel_key);
	panel.horn = blasts & HORN_MOST;
	pthread_rwlock_unlock(&panel_key);
}

unsigned horn_get(void)
{
	unsigned blasts;

	pthread_rwlock_rdlock(&panel_key);
	blasts = panel.horn;
	pthread_rwlock_unlock(&panel_key);
	return blasts;
}
