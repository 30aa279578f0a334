/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "Never trust bit-fields": the same bits with shifts and masks, where one sees what happens.  Now
 * one sees it: |= reads the word and writes the word, under two different keys.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lamp_key = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t horn_key = PTHREAD_MUTEX_INITIALIZER;

#define LAMP_BITS  0x07u
#define HORN_SHIFT 3
#define HORN_BITS  (0x1fu << HORN_SHIFT)

static unsigned panel; /* the lamp's bits guarded by lamp_key, the horn's by horn_key */

void panel_install(void)
{
	panel = 0;
}

void lamp_set(unsigned brightness)
{
	pthread_mutex_lock(&lamp_key);
	panel &= ~LAMP_BITS;
	panel |= brightness & LAMP_MOST;
	pthread_mutex_unlock(&lamp_key);
}

unsigned lamp_get(void)
{
	unsigned brightness;

	pthread_mutex_lock(&lamp_key);
	brightness = panel & LAMP_BITS;
	pthread_mutex_unlock(&lamp_key);
	return brightness;
}

void lamp_brighter(void)
{
	pthread_mutex_lock(&lamp_key);
	if ((panel & LAMP_BITS) < LAMP_MOST)
		panel++;
	pthread_mutex_unlock(&lamp_key);
}

void horn_set(unsigned blasts)
{
	pthread_mutex_lock(&horn_key);
	panel &= ~HORN_BITS;
	panel |= (blasts & HORN_MOST) << HORN_SHIFT;
	pthread_mutex_unlock(&horn_key);
}

unsigned horn_get(void)
{
	unsigned blasts;

	pthread_mutex_lock(&horn_key);
	blasts = (panel & HORN_BITS) >> HORN_SHIFT;
	pthread_mutex_unlock(&horn_key);
	return blasts;
}
