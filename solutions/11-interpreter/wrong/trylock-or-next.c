/* expect: dropped-work by explore */
/* family: drop the work */
/* SPDX-License-Identifier: MIT */
/*
 * "Nobody should stand about in the hall: if the stick is away, go on with the next statement."  No
 * statement is ever disturbed, and each of the brothers keeps moving.  What he passed over is never
 * done.
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

/* Returns the instruction behind the statement. */
static const struct instruction *run_statement(const struct instruction *now)
{
	bool has_stick = pthread_mutex_trylock(&stick) == 0;
	int cuff = 0;

	for (; now->op != OP_NEXT; now++)
		if (has_stick)
			cuff = carry_out(*now, cuff);
	if (has_stick)
		pthread_mutex_unlock(&stick);
	return now + 1;
}

void interpreter_run(const struct instruction *program)
{
	while (program->op != OP_END) {
		if (program->op == OP_RING) {
			tower_ring((unsigned)program->operand);
			program += 2;
		} else {
			program = run_statement(program);
		}
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
