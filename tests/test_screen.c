/* SPDX-License-Identifier: MIT */
/*
 * What screening finds in a submission, with its line, and what looks alike and is innocent.  Files
 * that are all wrong are put together from many wrong lines, since each is compiled several times.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "checkings.h"
#include "gallery.h"
#include "kit.h"
#include "labs.h"
#include "little_lab.h"
#include "text.h"

#define HEAD "#include \"lab.h\"\n"
#define TAIL "\nvoid nothing(void)\n{\n}\n"

/* ---- a submission, and what is found in it ---- */

static int begin(void **state)
{
	if (little_labs_begin(state) != 0)
		return -1;
	little_lab("static void body(unsigned self) { (void)self; nothing(); }", "", "body", "",
		   false);
	return 0;
}

static char *path_of(const char *file)
{
	return format_string("%s/%s", little_labs_dir(), file);
}

static struct result screened(const char *file, enum compiler compiler)
{
	const struct settings settings = {.scenario = -1, .noise = -1};
	struct result result = {.checker = "screen"};
	char *source = path_of(file), *error = NULL;
	struct subject *subject;

	if (!subject_new("01", source, compiler, NULL, &subject, &error))
		fail_msg("%s", error);
	checker_find("screen")->check(subject, &settings, &result);
	subject_free(subject);
	free(source);
	return result;
}

static struct result screen(const char *text)
{
	little_write("student/lab.c", text);
	return screened("student/lab.c", COMPILER_GCC);
}

static void show(const struct result *result)
{
	if (result->note != NULL)
		print_message("    note: %s\n", result->note);
	for (size_t i = 0; i < result->findings.count; i++)
		print_message("    line %u: %s\n", result->findings.items[i].places[0].spot.line,
			      result->findings.items[i].message);
}

static const struct finding *found_at(const struct result *result, unsigned line, const char *words)
{
	for (size_t i = 0; i < result->findings.count; i++) {
		const struct finding *finding = &result->findings.items[i];

		if (finding->kind == FINDING_UNSUPPORTED && finding->places[0].spot.line == line &&
		    strstr(finding->message, words) != NULL)
			return finding;
	}
	return NULL;
}

static void assert_found(const struct result *result, unsigned line, const char *words)
{
	if (found_at(result, line, words) != NULL)
		return;
	show(result);
	fail_msg("nothing in line %u says '%s'", line, words);
}

/* The only thing that is found in that text. */
static void assert_finds(const char *text, unsigned line, const char *words)
{
	struct result result = screen(text);

	assert_found(&result, line, words);
	assert_int_equal(result.status, STATUS_FAIL);
	if (result.findings.count != 1)
		show(&result);
	assert_int_equal(result.findings.count, 1);
	result_release(&result);
}

static void assert_nothing(struct result result)
{
	if (result.status != STATUS_CLEAN)
		show(&result);
	assert_int_equal(result.findings.count, 0);
	assert_int_equal(result.status, STATUS_CLEAN);
	result_release(&result);
}

static void assert_innocent(const char *text)
{
	assert_nothing(screen(text));
}

/* Rows of one file, from its second line on: each is found so many lines further, with these words.
 */
struct bad {
	const char *text, *words;
	unsigned further;
};

static unsigned lines_of(const char *text)
{
	unsigned lines = 1;

	while ((text = strchr(text, '\n')) != NULL) {
		text++;
		lines++;
	}
	return lines;
}

static struct result screen_rows(const struct bad *rows, size_t count)
{
	struct text text = {0};
	struct result result;

	text_printf(&text, "%s", HEAD);
	for (size_t i = 0; i < count; i++)
		text_printf(&text, "%s\n", rows[i].text);
	text_printf(&text, "%s", TAIL);
	result = screen(text.bytes);
	text_release(&text);
	return result;
}

