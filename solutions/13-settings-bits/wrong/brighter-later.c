/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * One key for the panel, as it should be.  But he who comes to make the lamp brighter and finds the
 * key gone leaves it: "it will not matter, one step".  It was to be made all the same.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t panel_key = PTHREAD_MUTEX_INITIALIZER;

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
	pthread_mutex_lock(&panel_key);
	panel.lamp = brightness & LAMP_MOST;
	pthread_mutex_unlock(&panel_key);
}

unsigned lamp_get(void)
{
	unsigned brightness;

	pthread_mutex_lock(&panel_key);
	brightness = panel.lamp;
	pthread_mutex_unlock(&panel_key);
	return brightness;
}

void lamp_brighter(void)
{
	if (pthread_mutex_trylock(&panel_key) != 0)
		return;
	if (panel.lamp < LAMP_MOST)
		panel.lamp++;
	pthread_mutex_unlock(&panel_key);
}

void horn_set(unsigned blasts)
{
	pthread_mutex_lock(&panel_key);
	panel.horn = blasts & HORN_MOST;
	pthread_mutex_unlock(&panel_key);
}

unsigned horn_get(void)
{
	unsigned blasts;

	pthread_mutex_lock(&panel_key);
	blasts = panel.horn;
	pthread_mutex_unlock(&panel_key);
	return blasts;
}
