/* SPDX-License-Identifier: MIT */
/* Modelled calls: malloc and its family.  See heap.h. */
#include "heap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../image.h"
#include "../point.h"
#include "../report.h"
#include "../rt.h"
#include "access.h"
#include "calls.h"
#include "turn.h"

#define REGION	  (HEAP_BYTES / THREADS)
#define GAP	  16
#define ALIGNMENT 16

enum block_state { BLOCK_LIVE = 0x6c697665, BLOCK_FREED = 0x66726565 };

/* Stands before each block; blocks of one region are a list. */
struct block {
	size_t bytes;
	uint32_t state; /* enum block_state */
	bool reached;
	bool mapped; /* by mmap(): it may be left when the program ends */
	uintptr_t pc; /* of the call that made it */
	struct block *before;
	uintptr_t freed_pc;
	uint64_t unused;
};
_Static_assert(sizeof(struct block) % ALIGNMENT == 0, "what follows it is aligned");

uintptr_t heap_start;

static struct heap_state heap;
static bool touched; /* there was a block in this execution */

struct heap_state *heap_state(void)
{
	return &heap;
}

const char *heap_part(unsigned thread, size_t *bytes)
{
	*bytes = touched ? heap.regions[thread].used : 0;
	return (const char *)heap_start + thread * REGION;
}

