/* SPDX-License-Identifier: MIT */
/* The formats that are not JSON: JUnit's XML, TAP, CSV, GitHub's commands. */
#include "../harness/files.h"
#include "../harness/text.h"
#include "little_format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

/* ---- XML, TAP, CSV, GitHub ---- */

static void junit_is_valid_xml(void **state)
{
	size_t count;

	(void)state;
	for (size_t i = 0; i < MADE_CLASS; i++)
		if (!little_xml_is_valid(little_write_one("junit", &little_handed_in[i])))
			fail_msg("%s\n%s", files_read(little_in_folder("said"), &count),
				 little_text.bytes);
	if (!little_xml_is_valid(little_write_class("junit")))
		fail_msg("%s\n%s", files_read(little_in_folder("said"), &count), little_text.bytes);
	assert_non_null(strstr(little_text.bytes, "failures=\"7\" errors=\"3\""));
	*strstr(little_text.bytes, "failures=") = 'F';
	assert_false(little_xml_is_valid(little_text.bytes));
}

/* tests run, passed, problems of form: as perl's reader counts them. */
static void assert_tap(const char *tap, int run, int passed, int problems)
{
	static const char script[] =
		"use TAP::Parser; local $/; open F, '<', $ARGV[0]; "
		"my $p = TAP::Parser->new({tap => scalar <F>}); $p->run; "
		"my @e = $p->parse_errors; print STDERR \"@e\\n\"; "
		"exit !($p->tests_run == $ARGV[1] && $p->passed == $ARGV[2] && @e == $ARGV[3])";
	const char *path = little_put("it.tap", tap), *reader = little_put("read.pl", script);
	char *command = format_string("perl '%s' '%s' %d %d %d 2>/dev/null", reader, path, run,
				      passed, problems);

	if (little_status(command) != 0)
		fail_msg("perl reads something else in\n%s", tap);
	free(command);
}

static void tap_is_read_by_perl(void **state)
{
	static const int passed[] = {3, 1, 1, 0};

	(void)state;
	for (size_t i = 0; i < 4; i++)
		assert_tap(little_write_one("tap", &little_handed_in[i]), 3, passed[i], 0);
	assert_tap(little_write_class("tap"), 3 * MADE_CLASS, 5, 0);
	assert_tap("TAP version 13\n1..2\nok 1\n", 1, 1, 1);
}

static void csv_is_read_by_python_and_harmless_in_a_spreadsheet(void **state)
{
	static const char script[] =
		"import csv, sys\n"
		"rows = list(csv.DictReader(open(sys.argv[1], newline='', errors='replace')))\n"
		"assert len(rows) == 5, len(rows)\n"
		"assert all(None not in r and None not in r.values() for r in rows)\n"
		"assert [r['points'] for r in rows] == ['10', '2', '8', '0', ''], rows\n"
		"assert [r['verdict'] for r in rows] == ['proved', 'fail', 'fail', 'refused', "
		"'error']\n"
		"assert rows[1]['student'][:5] == \"'=cmd\" and '\\r\\n# o' in rows[1]['student']\n"
		"assert rows[2]['student'] == \"'-2+3\" and rows[3]['student'] == \"'@eve\"\n"
		"assert rows[1]['finding'] == 'data-race' and rows[1]['line'] == '12'\n";
	const char *path, *reader = little_put("read.py", script);
	char *command;

	(void)state;
	path = little_put("it.csv", little_write_class("csv"));
	command = format_string(PYTHON " '%s' '%s'", reader, path);
	assert_int_equal(little_status(command), 0);
	free(command);
}

/* As the runner of GitHub Actions undoes it. */
static char *unescaped(const char *words)
{
	struct text plain = {0};

	for (; *words != '\0'; words++) {
		unsigned byte;
		char c = *words;

		if (c == '%' && sscanf(words, "%%%2X", &byte) == 1) {
			c = (char)byte;
			words += 2;
		}
		text_add(&plain, &c, 1);
	}
	return text_take(&plain);
}

static void no_message_can_become_a_command_of_github(void **state)
{
	char *line, *rest;
	size_t lines = 0;

	(void)state;
	rest = (char *)little_write_one("github", &little_handed_in[1]);
	while ((line = strsep(&rest, "\n")) != NULL && *line != '\0') {
		assert_true(strncmp(line, "::error ", 8) == 0 ||
			    strncmp(line, "::notice ", 9) == 0);
		if (strstr(line, "data-race") != NULL) {
			char *plain = unescaped(strstr(line, "title=data-race::") + 17);

			assert_non_null(strstr(line, "file=hand ins/a%2Cb%3Ac.c,line=12,col=3,"));
			assert_non_null(strstr(plain, made_hostile));
			free(plain);
		}
		lines++;
	}
	assert_int_equal(lines, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, little_format_begin, little_format_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(junit_is_valid_xml),
		TEST(tap_is_read_by_perl),
		TEST(csv_is_read_by_python_and_harmless_in_a_spreadsheet),
		TEST(no_message_can_become_a_command_of_github),
	};

	return cmocka_run_group_tests(tests, little_formats_begin, NULL);
}
