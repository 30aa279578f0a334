/* SPDX-License-Identifier: MIT */
/*
 * Helgrind: valgrind's detector of data races (by happens-before), of lock orders that could become
 * a deadlock, and of misused locks.
 *
 * It knows pthread calls only: what a program orders by C11 atomics it takes for unordered.  How it
 * is run is valgrind.c.
 */
#include "valgrind.h"

#include "../text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const options[] = {
	/* Both stacks of a race; on programs of this size it costs nothing that can be measured. */
	"--history-level=full",
	NULL,
};

#define MISUSE FINDING_LOCK_MISUSE

static const struct vg_kind kinds[] = {
	{.kind = "Race", .is = FINDING_DATA_RACE},
	{.kind = "LockOrder", .is = FINDING_LOCK_ORDER},
	{.kind = "UnlockUnlocked", .is = MISUSE, .sentence = "unlocks a lock that nobody holds"},
	{.kind = "UnlockForeign",
	 .is = MISUSE,
	 .sentence = "unlocks a lock that another thread holds"},
	{.kind = "UnlockBogus", .is = MISUSE, .sentence = "unlocks what is no lock in use"},
	{.kind = "PthAPIerror", .is = MISUSE},
	{.kind = "Misc",
	 .words = "Exiting thread still holds",
	 .is = MISUSE,
	 .placeless = true,
	 .sentence = "ends while it holds a lock"},
	{.kind = "Misc",
	 .words = "Attempt to re-lock",
	 .is = MISUSE,
	 .sentence = "locks what it holds already"},
	{.kind = "Misc",
	 .words = "destroy of a locked mutex",
	 .is = MISUSE,
	 .sentence = "destroys a mutex that is locked"},
	{.kind = "Misc",
	 .words = "dubious: associated lock is not held",
	 .is = MISUSE,
	 .sentence = "signals a condition while nobody holds the mutex that goes with it"},
	{.kind = "Misc",
	 .words = "with un-held mutex",
	 .is = MISUSE,
	 .sentence = "waits on a condition with a mutex that it does not hold"},
	{.kind = "Misc",
	 .words = "with mutex held by a different thread",
	 .is = MISUSE,
	 .sentence = "waits on a condition with a mutex that another thread holds"},
	{.kind = "Misc",
	 .words = "associated with a different mutex",
	 .is = MISUSE,
	 .sentence = "waits on a condition with another mutex than the other waiters"},
	{.kind = "Misc",
	 .words = "destruction of condition variable being waited upon",
	 .is = MISUSE,
	 .sentence = "destroys a condition while a thread waits on it"},
	/* Any other: of barriers, semaphores and conditions, in Helgrind's own words. */
	{.kind = "Misc", .is = MISUSE},
	{0},
};

static const char *role_of(const char *access)
{
	return strcmp(access, "write") == 0 ? "writes" : "reads";
}

/* "This conflicts with a previous write of size 4 by thread #2" */
static bool add_conflict(const struct vg_reading *reading, const struct vg_part *part,
			 struct finding *finding)
{
	char access[8];
	char *thread;

	if (part->text == NULL ||
	    sscanf(part->text, "This conflicts with a previous %7s", access) != 1)
		return true;
	if (vg_harness_only(reading, &part->stack))
		return false;
	thread = vg_thread_name(reading, part->thread);
	vg_place(reading, finding, &part->stack, role_of(access), thread);
	free(thread);
	return true;
}

/* "Address 0x4a8d040 is 0 bytes inside a block of size 4 alloc'd" */
static void add_block(const struct vg_reading *reading, const struct vg_part *part,
		      struct finding *finding)
{
	if (part->text == NULL || part->stack.nframes == 0)
		return;
	if (strstr(part->text, "alloc'd") != NULL)
		vg_place(reading, finding, &part->stack, "allocated in", NULL);
	else if (strstr(part->text, "free'd") != NULL)
		vg_place(reading, finding, &part->stack, "freed in", NULL);
}

/* What Helgrind itself knows of the memory, where no symbol of the submission does. */
static char *region(const struct vg_error *error)
{
	char name[64];
	unsigned bytes;

	for (size_t i = 0; i < error->nparts; i++) {
		const char *text = error->parts[i].text;

		if (error->parts[i].role != VG_AUX || text == NULL)
			continue;
		if (sscanf(text, "%*s %*s is %u bytes inside data symbol \"%63[^\"]", &bytes,
			   name) == 2)
			return bytes > 0 ? format_string("%s+%u", name, bytes)
					 : format_string("%s", name);
		if (sscanf(text, "in frame #%*u, created by %63s", name) == 1)
			return format_string("a local of %s", name);
		if (strstr(text, "inside a block of size") != NULL)
			return format_string("a heap block");
	}
	return NULL;
}

