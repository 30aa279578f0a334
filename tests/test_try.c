/* SPDX-License-Identifier: MIT */
/* Whole programs: `racelab try`, and FILE.c in place of a lab, as a person would type it. */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "files.h"
#include "kit.h"
#include "made_folder.h"
#include "text.h"

#define THREADS "#include <pthread.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n" \
		"#include <unistd.h>\n"
/* One run, as it is. */
#define ONCE "--runs 1 --noise none"

static char *output, *errors; /* of the last run */

static int begin(void **state)
{
	char *error = NULL;

	if (made_folder_begin(state) != 0 || !kit_init(NULL, &error))
		return -1;
	return setenv("HOME", made_path("home"), 1);
}

static int end(void **state)
{
	free(output);
	free(errors);
	output = errors = NULL;
	return made_folder_end(state);
}

/* Runs racelab with these words of a shell in the test's folder; returns its status. */
static int run(const char *words)
{
	char *command = format_string("cd '%s' && '%s/racelab' </dev/null >out 2>err %s",
				      made_path(NULL), kit_build_dir(), words);
	int status = system(command);

	free(command);
	free(output);
	free(errors);
	output = files_read(made_path("out"), &(size_t){0});
	errors = files_read(made_path("err"), &(size_t){0});
	assert_true(WIFEXITED(status));
	assert_true(made_tmp_is_empty());
	return WEXITSTATUS(status);
}

static void assert_run(const char *words, int status, const char *part)
{
	int got = run(words);

	if (got != status || strstr(status == 2 ? errors : output, part) == NULL)
		fail_msg("`%s` ended with %d, and no \"%s\" in: %s%s", words, got, part, output,
			 errors);
}

static const char counter[] = THREADS
	"static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
	"static long hits;\n"
	"static void *work(void *nothing)\n"
	"{\n"
	"	pthread_mutex_lock(&lock);\n"
	"	hits++;\n"
	"	pthread_mutex_unlock(&lock);\n"
	"	return nothing;\n"
	"}\n"
	"int main(void)\n"
	"{\n"
	"	pthread_t one, two;\n"
	"	pthread_create(&one, NULL, work, NULL);\n"
	"	pthread_create(&two, NULL, work, NULL);\n"
	"	pthread_join(one, NULL);\n"
	"	pthread_join(two, NULL);\n"
	"	printf(\"%ld\\n\", hits);\n"
	"	return hits != 2;\n"
	"}\n";

static const char racy[] = THREADS
	"static long hits;\n"
	"static void *work(void *nothing)\n"
	"{\n"
	"	hits++;\n"
	"	return nothing;\n"
	"}\n"
	"int main(void)\n"
	"{\n"
	"	pthread_t one, two;\n"
	"	pthread_create(&one, NULL, work, NULL);\n"
	"	pthread_create(&two, NULL, work, NULL);\n"
	"	pthread_join(one, NULL);\n"
	"	pthread_join(two, NULL);\n"
	"	return 0;\n"
	"}\n";

/* A program of that main(); what stands before it may be "". */
static void put_main(const char *before, const char *body)
{
	char *text = format_string(THREADS "%s\nint main(int argc, char **argv)\n{\n"
				   "	(void)argc, (void)argv;\n	%s\n}\n",
				   before, body);

	made_file("it.c", text);
	free(text);
}

/* ---- what is found ---- */

static void a_right_program_passes(void **state)
{
	(void)state;
	made_file("counter.c", counter);
	assert_run("try counter.c --checkers stress,tsan,helgrind --runs 20", 0,
		   "no-failure-found");
	assert_string_equal(errors, "");
	assert_null(strstr(output, "reference"));
}

static void what_a_program_prints_is_only_shown_when_asked_for(void **state)
{
	(void)state;
	made_file("counter.c", counter);
	assert_run("stress counter.c " ONCE, 0, "no-failure-found");
	assert_null(strstr(output, "2\n\n"));
	assert_run("stress counter.c " ONCE " --show-output", 0, "2\n");
	assert_int_equal(strncmp(output, "2\n", 2), 0);
}

static void an_unlocked_counter_is_a_data_race(void **state)
{
	(void)state;
	made_file("racy.c", racy);
	assert_run("try racy.c --checkers tsan", 1, "racy.c:9:6: error: data race on hits");
	assert_non_null(strstr(output, "racelab try racy.c\n"));
	assert_null(strstr(output, "hints:"));
	assert_run("tsan racy.c", 1, "[data-race]");
	assert_run("try racy.c --checkers tsan --format json", 1, "\"subject\": \"racy.c\"");
}

