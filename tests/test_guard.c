/* SPDX-License-Identifier: MIT */
/*
 * The runtime's own state against the program that lies in the same memory: by little programs that
 * know where it is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_explore.h"
#include "little_lab.h"
#include "text.h"
#include "wire.h"

/* Where the wire lies in this process: `at`, to be read by setup. */
#define FIND_THE_WIRE                                                                              \
	"#include <stdio.h>\n"                                                                     \
	"#include <sys/syscall.h>\n"                                                               \
	"static volatile char *at; static int hits;\n"                                             \
	"static void find(void) { static char line[256]; unsigned long from;\n"                    \
	"	FILE *maps = fopen(\"/proc/self/maps\", \"r\");\n"                                       \
	"	while (fgets(line, sizeof line, maps) != NULL)\n"                                        \
	"		if (strstr(line, \"racelab-wire\") && sscanf(line, \"%%lx\", &from) == "                \
	"1)\n"                                                                                     \
	"			at = (volatile char *)from;\n"                                                         \
	"	fclose(maps); }\n"

static void assert_stress_finds(enum finding_kind kind, const char *words)
{
	struct result result = little_stress(50);
	const struct finding *finding = little_finding(&result, kind);

	if (strstr(finding->message, words) == NULL)
		fail_msg("'%s' does not say '%s'", finding->message, words);
	result_release(&result);
}

/* The body is wrong, and then says this. */
static void wrong_and_then(const char *rest)
{
	char *lab = format_string(FIND_THE_WIRE "static void body(unsigned self) { (void)self;\n"
						"	EXPECT(hits != 0, \"nobody came\");\n"
						"	%s }\n",
				  rest);

	little_lab(lab, "find", "body", "", false);
	free(lab);
}

static void a_write_into_the_wire_is_a_crash(void **state)
{
	(void)state;
	wrong_and_then("*at = 0;");
	assert_stress_finds(FINDING_CRASH, "no memory of the program's");
}

static void even_a_look_into_the_wire_is_one(void **state)
{
	(void)state;
	wrong_and_then("hits = *at;");
	assert_stress_finds(FINDING_CRASH, "no memory of the program's");
}

static void a_write_to_the_runners_own_variables_is_a_crash(void **state)
{
	static const char lab[] = "#include <stdio.h>\n"
				  "static void body(unsigned self) { (void)self;\n"
				  "	((volatile char *)&stderr)[64] = 1; }\n";

	(void)state;
	little_lab(lab, "", "body", "", false);
	assert_stress_finds(FINDING_CRASH, "no memory of the program's");
	assert_finds(lab, "body", FINDING_CRASH, "no memory of the program's");
}

static void explore_lets_a_program_write_only_what_is_its_own(void **state)
{
	static const char lab[] = "#include <stdio.h>\n"
				  "static void body(unsigned self) { (void)self;\n"
				  "	*(volatile char *)stdout = 0; }\n";

	(void)state;
	assert_finds(lab, "body", FINDING_CRASH, "no memory of the program's");
}

static void errno_is_the_programs_own(void **state)
{
	(void)state;
	assert_proved("#include <errno.h>\n"
		      "static void body(unsigned self) { (void)self; errno = 3;\n"
		      "	EXPECT(errno == 3, \"errno is %d\", errno); }\n",
		      "body");
}

/* Not announced, since libc does it: the count that is kept twice tells. */
static void findings_that_libc_was_made_to_wipe_out_are_missed(void **state)
{
	char *wipe = format_string("memset((char *)at + %zu, 0, 4);",
				   offsetof(struct wire, findings_used));

	(void)state;
	wrong_and_then(wipe);
	assert_stress_finds(FINDING_CRASH, "memory of the harness was written over");
	free(wipe);
}

static void a_program_that_writes_its_own_verdict_has_left_too_early(void **state)
{
	char *forge = format_string("static const int done = %d; static volatile size_t four = 4;\n"
				    "	memset((char *)at + %zu, 0, 4);\n"
				    "	memcpy((char *)at + %zu, &done, four);\n"
				    "	syscall(SYS_exit_group, 0);",
				    WIRE_DONE, offsetof(struct wire, findings_used),
				    offsetof(struct wire, state));

	(void)state;
	wrong_and_then(forge);
	assert_stress_finds(FINDING_WRONG_EXIT, "before its work was done");
	free(forge);
}

static void a_fault_of_the_harness_cannot_be_claimed_by_the_program(void **state)
{
	char *forge = format_string(
		"static const int broken = %d; static volatile size_t four = 4;\n"
		"	memset((char *)at + %zu, 0, 4);\n"
		"	memcpy((char *)at + %zu, &broken, four);\n"
		"	syscall(SYS_exit_group, 2);",
		WIRE_BROKEN, offsetof(struct wire, findings_used), offsetof(struct wire, state));

	(void)state;
	wrong_and_then(forge);
	assert_stress_finds(FINDING_WRONG_EXIT, "before its work was done");
	free(forge);
}

static void a_constructor_that_ends_the_process_is_a_wrong_exit(void **state)
{
	(void)state;
	little_lab("static void body(unsigned self) { (void)self; }\n", "", "body", "", false);
	little_write("01-little/lab.c",
		     "#include <unistd.h>\n"
		     "__attribute__((constructor)) static void leave(void) { _exit(0); }\n");
	assert_stress_finds(FINDING_WRONG_EXIT, "before its work was done");
}

static void the_runtimes_functions_have_no_names_for_the_program(void **state)
{
	struct result result;

	(void)state;
	little_lab("#include <dlfcn.h>\n"
		   "static void body(unsigned self) { (void)self;\n"
		   "	EXPECT(dlsym(NULL, \"outcome\"), \"not even what there should be\");\n"
		   "	EXPECT(!dlsym(NULL, \"rt_finish\") && !dlsym(NULL, \"rt\") &&\n"
		   "	       !dlsym(NULL, \"report_begin\") && !dlsym(NULL, \"slot_table\"),\n"
		   "	       \"they are there\"); }\n",
		   "", "body", "", false);
	result = little_stress(1);
	assert_int_equal(result.findings.count, 0);
	result_release(&result);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_write_into_the_wire_is_a_crash),
		cmocka_unit_test(even_a_look_into_the_wire_is_one),
		cmocka_unit_test(a_write_to_the_runners_own_variables_is_a_crash),
		cmocka_unit_test(explore_lets_a_program_write_only_what_is_its_own),
		cmocka_unit_test(errno_is_the_programs_own),
		cmocka_unit_test(findings_that_libc_was_made_to_wipe_out_are_missed),
		cmocka_unit_test(a_program_that_writes_its_own_verdict_has_left_too_early),
		cmocka_unit_test(a_fault_of_the_harness_cannot_be_claimed_by_the_program),
		cmocka_unit_test(a_constructor_that_ends_the_process_is_a_wrong_exit),
		cmocka_unit_test(the_runtimes_functions_have_no_names_for_the_program),
	};

	return cmocka_run_group_tests(tests, little_labs_begin, little_labs_end);
}
