/* expect: data-race by explore */
/* family: too little lock */
/* SPDX-License-Identifier: MIT */
/*
 * "A stick for each slate, and a statement takes the one of the slate that it begins with."  The
 * right size, and two statements that share no slate do not wait for each other.  But a statement
 * may use more slates than that one, and of these it has no stick.
 */
#include "lab.h"

#include <pthread.h>

static struct {
	pthread_mutex_t stick;
	int number; /* guarded by stick */
} slate[SLATES] = {
	{PTHREAD_MUTEX_INITIALIZER, 0},
	{PTHREAD_MUTEX_INITIALIZER, 0},
	{PTHREAD_MUTEX_INITIALIZER, 0},
	{PTHREAD_MUTEX_INITIALIZER, 0},
};

static int carry_out(struct instruction now, int cuff)
{
	switch (now.op) {
	case OP_LOAD:
		return slate[now.operand].number;
	case OP_PLUS:
		return cuff + slate[now.operand].number;
	case OP_ADD:
		return cuff + now.operand;
	case OP_STORE:
		slate[now.operand].number = cuff;
		return cuff;
	default:
		return cuff;
	}
}

void interpreter_open(void)
{
	for (unsigned i = 0; i < SLATES; i++)
		slate[i].number = 0;
}

/* Returns the instruction behind the statement. */
static const struct instruction *run_statement(const struct instruction *now)
{
	pthread_mutex_t *stick = &slate[now->operand].stick;
	int cuff = 0;

	pthread_mutex_lock(stick);
	for (; now->op != OP_NEXT; now++)
		cuff = carry_out(*now, cuff);
	pthread_mutex_unlock(stick);
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
	return slate[i].number;
}
