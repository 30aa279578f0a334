/* expect: deadlock by explore */
/* family: its own */
/* SPDX-License-Identifier: MIT */
/*
 * "A stick for each slate, taken when the statement comes to it, and all of them put back at its
 * end."  Each statement is one step now.  But one monk goes from the near pasture to the far one,
 * another from the far one to the near, and each has the stick that the other one wants.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

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

void interpreter_run(const struct instruction *program)
{
	bool has_stick[SLATES] = {false};
	int cuff = 0;

	for (;; program++) {
		bool uses_slate =
			program->op == OP_LOAD || program->op == OP_PLUS || program->op == OP_STORE;

		if (program->op == OP_END)
			return;
		if (program->op == OP_RING)
			tower_ring((unsigned)program->operand);
		if (uses_slate && !has_stick[program->operand]) {
			pthread_mutex_lock(&slate[program->operand].stick);
			has_stick[program->operand] = true;
		}
		cuff = carry_out(*program, cuff);
		for (unsigned i = 0; program->op == OP_NEXT && i < SLATES; i++) {
			if (has_stick[i])
				pthread_mutex_unlock(&slate[i].stick);
			has_stick[i] = false;
		}
	}
}

int interpreter_slate(unsigned i)
{
	return slate[i].number;
}
