/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Before writing, look whether the slate still says what was read; if not, begin the statement
 * again."  So no addition is lost.  But a statement that has written its first slate is not undone
 * when it fails at the second, nor does anybody notice who looks at both in between.
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

#define NO_SLATE (-1)

/* With the stick in hand.  False: the slate says something else than when it was read. */
static bool store(int i, int cuff, int seen)
{
	if (slate[i] != seen)
		return false;
	slate[i] = cuff;
	return true;
}

void interpreter_run(const struct instruction *program)
{
	const struct instruction *statement = program;
	int cuff = 0, read = NO_SLATE, seen = 0;

	for (; program->op != OP_END; program++) {
		bool again = false;

		if (program->op == OP_RING) {
			tower_ring((unsigned)program->operand);
			continue;
		}
		pthread_mutex_lock(&stick);
		if (program->op == OP_STORE && program->operand == read)
			again = !store(read, cuff, seen);
		else
			cuff = carry_out(*program, cuff);
		if (program->op == OP_LOAD) {
			read = program->operand;
			seen = cuff;
		}
		pthread_mutex_unlock(&stick);
		if (program->op == OP_NEXT)
			statement = program + 1;
		if (again)
			program = statement - 1;
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
