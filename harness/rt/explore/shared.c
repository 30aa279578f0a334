/* SPDX-License-Identifier: MIT */
#include "shared.h"

#include <string.h>
#include <sys/mman.h>

#include "../report.h"
#include "../rt.h"
#include "calls.h"

#define REGION	 (SHARED_BYTES / THREADS)
#define PAGE	 4096
#define MAPPINGS 64

/* Whole pages, and who has them mapped: a bit for each process's index. */
struct mapping {
	uintptr_t at;
	size_t bytes;
	uint64_t processes;
};

uintptr_t shared_start;

static struct {
	size_t used[THREADS];
	struct mapping mappings[MAPPINGS];
	unsigned count;
} shared;

void shared_init(void)
{
	void *memory = mmap(NULL, SHARED_BYTES, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (memory == MAP_FAILED)
		rt_broken("cannot map %zu bytes of address space to share: %m", SHARED_BYTES);
	shared_start = (uintptr_t)memory;
}

void shared_clear(void)
{
	for (unsigned i = 0; i < THREADS; i++) {
		if (shared.used[i] > 0)
			memset((char *)shared_start + i * REGION, 0, shared.used[i]);
		shared.used[i] = 0;
	}
	shared.count = 0;
}

static size_t whole_pages(size_t bytes)
{
	return (bytes + PAGE - 1) & ~(size_t)(PAGE - 1);
}

void *shared_make(size_t bytes)
{
	unsigned index = world.self->index;
	size_t used = shared.used[index];

	if (bytes > REGION || used + whole_pages(bytes) > REGION)
		return NULL;
	shared.used[index] += whole_pages(bytes);
	return (char *)shared_start + index * REGION + used;
}

static uint64_t bit(const struct process *process)
{
	return (uint64_t)1 << process->index;
}

/* One that the running process has mapped, or one that it has not. */
static struct mapping *find(uintptr_t at, size_t bytes, bool mapped)
{
	for (unsigned i = 0; i < shared.count; i++) {
		struct mapping *mapping = &shared.mappings[i];

		if (mapping->at == at && mapping->bytes == bytes &&
		    ((mapping->processes & bit(process_self())) != 0) == mapped)
			return mapping;
	}
	return NULL;
}

bool shared_map(uintptr_t at, size_t bytes, uintptr_t pc)
{
	struct mapping *mapping = find(at, whole_pages(bytes), false);

	if (mapping == NULL) {
		if (shared.count == MAPPINGS)
			call_unsupported("the 65th shared mapping", pc);
		mapping = &shared.mappings[shared.count++];
		*mapping = (struct mapping){.at = at, .bytes = whole_pages(bytes)};
	}
	mapping->processes |= bit(process_self());
	return true;
}

bool shared_unmap(uintptr_t at, size_t bytes)
{
	struct mapping *mapping = find(at, whole_pages(bytes), true);

	if (mapping == NULL)
		return false;
	mapping->processes &= ~bit(process_self());
	return true;
}

void shared_inherit(const struct process *child)
{
	for (unsigned i = 0; i < shared.count; i++)
		if (shared.mappings[i].processes & bit(child->parent))
			shared.mappings[i].processes |= bit(child);
}

static bool is_mapped(uintptr_t address, size_t bytes)
{
	for (unsigned i = 0; i < shared.count; i++) {
		const struct mapping *mapping = &shared.mappings[i];

		if (address >= mapping->at && address + bytes <= mapping->at + mapping->bytes &&
		    (mapping->processes & bit(process_self())))
			return true;
	}
	return false;
}

void shared_check_inside(uintptr_t address, size_t bytes, uintptr_t pc)
{
	if (is_mapped(address, bytes))
		return;
	report_here(FINDING_CRASH, pc, (void *)address,
		    "segmentation fault: shared memory that the process has not mapped");
	report_stuck();
}
