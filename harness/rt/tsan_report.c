/* SPDX-License-Identifier: MIT */
/*
 * Takes the findings of the real ThreadSanitizer as data: libtsan calls __tsan_on_report() for each
 * and its debugging interface hands over accesses, stacks, locks and threads.  No text is parsed.
 * The interface is declared nowhere but in LLVM's source (lib/tsan/rtl/tsan_debugging.cpp); gcc's
 * libtsan is built from the same.
 *
 * Threads: libtsan calls with its report lock held, in the thread that it accuses.
 */
#include <stdio.h>
#include <string.h>

#include "image.h"
#include "report.h"
#include "rt.h"

#define TRACE 32

int __tsan_get_report_data(void *report, const char **description, int *count, int *stacks,
			   int *accesses, int *locations, int *mutexes, int *threads,
			   int *unique_threads, void **sleep_trace, unsigned long trace_size);
int __tsan_get_report_stack(void *report, unsigned long index, void **trace, unsigned long size);
int __tsan_get_report_mop(void *report, unsigned long index, int *thread, void **address, int *size,
			  int *write, int *atomic, void **trace, unsigned long trace_size);
int __tsan_get_report_loc(void *report, unsigned long index, const char **type, void **address,
			  void **start, unsigned long *size, int *thread, int *descriptor,
			  int *suppressable, void **trace, unsigned long trace_size);
int __tsan_get_report_mutex(void *report, unsigned long index, unsigned long *id, void **address,
			    int *destroyed, void **trace, unsigned long trace_size);
int __tsan_get_report_thread(void *report, unsigned long index, int *thread, uint64_t *os_id,
			     int *running, const char **name, int *parent, void **trace,
			     unsigned long trace_size);

struct counts {
	int duplicates, stacks, accesses, locations, mutexes, threads, unique;
};

struct named_kind {
	const char *description;
	enum finding_kind kind;
	const char *message;
};

/* All that libtsan can say; the table in tsan_debugging.cpp is its source. */
static const struct named_kind kinds[] = {
	{"data-race", FINDING_DATA_RACE, "data race"},
	{"data-race-vptr", FINDING_DATA_RACE, "data race on an object's type"},
	{"external-race", FINDING_DATA_RACE, "data race on a library's object"},
	{"heap-use-after-free", FINDING_USE_AFTER_FREE, "memory used after it was freed"},
	{"heap-use-after-free-vptr", FINDING_USE_AFTER_FREE, "object used after it was freed"},
	{"thread-leak", FINDING_THREAD_LEAK, "a thread was never joined or detached"},
	{"locked-mutex-destroy", FINDING_LOCK_MISUSE, "a locked mutex was destroyed"},
	{"mutex-double-lock", FINDING_LOCK_MISUSE, "a thread locked a mutex that it holds"},
	{"mutex-invalid-access", FINDING_LOCK_MISUSE, "a mutex used before init or after destroy"},
	{"mutex-bad-unlock", FINDING_LOCK_MISUSE, "a mutex unlocked that the thread does not hold"},
	{"mutex-bad-read-lock", FINDING_LOCK_MISUSE, "a read lock on a lock held for writing"},
	{"mutex-bad-read-unlock", FINDING_LOCK_MISUSE, "a read unlock of a lock not held so"},
	{"signal-unsafe-call", FINDING_SIGNAL_UNSAFE, "a call that a signal handler must not make"},
	{"errno-in-signal-handler", FINDING_SIGNAL_UNSAFE, "a signal handler changed errno"},
	{"lock-order-inversion", FINDING_LOCK_ORDER, "locks are taken in opposite orders"},
};

static const struct named_kind *kind_of(const char *description)
{
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(kinds[i].description, description) == 0)
			return &kinds[i];
	return NULL;
}

/* The frames of the submission in that trace (0-ended), nearest first; the place is the first. */
static uintptr_t place_of(void *const *trace, unsigned from)
{
	for (unsigned i = from; i < TRACE && trace[i] != NULL; i++)
		if (image_holds(trace[i]))
			return (uintptr_t)trace[i] - 1;
	return 0;
}

static void add_callers(struct wire_place *place, void *const *trace)
{
	unsigned used = 0;
	bool first = true;

	for (unsigned i = 0; i < TRACE && trace[i] != NULL && used < WIRE_CALLERS; i++) {
		uint64_t pc = (uintptr_t)trace[i] - 1 - rt.wire->image;

		if (!image_holds(trace[i]))
			continue;
		if (!first && pc != place->pc) /* a wrapper's frame repeats the place */
			place->callers[used++] = pc;
		first = false;
	}
}

/* libtsan's own number of a thread is nobody's; by the kernel's the slot is found. */
static const char *name_of_task(uint64_t tid)
{
	for (unsigned i = slot_count(); i-- > 0;) /* main's slot stands beside its first body's */
		if ((uint64_t)slot_table->slots[i].tid == tid)
			return slot_table->slots[i].name;
	return "main";
}

static const char *thread_name(void *report, const struct counts *counts, int thread)
{
	for (int i = 0; i < counts->threads; i++) {
		int id, running, parent;
		uint64_t os_id;
		const char *name;
		void *trace[1];

		__tsan_get_report_thread(report, (unsigned)i, &id, &os_id, &running, &name, &parent,
					 trace, 1);
		if (id == thread)
			return name_of_task(os_id);
	}
	return "main"; /* the only one of which libtsan tells nothing */
}

static const char *role_of(int write, int atomic)
{
	if (atomic)
		return write ? "writes atomically" : "reads atomically";
	return write ? "writes" : "reads";
}

