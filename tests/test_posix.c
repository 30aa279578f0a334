/* SPDX-License-Identifier: MIT */
/*
 * Tables of POSIX's rules, the programs in tests/posix: each holds with the real kernel and libc,
 * and with the explorer.  posix/rules.h says what a program declares of itself.
 */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "checkers/checker.h"
#include "die.h"
#include "files.h"
#include "kit.h"
#include "made_folder.h"
#include "subject.h"
#include "text.h"
#include "../harness/capture.h"

#define FOLDER	 "tests/posix"
#define RUNS	 "200" /* natively, of a program whose outcome the schedule decides */
#define OUTCOMES WIRE_OUTCOMES

/* ---- what a program declares ---- */

struct outcomes {
	unsigned count;
	long values[OUTCOMES];
};

struct program_of_rules {
	char *path, *name; /* owned */
	bool by_schedule;  /* its sort is `outcomes` */
	bool native_only;
	bool sampled; /* it has too many orders to be proved: nothing is found in many */
	bool finds;
	enum finding_kind kind; /* ... if it finds any */
	struct outcomes outcomes;
};

static bool holds(const struct outcomes *outcomes, long value)
{
	for (unsigned i = 0; i < outcomes->count; i++)
		if (outcomes->values[i] == value)
			return true;
	return false;
}

static void add_outcome(struct outcomes *outcomes, long value)
{
	if (holds(outcomes, value))
		return;
	assert_true(outcomes->count < OUTCOMES);
	outcomes->values[outcomes->count++] = value;
}

/* All numbers from there, up to what is none. */
static const char *add_outcomes(struct outcomes *outcomes, const char *text)
{
	char *end;

	for (;; text = end) {
		long value = strtol(text, &end, 10);

		if (end == text)
			return text;
		add_outcome(outcomes, value);
	}
}

static bool read_finds(struct program_of_rules *program, const char *line)
{
	const char *at = strstr(line, ", finds ");
	char name[32];

	program->finds = at != NULL;
	return at == NULL || (sscanf(at, ", finds %31[a-z-]", name) == 1 &&
			      finding_kind_parse(name, &program->kind));
}

/* The lines after the SPDX line, of which the first ends at `line_end`. */
static bool read_lines(struct program_of_rules *program, const char *line, const char *next)
{
	program->by_schedule = strncmp(line, "/* rules: outcomes", 18) == 0;
	program->native_only = strstr(line, ", native only") != NULL;
	program->sampled = strstr(line, ", sampled") != NULL;
	if (!program->by_schedule && strncmp(line, "/* rules: determined", 20) != 0)
		return false;
	if (!read_finds(program, line))
		return false;
	if (!program->by_schedule)
		return true;
	return strncmp(next, "/* outcomes:", 12) == 0 &&
	       strncmp(add_outcomes(&program->outcomes, next + 12), " */\n", 4) == 0 &&
	       program->outcomes.count > 0;
}

static struct program_of_rules *program_new(const char *path)
{
	struct program_of_rules *program = calloc(1, sizeof *program);
	char *text = files_read(path, &(size_t){0});
	char *line = text != NULL ? strchr(text, '\n') : NULL;
	char *next = line != NULL ? strchr(line + 1, '\n') : NULL;

	if (program == NULL || next == NULL)
		die("%s cannot be read as a program of rules", path);
	*next = '\0';
	program->path = format_string("%s", path);
	program->name = format_string("%.*s", (int)strlen(path) - (int)sizeof FOLDER - 2,
				      path + sizeof FOLDER);
	if (!read_lines(program, line + 1, next + 1))
		die("%s:2: this says not what rules.h asks for: %s", path, line + 1);
	free(text);
	return program;
}

/* ---- with the real kernel and libc ---- */

static void run_or_fail(const char *const *words, char **output)
{
	if (!capture_run(NULL, words, output))
		fail_msg("%s: %s", words[0], *output);
}

/* The path of what is made; valid until the end of the test. */
static const char *build(const struct program_of_rules *program)
{
	const char *made = made_path("program");
	const char *const words[] = {"gcc", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-g",
				     "-pthread", "-o", made, program->path,
				     FOLDER "/native/outcome.c", NULL};
	char *output;

	run_or_fail(words, &output);
	free(output);
	return made;
}

static void its_rules_hold_natively(void **state)
{
	const char *const words[] = {build(*state), NULL};
	char *output;

	run_or_fail(words, &output);
	free(output);
}

static void its_outcomes_are_declared(void **state)
{
	const struct program_of_rules *program = *state;
	const char *const words[] = {
		"sh", "-c", "for i in $(seq " RUNS "); do \"$0\" || exit 1; done",
		build(program), NULL};
	struct outcomes seen = {0};
	char *output;

	run_or_fail(words, &output);
	add_outcomes(&seen, output);
	assert_true(seen.count > 0);
	for (unsigned i = 0; i < seen.count; i++)
		if (!holds(&program->outcomes, seen.values[i]))
			fail_msg("it came to %ld, which it does not declare", seen.values[i]);
	free(output);
}

