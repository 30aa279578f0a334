/* SPDX-License-Identifier: MIT */
/*
 * What must be true of a lab: that each claim, once broken, is complained of, and that
 * labs/README.md, followed word by word, leads to a lab of which nothing is.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "../harness/claims.h"
#include "../harness/confusion.h"
#include "../harness/files.h"
#include "../harness/gallery.h"
#include "../harness/kit.h"
#include "../harness/text.h"
#include "made_folder.h"
#include "made_results.h"

#define LAB "01-high-score"

/* ---- the lab that the page makes ---- */

/* "`labs/01-x/lab.c`:", a blank line and a fenced block: the block is that file's text. */
static const char *make_file(const char *from)
{
	const char *name = from + 2, *ends = strstr(name, "`:\n\n```"), *fence, *text, *last;
	char *path, *closing, *body;

	if (ends == NULL || ends > strchr(name, '\n'))
		return from + 2;
	fence = ends + strlen("`:\n\n");
	closing = format_string("\n%.*s\n", (int)strspn(fence, "`"), fence);
	text = strchr(fence, '\n') + 1;
	last = strstr(text, closing);
	assert_non_null(last);
	path = format_string("%.*s", (int)(ends - name), name);
	body = format_string("%.*s\n", (int)(last - text), text);
	made_file(path, body);
	free(body);
	free(path);
	free(closing);
	return last;
}

/* The lab of labs/README.md, in the test's folder; the kit's labs are then those there. */
static int follow_the_page(void **state)
{
	size_t count;
	char *page, *error;

	if (!kit_init("labs", &error) || made_folder_begin(state) != 0)
		return -1;
	page = files_read("labs/README.md", &count);
	for (const char *at = page; at != NULL && (at = strstr(at, "\n`")) != NULL;)
		at = make_file(at);
	free(page);
	return kit_init(made_path("labs"), &error) ? 0 : -1;
}

static int run_author(const char *lab)
{
	char program[4096];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
	char *command;
	int status;

	program[length > 0 ? length : 0] = '\0';
	*strrchr(program, '/') = '\0';
	command = format_string("'%s/../racelab' author %s --labs %s >%s 2>&1", program, lab,
				made_path("labs"), made_path("said"));
	status = system(command);
	free(command);
	return WEXITSTATUS(status);
}

static void assert_said(const char *words)
{
	size_t count;
	char *said = files_read(made_path("said"), &count);

	if (said == NULL || strstr(said, words) == NULL)
		fail_msg("author does not say '%s' but:\n%s", words, said != NULL ? said : "");
	free(said);
}

static void the_page_on_writing_labs_makes_a_lab_that_is_all_it_claims(void **state)
{
	(void)state;
	assert_int_equal(run_author(LAB), 0);
	assert_said("all is as claimed");
	assert_said("9 files through every checker");
}

static void author_says_what_is_not_as_claimed(void **state)
{
	(void)state;
	made_file("solutions/" LAB "/wrong/not-now.c",
		  "/* expect: deadlock by explore */\n/* family: poll */\n#include \"lab.h\"\n"
		  "static long best;\nvoid board_clear(void)\n{\n}\n"
		  "void board_offer(long score)\n{\n	best = score;\n}\n"
		  "long board_best(void)\n{\n	return best;\n}\n");
	made_file("solutions/" LAB "/right/none.c", "int broken(");
	assert_int_equal(run_author("1"), 1);
	assert_said("wrong/not-now.c: explore does not find deadlock, as its first line has it");
	assert_said("right/none.c: ");
	assert_said("2 claims do not hold");
}

/* ---- claims about folders ---- */

static void collect(struct complaints *complaints)
{
	struct gallery gallery;
	static const struct scenario scenarios[] = {{.name = "one", .points = 10}, {0}};
	static const struct lab lab = {.title = "A lab", .scenarios = scenarios};
	char *error;

	if (!gallery_open(LAB, &gallery, &error))
		fail_msg("%s", error);
	claims_of_folders(&gallery, &lab, complaints);
	claims_of_words(&gallery, complaints);
	gallery_close(&gallery);
}

/* One complaint, with these words. */
static void assert_complaint(struct complaints *complaints, const char *words)
{
	for (size_t i = 1; i < complaints->count; i++)
		print_message("    also: %s\n", complaints->items[i]);
	assert_int_equal(complaints->count, 1);
	if (strstr(complaints->items[0], words) == NULL)
		fail_msg("'%s' does not say '%s'", complaints->items[0], words);
	complaints_release(complaints);
}

