/* expect: unsupported by screen */
/* family: fool the judge */
/* SPDX-License-Identifier: MIT */
/*
 * The attribute keeps ThreadSanitizer and its like from looking at the two functions that they
 * accused. Helgrind looks at what runs, and there the byte is still written by both.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t lamp_key = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t horn_key = PTHREAD_MUTEX_INITIALIZER;

static struct {
	unsigned lamp : 3; /* guarded by lamp_key */
	unsigned horn : 5; /* guarded by horn_key */
} panel;

void panel_install(void)
{
	panel.lamp = 0;
	panel.horn = 0;
}

__attribute__((no_sanitize("thread"))) void lamp_set(unsigned brightness)
{
	pthread_mutex_lock(&lamp_key);
	panel.lamp = brightness & LAMP_MOST;
	pthread_mutex_unlock(&lamp_key);
}

__attribute__((no_sanitize("thread"))) unsigned lamp_get(void)
{
	unsigned brightness;

	pthread_mutex_lock(&lamp_key);
	brightness = panel.lamp;
	pthread_mutex_unlock(&lamp_key);
	return brightness;
}

__attribute__((no_sanitize("thread"))) void lamp_brighter(void)
{
	pthread_mutex_lock(&lamp_key);
	if (panel.lamp < LAMP_MOST)
		panel.lamp++;
	pthread_mutex_unlock(&lamp_key);
}

__attribute__((no_sanitize("thread"))) void horn_set(unsigned blasts)
{
	pthread_mutex_lock(&horn_key);
	panel.horn = blasts & HORN_MOST;
	pthread_mutex_unlock(&horn_key);
}

__attribute__((no_sanitize("thread"))) unsigned horn_get(void)
{
	unsigned blasts;

	pthread_mutex_lock(&horn_key);
	blasts = panel.horn;
	pthread_mutex_unlock(&horn_key);
	return blasts;
}
