/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report_source.h"
#include "report_text.h"
#include "report_witness.h"

/* "lab.c:15:6", with what is known of it. */
static void print_spot(struct paper *paper, const struct subject *subject, const struct spot *spot)
{
	char where[PATH_MAX + 32];
	int used = snprintf(where, sizeof where, "%s", report_path(subject, spot->file));

	if (spot->line > 0)
		used += snprintf(where + used, sizeof where - (size_t)used, ":%u", spot->line);
	if (spot->line > 0 && spot->column > 0)
		snprintf(where + used, sizeof where - (size_t)used, ":%u", spot->column);
	paper_ink(paper, INK_BOLD, "%s: ", where);
}

/* "T1 created in": then "main()" is enough. */
static bool ends_with_in(const char *text)
{
	size_t length = strlen(text);

	return length > 3 && strcmp(text + length - 3, " in") == 0;
}

/* "T1 reads hits in counter_visit()"; nothing where nothing is known. */
static void describe(const struct place *place, char *text, size_t room)
{
	/* "here" is what every place says by being shown. */
	bool here = place->role != NULL && strcmp(place->role, "here") == 0;
	const char *words[] = {place->thread, here ? NULL : place->role, place->object};
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < 3; i++)
		if (words[i] != NULL && words[i][0] != '\0' && used < room)
			used += (size_t)snprintf(text + used, room - used, "%s%s",
						 used > 0 ? " " : "", words[i]);
	if (place->spot.function != NULL && used < room)
		snprintf(text + used, room - used, "%s%s%s()", used > 0 ? " " : "",
			 ends_with_in(text) ? "" : "in ", place->spot.function);
}

/* The line of that number in text, without its end; NULL: there is none. */
static const char *find_line(const char *text, unsigned line, size_t *length)
{
	while (text != NULL && --line > 0) {
		text = strchr(text, '\n');
		if (text != NULL)
			text++;
	}
	if (text == NULL || *text == '\0')
		return NULL;
	*length = strcspn(text, "\r\n");
	return text;
}

/* Blanks as wide as the line up to the column: tabs stay tabs. */
static void print_blanks(struct paper *paper, const char *line, size_t count)
{
	for (size_t i = 0; i < count; i++)
		fputc(line[i] == '\t' ? '\t' : ' ', paper->stream);
}

/* The source line and, where the column is known, a caret that says what happens there. */
static void print_source(struct paper *paper, const struct subject *subject,
			 const struct place *place)
{
	size_t size, length;
	char *text = NULL, words[256];
	const char *line = NULL;

	describe(place, words, sizeof words);
	if (place->spot.line > 0)
		text = report_source(subject, place->spot.file, &size);
	if (text != NULL)
		line = find_line(text, place->spot.line, &length);
	if (line != NULL) {
		size_t before =
			place->spot.column > 0 ? place->spot.column - 1 : strspn(line, " \t");

		if (before > length)
			before = length;
		paper_print(paper, "%5u | %.*s\n      | ", place->spot.line, (int)length, line);
		print_blanks(paper, line, before);
		paper_ink(paper, INK_GREEN, "^%s%s", words[0] != '\0' ? " " : "", words);
		paper_print(paper, "\n");
	} else if (words[0] != '\0') {
		paper_print(paper, "      %s\n", words);
	}
	free(text);
}

static void print_callers(struct paper *paper, const struct subject *subject,
			  const struct place *place)
{
	for (size_t i = 0; i < place->ncallers; i++) {
		const struct spot *caller = &place->callers[i];

		paper_print(paper, "        called from %s", report_path(subject, caller->file));
		if (caller->line > 0)
			paper_print(paper, ":%u", caller->line);
		if (caller->function != NULL)
			paper_print(paper, " in %s()", caller->function);
		paper_print(paper, "\n");
	}
}

static void print_note(struct paper *paper, const struct subject *subject,
		       const struct place *place, const char *instead)
{
	char words[256];

	describe(place, words, sizeof words);
	print_spot(paper, subject, &place->spot);
	paper_ink(paper, INK_CYAN, "note: ");
	paper_print(paper, "%s\n", instead != NULL ? instead : words);
}

