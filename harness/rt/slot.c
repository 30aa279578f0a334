/* SPDX-License-Identifier: MIT */
#include "slot.h"

#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "rt.h"
#include "valgrind_quiet.h"
#include "vault.h"

_Thread_local struct slot *slot_self;
struct slot_table *slot_table;

static pid_t own_pid;

void slot_forked(void)
{
	own_pid = getpid();
}

void slot_init(void)
{
	slot_forked();
	slot_table = vault_take(sizeof *slot_table, -1);
	/* A forked child writes its copy, and to Helgrind the threads that it does not have read it. */
	valgrind_ignore(&own_pid, sizeof own_pid);
}

void slot_new_run(void)
{
	unsigned used = slot_count();

	for (unsigned i = 0; i < used; i++) {
		struct slot *slot = &slot_table->slots[i];

		atomic_store_explicit(&slot->activity, SLOT_FREE, memory_order_relaxed);
	}
	atomic_store_explicit(&slot_table->used, 0, memory_order_relaxed);
	atomic_store_explicit(&slot_table->processes, 1, memory_order_relaxed);
	atomic_store_explicit(&slot_table->run_failed, 0, memory_order_relaxed);
	atomic_store_explicit(&slot_table->over, 0, memory_order_relaxed);
	atomic_store_explicit(&slot_table->skipped_nsec, 0, memory_order_relaxed);
	atomic_store_explicit(&slot_table->run_stuck, 0, memory_order_relaxed);
	atomic_store_explicit(&slot_table->run_completed, 0, memory_order_relaxed);
}

static void slot_set(struct slot *slot, enum activity activity)
{
	atomic_fetch_add_explicit(&slot->sequence, 1, memory_order_relaxed);
	atomic_store_explicit(&slot->activity, activity, memory_order_release);
}

static uint64_t slot_seed(unsigned index)
{
	uint64_t x = rt.job->seed + 0x9e3779b97f4a7c15u * (rt.run * SLOTS + index + 1);

	/* splitmix64 (Steele, Lea, Flood 2014): neighbouring runs get unrelated streams */
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return (x ^ (x >> 31)) | 1;
}

/* "T7", without printf: a run of a microsecond claims two or three of them. */
static void slot_number(struct slot *slot, unsigned index)
{
	char *end = slot->name;

	index -= rt.lab->program; /* its first thread is no body of a scenario's, but "main" */
	*end++ = 'T';
	if (index >= 10)
		*end++ = (char)('0' + index / 10);
	*end++ = (char)('0' + index % 10);
	*end = '\0';
}

struct slot *slot_claim(const char *name)
{
	unsigned index = atomic_fetch_add(&slot_table->used, 1);
	struct slot *slot;

	if (index >= SLOTS)
		rt_broken("one run made more than %d threads; the table of threads is full", SLOTS);
	slot = &slot_table->slots[index];
	if (name != NULL)
		snprintf(slot->name, sizeof slot->name, "%s", name);
	else
		slot_number(slot, index);
	slot->pid = own_pid;
	slot->tid = 0;
	slot->leaving = slot->created = slot->quiet = slot->mortal = false;
	slot->wait = (struct wait){0};
	slot->held_used = slot->orphans_used = slot->depth = 0;
	slot->points = 0;
	slot->delays = 0;
	slot->random = slot_seed(index);
	slot_set(slot, SLOT_RUNNING); /* from now on: its thread is about to start */
	return slot;
}

void slot_become(struct slot *slot)
{
	/* Both ids cost a system call, which a run of a microsecond cannot pay. */
	static _Thread_local pid_t tid, pid_of_tid;

	slot_self = slot;
	if (slot == NULL)
		return;
	slot->pid = own_pid;
	if (pid_of_tid != own_pid) {
		tid = (pid_t)syscall(SYS_gettid);
		pid_of_tid = own_pid;
	}
	slot->tid = tid;
	slot->thread = pthread_self();
	slot_set(slot, SLOT_RUNNING);
}

void slot_wait(struct wait wait)
{
	struct slot *self = slot_self;

	if (self == NULL)
		return;
	self->wait = wait;
	if (wait.kind != WAIT_RUN_END) /* every run's own; nobody asks since when */
		self->wait_since = rt_now_usec();
	slot_set(self, SLOT_WAITING);
}

void slot_wait_timed(void)
{
	if (slot_self != NULL)
		slot_set(slot_self, SLOT_TIMED);
}

void slot_go_on(void)
{
	if (slot_self != NULL)
		slot_set(slot_self, SLOT_RUNNING);
}

void slot_end(enum ending how)
{
	struct slot *self = slot_self;

	if (self == NULL)
		return;
	self->ending = how;
	slot_set(self, SLOT_ENDED);
	slot_self = NULL;
}

void slot_hold(const void *object, uintptr_t pc)
{
	struct slot *self = slot_self;

	if (self == NULL || self->held_used == SLOT_HELD)
		return;
	self->held[self->held_used] = (struct held){.object = object, .pc = pc};
	self->held_used++;
}

bool slot_release_of(struct slot *slot, const void *object)
{
	for (unsigned i = slot->held_used; i-- > 0;) {
		if (slot->held[i].object != object)
			continue;
		slot->held_used--;
		memmove(&slot->held[i], &slot->held[i + 1],
			(slot->held_used - i) * sizeof slot->held[0]);
		return true;
	}
	return slot->held_used == SLOT_HELD; /* more were taken than the list holds */
}

bool slot_release(const void *object)
{
	return slot_self == NULL || slot_release_of(slot_self, object);
}

struct slot *slot_of_thread(pthread_t thread)
{
	/* The latest first: an ended thread's id is given out again. */
	for (unsigned i = slot_count(); i-- > 0;) {
		struct slot *slot = &slot_table->slots[i];

		if (atomic_load(&slot->activity) != SLOT_FREE && slot->pid == own_pid &&
		    pthread_equal(slot->thread, thread))
			return slot;
	}
	return NULL;
}

unsigned slot_count(void)
{
	unsigned used = atomic_load(&slot_table->used);

	return used < SLOTS ? used : SLOTS;
}

uint64_t slot_points(void)
{
	uint64_t points = 0;

	for (unsigned i = slot_count(); i-- > 0;)
		points += __atomic_load_n(&slot_table->slots[i].points, __ATOMIC_RELAXED);
	return points;
}
