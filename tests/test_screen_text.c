/* SPDX-License-Identifier: MIT */
/* Screening of a submission's text as it stands: bytes, measures, includes, line numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "little_screen.h"
#include "text.h"

/* ---- the text as such ---- */

static void write_bytes(const char *bytes, size_t count)
{
	char *path = screen_path("student/lab.c");
	FILE *file;

	little_write("student/lab.c", "");
	file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, count, file), count);
	assert_int_equal(fclose(file), 0);
	free(path);
}

static void assert_finds_in_bytes(const char *bytes, size_t count, unsigned line, const char *words)
{
	struct result result;

	write_bytes(bytes, count);
	result = screen_file("student/lab.c", COMPILER_GCC);
	assert_refused_at(&result, line, words);
	assert_true(result.unfit);
	result_release(&result);
}

static void bytes_that_are_no_text_are_found(void **state)
{
	static const char nul[] = HEAD "int a;\0int b;\n", escape[] = HEAD "\n/* \033[2J */\n";
	static const char lone[] = HEAD "int a;\r#include </etc/passwd>\n";

	(void)state;
	assert_finds_in_bytes(nul, sizeof nul - 1, 2, "a byte of value 0");
	assert_finds_in_bytes(escape, sizeof escape - 1, 3, "a byte of value 27");
	assert_finds_in_bytes(lone, sizeof lone - 1, 2, "a byte of value 13");
}

static void text_of_other_machines_and_tongues_is_text(void **state)
{
	(void)state;
	assert_innocent("#include \"lab.h\"\r\n\f\n/* gr\xc3\xbc\xc3\x9f dich, na\xefve */" TAIL);
}

static void a_file_too_large_to_be_a_lab_s_is_not_read(void **state)
{
	size_t count = 256 * 1024 + 1;
	char *bytes = malloc(count);

	(void)state;
	assert_non_null(bytes);
	memset(bytes, '\n', count);
	assert_finds_in_bytes(bytes, count, 0, "has 262145 bytes");
	free(bytes);
}

static void lines_and_brackets_have_their_measure(void **state)
{
	char line[5000], brackets[600];

	(void)state;
	memset(line, ' ', sizeof line);
	assert_finds_in_bytes(line, sizeof line, 1, "a line of more than 4096");
	memset(brackets, '(', 300);
	memset(brackets + 300, ')', 300);
	assert_finds_in_bytes(brackets, sizeof brackets, 1, "more than 200 brackets");
}

static void brackets_in_strings_and_comments_nest_nothing(void **state)
{
	struct text text = {0};

	(void)state;
	for (unsigned i = 0; i < 300; i++)
		text_printf(&text, "%s/* ( */ // ((\n",
			    i == 0 ? HEAD "const char *brackets =\n" : "\"(\"");
	text_printf(&text, "\"\"; int one = '(';%s", TAIL);
	assert_innocent(text.bytes);
	text_release(&text);
}

/* ---- includes ---- */

static void no_compiler_is_given_a_file_that_includes_others(void **state)
{
	static const struct bad bad[] = {
		{"#include \"/dev/zero\"", "a file outside the lab", 0},
		{"#include </etc/shadow>", "a file outside the lab", 0},
		{"#include \"../../solutions/01-little/lab.c\"", "a file outside the lab", 0},
		{"#include \"scenario.c\"", "is made of itself, lab.h", 0},
		{"#include \"scenario.h\"", "is made of itself, lab.h", 0},
		{"#include <valgrind/helgrind.h>", "speaks to the tools", 0},
		{"#include <sanitizer/tsan_interface.h>", "speaks to the tools", 0},
		{"#include <sys/syscall.h>", "is made of itself, lab.h", 0},
		{"#include <immintrin.h>", "is made of itself, lab.h", 0},
		{"#define ZERO \"/dev/zero\"\n#include ZERO", "something that is computed", 1},
		{"#include_next <stdio.h>", "#include_next", 0},
		{"#import <stdio.h>", "#import", 0},
		{"#embed \"/dev/zero\"", "#embed", 0},
		{"#if 0\n#include </dev/full>\n#endif", "a file outside the lab", 1},
	};

	(void)state;
	ASSERT_EACH(bad, true);
}

