/* SPDX-License-Identifier: MIT */
#include "wire_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "text.h"
#include "witness.h"

/* ---- places ---- */

char *wire_object_name(const struct wire_object *object, struct symbols *symbols)
{
	switch (object->space) {
	case SPACE_IMAGE:
		return symbols == NULL ? NULL : symbols_object(symbols, object->at);
	case SPACE_HEAP:
		return format_string("heap memory (+%llu)", (unsigned long long)object->at);
	case SPACE_OTHER: /* mapped by the program, or on a stack */
		return format_string("something outside its variables");
	default:
		return NULL;
	}
}

static void read_callers(const struct wire_place *from, struct symbols *symbols, struct place *place)
{
	for (unsigned i = 0; i < WIRE_CALLERS && from->callers[i] != 0; i++) {
		struct spot spot = {0};

		if (symbols_spot(symbols, from->callers[i], &spot))
			*place_add_caller(place) = spot;
	}
}

/* A place without a line helps nobody and is left out. */
static void read_place(const struct wire_place *from, struct symbols *symbols,
		       struct finding *finding)
{
	struct spot spot = {0};
	struct place *place;

	if (symbols == NULL || from->pc == 0 || !symbols_spot(symbols, from->pc, &spot))
		return;
	place = finding_add_place(finding);
	place->spot = spot;
	place->thread = format_string("%s", from->thread);
	place->role = format_string("%s", from->role);
	place->object = wire_object_name(&from->object, symbols);
	read_callers(from, symbols, place);
}

/* ---- sentences ---- */

static const char *name_of(const struct place *place)
{
	return place->object != NULL ? place->object : "a lock";
}

static bool has_role(const struct place *place, const char *role)
{
	return strcmp(place->role, role) == 0;
}

/* "waits for", and what is waited for if it has no name: "waits for a child" */
static bool waits(const struct place *place)
{
	return strncmp(place->role, "waits ", 6) == 0;
}

/* "T1 holds a (lab.c:10) and waits for b (lab.c:12)" */
static void say_waiter(struct text *text, const struct finding *finding, const struct place *waiter)
{
	const char *comma = "";

	text_printf(text, "%s ", waiter->thread);
	for (size_t i = 0; i < finding->nplaces; i++) {
		const struct place *place = &finding->places[i];

		if (!has_role(place, "holds") || strcmp(place->thread, waiter->thread) != 0)
			continue;
		text_printf(text, "%s%s", *comma ? comma : "holds ", name_of(place));
		comma = ", ";
	}
	text_printf(text, "%s%s", *comma ? " and " : "", waiter->role);
	if (has_role(waiter, "waits for"))
		text_printf(text, " %s", waiter->object != NULL ? waiter->object : "others");
}

/* "P2 has the write end" */
static void say_end(struct text *text, const struct place *place)
{
	text_printf(text, "; %s %s", place->thread, place->role);
}

static void say_deadlock(struct text *text, const struct finding *finding)
{
	const char *sign = ": ";

	for (size_t i = 0; i < finding->nplaces; i++) {
		if (!waits(&finding->places[i]))
			continue;
		text_printf(text, "%s", sign);
		say_waiter(text, finding, &finding->places[i]);
		sign = "; ";
	}
	for (size_t i = 0; i < finding->nplaces; i++)
		if (strncmp(finding->places[i].role, "has the ", 8) == 0)
			say_end(text, &finding->places[i]);
}

/* "data race on hits: T1 writes, T2 reads" */
static void say_race(struct text *text, const struct finding *finding)
{
	const struct place *one = &finding->places[0];

	if (finding->nplaces == 0)
		return;
	if (one->object != NULL)
		text_printf(text, " on %s", one->object);
	text_printf(text, ": %s %s", one->thread, one->role);
	if (finding->nplaces > 1)
		text_printf(text, ", %s %s", finding->places[1].thread, finding->places[1].role);
}

static void say_locks(struct text *text, const struct finding *finding)
{
	const char *sign = ": ";

	for (size_t i = 0; i < finding->nplaces; i++) {
		const struct place *place = &finding->places[i];

		if (place->object == NULL || !(has_role(place, "lock") || has_role(place, "holds")))
			continue;
		text_printf(text, "%s%s", sign, place->object);
		sign = ", ";
	}
}

static char *sentence(const char *message, const struct finding *finding)
{
	struct text text = {0};

	text_printf(&text, "%s", message);
	if (finding->kind == FINDING_DEADLOCK)
		say_deadlock(&text, finding);
	else if (finding->kind == FINDING_DATA_RACE || finding->kind == FINDING_USE_AFTER_FREE)
		say_race(&text, finding);
	else if (finding->kind == FINDING_LOCK_ORDER)
		say_locks(&text, finding);
	else if (finding->nplaces > 0 && finding->places[0].object != NULL)
		text_printf(&text, ": %s", finding->places[0].object);
	return text_take(&text);
}

/* ---- findings ---- */

