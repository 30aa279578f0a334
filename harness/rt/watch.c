/* SPDX-License-Identifier: MIT */
#include "watch.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "deadlock.h"
#include "noise.h"
#include "report.h"
#include "rt.h"
#include "slot.h"

/* What two looks at a thread must agree in. */
struct look {
	uint64_t sequence;
	unsigned long switches; /* how often the kernel took it off a processor or it gave one up */
	bool waiting, gone;
};

static unsigned long number_after(const char *text, const char *key)
{
	const char *found = strstr(text, key);

	return found == NULL ? 0 : strtoul(found + strlen(key), NULL, 10);
}

/* The kernel's word: does that task sleep?  False: it runs, is about to, or cannot be asked. */
static bool task_sleeps(const struct slot *slot, struct look *look)
{
	char path[64], text[4096];
	const char *state;
	ssize_t got;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/task/%d/status", slot->pid, slot->tid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	look->gone = fd < 0;
	if (fd < 0)
		return false;
	got = read(fd, text, sizeof text - 1);
	close(fd);
	look->gone = got <= 0;
	if (got <= 0)
		return false;
	text[got] = '\0';
	state = strstr(text, "State:\t");
	look->gone = state == NULL || state[7] == 'Z' || state[7] == 'X';
	look->switches = number_after(text, "\nvoluntary_ctxt_switches:") +
			 number_after(text, "\nnonvoluntary_ctxt_switches:");
	return state != NULL && state[7] == 'S';
}

/* A thread whose process was killed cannot say so itself. */
static void bury(struct slot *slot)
{
	slot->ending = slot->leaving ? END_LEFT : END_KILLED;
	atomic_store(&slot->activity, SLOT_ENDED);
}

/*
 * A thread that has said that it is at its end may still be on its way out of the kernel, and who
 * joins it sleeps until it is there.
 */
static bool waits_for_the_ended(const struct slot *slot)
{
	return slot->wait.kind == WAIT_JOIN && slot->wait.thread != NULL &&
	       atomic_load(&slot->wait.thread->activity) == SLOT_ENDED;
}

/* A thread that has not begun yet cannot be asked for; its process can.  Zombies are gone, too. */
static bool process_is_gone(const struct slot *slot)
{
	char path[64], text[256];
	const char *name_ends;
	ssize_t got = 0;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/stat", slot->pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		got = read(fd, text, sizeof text - 1);
		close(fd);
	}
	if (got <= 0)
		return true;
	text[got] = '\0';
	name_ends = strrchr(text, ')'); /* "17 (a name) S ..." */
	return name_ends == NULL || name_ends[2] == 'Z' || name_ends[2] == 'X';
}

/* True: the slot's thread does not move, as far as one look can tell. */
static bool look_at(struct slot *slot, struct look *look)
{
	uint32_t activity = atomic_load(&slot->activity);
	bool sleeps = false;

	*look = (struct look){.sequence = atomic_load(&slot->sequence)};
	if (activity == SLOT_FREE || activity == SLOT_ENDED)
		return true;
	if (slot->tid != 0)
		sleeps = task_sleeps(slot, look);
	else
		look->gone = process_is_gone(slot); /* else it is about to start */
	if (look->gone) {
		bury(slot);
		return true;
	}
	look->waiting = true;
	return sleeps && activity == SLOT_WAITING && !waits_for_the_ended(slot);
}

static bool look_at_all(struct look *looks, unsigned count)
{
	unsigned waiting = 0;

	for (unsigned i = 0; i < count; i++) {
		if (!look_at(&slot_table->slots[i], &looks[i]))
			return false;
		waiting += looks[i].waiting;
	}
	return waiting > 0;
}

/* Cheap, without the kernel: is it worth while to ask? */
static bool may_stand_still(unsigned count)
{
	bool waiting = false;

	for (unsigned i = 0; i < count; i++) {
		struct slot *slot = &slot_table->slots[i];
		uint32_t activity = atomic_load(&slot->activity);

		/* Another process may have ended, whatever its threads did: only the kernel knows. */
		if ((activity == SLOT_TIMED || activity == SLOT_RUNNING) && slot->pid == getpid())
			return false;
		/* Who waits for the run's end alone waits for nothing that could fail to come. */
		waiting = waiting ||
			  (activity == SLOT_WAITING && slot->wait.kind != WAIT_RUN_END);
	}
	return waiting;
}

static bool same(const struct look *a, const struct look *b)
{
	return a->sequence == b->sequence && a->switches == b->switches &&
	       a->waiting == b->waiting;
}

bool watch_stands_still(void)
{
	struct look first[SLOTS], second[SLOTS];
	unsigned count = slot_count();

	if (count == 0 || !may_stand_still(count) || !look_at_all(first, count))
		return false;
	/* Under valgrind one thread runs at a time, by a lock: leave them a chance to take it. */
	noise_sleep(rt.valgrind ? 20000 : 200);
	if (slot_count() != count || !look_at_all(second, count))
		return false;
	for (unsigned i = 0; i < count; i++)
		if (!same(&first[i], &second[i]))
			return false;
	return true;
}

static void *watch(void *nothing)
{
	(void)nothing;
	prctl(PR_SET_NAME, "racelab-watch");
	for (;;) {
		noise_sleep(WATCH_PERIOD_USEC);
		if (atomic_load(&rt.wire->state) == WIRE_RUNNING && watch_stands_still()) {
			deadlock_report();
			report_stuck();
		}
	}
	return NULL;
}

void watch_start(void)
{
	pthread_t thread;
	int error = pthread_create(&thread, NULL, watch, NULL);

	if (error != 0)
		rt_broken("cannot start the watcher thread: %s", strerror(error));
	pthread_detach(thread);
}
