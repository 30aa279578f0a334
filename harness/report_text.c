/* SPDX-License-Identifier: MIT */
#include "report_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cross_check.h"

/* Findings told in full, and then in a line each, before the rest is only counted. */
#define FULL  3
#define LINES 6

static enum ink ink_of(enum status status)
{
	switch (status) {
	case STATUS_FAIL:
		return INK_RED;
	case STATUS_PROVED:
	case STATUS_NO_FAILURE_FOUND:
	case STATUS_CLEAN:
		return INK_GREEN;
	default:
		return INK_YELLOW;
	}
}

/* As they were named on the command line. */
static void print_files(struct paper *paper, const struct program *program)
{
	for (char *const *file = program->files; *file != NULL; file++)
		paper_print(paper, " %s", *file);
}

static void print_operands(struct paper *paper, const struct report *report)
{
	const struct subject *subject = report->subject;

	if (subject->lab->program)
		print_files(paper, &subject->program);
	else if (report->own)
		paper_print(paper, " %s", subject->name);
	else
		paper_print(paper, " %s %s", subject->name, subject->source);
	paper_print(paper, "%s", report->flags);
}

static void print_command(struct paper *paper, const struct report *report, const char *command)
{
	paper_print(paper, "%s %s", program_invocation_name, command);
	print_operands(paper, report);
}

static void print_title(struct paper *paper, const struct report *report)
{
	const struct subject *subject = report->subject;

	paper_ink(paper, INK_BOLD, "%s", subject->name);
	if (!subject->lab->program) {
		paper_print(paper, "  %s", subject->lab->title);
		paper_ink(paper, INK_FAINT, "  %s", subject->source);
	} else if (subject->program.files[1] != NULL || *report->flags != '\0') {
		paper_print(paper, " ");
		print_operands(paper, report);
	}
	paper_print(paper, "\n\n");
}

static void print_findings(struct paper *paper, const struct report *report)
{
	struct folds folds;
	char rest[64];
	size_t most = report->alone ? SIZE_MAX : LINES;

	folds_make(&folds, report->results, report->count);
	for (size_t i = 0; i < folds.count && i < most; i++) {
		enum detail detail = report->alone ? DETAIL_DEEP
				     : i < FULL	   ? DETAIL_FULL
						   : DETAIL_LINE;

		report_finding(paper, report->subject, &folds.items[i], detail);
		if (detail != DETAIL_LINE)
			paper_print(paper, "\n");
	}
	if (folds.count > most)
		paper_print(paper, "and %s; --format json shows all\n",
			    paper_plural(folds.count - most, "more finding", rest));
	if (folds.count > FULL && !report->alone)
		paper_print(paper, "\n");
	folds_release(&folds);
}

static unsigned count_false(const struct result *result)
{
	unsigned count = 0;

	for (size_t i = 0; i < result->findings.count; i++)
		count += result->findings.items[i].known_false;
	return count;
}

/* "clean", "1 known false alarm", "2 findings". */
static void findings_words(const struct result *result, char *text, size_t room)
{
	unsigned alarms = count_false(result);
	char words[64];

	if (result->status == STATUS_SKIPPED || result->status == STATUS_ERROR)
		snprintf(text, room, "%s", status_name(result->status));
	else if (result->findings.count == 0)
		snprintf(text, room, "clean");
	else if (result->findings.count == alarms)
		snprintf(text, room, "%s", paper_plural(alarms, "known false alarm", words));
	else
		snprintf(text, room, "%s",
			 paper_plural(result->findings.count - alarms, "finding", words));
}

static bool only_looks(const struct result *result)
{
	const struct checker *checker = checker_find(result->checker);

	return checker != NULL && checker->looks;
}

/* "1,004,000 runs, 48,213 failed" or "20 runs, 1 finding". */
static void result_words(const struct result *result, char *text, size_t room)
{
	char runs[64], words[64], failures[32];
	uint64_t failed = 0;

	if (result->status == STATUS_SKIPPED) {
		snprintf(text, room, "-");
		return;
	}
	if (only_looks(result)) {
		findings_words(result, text, room);
		return;
	}
	paper_plural(result->executions, "run", runs);
	for (size_t i = 0; i < result->nmeasures; i++)
		failed += result->measures[i].failed;
	if (result->nmeasures > 0) {
		snprintf(text, room, "%s, %s failed", runs, paper_count(failed, failures));
		return;
	}
	findings_words(result, words, sizeof words);
	snprintf(text, room, "%s, %s", runs, words);
}

static const struct result *same_checker(const struct result *results, unsigned count,
					 const char *checker)
{
	for (unsigned i = 0; i < count; i++)
		if (strcmp(results[i].checker, checker) == 0)
			return &results[i];
	return NULL;
}

static void print_row(struct paper *paper, const struct report *report, const struct result *result)
{
	const struct result *reference =
		same_checker(report->reference, report->nreference, result->checker);
	char words[160], of_reference[64] = "-";

	result_words(result, words, sizeof words);
	if (reference != NULL)
		findings_words(reference, of_reference, sizeof of_reference);
	paper_print(paper, "  %-9s ", result->checker);
	paper_ink(paper, ink_of(result->status), "%-16s", status_name(result->status));
	paper_print(paper, " %-32s %5.1f s", words, result->seconds);
	paper_print(paper, "%s%s\n", report->reference != NULL ? "  " : "",
		    report->reference != NULL ? of_reference : "");
}