static void assert_folders(const char *words)
{
	struct complaints complaints = {0};

	collect(&complaints);
	assert_complaint(&complaints, words);
}

static void nothing_is_complained_of_in_a_whole_lab(void **state)
{
	struct complaints complaints = {0};

	(void)state;
	collect(&complaints);
	assert_int_equal(complaints.count, 0);
	complaints_release(&complaints);
}

static void what_does_not_belong_there_is_named(void **state)
{
	(void)state;
	made_file("labs/" LAB "/notes.txt", "to do");
	assert_folders("notes.txt does not belong there");
}

static void too_few_repairs_are_too_few(void **state)
{
	(void)state;
	unlink(made_path("solutions/" LAB "/wrong/volatile.c"));
	assert_folders("/wrong has fewer than 5");
	made_file("solutions/" LAB "/wrong/volatile.c", "/* expect: leak by explore */\n");
	unlink(made_path("solutions/" LAB "/right/semaphore.c"));
	assert_folders("/right has fewer than 2");
}

static void a_missing_reference_is_missed(void **state)
{
	(void)state;
	unlink(made_path("solutions/" LAB "/lab.c"));
	assert_folders("the reference, is not there");
}

/* Replaces the first of these words in the file. */
static void change(const char *name, const char *words, const char *by)
{
	size_t count;
	char *text = files_read(made_path(name), &count), *at = strstr(text, words), *changed;

	assert_non_null(at);
	changed = format_string("%.*s%s%s", (int)(at - text), text, by, at + strlen(words));
	made_file(name, changed);
	free(changed);
	free(text);
}

static void a_handout_without_one_of_its_parts_is_incomplete(void **state)
{
	(void)state;
	change("labs/" LAB "/README.md", "Hint 3: rule", "Hint 3");
	assert_folders("has no 'Hint 3: rule'");
	change("labs/" LAB "/README.md", "Hint 3", "Hint 3: rule");
	change("labs/" LAB "/README.md", "racelab check " LAB, "racelab check");
	assert_folders("does not tell the reader to run `racelab check " LAB "`");
}

static void a_handout_builds_on_labs_that_come_before_it(void **state)
{
	(void)state;
	change("labs/" LAB "/README.md", "Builds on: nothing.", "Builds on: " LAB ".");
	assert_folders("builds on '" LAB "', which is no lab before it");
	change("labs/" LAB "/README.md", "Builds on: " LAB ".", "Builds on what there is");
	assert_folders("has no line `Builds on:");
}

static void words_that_give_the_bug_away_are_found_before_the_hints_only(void **state)
{
	(void)state;
	change("labs/" LAB "/README.md", "at the same moment. What", "in a data race. What");
	change("labs/" LAB "/lab.c", "long best", "long best /* unlocked, as atomic_int is */");
	assert_folders("lab.c:5: 'unlocked' gives the bug away");
	change("labs/" LAB "/lab.c", "unlocked", "fine");
	change("labs/" LAB "/README.md", "Yesterday", "This Race Condition is due:");
	assert_folders("'race condition' gives the bug away");
}

/* ---- claims about one file ---- */

enum { EXPLORE, STRESS, COUNT };

static struct result results[COUNT];

static const struct declaration declared[] = {
	{.by = "explore", .kind = FINDING_DATA_RACE, .starter = ALWAYS},
	{.by = "stress", .kind = FINDING_ASSERTION, .starter = SOMETIMES},
	{0},
};
static const struct lab lab = {.title = "A lab", .declared = declared};

static int begin(void **state)
{
	(void)state;
	results[EXPLORE] =
		(struct result){.checker = "explore", .status = STATUS_PROVED, .complete = true};
	results[STRESS] = (struct result){.checker = "stress", .status = STATUS_NO_FAILURE_FOUND};
	return 0;
}

static int end(void **state)
{
	(void)state;
	made_release(results, COUNT);
	return 0;
}

static void assert_claim(struct piece piece, enum verdict verdict, const char *words)
{
	struct checking checking = {.results = results, .count = COUNT, .verdict = verdict};
	struct complaints complaints = {0};

	piece.name = "a-file.c";
	claims_of_piece(&piece, &lab, &checking, &complaints);
	if (words != NULL)
		assert_complaint(&complaints, words);
	assert_int_equal(complaints.count, 0);
	complaints_release(&complaints);
}

static struct finding *find(unsigned of, enum finding_kind kind)
{
	struct finding *finding = made_finding(&results[of], kind, "words");

