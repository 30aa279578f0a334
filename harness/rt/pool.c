/* SPDX-License-Identifier: MIT */
#include "pool.h"

#include <errno.h>
#include <limits.h>
#include <linux/futex.h>
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "fault.h"
#include "image.h"
#include "noise.h"
#include "rt.h"
#include "scene.h"
#include "ticks.h"

#define WORKERS    (SLOTS - 1)
#define LINE_UP_ONE_IN 3
#define SPREAD_TICKS 128    /* a power of two */
#define LATE_TICKS   1000
#define SPIN_TURNS 20000 /* some ten microseconds, about what a wake-up by the kernel costs */

/*
 * A word that one thread changes and others wait for.  `parked` counts those that may be asleep in
 * the kernel, so that the changer need not ask the kernel when there are none.
 */
struct gate {
	_Atomic uint32_t turn;
	_Atomic uint32_t parked;
};

struct worker {
	struct gate start, end; /* turn of the job begun, and of the job ended */
	/* written by who starts a job, before start.turn: */
	struct slot *slot;
	void *(*work)(void *);
	void *argument;
	/* written by the worker, before end.turn: */
	void *result;
	uint64_t started; /* in ticks */
	bool exits; /* the program called pthread_exit */
	_Atomic uint32_t dead;   /* its thread has ended and must be made again */
	_Atomic uint32_t retire; /* it was cancelled, perhaps too late: not to be used again */
	/* by the main thread, or under create_lock: */
	bool alive, busy;
	pthread_t thread;
} __attribute__((aligned(128)));

static struct {
	struct worker workers[WORKERS];
	unsigned highest; /* workers beyond were never used */
	cpu_set_t allowed; /* processors that the runner may use, */
	unsigned processors; /* so many */
	/* the main thread's, in ticks; see line_up(): */
	int64_t delay, spread;
	uint64_t started;
	pthread_key_t at_end; /* its destructor runs when a worker's thread ends */
	pthread_mutex_t create_lock; /* innermost; guards the workers' busy and alive in a run */
} pool = {.create_lock = PTHREAD_MUTEX_INITIALIZER};

static _Thread_local struct worker *worker_self;

static void gate_open(struct gate *gate)
{
	atomic_fetch_add(&gate->turn, 1);
	if (atomic_load(&gate->parked))
		syscall(SYS_futex, &gate->turn, FUTEX_WAKE_PRIVATE, INT_MAX, NULL, NULL, 0);
}

static void gate_await(struct gate *gate, uint32_t old, unsigned spins)
{
	while (spins-- > 0)
		if (atomic_load_explicit(&gate->turn, memory_order_acquire) != old)
			return;
	atomic_fetch_add(&gate->parked, 1);
	while (atomic_load(&gate->turn) == old)
		syscall(SYS_futex, &gate->turn, FUTEX_WAIT_PRIVATE, old, NULL, NULL, 0);
	atomic_fetch_sub(&gate->parked, 1);
}

/* Spinning is for those who have a processor to themselves. */
static unsigned spins_for(unsigned threads)
{
	return threads <= pool.processors ? SPIN_TURNS : 0;
}

/*
 * The bodies of a run stay on a processor each.  Left alone, the kernel puts a thread beside the one
 * that woke it, and there the two take turns instead of running at once.
 */
static void pin(unsigned body)
{
	unsigned left = body % pool.processors;
	cpu_set_t one;

	CPU_ZERO(&one);
	for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
		if (!CPU_ISSET(cpu, &pool.allowed) || left-- > 0)
			continue;
		CPU_SET(cpu, &one);
		break;
	}
	pthread_setaffinity_np(pthread_self(), sizeof one, &one); /* only a help: may be refused */
}

/* ---- the worker's side ---- */

static void worker_finish(struct worker *worker, enum ending how)
{
	slot_end(how);
	gate_open(&worker->end);
}

/* The program ended this thread inside a job. */
static void worker_died(void *argument)
{
	struct worker *worker = argument;

	if (!worker->exits)
		worker->result = PTHREAD_CANCELED;
	atomic_store(&worker->dead, 1);
	worker_finish(worker, worker->exits ? END_EXITED : END_CANCELLED);
}

