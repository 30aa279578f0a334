/* SPDX-License-Identifier: MIT */
/*
 * What `racelab pack` writes, unpacked in a fresh folder and run as the service would run it: built
 * from its own sources, a submission laid where the service lays it, the result read where it
 * reads.
 *
 * The archive for GitHub has the same sources as the one for Gradescope: its kit is not built a
 * second time, but make is asked whether anything is left to do.
 */
#include "../harness/files.h"
#include "../harness/kit.h"
#include "../harness/text.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>

#define PYTHON "/usr/bin/python3 -W ignore"

static char folder[64];	       /* of all tests here */
static char kit[PATH_MAX];     /* the checkout under test */
static char racelab[PATH_MAX]; /* its program */
static char *said;	       /* by the last command */

/* Runs a line for the shell in the folder; stdout and stderr go to `said`.  Returns its status. */
static int run(const char *format, ...)
{
	va_list args;
	char *line, *command;
	size_t count;
	int status;

	va_start(args, format);
	line = format_string_v(format, args);
	va_end(args);
	command = format_string("cd '%s' && { %s; } >'%s/said' 2>&1 </dev/null", folder, line,
				folder);
	status = system(command);
	free(line);
	free(command);
	free(said);
	command = format_string("%s/said", folder);
	said = files_read(command, &count);
	free(command);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void assert_runs(const char *format, ...)
{
	va_list args;
	char *line;

	va_start(args, format);
	line = format_string_v(format, args);
	va_end(args);
	if (run("%s", line) != 0)
		fail_msg("`%s`: %s", line, said);
	free(line);
}

static json_t *results(const char *path)
{
	json_error_t wrong;
	char *whole = format_string("%s/%s", folder, path);
	json_t *root = json_load_file(whole, 0, &wrong);

	if (root == NULL)
		fail_msg("%s: %s; said was: %s", whole, wrong.text, said);
	free(whole);
	return root;
}

/* Of tests whose name begins so. */
static double score(const json_t *root, const char *prefix)
{
	double sum = 0;
	json_t *test;
	size_t i;

	json_array_foreach(json_object_get(root, "tests"), i, test) {
		const char *name = json_string_value(json_object_get(test, "name"));

		if (strncmp(name, prefix, strlen(prefix)) == 0)
			sum += json_number_value(json_object_get(test, "score"));
	}
	return sum;
}

static void assert_schema_takes(const char *schema, const char *path)
{
	assert_runs(PYTHON " -m jsonschema -i '%s' '%s/tests/schemas/%s'", path, kit, schema);
}

/* ---- Gradescope ---- */

static void grade(void)
{
	assert_runs(
		"rm -rf autograder/results && mkdir -p autograder/results autograder/submission");
	assert_runs("cp autograder/source/run_autograder autograder/run_autograder && "
		    "env -i PATH=\"$PATH\" RACELAB_AUTOGRADER='%s/autograder' "
		    "autograder/run_autograder",
		    folder);
	assert_schema_takes("gradescope.json", "autograder/results/results.json");
}

static int build(void **state)
{
	(void)state;
	if (run("mkdir -p autograder/source && '%s' pack gradescope 01 22 && unzip -q "
		"gradescope.zip -d "
		"autograder/source && env -i PATH=\"$PATH\" HOME=\"$HOME\" "
		"autograder/source/setup.sh",
		racelab) == 0)
		return 0;
	print_error("%s\n", said);
	return -1;
}

static void submissions_are_graded_lab_by_lab(void **state)
{
	json_t *root;

	(void)state;
	assert_runs("mkdir -p autograder/submission/22-money-transfer && "
		    "cp '%s/solutions/01-hit-counter/lab.c' "
		    "autograder/submission/01-hit-counter.c && "
		    "cp '%s/labs/22-money-transfer/lab.c' "
		    "autograder/submission/22-money-transfer/lab.c",
		    kit, kit);
	grade();
	root = results("autograder/results/results.json");
	assert_true(score(root, "01-hit-counter: ") == 10);
	assert_true(score(root, "22-money-transfer: ") == 1);
	json_decref(root);
	assert_runs("rm -rf autograder/submission");
}

static void what_is_not_handed_in_or_does_not_compile_gets_nothing(void **state)
{
	json_t *root;

	(void)state;
	assert_runs("mkdir -p autograder/submission && echo 'int x = ;' "
		    ">autograder/submission/01-hit-counter.c");
	grade();
	root = results("autograder/results/results.json");
	assert_int_equal(json_array_size(json_object_get(root, "tests")), 6);
	assert_true(score(root, "") == 0);
	assert_non_null(
		strstr(json_string_value(json_object_get(root, "output")), "error: expected"));
	assert_non_null(strstr(json_string_value(json_object_get(root, "output")),
			       "22-money-transfer.c: there is no such file"));
	json_decref(root);
	assert_runs("rm -rf autograder/submission");
}

static void a_link_is_not_followed(void **state)
{
	json_t *root;

	(void)state;
	assert_runs("mkdir -p autograder/submission && ln -s "
		    "'%s/solutions/01-hit-counter/lab.c' "
		    "autograder/submission/01-hit-counter.c",
		    kit);
	grade();
	root = results("autograder/results/results.json");
	assert_true(score(root, "") == 0);
	json_decref(root);
	assert_runs("rm -rf autograder/submission");
}

static void no_solution_is_packed(void **state)
{
	(void)state;
	assert_runs("unzip -Z1 gradescope.zip");
	assert_null(strstr(said, "solutions/"));
	assert_null(strstr(said, "kit/labs/02-"));
	assert_non_null(strstr(said, "kit/labs/01-hit-counter/scenario.c"));
}

static void the_same_labs_make_the_same_bytes(void **state)
{
	(void)state;
	assert_runs("'%s' pack gradescope 1 22-money-transfer -o again.zip && "
		    "cmp gradescope.zip again.zip",
		    racelab);
}

/* ---- GitHub Classroom ---- */

static void the_workflow_is_yaml_whose_steps_are_there(void **state)
{
	static const char script[] =
		"import os, yaml\n"
		"w = yaml.safe_load(open('repository/.github/workflows/classroom.yml'))\n"
		"assert 'push' in w[True]\n" /* YAML 1.1 takes the word `on` for true */
		"job = w['jobs']['run-autograding-tests']\n"
		"assert job['runs-on'] == 'ubuntu-latest'\n"
		"steps = job['steps']\n"
		"for s in steps:\n"
		"    assert ('run' in s) != ('uses' in s), s\n"
		"    if 'run' in s: assert os.access('repository/' + s['run'], os.X_OK), s\n"
		"last = steps[-1]\n"
		"name = last['with']['runners']\n"
		"assert any(s.get('id') == name for s in steps)\n"
		"assert last['env'][name.upper() + '_RESULTS'] == "
		"'${{ steps.%s.outputs.result }}' % name\n"
		"print('\\n'.join(s['run'] for s in steps if 'run' in s))\n";
	char *path = format_string("%s/read.py", folder);

	(void)state;
	assert_true(files_write(path, script, strlen(script)));
	free(path);
	assert_runs("'%s' pack github 01 -o classroom.zip && rm -rf repository && "
		    "unzip -q classroom.zip -d repository",
		    racelab);
	assert_runs(PYTHON " read.py");
	assert_string_equal(said, ".github/racelab/build.sh\n.github/racelab/check.sh\n");
}

static void the_workflow_checks_what_was_pushed(void **state)
{
	json_t *root;

	(void)state;
	assert_runs("cp -a autograder/source/kit/build repository/.github/racelab/kit/ && "
		    "cd repository && env -i PATH=\"$PATH\" HOME=\"$HOME\" "
		    ".github/racelab/build.sh");
	assert_null(strstr(said, "harness/")); /* nothing was compiled */
	/* A scenario that the student has emptied is not the one that counts. */
	assert_runs("cd repository && : >labs/01-hit-counter/scenario.c && "
		    "env -i PATH=\"$PATH\" GITHUB_OUTPUT='%s/output' .github/racelab/check.sh",
		    folder);
	assert_non_null(strstr(said, "::error file=labs/01-hit-counter/lab.c,line=14,"));
	assert_runs("sed -n 's/^result=//p' output | base64 -d >result.json");
	assert_schema_takes("classroom.json", "result.json");
	root = results("result.json");
	assert_string_equal(json_string_value(json_object_get(root, "status")), "fail");
	assert_true(json_number_value(json_object_get(root, "max_score")) == 10);
	assert_true(score(root, "01-hit-counter: ") == 0);
	json_decref(root);
}

/* ---- what is refused ---- */

static void wrong_words_are_refused_and_nothing_is_written(void **state)
{
	(void)state;
	assert_int_equal(run("'%s' pack gradescop 01 -o no.zip", racelab), 2);
	assert_non_null(strstr(said, "did you mean 'gradescope'?"));
	assert_int_equal(run("'%s' pack github 01 hit-counter -o no.zip", racelab), 2);
	assert_non_null(strstr(said, "named twice"));
	assert_int_equal(run("'%s' pack github 99 -o no.zip", racelab), 2);
	assert_int_equal(run("test -e no.zip"), 1);
}

static bool find_kit(void)
{
	char *root = format_string("%s/..", kit_include_dir());
	char *program = format_string("%s/racelab", kit_build_dir());
	bool found = realpath(root, kit) != NULL && realpath(program, racelab) != NULL;

	free(root);
	free(program);
	return found;
}

static int begin_all(void **state)
{
	char *error;

	(void)state;
	strcpy(folder, "/tmp/racelab-pack-XXXXXX");
	if (!kit_init(NULL, &error) || mkdtemp(folder) == NULL)
		return -1;
	/* Neither the make nor the person that runs the tests is to be seen by what is run here. */
	setenv("HOME", folder, 1);
	unsetenv("XDG_CACHE_HOME");
	unsetenv("XDG_STATE_HOME");
	return find_kit() ? build(state) : -1;
}

static int end_all(void **state)
{
	char *command = format_string("rm -rf '%s'", folder);
	int status = system(command);

	(void)state;
	free(command);
	free(said);
	return status;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(submissions_are_graded_lab_by_lab),
		cmocka_unit_test(what_is_not_handed_in_or_does_not_compile_gets_nothing),
		cmocka_unit_test(a_link_is_not_followed),
		cmocka_unit_test(no_solution_is_packed),
		cmocka_unit_test(the_same_labs_make_the_same_bytes),
		cmocka_unit_test(the_workflow_is_yaml_whose_steps_are_there),
		cmocka_unit_test(the_workflow_checks_what_was_pushed),
		cmocka_unit_test(wrong_words_are_refused_and_nothing_is_written),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