static void assert_each(const struct bad *rows, size_t count, bool unfit)
{
	struct result result = screen_rows(rows, count);
	unsigned line = 2;

	for (size_t i = 0; i < count; i++) {
		assert_found(&result, line + rows[i].further, rows[i].words);
		line += lines_of(rows[i].text);
	}
	assert_int_equal(result.status, STATUS_FAIL);
	assert_int_equal(result.unfit, unfit);
	result_release(&result);
}

#define ASSERT_EACH(rows, unfit) assert_each(rows, sizeof(rows) / sizeof *(rows), unfit)

/* ---- the text as such ---- */

static void write_bytes(const char *bytes, size_t count)
{
	char *path = path_of("student/lab.c");
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
	result = screened("student/lab.c", COMPILER_GCC);
	assert_found(&result, line, words);
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
	assert_finds(HEAD "const char *text = R\"(\n#include </dev/zero>\n)\";" TAIL, 2,
		     "a raw string");
	assert_finds(HEAD "const char *text = (void *)u8R\"x()x\";" TAIL, 2, "a raw string");
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
	char *link = path_of("beside/string.h");

	(void)state;
	little_write("beside/lab.c", HEAD "#include <time.h>\n#include \"string.h\"" TAIL);
	little_write("beside/lab.h", "void nothing(void);\n");
	little_write("beside/time.h", "#error not in quotes\n");
	assert_nothing(screened("beside/lab.c", COMPILER_GCC));
	little_write("beside/lab.h", "#define nothing(x) nothing(x)\n");
	assert_int_equal(symlink("/dev/zero", link), 0);
	struct result result = screened("beside/lab.c", COMPILER_GCC);
	assert_found(&result, 1, "\"lab.h\" would be the one that lies beside");
	assert_found(&result, 3, "\"string.h\" would be the one that lies beside");
	assert_true(result.unfit);
	result_release(&result);
	free(link);
}

/* ---- attributes, pragmas, assembler, builtins ---- */

static void attributes_that_hide_code_are_found(void **state)
{
	static const struct bad bad[] = {
		{"__attribute__((no_sanitize(\"thread\"))) void a1(void) {}", "no_sanitize:", 0},
		{"__attribute((__no_sanitize_thread__)) void a2(void) {}",
		 "no_sanitize_thread:", 0},
		{"[[gnu::no_sanitize_thread]] void a3(void) {}", "no_sanitize_thread:", 0},
		{"<:<:gnu::no_sanitize_thread:>:> void a4(void) {}", "no_sanitize_thread:", 0},
		{"void a5(void) __attribute__((unused,\nno_instrument_function));",
		 "no_instrument_function:", 1},
		{"__attribute__((optimize(\"O3\"))) void a6(void) {}", "optimize:", 0},
		{"__attribute__((aligned(8), section(\".text.x\"))) int a7;", "section:", 0},
		{"__attribute__((constructor)) static void a8(void) {}", "constructor:", 0},
		{"__attribute__((destructor(101))) static void a9(void) {}", "destructor:", 0},
		{"void b1(void) __attribute__((alias(\"nothing\")));", "alias:", 0},
		{"void b2(void) __attribute__((weak));", "weak:", 0},
		{"static void b3(void) __attribute__((weakref(\"nothing\")));", "weakref:", 0},
		{"__attribute__((visibility(\"hidden\"))) int b4;", "visibility:", 0},
		{"__attribute__((naked)) void b5(void) {}", "naked:", 0},
		{"__attribute__((target(\"avx\"))) void b6(void) {}", "target:", 0},
		{"#define PASTE(a, b) a##b\n"
		 "PASTE(__attri, bute__)((PASTE(no_sani, tize_thread))) void b7(void) {}",
		 "no_sanitize_thread:", 1},
		{"__attri\\\nbute__((no_sani\\\ntize_thread)) void b8(void) {}",
		 "no_sanitize_thread:", 0},
		{"__attribute__((disable_sanitizer_instrumentation)) void b9(void) {}",
		 "disable_sanitizer_instrumentation:", 0},
		{"__attribute__((of_next_year)) void c1(void) {}", "what it does to the code", 0},
		{"static void *c2(void) { return 0; }\n"
		 "void c3(void) __attribute__((ifunc(\"c2\")));",
		 "ifunc:", 1},
	};

	(void)state;
	ASSERT_EACH(bad, false);
}

