/* SPDX-License-Identifier: MIT */
/*
 * DRD: valgrind's other detector of data races and of misused synchronisation.
 *
 * It says where one of the two accesses is; of the other it knows only between which
 * synchronisation calls it lies.  It sees no lock order.  How it is run is valgrind.c.
 */
#include "valgrind.h"

#include "../text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const options[] = {
	/* A thread's locals are the program's memory too when their address is handed on. */
	"--check-stack-var=yes",
	NULL,
};

/* Merged segments make the bounds of the other access wider; unmerged, a long run never ends. */
static const char *const options_of_labs[] = {"--segment-merging=no", NULL};

#define MISUSE FINDING_LOCK_MISUSE

static const struct vg_kind kinds[] = {
	{.kind = "ConflictingAccess", .is = FINDING_DATA_RACE},
	{.kind = "MutexErr",
	 .words = "Mutex still locked at thread exit",
	 .is = MISUSE,
	 .placeless = true,
	 .sentence = "ends while it holds a mutex"},
	{.kind = "MutexErr",
	 .words = "Recursive locking not allowed",
	 .is = MISUSE,
	 .sentence = "locks a mutex that it holds already"},
	{.kind = "MutexErr",
	 .words = "Mutex not locked by calling thread",
	 .is = MISUSE,
	 .sentence = "gives up a mutex that it does not hold"},
	{.kind = "MutexErr",
	 .words = "Mutex not locked",
	 .is = MISUSE,
	 .sentence = "gives up a mutex that nobody holds"},
	{.kind = "MutexErr",
	 .words = "Destroying locked mutex",
	 .is = MISUSE,
	 .sentence = "destroys a mutex that is locked"},
	{.kind = "MutexErr",
	 .words = "is not a mutex",
	 .is = MISUSE,
	 .sentence = "uses as a mutex what is none"},
	{.kind = "MutexErr", .is = MISUSE},
	{.kind = "CondErr", .is = MISUSE},
	{.kind = "CondDestrErr",
	 .is = MISUSE,
	 .sentence = "meets a condition that was destroyed while a thread waits on it"},
	{.kind = "CondRaceErr",
	 .is = MISUSE,
	 .sentence = "signals a condition without holding the mutex that goes with it"},
	{.kind = "CondWaitErr",
	 .is = MISUSE,
	 .sentence = "waits on a condition with another mutex than the other waiters"},
	{.kind = "SemaphoreErr", .is = MISUSE},
	{.kind = "BarrierErr", .is = MISUSE},
	{.kind = "RwlockErr", .is = MISUSE},
	/* Never with the options above; they set no threshold. */
	{.kind = "HoldtimeErr", .is = FINDING_SERIALISED},
	{.kind = "GenericErr", .is = MISUSE},
	{0},
};

static void add_role(const struct vg_reading *reading, const struct vg_error *error,
		     enum vg_role part_role, const char *role, struct finding *finding)
{
	for (size_t i = 0; i < error->nparts; i++)
		if (error->parts[i].role == part_role)
			vg_place(reading, finding, &error->parts[i].stack, role, NULL);
}

/* "Conflicting load by thread 3 at 0x04880068 size 4" */
static bool describe_race(const struct vg_reading *reading, const struct vg_error *error,
			  const struct vg_part *what, struct finding *finding)
{
	bool load = what->text != NULL && strncmp(what->text, "Conflicting load", 16) == 0;
	char *thread, *object;
	struct place *place;

	if (vg_harness_only(reading, &what->stack))
		return false;
	thread = vg_error_thread(reading, error, 0);
	object = vg_object_in(reading, what->text, " at ");
	place = vg_place(reading, finding, &what->stack, load ? "reads" : "writes", thread);
	if (place != NULL) {
		place->object = object != NULL ? format_string("%s", object) : NULL;
		if (object == NULL && vg_error_part(error, VG_ALLOCATED) != NULL)
			object = format_string("a heap block");
		finding->message = vg_race_message(finding, object);
		add_role(reading, error, VG_OTHER_START, "the other comes after", finding);
		add_role(reading, error, VG_OTHER_END, "... and before", finding);
		add_role(reading, error, VG_ALLOCATED, "allocated in", finding);
	}
	free(thread);
	free(object);
	return place != NULL;
}

/* The lock, where a sentence names one: "mutex 0x4880080, recursion count 1, owner 1." */
static char *object_of(const struct vg_reading *reading, const char *words)
{
	static const char *const nouns[] = {
		"address ", "mutex ",	  "cond ",   "condition variable ",
		"rwlock ",  "semaphore ", "barrier "};
	char *object = NULL;

	for (size_t i = 0; object == NULL && i < sizeof nouns / sizeof *nouns; i++)
		object = vg_object_in(reading, words, nouns[i]);
	return object;
}

/*
 * DRD notices that a thread kept a mutex when another joins it: that one's stack is no part of it,
 * and the thread itself is gone with its name.
 */
static bool describe_kept(const struct vg_reading *reading, const struct vg_error *error,
			  const struct vg_kind *kind, const struct vg_part *what,
			  struct finding *finding)
{
	char *object = object_of(reading, what->text);

	add_role(reading, error, VG_OBSERVED, "first used in", finding);
	finding->message = vg_message(reading, kind, what->text, "a thread", object);
	free(object);
	return true;
}

static bool describe_misuse(const struct vg_reading *reading, const struct vg_error *error,
			    const struct vg_kind *kind, const struct vg_part *what,
			    struct finding *finding)
{
	char *thread = vg_error_thread(reading, error, 0);
	char *object = object_of(reading, what->text);
	struct place *place = vg_place(reading, finding, &what->stack, "here", thread);

	if (place != NULL && object != NULL)
		place->object = format_string("%s", object);
	add_role(reading, error, VG_ACQUIRED, "took it", finding);
	finding->message = vg_message(reading, kind, what->text, thread, object);
	free(thread);
	free(object);
	return finding->nplaces > 0;
}

static bool describe(const struct vg_reading *reading, const struct vg_error *error,
		     const struct vg_kind *kind, struct finding *finding)
{
	static const struct vg_part nothing;
	const struct vg_part *what = vg_error_part(error, VG_WHAT);

	if (what == NULL)
		what = &nothing;
	if (kind->is == FINDING_DATA_RACE)
		return describe_race(reading, error, what, finding);
	if (kind->placeless)
		return describe_kept(reading, error, kind, what, finding);
	return describe_misuse(reading, error, kind, what, finding);
}

const struct vg_tool vg_drd = {
	.name = "drd",
	.options = options,
	.options_of_labs = options_of_labs,
	.kinds = kinds,
	.describe = describe,
};

static void check(struct subject *subject, const struct settings *settings, struct result *result)
{
	valgrind_check(&vg_drd, subject, settings, result);
}

CHECKER(drd) = {
	.name = "drd",
	.order = 40,
	.what = "valgrind's DRD: data races and misused synchronisation, on the plain program",
	.usable = valgrind_usable,
	.check = check,
};