	results[of].status = STATUS_FAIL;
	finding->expected = true;
	return finding;
}

static void a_starter_shows_what_is_declared_always_and_nothing_undeclared(void **state)
{
	struct piece starter = {.kind = PIECE_STARTER};

	(void)state;
	assert_claim(starter, VERDICT_FAIL, "data-race by explore, ALWAYS, and it did not come");
	find(EXPLORE, FINDING_DATA_RACE);
	assert_claim(starter, VERDICT_FAIL, NULL);
	assert_claim(starter, VERDICT_PROVED, "there is nothing to repair");
	find(STRESS, FINDING_LEAK)->expected = false;
	assert_claim(starter, VERDICT_FAIL, "stress finds leak (words), which no row of .declared");
}

static void a_checker_that_cannot_run_here_is_not_held_against_a_starter(void **state)
{
	(void)state;
	results[EXPLORE].status = STATUS_SKIPPED;
	assert_claim((struct piece){.kind = PIECE_STARTER}, VERDICT_FAIL, NULL);
}

static void a_right_repair_passes_and_is_explored_whole(void **state)
{
	struct piece right = {.kind = PIECE_RIGHT},
		     sampled = {.kind = PIECE_RIGHT, .sampled = true};

	(void)state;
	assert_claim(right, VERDICT_PROVED, NULL);
	assert_claim(sampled, VERDICT_PROVED, "/* sampled: ... */ is to go");
	results[EXPLORE].complete = false;
	results[EXPLORE].status = STATUS_NO_FAILURE_FOUND;
	assert_claim(sampled, VERDICT_NO_FAILURE_FOUND, NULL);
	assert_claim(right, VERDICT_NO_FAILURE_FOUND, "does not come to an end with it");
	results[EXPLORE].complete = true;
	assert_claim(right, VERDICT_NO_FAILURE_FOUND, NULL); /* weaker atomics */
	right.kind = PIECE_REFERENCE;
	assert_claim(right, VERDICT_NO_FAILURE_FOUND, "explore does not prove it");
}

static void a_right_repair_is_accused_of_known_false_alarms_only(void **state)
{
	struct finding *finding = find(STRESS, FINDING_DATA_RACE);

	(void)state;
	assert_claim((struct piece){.kind = PIECE_RIGHT}, VERDICT_FAIL,
		     "and no row of .declared calls that a false alarm");
	finding->known_false = true;
	assert_claim((struct piece){.kind = PIECE_RIGHT}, VERDICT_PROVED, NULL);
}

static void a_wrong_repair_is_caught_by_the_checker_that_it_names(void **state)
{
	struct piece wrong = {
		.kind = PIECE_WRONG, .finding = FINDING_DATA_RACE, .by = checker_find("explore")};

	(void)state;
	find(STRESS, FINDING_DATA_RACE);
	assert_claim(wrong, VERDICT_FAIL, "explore does not find data-race");
	find(EXPLORE, FINDING_DATA_RACE);
	assert_claim(wrong, VERDICT_FAIL, NULL);
	assert_claim(wrong, VERDICT_PROVED, "it passes: the verdict is proved");
	results[EXPLORE].findings.items[0].known_false = true;
	assert_claim(wrong, VERDICT_FAIL, "declared a false alarm, and so fails nobody");
}

static void a_fault_of_the_harness_is_no_claim_that_holds(void **state)
{
	struct piece wrong = {
		.kind = PIECE_WRONG, .finding = FINDING_DATA_RACE, .by = checker_find("explore")};

	(void)state;
	find(EXPLORE, FINDING_DATA_RACE);
	results[STRESS].status = STATUS_ERROR;
	results[STRESS].note = strdup("no memory");
	assert_claim(wrong, VERDICT_FAIL, "stress could not do its work: no memory");
}

/* ---- first lines, and the confusion table ---- */

static void assert_amiss(const char *lines, const char *words)
{
	struct gallery gallery;
	char *error;

	made_file("solutions/" LAB "/wrong/volatile.c", lines);
	if (!gallery_open(LAB, &gallery, &error))
		fail_msg("%s", error);
	for (size_t i = 0; i < gallery.count; i++) {
		if (strcmp(gallery.pieces[i].name, "wrong/volatile.c") != 0)
			continue;
		assert_non_null(gallery.pieces[i].amiss);
		if (strstr(gallery.pieces[i].amiss, words) == NULL)
			fail_msg("'%s' does not say '%s'", gallery.pieces[i].amiss, words);
	}
	gallery_close(&gallery);
}

