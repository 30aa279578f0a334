/* SPDX-License-Identifier: MIT */
/* The command line as a whole: build/racelab started as a person would start it. */
#include "../harness/files.h"
#include "../harness/text.h"

#include <fcntl.h>
#include <limits.h>
#include <setjmp.h>
#include <signal.h>
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

static char racelab[PATH_MAX]; /* full path */
static char folder[64];	       /* the test's own; below it home/ and tmp/ */
static char *output, *errors;  /* of the last run */

static char *in_folder(const char *name)
{
	static char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void put(const char *name, const char *text)
{
	assert_true(files_write(in_folder(name), text, strlen(text)));
}

static int begin_all(void **state)
{
	char exe[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", exe, sizeof exe - 1);

	(void)state;
	if (length < 0)
		return -1;
	exe[length] = '\0';
	*strrchr(exe, '/') = '\0';
	*strrchr(exe, '/') = '\0';
	snprintf(racelab, sizeof racelab, "%.4000s/racelab", exe);
	snprintf(folder, sizeof folder, "/tmp/racelab-cli-XXXXXX");
	if (mkdtemp(folder) == NULL || mkdir(in_folder("home"), 0777) != 0 ||
	    mkdir(in_folder("tmp"), 0777) != 0)
		return -1;
	setenv("HOME", in_folder("home"), 1);
	setenv("TMPDIR", in_folder("tmp"), 1);
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_CACHE_HOME");
	return 0;
}

static int end_all(void **state)
{
	char *command = format_string("rm -rf %s", folder);
	int status = system(command);

	(void)state;
	free(command);
	return status;
}

static int release(void **state)
{
	(void)state;
	free(output);
	free(errors);
	output = errors = NULL;
	return 0;
}

/* Runs racelab with these words of a shell; its output in output and errors.  Returns its status.
 */
static int run(const char *words)
{
	/* Redirections first: words may have their own, and the last one holds. */
	char *command = format_string("'%s' </dev/null >%s/out 2>%s/err %s", racelab, folder,
				      folder, words);
	int status = system(command);
	size_t count;

	free(command);
	release(NULL);
	output = files_read(in_folder("out"), &count);
	errors = files_read(in_folder("err"), &count);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void assert_says(const char *text, const char *part)
{
	if (text == NULL || strstr(text, part) == NULL)
		fail_msg("no \"%s\" in: %s", part, text != NULL ? text : "nothing");
}

/* Exit status 2, the words on stderr, nothing on stdout, nothing left behind. */
static void assert_fault(const char *words, const char *part)
{
	int status = run(words);

	if (status != 2)
		fail_msg("`%s` ended with %d: %s%s", words, status, output, errors);
	assert_says(errors, part);
	assert_says(errors, "racelab: ");
	assert_string_equal(output, "");
	assert_int_equal(rmdir(in_folder("tmp")), 0); /* it is empty */
	assert_int_equal(mkdir(in_folder("tmp"), 0777), 0);
}

/* A shell's, or a CI system's: of 3 to 255 only what the runtime itself has open may be there. */
static void what_the_caller_has_open_the_program_has_not(void **state)
{
	char *command;
	int status;

	(void)state;
	put("open.c", "#include <fcntl.h>\n#include <stdlib.h>\nint main(void)\n{\n"
		      "\tif (fcntl(200, F_GETFD) != -1)\n\t\tabort();\n\treturn 0;\n}\n");
	put("open.sh", "exec 200>$1.pipe\nexec \"$2\" stress \"$1\" --runs 3\n");
	command = format_string("bash %s/open.sh %s/open.c '%s' >%s/out 2>&1", folder, folder,
				racelab, folder);
	status = system(command);
	free(command);
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void without_words_it_says_what_there_is(void **state)
{
	(void)state;
	assert_int_equal(run(""), 0);
	assert_says(output, "check LAB [FILE]");
	assert_says(output, "stress LAB [FILE]");
	assert_says(output, "doctor");
	assert_int_equal(run("help"), 0);
	assert_int_equal(run("--help"), 0);
	assert_int_equal(run("help check"), 0);
	assert_says(output, "--checkers");
	assert_int_equal(run("tsan --help"), 0);
	assert_says(output, "usage: racelab tsan");
	assert_int_equal(run("--version"), 0);
	assert_says(output, "racelab ");
}

static void an_unknown_command_is_a_fault_with_the_nearest(void **state)
{
	(void)state;
	assert_fault("chekc 01", "did you mean `racelab check`?");
	assert_fault("help chekc", "did you mean `racelab check`?");
	assert_fault("xyzzy", "racelab help");
}

static void an_unknown_lab_is_a_fault_with_the_nearest(void **state)
{
	(void)state;
	assert_fault("check 01-hit-conter", "01-hit-counter");
	assert_fault("tsan hit-conter", "01-hit-counter");
}

static void a_file_that_cannot_be_a_submission_is_a_fault(void **state)
{
	char *words;

	(void)state;
	assert_fault("check 01 /nowhere/lab.c", "/nowhere/lab.c");
	assert_fault("check 01 /tmp", "/tmp");
	put("empty.c", "");
	words = format_string("check 01 %s/empty.c", folder);
	assert_fault(words, "empty.c");
	free(words);
}

static void an_unreadable_file_is_a_fault(void **state)
{
	char *words;

	(void)state;
	if (geteuid() == 0)
		skip(); /* root reads everything */
	put("secret.c", "int x;\n");
	assert_int_equal(chmod(in_folder("secret.c"), 0), 0);
	words = format_string("check 01 %s/secret.c", folder);
	assert_fault(words, "secret.c");
	free(words);
}

static void what_does_not_compile_is_a_fault_in_the_compilers_words(void **state)
{
	char *words;

	(void)state;
	put("broken.c", "#include \"lab.h\"\nvoid counter_visit(void) { hits++ }\n");
	words = format_string("check 01 %s/broken.c", folder);
	assert_fault(words, "broken.c:2:");
	assert_says(errors, "hits");
	free(words);
}

static void a_missing_function_of_the_contract_is_a_fault_that_names_it(void **state)
{
	char *words;

	(void)state;
	put("half.c", "#include \"lab.h\"\nvoid counter_reset(void)\n{\n}\n"
		      "long counter_total(void)\n{\n\treturn 2;\n}\n");
	words = format_string("check 01 %s/half.c", folder);
	assert_fault(words, "counter_visit");
	free(words);
}

static void a_fault_is_json_too_where_that_was_asked_for(void **state)
{
	json_t *root;

	(void)state;
	assert_int_equal(run("check 01-hit-conter --format json"), 2);
	root = json_loads(output, 0, NULL);
	assert_string_equal(json_string_value(json_object_get(root, "verdict")), "error");
	json_decref(root);
}

static void a_wrong_option_is_a_fault(void **state)
{
	(void)state;
	assert_fault("check 01 --runs many", "--runs");
	assert_fault("check 01 --scenario 9", "two visitors");
	assert_fault("list --seed 3", "--seed");
	assert_fault("check", "LAB [FILE]");
}

static void the_list_shows_each_lab(void **state)
{
	(void)state;
	assert_int_equal(run("list"), 0);
	assert_says(output, "01-hit-counter");
	assert_says(output, "The hit counter");
	assert_null(strchr(output, '\033'));
	assert_string_equal(errors, "");
}

static void a_broken_program_ends_with_1_and_the_place(void **state)
{
	(void)state;
	assert_int_equal(run("check 01 --checkers tsan"), 1);
	assert_says(output, "labs/01-hit-counter/lab.c:");
	assert_says(output, ": error: ");
	assert_says(output, "[data-race]");
	assert_string_equal(errors, "");
	assert_int_equal(run("list"), 0);
	assert_says(output, "fails");
}

static void a_repaired_program_ends_with_0(void **state)
{
	(void)state;
	assert_int_equal(run("check 01 solutions/01-hit-counter/lab.c --checkers tsan"), 0);
	assert_says(output, "no-failure-found");
}

static void the_report_goes_into_the_file_that_was_named(void **state)
{
	json_t *root, *reference;
	char *words = format_string("check 01 --checkers tsan --format json -o %s/report", folder);
	size_t count;
	char *text;

	(void)state;
	assert_int_equal(run(words), 1);
	assert_string_equal(output, "");
	text = files_read(in_folder("report"), &count);
	root = json_loads(text, 0, NULL);
	assert_string_equal(json_string_value(json_object_get(root, "subject")), "01-hit-counter");
	assert_string_equal(json_string_value(json_object_get(root, "verdict")), "fail");
	reference = json_array_get(json_object_get(root, "reference"), 0);
	assert_string_equal(json_string_value(json_object_get(reference, "status")), "clean");
	json_decref(root);
	free(text);
	free(words);
}

/* The reference's results in the JSON of the last run, as text; owned by the caller. */
static char *reference_said(void)
{
	json_t *root = json_loads(output, 0, NULL), *checker, *reference;
	size_t i;
	char *text;

	reference = json_object_get(root, "reference");
	json_array_foreach(reference, i, checker) json_object_del(checker, "seconds");
	text = json_dumps(reference, 0);
	assert_non_null(text);
	json_decref(root);
	return text;
}

static void what_is_known_of_the_reference_is_not_found_out_again(void **state)
{
	char *first, *again;

	(void)state;
	assert_int_equal(run("check 01 --checkers tsan --format json"), 1);
	first = reference_said();
	assert_int_equal(access(in_folder("home/.cache/racelab"), R_OK), 0);
	assert_int_equal(run("check 01 --checkers tsan --format json"), 1);
	again = reference_said();
	assert_string_equal(first, again);
	free(first);
	free(again);
}

static void a_report_that_finds_no_room_is_a_fault_and_no_half_is_left(void **state)
{
	struct stat full;

	(void)state;
	assert_fault("check 01 --checkers tsan -o /dev/full", "/dev/full");
	assert_int_equal(stat("/dev/full", &full), 0);
	assert_true(S_ISCHR(full.st_mode));
	assert_fault("check 01 --checkers tsan -o /proc/nowhere", "/proc/nowhere");
	assert_fault("check 01 --checkers tsan -o /nowhere/report", "/nowhere/report");
	assert_int_equal(run("list >/dev/full"), 2);
	assert_int_equal(run("help >/dev/full"), 2);
}

/* Says that it runs, again and again: a file that is full of it would be one run's trace. */
static const char talker[] = "#include \"lab.h\"\n#include <unistd.h>\nstatic long hits;\n"
			     "void counter_reset(void)\n{\n\thits = 0;\n}\n"
			     "void counter_visit(void)\n{\n\thits++;\n}\n"
			     "long counter_total(void)\n{\n\tif (write(1, \"x\", 1) < 0)\n"
			     "\t\thits = 0;\n\treturn hits;\n}\n";

/* Starts a check that would take hours, its stdout in a pipe; the reading end in *fd. */
static pid_t start_talker(int *fd)
{
	char *file, *report;
	int ends[2];
	pid_t pid;

	put("talker.c", talker);
	file = format_string("%s/talker.c", folder);
	report = format_string("%s/half", folder);
	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execl(racelab, "racelab", "stress", "01", file, "--runs", "100000M", "--noise",
		      "none", "--show-output", "-o", report, (char *)NULL);
		_exit(99);
	}
	assert_true(pid > 0);
	close(ends[1]);
	*fd = ends[0];
	free(file);
	free(report);
	return pid;
}

static void an_interrupt_leaves_nothing_behind(void **state)
{
	static const int numbers[] = {SIGINT, SIGTERM};
	char bytes[4096];

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		int fd, status;
		pid_t pid = start_talker(&fd);

		/* The first byte comes from the program under test: it runs. */
		assert_int_equal(read(fd, bytes, 1), 1);
		assert_int_equal(bytes[0], 'x');
		assert_int_equal(kill(pid, numbers[i]), 0);
		assert_int_equal(waitpid(pid, &status, 0), pid);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 128 + numbers[i]);
		/* The pipe ends only when the last process that could write to it is gone. */
		while (read(fd, bytes, sizeof bytes) > 0)
			;
		close(fd);
		assert_int_equal(access(in_folder("half"), F_OK), -1);
		assert_int_equal(rmdir(in_folder("tmp")), 0);
		assert_int_equal(mkdir(in_folder("tmp"), 0777), 0);
	}
}

#define CASE(name) cmocka_unit_test_teardown(name, release)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(what_the_caller_has_open_the_program_has_not),
		CASE(without_words_it_says_what_there_is),
		CASE(an_unknown_command_is_a_fault_with_the_nearest),
		CASE(an_unknown_lab_is_a_fault_with_the_nearest),
		CASE(a_file_that_cannot_be_a_submission_is_a_fault),
		CASE(an_unreadable_file_is_a_fault),
		CASE(what_does_not_compile_is_a_fault_in_the_compilers_words),
		CASE(a_missing_function_of_the_contract_is_a_fault_that_names_it),
		CASE(a_fault_is_json_too_where_that_was_asked_for),
		CASE(a_wrong_option_is_a_fault),
		CASE(the_list_shows_each_lab),
		CASE(a_broken_program_ends_with_1_and_the_place),
		CASE(a_repaired_program_ends_with_0),
		CASE(the_report_goes_into_the_file_that_was_named),
		CASE(what_is_known_of_the_reference_is_not_found_out_again),
		CASE(a_report_that_finds_no_room_is_a_fault_and_no_half_is_left),
		CASE(an_interrupt_leaves_nothing_behind),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
