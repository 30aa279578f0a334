/* SPDX-License-Identifier: MIT */
#include "thread.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../image.h"
#include "../rt.h"
#include "history.h"
#include "keys.h"
#include "order.h"
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
		world.threads[i].fiber.stack = guard + GUARD_BYTES;
		world.threads[i].fiber.size = STACK_BYTES;
		world.threads[i].lowest = guard + GUARD_BYTES + STACK_BYTES;
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

static void name_slot(struct slot *slot, unsigned index)
{
	char *end = slot->name;

	if (index == 0) {
		memcpy(slot->name, "main", 5);
		return;
	}
	*end++ = 'T';
	if (index >= 10)
		*end++ = (char)('0' + index / 10);
	*end++ = (char)('0' + index % 10);
	*end = '\0';
}

static void fresh_slot(struct slot *slot, unsigned index)
{
	if (slot->name[0] == '\0')
		name_slot(slot, index);
	slot->pid = slot_table->slots[0].pid;
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
	char *top = thread->fiber.stack + thread->fiber.size, *from = thread->lowest - BELOW;

	if (from < thread->fiber.stack)
		from = thread->fiber.stack;
	memset(from, 0, (size_t)(top - from));
	thread->lowest = top;
	thread->frame = top;
}

static void fresh_thread(struct thread *thread, struct thread *parent)
{
	unsigned stride = history.stride;

	thread->life = LIFE_ALIVE;
	thread->op = (struct op){.kind = OP_LOCAL};
	thread->number = 0;
	thread->error = 0;
	thread->children = 0;
	thread->signalled = thread->detached = thread->joined = false;
	thread->joins = NULL;
	thread->tls = NULL;
	thread->result = NULL;
	thread->parent = parent;
	keys_clear(thread);
	spin_reset(thread);
	fresh_slot(thread->slot, thread->index);
	wipe_stack(thread);
	fiber_reset(&thread->fiber, begin);
	if (parent != NULL)
		memcpy(thread->clock, parent->clock, stride * sizeof *thread->clock);
	else
		memset(thread->clock, 0, stride * sizeof *thread->clock);
	thread->depth = parent != NULL ? parent->depth : 0;
	thread->hash = parent != NULL ? parent->hash * 31 + parent->children : 0;
	thread->time = parent != NULL ? parent->time : 0;
	order_create(parent, thread);
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

struct thread *thread_new(void *(*start)(void *), void *argument, bool body)
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
	thread->start = start;
	thread->argument = argument;
	thread->body = body;
	fresh_thread(thread, parent);
	if (slot_table->used < world.used)
		atomic_store_explicit(&slot_table->used, world.used, memory_order_relaxed);
	return thread;
}

/* ---- its end ---- */

_Noreturn void thread_exit(void *result)
{
	struct thread *self = world.self;

	keys_run_destructors();
	self->result = result;
	self->life = LIFE_ENDED;
	self->slot->ending = END_RETURNED;
	atomic_store_explicit(&self->slot->activity, SLOT_ENDED, memory_order_relaxed);
	turn_over();
}

void thread_join_fiber(struct thread *thread, uintptr_t pc)
{
	struct thread *self = world.self;

	self->joins = thread;
	if (thread->life != LIFE_ENDED)
		turn_take(&(struct op){.kind = OP_JOIN, .pc = pc});
	self->joins = NULL;
	self->op.kind = OP_LOCAL;
	history_join_thread(self, thread);
	order_join(self, thread);
	thread->joined = true;
	world.unjoined--;
}

struct thread *thread_of(pthread_t id)
{
	uintptr_t index = (uintptr_t)id - 1;
	struct thread *thread;

	if (index >= world.used)
		return NULL;
	thread = &world.threads[index];
	if (thread->life == LIFE_NONE || thread->joined)
		return NULL;
	return thread;
}

pthread_t thread_id(const struct thread *thread)
{
	return (pthread_t)(thread->index + 1);
}

bool thread_owns(uintptr_t address)
{
	uintptr_t at = address - (uintptr_t)threads.stacks;
	unsigned owner = (unsigned)(at / (STACK_BYTES + GUARD_BYTES));

	if (threads.shared[owner])
		return false;
	if (owner == world.self->index)
		return true;
	threads.shared[owner] = true;
	history.anew = true;
	turn_cut();
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
