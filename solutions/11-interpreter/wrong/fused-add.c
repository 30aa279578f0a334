/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "LOAD, ADD, STORE of one slate is what nearly all statements do: make one instruction of the
 * three, under the stick."  Every lamb is counted, and it is quicker, too.  But a statement that
 * uses two slates is done in two halves, and in between a sheep is on no pasture at all.
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

/* Is this the beginning of slate = slate + number? */
static bool is_addition(const struct instruction *now)
{
	return now[0].op == OP_LOAD && now[1].op == OP_ADD && now[2].op == OP_STORE &&
	       now[0].operand == now[2].operand;
}

void interpreter_run(const struct instruction *program)
{
	int cuff = 0;

	while (program->op != OP_END) {
		if (program->op == OP_RING) {
			tower_ring((unsigned)program++->operand);
			continue;
		}
		pthread_mutex_lock(&stick);
		if (is_addition(program)) {
			cuff = slate[program->operand] += program[1].operand;
			program += 3;
		} else {
			cuff = carry_out(*program++, cuff);
		}
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
