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

struct process {
	char state;
	int parent;
	long threads; /* those that the kernel has not done with, an ended first one among them */
};

/* False: there is no such process, not even a zombie. */
static bool process_look(int pid, struct process *process)
{
	char path[64], text[512];
	const char *name_ends;
	ssize_t got = 0;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/stat", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		got = read(fd, text, sizeof text - 1);
		close(fd);
	}
	text[got > 0 ? got : 0] = '\0';
	name_ends = strrchr(text, ')'); /* "17 (a name) S 16 ...": proc(5) */
	return name_ends != NULL &&
	       sscanf(name_ends + 1,
		      " %c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %ld",
		      &process->state, &process->parent, &process->threads) == 3;
}

static bool is_zombie(const struct process *process)
{
	return process->state == 'Z' || process->state == 'X';
}

/* A thread that has not begun yet cannot be asked for; its process can.  Zombies are gone, too. */
static bool process_is_gone(const struct slot *slot)
{
	struct process process;

	return !process_look(slot->pid, &process) || is_zombie(&process);
}

/* Those that have not said that they have ended, without the first. */
static long threads_alive(int pid)
{
	long alive = 0;

	for (unsigned i = 0; i < slot_count(); i++) {
		struct slot *slot = &slot_table->slots[i];
		uint32_t activity = atomic_load(&slot->activity);

		alive += slot->pid == pid && slot->tid != pid && activity != SLOT_FREE &&
			 activity != SLOT_ENDED;
	}
	return alive;
}

/*
 * Will this child go on by itself to where its parent is told of its end?  It does once its first
 * thread is a zombie and so are all others; some of them, joined long ago, may still be on their
 * way out of the kernel.  If it is not there at all, its parent has been told.
 */
static bool is_over(int pid, int parent)
{
	struct process process;

	if (!process_look(pid, &process) || process.parent != parent)
		return true;
	return is_zombie(&process) &&
	       (process.threads <= 1 || process.threads > 1 + threads_alive(pid));
}

/* Of all its children that have slots; any that is over, or none left at all, ends the wait for
 * any. */
static bool waits_for_none(const struct slot *slot)
{
	bool alive = false;

	for (unsigned i = 0; i < slot_count(); i++) {
		int pid = slot_table->slots[i].pid;
		struct process process;

		if (pid <= 0 || !process_look(pid, &process) || process.parent != slot->pid)
			continue;
		if (is_over(pid, slot->pid))
			return true;
		alive = true;
	}
	return !alive;
}

/* The same as of joins: who waits for a process that has ended will be woken, if it is not yet. */
static bool waits_for_the_dead(const struct slot *slot)
{
	if (slot->wait.kind != WAIT_CHILD)
		return false;
	return slot->wait.child > 0 ? is_over(slot->wait.child, slot->pid) : waits_for_none(slot);
}

/*
 * A thread that has said that it is at its end may still be in the kernel, which then closes pipes
 * and gives back robust locks in its name.  (In the watcher's own process threads are parked, and
 * end no more.)
 */
static bool is_on_its_way_out(const struct slot *slot)
{
	struct look look = {0};

	if (slot->pid == getpid() || slot->tid == 0)
		return false;
	task_sleeps(slot, &look);
	return !look.gone;
}

/* True: the slot's thread does not move, as far as one look can tell. */
static bool look_at(struct slot *slot, struct look *look)
{
	uint32_t activity = atomic_load(&slot->activity);
	bool sleeps = false;

	*look = (struct look){.sequence = atomic_load(&slot->sequence)};
	if (activity == SLOT_FREE)
		return true;
	if (activity == SLOT_ENDED)
		return !is_on_its_way_out(slot);
	if (slot->tid != 0)
		sleeps = task_sleeps(slot, look);
	else
		look->gone = process_is_gone(slot); /* else it is about to start */
	if (look->gone) {
		bury(slot);
		return true;
	}
	/* Who waits for the run's end alone waits for nothing that could fail to come. */
	look->waiting = slot->wait.kind != WAIT_RUN_END;
	return sleeps && activity == SLOT_WAITING && !waits_for_the_ended(slot) &&
	       !waits_for_the_dead(slot);
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

		/* Another process may have ended, whatever its threads did: only the kernel knows.
		 */
		if ((activity == SLOT_TIMED || activity == SLOT_RUNNING) && slot->pid == getpid())
			return false;
		waiting = waiting || (activity == SLOT_WAITING && slot->wait.kind != WAIT_RUN_END);
	}
	return waiting;
}

static bool same(const struct look *a, const struct look *b)
{
	return a->sequence == b->sequence && a->switches == b->switches && a->waiting == b->waiting;
}

bool watch_stands_still(void)
{
	struct look first[SLOTS], second[SLOTS];
	unsigned count = slot_count();

	atomic_store_explicit(&rt.wire->points_now, slot_points(), memory_order_relaxed);
	if (count == 0 || !may_stand_still(count) || !look_at_all(first, count))
		return false;
	/* Under valgrind one thread runs at a time, by a lock: leave them a chance to take it. */
	noise_sleep(rt.valgrind ? 20000 : 200);
	if (slot_count() != count || !look_at_all(second, count))
		return false;
	for (unsigned i = 0; i < count; i++)
		if (!same(&first[i], &second[i]))
			return false;
	return may_stand_still(count); /* still: what was to be reported must be there */
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
