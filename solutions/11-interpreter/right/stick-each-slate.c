/* SPDX-License-Identifier: MIT */
/*
 * Style: a stick for each slate.  Before a statement the monk reads it through, and takes the
 * sticks of all slates in it, from the lowest number up, so that no circle of waiting can close.
 * Statements that have no slate in common run at the same time.  It costs a look ahead, and more
 * locking.
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

/* The slates that a statement uses, one bit for each. */
static unsigned slates_of(const struct instruction *statement)
{
	unsigned used = 0;

	for (; statement->op != OP_NEXT; statement++)
		if (statement->op == OP_LOAD || statement->op == OP_PLUS ||
		    statement->op == OP_STORE)
			used |= 1u << statement->operand;
	return used;
}

static void take_sticks(unsigned used)
{
	for (unsigned i = 0; i < SLATES; i++)
		if (used & (1u << i))
			pthread_mutex_lock(&slate[i].stick);
}

static void put_back_sticks(unsigned used)
{
	for (unsigned i = 0; i < SLATES; i++)
		if (used & (1u << i))
			pthread_mutex_unlock(&slate[i].stick);
}

/* Returns the instruction behind the statement. */
static const struct instruction *carry_out(const struct instruction *now)
{
	int cuff = 0;

	for (; now->op != OP_NEXT; now++) {
		if (now->op == OP_LOAD)
			cuff = slate[now->operand].number;
		else if (now->op == OP_PLUS)
			cuff += slate[now->operand].number;
		else if (now->op == OP_ADD)
			cuff += now->operand;
		else if (now->op == OP_STORE)
			slate[now->operand].number = cuff;
		else
			tower_ring((unsigned)now->operand);
	}
	return now + 1;
}

void interpreter_open(void)
{
	take_sticks((1u << SLATES) - 1);
	for (unsigned i = 0; i < SLATES; i++)
		slate[i].number = 0;
	put_back_sticks((1u << SLATES) - 1);
}

void interpreter_run(const struct instruction *program)
{
	while (program->op != OP_END) {
		unsigned used = slates_of(program);

		take_sticks(used);
		program = carry_out(program);
		put_back_sticks(used);
	}
}

int interpreter_slate(unsigned i)
{
	int number;

	pthread_mutex_lock(&slate[i].stick);
	number = slate[i].number;
	pthread_mutex_unlock(&slate[i].stick);
	return number;
}
