/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "Then let a monk keep the stick until his program has ended."  No lamb is lost, and no tool has
 * anything to say.  But he keeps it on the tower stairs, too, and the whole abbey waits for a bell
 * that has nothing to do with it.
 */
#include "lab.h"

#include <pthread.h>

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
	int cuff = 0;

	pthread_mutex_lock(&stick);
	for (; program->op != OP_END; program++) {
		if (program->op == OP_RING)
			tower_ring((unsigned)program->operand);
		else
			cuff = carry_out(*program, cuff);
	}
	pthread_mutex_unlock(&stick);
}

int interpreter_slate(unsigned i)
{
	int number;

	pthread_mutex_lock(&stick);
	number = slate[i];
	pthread_mutex_unlock(&stick);
	return number;
}