/* ---- with the explorer ---- */

static struct result explore(const struct program_of_rules *rules)
{
	struct program program = {.files = (char *[]){rules->path, NULL}};
	struct settings settings = {.scenario = -1, .seed = 1, .runs = rules->sampled ? 300 : 0};
	struct result result = {.checker = "explore"};
	struct subject *subject;
	char *error = NULL;

	if (!subject_new_program(&program, COMPILER_GCC, NULL, &subject, &error) ||
	    !subject_build(subject, &error))
		fail_msg("%s", error);
	checker_find("explore")->check(subject, &settings, &result);
	subject_free(subject);
	return result;
}

static void print_result(const struct result *result)
{
	print_message("    %s%s%s\n", status_name(result->status), result->note ? ": " : "",
		      result->note ? result->note : "");
	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];

		print_message("    %s: %s\n", finding_kind_name(finding->kind), finding->message);
		for (size_t place = 0; place < finding->nplaces; place++)
			print_message("        %s:%u\n", finding->places[place].spot.file ?: "?",
				      finding->places[place].spot.line);
	}
}

static bool finds_nothing_but(const struct result *result, enum finding_kind kind)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (result->findings.items[i].kind != kind)
			return false;
	return result->findings.count > 0;
}

static bool is_as_declared(const struct program_of_rules *program, const struct result *result)
{
	if (program->finds)
		return result->status == STATUS_FAIL && finds_nothing_but(result, program->kind);
	if (program->sampled)
		return result->status == STATUS_NO_FAILURE_FOUND && result->findings.count == 0;
	return result->status == STATUS_PROVED;
}

static void assert_outcomes(const struct outcomes *declared, const struct exploring *explored)
{
	for (unsigned i = 0; i < explored->noutcomes; i++)
		if (!holds(declared, explored->outcomes[i].value))
			fail_msg("it may come to %ld, which it does not declare",
				 explored->outcomes[i].value);
	for (unsigned i = 0; i < declared->count; i++) {
		unsigned at = 0;

		while (at < explored->noutcomes &&
		       explored->outcomes[at].value != declared->values[i])
			at++;
		if (at == explored->noutcomes)
			fail_msg("no execution comes to %ld", declared->values[i]);
	}
}

static void it_is_explored_as_it_says(void **state)
{
	const struct program_of_rules *program = *state;
	struct result result = explore(program);

	if (!is_as_declared(program, &result)) {
		print_result(&result);
		fail_msg("%s is not explored as its line 2 says", program->path);
	}
	if (program->by_schedule)
		assert_outcomes(&program->outcomes, &result.explored[0]);
	result_release(&result);
}

/* So that the words do not stay when the calls have been modelled. */
static void what_is_native_only_is_not_explored_yet(void **state)
{
	const struct program_of_rules *program = *state;
	struct result result = explore(program);

	if (is_as_declared(program, &result))
		fail_msg("%s is explored now: delete its `native only`", program->path);
	result_release(&result);
}

/* ---- the list ---- */

static struct {
	struct CMUnitTest *items;
	size_t count;
} tests;

static void add_test(struct program_of_rules *program, const char *claim,
		     CMUnitTestFunction function)
{
	tests.items = realloc(tests.items, (tests.count + 1) * sizeof *tests.items);
	if (tests.items == NULL)
		die("out of memory");
	tests.items[tests.count++] = (struct CMUnitTest){
		.name = format_string("%s_%s", program->name, claim),
		.test_func = function,
		.setup_func = made_folder_begin,
		.teardown_func = made_folder_end,
		.initial_state = program,
	};
}

static void add_program(struct program_of_rules *program)
{
	if (program->by_schedule)
		add_test(program, "natively_comes_to_what_it_declares", its_outcomes_are_declared);
	else
		add_test(program, "holds_natively", its_rules_hold_natively);
	if (program->native_only)
		add_test(program, "is_not_explored_yet", what_is_native_only_is_not_explored_yet);
	else
		add_test(program, "is_explored_as_it_says", it_is_explored_as_it_says);
}

static void add_programs(const char *part)
{
	glob_t found;

	if (glob(FOLDER "/*.c", 0, NULL, &found) != 0)
		die("no programs in " FOLDER "; run the tests in the kit's own folder");
	for (size_t i = 0; i < found.gl_pathc; i++)
		if (part == NULL || strstr(found.gl_pathv[i], part) != NULL)
			add_program(program_new(found.gl_pathv[i]));
	globfree(&found);
}

int main(int argc, char **argv)
{
	char *error;

	if (!kit_init("labs", &error)) {
		fprintf(stderr, "%s\n", error);
		return 2;
	}
	add_programs(argc > 1 ? argv[1] : NULL);
	return _cmocka_run_group_tests("posix", tests.items, tests.count, NULL, NULL);
}