static void add_access(struct wire_finding *finding, void *report, const struct counts *counts,
		       unsigned index)
{
	void *trace[TRACE] = {0}, *address;
	int thread, size, write, atomic;
	struct wire_place *place;

	__tsan_get_report_mop(report, index, &thread, &address, &size, &write, &atomic, trace,
			      TRACE - 1);
	place = report_place(finding, thread_name(report, counts, thread), role_of(write, atomic),
			     place_of(trace, 0));
	if (place == NULL)
		return;
	place->object = report_object(address);
	place->object.size = (uint32_t)size;
	add_callers(place, trace);
}

static void add_stack(struct wire_finding *finding, void *report, unsigned index, const char *role)
{
	void *trace[TRACE] = {0};
	struct wire_place *place;

	__tsan_get_report_stack(report, index, trace, TRACE - 1);
	place = report_place(finding, slot_self ? slot_self->name : "main", role,
			     place_of(trace, 0));
	if (place != NULL)
		add_callers(place, trace);
}

/* Which thread held which lock libtsan tells only in its text; of the accused one our slot knows. */
static void add_mutex(struct wire_finding *finding, void *report, unsigned index)
{
	void *trace[TRACE] = {0}, *address;
	unsigned long id;
	int destroyed;
	const struct held *held = NULL;
	struct wire_place *place;

	__tsan_get_report_mutex(report, index, &id, &address, &destroyed, trace, TRACE - 1);
	for (unsigned i = 0; slot_self != NULL && i < slot_self->held_used; i++)
		if (slot_self->held[i].object == address)
			held = &slot_self->held[i];
	place = held ? report_place(finding, slot_self->name, "holds", held->pc)
		     : report_place(finding, "", "lock", place_of(trace, 0));
	if (place != NULL)
		place->object = report_object(address);
}

static void add_thread(struct wire_finding *finding, void *report, unsigned index)
{
	void *trace[TRACE] = {0};
	uint64_t os_id;
	int id, running, parent;
	const char *name;

	__tsan_get_report_thread(report, index, &id, &os_id, &running, &name, &parent, trace,
				 TRACE - 1);
	if (place_of(trace, 0) != 0) /* the scenario's own threads are the harness's to create */
		report_place(finding, name_of_task(os_id), "created in", place_of(trace, 0));
}

static void add_location(struct wire_finding *finding, void *report, unsigned index)
{
	void *trace[TRACE] = {0}, *address, *start;
	unsigned long size;
	int thread, descriptor, suppressable;
	const char *type;
	struct wire_place *place;

	__tsan_get_report_loc(report, index, &type, &address, &start, &size, &thread, &descriptor,
			      &suppressable, trace, TRACE - 1);
	if (place_of(trace, 0) == 0)
		return; /* a variable: its name comes from the access's address */
	place = report_place(finding, "", "allocated in", place_of(trace, 0));
	if (place != NULL)
		place->object = report_object(start);
}

/* The place by which equal reports are known. */
static uintptr_t first_place(void *report, const struct counts *counts)
{
	void *trace[TRACE] = {0}, *address;
	int thread, size, write, atomic;

	if (counts->accesses > 0)
		__tsan_get_report_mop(report, 0, &thread, &address, &size, &write, &atomic, trace,
				      TRACE - 1);
	else if (counts->stacks > 0)
		__tsan_get_report_stack(report, 0, trace, TRACE - 1);
	return place_of(trace, 0);
}

static void add_all(struct wire_finding *finding, void *report, const struct counts *counts)
{
	bool lock_order = finding->kind == FINDING_LOCK_ORDER;

	for (int i = 0; i < counts->accesses; i++)
		add_access(finding, report, counts, (unsigned)i);
	for (int i = 0; i < counts->stacks; i++)
		add_stack(finding, report, (unsigned)i,
			  !lock_order ? "here"
			  : i % 2 == 0 ? "takes"
				       : "holds"); /* second_deadlock_stack=1: in pairs */
	for (int i = 0; i < counts->mutexes; i++)
		add_mutex(finding, report, (unsigned)i);
	for (int i = 0; i < counts->locations; i++)
		add_location(finding, report, (unsigned)i);
	for (int i = 0; i < counts->threads; i++)
		add_thread(finding, report, (unsigned)i);
}

void __tsan_on_report(void *report)
{
	struct counts counts;
	const char *description;
	void *sleep[TRACE] = {0};
	const struct named_kind *named;
	struct wire_finding *finding;

	__tsan_get_report_data(report, &description, &counts.duplicates, &counts.stacks,
			       &counts.accesses, &counts.locations, &counts.mutexes,
			       &counts.threads, &counts.unique, sleep, TRACE - 1);
	if (atomic_load(&slot_table->run_stuck))
		return; /* what it says of threads that were stopped in the middle is our doing */
	named = kind_of(description);
	if (named == NULL)
		rt_broken("libtsan reports '%s', which this version of racelab does not know",
			  description);
	finding = report_begin(named->kind, first_place(report, &counts), "%s%s", named->message,
			       sleep[0] ? " (hidden, as if a sleep put it in order)" : "");
	if (finding == NULL)
		return;
	add_all(finding, report, &counts);
	report_end(finding);
}

/*
 * Stronger than one in the submission: the program's own symbols come first.  Its text goes to stderr,
 * which the judge throws away: log_path=/dev/null would write files /dev/null.PID, or die.
 */
const char *__tsan_default_options(void)
{
	return "halt_on_error=0:exitcode=0:symbolize=0:detect_deadlocks=1:"
	       "second_deadlock_stack=1:history_size=4:die_after_fork=0:report_signal_unsafe=1:"
	       "report_thread_leaks=1:atexit_sleep_ms=0:handle_segv=0:handle_sigbus=0:handle_sigfpe=0:handle_abort=0";
}

const char *__tsan_default_suppressions(void)
{
	return "";
}
