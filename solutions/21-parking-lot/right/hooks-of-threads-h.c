/* SPDX-License-Identifier: MIT */
/*
 * Style: C11's own threads.  The free tokens hang on a nail, one upon the other, so that nobody has
 * to search the board.  The lock is held for the nail and for nothing else; a line of the board
 * belongs to whoever has its token, and is atomic only because others may look at it.  Cost: the
 * names of <threads.h> are less known, and its locks have to be made by a call.
 */
#include "lab.h"

#include <stdatomic.h>
#include <threads.h>

#define NO_CAR 0

static mtx_t nail;
static cnd_t hung; /* a token came back to the nail */
/* guarded by nail: */
static unsigned token[YARD_MOST];
static unsigned tokens;
static unsigned visits;

/* a line is written by whoever has its token, and looked at by anybody */
static atomic_uint board[YARD_MOST + 1];

void yard_open(unsigned places)
{
	mtx_init(&nail, mtx_plain);
	cnd_init(&hung);
	for (unsigned place = 1; place <= places; place++)
		atomic_store(&board[place], NO_CAR);
	for (tokens = 0; tokens < places; tokens++)
		token[tokens] = places - tokens;
	visits = 0;
}

unsigned yard_enter(unsigned car)
{
	unsigned place;

	mtx_lock(&nail);
	while (tokens == 0)
		cnd_wait(&hung, &nail);
	place = token[--tokens];
	visits++;
	mtx_unlock(&nail);
	atomic_store(&board[place], car);
	return place;
}

void yard_leave(unsigned place)
{
	atomic_store(&board[place], NO_CAR);
	mtx_lock(&nail);
	token[tokens++] = place;
	cnd_signal(&hung);
	mtx_unlock(&nail);
}

unsigned yard_look(unsigned place)
{
	return atomic_load(&board[place]);
}

unsigned yard_close(void)
{
	cnd_destroy(&hung);
	mtx_destroy(&nail);
	return visits;
}
