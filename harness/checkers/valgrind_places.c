/* SPDX-License-Identifier: MIT */
#include "valgrind.h"

#include "../die.h"
#include "../text.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- from stacks to the student's lines ---- */

static bool frame_in(const struct vg_frame *frame, const char *object)
{
	return frame->object != NULL && object != NULL && strcmp(frame->object, object) == 0;
}

/* As the compiler's debug information has it; else what valgrind itself made of the same. */
static void frame_spot(const struct vg_reading *reading, const struct vg_frame *frame,
		       struct spot *spot)
{
	uint64_t offset = frame->ip - reading->image;

	if (reading->symbols != NULL && reading->image != 0 && offset < reading->image_size &&
	    symbols_spot(reading->symbols, offset, spot))
		return;
	if (frame->file != NULL)
		spot->file = format_string("%s", frame->file);
	if (frame->function != NULL)
		spot->function = format_string("%s", frame->function);
	spot->line = frame->line;
}

/* Without a file: what the kit links to a whole program. */
static void add_caller(const struct vg_reading *reading, const struct vg_frame *frame,
		       struct place *place)
{
	struct spot spot = {0};

	frame_spot(reading, frame, &spot);
	if (spot.file != NULL)
		*place_add_caller(place) = spot;
	else
		free(spot.function);
}

struct place *vg_place(const struct vg_reading *reading, struct finding *finding,
		       const struct vg_stack *stack, const char *role, const char *thread)
{
	struct place *place = NULL;

	/* Frames of libc, of valgrind and of the harness's wrappers are nobody's to repair. */
	for (size_t i = 0; i < stack->nframes; i++) {
		struct vg_frame *frame = &stack->frames[i];

		if (!frame_in(frame, reading->object))
			continue;
		if (place != NULL) {
			add_caller(reading, frame, place);
			continue;
		}
		place = finding_add_place(finding);
		frame_spot(reading, frame, &place->spot);
		place->role = format_string("%s", role);
		place->thread = thread != NULL ? format_string("%s", thread) : NULL;
	}
	return place;
}

bool vg_harness_only(const struct vg_reading *reading, const struct vg_stack *stack)
{
	bool runner = false;

	for (size_t i = 0; i < stack->nframes; i++) {
		if (frame_in(&stack->frames[i], reading->object))
			return false;
		runner |= frame_in(&stack->frames[i], reading->runner);
	}
	return runner;
}

void vg_place_creation(const struct vg_reading *reading, struct finding *finding, unsigned number)
{
	for (size_t i = 0; i < reading->report->nthreads; i++) {
		const struct vg_thread *thread = &reading->report->threads[i];
		char *name;

		if (thread->number != number)
			continue;
		name = vg_thread_name(reading, number);
		vg_place(reading, finding, &thread->created, "created in", name);
		free(name);
		return;
	}
}

/* ---- names of threads ---- */

/* A thread that was accused itself gave its name there. */
static const char *name_given(const struct vg_error *error, unsigned *number)
{
	const struct vg_part *what = vg_error_part(error, VG_WHAT);

	*number = what != NULL ? what->thread : 0;
	return *number != 0 ? error->threadname : NULL;
}

/*
 * Helgrind numbers all threads that ever were, and a run creates its bodies one after the other: if
 * #9 is T2, then #8 is T1.  Only where the submission creates no threads in between.
 */
static char *name_counted(const struct vg_reading *reading, const char *name, unsigned number,
			  unsigned wanted)
{
	int body, end = 0;

	if (reading->bodies == 0 || sscanf(name, "T%d%n", &body, &end) != 1 || name[end] != '\0')
		return NULL;
	body += (int)(wanted - number);
	if (body < 1 || body > (int)reading->bodies)
		return NULL;
	return format_string("T%d", body);
}

char *vg_thread_name(const struct vg_reading *reading, unsigned wanted)
{
	char *counted = NULL;

	if (wanted == 1)
		return format_string("main");
	for (size_t i = 0; i < reading->report->nerrors; i++) {
		unsigned number;
		const char *name = name_given(&reading->report->errors[i], &number);

		if (name != NULL && number == wanted) {
			free(counted);
			return format_string("%s", name);
		}
		if (name != NULL && counted == NULL)
			counted = name_counted(reading, name, number, wanted);
	}
	return counted != NULL ? counted : format_string("thread #%u", wanted);
}