void heap_init(void)
{
	void *memory = mmap(NULL, HEAP_BYTES, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (memory == MAP_FAILED)
		rt_broken("cannot map %zu bytes of address space for the heap: %m", HEAP_BYTES);
	heap_start = (uintptr_t)memory;
	rt.wire->heap = heap_start;
	rt.wire->heap_size = HEAP_BYTES;
}

void heap_clear(void)
{
	for (unsigned i = 0; touched && i < THREADS; i++) {
		heap.regions[i].used = 0;
		heap.regions[i].last = NULL;
	}
	touched = false;
	heap.live = 0;
}

static struct block *block_around(uintptr_t address)
{
	struct block *block = heap.regions[(address - heap_start) / REGION].last;

	while (block != NULL && (uintptr_t)(block + 1) > address)
		block = block->before;
	return block;
}

static void report_block(enum finding_kind kind, const char *message, uintptr_t address,
			 uintptr_t pc, const struct block *block)
{
	struct wire_finding *finding = report_begin(kind, pc, "%s", message);
	struct wire_place *place;

	world.failed = true;
	if (finding == NULL)
		return;
	place = report_place(finding, world.self->slot->name, "here", pc);
	place->object = report_object((const void *)address);
	report_callers(place, world.self->slot);
	if (block != NULL)
		report_place(finding, world.self->slot->name, "allocated by", block->pc);
	if (block != NULL && block->state == BLOCK_FREED)
		report_place(finding, world.self->slot->name, "freed by", block->freed_pc);
	report_end(finding);
}

void heap_check_inside(uintptr_t address, size_t bytes, bool writes, uintptr_t pc)
{
	const struct block *block = block_around(address);

	if (block != NULL && block->state == BLOCK_LIVE &&
	    address + bytes <= (uintptr_t)(block + 1) + block->bytes)
		return;
	if (block != NULL && block->state == BLOCK_FREED &&
	    address < (uintptr_t)(block + 1) + block->bytes)
		report_block(FINDING_USE_AFTER_FREE,
			     writes ? "memory is written after it was freed"
				    : "memory is read after it was freed",
			     address, pc, block);
	else
		report_block(FINDING_INVALID_ACCESS,
			     writes ? "written beyond the memory that was allocated"
				    : "read beyond the memory that was allocated",
			     address, pc, block);
}

/* ---- leaks: what is live, and pointed to from nowhere ---- */

static void reach(uintptr_t value);

static void scan(const char *from, size_t bytes)
{
	for (size_t i = 0; i + sizeof(uintptr_t) <= bytes; i += sizeof(uintptr_t)) {
		uintptr_t value;

		memcpy(&value, from + i, sizeof value);
		reach(value);
	}
}

static void reach(uintptr_t value)
{
	struct block *block;

	if (value - heap_start >= HEAP_BYTES)
		return;
	block = block_around(value);
	if (block == NULL || block->state != BLOCK_LIVE || block->reached ||
	    value > (uintptr_t)(block + 1) + block->bytes)
		return;
	block->reached = true;
	scan((const char *)(block + 1), block->bytes);
}

/* What a thread that is still alive has on its stack is not lost. */
static void scan_thread(const struct thread *thread)
{
	const char *top = thread->fiber.stack + thread->fiber.size;

	if (thread->life == LIFE_ALIVE)
		scan(thread->frame, (size_t)(top - (const char *)thread->frame));
}

static void for_each_block(void (*what)(struct block *block))
{
	for (unsigned i = 0; i < THREADS; i++)
		for (struct block *b = heap.regions[i].last; b != NULL; b = b->before)
			if (b->state == BLOCK_LIVE)
				what(b);
}

static void reach_if_mapped(struct block *block)
{
	if (block->mapped)
		reach((uintptr_t)(block + 1));
}

static void report_if_lost(struct block *block)
{
	if (!block->reached)
		report_block(FINDING_LEAK, "memory is never freed", (uintptr_t)(block + 1),
			     block->pc, NULL);
}

void heap_find_leaks(void)
{
	size_t bytes;
	char *data;

	if (heap.live == 0)
		return;
	data = image_data(&bytes);
	scan(data, bytes);
	for (unsigned i = 0; i < world.used; i++)
		scan_thread(&world.threads[i]);
	for (unsigned i = 0; i < world.used; i++)
		for (unsigned key = 0; key < KEYS; key++)
			reach((uintptr_t)world.threads[i].keys[key]);
	for_each_block(reach_if_mapped);
	for_each_block(report_if_lost);
}

/* ---- the calls ---- */

static void *make(size_t alignment, size_t bytes, uintptr_t pc)
{
	unsigned index = world.self->index;
	uintptr_t start = heap_start + index * REGION + heap.regions[index].used;
	uintptr_t at = (start + sizeof(struct block) + alignment - 1) & ~(uintptr_t)(alignment - 1);
	struct block *block = (struct block *)at - 1;

	if (bytes > REGION || at + bytes + GAP > heap_start + (index + 1) * REGION) {
		world.self->error = ENOMEM;
		return NULL;
	}
	*block = (struct block){.bytes = bytes,
				.state = BLOCK_LIVE,
				.pc = pc,
				.before = heap.regions[index].last};
	heap.regions[index].last = block;
	heap.regions[index].used = (at + bytes + GAP + ALIGNMENT - 1 - heap_start - index * REGION) &
			      ~(size_t)(ALIGNMENT - 1);
	heap.live++;
	touched = true;
	memset((void *)at, 0xa5, bytes); /* the same garbage in every execution */
	return (void *)at;
}

static bool in_heap(const void *memory)
{
	return (uintptr_t)memory - heap_start < HEAP_BYTES;
}

/* A write to all of it: whoever still uses it is in a race with this. */
static void release(void *memory, uintptr_t pc)
{
	struct block *block = block_around((uintptr_t)memory);

	if (block == NULL || (void *)(block + 1) != memory) {
		report_block(FINDING_INVALID_ACCESS, "freed, and it was never allocated",
			     (uintptr_t)memory, pc, block);
		return;
	}
	turn_take(&(struct op){.kind = OP_FREE,
			       .address = (uintptr_t)memory,
			       .size = block->bytes > 0 ? (uint32_t)block->bytes : 1,
			       .pc = pc});
	turn_commit(true);
	if (block->state == BLOCK_FREED) {
		report_block(FINDING_DOUBLE_FREE, "memory is freed a second time",
			     (uintptr_t)memory, pc, block);
		return;
	}
	block->state = BLOCK_FREED;
	block->freed_pc = pc;
	heap.live -= !block->mapped;
	memset(memory, 0xdd, block->bytes); /* a later read shows it */
}

void *heap_map(size_t bytes, uintptr_t pc)
{
	void *memory = make(4096, bytes, pc);

	if (memory == NULL)
		return NULL;
	((struct block *)memory - 1)->mapped = true;
	heap.live--; /* none to be freed */
	return memset(memory, 0, bytes);
}

void heap_unmap(void *memory, uintptr_t pc)
{
	release(memory, pc);
}

void *__wrap_malloc(size_t bytes)
{
	CALL_BEGIN();
	return make(ALIGNMENT, bytes, POINT_PC());
}

void *__wrap_calloc(size_t count, size_t bytes)
{
	size_t total;
	void *memory;

	CALL_BEGIN();
	if (__builtin_mul_overflow(count, bytes, &total)) {
		world.self->error = ENOMEM;
		return NULL;
	}
	memory = make(ALIGNMENT, total, POINT_PC());
	return memory == NULL ? NULL : memset(memory, 0, total);
}

void *__wrap_aligned_alloc(size_t alignment, size_t bytes)
{
	CALL_BEGIN();
	return make(alignment < ALIGNMENT ? ALIGNMENT : alignment, bytes, POINT_PC());
}

int __wrap_posix_memalign(void **memory, size_t alignment, size_t bytes)
{
	void *made;

	CALL_BEGIN();
	if (alignment % sizeof(void *) != 0 || (alignment & (alignment - 1)) != 0)
		return EINVAL;
	made = make(alignment < ALIGNMENT ? ALIGNMENT : alignment, bytes, POINT_PC());
	if (made == NULL)
		return ENOMEM;
	*memory = made;
	return 0;
}

void __wrap_free(void *memory)
{
	CALL_BEGIN();
	if (memory == NULL)
		return;
	if (!in_heap(memory)) { /* from inside libc: getline() and the like */
		free(memory);
		return;
	}
	release(memory, POINT_PC());
}

void *__wrap_realloc(void *memory, size_t bytes)
{
	uintptr_t pc = POINT_PC();
	struct block *block;
	void *moved;

	CALL_BEGIN();
	if (memory != NULL && !in_heap(memory))
		return realloc(memory, bytes);
	moved = make(ALIGNMENT, bytes, pc);
	if (memory == NULL || moved == NULL)
		return moved;
	block = block_around((uintptr_t)memory);
	if (block != NULL) {
		size_t kept = block->bytes < bytes ? block->bytes : bytes;

		access_copy((uintptr_t)moved, (uintptr_t)memory, kept, pc);
		memcpy(moved, memory, kept);
	}
	release(memory, pc);
	return moved;
}

char *__wrap_strdup(const char *text)
{
	uintptr_t pc = POINT_PC();
	size_t bytes = strlen(text) + 1;
	char *copy;

	CALL_BEGIN();
	copy = make(ALIGNMENT, bytes, pc);
	if (copy == NULL)
		return NULL;
	access_copy((uintptr_t)copy, (uintptr_t)text, bytes, pc);
	return memcpy(copy, text, bytes);
}

char *__wrap_strndup(const char *text, size_t most)
{
	uintptr_t pc = POINT_PC();
	size_t length = strnlen(text, most);
	char *copy;

	CALL_BEGIN();
	copy = make(ALIGNMENT, length + 1, pc);
	if (copy == NULL)
		return NULL;
	access_copy((uintptr_t)copy, (uintptr_t)text, length, pc);
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}
