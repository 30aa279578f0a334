/* SPDX-License-Identifier: MIT */
/* racelab grade: folders of submissions into a grade book, and a table of what came of them. */
#include <inttypes.h>
#include <search.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "asking.h"
#include "book_export.h"
#include "checking.h"
#include "command.h"
#include "die.h"
#include "format.h"
#include "grade_key.h"
#include "grade_table.h"
#include "grading.h"
#include "handins.h"
#include "labs.h"
#include "options.h"
#include "pattern.h"
#include "progress.h"
#include "text.h"

#define MOST_REMARKS 10

struct grade {
	const struct options *options;
	char *lab; /* full name of --lab; NULL: any */
	struct handins handins;
	struct book *book;
	struct grading grading;
	struct grade_table table;
	void *asked;   /* "LAB\nSTUDENT" of each hand-in */
	size_t unread; /* files that could not be read: no grade */
	char *error;
};

/* ---- what was handed in ---- */

/* Before anything is graded: who asks for what cannot be written shall not wait for it. */
static bool fits_format(struct grade *grade)
{
	struct graded *heads = calloc(grade->handins.count, sizeof *heads);
	bool fits;

	if (heads == NULL)
		die("out of memory");
	for (size_t i = 0; i < grade->handins.count; i++)
		heads[i].student = grade->handins.items[i].student;
	fits = grade->options->format == NULL ||
	       format_holds(grade->options->format, heads, grade->handins.count, &grade->error);
	free(heads);
	return fits;
}

static bool find_all(struct grade *grade)
{
	const struct options *options = grade->options;

	if (options->lab != NULL && !labs_resolve(options->lab, &grade->lab, &grade->error))
		return false;
	if (options->pattern != NULL &&
	    !pattern_check(options->pattern, grade->lab != NULL, &grade->error))
		return false;
	for (unsigned i = 0; i < options->noperands; i++)
		if (!handins_find(&grade->handins, options->operands[i], options->pattern,
				  grade->lab, &grade->error))
			return false;
	if (grade->handins.count > 0)
		return fits_format(grade);
	grade->error = format_string(
		"no submission was found; sought was %s.%s --pattern says how yours "
		"are named: `racelab help grade`",
		options->pattern != NULL ? options->pattern : handins_layouts(grade->lab != NULL),
		grade->lab == NULL ? " If all are for one lab, say --lab LAB." : "");
	return false;
}

static void say_remarks(const struct handins *handins)
{
	for (size_t i = 0; i < handins->nremarks && i < MOST_REMARKS; i++)
		complain("%s", handins->remarks[i]);
	if (handins->nremarks > MOST_REMARKS)
		complain("... and %zu more were passed over", handins->nremarks - MOST_REMARKS);
}

/* ---- into the book, and graded ---- */

static int by_words(const void *a, const void *b)
{
	return strcmp(a, b);
}

static char *words_of(const char *lab, const char *student)
{
	return format_string("%s\n%s", lab, student);
}

/* Of two for one lab from one student the book has the second as the latest, and so has the table.
 */
static void ask_for(struct grade *grade, const struct handin *handin)
{
	char *words = words_of(handin->lab, handin->student);
	char **found = tsearch(words, &grade->asked, by_words);

	if (found == NULL)
		die("out of memory");
	if (*found == words)
		return;
	complain("%s: there is another one of %s for %s; this one counts", handin->path,
		 handin->student, handin->lab);
	free(words);
}

static bool hand_in(struct grade *grade, const struct handin *handin, const char *lab_hash)
{
	struct grading_task task = {.bytes = handin->bytes,
				    .count = handin->count,
				    .unfit = handin->unfit,
				    .shown = handin->path};

	if (handin->fault != NULL) {
		complain("%s is not graded: it %s", handin->path, handin->fault);
		grade->unread++;
		return true;
	}
	grading_key(&grade->grading, handin->lab, lab_hash, handin->bytes, handin->count,
		    handin->unfit, &task.key);
	grading_add(&grade->grading, &task);
	ask_for(grade, handin);
	return book_hand_in(grade->book, handin->student, &task.key, handin->path, handin->bytes,
			    handin->count, handin->unfit, &grade->error);
}

/* One transaction: it is quick, and after it the book has all that was handed in. */
static bool hand_in_all(struct grade *grade)
{
	char hash[DIGEST_HEX] = "";

	if (!book_begin(grade->book, &grade->error))
		return false;
	for (size_t i = 0; i < grade->handins.count; i++) {
		const struct handin *handin = &grade->handins.items[i];

		if (i == 0 || strcmp(handin->lab, handin[-1].lab) != 0)
			grade_key_lab(handin->lab, hash);
		if (!hand_in(grade, handin, hash))
			return false;
	}
	return book_commit(grade->book, &grade->error);
}

