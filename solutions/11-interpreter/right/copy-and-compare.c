/* SPDX-License-Identifier: MIT */
/*
 * Style: optimistic.  A statement works on a copy of the wall, without the stick, and the copy is
 * hung up only if nobody has changed the wall since it was made; else the statement is done again,
 * on a new copy.  Nothing is done twice, since a copy that is thrown away was seen by nobody.  It
 * costs copying, and work done in vain when many want the wall.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>

struct wall {
	unsigned long edition;
	int number[SLATES];
};

static pthread_mutex_t stick = PTHREAD_MUTEX_INITIALIZER;
/* guarded by stick: */
static struct wall wall;

static struct wall copy_wall(void)
{
	struct wall copy;

	pthread_mutex_lock(&stick);
	copy = wall;
	pthread_mutex_unlock(&stick);
	return copy;
}

static bool hang_up(struct wall copy)
{
	bool still_the_same;

	pthread_mutex_lock(&stick);
	still_the_same = wall.edition == copy.edition;
	if (still_the_same) {
		copy.edition++;
		wall = copy;
	}
	pthread_mutex_unlock(&stick);
	return still_the_same;
}

static void carry_out(const struct instruction *now, int number[SLATES])
{
	int cuff = 0;

	for (; now->op != OP_NEXT; now++) {
		if (now->op == OP_LOAD)
			cuff = number[now->operand];
		else if (now->op == OP_PLUS)
			cuff += number[now->operand];
		else if (now->op == OP_ADD)
			cuff += now->operand;
		else if (now->op == OP_STORE)
			number[now->operand] = cuff;
	}
}

void interpreter_open(void)
{
	struct wall copy;

	do {
		copy = copy_wall();
		for (unsigned i = 0; i < SLATES; i++)
			copy.number[i] = 0;
	} while (!hang_up(copy));
}

static void run_statement(const struct instruction *statement)
{
	struct wall copy;

	if (statement->op == OP_RING) {
		tower_ring((unsigned)statement->operand); /* never to be done again */
		return;
	}
	do {
		copy = copy_wall();
		carry_out(statement, copy.number);
	} while (!hang_up(copy));
}

void interpreter_run(const struct instruction *program)
{
	while (program->op != OP_END) {
		run_statement(program);
		while (program++->op != OP_NEXT)
			;
	}
}

int interpreter_slate(unsigned i)
{
	return copy_wall().number[i];
}
