/* SPDX-License-Identifier: MIT */
#include "report.h"

#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "image.h"
#include "rt.h"
#include "vault.h"

bool report_only_known;

/* What was filed, once more: the program may have written over the wire, but hardly over both. */
static struct tally {
	_Atomic uint32_t findings;
} *tally;

void report_init(void)
{
	tally = vault_take(sizeof *tally, -1);
}

static void take_lock(void)
{
	for (int i = 0; i < 100000; i++) {
		if (atomic_exchange(&slot_table->report_lock, 1) == 0)
			return;
		sched_yield();
	}
	/* The holder was killed inside: a torn finding is better than none. */
}

static struct wire_finding *seen_before(enum finding_kind kind, uint64_t pc, uint64_t other)
{
	uint32_t used = atomic_load(&rt.wire->findings_used);

	for (uint32_t i = 0; i < used; i++) {
		struct wire_finding *finding = &rt.wire->findings[i];

		if (finding->kind == kind && finding->key[0] == pc && finding->key[1] == other)
			return finding;
	}
	return NULL;
}

uint64_t report_offset(uintptr_t pc)
{
	return image_holds((void *)pc) ? pc - rt.wire->image : 0;
}

static struct wire_finding *begin(enum finding_kind kind, uint64_t pc, uint64_t other,
				  const char *format, va_list args)
{
	struct wire_finding *finding;
	uint32_t used;

	atomic_store(&slot_table->run_failed, 1);
	take_lock();
	used = atomic_load(&rt.wire->findings_used);
	finding = seen_before(kind, pc, other);
	if (finding != NULL || used >= WIRE_FINDINGS || report_only_known) {
		if (finding != NULL && finding->last_run != rt.run) {
			finding->times++;
			finding->last_run = rt.run;
		}
		atomic_store(&slot_table->report_lock, 0);
		return NULL;
	}
	finding = &rt.wire->findings[used];
	memset(finding, 0, sizeof *finding);
	finding->kind = kind;
	finding->key[0] = pc;
	finding->key[1] = other;
	finding->run = finding->last_run = rt.run;
	finding->times = 1;
	vsnprintf(finding->message, sizeof finding->message, format, args);
	return finding;
}

struct wire_finding *report_begin(enum finding_kind kind, uintptr_t first_pc, const char *format,
				  ...)
{
	struct wire_finding *finding;
	va_list args;

	va_start(args, format);
	finding = begin(kind, report_offset(first_pc), 0, format, args);
	va_end(args);
	return finding;
}

struct wire_finding *report_begin_pair(enum finding_kind kind, uintptr_t one, uintptr_t other,
				       const char *format, ...)
{
	struct wire_finding *finding;
	va_list args;

	va_start(args, format);
	finding = begin(kind, report_offset(one < other ? one : other),
			report_offset(one < other ? other : one), format, args);
	va_end(args);
	return finding;
}

void report_end(struct wire_finding *finding)
{
	(void)finding;
	atomic_fetch_add(&rt.wire->findings_used, 1);
	atomic_fetch_add(&tally->findings, 1);
	atomic_store(&slot_table->report_lock, 0);
}

struct wire_place *report_place(struct wire_finding *finding, const char *thread, const char *role,
				uintptr_t pc)
{
	struct wire_place *place;

	if (finding->places_used == WIRE_PLACES)
		return NULL;
	place = &finding->places[finding->places_used++];
	snprintf(place->thread, sizeof place->thread, "%s", thread);
	snprintf(place->role, sizeof place->role, "%s", role);
	place->pc = report_offset(pc);
	return place;
}

void report_callers(struct wire_place *place, const struct slot *slot)
{
	unsigned depth = slot->depth < SLOT_STACK ? slot->depth : SLOT_STACK;
	unsigned used = 0;

	for (unsigned i = depth; i-- > 0 && used < WIRE_CALLERS;) {
		uint64_t pc = report_offset(slot->stack[i] - 1);

		if (pc != 0 && pc != place->pc)
			place->callers[used++] = pc;
	}
}

struct wire_object report_object(const void *address)
{
	uintptr_t at = (uintptr_t)address;

	if (at == 0)
		return (struct wire_object){.space = SPACE_NONE};
	if (image_holds(address))
		return (struct wire_object){.space = SPACE_IMAGE, .at = at - rt.wire->image};
	if (at - rt.wire->heap < rt.wire->heap_size)
		return (struct wire_object){.space = SPACE_HEAP, .at = at - rt.wire->heap};
	return (struct wire_object){.space = SPACE_OTHER, .at = at};
}

void report_here(enum finding_kind kind, uintptr_t pc, const void *object, const char *message)
{
	struct wire_finding *finding = report_begin(kind, pc, "%s", message);
	struct wire_place *place;

	if (finding == NULL)
		return;
	place = report_place(finding, slot_self ? slot_self->name : "main", "here", pc);
	place->object = report_object(object);
	if (slot_self != NULL)
		report_callers(place, slot_self);
	report_end(finding);
}

/* A run fails by a finding alone: one that failed without has had its finding kept from us. */
bool report_is_whole(void)
{
	uint32_t filed = atomic_load(&tally->findings);
	bool silent = filed == 0 && atomic_load(&rt.wire->runs_failed) > 0;

	if (atomic_load(&rt.wire->findings_used) == filed && !silent)
		return true;
	report_only_known = false;
	atomic_store(&rt.wire->findings_used, filed);
	report_here(FINDING_CRASH, 0, NULL,
		    "memory of the harness was written over, by a pointer that led astray");
	return false;
}

static void add(_Atomic uint64_t *counter, uint64_t by)
{
	/* One writer: no need for a locked instruction at each of a million runs a second. */
	atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + by,
			      memory_order_relaxed);
}

void report_run(void)
{
	struct wire *wire = rt.wire;

	rt.last_points = slot_points();
	add(&wire->points, rt.last_points);
	if (atomic_load_explicit(&slot_table->run_failed, memory_order_relaxed)) {
		add(&wire->runs_failed, 1);
		if (atomic_load(&wire->first_failure) == 0)
			atomic_store(&wire->first_failure, rt.run);
	}
	add(&wire->runs_done, 1);
}
