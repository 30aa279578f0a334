/* SPDX-License-Identifier: MIT */
/* racelab book: what a person and other programs read of a grade book, and grading anew. */
#include "../harness/files.h"
#include "../harness/text.h"
#include "little_book.h"
#include "little_class.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- racelab book ---- */

/* What python's own readers make of an export. */
static char *python(const char *program)
{
	char *command = format_string("cd %s && python3 -c '%s' >py 2>&1", in_class("."), program);
	int status = system(command);
	size_t count;
	char *text = files_read(in_class("py"), &count);

	free(command);
	if (status != 0)
		fail_msg("python3 ended with %d: %s", status, text);
	return text;
}

static void assert_python(const char *program, const char *wanted)
{
	char *text = python(program);

	assert_string_equal(text, wanted);
	free(text);
}

static void an_export_is_what_others_can_read(void **state)
{
	(void)state;
	class_put_wrong("in/ann \"x\", b.c", 1);
	class_put_broken("in/=1+1.c", 2);
	class_put_broken("in/@SUM(A1).c", 3);
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	assert_int_equal(class_run("book export csv -o g.csv"), 0);
	assert_int_equal(class_run("book export json -o g.json"), 0);
	assert_python("import csv\n"
		      "for r in csv.DictReader(open(\"g.csv\", newline=\"\"), strict=True):\n"
		      "  print(r[\"student\"], r[\"points\"], r[\"verdict\"], len(r))",
		      "'=1+1 0 compile-error 18\n'@SUM(A1) 0 compile-error 18\n"
		      "ann \"x\", b 0 fail 18\n");
	assert_python("b = open(\"g.csv\", \"rb\").read()\n"
		      "print(b.count(b\"\\r\\n\"), b.count(b\"\\n\"), b.endswith(b\"\\r\\n\"))",
		      "4 4 True\n");
	assert_python("import json\n"
		      "for r in json.load(open(\"g.json\"))[\"grades\"]:\n"
		      "  print(r[\"student\"], r[\"points\"], r[\"report\"][\"verdict\"])",
		      "=1+1 0.0 error\n@SUM(A1) 0.0 error\nann \"x\", b 0.0 fail\n");
}

static void a_history_tells_all_that_was_handed_in_and_best_the_best(void **state)
{
	(void)state;
	class_put_right("in/ann.c", 1);
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	class_put_wrong("in/ann.c", 2);
	assert_int_equal(class_run("grade --lab 1 in"), 0);
	assert_int_equal(class_run("book list"), 0);
	class_says(class_output, "ann           0/10  fail");
	assert_int_equal(class_run("book best"), 0);
	class_says(class_output, "ann          10/10  proved");
	assert_int_equal(class_run("book history ann"), 0);
	class_says(class_output, "10/10 proved");
	class_says(class_output, "0/10 fail");
	assert_true(strstr(class_output, "10/10 proved") < strstr(class_output, " 0/10 fail"));
	assert_int_equal(class_run("book history bob"), 2);
	class_says(class_errors, "nothing of a student 'bob'");
}

static const char scenario[] =
	"#include \"lab.h\"\n#include \"scenario.h\"\n"
	"static void go(unsigned self) { (void)self; }\n"
	"static void look(void) { EXPECT(answer() == %d, \"it is %%d\", answer()); }\n"
	"static const struct scenario scenarios[] = {\n"
	"	{.name = \"it\", .what = \"It runs.\", .body = {go}, .check = look, .points = 10,\n"
	"	 .stress_runs = 10, .tool_runs = 1}, {0}};\n"
	"static const struct declaration declared[] = {{0}};\n"
	"const struct lab racelab_lab = {.title = \"Asked\", .family = \"Tests\",\n"
	"	.difficulty = 1, .scenarios = scenarios, .declared = declared};\n";

static void put_lab(int answer)
{
	char *text = format_string(scenario, answer);

	class_put("mine/97-asked/scenario.c", text);
	free(text);
}

static void what_a_changed_lab_changes_is_shown_and_the_files_are_not_needed(void **state)
{
	(void)state;
	class_put("mine/97-asked/lab.h", "int answer(void);\n");
	class_put("mine/97-asked/lab.c",
		  "#include \"lab.h\"\nint answer(void)\n{\n\treturn 0;\n}\n");
	put_lab(42);
	class_put("in/ann.c", "#include \"lab.h\"\nint answer(void)\n{\n\treturn 42;\n}\n");
	class_put("in/bob.c", "#include \"lab.h\"\nint answer(void)\n{\n\treturn 7;\n}\n");
	assert_int_equal(class_run("grade --labs mine --lab 97 in"), 0);
	class_says(class_output, "ann          10/10  proved");
	class_says(class_output, "bob           0/10  fail");
	assert_int_equal(class_run("book regrade --labs mine"), 0);
	assert_string_equal(class_output,
			    "0 graded again, 0 of 2 submissions have another grade now\n");
	put_lab(7);
	assert_int_equal(unlink(in_class("in/ann.c")) | unlink(in_class("in/bob.c")), 0);
	assert_int_equal(class_run("book regrade --labs mine"), 0);
	class_says(class_output, "97-asked, ann (");
	class_says(class_output, "10/10 proved -> 0/10 fail  scenario.c:4: it is 42");
	class_says(class_output, "0/10 fail -> 10/10 proved");
	class_says(class_output, "2 graded again, 2 of 2 submissions have another grade now");
	put_lab(42); /* back again: the first results are the last word once more */
	assert_int_equal(class_run("book regrade --labs mine"), 0);
	class_says(class_output, "0/10 fail -> 10/10 proved");
	class_says(class_output, "0 graded again, 2 of 2 submissions");
}

static void what_the_harness_cannot_build_is_nobodys_zero(void **state)
{
	(void)state;
	class_put("mine/97-asked/lab.h", "int answer(void);\n");
	class_put("mine/97-asked/lab.c",
		  "#include \"lab.h\"\nint answer(void)\n{\n\treturn broken;\n}\n");
	put_lab(42);
	class_put("in/ann.c", "#include \"lab.h\"\nint answer(void)\n{\n\treturn nothing;\n}\n");
	assert_int_equal(class_run("grade --labs mine --lab 97 in"), 2);
	class_says(class_errors, "in/ann.c is not graded: nothing can be built for lab 97-asked");
	class_says(class_output, "not graded");
	assert_int_equal(class_run("book list --labs mine"), 0);
	class_says(class_output, "not graded");
}

static void assert_fault(const char *words, const char *part)
{
	assert_int_equal(class_run(words), 2);
	class_says(class_errors, part);
	assert_string_equal(class_output, "");
}

static void a_wrong_word_is_a_fault(void **state)
{
	(void)state;
	assert_fault("book lst", "did you mean `racelab book list`?");
	assert_fault("book list", "there is no grade book grades.db");
	book_close(little_book());
	assert_fault("book list x --book g.db", "one argument too many");
	assert_fault("book history --book g.db", "whose history?");
	assert_fault("book export xml --book g.db", "cannot be exported as 'xml'");
	assert_fault("book list --book g.db", "nothing of that kind");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, little_class_begin, little_class_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(an_export_is_what_others_can_read),
		CASE(a_history_tells_all_that_was_handed_in_and_best_the_best),
		CASE(what_a_changed_lab_changes_is_shown_and_the_files_are_not_needed),
		CASE(what_the_harness_cannot_build_is_nobodys_zero),
		CASE(a_wrong_word_is_a_fault),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
