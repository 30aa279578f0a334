/* SPDX-License-Identifier: MIT */
/* Screening of a submission's words: attributes, pragmas, assembler, builtins; and what looks
 * alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_screen.h"

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
	assert_refuses("#include <sys/types.h>\n" HEAD
		       "int\n__REDIRECT(mine, (void), nothing);" TAIL,
		       4, "assembler");
}

static void code_in_a_standard_header_s_name_is_found(void **state)
{
	struct result result = screen_text(
		"#define random_data random_data; static __attribute__((constructor)) void a(void) "
		"{ __asm__(\"nop\"); } struct more\n"
		"#include <stdlib.h>\n" HEAD TAIL);

	(void)state;
	assert_refused_at(&result, 2,
			  "a macro that is defined above changes what this header says");
	assert_refused_at(&result, 2, "constructor:");
	assert_refused_at(&result, 2, "assembler");
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(attributes_that_hide_code_are_found),
		cmocka_unit_test(pragmas_that_change_the_compiler_are_found),
		cmocka_unit_test(assembler_is_found),
		cmocka_unit_test(assembler_by_a_macro_of_libc_is_found),
		cmocka_unit_test(code_in_a_standard_header_s_name_is_found),
		cmocka_unit_test(builtins_that_reach_below_the_language_are_found),
		cmocka_unit_test(honest_words_of_these_sorts_are_innocent),
	};

	return cmocka_run_group_tests_name("screening: words", tests, little_screen_begin,
					   little_labs_end);
}