static void worker_job(struct worker *self)
{
	int old;

	image_restore_tls();
	slot_become(self->slot);
	self->exits = false;
	if (rt.job->own_first) /* else nobody cancels */
		pthread_setcancelstate(PTHREAD_CANCEL_ENABLE, &old);
	self->started = ticks_now();
	self->result = self->work(self->argument);
	if (rt.job->own_first)
		pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
	worker_finish(self, END_RETURNED);
}

static void *worker_main(void *argument)
{
	struct worker *self = argument;
	uint32_t turn = atomic_load(&self->end.turn);
	int old;

	pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &old);
	fault_own_stack();
	pin((unsigned)(self - pool.workers));
	pthread_setspecific(pool.at_end, self);
	worker_self = self;
	for (;; turn++) {
		gate_await(&self->start, turn, spins_for(scene_threads()));
		if (self->work == NULL)
			break;
		worker_job(self);
	}
	pthread_setspecific(pool.at_end, NULL);
	return NULL;
}

/* ---- the starter's side ---- */

static void worker_start(struct worker *worker, struct slot *slot, void *(*work)(void *),
			 void *argument)
{
	worker->slot = slot;
	worker->work = work;
	worker->argument = argument;
	worker->busy = true;
	if (worker - pool.workers >= pool.highest)
		pool.highest = (unsigned)(worker - pool.workers) + 1;
	gate_open(&worker->start);
}

static int worker_create(struct worker *worker)
{
	int error;

	memset(worker, 0, sizeof *worker);
	error = pthread_create(&worker->thread, NULL, worker_main, worker);
	worker->alive = error == 0;
	return error;
}

/* A worker of a thread that is no more, or not to be trusted, gets a new one. */
static int worker_renew(struct worker *worker)
{
	if (!atomic_load(&worker->dead)) {
		worker->work = NULL;
		gate_open(&worker->start);
	}
	pthread_join(worker->thread, NULL);
	return worker_create(worker);
}

static int worker_ready(struct worker *worker)
{
	if (!worker->alive)
		return worker_create(worker);
	if (atomic_load(&worker->dead) || atomic_load(&worker->retire))
		return worker_renew(worker);
	return 0;
}

static void worker_await(struct worker *worker, unsigned spins)
{
	uint32_t started = atomic_load(&worker->start.turn);

	while (atomic_load(&worker->end.turn) != started)
		gate_await(&worker->end, started - 1, spins);
}

int pool_create(pthread_t *thread, void *(*start)(void *), void *argument, struct slot *slot)
{
	struct worker *worker = pool.workers;
	int error;

	pthread_mutex_lock(&pool.create_lock);
	while (worker < pool.workers + WORKERS - 1 && worker->busy)
		worker++;
	error = worker->busy ? EAGAIN : worker_ready(worker);
	if (error == 0) {
		slot->thread = *thread = worker->thread;
		worker_start(worker, slot, start, argument);
	}
	pthread_mutex_unlock(&pool.create_lock);
	return error;
}

static struct worker *worker_of(pthread_t thread)
{
	for (unsigned i = 0; i < WORKERS; i++)
		if (pool.workers[i].alive && pthread_equal(pool.workers[i].thread, thread))
			return &pool.workers[i];
	return NULL;
}

int pool_join(pthread_t thread, void **result)
{
	struct worker *worker = worker_of(thread);

	if (worker == NULL)
		return ESRCH;
	worker_await(worker, spins_for(2));
	if (result != NULL)
		*result = worker->result;
	return 0;
}

int pool_cancel(pthread_t thread)
{
	struct worker *worker = worker_of(thread);

	if (worker == NULL)
		return pthread_cancel(thread);
	atomic_store(&worker->retire, 1);
	if (atomic_load(&worker->end.turn) == atomic_load(&worker->start.turn))
		return 0; /* it has ended: nothing is left to cancel */
	return pthread_cancel(thread);
}

_Noreturn void pool_exit(void *result)
{
	if (worker_self != NULL) {
		worker_self->result = result;
		worker_self->exits = true;
	}
	pthread_exit(result);
}

