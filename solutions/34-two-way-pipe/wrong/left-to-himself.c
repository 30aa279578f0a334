/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * A second pair of hands, with the things in a box of its own, gives while the first takes.  But
 * nobody waits for it: when all has come, the family locks the door and is gone, and the carrier
 * with it.
 */
#include "lab.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LOAD = 32 * 1024 }; /* what is carried to a chute or away from it at once */

bool chutes_build(struct flat flats[2])
{
	int there[2], back[2];

	if (pipe(there) != 0 || pipe(back) != 0)
		return false;
	flats[0] = (struct flat){.number = 0, .out = there[1], .in = back[0]};
	flats[1] = (struct flat){.number = 1, .out = back[1], .in = there[0]};
	return true;
}

static size_t load_of(size_t left)
{
	return left < LOAD ? left : LOAD;
}

static bool give_all(int chute, const char *things, size_t left)
{
	while (left > 0) {
		ssize_t gone = write(chute, things, load_of(left));

		if (gone < 0)
			return false;
		things += gone;
		left -= (size_t)gone;
	}
	return true;
}

static bool take_all(int chute, char *things, size_t left)
{
	while (left > 0) {
		ssize_t come = read(chute, things, load_of(left));

		if (come <= 0)
			return false;
		things += come;
		left -= (size_t)come;
	}
	return true;
}

struct errand {
	int chute;
	size_t size;
	char things[];
};

static void *carry(void *argument)
{
	struct errand *errand = argument;

	give_all(errand->chute, errand->things, errand->size);
	free(errand);
	return NULL;
}

static bool send_carrier(int chute, const char *things, size_t size)
{
	struct errand *errand = malloc(sizeof *errand + size);
	pthread_t carrier;

	if (errand == NULL)
		return false;
	errand->chute = chute;
	errand->size = size;
	memcpy(errand->things, things, size);
	if (pthread_create(&carrier, NULL, carry, errand) != 0) {
		free(errand);
		return false;
	}
	pthread_detach(carrier);
	return true;
}

bool flat_swap(const struct flat *flat, const char *mine, size_t give, char *theirs, size_t take)
{
	return send_carrier(flat->out, mine, give) && take_all(flat->in, theirs, take);
}
