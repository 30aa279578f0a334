/* SPDX-License-Identifier: MIT */
/*
 * Style: each setting in a struct of its own.  Bit-fields of different structs are never adjacent
 * in the sense of the standard, even when the structs lie side by side in a third one.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lamp_key = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t horn_key = PTHREAD_MUTEX_INITIALIZER;

static struct {
	struct {
		unsigned bits : 3; /* guarded by lamp_key */
	} lamp;
	struct {
		unsigned bits : 5; /* guarded by horn_key */
	} horn;
} panel;

void panel_install(void)
{
	panel.lamp.bits = 0;
	panel.horn.bits = 0;
}

void lamp_set(unsigned brightness)
{
	pthread_mutex_lock(&lamp_key);
	panel.lamp.bits = brightness & LAMP_MOST;
	pthread_mutex_unlock(&lamp_key);
}

unsigned lamp_get(void)
{
	unsigned brightness;

	pthread_mutex_lock(&lamp_key);
	brightness = panel.lamp.bits;
	pthread_mutex_unlock(&lamp_key);
	return brightness;
}

void lamp_brighter(void)
{
	pthread_mutex_lock(&lamp_key);
	if (panel.lamp.bits < LAMP_MOST)
		panel.lamp.bits++;
	pthread_mutex_unlock(&lamp_key);
}

void horn_set(unsigned blasts)
{
	pthread_mutex_lock(&horn_key);
	panel.horn.bits = blasts & HORN_MOST;
	pthread_mutex_unlock(&horn_key);
}

unsigned horn_get(void)
{
	unsigned blasts;

	pthread_mutex_lock(&horn_key);
	blasts = panel.horn.bits;
	pthread_mutex_unlock(&horn_key);
	return blasts;
}
