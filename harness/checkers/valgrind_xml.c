/* SPDX-License-Identifier: MIT */
#include "valgrind_xml.h"
#include "valgrind_report.h"

#include "../die.h"
#include "../text.h"

#include <errno.h>
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NO_PART SIZE_MAX

struct reader {
	XML_Parser parser;
	struct vg_report *report;
	char *words; /* character data since the last tag */
	size_t nwords;
	bool in_error, in_thread, in_frame, in_container;
	struct vg_error error;	 /* being read; the report's when its tag ends */
	struct vg_thread thread; /* likewise */
	size_t open; /* part of the error to which text and a stack belong now, or NO_PART */
};

static char *words_take(struct reader *r)
{
	size_t start = 0, end = r->nwords;

	while (start < end && strchr(" \n\t", r->words[start]) != NULL)
		start++;
	while (end > start && strchr(" \n\t", r->words[end - 1]) != NULL)
		end--;
	return format_string("%.*s", (int)(end - start), r->words != NULL ? r->words + start : "");
}

static unsigned long long words_number(struct reader *r, int base)
{
	char *words = words_take(r);
	unsigned long long number = strtoull(words, NULL, base);

	free(words);
	return number;
}

static void words_to(struct reader *r, char **field)
{
	free(*field);
	*field = words_take(r);
}

static void part_new(struct reader *r, enum vg_role role)
{
	r->error.parts = vg_grow(r->error.parts, &r->error.nparts, sizeof *r->error.parts);
	r->open = r->error.nparts - 1;
	r->error.parts[r->open].role = role;
}

/* Helgrind says what is wrong in two sentences at times: the second goes behind the first. */
static void sentence_begins(struct reader *r, enum vg_role role)
{
	size_t last = r->error.nparts - 1;

	if (!r->in_error || r->in_container)
		return;
	if (role == VG_WHAT && r->error.nparts > 0 && r->error.parts[last].role == VG_WHAT &&
	    r->error.parts[last].stack.nframes == 0)
		r->open = last;
	else
		part_new(r, role);
}

static void sentence_ends(struct reader *r)
{
	struct vg_part *part;
	char *words, *both;

	if (r->open == NO_PART || r->in_frame)
		return;
	part = &r->error.parts[r->open];
	words = words_take(r);
	if (part->text == NULL) {
		part->text = words;
		return;
	}
	both = format_string("%s %s", part->text, words);
	free(part->text);
	free(words);
	part->text = both;
}

static struct vg_stack *stack_now(struct reader *r)
{
	if (r->in_thread)
		return &r->thread.created;
	return r->open != NO_PART ? &r->error.parts[r->open].stack : NULL;
}

static void stack_begins(struct reader *r)
{
	if (r->in_error && r->open == NO_PART)
		part_new(r, VG_AUX);
}

/* A second stack without a sentence of its own is a part of its own. */
static void stack_ends(struct reader *r)
{
	r->open = NO_PART;
}

static void frame_begins(struct reader *r)
{
	struct vg_stack *stack = stack_now(r);

	if (stack == NULL)
		return;
	stack->frames = vg_grow(stack->frames, &stack->nframes, sizeof *stack->frames);
	r->in_frame = true;
}

static struct vg_frame *frame_now(struct reader *r)
{
	struct vg_stack *stack = stack_now(r);

	if (!r->in_frame || stack == NULL || stack->nframes == 0)
		return NULL;
	return &stack->frames[stack->nframes - 1];
}

static void frame_field(struct reader *r, const char *tag)
{
	struct vg_frame *frame = frame_now(r);

	if (frame == NULL)
		return;
	if (strcmp(tag, "ip") == 0)
		frame->ip = words_number(r, 16);
	else if (strcmp(tag, "line") == 0)
		frame->line = (unsigned)words_number(r, 10);
	else if (strcmp(tag, "obj") == 0)
		words_to(r, &frame->object);
	else if (strcmp(tag, "fn") == 0)
		words_to(r, &frame->function);
	else if (strcmp(tag, "dir") == 0)
		words_to(r, &frame->dir);
	else if (strcmp(tag, "file") == 0)
		words_to(r, &frame->file);
}

static void error_ends(struct reader *r)
{
	struct vg_report *report = r->report;

	if (!r->in_error)
		return;
	report->errors = vg_grow(report->errors, &report->nerrors, sizeof *report->errors);
	report->errors[report->nerrors - 1] = r->error;
	memset(&r->error, 0, sizeof r->error);
	r->in_error = false;
	r->open = NO_PART;
}

static void thread_ends(struct reader *r)
{
	struct vg_report *report = r->report;

	if (!r->in_thread)
		return;
	report->threads = vg_grow(report->threads, &report->nthreads, sizeof *report->threads);
	report->threads[report->nthreads - 1] = r->thread;
	memset(&r->thread, 0, sizeof r->thread);
	r->in_thread = false;
}

/* The thread that a sentence speaks of; of several the first. */
static void thread_number(struct reader *r)
{
	unsigned number = (unsigned)words_number(r, 10);

	if (r->in_thread)
		r->thread.number = number;
	else if (r->open != NO_PART && r->error.parts[r->open].thread == 0)
		r->error.parts[r->open].thread = number;
}

static bool container(const char *tag, enum vg_role *role)
{
	static const struct {
		const char *tag;
		enum vg_role role;
	} containers[] = {
		{"allocation_context", VG_ALLOCATED}, {"first_observed_at", VG_OBSERVED},
		{"acquired_at", VG_ACQUIRED},	      {"other_segment_start", VG_OTHER_START},
		{"other_segment_end", VG_OTHER_END},
	};

	for (size_t i = 0; i < sizeof containers / sizeof *containers; i++) {
		if (strcmp(containers[i].tag, tag) == 0) {
			*role = containers[i].role;
			return true;
		}
	}
	return false;
}

