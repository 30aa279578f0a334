/* SPDX-License-Identifier: MIT */
#include "fresh.h"

#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "noise.h"
#include "rt.h"
#include "scene.h"

#define LINE_UP_TURNS 2000

struct start {
	void *(*work)(void *);
	void *argument;
	struct slot *slot;
};

static pthread_key_t at_end; /* its destructor runs when a thread of the program ends */
static _Atomic unsigned arrived, expected;
static _Thread_local bool exits;

static void ended(void *slot)
{
	(void)slot;
	slot_end(exits ? END_EXITED : END_CANCELLED);
	fault_leave_stack();
}

static void *run_start(void *argument)
{
	struct start start = *(struct start *)argument;
	void *result;

	free(argument);
	fault_own_stack();
	slot_become(start.slot);
	if (rt.tool) /* for the tool's own reports */
		pthread_setname_np(pthread_self(), start.slot->name);
	pthread_setspecific(at_end, start.slot);
	result = start.work(start.argument);
	pthread_setspecific(at_end, NULL);
	slot_end(END_RETURNED);
	fault_leave_stack();
	return result;
}

int fresh_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*work)(void *),
		 void *argument, struct slot *slot)
{
	struct start *start = malloc(sizeof *start);
	int error;

	if (start == NULL)
		return ENOMEM;
	*start = (struct start){work, argument, slot};
	error = pthread_create(thread, attributes, run_start, start);
	if (error != 0)
		free(start);
	else
		slot->thread = *thread;
	return error;
}

_Noreturn void fresh_exit(void *result)
{
	exits = true;
	pthread_exit(result);
}

/* Together, where no tool looks: valgrind runs one thread at a time anyway. */
static void line_up(void)
{
	atomic_fetch_add(&arrived, 1);
	for (int turns = LINE_UP_TURNS; turns > 0 && atomic_load(&arrived) < expected; turns--)
		if (turns % 64 == 0)
			sched_yield();
}

struct body {
	void (*function)(unsigned);
	unsigned self;
};

static void *run_body(void *argument)
{
	struct body *body = argument;

	if (!rt.valgrind)
		line_up();
	body->function(body->self);
	return NULL;
}

static void create_bodies(struct body *bodies, pthread_t *threads, unsigned count)
{
	atomic_store(&arrived, 0);
	atomic_store(&expected, count);
	for (unsigned i = 0; i < count; i++) {
		int error;

		bodies[i] = (struct body){rt.scenario->body[i], i};
		error = fresh_create(&threads[i], NULL, run_body, &bodies[i],
				     slot_claim(rt.lab->program ? "main" : NULL));
		if (error != 0)
			rt_broken("cannot create a thread: %s", strerror(error));
	}
}

static bool all_ended(void)
{
	for (unsigned i = 0; i < slot_count(); i++) {
		struct slot *slot = &slot_table->slots[i];
		uint32_t activity = atomic_load(&slot->activity);

		if (slot->created && activity != SLOT_ENDED && activity != SLOT_FREE)
			return false;
	}
	return true;
}

/* Threads of the program that nobody joined: the memory cannot be put back under them. */
static void await_left_over(void)
{
	slot_wait((struct wait){.kind = WAIT_RUN_END});
	while (!all_ended())
		noise_sleep(50);
	slot_go_on();
}

void fresh_run(void)
{
	struct body bodies[SCENARIO_THREADS];
	pthread_t threads[SCENARIO_THREADS];
	unsigned count = scene_threads();

	scene_begin();
	create_bodies(bodies, threads, count);
	slot_wait((struct wait){.kind = WAIT_RUN_END});
	for (unsigned i = 0; i < count; i++)
		pthread_join(threads[i], NULL);
	scene_check();
	/* A process takes its threads with it; a program whose first thread only left waits for them. */
	if (rt.job->mode != MODE_PROCESS || rt.lab->program)
		await_left_over();
	if (rt.lab->program)
		exit(0);
	scene_end();
}

void fresh_init(void)
{
	if (pthread_key_create(&at_end, ended) != 0)
		rt_broken("no key for thread-specific data is left");
}
