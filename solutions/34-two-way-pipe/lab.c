/* SPDX-License-Identifier: MIT */
/*
 * Reference for 34-two-way-pipe: a second pair of hands.  One thread gives while the other takes,
 * so neither chute has to hold more than it can.
 */
#include "lab.h"

#include <pthread.h>
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

/* What the second pair of hands is told, and its answer, which nobody reads before the join. */
struct errand {
	int chute;
	const char *things;
	size_t size;
	bool done;
};

static void *carry(void *argument)
{
	struct errand *errand = argument;

	errand->done = give_all(errand->chute, errand->things, errand->size);
	return NULL;
}

bool flat_swap(const struct flat *flat, const char *mine, size_t give, char *theirs, size_t take)
{
	struct errand errand = {.chute = flat->out, .things = mine, .size = give};
	pthread_t carrier;
	bool taken;

	if (pthread_create(&carrier, NULL, carry, &errand) != 0)
		return false;
	/*
	 * A pipe is a bounded buffer: write() waits for room, and room comes only when the other side
	 * reads.  If both wrote first, each would wait for a reader that is busy writing.  Here each side
	 * always reads, whatever has become of its own writing, so every write comes to its end.
	 */
	taken = take_all(flat->in, theirs, take);
	/* All has come, but perhaps not all has gone: the caller's things are still being read. */
	pthread_join(carrier, NULL);
	return taken && errand.done;
}