char *vg_error_thread(const struct vg_reading *reading, const struct vg_error *error,
		      unsigned number)
{
	if (error->tid == 1)
		return format_string("main");
	if (error->threadname != NULL)
		return format_string("%s", error->threadname);
	if (number != 0)
		return vg_thread_name(reading, number);
	return format_string("thread #%u", error->tid);
}

/* ---- names of variables ---- */

char *vg_object(const struct vg_reading *reading, uint64_t address)
{
	uint64_t offset = address - reading->image;

	if (reading->symbols == NULL || reading->image == 0 || offset >= reading->image_size)
		return NULL;
	return symbols_object(reading->symbols, offset);
}

char *vg_object_in(const struct vg_reading *reading, const char *words, const char *before)
{
	const char *at = words != NULL ? strstr(words, before) : NULL;

	if (at == NULL)
		return NULL;
	at = strstr(at, "0x");
	return at != NULL ? vg_object(reading, strtoull(at, NULL, 16)) : NULL;
}

/* ---- messages ---- */

/* "Thread #3" or "thread #3" at that point: the number, and *end behind it. */
static bool thread_at(const char *words, unsigned *number, const char **end)
{
	char *after;

	if (tolower((unsigned char)*words) != 't' || strncmp(words + 1, "hread #", 7) != 0)
		return false;
	*number = (unsigned)strtoul(words + 8, &after, 10);
	*end = after;
	return after != words + 8;
}

/* The name for the address there, with a space before it; an address without one says nothing. */
static char *address_named(const struct vg_reading *reading, const char *words, const char **end)
{
	char *after, *name = vg_object(reading, strtoull(words, &after, 16));
	char *spaced = name != NULL ? format_string(" %s", name) : format_string("%s", "");

	free(name);
	*end = after;
	return spaced;
}

/* The tool's words, with names for numbers. */
static char *words_named(const struct vg_reading *reading, const char *words)
{
	char *out = NULL;
	size_t size;
	FILE *stream = open_memstream(&out, &size);

	if (stream == NULL)
		die("no memory for a message");
	while (*words != '\0') {
		char *name = NULL;
		unsigned number;

		if (thread_at(words, &number, &words))
			name = vg_thread_name(reading, number);
		else if (strncmp(words, " 0x", 3) == 0)
			name = address_named(reading, words + 1, &words);
		else
			fputc(*words++, stream);
		if (name != NULL)
			fputs(name, stream);
		free(name);
	}
	fclose(stream);
	return out;
}

char *vg_message(const struct vg_reading *reading, const struct vg_kind *kind, const char *words,
		 const char *thread, const char *object)
{
	if (kind->sentence == NULL)
		return words_named(reading, words != NULL ? words : kind->kind);
	if (object == NULL)
		return format_string("%s %s", thread, kind->sentence);
	return format_string("%s %s: %s", thread, kind->sentence, object);
}

static const struct place *other_access(const struct finding *finding)
{
	for (size_t i = 1; i < finding->nplaces; i++) {
		const char *role = finding->places[i].role;

		if (strcmp(role, "reads") == 0 || strcmp(role, "writes") == 0)
			return &finding->places[i];
	}
	return NULL;
}

char *vg_race_message(const struct finding *finding, const char *object)
{
	const struct place *here = &finding->places[0];
	const struct place *there = other_access(finding);
	const char *what = object != NULL ? object : "the same memory";

	if (there == NULL)
		return format_string(
			"%s: %s %s here, another thread uses it too, and nothing orders "
			"the two",
			what, here->thread, here->role);
	return format_string("%s: %s %s here, %s %s at %s:%u, and nothing orders the two", what,
			     here->thread, here->role, there->thread, there->role,
			     there->spot.file != NULL ? there->spot.file : "?", there->spot.line);
}
