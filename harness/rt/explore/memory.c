/* SPDX-License-Identifier: MIT */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include "../image.h"
#include "../rt.h"
#include "heap.h"
#include "shared.h"
#include "thread.h"

#define BELOW 2048 /* bytes of stack that the runtime uses below the program's own frames */

/* A piece of a process's memory that is not in place. */
struct piece {
	uintptr_t at;
	size_t bytes, kept; /* kept: where in `copy` */
};

/* 1 for the data, and for each thread a stack, a part of the heap, its thread-local variables. */
#define PIECES (1 + 3 * THREADS)

struct aside {
	struct piece pieces[PIECES];
	unsigned used;
	char *copy;
	size_t bytes, room;
	struct heap_state heap;
};

static struct {
	struct aside asides[THREADS]; /* by the process's index */
	uintptr_t data, tls;
	size_t data_bytes, tls_bytes;
} memory;

struct process *memory_loaded;

void memory_init(void)
{
	memory.data = (uintptr_t)image_data(&memory.data_bytes);
	memory.tls = thread_tls_all(&memory.tls_bytes);
}

void memory_clear(void)
{
	memory_loaded = &processes.all[0];
}

bool memory_is_private(uintptr_t address)
{
	return address - memory.data < memory.data_bytes || address - heap_start < HEAP_BYTES ||
	       address - thread_stacks < THREAD_STACKS || address - memory.tls < memory.tls_bytes;
}

bool memory_is_the_programs(uintptr_t key)
{
	uintptr_t address = memory_address(key);

	return memory_is_private(address) || address - shared_start < SHARED_BYTES;
}

/* ---- putting aside ---- */

static void add(struct aside *aside, const void *at, size_t bytes)
{
	struct piece *piece = &aside->pieces[aside->used];

	if (bytes == 0)
		return;
	if (aside->bytes + bytes > aside->room) {
		aside->room = (aside->bytes + bytes) * 2;
		aside->copy = realloc(aside->copy, aside->room);
		if (aside->copy == NULL)
			rt_broken("no memory for the copy of a process (%zu bytes)", aside->room);
	}
	*piece = (struct piece){(uintptr_t)at, bytes, aside->bytes};
	memcpy(aside->copy + aside->bytes, at, bytes);
	aside->bytes += bytes;
	aside->used++;
}

static void add_stack(struct aside *aside, const struct thread *thread)
{
	char *top = thread->fiber.stack + thread->fiber.size;
	char *from = thread->stack->lowest - BELOW;

	if (from < thread->fiber.stack)
		from = thread->fiber.stack;
	add(aside, from, (size_t)(top - from));
}

/* A child may use what other threads of its parent had on their stacks: all stacks belong to it. */
static void put_aside(struct process *process)
{
	struct aside *aside = &memory.asides[process->index];
	size_t bytes;

	aside->used = 0;
	aside->bytes = 0;
	add(aside, (void *)memory.data, memory.data_bytes);
	for (unsigned i = 0; i < world.used; i++) {
		const struct thread *thread = &world.threads[i];
		const char *start;

		if (thread->life != LIFE_NONE && !thread->kernel && !thread->forked)
			add_stack(aside, thread);
		if (thread->tls != NULL && !thread->forked)
			add(aside, thread->tls, image_tls_bytes());
		start = heap_part(i, &bytes);
		add(aside, start, bytes);
	}
	aside->heap = *heap_state();
}

/* ---- the doors ---- */

static void put_in_place(const struct aside *aside)
{
	for (unsigned i = 0; i < aside->used; i++)
		memcpy((void *)aside->pieces[i].at, aside->copy + aside->pieces[i].kept,
		       aside->pieces[i].bytes);
	*heap_state() = aside->heap;
}

void memory_copy_to(struct process *child)
{
	put_aside(child);
}

void memory_load(struct process *process)
{
	put_aside(memory_loaded);
	put_in_place(&memory.asides[process->index]);
	memory_loaded = process;
}

const void *memory_elsewhere(uintptr_t key)
{
	static const char nothing[16];
	uintptr_t address = memory_address(key);
	unsigned owner = (unsigned)(key >> MEMORY_TAG);
	const struct aside *aside = &memory.asides[owner];

	if (owner == memory_loaded->index || !memory_is_private(address))
		return (const void *)address;
	for (unsigned i = 0; i < aside->used; i++) {
		const struct piece *piece = &aside->pieces[i];

		if (address - piece->at < piece->bytes)
			return aside->copy + piece->kept + (address - piece->at);
	}
	return nothing;
}
