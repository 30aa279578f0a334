/* SPDX-License-Identifier: MIT */
/*
 * Give until the chute is full, then take something, then go on giving.  If my chute is full and
 * something is still to come, then it comes: the other family is either giving, or it has filled
 * my chute and is taking.
 */
#include "lab.h"

#include <errno.h>
#include <fcntl.h>
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
	if (fcntl(flat->out, F_SETFL, O_NONBLOCK) != 0)
		return false;
	while (give > 0) {
		ssize_t gone = write(flat->out, mine, load_of(give));
		ssize_t come = 0;

		if (gone >= 0) {
			mine += gone;
			give -= (size_t)gone;
		} else if (errno != EAGAIN) {
			return false;
		} else if (take > 0) {
			come = read(flat->in, theirs, load_of(take));
			if (come <= 0)
				return false;
			theirs += come;
			take -= (size_t)come;
		} else if (fcntl(flat->out, F_SETFL, 0) != 0) {
			return false; /* nothing more will come: from here on writes may wait */
		}
	}
	return take_all(flat->in, theirs, take);
}
