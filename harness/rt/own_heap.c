/* SPDX-License-Identifier: MIT */
/*
 * The run's heap: malloc and its family for the submission alone, in one region that is emptied
 * before each run.  Nothing is given out twice in one run, so a freed block stays recognisable.
 *
 * Under valgrind the real heap serves, since the tool watches that one.
 *
 * Threads: any.
 */
#include "heap.h"

#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "point.h"
#include "report.h"
#include "rt.h"

#define HEAP_BYTES ((size_t)256 << 20)
#define ALIGNMENT  16
#define LIVE       0x6c697665u
#define FREED      0x66726565u

/* Stands before each block. */
struct block {
	size_t bytes;
	_Atomic uint32_t state; /* LIVE or FREED */
	uint32_t unused;
};

static struct {
	char *start;
	_Atomic size_t used;
} heap;

void heap_init(void)
{
	if (rt.tool) /* helgrind takes a quarter of a second to note so large a mapping */
		return;
	heap.start = mmap(NULL, HEAP_BYTES, PROT_READ | PROT_WRITE,
			  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (heap.start == MAP_FAILED)
		rt_broken("cannot map %zu bytes for the run's heap: %m", HEAP_BYTES);
	rt.wire->heap = (uintptr_t)heap.start;
	rt.wire->heap_size = HEAP_BYTES;
}

void heap_restore(void)
{
	atomic_store_explicit(&heap.used, 0, memory_order_relaxed);
}

static bool in_heap(const void *memory)
{
	return heap.start != NULL && (uintptr_t)memory - (uintptr_t)heap.start < HEAP_BYTES;
}

static void *take(size_t alignment, size_t bytes)
{
	size_t room = bytes + sizeof(struct block) + alignment;
	size_t at;
	struct block *block;

	if (bytes > HEAP_BYTES)
		goto none;
	room = (room + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	at = atomic_fetch_add_explicit(&heap.used, room, memory_order_relaxed);
	if (at + room > HEAP_BYTES)
		goto none;
	at = ((uintptr_t)heap.start + at + sizeof(struct block) + alignment - 1) & ~(alignment - 1);
	block = (struct block *)at - 1;
	block->bytes = bytes;
	atomic_store_explicit(&block->state, LIVE, memory_order_relaxed);
	return (void *)at;
none:
	errno = ENOMEM;
	return NULL;
}

static void *give(size_t alignment, size_t bytes, uintptr_t pc)
{
	void *memory;

	if (rt.tool)
		return alignment > ALIGNMENT ? memalign(alignment, bytes) : malloc(bytes);
	point(POINT_CALL, NULL, pc);
	memory = take(alignment, bytes);
	if (memory == NULL && rt.lab->program) /* it may need more in a run than a lab */
		return memalign(alignment, bytes);
	if (memory != NULL)
		memset(memory, 0xa5, bytes); /* the same garbage in every run */
	return memory;
}

void *__wrap_malloc(size_t bytes)
{
	return give(ALIGNMENT, bytes, POINT_PC());
}

void *__wrap_calloc(size_t count, size_t bytes)
{
	size_t total;
	void *memory;

	if (__builtin_mul_overflow(count, bytes, &total)) {
		errno = ENOMEM;
		return NULL;
	}
	memory = give(ALIGNMENT, total, POINT_PC());
	if (memory != NULL)
		memset(memory, 0, total);
	return memory;
}

void *__wrap_aligned_alloc(size_t alignment, size_t bytes)
{
	return give(alignment < ALIGNMENT ? ALIGNMENT : alignment, bytes, POINT_PC());
}

int __wrap_posix_memalign(void **memory, size_t alignment, size_t bytes)
{
	void *got;

	if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0)
		return EINVAL;
	got = give(alignment < ALIGNMENT ? ALIGNMENT : alignment, bytes, POINT_PC());
	if (got == NULL)
		return ENOMEM;
	*memory = got;
	return 0;
}

static void free_block(void *memory, uintptr_t pc)
{
	struct block *block = (struct block *)memory - 1;
	uint32_t was = atomic_exchange(&block->state, FREED);

	if (was == FREED)
		report_here(FINDING_DOUBLE_FREE, pc, memory, "this block was freed before");
	else if (was != LIVE)
		report_here(FINDING_INVALID_ACCESS, pc, memory,
			    "free() of an address that malloc() never gave");
	else
		memset(memory, 0xdd, block->bytes); /* a later read shows it */
}

void __wrap_free(void *memory)
{
	uintptr_t pc = POINT_PC();

	if (memory == NULL)
		return;
	if (!in_heap(memory)) { /* from inside libc: getline() and the like */
		free(memory);
		return;
	}
	point(POINT_CALL, memory, pc);
	free_block(memory, pc);
}

void *__wrap_realloc(void *memory, size_t bytes)
{
	uintptr_t pc = POINT_PC();
	void *moved;
	size_t old;

	if (memory != NULL && !in_heap(memory))
		return realloc(memory, bytes);
	moved = give(ALIGNMENT, bytes, pc);
	if (memory == NULL || moved == NULL)
		return moved;
	old = ((struct block *)memory - 1)->bytes;
	memcpy(moved, memory, old < bytes ? old : bytes);
	free_block(memory, pc);
	return moved;
}

char *__wrap_strdup(const char *text)
{
	size_t bytes = strlen(text) + 1;
	char *copy = give(ALIGNMENT, bytes, POINT_PC());

	return copy == NULL ? NULL : memcpy(copy, text, bytes);
}
