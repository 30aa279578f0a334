/* SPDX-License-Identifier: MIT */
#include "thread.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../image.h"
#include "../rt.h"
#include "calls.h"
#include "calls_state.h"
#include "history.h"
#include "keys.h"
#include "memory.h"
#include "order.h"
#include "processes.h"
#include "signals.h"
#include "turn.h"

#define STACK_BYTES ((size_t)256 << 10)
#define GUARD_BYTES ((size_t)64 << 10)
#define BELOW	    2048 /* bytes of stack that the runtime uses below the program's own */
_Static_assert(THREADS * (STACK_BYTES + GUARD_BYTES) == THREAD_STACKS, "thread.h knows the size");

#define CHILDREN    64 /* of one thread that keep an identity of their own */

static struct {
	char *stacks;
	uint16_t *clocks;
	uint32_t *orders;
	char *tls;	 /* a block for each thread, laid out when it first asks */
	size_t tls_bytes;
	uint8_t index_of[THREADS][CHILDREN]; /* of that child of that parent; 0: not met yet */
	unsigned known;			     /* indices given out, main's among them */
	bool shared[THREADS];		     /* another thread has touched its stack */
	struct stack lows[THREADS];
	void (*main_function)(void);
} threads;

uintptr_t thread_stacks;

void thread_init(void)
{
	size_t each = STACK_BYTES + GUARD_BYTES;

	world.threads = calloc(THREADS, sizeof *world.threads);
	threads.stacks = mmap(NULL, each * THREADS, PROT_READ | PROT_WRITE,
			      MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (world.threads == NULL || threads.stacks == MAP_FAILED)
		rt_broken("no memory for the stacks of %d threads: %m", THREADS);
	for (unsigned i = 0; i < THREADS; i++) {
		char *guard = threads.stacks + i * each;

		if (mprotect(guard, GUARD_BYTES, PROT_NONE) != 0)
			rt_broken("cannot protect the end of a stack: %m");
		world.threads[i].fiber.size = STACK_BYTES;
		threads.lows[i].lowest = guard + GUARD_BYTES + STACK_BYTES;
		world.threads[i].slot = &slot_table->slots[i];
		world.threads[i].index = i;
	}
	thread_stacks = (uintptr_t)threads.stacks;
	threads.tls_bytes = (image_tls_bytes() + 63) & ~(size_t)63;
	threads.tls = aligned_alloc(64, threads.tls_bytes * THREADS + 64);
	threads.known = 1;
}

void thread_resize(unsigned stride)
{
	free(threads.clocks);
	free(threads.orders);
	threads.clocks = calloc((size_t)THREADS * stride, sizeof *threads.clocks);
	threads.orders = calloc((size_t)THREADS * stride * 3, sizeof *threads.orders);
	if (threads.clocks == NULL || threads.orders == NULL)
		rt_broken("no memory for the clocks of threads");
	for (unsigned i = 0; i < THREADS; i++) {
		world.threads[i].clock = threads.clocks + (size_t)i * stride;
		world.threads[i].order = threads.orders + (size_t)i * stride * 3;
		world.threads[i].fence = world.threads[i].order + stride;
		world.threads[i].pending = world.threads[i].fence + stride;
	}
}

/* ---- a thread's beginning ---- */

static void begin(void)
{
	struct thread *self = world.self;

	if (self->start == NULL) {
		threads.main_function();
		thread_exit(NULL);
	}
	thread_exit(self->start(self->argument));
}

static void name_slot(struct slot *slot, char kind, unsigned index)
{
	char *end = slot->name;

	if (index == 0) {
		memcpy(slot->name, "main", 5);
		return;
	}
	*end++ = kind;
	if (index >= 10)
		*end++ = (char)('0' + index / 10);
	*end++ = (char)('0' + index % 10);
	*end = '\0';
}

static void fresh_slot(struct slot *slot, struct thread *thread)
{
	if (slot->name[0] != 'T')
		name_slot(slot, 'T', thread->index);
	slot->pid = process_pid(thread->process);
	slot->wait.kind = WAIT_NOTHING;
	slot->held_used = slot->orphans_used = slot->depth = 0;
	slot->leaving = false;
	atomic_store_explicit(&slot->activity, SLOT_RUNNING, memory_order_relaxed);
}

/*
 * What an execution left on a stack must not be seen by the next, which might tell the two apart by
 * it.  Below the lowest call of the program's lie only the runtime's own frames.
 */
static void wipe_stack(struct thread *thread)
{
	struct stack *stack = thread->stack;
	char *top = thread->fiber.stack + thread->fiber.size, *from = stack->lowest - BELOW;

	if (from < thread->fiber.stack)
		from = thread->fiber.stack;
	memset(from, 0, (size_t)(top - from));
	stack->lowest = top;
	thread->frame = top;
}

/* A stack of its own, with nothing on it. */
static void lay_out_stack(struct thread *thread)
{
	size_t each = STACK_BYTES + GUARD_BYTES;

	thread->forked = false;
	thread->stack = &threads.lows[thread->index];
	thread->fiber.stack = threads.stacks + thread->index * each + GUARD_BYTES;
	wipe_stack(thread);
	fiber_reset(&thread->fiber, begin);
}

/* What it knows of what has happened. */
static void place_in_order(struct thread *thread, struct thread *parent)
{
	unsigned stride = history.stride;

	if (parent != NULL)
		memcpy(thread->clock, parent->clock, stride * sizeof *thread->clock);
	else
		memset(thread->clock, 0, stride * sizeof *thread->clock);
	thread->depth = parent != NULL ? parent->depth : 0;
	thread->hash = parent != NULL ? parent->hash * 31 + parent->children : 0;
	thread->time = parent != NULL ? parent->time : 0;
	thread->last = thread->last_change = thread->struck = -1;
	thread->last_diversion = thread->last_waking = -1;
	order_create(parent, thread);
}

static void fresh_thread(struct thread *thread, struct thread *parent)
{
	thread->life = LIFE_ALIVE;
	thread->process = parent != NULL ? parent->process : &processes.all[0];
	thread->kernel = false;
	thread->id = thread->index + 1;
	thread->op = (struct op){.kind = OP_LOCAL};
	thread->number = 0;
	thread->error = 0;
	thread->careful = parent != NULL && parent->process->threaded;
	thread->nrobust = thread->narrivals = thread->handlers = 0;
	thread->cancel = (struct cancel){0};
	thread->suspends = false;
	thread->children = 0;
	thread->signalled = thread->detached = thread->joined = false;
	thread->joins = NULL;
	thread->tls = NULL;
	thread->result = NULL;
	keys_clear(thread);
	spin_reset(thread);
	fresh_slot(thread->slot, thread);
	place_in_order(thread, parent);
	if (parent != NULL)
		signals_begin_thread(thread, parent);
}

struct thread *thread_clear(void (*main_function)(void))
{
	struct thread *main = &world.threads[0];

	for (unsigned i = 0; i < world.used; i++) {
		world.threads[i].life = LIFE_NONE;
		atomic_store_explicit(&slot_table->slots[i].activity, SLOT_FREE,
				      memory_order_relaxed);
	}
	world.used = 1;
	world.unjoined = 0;
	threads.main_function = main_function;
	fresh_thread(main, NULL);
	lay_out_stack(main);
	main->start = NULL;
	main->body = false;
	atomic_store_explicit(&slot_table->used, 1, memory_order_relaxed);
	return main;
}

static unsigned index_for(struct thread *parent)
{
	uint8_t *known;

	if (parent->children >= CHILDREN)
		return THREADS;
	known = &threads.index_of[parent->index][parent->children];
	if (*known == 0 && threads.known < THREADS)
		*known = (uint8_t)threads.known++;
	return *known == 0 ? THREADS : *known;
}

/* The next child of the running thread. */
static struct thread *next_child(void)
{
	struct thread *parent = world.self, *thread;
	unsigned index = index_for(parent);

	if (index >= THREADS)
		return NULL;
	if (index >= history.stride) {
		history.threads = index + 1;
		history.anew = true;
		turn_cut();
	}
	parent->children++;
	thread = &world.threads[index];
	if (index >= world.used)
		world.used = index + 1;
	world.unjoined++;
	fresh_thread(thread, parent);
	if (slot_table->used < world.used)
		atomic_store_explicit(&slot_table->used, world.used, memory_order_relaxed);
	return thread;
}

struct thread *thread_new(void *(*start)(void *), void *argument, bool body)
{
	struct thread *thread = next_child();

	if (thread == NULL)
		return NULL;
	thread->start = start;
	thread->argument = argument;
	thread->body = body;
	lay_out_stack(thread);
	return thread;
}

/* By which calls it got here, and what it holds that was copied with it. */
static void copy_slot(struct slot *copy, const struct slot *slot)
{
	copy->depth = slot->depth;
	memcpy(copy->stack, slot->stack, sizeof copy->stack);
	for (unsigned i = 0; i < slot->held_used; i++)
		if (memory_is_private((uintptr_t)slot->held[i].object))
			copy->held[copy->held_used++] = slot->held[i];
}

struct thread *thread_fork(void)
{
	struct thread *self = world.self, *copy = next_child();

	if (copy == NULL)
		return NULL;
	copy->forked = true;
	copy->body = false;
	copy->start = NULL;
	copy->stack = self->stack;
	copy->fiber = self->fiber;
	copy->frame = self->frame;
	copy->id = self->id;
	copy->tls = self->tls;
	copy->error = self->error;
	copy->cancel = self->cancel;
	copy->handlers = self->handlers;
	memcpy(copy->keys, self->keys, sizeof copy->keys);
	name_slot(copy->slot, 'P', copy->index);
	copy_slot(copy->slot, self->slot);
	return copy;
}

struct thread *thread_kernel(void *(*start)(void *), void *argument, struct process *target,
			     const char *name)
{
	struct thread *thread = thread_new(start, argument, false);

	if (thread == NULL)
		return NULL;
	thread->kernel = true;
	thread->process = target;
	thread->detached = true;
	snprintf(thread->slot->name, sizeof thread->slot->name, "%s", name);
	return thread;
}

/* ---- its end ---- */

_Noreturn void thread_stop(struct thread *self)
{
	self->life = LIFE_ENDED;
	atomic_store_explicit(&self->slot->activity, SLOT_ENDED, memory_order_relaxed);
	turn_over();
}

/* POSIX: with its last thread a process ends too, and well. */
static void end_process_too(struct thread *self)
{
	if (self->process != &processes.all[0] && process_threads(self->process) == 1) {
		exit_run_handlers();
		process_leave(0, self->op.pc);
	}
}

_Noreturn void thread_finish(struct thread *self)
{
	if (!self->kernel) {
		keys_run_destructors();
		mutex_owner_dies(self, self->op.pc);
		end_process_too(self);
	}
	thread_stop(self);
}

_Noreturn void thread_exit(void *result)
{
	struct thread *self = world.self;

	self->result = result;
	self->slot->ending = END_RETURNED;
	self->cancel.disabled = true; /* it is too late */
	thread_finish(self);
}

void thread_join_fiber(struct thread *thread, uintptr_t pc)
{
	struct thread *self = world.self;

	self->joins = thread;
	if (thread->life != LIFE_ENDED)
		turn_take(&(struct op){.kind = OP_JOIN, .cancels = pc != 0, .pc = pc});
	self->joins = NULL;
	self->op.kind = OP_LOCAL;
	history_join_thread(self, thread);
	order_join(self, thread);
	thread->joined = true;
	world.unjoined--;
}

bool thread_is_of(const struct thread *thread, const struct process *process)
{
	return thread->process == process && thread->life == LIFE_ALIVE && !thread->kernel &&
	       !(thread->op.kind == OP_JOIN && thread->op.pc == 0);
}

struct thread *thread_of(pthread_t id)
{
	for (unsigned i = 0; i < world.used; i++) {
		struct thread *thread = &world.threads[i];

		if (thread->id == id && thread->process == world.self->process &&
		    thread->life != LIFE_NONE && !thread->joined && !thread->kernel)
			return thread;
	}
	return NULL;
}

bool thread_owns(uintptr_t address)
{
	uintptr_t at = address - (uintptr_t)threads.stacks;
	unsigned owner = (unsigned)(at / (STACK_BYTES + GUARD_BYTES));

	if (threads.shared[owner])
		return false;
	if (world.self->stack == &threads.lows[owner])
		return true;
	threads.shared[owner] = true;
	history.anew = true;
	turn_cut();
}

uintptr_t thread_tls_all(size_t *bytes)
{
	*bytes = threads.tls_bytes * THREADS;
	return (uintptr_t)threads.tls;
}

char *thread_tls(void)
{
	struct thread *self = world.self;

	if (self->tls == NULL) {
		self->tls = threads.tls + self->index * threads.tls_bytes;
		image_fill_tls(self->tls);
	}
	return self->tls;
}