static void pragmas_that_change_the_compiler_are_found(void **state)
{
	static const struct bad bad[] = {
		{"#pragma GCC optimize(\"O3\")", "#pragma GCC optimize", 0},
		{"#pragma GCC push_options", "#pragma GCC push_options", 0},
		{"#pragma GCC pop_options", "#pragma GCC pop_options", 0},
		{"#pragma clang attribute push(__attribute__((no_sanitize(\"thread\"))), "
		 "apply_to = function)",
		 "#pragma clang attribute", 0},
		{"_Pragma(\"GCC visibility push(hidden)\")", "#pragma GCC visibility", 0},
		{"#define HIDE _Pragma(\"GCC visibility pop\")\nHIDE", "#pragma GCC visibility", 1},
		{"#pragma weak elsewhere", "#pragma weak", 0},
		{"#pragma redefine_extname mine __tsan_read8", "#pragma redefine_extname", 0},
		{"#pragma of_next_year", "#pragma of_next_year", 0},
	};

	(void)state;
	ASSERT_EACH(bad, false);
}

static void assembler_is_found(void **state)
{
	static const struct bad bad[] = {
		{"void a1(void) { __asm__ volatile(\"\" ::: \"memory\"); }", "__asm__: assembler",
		 0},
		{"void a2(void) { asm(\"nop\"); }", "asm: assembler", 0},
		{"__asm(\".globl x\");", "__asm: assembler", 0},
		{"int a3 __asm__(\"a4\");", "__asm__: assembler", 0},
		{"#define BARRIER() __asm__(\"\")\nvoid a5(void)\n{\n\tBARRIER();\n}", "assembler",
		 3},
		{"static int __seg_gs *a6;", "__seg_gs: accesses", 0},
		{"void a7(void) { int a[2] __attribute__((aligned(sizeof({ asm(\"\"); 8L; })))); "
		 "(void)a; }",
		 "asm: assembler", 0},
	};

	(void)state;
	ASSERT_EACH(bad, false);
}

static void assembler_by_a_macro_of_libc_is_found(void **state)
{
	(void)state;
	assert_finds("#include <sys/types.h>\n" HEAD "int\n__REDIRECT(mine, (void), nothing);" TAIL,
		     4, "assembler");
}

static void code_in_a_standard_header_s_name_is_found(void **state)
{
	struct result result = screen(
		"#define random_data random_data; static __attribute__((constructor)) void a(void) "
		"{ __asm__(\"nop\"); } struct more\n"
		"#include <stdlib.h>\n" HEAD TAIL);

	(void)state;
	assert_found(&result, 2, "a macro that is defined above changes what this header says");
	assert_found(&result, 2, "constructor:");
	assert_found(&result, 2, "assembler");
	result_release(&result);
}

static void builtins_that_reach_below_the_language_are_found(void **state)
{
	static const struct bad bad[] = {
		{"void *a1(void) { return __builtin_return_address(0); }", "return_address", 0},
		{"void *a2(void) { return __builtin_frame_address(0); }", "frame_address", 0},
		{"void a3(void **b) { __builtin_longjmp(b, 1); }", "longjmp", 0},
		{"unsigned long long a4(void) { return __builtin_ia32_rdtsc(); }", "rdtsc", 0},
		{"void *a5(void) { return __builtin_thread_pointer(); }", "thread_pointer", 0},
		{"void *a6(void) { return __builtin_apply_args(); }", "apply_args", 0},
	};

	(void)state;
	ASSERT_EACH(bad, false);
}

