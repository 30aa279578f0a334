/* SPDX-License-Identifier: MIT */
/* Reference for 11-interpreter: the stick is kept from a statement's beginning to its end. */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

static pthread_mutex_t stick = PTHREAD_MUTEX_INITIALIZER;
/* guarded by stick: */
static int slate[SLATES];

/* Carries out one instruction, with the stick in hand.  Returns what is then on the cuff. */
static int carry_out(struct instruction now, int cuff)
{
	switch (now.op) {
	case OP_LOAD:
		return slate[now.operand];
	case OP_PLUS:
		return cuff + slate[now.operand];
	case OP_ADD:
		return cuff + now.operand;
	case OP_STORE:
		slate[now.operand] = cuff;
		return cuff;
	default:
		return cuff;
	}
}

void interpreter_open(void)
{
	pthread_mutex_lock(&stick);
	for (unsigned i = 0; i < SLATES; i++)
		slate[i] = 0;
	pthread_mutex_unlock(&stick);
}

/*
 * The stick is taken for a whole statement.  What was read into the cuff is then still on the slate
 * when the cuff is written back, and what a statement changes in two places is seen in both of
 * them or in neither.
 */
void interpreter_run(const struct instruction *program)
{
	bool has_stick = false;
	int cuff = 0;

	for (;;) {
		struct instruction now = *program++;

		if (now.op == OP_END)
			return;
		if (now.op == OP_RING) {
			/* A statement of its own, and it uses no slate: so it needs no stick. */
			tower_ring((unsigned)now.operand);
			continue;
		}
		if (now.op == OP_NEXT) {
			/* The only place to let others in.  After a ring the stick is on its nail.
			 */
			if (has_stick)
				pthread_mutex_unlock(&stick);
			has_stick = false;
			continue;
		}
		/* Taken once, however many instructions the statement has. */
		if (!has_stick)
			pthread_mutex_lock(&stick);
		has_stick = true;
		cuff = carry_out(now, cuff);
	}
}

int interpreter_slate(unsigned i)
{
	int number;

	pthread_mutex_lock(&stick);
	number = slate[i];
	pthread_mutex_unlock(&stick);
	return number;
}
