/* SPDX-License-Identifier: MIT */
/* Compilers called, and what they say. */
#include "../harness/capture.h"
#include "../harness/compile.h"
#include "../harness/kit.h"
#include "../harness/symbols.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "made_folder.h"

static char *output; /* of the last call */

static int begin(void **state)
{
	return made_folder_begin(state) == 0 && kit_init(NULL, &output) ? 0 : -1;
}

static int end(void **state)
{
	free(output);
	output = NULL;
	return made_folder_end(state);
}

/* ---- any program ---- */

static bool shell(const char *script)
{
	const char *const words[] = {"sh", "-c", script, NULL};

	free(output);
	return capture_run(NULL, words, &output);
}

static void both_streams_of_a_program_are_captured_in_their_order(void **state)
{
	(void)state;
	assert_true(shell("echo one; echo two >&2; echo three"));
	assert_string_equal(output, "one\ntwo\nthree\n");
}

static void only_status_0_is_success(void **state)
{
	(void)state;
	assert_true(shell("exit 0"));
	assert_string_equal(output, "");
	assert_false(shell("echo why; exit 1"));
	assert_string_equal(output, "why\n");
	assert_false(shell("kill -9 $$"));
}

static void a_program_that_is_not_there_is_told_by_its_name(void **state)
{
	const char *const words[] = {"racelab-no-such-compiler", NULL};

	(void)state;
	assert_false(capture_run(NULL, words, &output));
	assert_non_null(strstr(output, "racelab-no-such-compiler"));
	assert_non_null(strstr(output, "installed?"));
}

static void a_program_has_nothing_to_read(void **state)
{
	(void)state;
	assert_true(shell("! read line"));
}

static void a_flood_of_words_is_cut_and_never_blocks(void **state)
{
	(void)state;
	assert_true(shell("head -c 1000000 /dev/zero | tr '\\0' x"));
	assert_true(strlen(output) >= 64 * 1024);
	assert_true(strlen(output) < 128 * 1024);
}

/* ---- compilers ---- */

static bool compile(const char *source, const char *object, bool instrumented, char **flags)
{
	struct compile job = {.source = source,
			      .object = object,
			      .lab_dir = made_path(NULL),
			      .instrumented = instrumented,
			      .flags = flags};

	free(output);
	output = NULL;
	return compile_object(&job, &output);
}

static void a_mistake_is_told_in_the_compilers_words_at_the_path_that_was_given(void **state)
{
	(void)state;
	made_file("lab.c", "int f(void)\n{\n\treturn nothing;\n}\n");
	assert_int_equal(chdir(made_path(NULL)), 0);
	assert_false(compile("lab.c", "lab.o", false, NULL));
	assert_non_null(strstr(output, "\nlab.c:3:16: error:"));
}

static void a_warning_is_no_mistake(void **state)
{
	(void)state;
	assert_true(compile(made_file("lab.c", "int f(void) { int unused; return 0; }\n"),
			    made_path("lab.o"), false, NULL));
}

static void any_file_is_taken_for_c_whatever_it_is_called(void **state)
{
	static const char *const names[] = {"lab",   "lab.txt", "lab.c.bak", "my lab.C",
					    "lab.h", "lab.s",	"lab.o"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		const char *object = made_path("made.obj");
		char **defined;

		if (!compile(made_file(names[i], "int *f(void *p) { return p; }\n"), object, false,
			     NULL))
			fail_msg("%s: %s", names[i], output);
		defined = symbols_names(object, true);
		assert_non_null(defined[0]);
		assert_string_equal(defined[0], "f"); /* C++ would not have it, or not so named */
		symbols_free_names(defined);
		assert_int_equal(unlink(object), 0);
	}
}

static void the_persons_flags_come_last_and_win(void **state)
{
	static char *flags[] = {"-DNAME=g", "-O1", NULL};
	const char *source = made_file("lab.c", "#ifndef __OPTIMIZE__\n#error flags\n#endif\n"
						"int NAME(void) { return 0; }\n");

	(void)state;
	assert_false(compile(source, made_path("lab.o"), false, NULL));
	assert_true(compile(source, made_path("lab.o"), false, flags));
}

static void only_what_is_instrumented_calls_the_runtime_at_accesses(void **state)
{
	const char *source = made_file("lab.c", "int c; void f(void) { c++; }\n");
	const char *plain = made_path("plain.o"), *instrumented = made_path("instrumented.o");

	(void)state;
	assert_true(compile(source, plain, false, NULL));
	assert_true(compile(source, instrumented, true, NULL));
	assert_false(symbols_imports(plain, "__tsan_"));
	assert_true(symbols_imports(instrumented, "__tsan_read4"));
	assert_true(symbols_imports(instrumented, "__tsan_write4"));
}

static bool link_objects(const char *const *objects, const char *shared)
{
	const struct linking linking = {.compiler = COMPILER_GCC,
					.objects = objects,
					.wraps = "runner.wraps",
					.shared = shared};

	return compile_link(&linking, &output);
}

static void calls_are_led_to_the_runtime_when_linked(void **state)
{
	const char *object = made_path("lab.o"), *other = made_path("other.o");
	const char *shared = made_path("lab.so");

	(void)state;
	assert_true(compile(made_file("lab.c",
				      "#include <pthread.h>\n"
				      "void f(pthread_mutex_t *m) { pthread_mutex_lock(m); }\n"),
			    object, false, NULL));
	assert_true(compile(made_file("other.c", "int x;\n"), other, false, NULL));
	if (!link_objects((const char *[]){object, other, NULL}, shared))
		fail_msg("%s", output);
	assert_true(symbols_imports(shared, "__wrap_pthread_mutex_lock"));
	assert_false(symbols_imports(shared, "pthread_mutex_lock"));
}

static void a_function_defined_twice_is_told_in_the_linkers_words(void **state)
{
	const char *object = made_path("lab.o");

	(void)state;
	assert_true(compile(made_file("lab.c", "int twice(void) { return 2; }\n"), object, false,
			    NULL));
	assert_false(link_objects((const char *[]){object, object, NULL}, made_path("lab.so")));
	assert_non_null(strstr(output, "twice"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(both_streams_of_a_program_are_captured_in_their_order),
		TEST(only_status_0_is_success),
		TEST(a_program_that_is_not_there_is_told_by_its_name),
		TEST(a_program_has_nothing_to_read),
		TEST(a_flood_of_words_is_cut_and_never_blocks),
		TEST(a_mistake_is_told_in_the_compilers_words_at_the_path_that_was_given),
		TEST(a_warning_is_no_mistake),
		TEST(any_file_is_taken_for_c_whatever_it_is_called),
		TEST(the_persons_flags_come_last_and_win),
		TEST(only_what_is_instrumented_calls_the_runtime_at_accesses),
		TEST(calls_are_led_to_the_runtime_when_linked),
		TEST(a_function_defined_twice_is_told_in_the_linkers_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
