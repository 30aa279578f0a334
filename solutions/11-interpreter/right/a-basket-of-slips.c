/* SPDX-License-Identifier: MIT */
/*
 * Style: ownership.  The wall belongs to whoever is the reader; the others put their statement into
 * a basket and sleep until it is done.  The first one who finds no reader becomes it, and carries
 * out all that is in the basket, one statement after the other.  It costs a hand-over for each
 * statement; what it saves is that the wall goes from hand to hand.
 */
#include "lab.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct slip {
	const struct instruction *statement;
	bool is_done; /* guarded by basket_lock */
	struct slip *next;
};

static pthread_mutex_t basket_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t done = PTHREAD_COND_INITIALIZER;
/* guarded by basket_lock: */
static struct slip *basket;
static bool is_there_a_reader;

/* the reader's own: */
static int slate[SLATES];

static void carry_out(const struct instruction *now)
{
	int cuff = 0;

	for (; now->op != OP_NEXT; now++) {
		if (now->op == OP_LOAD)
			cuff = slate[now->operand];
		else if (now->op == OP_PLUS)
			cuff += slate[now->operand];
		else if (now->op == OP_ADD)
			cuff += now->operand;
		else if (now->op == OP_STORE)
			slate[now->operand] = cuff;
	}
}

/* Called with the lock, and returns with it; in between it is free, and the wall is ours. */
static void empty_the_basket(void)
{
	is_there_a_reader = true;
	while (basket != NULL) {
		struct slip *slip = basket;

		basket = slip->next;
		pthread_mutex_unlock(&basket_lock);
		carry_out(slip->statement);
		pthread_mutex_lock(&basket_lock);
		slip->is_done = true;
	}
	is_there_a_reader = false;
	pthread_cond_broadcast(&done);
}

/* Whoever finds a reader has put the slip in before that one's last look, so it will be done. */
static void run_statement(const struct instruction *statement)
{
	struct slip slip = {.statement = statement};

	pthread_mutex_lock(&basket_lock);
	slip.next = basket;
	basket = &slip;
	if (!is_there_a_reader)
		empty_the_basket();
	while (!slip.is_done)
		pthread_cond_wait(&done, &basket_lock);
	pthread_mutex_unlock(&basket_lock);
}

void interpreter_open(void)
{
	for (unsigned i = 0; i < SLATES; i++)
		slate[i] = 0;
}

void interpreter_run(const struct instruction *program)
{
	while (program->op != OP_END) {
		if (program->op == OP_RING)
			tower_ring((unsigned)program->operand);
		else
			run_statement(program);
		while (program++->op != OP_NEXT)
			;
	}
}

int interpreter_slate(unsigned i)
{
	return slate[i]; /* all programs have ended, so there is no reader but us */
}