/* ---- what came of it ---- */

static void take_row(void *context, const struct book_row *row)
{
	struct grade *grade = context;
	char *words = words_of(row->lab, row->student);

	if (tfind(words, &grade->asked, by_words) != NULL)
		grade_table_add(&grade->table, row);
	free(words);
}

static void print_counts(const struct grade *grade, double seconds, struct paper *paper)
{
	const struct grading *grading = &grade->grading;

	paper_print(paper, "%zu graded in %.1f s, %zu known", grading->graded, seconds,
		    grading->known);
	if (grading->elsewhere > 0)
		paper_print(paper, ", %zu graded by another racelab meanwhile", grading->elsewhere);
	if (grading->faults + grade->unread > 0)
		paper_ink(paper, INK_YELLOW, ", %zu not graded: see above, and call again",
			  grading->faults + grade->unread);
	paper_print(paper, "\n");
	grade_table_confinement(&grade->table, paper);
}

static char *table_text(const struct grade *grade, double seconds)
{
	struct paper paper;

	paper_init(&paper, options_colored(grade->options, isatty(STDOUT_FILENO)));
	grade_table_print(&grade->table, &paper);
	paper_print(&paper, "\n");
	grade_table_summary(&grade->table, &paper);
	print_counts(grade, seconds, &paper);
	return paper_take(&paper);
}

/* What was asked for; and the table beside it, if that goes into a file. */
static bool deliver_format(struct grade *grade, double seconds)
{
	const struct grade_table *table = &grade->table;
	struct text text = {0};
	char *words;

	if (!book_export_as(grade->options->format, table->rows, table->count, &text,
			    &grade->error) ||
	    !asking_deliver(grade->options, text_take(&text)))
		return false;
	if (grade->options->output == NULL)
		return true;
	words = table_text(grade, seconds);
	fputs(words, stdout);
	free(words);
	return true;
}

static bool conclude(struct grade *grade, double seconds)
{
	const struct book_question question = {.which = BOOK_LATEST,
					       .lab = grade->lab,
					       .reports = grade->options->format != NULL};

	if (!book_rows(grade->book, &question, take_row, grade, &grade->error))
		return false;
	progress_clear();
	if (grade->options->format != NULL)
		return deliver_format(grade, seconds);
	return asking_deliver(grade->options, table_text(grade, seconds));
}

static bool grade_all(struct grade *grade)
{
	double began = checking_clock();

	if (!find_all(grade) || !book_open(grade->options->book, &grade->book, &grade->error))
		return false;
	grading_begin(&grade->grading, grade->book, grade->options);
	return hand_in_all(grade) && grading_run(&grade->grading, &grade->error) &&
	       conclude(grade, checking_clock() - began);
}

static int run(const struct options *options)
{
	struct grade grade = {.options = options};
	bool done = grade_all(&grade);
	int status = EXIT_CLEAN;

	say_remarks(&grade.handins);
	if (!done && grade.error != NULL)
		complain("%s", grade.error);
	if (!done || grade.grading.faults + grade.unread > 0 || grade.handins.unread)
		status = EXIT_FAULT;
	free(grade.error);
	grade_table_release(&grade.table);
	grading_release(&grade.grading);
	book_close(grade.book);
	handins_release(&grade.handins);
	tdestroy(grade.asked, free);
	free(grade.lab);
	return status;
}

COMMAND(grade) = {
	.name = "grade",
	.order = 42,
	.arguments = "DIR...",
	.summary = "grades folders of submissions, into a grade book",
	.more = "Below each DIR are sought STUDENT/LAB/lab.c and LAB/STUDENT.c; with --lab also "
		"STUDENT/lab.c and\n"
		"STUDENT.c; or what --pattern says, with {student}, {lab} and * in it.  No link is "
		"followed.\n"
		"What the book has already (the same bytes, the same lab, the same harness) is not "
		"graded again,\n"
		"so after an interruption the same command goes on.  `racelab book` shows what is "
		"in "
		"it.\n"
		"Exit status 0: every submission has a grade, be it 0 points; 2: some have none, "
		"and "
		"why is said.\n"
		"--format html -o class.html writes a page of all these submissions, as the other "
		"formats for a\n"
		"class do; the table is printed beside it.",
	.options = OPTION(OPTION_LAB) | OPTION(OPTION_JOBS) | OPTION(OPTION_BOOK) |
		   OPTION(OPTION_PATTERN) | OPTION(OPTION_FORMAT) | OPTION(OPTION_OUTPUT) |
		   OPTION(OPTION_CC) | OPTION(OPTION_LABS) |
		   OPTION(OPTION_COLOR),
	.least = 1,
	.most = COMMAND_MOST,
	.run = run,
};