/* Deadlocks of one class differ only in who was caught in it: the sentence up to its colon. */
static bool same_class(const struct finding *a, const struct finding *b)
{
	size_t length = strcspn(a->message, ":");

	return a->kind == FINDING_DEADLOCK && b->kind == FINDING_DEADLOCK &&
	       length == strcspn(b->message, ":") && strncmp(a->message, b->message, length) == 0;
}

/* Counts the new one with the old, and keeps the simpler to look at. */
static void merge(struct finding *old, struct findings *one)
{
	struct finding *new = one->items, spare = *old;
	bool simpler = new->nplaces < old->nplaces;

	if (simpler) {
		*old = *new;
		*new = spare;
	}
	if (old->witness == NULL || (new->witness != NULL &&
				     new->witness->switches < old->witness->switches)) {
		struct witness *witness = old->witness;

		old->witness = new->witness;
		new->witness = witness;
	}
	/* Not known where, once, is not known where. */
	old->scenarios = old->scenarios == 0 || new->scenarios == 0
				 ? 0
				 : old->scenarios | new->scenarios;
	old->times = old->times + new->times;
	old->run = old->run < new->run ? old->run : new->run;
	findings_release(one);
}

/* An equal finding that is in the list already is only counted. */
static void add(struct findings *list, struct findings *one)
{
	for (size_t i = 0; i < list->count; i++) {
		if (!finding_same(&list->items[i], one->items) &&
		    !same_class(&list->items[i], one->items))
			continue;
		merge(&list->items[i], one);
		return;
	}
	*findings_add(list, one->items->kind) = *one->items;
	free(one->items); /* its strings live on in the list */
}

static const struct wire_witness *witness_of(const struct wire *wire, uint32_t finding)
{
	for (uint32_t i = 0; i < wire->witnesses_used; i++)
		if (wire->witnesses[i].finding == finding)
			return &wire->witnesses[i];
	return NULL;
}

static void read_finding(const struct wire *wire, uint32_t index, struct symbols *symbols,
			 struct findings *list)
{
	const struct wire_finding *from = &wire->findings[index];
	const struct wire_witness *witness = witness_of(wire, index);
	struct findings one = {0};
	struct finding *finding;

	if (from->kind >= FINDING_KINDS)
		return; /* scribbled over: what is left of it means nothing */
	finding = findings_add(&one, (enum finding_kind)from->kind);
	finding->scenarios = finding_scenario(wire->job.scenario);
	finding->run = from->run;
	finding->times = from->times;
	for (uint32_t i = 0; i < from->places_used; i++)
		read_place(&from->places[i], symbols, finding);
	finding->message = sentence(from->message, finding);
	if (witness != NULL)
		finding->witness = witness_read(witness, symbols);
	add(list, &one);
}

/* ---- the end of the runner ---- */

/* Nothing of the submission had run when the runner ended: the fault is ours or the machine's. */
static char *never_began(const struct landing *landing)
{
	return format_string("a runner ended before it had begun (status %#x)%s%s; build the kit again "
			     "with `make`, and see `racelab doctor`",
			     (unsigned)landing->status, landing->errors[0] ? ": " : "",
			     landing->errors);
}

/* A limit of the confinement: what it is about is of the program's making, whatever the machine. */
static void add_limit(const struct landing *landing, struct findings *list)
{
	struct findings one = {0};
	struct finding *finding = findings_add(&one, FINDING_CRASH);

	finding->run = atomic_load(&landing->wire->runs_done) + 1;
	finding->times = 1;
	finding->message = format_string("the program was ended: %s", landing->stopped);
	add(list, &one);
}

/* Whoever ended the runner before it had done its work: the submission. */
static void add_end(const struct landing *landing, struct findings *list)
{
	int status = landing->status;
	bool killed = WIFSIGNALED(status);
	int number = killed ? WTERMSIG(status) : WEXITSTATUS(status);
	struct findings one = {0};
	struct finding *finding = findings_add(&one, killed ? FINDING_CRASH : FINDING_WRONG_EXIT);

	finding->scenarios = finding_scenario(landing->wire->job.scenario);
	finding->run = atomic_load(&landing->wire->runs_done) + 1;
	finding->times = 1;
	finding->message = killed ? format_string("the program was killed by signal %d (%s)",
						  number, strsignal(number))
				  : format_string("the program ended its process (status %d) before "
						  "its work was done",
						  number);
	add(list, &one);
}

bool wire_read(const struct landing *landing, struct symbols *symbols, struct findings *list,
	       char **error)
{
	const struct wire *wire = landing->wire;
	uint32_t state = atomic_load(&wire->state);

	if (state == WIRE_BROKEN) {
		*error = format_string("%s", wire->error);
		return false;
	}
	if (landing->overtime) {
		*error = format_string("a runner was ended: %s", landing->stopped);
		return false;
	}
	if (state == WIRE_NEW && !landing->guarded && landing->stopped == NULL) {
		*error = never_began(landing);
		return false;
	}
	for (uint32_t i = 0; i < atomic_load(&wire->findings_used); i++)
		read_finding(wire, i, symbols, list);
	if (landing->stopped != NULL)
		add_limit(landing, list);
	else if (!landing->guarded && state != WIRE_DONE && state != WIRE_STUCK)
		add_end(landing, list);
	return true;
}
