/* SPDX-License-Identifier: MIT */
#include "seam.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* What stands behind the place in the variable; NULL: it is not about this place. */
static const char *meant(const char *place)
{
	const char *value = getenv("RACELAB_FALL");
	size_t length = strlen(place);

	if (value == NULL || strncmp(value, place, length) != 0 || value[length] != ':')
		return NULL;
	return value + length + 1;
}

void seam(const char *place)
{
	static unsigned long passed;
	const char *when = meant(place);

	if (when != NULL && ++passed == strtoul(when, NULL, 10))
		raise(SIGKILL);
}

void seam_for(const char *place, const char *name)
{
	const char *which = meant(place);

	if (which != NULL && *which != '\0' && strncmp(name, which, strlen(which)) == 0)
		raise(SIGKILL);
}
