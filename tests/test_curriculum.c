/* SPDX-License-Identifier: MIT */
/*
 * Every lab that is there against all that it declares.  Walks the tree: a lab, a repair or a wrong
 * repair that is added is tested by being there.
 *
 * Where native timing decides, only what holds whatever the timing is asserted: what a lab says is
 * shown ALWAYS is shown by tools that need no luck, or fails in so large a share of the noisy runs
 * that all of them passing is out of the question.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "checking.h"
#include "kit.h"
#include "labs.h"
#include "text.h"

#define SHARE 20 /* of the runs that a check makes */

/* One file of one lab: what the test of it needs to know. */
struct job {
	const char *lab;
	char *file;
};

/* ---- the list of tests, grown while walking ---- */

static struct {
	struct CMUnitTest *items;
	size_t count;
} tests;

static void add_test(char *name, CMUnitTestFunction function, const char *lab, char *file)
{
	struct job *job = malloc(sizeof *job);

	*job = (struct job){lab, file};
	tests.items = realloc(tests.items, (tests.count + 1) * sizeof *tests.items);
	tests.items[tests.count++] = (struct CMUnitTest){name, function, NULL, NULL, job};
}

static int is_source(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot != NULL && strcmp(dot, ".c") == 0;
}

static void add_folder(const char *lab, const char *folder, CMUnitTestFunction function)
{
	char *path = format_string("%s/%s/%s", kit_solutions_dir(), lab, folder);
	struct dirent **entries;
	int count = scandir(path, &entries, is_source, alphasort);

	for (int i = 0; i < count; i++) {
		add_test(format_string("%s_%s_%s", lab, folder, entries[i]->d_name), function, lab,
			 format_string("%s/%s", path, entries[i]->d_name));
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	free(path);
}

/* ---- checking one file ---- */

static struct subject *subject_of(const struct job *job)
{
	struct subject *subject;
	char *error = NULL;

	if (!subject_new(job->lab, job->file, COMPILER_GCC, NULL, &subject, &error))
		fail_msg("%s", error);
	return subject;
}

static struct settings settings_for(bool until_failure)
{
	return (struct settings){.seed = 1,
				 .scenario = -1,
				 .noise = -1,
				 .share = SHARE,
				 .until_failure = until_failure};
}

static void check_with(struct subject *subject, const struct checker *const *list, unsigned count,
		       bool until_failure, struct checking *checking)
{
	struct settings settings = settings_for(until_failure);
	char *error = NULL;

	if (!checking_run(subject, &settings, &settings, list, count, checking, &error))
		fail_msg("%s", error);
}

static void print_findings(const struct checking *checking)
{
	for (unsigned i = 0; i < checking->count; i++) {
		const struct result *result = &checking->results[i];

		if (result->note != NULL)
			print_message("    %s: %s\n", result->checker, result->note);
		for (size_t k = 0; k < result->findings.count; k++) {
			const struct finding *finding = &result->findings.items[k];

			print_message("    %s: %s: %s%s (%s:%u)\n", result->checker,
				      finding_kind_name(finding->kind), finding->message,
				      finding->known_false ? " [known false alarm]" : "",
				      finding->nplaces ? finding->places[0].spot.file : "?",
				      finding->nplaces ? finding->places[0].spot.line : 0);
		}
	}
}

static const struct result *result_of(const struct checking *checking, const char *checker)
{
	for (unsigned i = 0; i < checking->count; i++)
		if (strcmp(checking->results[i].checker, checker) == 0)
			return &checking->results[i];
	return NULL;
}

static const struct finding *finding_of(const struct result *result, enum finding_kind kind)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (result->findings.items[i].kind == kind)
			return &result->findings.items[i];
	return NULL;
}

/* ---- claims ---- */

static void assert_heading(const char *text, const char *heading, const char *path)
{
	if (strstr(text, heading) == NULL)
		fail_msg("%s has no heading %s", path, heading);
}