static void a_failing_status_is_found_wherever_it_comes_from(void **state)
{
	(void)state;
	put_main("", "return 3;");
	assert_run("stress it.c " ONCE, 1, "it.c: error: the program ended with status 3");
	assert_non_null(strstr(output, "[wrong-exit]"));
	put_main("", "exit(3);");
	assert_run("stress it.c " ONCE, 1, "it.c:10:2: error: the program ended with status 3");
	put_main("", "_exit(3);");
	assert_run("stress it.c " ONCE, 1, "it.c:10:2: error: the program ended with status 3");
	put_main("#include <err.h>", "errx(3, \"from inside libc\");");
	assert_run("tsan it.c", 1, "it.c: error: the program ended with status 3");
}

static void a_thread_may_end_the_program(void **state)
{
	(void)state;
	put_main("static void *leave(void *p) { exit(0); return p; }",
		 "pthread_t t;\n	pthread_create(&t, NULL, leave, NULL);\n"
		 "	pthread_join(t, NULL);\n	return 1;");
	assert_run("try it.c --checkers stress,tsan --runs 20", 0, "no-failure-found");
}

static void the_first_thread_may_leave_before_the_others(void **state)
{
	(void)state;
	put_main("static void *stay(void *p) { exit(4); return p; }",
		 "pthread_t t;\n	pthread_create(&t, NULL, stay, NULL);\n"
		 "	pthread_exit(NULL);");
	assert_run("stress it.c --runs 20", 1, "the program ended with status 4");
	put_main("static void *stay(void *p) { return p; }",
		 "pthread_t t;\n	pthread_create(&t, NULL, stay, NULL);\n"
		 "	pthread_exit(NULL);");
	assert_run("try it.c --checkers stress,tsan --runs 20", 0, "no-failure-found");
}

static void what_was_registered_for_the_end_runs(void **state)
{
	(void)state;
	put_main("static void last(void) { _exit(5); }", "atexit(last);\n	return 0;");
	assert_run("stress it.c " ONCE, 1, "the program ended with status 5");
	put_main("#include <stdio.h>", "printf(\"flushed\");\n	return 0;");
	assert_run("tsan it.c --show-output", 0, "flushed");
}

static void a_child_may_end_as_it_likes(void **state)
{
	(void)state;
	put_main("#include <sys/wait.h>",
		 "int status;\n	if (fork() == 0)\n		exit(5);\n	wait(&status);\n"
		 "	return WEXITSTATUS(status) != 5;");
	assert_run("stress it.c --runs 20", 0, "no-failure-found");
}

static void the_first_thread_is_called_main(void **state)
{
	(void)state;
	put_main("static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;",
		 "pthread_mutex_lock(&lock);\n	return pthread_mutex_lock(&lock);");
	assert_run("stress it.c " ONCE, 1, "self-lock");
	assert_non_null(strstr(output, "main holds lock and waits for lock"));
	put_main("static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
		 "static void *work(void *p) { pthread_mutex_lock(&lock); pthread_mutex_lock(&lock);\n"
		 "	return p; }",
		 "pthread_t t;\n	pthread_create(&t, NULL, work, NULL);\n"
		 "	pthread_join(t, NULL);\n	return 0;");
	assert_run("stress it.c " ONCE, 1, "T1 holds lock and waits for lock");
}

static void explore_proves_a_program_and_replays_what_fails(void **state)
{
	char *words;

	(void)state;
	made_file("counter.c", counter);
	assert_run("explore counter.c", 0, "proved");
	made_file("racy.c", racy);
	assert_run("explore racy.c", 1, "replay p.1-");
	words = format_string("%s", strstr(output, "replay p.1-"));
	*strchr(words, '\n') = '\0';
	assert_run(words, 1, "[data-race]");
	free(words);
}

/* ---- what it is given ---- */

static void arguments_reach_the_program(void **state)
{
	(void)state;
	put_main("", "argv[1][0] = 'x'; /* they are its own */\n"
		     "	return argc != 3 || strcmp(argv[0], \"it\") || strcmp(argv[2], \"a \\\"b\\\"\") "
		     "|| argv[3];");
	assert_run("try it.c --checkers stress,tsan --runs 3 --args '-n \"a \\\"b\\\"\"'", 0,
		   "no-failure-found");
	assert_run("stress it.c " ONCE " --args '-n b'", 1, "racelab try it.c --args '-n b'\n");
}

