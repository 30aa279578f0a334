/* sampled: each look of poll at each chute may come before or after what the others do */
/* SPDX-License-Identifier: MIT */
/*
 * One pair of hands and two chutes: poll() sleeps until one of them can be served, and a write
 * that does not wait gives no more than there is room for.
 */
#include "lab.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
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

/* What is left to be done. */
struct move {
	const char *mine;
	char *theirs;
	size_t give, take;
};

static bool give_some(int chute, struct move *move)
{
	ssize_t gone = write(chute, move->mine, load_of(move->give));

	if (gone < 0)
		return errno == EAGAIN; /* no room after all: ask poll again */
	move->mine += gone;
	move->give -= (size_t)gone;
	return true;
}

static bool take_some(int chute, struct move *move)
{
	ssize_t come = read(chute, move->theirs, load_of(move->take));

	if (come <= 0)
		return false;
	move->theirs += come;
	move->take -= (size_t)come;
	return true;
}

static bool serve(const struct flat *flat, struct move *move)
{
	/* A chute at which nothing is left to do is not asked for: a negative descriptor. */
	struct pollfd chutes[2] = {{.fd = move->give > 0 ? flat->out : -1, .events = POLLOUT},
				   {.fd = move->take > 0 ? flat->in : -1, .events = POLLIN}};

	if (poll(chutes, 2, -1) < 0)
		return false;
	if (chutes[0].revents != 0 && !give_some(flat->out, move))
		return false;
	return chutes[1].revents == 0 || take_some(flat->in, move);
}

bool flat_swap(const struct flat *flat, const char *mine, size_t give, char *theirs, size_t take)
{
	struct move move = {mine, theirs, give, take};

	/* Else a write of more than there is room for would wait, whatever poll has said. */
	if (fcntl(flat->out, F_SETFL, O_NONBLOCK) != 0)
		return false;
	while (move.give > 0 || move.take > 0)
		if (!serve(flat, &move))
			return false;
	return true;
}