static char *read_whole(const char *path)
{
	FILE *file = fopen(path, "r");
	struct text text = {0};
	char bytes[4096];
	size_t got;

	if (file == NULL)
		fail_msg("%s is missing", path);
	while ((got = fread(bytes, 1, sizeof bytes, file)) > 0)
		text_add(&text, bytes, got);
	fclose(file);
	return text_take(&text);
}

static void the_handout_is_complete(void **state)
{
	static const char *const headings[] = {"\n## Story",     "\n## What you see",
					       "\n## Your task", "\n## Run it",
					       "\n## Hints",     "Hint 1: symptom",
					       "Hint 2: place",  "Hint 3: rule",
					       "Hint 4: sketch"};
	const struct job *job = *state;
	char *path = format_string("%s/%s/README.md", kit_labs_dir(), job->lab);
	char *text = read_whole(path);

	for (size_t i = 0; i < sizeof headings / sizeof headings[0]; i++)
		assert_heading(text, headings[i], path);
	free(text);
	free(path);
}

static void assert_only(const char *folder, const char *const *allowed)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, NULL, alphasort);

	if (count < 0)
		fail_msg("%s is missing", folder);
	for (int i = 0; i < count; i++) {
		const char *const *name = allowed;

		while (*name != NULL && strcmp(*name, entries[i]->d_name) != 0)
			name++;
		if (*name == NULL && entries[i]->d_name[0] != '.')
			fail_msg("%s/%s does not belong there", folder, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
}

static int count_sources(const char *lab, const char *folder)
{
	char *path = format_string("%s/%s/%s", kit_solutions_dir(), lab, folder);
	struct dirent **entries;
	int count = scandir(path, &entries, is_source, alphasort);

	for (int i = 0; i < count; i++)
		free(entries[i]);
	if (count >= 0)
		free(entries);
	free(path);
	return count;
}

static void the_folders_hold_what_they_should(void **state)
{
	static const char *const in_lab[] = {"README.md", "lab.c", "lab.h", "scenario.c", NULL};
	static const char *const in_solution[] = {"lab.c", "right", "wrong", NULL};
	const struct job *job = *state;
	char *lab = format_string("%s/%s", kit_labs_dir(), job->lab);
	char *solution = format_string("%s/%s", kit_solutions_dir(), job->lab);

	assert_only(lab, in_lab);
	assert_only(solution, in_solution);
	assert_true(count_sources(job->lab, "right") >= 2);
	assert_true(count_sources(job->lab, "wrong") >= 4);
	free(lab);
	free(solution);
}

static void assert_shows(const struct checking *checking, const struct declaration *declared)
{
	const struct result *result = result_of(checking, declared->by);

	if (result == NULL || declared->starter != ALWAYS)
		return;
	if (finding_of(result, declared->kind) == NULL) {
		print_findings(checking);
		fail_msg("the lab declares %s by %s, which did not find it",
			 finding_kind_name(declared->kind), declared->by);
	}
}

static void assert_declared(const struct checking *checking, const struct result *result)
{
	for (size_t i = 0; i < result->findings.count; i++) {
		if (result->findings.items[i].expected)
			continue;
		print_findings(checking);
		fail_msg("%s found %s, which the lab does not declare of its starter",
			 result->checker, finding_kind_name(result->findings.items[i].kind));
	}
}

static void the_starter_fails_as_declared(void **state)
{
	struct subject *subject = subject_of(*state);
	const struct checker *const *list;
	struct checking checking;
	unsigned count;

	list = checkers(&count);
	check_with(subject, list, count, false, &checking);
	for (const struct declaration *d = subject->lab->declared; d->by != NULL; d++)
		assert_shows(&checking, d);
	for (unsigned i = 0; i < checking.count; i++)
		assert_declared(&checking, &checking.results[i]);
	assert_int_equal(checking.verdict, VERDICT_FAIL);
	checking_release(&checking);
	subject_free(subject);
}

/* A right repair may say in its first line that it has too many orders to run them all, and why. */
static bool says_it_is_sampled(const char *path)
{
	char line[200] = "";
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	fclose(file);
	return strncmp(line, "/* sampled: ", 12) == 0;
}

/*
 * Every class was seen; and it is a proof, unless atomics weaker than seq_cst were taken as if they
 * were not, which a reference does not need.
 */
static void assert_explored(const struct subject *subject, const struct checking *checking)
{
	const struct result *result = result_of(checking, "explore");
	bool reference = strstr(subject->source, "/right/") == NULL;

	assert_non_null(result);
	assert_int_equal(result->complete, !says_it_is_sampled(subject->source));
	if (!result->complete)
		return;
	if (reference)
		assert_int_equal(result->status, STATUS_PROVED);
}

static void a_right_repair_passes(void **state)
{
	struct subject *subject = subject_of(*state);
	const struct checker *const *list;
	struct checking checking;
	unsigned count;

	list = checkers(&count);
	check_with(subject, list, count, false, &checking);
	if (checking.verdict == VERDICT_FAIL || checking.verdict == VERDICT_ERROR)
		print_findings(&checking);
	assert_int_equal(verdict_exit(checking.verdict), 0);
	assert_explored(subject, &checking);
	checking_release(&checking);
	subject_free(subject);
}

/* The first line of a wrong repair: who is to find what. */
static void expectation(const char *file, enum finding_kind *kind, char checker[16])
{
	char *text = read_whole(file), name[32];

	if (sscanf(text, "/* expect: %31s by %15s */", name, checker) != 2)
		fail_msg("%s does not begin with /* expect: KIND by CHECKER */", file);
	if (!finding_kind_parse(name, kind))
		fail_msg("%s expects '%s', which is no kind of finding", file, name);
	free(text);
}

static void a_wrong_repair_is_caught_as_it_says(void **state)
{
	const struct job *job = *state;
	struct subject *subject = subject_of(job);
	const struct checker *checker;
	const struct finding *finding;
	struct checking checking;
	enum finding_kind kind;
	char name[16];

	expectation(job->file, &kind, name);
	checker = checker_find(name);
	if (checker == NULL)
		fail_msg("%s expects a finding by '%s', which is no checker", job->file, name);
	/* Luck needs one failure only; explore shows all kinds soon after the first. */
	check_with(subject, &checker, 1, checker->native, &checking);
	finding = finding_of(&checking.results[0], kind);
	if (finding == NULL || finding->known_false)
		print_findings(&checking);
	assert_non_null(finding);
	assert_false(finding->known_false);
	assert_int_equal(checking.verdict, VERDICT_FAIL);
	checking_release(&checking);
	subject_free(subject);
}

static void add_lab(const char *lab)
{
	add_test(format_string("%s_handout_is_complete", lab), the_handout_is_complete, lab, NULL);
	add_test(format_string("%s_folders_hold_what_they_should", lab),
		 the_folders_hold_what_they_should, lab, NULL);
	add_test(format_string("%s_starter_fails_as_declared", lab), the_starter_fails_as_declared,
		 lab, format_string("%s/%s/lab.c", kit_labs_dir(), lab));
	add_test(format_string("%s_reference_passes", lab), a_right_repair_passes, lab,
		 format_string("%s/%s/lab.c", kit_solutions_dir(), lab));
	add_folder(lab, "right", a_right_repair_passes);
	add_folder(lab, "wrong", a_wrong_repair_is_caught_as_it_says);
}

int main(int argc, char **argv)
{
	char *error, **names;

	if (!kit_init("labs", &error)) {
		fprintf(stderr, "%s\n", error);
		return 2;
	}
	names = labs_names();
	for (char **name = names; *name != NULL; name++)
		if (argc < 2 || strstr(*name, argv[1]) != NULL) /* one lab, for its author */
			add_lab(*name);
	return _cmocka_run_group_tests("curriculum", tests.items, tests.count, NULL, NULL);
}