static void each_run_reads_its_input_from_the_beginning(void **state)
{
	(void)state;
	made_file("in.txt", "hello\n");
	put_main("", "char line[20];\n	if (!fgets(line, sizeof line, stdin) || strcmp(line, "
		     "\"hello\\n\"))\n		return 1;\n	return getchar() != EOF;");
	assert_run("try it.c --checkers stress,tsan --runs 5 --input in.txt", 0,
		   "no-failure-found");
	assert_run("stress it.c " ONCE, 1, "the program ended with status 1");
}

static void several_files_are_one_program(void **state)
{
	(void)state;
	made_file("parts/table.h", "int lookup(void);\n"); /* the kit has one of that name */
	made_file("parts/table.c", "#include \"table.h\"\nint lookup(void)\n{\n	return 0;\n}\n");
	put_main("#include <table.h>", "return lookup();");
	assert_run("try it.c parts/table.c --checkers tsan -- -Iparts", 0, "no-failure-found");
	assert_run("tsan it.c parts/table.c -- -Iparts", 0, "racelab try it.c parts/table.c -- -Iparts");
}

static void its_names_are_its_own(void **state)
{
	(void)state;
	put_main("struct s { int main; } rt = {6};\nint report_run(void)\n{\n	return rt.main;\n}\n",
		 "return report_run() != 6;");
	assert_run("stress it.c " ONCE, 0, "no-failure-found");
}

static void it_may_use_more_memory_than_a_lab(void **state)
{
	(void)state;
	put_main("", "for (int i = 0; i < 5; i++) {\n		char *p = malloc(60 << 20);\n"
		     "		if (p == NULL)\n			return 1;\n"
		     "		free(realloc(p, 1));\n	}\n	return 0;");
	assert_run("stress it.c " ONCE, 0, "no-failure-found");
}

/* ---- what is refused ---- */

static void a_file_that_is_none_is_a_fault(void **state)
{
	(void)state;
	made_file("notes.txt", "words\n");
	assert_run("try nowhere.c", 2, "nowhere.c: there is no such file");
	assert_run("tsan nowhere.c", 2, "nowhere.c: there is no such file");
	assert_run("try notes.txt", 2, "notes.txt is no .c file");
	assert_run("try .", 2, ". is a folder");
	assert_run("try", 2, "FILE.c");
}

static void what_does_not_compile_is_a_fault_in_the_compilers_words(void **state)
{
	(void)state;
	put_main("", "return unknown;");
	assert_run("try it.c", 2, "it.c:10:");
}

static void a_program_has_one_main(void **state)
{
	(void)state;
	made_file("none.c", "int helper(void)\n{\n	return 0;\n}\n");
	made_file("counter.c", counter);
	made_file("racy.c", racy);
	assert_run("try none.c", 2, "none.c: there is no main() in this file");
	assert_run("try counter.c racy.c", 2, "main() is in counter.c and in racy.c");
	assert_run("try counter.c counter.c", 2, "counter.c is named twice");
}

static void a_function_that_nobody_defines_is_named(void **state)
{
	(void)state;
	put_main("int helper(void);", "return helper();");
	assert_run("try it.c", 2, "nothing defines helper (of it.c)");
}

static void what_it_is_given_must_make_sense(void **state)
{
	(void)state;
	made_file("counter.c", counter);
	assert_run("try counter.c --args \"'a\"", 2, "--args");
	assert_run("try counter.c --input nowhere", 2, "--input: nowhere");
	assert_run("try counter.c --input .", 2, "no regular file");
	assert_run("tsan 01 --args x", 2, "for whole programs");
	assert_run("try counter.c --scenario 1", 2, "--scenario");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(a_right_program_passes),
		CASE(what_a_program_prints_is_only_shown_when_asked_for),
		CASE(an_unlocked_counter_is_a_data_race),
		CASE(a_failing_status_is_found_wherever_it_comes_from),
		CASE(a_thread_may_end_the_program),
		CASE(the_first_thread_may_leave_before_the_others),
		CASE(what_was_registered_for_the_end_runs),
		CASE(a_child_may_end_as_it_likes),
		CASE(the_first_thread_is_called_main),
		CASE(explore_proves_a_program_and_replays_what_fails),
		CASE(arguments_reach_the_program),
		CASE(each_run_reads_its_input_from_the_beginning),
		CASE(several_files_are_one_program),
		CASE(its_names_are_its_own),
		CASE(it_may_use_more_memory_than_a_lab),
		CASE(a_file_that_is_none_is_a_fault),
		CASE(what_does_not_compile_is_a_fault_in_the_compilers_words),
		CASE(a_program_has_one_main),
		CASE(a_function_that_nobody_defines_is_named),
		CASE(what_it_is_given_must_make_sense),
	};

	return cmocka_run_group_tests_name("try", tests, NULL, NULL);
}
