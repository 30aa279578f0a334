/* SPDX-License-Identifier: MIT */
/*
 * Every lab that is there against all that it claims (claims.h).  Walks the tree: a lab, a repair
 * or a wrong repair that is added is tested by being there.
 *
 * Where native timing decides, only what holds whatever the timing is asserted: what a lab says is
 * shown ALWAYS is shown by tools that need no luck, or fails in so large a share of the noisy runs
 * that all of them passing is out of the question.
 *
 * `racelab author` shows the same, and more, to a person; `test_curriculum NN` tests one lab.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "checkings.h"
#include "claims.h"
#include "gallery.h"
#include "kit.h"
#include "labs.h"
#include "text.h"

/* Right repairs are to pass all checkers; of a wrong one the judge and its own checker suffice. */
struct few {
	const struct checker *list[2];
	unsigned count;
};

/* One test: of a file (piece and job) or of a lab's folders. */
struct claimed {
	const struct gallery *gallery;
	const struct piece *piece;
	struct checkings_job *job;
};

static struct {
	struct galleries galleries;
	struct checkings_job *jobs;
	struct few *few;
	struct claimed *claimed;
	struct CMUnitTest *tests;
	size_t ntests;
} all;

/* ---- the claims ---- */

static void assert_none(struct complaints *complaints)
{
	size_t count = complaints->count;

	for (size_t i = 0; i < count; i++)
		print_message("    %s\n", complaints->items[i]);
	complaints_release(complaints);
	assert_int_equal(count, 0);
}

static void the_folders_are_complete(void **state)
{
	const struct claimed *claimed = *state;
	struct complaints complaints = {0};
	const struct lab *lab;
	char *error;

	if (!labs_describe(claimed->gallery->lab, &lab, &error))
		fail_msg("%s", error);
	claims_of_folders(claimed->gallery, lab, &complaints);
	assert_none(&complaints);
}

static void nothing_gives_the_bug_away(void **state)
{
	const struct claimed *claimed = *state;
	struct complaints complaints = {0};

	claims_of_words(claimed->gallery, &complaints);
	assert_none(&complaints);
}

static void the_file_is_as_claimed(void **state)
{
	const struct claimed *claimed = *state;
	struct complaints complaints = {0};

	if (claimed->job->error != NULL)
		fail_msg("%s", claimed->job->error);
	claims_of_piece(claimed->piece, claimed->job->description, &claimed->job->checking,
			&complaints);
	assert_none(&complaints);
}

/* ---- the list of tests, grown while walking ---- */

static void add_test(const char *name, CMUnitTestFunction function, struct claimed claimed)
{
	struct claimed *kept = &all.claimed[all.ntests];

	*kept = claimed;
	all.tests[all.ntests++] = (struct CMUnitTest){
		format_string("%s: %s", claimed.gallery->lab, name), function, NULL, NULL, kept};
}

static void choose_checkers(const struct piece *piece, struct few *few, struct checkings_job *job)
{
	const struct checker *explore = checker_find("explore");

	job->list = checkers(&job->count);
	if (piece->kind != PIECE_WRONG || piece->amiss != NULL)
		return;
	job->until_failure = true;
	few->list[few->count++] = explore;
	if (piece->by != explore)
		few->list[few->count++] = piece->by;
	job->list = few->list;
	job->count = few->count;
}

static void add_gallery(const struct gallery *gallery, size_t *used)
{
	add_test("the folders are complete", the_folders_are_complete,
		 (struct claimed){.gallery = gallery});
	add_test("nothing gives the bug away", nothing_gives_the_bug_away,
		 (struct claimed){.gallery = gallery});
	for (size_t i = 0; i < gallery->count; i++, ++*used) {
		const struct piece *piece = &gallery->pieces[i];
		struct checkings_job *job = &all.jobs[*used];

		*job = (struct checkings_job){.lab = gallery->lab, .source = piece->path};
		choose_checkers(piece, &all.few[*used], job);
		add_test(piece->name, the_file_is_as_claimed,
			 (struct claimed){gallery, piece, job});
	}
}

static void add_all(void)
{
	size_t files = all.galleries.npieces, most = files + 2 * all.galleries.count, used = 0;

	all.jobs = calloc(files, sizeof *all.jobs);
	all.few = calloc(files, sizeof *all.few);
	all.claimed = calloc(most, sizeof *all.claimed);
	all.tests = calloc(most, sizeof *all.tests);
	for (size_t i = 0; i < all.galleries.count; i++)
		add_gallery(&all.galleries.items[i], &used);
}

static void check_all(void)
{
	struct settings settings = claims_settings();
	struct checkings checkings = {.jobs = all.jobs,
				      .count = all.galleries.npieces,
				      .compiler = COMPILER_GCC,
				      .native = &settings,
				      .tools = &settings};

	checkings_run(&checkings);
}

int main(int argc, char **argv)
{
	char *error;

	if (!kit_init("labs", &error) ||
	    !galleries_open(argc > 1 ? argv[1] : NULL, &all.galleries, &error)) {
		fprintf(stderr, "%s\n", error);
		return 2;
	}
	add_all();
	check_all();
	return _cmocka_run_group_tests("curriculum", all.tests, all.ntests, NULL, NULL);
}
