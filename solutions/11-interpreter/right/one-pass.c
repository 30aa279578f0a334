/* SPDX-License-Identifier: MIT */
/*
 * Style: a semaphore that holds one pass for the hall, and a program taken statement by statement.
 * The shape says it all: take, do, give back.  As a lock a semaphore has no owner, so nobody
 * notices when somebody gives back a pass that is not his.
 */
#include "lab.h"

#include <errno.h>
#include <semaphore.h>

static sem_t pass; /* holds 1 while nobody is at the wall */
/* who has the pass owns: */
static int slate[SLATES];

/* A signal handler may cut a wait short; then there was no pass yet. */
static void take_pass(void)
{
	while (sem_wait(&pass) != 0 && errno == EINTR)
		;
}

/* Returns the instruction behind the statement. */
static const struct instruction *run_statement(const struct instruction *now)
{
	int cuff = 0;

	take_pass();
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
	sem_post(&pass);
	return now + 1;
}

void interpreter_open(void)
{
	sem_init(&pass, 0, 1);
	for (unsigned i = 0; i < SLATES; i++)
		slate[i] = 0;
}

void interpreter_run(const struct instruction *program)
{
	while (program->op != OP_END) {
		if (program->op == OP_RING) {
			tower_ring((unsigned)program->operand);
			program += 2; /* the ring, and its OP_NEXT */
		} else {
			program = run_statement(program);
		}
	}
}

int interpreter_slate(unsigned i)
{
	int number;

	take_pass();
	number = slate[i];
	sem_post(&pass);
	return number;
}
