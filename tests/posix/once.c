/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* pthread_once. */
#include "rules.h"

static pthread_once_t control = PTHREAD_ONCE_INIT, outer = PTHREAD_ONCE_INIT,
		      inner = PTHREAD_ONCE_INIT, shared = PTHREAD_ONCE_INIT;
static int made, made_outer, made_inner, made_shared;

static void make(void)
{
	made++;
}

static void make_inner(void)
{
	made_inner++;
}

static void make_outer(void)
{
	RULE(pthread_once(&inner, make_inner) == 0);
	RULE(made_inner == 1);
	made_outer++;
}

static void make_shared(void)
{
	made_shared++;
}

static void never(void)
{
	RULE(!"reached");
}

/* pthread_once: the first call runs the routine, */
static void the_first_call_runs_it(void)
{
	RULE(pthread_once(&control, make) == 0);
	RULE(made == 1);
}

/* ... and no later call does, */
static void a_later_call_does_not(void)
{
	RULE(pthread_once(&control, make) == 0);
	RULE(made == 1);
}

/* ... whatever routine it names. */
static void the_control_counts_not_the_routine(void)
{
	RULE(pthread_once(&control, never) == 0);
}

/* pthread_once: a routine may itself do something else once. */
static void one_may_be_within_another(void)
{
	RULE(pthread_once(&outer, make_outer) == 0);
	RULE(made_outer == 1 && made_inner == 1);
	RULE(pthread_once(&inner, never) == 0);
}

/* pthread_once: on return the routine has completed, whichever thread ran it. */
static void *have_it_made(void *unused)
{
	RULE(pthread_once(&shared, make_shared) == 0);
	RULE(made_shared == 1);
	return unused;
}

/* pthread_once: of all threads that come, one runs it, and the others wait until it has. */
static void threads_share_it(void)
{
	pthread_t other;

	RULE(pthread_create(&other, NULL, have_it_made, NULL) == 0);
	have_it_made(NULL);
	RULE(pthread_join(other, NULL) == 0);
}

int main(void)
{
	the_first_call_runs_it();
	a_later_call_does_not();
	the_control_counts_not_the_routine();
	one_may_be_within_another();
	threads_share_it();
	return 0;
}
