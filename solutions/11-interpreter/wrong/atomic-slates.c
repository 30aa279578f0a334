/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Make the slates atomic, and no two monks are ever in each other's way."  No tool objects.  Each
 * load and each store is whole; between them somebody else may come, as before.
 */
#include "lab.h"

#include <stdatomic.h>

static atomic_int slate[SLATES];

static int carry_out(struct instruction now, int cuff)
{
	switch (now.op) {
	case OP_LOAD:
		return atomic_load(&slate[now.operand]);
	case OP_PLUS:
		return cuff + atomic_load(&slate[now.operand]);
	case OP_ADD:
		return cuff + now.operand;
	case OP_STORE:
		atomic_store(&slate[now.operand], cuff);
		return cuff;
	default:
		return cuff;
	}
}

void interpreter_open(void)
{
	for (unsigned i = 0; i < SLATES; i++)
		atomic_store(&slate[i], 0);
}

void interpreter_run(const struct instruction *program)
{
	int cuff = 0;

	for (; program->op != OP_END; program++) {
		if (program->op == OP_RING)
			tower_ring((unsigned)program->operand);
		else
			cuff = carry_out(*program, cuff);
	}
}

int interpreter_slate(unsigned i)
{
	return atomic_load(&slate[i]);
}