static void no_way_of_writing_it_hides_an_include(void **state)
{
	static const struct bad bad[] = {
		{"%:include </dev/zero>", "outside the lab", 0},
		{"  # /* a\ncomment */ include </dev/zero>", "outside the lab", 1},
		{"#\\\ninclude </dev/zero>", "outside the lab", 1},
		{"#inc\\ \nlude </dev/zero>", "outside the lab", 0},
		{"#\n#include </dev/zero>", "outside the lab", 1},
		{"/* */ #include </dev/zero>", "outside the lab", 0},
		{"#include </dev/zero/*>", "outside the lab", 0},
		{"#if 0\n' \" /*\n*/\n#include </dev/zero>\n#endif", "outside the lab", 3},
		{"// a\\\ncomment\n#include </dev/zero>", "outside the lab", 2},
		{"/\\\n* */ #include </dev/zero>", "outside the lab", 1},
	};

	(void)state;
	ASSERT_EACH(bad, true);
}

static void what_only_looks_like_an_include_is_innocent(void **state)
{
	(void)state;
	assert_innocent(HEAD "#include <stdio.h>\n#include <sys/mman.h>\n#include \"pthread.h\"\n"
			     "/*\n#include </dev/zero>\n*/\n// \\\n#include </dev/zero>\n"
			     "const char *text = \"\\\n#include </dev/zero>\";\n"
			     "#define include(x) x\nint a = include(1);\n"
			     "#define TEXT(x) #x\nconst char *more = TEXT(\n"
			     "include </dev/zero>);\n" TAIL);
}

static void lines_cannot_be_renumbered(void **state)
{
	static const struct bad bad[] = {
		{"#line 7 \"lab.h\"", "renumbers lines", 0},
		{"# 3 \"/usr/include/stdio.h\" 3", "renumbers lines", 0},
		{"%: 3", "renumbers lines", 0},
	};

	(void)state;
	ASSERT_EACH(bad, true);
}

static void a_raw_string_is_not_c(void **state)
{
	(void)state;
	assert_refuses(HEAD "const char *text = R\"(\n#include </dev/zero>\n)\";" TAIL, 2,
		       "a raw string");
	assert_refuses(HEAD "const char *text = (void *)u8R\"x()x\";" TAIL, 2, "a raw string");
	assert_innocent(HEAD "#define R \"r\"\n#define XR(x) x\n"
			     "const char *text = R \"(\" XR(\"R\"); /* R\"( */" TAIL);
}

static void nobody_asks_which_files_are_there(void **state)
{
	static const struct bad bad[] = {
		{"#if __has_include(</etc/shadow>)\n#endif", "must not ask which files", 0},
		{"#define ASK __has_include_next", "must not ask which files", 0},
		{"#ifdef __has_embed\n#endif", "must not ask which files", 0},
	};

	(void)state;
	ASSERT_EACH(bad, true);
}

static void a_header_beside_the_submission_is_not_the_lab_s(void **state)
{
	char *link = screen_path("beside/string.h");

	(void)state;
	little_write("beside/lab.c", HEAD "#include <time.h>\n#include \"string.h\"" TAIL);
	little_write("beside/lab.h", "void nothing(void);\n");
	little_write("beside/time.h", "#error not in quotes\n");
	assert_clean(screen_file("beside/lab.c", COMPILER_GCC));
	little_write("beside/lab.h", "#define nothing(x) nothing(x)\n");
	assert_int_equal(symlink("/dev/zero", link), 0);
	struct result result = screen_file("beside/lab.c", COMPILER_GCC);
	assert_refused_at(&result, 1, "\"lab.h\" would be the one that lies beside");
	assert_refused_at(&result, 3, "\"string.h\" would be the one that lies beside");
	assert_true(result.unfit);
	result_release(&result);
	free(link);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_that_are_no_text_are_found),
		cmocka_unit_test(text_of_other_machines_and_tongues_is_text),
		cmocka_unit_test(a_file_too_large_to_be_a_lab_s_is_not_read),
		cmocka_unit_test(lines_and_brackets_have_their_measure),
		cmocka_unit_test(brackets_in_strings_and_comments_nest_nothing),
		cmocka_unit_test(no_compiler_is_given_a_file_that_includes_others),
		cmocka_unit_test(no_way_of_writing_it_hides_an_include),
		cmocka_unit_test(what_only_looks_like_an_include_is_innocent),
		cmocka_unit_test(lines_cannot_be_renumbered),
		cmocka_unit_test(a_raw_string_is_not_c),
		cmocka_unit_test(nobody_asks_which_files_are_there),
		cmocka_unit_test(a_header_beside_the_submission_is_not_the_lab_s),
	};

	return cmocka_run_group_tests_name("screening: text", tests, little_screen_begin,
					   little_labs_end);
}
