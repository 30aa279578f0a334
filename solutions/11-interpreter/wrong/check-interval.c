/* expect: assertion by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * "The stick goes from hand to hand too often: a statement has three instructions, so let each monk
 * keep it for five."  Now it is seldom taken away in the middle, and with a hundred instead of five
 * seldomer still.  But five instructions do not end where a statement ends.
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

#define INTERVAL 5

void interpreter_run(const struct instruction *program)
{
	int cuff = 0, left = 0;

	for (;;) {
		struct instruction now = *program++;

		if ((now.op == OP_RING || now.op == OP_END) && left > 0) {
			pthread_mutex_unlock(&stick);
			left = 0;
		}
		if (now.op == OP_END)
			return;
		if (now.op == OP_RING) {
			tower_ring((unsigned)now.operand);
			continue;
		}
		if (left == 0) {
			pthread_mutex_lock(&stick);
			left = INTERVAL;
		}
		cuff = carry_out(now, cuff);
		if (--left == 0)
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