static void honest_words_of_these_sorts_are_innocent(void **state)
{
	(void)state;
	assert_innocent(
		"#define _GNU_SOURCE\n#define EVENT 4\n" HEAD
		"#include <assert.h>\n#include <errno.h>\n#include <pthread.h>\n#include "
		"<stdarg.h>\n"
		"#include <stdatomic.h>\n#include <stddef.h>\n#include <stdio.h>\n#include "
		"<stdlib.h>\n"
		"#include <math.h>\n#include <sys/select.h>\n#include <sys/wait.h>\n#include "
		"<threads.h>\n"
		"#pragma GCC diagnostic ignored \"-Wunused\"\n#pragma STDC FP_CONTRACT OFF\n"
		"_Pragma(\"GCC diagnostic push\")\n"
		"/* __attribute__((no_sanitize(\"thread\"))) asm(\"\") #pragma weak x */\n"
		"const char *asm_text = \"__asm__ __attribute__((constructor)) \\\n#pragma "
		"weak\";\n"
		"static int constructor, section, no_sanitize, weak, asm_, __asm_, attribute;\n"
		"struct weak { int alias; };\nstatic struct weak destructor[2][1];\n"
		"static void close_it(int *it) { *it = 0; }\n"
		"__attribute__((format(printf, 1, 2), noinline, unused)) static void say(const "
		"char *f, ...)\n"
		"{\n\tva_list more;\n\tva_start(more, f);\n\tvprintf(f, "
		"more);\n\tva_end(more);\n}\n"
		"[[gnu::unused]] static _Noreturn void end(void) { exit(1); }\n"
		"_Static_assert(offsetof(struct weak, alias) == 0, \"asm\");\n"
		"static once_flag once = ONCE_FLAG_INIT;\nstatic _Thread_local int own;\n"
		"static void first(void) { own = 1; }\n"
		"static void *work(void *it)\n{\n"
		"\tstatic atomic_int count;\n\tint left __attribute__((cleanup(close_it))) = 1, "
		"status = 0;\n"
		"\tfd_set set;\n\tint index[2] = {[1] = 0};\n"
		"\tFD_ZERO(&set);\n\tFD_SET(1, &set);\n\tassert(it != NULL);\n"
		"\tpthread_cleanup_push(free, it);\n\tatomic_fetch_add(&count, 1);\n"
		"\tatomic_store_explicit(&count, EVENT, memory_order_release);\n"
		"\tcall_once(&once, first);\n\tpthread_cleanup_pop(1);\n"
		"\twhile (__builtin_expect(count == 0, 0))\n\t\t__builtin_ia32_pause();\n"
		"\t__atomic_thread_fence(__ATOMIC_SEQ_CST);\n\t__sync_synchronize();\n"
		"\terrno = isnan(0.5) ? WEXITSTATUS(status) : 0;\n"
		"\tsay(\"%d\", destructor[index[0]][index[1]].alias + left + constructor + section "
		"+ no_sanitize\n"
		"\t    + weak + asm_ + __asm_ + attribute);\n"
		"\treturn asm_text == NULL ? (end(), NULL) : NULL;\n}\n"
		"void *(*volatile start)(void *) = work;" TAIL);
}

/* ---- the same however it is compiled ---- */

static void what_depends_on_the_instrumentation_is_found(void **state)
{
	(void)state;
	assert_finds(HEAD "#ifdef __SANITIZE_THREAD__\nint a;\n#endif" TAIL, 3,
		     "depends on whether the compiler instruments");
	assert_finds(HEAD "#define ASK(a, b) a##b\n#if ASK(__SANITIZE_, THREAD__) + 0\n#else\n"
			  "int a;\n#endif" TAIL,
		     5, "depends on whether the compiler instruments");
	assert_finds(HEAD "#define NAME(x) #x\n#define TEXT(x) NAME(x)\n"
			  "int\na = sizeof TEXT(__SANITIZE_THREAD__);" TAIL,
		     5, "depends on whether the compiler instruments");
}

