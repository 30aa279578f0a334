/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * In turn, as it should be; but a load is more than a chute holds, and each waits in the middle of
 * its first one.
 */
#include "lab.h"

#include <unistd.h>

enum { LOAD = 128 * 1024 }; /* what is carried to a chute or away from it at once */

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

bool flat_swap(const struct flat *flat, const char *mine, size_t give, char *theirs, size_t take)
{
	while (give > 0 || take > 0) {
		size_t out = load_of(give), in = load_of(take);

		if (!give_all(flat->out, mine, out) || !take_all(flat->in, theirs, in))
			return false;
		mine += out;
		give -= out;
		theirs += in;
		take -= in;
	}
	return true;
}
