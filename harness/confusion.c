/* SPDX-License-Identifier: MIT */
#include "confusion.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "verdict.h"

static void count(struct confusion_count *into, enum piece_kind kind, bool fails, bool accused)
{
	if (kind == PIECE_WRONG) {
		into->wrong_caught += fails;
		into->wrong_passed += !fails;
	} else if (kind != PIECE_STARTER) {
		into->right_refused += fails;
		into->right_passed += !fails;
		into->right_accused += !fails && accused;
	}
}

static struct confusion_count *counts_of(struct confusion *confusion, const char *checker)
{
	for (unsigned i = 0; i < confusion->count; i++)
		if (strcmp(confusion->checkers[i].checker, checker) == 0)
			return &confusion->checkers[i];
	confusion->checkers = reallocarray(confusion->checkers, confusion->count + 1,
					   sizeof *confusion->checkers);
	if (confusion->checkers == NULL)
		die("out of memory");
	confusion->checkers[confusion->count] = (struct confusion_count){.checker = checker};
	return &confusion->checkers[confusion->count++];
}

void confusion_add(struct confusion *confusion, const struct piece *piece,
		   const struct checking *checking)
{
	bool accused = false;

	if (checking->verdict == VERDICT_ERROR) {
		confusion->errors++;
		return;
	}
	for (unsigned i = 0; i < checking->count; i++) {
		const struct result *result = &checking->results[i];

		accused = accused || result->findings.count > 0;
		if (result->status != STATUS_SKIPPED && result->status != STATUS_ERROR)
			count(counts_of(confusion, result->checker), piece->kind,
			      result->status == STATUS_FAIL, result->findings.count > 0);
	}
	count(&confusion->verdict, piece->kind, checking->verdict == VERDICT_FAIL, accused);
}

static void print_row(struct paper *paper, const char *name, const struct confusion_count *row)
{
	paper_print(paper, "%-12s %12u %12u %12u %12u %14u\n", name, row->right_passed,
		    row->right_refused, row->wrong_caught, row->wrong_passed, row->right_accused);
}

void confusion_print(const struct confusion *confusion, struct paper *paper)
{
	paper_ink(paper, INK_BOLD, "%-12s %12s %12s %12s %12s %14s\n", "", "right", "right",
		  "wrong", "wrong", "right, with a");
	paper_ink(paper, INK_BOLD, "%-12s %12s %12s %12s %12s %14s\n", "", "passed", "refused",
		  "caught", "passed", "false alarm");
	print_row(paper, "verdict", &confusion->verdict);
	for (unsigned i = 0; i < confusion->count; i++)
		print_row(paper, confusion->checkers[i].checker, &confusion->checkers[i]);
	if (confusion->errors > 0)
		paper_ink(paper, INK_RED, "%u files could not be checked; they are not counted.\n",
			  confusion->errors);
}

void confusion_release(struct confusion *confusion)
{
	free(confusion->checkers);
	*confusion = (struct confusion){0};
}
