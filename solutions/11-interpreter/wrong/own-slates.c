/* expect: assertion by explore */
/* family: not atomic enough */
/* SPDX-License-Identifier: MIT */
/*
 * "Sharing is the trouble: each monk copies the wall, works at home, and brings his numbers back in
 * the evening, all at once and under the stick."  And what the others have brought back in the
 * meantime is wiped off the wall.
 */
#include "lab.h"

#include <pthread.h>
#include <string.h>

static pthread_mutex_t stick = PTHREAD_MUTEX_INITIALIZER;
/* guarded by stick: */
static int slate[SLATES];

void interpreter_open(void)
{
	pthread_mutex_lock(&stick);
	memset(slate, 0, sizeof(slate));
	pthread_mutex_unlock(&stick);
}

void interpreter_run(const struct instruction *program)
{
	int cuff = 0, own[SLATES];

	pthread_mutex_lock(&stick);
	memcpy(own, slate, sizeof(own));
	pthread_mutex_unlock(&stick);

	for (; program->op != OP_END; program++) {
		if (program->op == OP_LOAD)
			cuff = own[program->operand];
		else if (program->op == OP_PLUS)
			cuff += own[program->operand];
		else if (program->op == OP_ADD)
			cuff += program->operand;
		else if (program->op == OP_STORE)
			own[program->operand] = cuff;
		else if (program->op == OP_RING)
			tower_ring((unsigned)program->operand);
	}

	pthread_mutex_lock(&stick);
	memcpy(slate, own, sizeof(own));
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