/* ---- a run ---- */

struct body {
	void (*function)(unsigned);
	unsigned self;
};

static void *run_body(void *argument)
{
	const struct body *body = argument;

	body->function(body->self);
	return NULL;
}

/* Waiting costs nearly as much as the rest of a run, so not every run does it. */
static bool lines_up(void)
{
	return rt.run % LINE_UP_ONE_IN == 0;
}

/*
 * T1 could start when it has opened the gates, but the news reaches the others' processors some tens
 * of nanoseconds later, as long as a short body lasts: they would never overlap.  So T1 waits a
 * little, and how long is learnt: after each run the delay moves towards what would have made the
 * starts coincide.  Around it the starts are spread, since what overlaps lies anywhere in a body.
 */
static void line_up(void)
{
	uint64_t spread = rt.run * 0x9e3779b97f4a7c15u >> 32 & (SPREAD_TICKS - 1);
	int64_t wait = pool.delay + (int64_t)spread - SPREAD_TICKS / 2;
	uint64_t from = ticks_now();

	while ((int64_t)(ticks_now() - from) < wait)
		;
	pool.spread = (int64_t)spread - SPREAD_TICKS / 2;
	pool.started = ticks_now();
}

static void learn_delay(void)
{
	int64_t late = (int64_t)(pool.workers[1].started - pool.started) + pool.spread;

	if (late > -LATE_TICKS && late < LATE_TICKS) /* else somebody was interrupted */
		pool.delay += late / 8;
	if (pool.delay < 0)
		pool.delay = 0;
}

/*
 * All workers of the bodies are there and taken before anything of the run starts: setup, or a body at
 * once, may create threads of its own, which must get others.
 */
static void take_workers(unsigned first, unsigned threads)
{
	for (unsigned i = first; i < threads; i++) {
		int error = worker_ready(&pool.workers[i]);

		if (error != 0)
			rt_broken("cannot create a thread: %s", strerror(error));
		pool.workers[i].busy = true;
	}
}

static void run_bodies(unsigned first, unsigned threads)
{
	static struct body bodies[SCENARIO_THREADS];
	struct slot *slots[SCENARIO_THREADS];

	for (unsigned i = 0; i < threads; i++) {
		bodies[i] = (struct body){rt.scenario->body[i], i};
		slots[i] = slot_claim(NULL);
		if (i >= first)
			slots[i]->thread = pool.workers[i].thread;
	}
	for (unsigned i = first; i < threads; i++)
		worker_start(&pool.workers[i], slots[i], run_body, &bodies[i]);
	if (first == 0)
		return;
	slot_become(slots[0]);
	if (lines_up())
		line_up();
	run_body(&bodies[0]);
	slot_end(END_RETURNED);
}

static void await_workers(unsigned threads, unsigned from, unsigned last)
{
	for (unsigned i = from; i < last; i++)
		if (pool.workers[i].busy) {
			worker_await(&pool.workers[i], spins_for(threads));
			pool.workers[i].busy = false;
		}
}

void pool_run(void)
{
	unsigned threads = scene_threads(), first = rt.job->own_first ? 0 : 1;
	struct slot *main_slot;

	take_workers(first, threads);
	main_slot = scene_begin();
	slot_wait((struct wait){.kind = WAIT_RUN_END});
	run_bodies(first, threads);
	slot_become(main_slot);
	slot_wait((struct wait){.kind = WAIT_RUN_END});
	await_workers(threads, first, threads);
	if (!rt.job->own_first && threads > 1 && lines_up())
		learn_delay();
	scene_check();
	slot_wait((struct wait){.kind = WAIT_RUN_END});
	await_workers(threads, 0, pool.highest);
	scene_end();
}

void pool_init(void)
{
	if (sched_getaffinity(0, sizeof pool.allowed, &pool.allowed) != 0)
		rt_broken("cannot tell which processors there are: %m");
	pool.processors = (unsigned)CPU_COUNT(&pool.allowed);
	if (pthread_key_create(&pool.at_end, worker_died) != 0)
		rt_broken("no key for thread-specific data is left");
	pin(0);
}
