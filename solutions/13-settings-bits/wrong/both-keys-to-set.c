/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * Who sets anything takes both keys, in order: no setting is ever lost.  Then who only looks needs
 * none, "for a look changes nothing".  It is still a look at what somebody else is writing.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lamp_key = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t horn_key = PTHREAD_MUTEX_INITIALIZER;

static struct {
	unsigned lamp : 3; /* written with both keys */
	unsigned horn : 5; /* likewise */
} panel;

void panel_install(void)
{
	panel.lamp = 0;
	panel.horn = 0;
}

void lamp_set(unsigned brightness)
{
	pthread_mutex_lock(&lamp_key);
	pthread_mutex_lock(&horn_key);
	panel.lamp = brightness & LAMP_MOST;
	pthread_mutex_unlock(&horn_key);
	pthread_mutex_unlock(&lamp_key);
}

unsigned lamp_get(void)
{
	unsigned brightness;

	brightness = panel.lamp;
	return brightness;
}

void lamp_brighter(void)
{
	pthread_mutex_lock(&lamp_key);
	pthread_mutex_lock(&horn_key);
	if (panel.lamp < LAMP_MOST)
		panel.lamp++;
	pthread_mutex_unlock(&horn_key);
	pthread_mutex_unlock(&lamp_key);
}

void horn_set(unsigned blasts)
{
	pthread_mutex_lock(&lamp_key);
	pthread_mutex_lock(&horn_key);
	panel.horn = blasts & HORN_MOST;
	pthread_mutex_unlock(&horn_key);
	pthread_mutex_unlock(&lamp_key);
}

unsigned horn_get(void)
{
	unsigned blasts;

	blasts = panel.horn;
	return blasts;
}
