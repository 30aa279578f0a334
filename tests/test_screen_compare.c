/* SPDX-License-Identifier: MIT */
/* Screening of what is another program when it is compiled another way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_screen.h"
#include "text.h"

/* ---- the same however it is compiled ---- */

static void what_depends_on_the_instrumentation_is_found(void **state)
{
	(void)state;
	assert_refuses(HEAD "#ifdef __SANITIZE_THREAD__\nint a;\n#endif" TAIL, 3,
		       "depends on whether the compiler instruments");
	assert_refuses(HEAD "#define ASK(a, b) a##b\n#if ASK(__SANITIZE_, THREAD__) + 0\n#else\n"
			    "int a;\n#endif" TAIL,
		       5, "depends on whether the compiler instruments");
	assert_refuses(HEAD "#define NAME(x) #x\n#define TEXT(x) NAME(x)\n"
			    "int\na = sizeof TEXT(__SANITIZE_THREAD__);" TAIL,
		       5, "depends on whether the compiler instruments");
}

static void what_depends_on_the_compiler_or_the_day_is_found(void **state)
{
	(void)state;
	assert_refuses(HEAD "#ifdef __clang__\nint a;\n#endif" TAIL, 3, "(__clang__)");
	assert_refuses(HEAD "#if !defined NVALGRIND\nint a;\n#endif" TAIL, 3,
		       "whether a tool watches");
	assert_refuses(HEAD
		       "#ifdef __has_feature\n#if __has_feature(thread_sanitizer)\nint a;\n#endif\n"
		       "#endif" TAIL,
		       4, "whether a tool watches");
	assert_refuses(HEAD "#ifndef __OPTIMIZE__\nint a;\n#endif" TAIL, 3, "(__OPTIMIZE__)");
	assert_refuses(HEAD "#define PASTE(a, b) a##b\nconst char *a = PASTE(__TI, ME__);" TAIL, 3,
		       "when it is compiled");
}

static void another_way_that_does_not_even_compile_is_found(void **state)
{
	(void)state;
	assert_refuses(HEAD "#ifdef __SANITIZE_THREAD__\n#error no\n#endif" TAIL, 1,
		       "depends on whether the compiler instruments");
}

static void clang_s_own_question_is_found_with_clang(void **state)
{
	struct result result;

	(void)state;
	if (system("clang --version >/dev/null 2>&1") != 0)
		skip(); /* there is no clang here */
	little_write("student/lab.c",
		     HEAD "#if defined(__has_feature)\n"
			  "#if __has_feature(thread_sanitizer)\nint a;\n#endif\n#endif" TAIL);
	result = screen_file("student/lab.c", COMPILER_CLANG);
	assert_refused_at(&result, 4, "depends on whether the compiler instruments");
	result_release(&result);
}

static void other_conditionals_are_innocent(void **state)
{
	(void)state;
	assert_innocent("#define _GNU_SOURCE\n" HEAD "#include <stdio.h>\n"
			"#if defined(__GNUC__) && !defined(__clang__)\n"
			"#pragma GCC diagnostic ignored \"-Wtsan\"\n#endif\n"
			"#ifndef DEPTH\n#define DEPTH 3\n#endif\n#if DEPTH > 2\nint deep;\n#endif\n"
			"/* #ifdef __SANITIZE_THREAD__ */\n"
			"const char *text = \"__SANITIZE_THREAD__ __TIME__ __clang__\";\n"
			"int line = __LINE__, count = __COUNTER__;\n"
			"int sanitize_thread, NVALGRIND_;\n"
			"#ifdef __linux__\nint here;\n#endif" TAIL);
}

static void macros_without_end_are_found_before_they_are_compiled(void **state)
{
	struct text text = {0};
	struct result result;

	(void)state;
	text_printf(&text, HEAD "#define M0 1+1+1+1+1+1+1+1+1+1+\n");
	for (unsigned i = 1; i < 10; i++)
		text_printf(&text, "#define M%u M%u M%u M%u M%u M%u M%u M%u M%u\n", i, i - 1, i - 1,
			    i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
	text_printf(&text, "long sum = M9 1;" TAIL);
	result = screen_text(text.bytes);
	assert_refused_at(&result, 0, "expand to more than any program has");
	assert_true(result.unfit);
	text_release(&text);
	result_release(&result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_depends_on_the_instrumentation_is_found),
		cmocka_unit_test(what_depends_on_the_compiler_or_the_day_is_found),
		cmocka_unit_test(another_way_that_does_not_even_compile_is_found),
		cmocka_unit_test(clang_s_own_question_is_found_with_clang),
		cmocka_unit_test(other_conditionals_are_innocent),
		cmocka_unit_test(macros_without_end_are_found_before_they_are_compiled),
	};

	return cmocka_run_group_tests_name("screening: ways to compile", tests, little_screen_begin,
					   little_labs_end);
}
