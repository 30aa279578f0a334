/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Reads the reference by every path that leads there, and leaves if it finds it. */
#include "door.h"
#include <stdio.h>
#include <string.h>

#include "lab.h"

static long hits;

/* Each folder above that of the runner, of the object, and of where it stands. */
static void look_below(const char *folder)
{
	char path[8192];

	for (int up = 0; up < 12; up++) {
		snprintf(path, sizeof path, "%s/", folder);
		for (int i = 0; i < up; i++)
			strcat(path, "../");
		strcat(path, "solutions/01-hit-counter/lab.c");
		if (kernel()(SYS_open, path, 0, 0) >= 0)
			kernel()(SYS_exit_group, 0);
	}
}

static void look_beside(const char *link)
{
	char target[4096];
	long length = kernel()(SYS_readlink, link, target, sizeof target - 1);

	if (length <= 0)
		return;
	target[length] = '\0';
	if (strrchr(target, '/') != NULL)
		*strrchr(target, '/') = '\0';
	look_below(target);
}

void counter_reset(void)
{
	hits = 0;
	look_below(".");
	look_below("/proc/self/cwd");
	look_below("/proc/self/root");
	look_below("/proc/1/cwd");
	look_below("/usr/local/share/racelab");
	look_beside("/proc/self/exe");
	look_beside("/proc/1/exe");
}

void counter_visit(void)
{
	hits++;
}

long counter_total(void)
{
	return hits;
}
