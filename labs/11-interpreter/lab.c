/* SPDX-License-Identifier: MIT */
/*
 * The abbey's interpreter.  This is the file that you repair.
 *
 * In the hall there is one stick.  Whoever carries out an instruction has it in his hand, so there
 * is never more than one monk at the wall.
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

	for (;;) {
		struct instruction now = *program++;

		if (now.op == OP_END)
			return;
		if (now.op == OP_RING) {
			/* The stick stays in the hall: who is in the tower holds up nobody. */
			tower_ring((unsigned)now.operand);
			continue;
		}
		pthread_mutex_lock(&stick);
		cuff = carry_out(now, cuff);
		pthread_mutex_unlock(&stick);
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