static void tag_begins(void *context, const XML_Char *tag, const XML_Char **attributes)
{
	struct reader *r = context;
	enum vg_role role;

	(void)attributes;
	r->nwords = 0;
	if (strcmp(tag, "error") == 0 && !r->in_thread)
		r->in_error = true;
	else if (strcmp(tag, "announcethread") == 0 && !r->in_error)
		r->in_thread = true;
	else if (strcmp(tag, "what") == 0 || strcmp(tag, "xwhat") == 0)
		sentence_begins(r, VG_WHAT);
	else if (strcmp(tag, "auxwhat") == 0 || strcmp(tag, "xauxwhat") == 0)
		sentence_begins(r, VG_AUX);
	else if (strcmp(tag, "stack") == 0)
		stack_begins(r);
	else if (strcmp(tag, "frame") == 0)
		frame_begins(r);
	else if (r->in_error && container(tag, &role)) {
		part_new(r, role);
		r->in_container = true;
	}
}

/* Tags that hold words about the error, the thread or the whole report. */
static void words_end(struct reader *r, const char *tag)
{
	if (strcmp(tag, "text") == 0 || strcmp(tag, "what") == 0 || strcmp(tag, "auxwhat") == 0)
		sentence_ends(r);
	else if (strcmp(tag, "hthreadid") == 0)
		thread_number(r);
	else if (strcmp(tag, "kind") == 0 && r->in_error)
		words_to(r, &r->error.kind);
	else if (strcmp(tag, "tid") == 0 && r->in_error)
		r->error.tid = (unsigned)words_number(r, 10);
	else if (strcmp(tag, "threadname") == 0 && r->in_error)
		words_to(r, &r->error.threadname);
	else if (strcmp(tag, "protocoltool") == 0)
		words_to(r, &r->report->tool);
	else
		frame_field(r, tag);
}

static void tag_ends(void *context, const XML_Char *tag)
{
	struct reader *r = context;
	enum vg_role role;

	if (strcmp(tag, "error") == 0)
		error_ends(r);
	else if (strcmp(tag, "announcethread") == 0)
		thread_ends(r);
	else if (strcmp(tag, "stack") == 0)
		stack_ends(r);
	else if (strcmp(tag, "frame") == 0)
		r->in_frame = false;
	else if (strcmp(tag, "valgrindoutput") == 0)
		r->report->finished = true;
	else if (container(tag, &role)) {
		r->in_container = false;
		r->open = NO_PART;
	} else
		words_end(r, tag);
	r->nwords = 0;
}

static void words_come(void *context, const XML_Char *words, int count)
{
	struct reader *r = context;
	char *grown = realloc(r->words, r->nwords + (size_t)count);

	if (grown == NULL)
		die("no memory to read a report of valgrind");
	memcpy(grown + r->nwords, words, (size_t)count);
	r->words = grown;
	r->nwords += (size_t)count;
}

static void reader_init(struct reader *r, struct vg_report *report)
{
	memset(report, 0, sizeof *report);
	memset(r, 0, sizeof *r);
	r->report = report;
	r->open = NO_PART;
	r->parser = XML_ParserCreate(NULL);
	if (r->parser == NULL)
		die("no memory to read a report of valgrind");
	XML_SetUserData(r->parser, r);
	XML_SetElementHandler(r->parser, tag_begins, tag_ends);
	XML_SetCharacterDataHandler(r->parser, words_come);
}

/*
 * Never told which bytes are the last: to expat an end in the middle is then no error, and a tag
 * cut in two was simply not read.
 */
static bool reader_feed(struct reader *r, const char *xml, size_t bytes, const char *name,
			char **error)
{
	if (XML_Parse(r->parser, xml, (int)bytes, XML_FALSE) != XML_STATUS_ERROR)
		return true;
	*error = format_string("%s:%lu: this is no XML report of valgrind (%s); "
			       "is it valgrind 3.15 or later?",
			       name, (unsigned long)XML_GetCurrentLineNumber(r->parser),
			       XML_ErrorString(XML_GetErrorCode(r->parser)));
	return false;
}

static void reader_release(struct reader *r, bool worked)
{
	vg_error_release(&r->error);
	vg_stack_release(&r->thread.created);
	XML_ParserFree(r->parser);
	free(r->words);
	if (!worked)
		vg_report_release(r->report);
}

bool vg_report_parse(const char *xml, size_t bytes, const char *name, struct vg_report *report,
		     char **error)
{
	struct reader reader;
	bool worked;

	reader_init(&reader, report);
	worked = reader_feed(&reader, xml, bytes, name, error);
	reader_release(&reader, worked);
	return worked;
}

bool vg_report_read(const char *path, struct vg_report *report, char **error)
{
	struct reader reader;
	char block[65536];
	size_t got;
	bool worked = true;
	FILE *file = fopen(path, "re");

	memset(report, 0, sizeof *report);
	if (file == NULL) {
		*error = format_string("%s: cannot read the report of valgrind: %s", path,
				       strerror(errno));
		return false;
	}
	reader_init(&reader, report);
	while (worked && (got = fread(block, 1, sizeof block, file)) > 0)
		worked = reader_feed(&reader, block, got, path, error);
	reader_release(&reader, worked);
	fclose(file);
	return worked;
}