static void print_table(struct paper *paper, const struct report *report)
{
	paper_ink(paper, INK_FAINT, "  %-9s %-16s %-32s %7s%s\n", "checker", "says", "of this file",
		  "time", report->reference != NULL ? "  reference" : "");
	for (unsigned i = 0; i < report->count; i++)
		print_row(paper, report, &report->results[i]);
	for (unsigned i = 0; i < report->count; i++) {
		const struct result *result = &report->results[i];

		if (result->note == NULL)
			continue;
		paper_ink(paper, INK_YELLOW, "  %s:\n", result->checker);
		paper_wrap(paper, 4, result->note);
	}
	paper_print(paper, "\n");
}

static bool only_lookers_fail(const struct report *report)
{
	for (unsigned i = 0; i < report->count; i++)
		if (report->results[i].status == STATUS_FAIL && !only_looks(&report->results[i]))
			return false;
	return true;
}

static void print_verdict(struct paper *paper, const struct report *report)
{
	static const char *const words[] = {
		[VERDICT_FAIL] = "not repaired: what stands above can really happen.",
		[VERDICT_PROVED] = "repaired: no other thing can happen at these sizes.",
		[VERDICT_NO_FAILURE_FOUND] =
			"nothing found. That is strong evidence, but no proof.",
		[VERDICT_ERROR] = "no verdict: a checker could not do its work (see above).",
	};
	static const enum ink inks[] = {INK_RED, INK_GREEN, INK_GREEN, INK_YELLOW};
	bool proved = report->subject->lab->program && report->verdict == VERDICT_PROVED;
	bool refused = report->verdict == VERDICT_FAIL && only_lookers_fail(report);

	paper_ink(paper, inks[report->verdict], "%s", verdict_name(report->verdict));
	paper_print(paper, " (%.1f s, seed %llu): %s\n", report->seconds,
		    (unsigned long long)report->seed,
		    proved    ? "no other thing can happen with these arguments and this input."
		    : refused ? "refused: a lab's file must not have what stands above."
			      : words[report->verdict]);
}

/* Nothing, where nothing was asked for; never silence where less was had than asked for. */
static void print_cross_check(struct paper *paper, const struct report *report)
{
	char *words = cross_check_outcomes(report->results, report->count);

	if (words != NULL)
		paper_ink(paper, INK_YELLOW, "the checkers contradict each other: %s\n", words);
	free(words);
}

static void print_confinement(struct paper *paper, const struct report *report)
{
	const char *word = subject_confinement(report->subject);

	if (!report->subject->confined)
		return;
	if (strcmp(word, "full") == 0)
		paper_ink(paper, INK_FAINT, "confined: full\n");
	else
		paper_ink(paper, INK_YELLOW, "confined only in part: `%s doctor` says how to mend it\n",
			  program_invocation_name);
	if (strcmp(word, "full") != 0)
		paper_wrap(paper, 4, word);
}

/* The checker whose own command shows most of what went wrong. */
static const char *worth_a_look(const struct report *report)
{
	for (unsigned i = 0; i < report->count; i++)
		if (report->results[i].status == STATUS_FAIL)
			return report->results[i].checker;
	return NULL;
}

static void print_repair(struct paper *paper, const struct report *report)
{
	const struct subject *subject = report->subject;
	const char *look = worth_a_look(report);

	paper_print(paper, "next:   repair %s, then\n        ", subject->source);
	print_command(paper, report, subject->lab->program ? "try" : "check");
	if (!report->alone && look != NULL) {
		paper_print(paper, "\ncloser: ");
		print_command(paper, report, look);
	}
	paper_print(paper, "\n");
	if (!subject->lab->program)
		paper_print(paper, "hints:  %s/README.md\n", subject->lab_dir);
}

static void print_next(struct paper *paper, const struct report *report)
{
	const char *program = program_invocation_name;
	bool whole = report->subject->lab->program;

	if (report->verdict == VERDICT_FAIL) {
		print_repair(paper, report);
	} else if (report->verdict == VERDICT_ERROR) {
		paper_print(paper, "next:   %s doctor    says what is wrong with this machine\n",
			    program);
	} else if (report->alone) {
		paper_print(paper, "next:   ");
		print_command(paper, report, whole ? "try" : "check");
		paper_print(paper, "    asks all checkers\n");
	} else if (!whole) {
		paper_print(paper, "next:   %s list    shows what is left to repair\n", program);
	}
}

static void print_explored(struct paper *paper, const struct result *result)
{
	for (size_t i = 0; i < result->nexplored; i++)
		report_exploring(paper, &result->explored[i]);
	if (result->nexplored > 0)
		paper_print(paper, "\n");
}

static void print_measures(struct paper *paper, const struct report *report)
{
	for (unsigned i = 0; i < report->count; i++)
		print_explored(paper, &report->results[i]);
	for (unsigned i = 0; i < report->count; i++)
		for (size_t m = 0; m < report->results[i].nmeasures; m++) {
			report_measure(paper, &report->results[i].measures[m]);
			paper_print(paper, "\n");
		}
}

void report_text(struct paper *paper, const struct report *report)
{
	print_title(paper, report);
	print_findings(paper, report);
	if (report->alone)
		print_measures(paper, report);
	print_table(paper, report);
	print_verdict(paper, report);
	print_cross_check(paper, report);
	print_confinement(paper, report);
	print_next(paper, report);
}