static void first_lines_of_wrong_repairs_are_read_closely(void **state)
{
	(void)state;
	assert_amiss("int x;\n", "does not begin with /* expect: KIND by CHECKER */");
	assert_amiss("\n/* expect: leak by explore */\n", "does not begin");
	assert_amiss("/* expect: bad-luck by explore */\n", "'bad-luck', which is no kind");
	assert_amiss("/* expect: leak by eye */\n", "'eye', which is no checker");
	assert_amiss("/* expect: leak by explore */\n", "has no line /* family: WORDS */");
	assert_amiss("/* expect: leak by explore */\n/* family: royal */\n",
		     "'royal', which there is not");
}

static void the_confusion_table_counts_what_is_taken_for_what(void **state)
{
	struct confusion confusion = {0};
	struct piece right = {.kind = PIECE_RIGHT}, wrong = {.kind = PIECE_WRONG};
	struct checking checking = {.results = results, .count = COUNT};

	(void)state;
	checking.verdict = VERDICT_PROVED;
	confusion_add(&confusion, &right, &checking);
	confusion_add(&confusion, &wrong, &checking);
	made_finding(&results[STRESS], FINDING_LEAK, "words")->known_false = true;
	confusion_add(&confusion, &right, &checking);
	checking.verdict = VERDICT_ERROR;
	confusion_add(&confusion, &wrong, &checking);
	checking.verdict = VERDICT_FAIL;
	results[EXPLORE].status = STATUS_FAIL;
	confusion_add(&confusion, &wrong, &checking);
	confusion_add(&confusion, &right, &checking);
	assert_int_equal(confusion.verdict.right_passed, 2);
	assert_int_equal(confusion.verdict.right_refused, 1);
	assert_int_equal(confusion.verdict.right_accused, 1);
	assert_int_equal(confusion.verdict.wrong_caught, 1);
	assert_int_equal(confusion.verdict.wrong_passed, 1);
	assert_int_equal(confusion.errors, 1);
	assert_int_equal(confusion.checkers[STRESS].wrong_caught, 0);
	assert_int_equal(confusion.checkers[EXPLORE].wrong_caught, 1);
	confusion_release(&confusion);
}

/* ---- the table of patterns ---- */

static void every_file_that_solutions_readme_names_is_there(void **state)
{
	size_t count, links = 0;
	char *page = files_read("solutions/README.md", &count);

	(void)state;
	assert_non_null(page);
	for (const char *at = page; (at = strstr(at, "](")) != NULL; links++) {
		char *path = format_string("solutions/%.*s", (int)strcspn(at + 2, ")"), at + 2);

		if (access(path, R_OK) != 0)
			fail_msg("solutions/README.md names %s, which is not there", path);
		free(path);
		at += 2;
	}
	assert_true(links > 100);
	free(page);
}

#define FOLDER_TEST(claim) cmocka_unit_test_setup_teardown(claim, follow_the_page, made_folder_end)
#define PIECE_TEST(claim)  cmocka_unit_test_setup_teardown(claim, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		FOLDER_TEST(the_page_on_writing_labs_makes_a_lab_that_is_all_it_claims),
		FOLDER_TEST(author_says_what_is_not_as_claimed),
		FOLDER_TEST(nothing_is_complained_of_in_a_whole_lab),
		FOLDER_TEST(what_does_not_belong_there_is_named),
		FOLDER_TEST(too_few_repairs_are_too_few),
		FOLDER_TEST(a_missing_reference_is_missed),
		FOLDER_TEST(a_handout_without_one_of_its_parts_is_incomplete),
		FOLDER_TEST(a_handout_builds_on_labs_that_come_before_it),
		FOLDER_TEST(words_that_give_the_bug_away_are_found_before_the_hints_only),
		FOLDER_TEST(first_lines_of_wrong_repairs_are_read_closely),
		cmocka_unit_test(every_file_that_solutions_readme_names_is_there),
		PIECE_TEST(a_starter_shows_what_is_declared_always_and_nothing_undeclared),
		PIECE_TEST(a_checker_that_cannot_run_here_is_not_held_against_a_starter),
		PIECE_TEST(a_right_repair_passes_and_is_explored_whole),
		PIECE_TEST(a_right_repair_is_accused_of_known_false_alarms_only),
		PIECE_TEST(a_wrong_repair_is_caught_by_the_checker_that_it_names),
		PIECE_TEST(a_fault_of_the_harness_is_no_claim_that_holds),
		PIECE_TEST(the_confusion_table_counts_what_is_taken_for_what),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