static void name_places(struct finding *finding, const char *object)
{
	for (size_t i = 0; object != NULL && i < finding->nplaces; i++) {
		const char *role = finding->places[i].role;

		if (strcmp(role, "reads") == 0 || strcmp(role, "writes") == 0)
			finding->places[i].object = format_string("%s", object);
	}
}

static void add_creations(const struct vg_reading *reading, const struct vg_error *error,
			  struct finding *finding)
{
	for (size_t i = 0; i < error->nparts; i++)
		if (error->parts[i].thread > 1)
			vg_place_creation(reading, finding, error->parts[i].thread);
}

/* "Possible data race during write of size 4 at 0x485F068 by thread #3" */
static bool describe_race(const struct vg_reading *reading, const struct vg_error *error,
			  const struct vg_part *what, struct finding *finding)
{
	char access[8] = "";
	char *thread = vg_error_thread(reading, error, what->thread);
	char *object = vg_object_in(reading, what->text, " at ");
	bool ours = !vg_harness_only(reading, &what->stack);
	char *memory = object == NULL ? region(error) : NULL;

	if (what->text != NULL)
		sscanf(what->text, "Possible data race during %7s", access);
	vg_place(reading, finding, &what->stack, role_of(access), thread);
	for (size_t i = 0; ours && i < error->nparts; i++)
		ours = add_conflict(reading, &error->parts[i], finding);
	ours = ours && finding->nplaces > 0;
	if (ours) {
		name_places(finding, object);
		finding->message = vg_race_message(finding, object != NULL ? object : memory);
		for (size_t i = 0; i < error->nparts; i++)
			add_block(reading, &error->parts[i], finding);
		add_creations(reading, error, finding);
	}
	free(thread);
	free(object);
	free(memory);
	return ours;
}

static void add_lock_place(const struct vg_reading *reading, const struct vg_part *part,
			   const char *before, const char *role, struct finding *finding)
{
	struct place *place;

	if (part->text == NULL || strstr(part->text, before) == NULL)
		return;
	place = vg_place(reading, finding, &part->stack, role, NULL);
	if (place != NULL)
		place->object = vg_object_in(reading, part->text, before);
}

/*
 * "Thread #2: lock order "0xA before 0xB" violated": it takes A here and holds B already; A was
 * taken before B once, at the two places that follow.
 */
static bool describe_order(const struct vg_reading *reading, const struct vg_error *error,
			   const struct vg_part *what, struct finding *finding)
{
	char *thread = vg_error_thread(reading, error, what->thread);
	char *first = vg_object_in(reading, what->text, "lock order \"");
	char *second = vg_object_in(reading, what->text, " before ");
	struct place *place = vg_place(reading, finding, &what->stack, "takes", thread);

	if (place != NULL && first != NULL)
		place->object = format_string("%s", first);
	for (size_t i = 0; i < error->nparts; i++) {
		add_lock_place(reading, &error->parts[i], "established by acquisition",
			       "took before", finding);
		add_lock_place(reading, &error->parts[i], "later acquisition", "took after it",
			       finding);
	}
	finding->message = format_string(
		"%s takes %s while it holds %s; elsewhere they are taken in the other order",
		thread, first != NULL ? first : "a lock", second != NULL ? second : "another");
	free(thread);
	free(first);
	free(second);
	return finding->nplaces > 0;
}

static bool describe_misuse(const struct vg_reading *reading, const struct vg_error *error,
			    const struct vg_kind *kind, const struct vg_part *what,
			    struct finding *finding)
{
	char *thread = vg_error_thread(reading, error, what->thread);
	char *object = vg_object_in(reading, what->text, " at ");
	struct place *place = vg_place(reading, finding, &what->stack, "here", thread);

	if (place != NULL && object != NULL)
		place->object = format_string("%s", object);
	for (size_t i = 0; i < error->nparts; i++)
		add_lock_place(reading, &error->parts[i], "previously acquired", "took it",
			       finding);
	finding->message = vg_message(reading, kind, what->text, thread, object);
	free(thread);
	free(object);
	return kind->placeless || finding->nplaces > 0;
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
	if (kind->is == FINDING_LOCK_ORDER)
		return describe_order(reading, error, what, finding);
	return describe_misuse(reading, error, kind, what, finding);
}

const struct vg_tool vg_helgrind = {
	.name = "helgrind",
	.options = options,
	.kinds = kinds,
	.describe = describe,
};

static void check(struct subject *subject, const struct settings *settings, struct result *result)
{
	valgrind_check(&vg_helgrind, subject, settings, result);
}

CHECKER(helgrind) = {
	.name = "helgrind",
	.order = 30,
	.what = "valgrind's Helgrind: data races, lock orders and misused locks, on the plain "
		"program",
	.usable = valgrind_usable,
	.check = check,
};