/* "found by stress (48,213 runs, the first is run 3), tsan" */
static void print_seers(struct paper *paper, const struct fold *fold)
{
	char runs[64], first[32];

	paper_print(paper, "   ");
	paper_ink(paper, INK_FAINT, "found by ");
	for (unsigned i = 0; i < fold->nseers; i++) {
		const struct finding *words = fold->words[i];

		paper_print(paper, "%s%s", i > 0 ? ", " : "", fold->seers[i]->checker);
		if (words->times > 0 && fold->seers[i]->nmeasures > 0)
			paper_print(paper, " (%s, first in run %s)",
				    paper_plural(words->times, "run", runs),
				    paper_count(words->run, first));
	}
	if (fold->finding->expected && !fold->finding->known_false)
		paper_print(paper, "; the starter has it too");
	paper_print(paper, "\n");
}

static void print_head(struct paper *paper, const struct subject *subject, const struct fold *fold)
{
	static const struct spot nowhere;
	const struct finding *finding = fold->finding;
	const struct spot *spot = finding->nplaces > 0 ? &finding->places[0].spot : &nowhere;

	if (spot->file != NULL)
		print_spot(paper, subject, spot);
	else
		paper_ink(paper, INK_BOLD, "%s: ", subject->source);
	if (finding->known_false)
		paper_ink(paper, INK_YELLOW, "false alarm: ");
	else
		paper_ink(paper, INK_RED, "error: ");
	paper_print(paper, "%s ", finding->message != NULL ? finding->message : "");
	paper_ink(paper, INK_FAINT, "[%s]", finding_kind_name(finding->kind));
	paper_print(paper, "\n");
}

/* Further lines that only say "here too". */
static void print_also(struct paper *paper, const struct subject *subject, const struct fold *fold)
{
	if (fold->nalso == 0)
		return;
	paper_print(paper, "   the same at ");
	for (size_t i = 0; i < fold->nalso; i++)
		paper_print(paper, "%s%s:%u", i > 0 ? ", " : "",
			    report_path(subject, fold->also[i]->spot.file),
			    fold->also[i]->spot.line);
	paper_print(paper, "\n");
}

static void print_places(struct paper *paper, const struct subject *subject,
			 const struct finding *finding, enum detail detail)
{
	for (size_t i = 0; i < finding->nplaces; i++) {
		if (i == 0)
			print_source(paper, subject, &finding->places[i]);
		else
			print_note(paper, subject, &finding->places[i], NULL);
		if (detail == DETAIL_DEEP)
			print_callers(paper, subject, &finding->places[i]);
	}
}

/* The schedule that shows it: in full, or the words that show it. */
static void print_witness(struct paper *paper, const struct subject *subject,
			  const struct fold *fold, enum detail detail)
{
	const struct witness *witness = NULL;
	for (unsigned i = 0; i < fold->nseers && witness == NULL; i++)
		witness = fold->words[i]->witness;
	if (witness == NULL)
		return;
	paper_print(paper, "   ");
	paper_ink(paper, INK_FAINT, "it takes ");
	paper_print(paper, "%u switch%s", witness->switches, witness->switches == 1 ? "" : "es");
	if (witness->token != NULL)
		paper_print(paper, ": %s replay %s", program_invocation_name, witness->token);
	paper_print(paper, "\n");
	if (detail == DETAIL_DEEP)
		report_witness(paper, subject, witness);
}

void report_finding(struct paper *paper, const struct subject *subject, const struct fold *fold,
		    enum detail detail)
{
	print_head(paper, subject, fold);
	if (fold->finding->known_false && fold->finding->reason != NULL) {
		paper_wrap(paper, 3, fold->finding->reason);
	} else if (detail != DETAIL_LINE) {
		print_places(paper, subject, fold->finding, detail);
		print_also(paper, subject, fold);
	}
	print_seers(paper, fold);
	if (detail != DETAIL_LINE)
		print_witness(paper, subject, fold, detail);
}
