/* SPDX-License-Identifier: MIT */
/* Screening of a submission's object: the names that it defines and uses, and its sections. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_screen.h"

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
	assert_refuses(HEAD
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_others_cannot_be_defined),
		cmocka_unit_test(names_of_others_cannot_be_used),
		cmocka_unit_test(a_stack_that_can_be_executed_is_found),
		cmocka_unit_test(own_names_and_libc_s_functions_are_innocent),
		cmocka_unit_test(the_lab_s_other_side_may_be_called),
	};

	return cmocka_run_group_tests_name("screening: symbols", tests, little_screen_begin,
					   little_labs_end);
}
