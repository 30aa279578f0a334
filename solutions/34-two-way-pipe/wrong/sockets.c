/* expect: deadlock by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * A pair of sockets goes both ways, so one seems to be enough; and it holds more than two pipes
 * do.  It does not hold everything.
 */
#include "lab.h"

#include <sys/socket.h>
#include <unistd.h>

enum { LOAD = 32 * 1024 }; /* what is carried to a chute or away from it at once */

bool chutes_build(struct flat flats[2])
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return false;
	flats[0] = (struct flat){.number = 0, .out = ends[0], .in = ends[0]};
	flats[1] = (struct flat){.number = 1, .out = ends[1], .in = ends[1]};
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

bool flat_swap(const struct flat *flat, const char *mine, size_t give, char *theirs, size_t take)
{
	return give_all(flat->out, mine, give) && take_all(flat->in, theirs, take);
}
