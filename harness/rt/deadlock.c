/* SPDX-License-Identifier: MIT */
#include "deadlock.h"

#include <stdio.h>
#include <string.h>

#include "report.h"
#include "rt.h"

static bool waits(const struct slot *slot)
{
	return atomic_load(&slot->activity) == SLOT_WAITING && slot->wait.kind != WAIT_RUN_END;
}

static bool waits_for_lock(const struct slot *slot)
{
	return waits(slot) &&
	       (slot->wait.kind == WAIT_MUTEX || slot->wait.kind == WAIT_READ_LOCK ||
		slot->wait.kind == WAIT_WRITE_LOCK);
}

static const struct held *holds(const struct slot *slot, const void *object)
{
	for (unsigned i = 0; i < slot->held_used; i++)
		if (slot->held[i].object == object)
			return &slot->held[i];
	return NULL;
}

/*
 * Who holds the lock that the slot waits for; NULL: nobody known.  In the same process first: after
 * fork() two processes have a lock each at one address.
 */
static struct slot *holder_of(const struct slot *waiter)
{
	struct slot *elsewhere = NULL;

	for (unsigned i = 0; i < slot_count(); i++) {
		struct slot *slot = &slot_table->slots[i];

		if (atomic_load(&slot->activity) == SLOT_FREE || !holds(slot, waiter->wait.object))
			continue;
		if (slot->pid == waiter->pid)
			return slot;
		elsewhere = slot;
	}
	return elsewhere;
}

static struct slot *first_of_process(pid_t pid)
{
	for (unsigned i = 0; i < slot_count(); i++)
		if (slot_table->slots[i].pid == pid)
			return &slot_table->slots[i];
	return NULL;
}

/* The one thread that could end this wait; NULL: no one in particular. */
static struct slot *waits_for(const struct slot *slot)
{
	if (waits_for_lock(slot))
		return holder_of(slot);
	if (waits(slot) && slot->wait.kind == WAIT_JOIN)
		return slot->wait.thread;
	if (waits(slot) && slot->wait.kind == WAIT_CHILD && slot->wait.child > 0)
		return first_of_process(slot->wait.child);
	return NULL;
}

/* Is the slot on a cycle of waits?  *locks: all of them for locks. */
static bool on_cycle(const struct slot *start, bool *locks)
{
	const struct slot *slot = start;

	*locks = true;
	for (unsigned steps = 0; steps <= SLOTS && slot != NULL; steps++) {
		*locks = *locks && waits_for_lock(slot);
		slot = waits_for(slot);
		if (slot == start)
			return true;
	}
	return false;
}

static const char *gone(const struct slot *holder)
{
	static const char *const how[] = {
		[END_RETURNED] = "holder gone: its thread ended with the lock",
		[END_EXITED] = "holder gone: its thread called pthread_exit with the lock",
		[END_CANCELLED] = "holder gone: cancelled while it held the lock",
		[END_LEFT] = "holder gone: its process ended while it held the lock",
		[END_KILLED] = "holder gone: its process was killed while it held the lock",
	};

	if (atomic_load(&holder->activity) == SLOT_ENDED)
		return how[holder->ending];
	return NULL;
}

/* In a forked process, a lock that is its own and that none of its threads holds. */
static bool is_orphaned(const struct slot *slot)
{
	const struct slot *holder = holder_of(slot);

	return slot->pid != slot_table->slots[0].pid && !slot->wait.shared &&
	       (holder == NULL || holder->pid != slot->pid);
}

static const char *class_of_lock_wait(const struct slot *slot)
{
	struct slot *holder = holder_of(slot);
	bool locks;

	if (is_orphaned(slot))
		return "holder gone: fork copied the lock, but not the thread that held it";
	if (holder == NULL)
		return NULL;
	if (holder == slot)
		return "self-lock: the thread already holds the lock that it waits for";
	if (gone(holder) != NULL)
		return gone(holder);
	if (on_cycle(slot, &locks))
		return locks ? "lock cycle" : "join cycle";
	return NULL;
}

static const char *class_of_wait(const struct slot *slot)
{
	static const char *const other[] = {
		[WAIT_COND] = "lost wake-up: nobody is left to signal the condition",
		[WAIT_SEMAPHORE] = "semaphore starved: nobody is left to post it",
		[WAIT_BARRIER] = "barrier short: fewer threads came than it waits for",
		[WAIT_SIGNAL] = "signal missed: nobody is left to send it",
		[WAIT_PIPE] = "pipe full or never closed",
		[WAIT_RUN_END] = NULL,
	};
	bool locks;

	if (waits_for_lock(slot))
		return class_of_lock_wait(slot);
	if (on_cycle(slot, &locks))
		return "join cycle";
	return other[slot->wait.kind];
}

