/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * poll() is asked which chute is ready.  Ready means that something fits, not that everything
 * does, and a write that may wait waits until everything is in.
 */
#include "lab.h"

#include <poll.h>
#include <unistd.h>

bool chutes_build(struct flat flats[2])
{
	int there[2], back[2];

	if (pipe(there) != 0 || pipe(back) != 0)
		return false;
	flats[0] = (struct flat){.number = 0, .out = there[1], .in = back[0]};
	flats[1] = (struct flat){.number = 1, .out = back[1], .in = there[0]};
	return true;
}

bool flat_swap(const struct flat *flat, const char *mine, size_t give, char *theirs, size_t take)
{
	while (give > 0 || take > 0) {
		struct pollfd chutes[2] = {{.fd = give > 0 ? flat->out : -1, .events = POLLOUT},
					   {.fd = take > 0 ? flat->in : -1, .events = POLLIN}};

		if (poll(chutes, 2, -1) < 0)
			return false;
		if (chutes[0].revents != 0) {
			ssize_t gone = write(flat->out, mine, give);

			if (gone < 0)
				return false;
			mine += gone;
			give -= (size_t)gone;
		}
		if (chutes[1].revents != 0) {
			ssize_t come = read(flat->in, theirs, take);

			if (come <= 0)
				return false;
			theirs += come;
			take -= (size_t)come;
		}
	}
	return true;
}
