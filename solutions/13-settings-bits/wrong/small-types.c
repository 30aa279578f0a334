/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "unsigned is four bytes wide, so both are in one: take a type of one byte."  Then the two are in
 * one byte.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lamp_key = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t horn_key = PTHREAD_MUTEX_INITIALIZER;

static struct {
	unsigned char lamp : 3; /* guarded by lamp_key */
	unsigned char horn : 5; /* guarded by horn_key */
} panel;

void panel_install(void)
{
	panel.lamp = 0;
	panel.horn = 0;
}

void lamp_set(unsigned brightness)
{
	pthread_mutex_lock(&lamp_key);
	panel.lamp = brightness & LAMP_MOST;
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
	pthread_mutex_lock(&horn_key);
	panel.horn = blasts & HORN_MOST;
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