static void what_depends_on_the_compiler_or_the_day_is_found(void **state)
{
	(void)state;
	assert_finds(HEAD "#ifdef __clang__\nint a;\n#endif" TAIL, 3, "(__clang__)");
	assert_finds(HEAD "#if !defined NVALGRIND\nint a;\n#endif" TAIL, 3,
		     "whether a tool watches");
	assert_finds(HEAD
		     "#ifdef __has_feature\n#if __has_feature(thread_sanitizer)\nint a;\n#endif\n"
		     "#endif" TAIL,
		     4, "whether a tool watches");
	assert_finds(HEAD "#ifndef __OPTIMIZE__\nint a;\n#endif" TAIL, 3, "(__OPTIMIZE__)");
	assert_finds(HEAD "#define PASTE(a, b) a##b\nconst char *a = PASTE(__TI, ME__);" TAIL, 3,
		     "when it is compiled");
}

static void another_way_that_does_not_even_compile_is_found(void **state)
{
	(void)state;
	assert_finds(HEAD "#ifdef __SANITIZE_THREAD__\n#error no\n#endif" TAIL, 1,
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
	result = screened("student/lab.c", COMPILER_CLANG);
	assert_found(&result, 4, "depends on whether the compiler instruments");
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
	result = screen(text.bytes);
	assert_found(&result, 0, "expand to more than any program has");
	assert_true(result.unfit);
	text_release(&text);
	result_release(&result);
}

/* ---- symbols and sections ---- */

static void names_of_others_cannot_be_defined(void **state)
{
	static const struct bad bad[] = {
		{"int pthread_mutex_lock(void *m) { return m == 0; }", "those of the threads", 0},
		{"int sem_of_my_own(void) { return 0; }", "those of the threads", 0},
		{"int main(void) { return 0; }", "no start of its own", 0},
		{"static void __tsan_read8(void *a) { (void)a; }", "__tsan_read8 is defined", 0},
		{"const char *__tsan_default_options(void) { return \"report_bugs=0\"; }",
		 "belongs to the tools", 0},
		{"void *memcpy(void *a, const void *b, unsigned long n) { (void)b, (void)n; return "
		 "a; }",
		 "libc has one of that name", 0},
		{"int epoll_wait(int a) { return a; }", "libc has one of that name", 0},
		{"double cbrt(double x) { return x; }", "libc has one of that name", 0},
		{"void racelab_expect_failed(void) {}", "belongs to the harness", 0},
		{"void __wrap_malloc(void) {}", "the linker makes names", 0},
		{"char __libc_single_threaded_;", "belong to the compiler", 0},
		{"#define PASTE(a, b) a##b\nint PASTE(sem_, post)(void *s) { return s == 0; }",
		 "sem_post is defined", 1},
	};

	(void)state;
	ASSERT_EACH(bad, false);
}

/* In one function, since only what is used is in the object. */
static void names_of_others_cannot_be_used(void **state)
{
	static const struct bad bad[] = {
		{"#define _GNU_SOURCE\n#include <unistd.h>\nlong a1(void) { return syscall(60, 0); "
		 "}",
		 "syscall is used: it calls the kernel past", 2},
		{"void *dlsym(void *, const char *);\nvoid *a2(void) { return dlsym(0, \"x\"); }",
		 "dlsym is used: it fetches", 0},
		{"long ptrace(int, ...);\nlong a3(void) { return ptrace(0); }", "ptrace is used",
		 0},
		{"extern char **environ;\nvoid *a4(void) { return environ; }", "environ is used",
		 0},
		{"#include <stdlib.h>\nvoid *a5(void) { return getenv(\"VALGRIND_LIB\"); }",
		 "getenv is used", 1},
		{"#include <stdio.h>\nvoid *a6(void) { return fopen(\"/proc/self/maps\", \"r\"); }",
		 "fopen is used: it opens files", 1},
		{"void __tsan_ignore_thread_begin(void);\nvoid a7(void) { "
		 "__tsan_ignore_thread_begin(); }",
		 "belongs to the tools", 0},
		{"void AnnotateHappensBefore(const char *, int, void *);\n"
		 "void a8(void) { AnnotateHappensBefore(\"\", 1, 0); }",
		 "belongs to the tools", 0},
		{"void report_finding_of_the_runner(void);\nvoid a9(void) { "
		 "report_finding_of_the_runner(); }",
		 "nobody would see what it does", 0},
		{"void outcome(long);\nvoid b1(void) { outcome(1); }", "it is the scenario's", 0},
		{"extern char _rtld_global;\nvoid *b2(void) { return &_rtld_global; }",
		 "libc's own works", 0},
		{"extern int racelab_lab;\nint *b3 = &racelab_lab;", "belongs to the harness", 0},
		{"#include <setjmp.h>\njmp_buf b4;\nvoid b5(void) { longjmp(b4, 1); }",
		 "longjmp is used", 2},
	};

	(void)state;
	ASSERT_EACH(bad, false);
}

static void a_stack_that_can_be_executed_is_found(void **state)
{
	(void)state;
	assert_finds(HEAD
		     "void call(void (*it)(void));\nvoid call(void (*it)(void)) { it(); }\n"
		     "void outer(int a)\n{\n\tvoid inner(void) { a++; }\n\tcall(inner);\n}" TAIL,
		     0, "a stack that can be executed");
}

static void own_names_and_libc_s_functions_are_innocent(void **state)
{
	(void)state;
	assert_innocent(
		HEAD "#include <pthread.h>\n#include <semaphore.h>\n#include <stdio.h>\n"
		     "#include <stdlib.h>\n#include <string.h>\n#include <sys/mman.h>\n"
		     "/* dlsym(0, \"syscall\"); int main(void) */\n"
		     "const char *names = \"syscall ptrace environ __tsan_read8 main\";\n"
		     "static int memfrob(int a) { return a; }\n"
		     "static int dlsym_, syscalls, main_hall, environment, pthreads;\n"
		     "int semaphores, tsan_read8;\nstruct main { int fopen; };\n"
		     "int of_its_own(int a) { return a + memfrob(dlsym_ + syscalls + main_hall +\n"
		     "environment + pthreads); }\n"
		     "__int128 wide(__int128 a, __int128 b) { return a / b; }\n"
		     "struct large { char bytes[4096]; } copied;\n"
		     "void copy(struct large *it) { copied = *it; }\n"
		     "void *use(void *it) { sem_post(it); printf(\"%p\", malloc(strlen(names)));\n"
		     "return mmap(0, 1, PROT_READ, MAP_SHARED, -1, 0); }" TAIL);
}

static void the_lab_s_other_side_may_be_called(void **state)
{
	(void)state;
	little_lab("static void body(unsigned self) { (void)self; nothing(); }\n"
		   "void ring_the_bell(void);\nvoid ring_the_bell(void) {}",
		   "", "body", "", false);
	assert_innocent(
		HEAD "void ring_the_bell(void);\nvoid nothing(void)\n{\n\tring_the_bell();\n}\n");
}

/* ---- a whole check ---- */

static void check(const char *text, struct checking *checking)
{
	struct settings settings = {.runs = 1, .scenario = -1, .noise = -1, .seed = 1};
	const struct checker *const few[] = {checker_find("screen"), checker_find("explore")};
	struct subject *subject;
	char *source = path_of("student/lab.c"), *error = NULL;

	little_write("student/lab.c", text);
	if (!subject_new("01", source, COMPILER_GCC, NULL, &subject, &error) ||
	    !checking_run(subject, &settings, &settings, few, 2, checking, &error))
		fail_msg("%s", error);
	subject_free(subject);
	free(source);
}

static void what_is_unfit_is_neither_compiled_nor_run_and_fails(void **state)
{
	struct checking checking = {0};

	(void)state;
	check(HEAD "#include \"/dev/zero\"" TAIL, &checking);
	assert_int_equal(checking.verdict, VERDICT_FAIL);
	assert_int_equal(checking.results[0].status, STATUS_FAIL);
	assert_int_equal(checking.results[1].status, STATUS_SKIPPED);
	assert_non_null(strstr(checking.results[1].note, "not given to a compiler"));
	checking_release(&checking);
}

static void what_is_refused_and_cannot_be_linked_fails_and_is_no_error(void **state)
{
	struct checking checking = {0};

	(void)state;
	check(HEAD "const int racelab_lab = 1;" TAIL, &checking);
	assert_int_equal(checking.verdict, VERDICT_FAIL);
	assert_int_equal(checking.results[1].status, STATUS_SKIPPED);
	assert_non_null(strstr(checking.results[1].note, "racelab_lab"));
	checking_release(&checking);
}

static void what_is_refused_is_run_all_the_same(void **state)
{
	struct checking checking = {0};

	(void)state;
	check(HEAD "__attribute__((weak)) int a;" TAIL, &checking);
	assert_int_equal(checking.verdict, VERDICT_FAIL);
	assert_int_equal(checking.results[1].status, STATUS_PROVED);
	checking_release(&checking);
}

static void what_does_not_compile_is_the_compiler_s_to_say(void **state)
{
	const struct checker *screening = checker_find("screen");
	struct settings settings = {.scenario = -1};
	struct checking checking = {0};
	struct subject *subject;
	char *source = path_of("student/lab.c"), *error = NULL;

	(void)state;
	little_write("student/lab.c", HEAD "int a = no_such_name;" TAIL);
	assert_true(subject_new("01", source, COMPILER_GCC, NULL, &subject, &error));
	assert_false(checking_run(subject, &settings, &settings, &screening, 1, &checking, &error));
	assert_non_null(strstr(error, "no_such_name"));
	free(error);
	subject_free(subject);
	free(source);
}

static void a_whole_program_is_not_screened(void **state)
{
	const struct settings settings = {.scenario = -1};
	char *source = path_of("program.c"), *error = NULL;
	struct program program = {.files = (char *[]){source, NULL}};
	struct result result = {.checker = "screen"};
	struct subject *subject;

	(void)state;
	little_write("program.c", "int main(void) { __asm__(\"\"); return 0; }\n");
	assert_true(subject_new_program(&program, COMPILER_GCC, NULL, &subject, &error));
	checker_find("screen")->check(subject, &settings, &result);
	assert_int_equal(result.status, STATUS_SKIPPED);
	assert_non_null(strstr(result.note, "only what is handed in for a lab"));
	result_release(&result);
	subject_free(subject);
	free(source);
}

/* ---- all labs ---- */

/* What the authors vouch for: only these wrong ones are refused, and all of them are. */
static bool is_to_be_refused(const struct piece *piece)
{
	return piece->kind == PIECE_WRONG && strcmp(piece->by->name, "screen") == 0;
}

static bool is_of_interest(const struct piece *piece)
{
	return piece->kind != PIECE_WRONG || piece->family == FAMILY_FOOL;
}

static unsigned count_wrong(const struct checkings *checkings, const struct piece **pieces)
{
	unsigned wrong = 0;

	for (size_t i = 0; i < checkings->count; i++) {
		const struct checkings_job *job = &checkings->jobs[i];
		enum verdict wanted =
			is_to_be_refused(pieces[i]) ? VERDICT_FAIL : VERDICT_NO_FAILURE_FOUND;
		bool either = pieces[i]->kind == PIECE_WRONG && !is_to_be_refused(pieces[i]);

		if (job->error == NULL && (either || job->checking.verdict == wanted))
			continue;
		print_message("    %s: %s\n", pieces[i]->path,
			      job->error != NULL ? job->error : "not as it should be");
		if (job->error == NULL)
			show(job->checking.results);
		wrong++;
	}
	return wrong;
}

static void add_gallery(struct checkings *checkings, const struct piece **pieces,
			const struct checker *const *screening, const struct gallery *gallery)
{
	for (size_t i = 0; i < gallery->count; i++) {
		if (!is_of_interest(&gallery->pieces[i]))
			continue;
		pieces[checkings->count] = &gallery->pieces[i];
		checkings->jobs[checkings->count++] =
			(struct checkings_job){.lab = gallery->lab,
					       .source = gallery->pieces[i].path,
					       .list = screening,
					       .count = 1};
	}
}

static void every_right_repair_passes_and_every_wrong_one_that_hides_is_refused(void **state)
{
	const struct checker *const screening = checker_find("screen");
	const struct settings settings = {.scenario = -1};
	static struct checkings_job jobs[2000];
	static const struct piece *pieces[2000];
	static struct gallery galleries[100];
	struct checkings checkings = {.jobs = jobs, .native = &settings, .tools = &settings};
	char *error, **names;
	size_t used = 0;

	(void)state;
	assert_true(kit_init("labs", &error));
	names = labs_names();
	for (char **name = names; *name != NULL; name++, used++) {
		assert_true(gallery_open(*name, &galleries[used], &error));
		add_gallery(&checkings, pieces, &screening, &galleries[used]);
	}
	checkings_run(&checkings);
	assert_true(used > 0);
	assert_int_equal(count_wrong(&checkings, pieces), 0);
	checkings_release(&checkings);
	while (used > 0)
		gallery_close(&galleries[--used]);
	labs_free_names(names);
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
		cmocka_unit_test(attributes_that_hide_code_are_found),
		cmocka_unit_test(pragmas_that_change_the_compiler_are_found),
		cmocka_unit_test(assembler_is_found),
		cmocka_unit_test(assembler_by_a_macro_of_libc_is_found),
		cmocka_unit_test(code_in_a_standard_header_s_name_is_found),
		cmocka_unit_test(builtins_that_reach_below_the_language_are_found),
		cmocka_unit_test(honest_words_of_these_sorts_are_innocent),
		cmocka_unit_test(what_depends_on_the_instrumentation_is_found),
		cmocka_unit_test(what_depends_on_the_compiler_or_the_day_is_found),
		cmocka_unit_test(another_way_that_does_not_even_compile_is_found),
		cmocka_unit_test(clang_s_own_question_is_found_with_clang),
		cmocka_unit_test(other_conditionals_are_innocent),
		cmocka_unit_test(macros_without_end_are_found_before_they_are_compiled),
		cmocka_unit_test(names_of_others_cannot_be_defined),
		cmocka_unit_test(names_of_others_cannot_be_used),
		cmocka_unit_test(a_stack_that_can_be_executed_is_found),
		cmocka_unit_test(own_names_and_libc_s_functions_are_innocent),
		cmocka_unit_test(the_lab_s_other_side_may_be_called),
		cmocka_unit_test(what_is_unfit_is_neither_compiled_nor_run_and_fails),
		cmocka_unit_test(what_is_refused_and_cannot_be_linked_fails_and_is_no_error),
		cmocka_unit_test(what_is_refused_is_run_all_the_same),
		cmocka_unit_test(what_does_not_compile_is_the_compiler_s_to_say),
		cmocka_unit_test(a_whole_program_is_not_screened),
		cmocka_unit_test(
			every_right_repair_passes_and_every_wrong_one_that_hides_is_refused),
	};

	return cmocka_run_group_tests_name("screening", tests, begin, little_labs_end);
}
