/* expect: data-race by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Change a copy, then put it back in one go": no half-set panel is ever seen.  What is put back is
 * the whole panel, with the other setting as it was when the copy was made.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lamp_key = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t horn_key = PTHREAD_MUTEX_INITIALIZER;

static struct panel {
	unsigned lamp : 3; /* guarded by lamp_key */
	unsigned horn : 5; /* guarded by horn_key */
} panel;

void panel_install(void)
{
	panel.lamp = 0;
	panel.horn = 0;
}

void lamp_set(unsigned brightness)
{
	struct panel copy;

	pthread_mutex_lock(&lamp_key);
	copy = panel;
	copy.lamp = brightness & LAMP_MOST;
	panel = copy;
	pthread_mutex_unlock(&lamp_key);
}

unsigned lamp_get(void)
{
	unsigned brightness;

	pthread_mutex_lock(&lamp_key);
	brightness = panel.lamp;
	pthread_mutex_unlock(&lamp_key);
	return brightness;
}

void lamp_brighter(void)
{
	pthread_mutex_lock(&lamp_key);
	if (panel.lamp < LAMP_MOST)
		panel.lamp++;
	pthread_mutex_unlock(&lamp_key);
}

void horn_set(unsigned blasts)
{
	struct panel copy;

	pthread_mutex_lock(&horn_key);
	copy = panel;
	copy.horn = blasts & HORN_MOST;
	panel = copy;
	pthread_mutex_unlock(&horn_key);
}

unsigned horn_get(void)
{
	unsigned blasts;

	pthread_mutex_lock(&horn_key);
	blasts = panel.horn;
	pthread_mutex_unlock(&horn_key);
	return blasts;
}
