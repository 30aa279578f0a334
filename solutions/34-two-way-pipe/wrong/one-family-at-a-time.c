/* expect: deadlock by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * A lock that both processes share, so that they are not in each other's way.  But they have to
 * be: who gives needs somebody who takes.
 */
#include "lab.h"

#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

enum { LOAD = 32 * 1024 }; /* what is carried to a chute or away from it at once */

/* In memory that forked processes share. */
static pthread_mutex_t *moving;

static void make_lock(void)
{
	pthread_mutexattr_t attributes;

	moving = mmap(NULL, sizeof *moving, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		      0);
	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
	pthread_mutex_init(moving, &attributes);
	pthread_mutexattr_destroy(&attributes);
}

bool chutes_build(struct flat flats[2])
{
	int there[2], back[2];

	if (pipe(there) != 0 || pipe(back) != 0)
		return false;
	make_lock();
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
	bool given;

	pthread_mutex_lock(moving);
	given = give_all(flat->out, mine, give);
	pthread_mutex_unlock(moving);
	return given && take_all(flat->in, theirs, take);
}