/* The wait that explains the others: one that has a class; a lock's before a condition's. */
static const char *class_of_run(void)
{
	const char *class = NULL;

	for (int locks = 1; locks >= 0 && class == NULL; locks--)
		for (unsigned i = 0; i < slot_count() && class == NULL; i++) {
			const struct slot *slot = &slot_table->slots[i];

			if (waits(slot) && waits_for_lock(slot) == locks)
				class = class_of_wait(slot);
		}
	return class != NULL ? class : "nobody is left to end the wait";
}

/* What has no name in the program is named here. */
static const char *role_of(const struct slot *slot)
{
	switch (slot->wait.kind) {
	case WAIT_CHILD:
		return "waits for a child";
	case WAIT_PIPE:
		return "waits at a pipe";
	case WAIT_SIGNAL:
		return "waits for a signal";
	default:
		return "waits for";
	}
}

static void add_waiter(struct wire_finding *finding, const struct slot *slot)
{
	struct wire_place *place = report_place(finding, slot->name, role_of(slot), slot->wait.pc);

	if (place == NULL)
		return;
	place->object = report_object(slot->wait.object);
	report_callers(place, slot);
}

static void add_place(struct wire_finding *finding, const char *thread, const struct held *held)
{
	struct wire_place *place = report_place(finding, thread, "holds", held->pc);

	if (place != NULL)
		place->object = report_object(held->object);
}

/* Held, at the moment of the fork, by a thread that is not in the child. */
static void add_orphan(struct wire_finding *finding, const struct slot *waiter)
{
	for (unsigned i = 0; i < SLOTS; i++) {
		const struct slot *first = &slot_table->slots[i];

		for (unsigned k = 0; first->pid == waiter->pid && k < first->orphans_used; k++)
			if (first->orphans[k].held.object == waiter->wait.object) {
				add_place(finding, first->orphans[k].holder, &first->orphans[k].held);
				return;
			}
	}
}

static void add_holder(struct wire_finding *finding, const struct slot *waiter)
{
	const struct slot *holder;

	if (!waits_for_lock(waiter))
		return;
	holder = holder_of(waiter);
	if (is_orphaned(waiter))
		add_orphan(finding, waiter);
	else if (holder != NULL)
		add_place(finding, holder->name, holds(holder, waiter->wait.object));
}

/* The scenario has ended, and only threads that it started itself still wait. */
static bool only_left_over(void)
{
	return atomic_load(&slot_table->over);
}

static uint64_t last_wait(void)
{
	uint64_t last = 0;

	for (unsigned i = 0; i < slot_count(); i++)
		if (waits(&slot_table->slots[i]) && slot_table->slots[i].wait_since > last)
			last = slot_table->slots[i].wait_since;
	return last;
}

/* Those that wait for a lock come first: they explain the others. */
static unsigned list_waiters(const struct slot **list)
{
	unsigned used = 0;

	for (int locks = 1; locks >= 0; locks--)
		for (unsigned i = 0; i < slot_count(); i++) {
			const struct slot *slot = &slot_table->slots[i];

			if (waits(slot) && waits_for_lock(slot) == locks)
				list[used++] = slot;
		}
	return used;
}

/* Several may wait for one lock, whose holder is to be named once. */
static bool waited_for_before(const struct slot **list, unsigned index)
{
	for (unsigned i = 0; i < index; i++)
		if (list[i]->wait.object == list[index]->wait.object &&
		    list[i]->pid == list[index]->pid)
			return true;
	return false;
}

void (*deadlock_add_more)(struct wire_finding *finding, const struct slot *waiter);

void deadlock_report(void)
{
	const struct slot *list[SLOTS];
	unsigned used = list_waiters(list);
	uintptr_t pc = used > 0 ? list[0]->wait.pc : 0;
	struct wire_finding *finding =
		only_left_over() ? report_begin(FINDING_THREAD_LEAK, pc,
						"a thread still waits when the program has ended")
				 : report_begin(FINDING_DEADLOCK, pc, "%s", class_of_run());

	if (finding == NULL)
		return;
	for (unsigned i = 0; i < used; i++)
		add_waiter(finding, list[i]);
	for (unsigned i = 0; i < used; i++)
		if (!waited_for_before(list, i))
			add_holder(finding, list[i]);
	for (unsigned i = 0; deadlock_add_more != NULL && i < used; i++)
		deadlock_add_more(finding, list[i]);
	atomic_store(&rt.wire->hang_usec, rt_now_usec() - last_wait());
	report_end(finding);
}
