/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "The arithmetic must not be disturbed, so keep the stick from the reading to the adding; the
 * writing is one instruction, and cannot be interrupted."  It cannot; but others come in before it,
 * and write what this one then wipes out.
 */
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

void interpreter_run(const struct instruction *program)
{
	bool has_stick = false;
	int cuff = 0;

	for (;;) {
		struct instruction now = *program++;
		bool needs_stick = now.op == OP_LOAD || now.op == OP_PLUS || now.op == OP_ADD;

		if (needs_stick && !has_stick)
			pthread_mutex_lock(&stick);
		if (!needs_stick && has_stick)
			pthread_mutex_unlock(&stick);
		has_stick = needs_stick;
		if (now.op == OP_END)
			return;
		if (now.op == OP_RING)
			tower_ring((unsigned)now.operand);
		else
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
