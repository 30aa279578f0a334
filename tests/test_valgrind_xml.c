/* SPDX-License-Identifier: MIT */
/* The reader of valgrind's XML, on captured reports and on broken ones. */
#include "captured_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../harness/checkers/valgrind_xml.h"

static const char *const captured[] = {
	"races.helgrind", "races.drd",	"alive.helgrind",  "alive.drd",	     "misuse.helgrind",
	"misuse.drd",	  "waits.drd",	"waits.helgrind",  "forks.helgrind", "forks.drd",
	"hold.drd",	  "killed.drd", "killed.helgrind",
};

#define CAPTURED (sizeof captured / sizeof *captured)

static bool parse(const char *xml, struct vg_report *report, char **error)
{
	return vg_report_parse(xml, strlen(xml), "here.xml", report, error);
}

static void a_report_says_which_tool_wrote_it(void **state)
{
	struct vg_report report;

	(void)state;
	captured_read("races.helgrind", &report);
	assert_string_equal(report.tool, "helgrind");
	vg_report_release(&report);
	captured_read("races.drd", &report);
	assert_string_equal(report.tool, "drd");
	vg_report_release(&report);
}

static void a_race_has_two_sentences_with_a_stack_each(void **state)
{
	struct vg_report report;
	const struct vg_error *race;

	(void)state;
	captured_read("races.helgrind", &report);
	race = &report.errors[0];
	assert_string_equal(race->kind, "Race");
	assert_string_equal(race->threadname, "T2");
	assert_true(race->nparts >= 2);
	assert_int_equal(race->parts[0].role, VG_WHAT);
	assert_int_equal(race->parts[0].thread, 3);
	assert_non_null(strstr(race->parts[0].text, "Possible data race during read"));
	assert_string_equal(race->parts[0].stack.frames[0].function, "bump");
	assert_int_equal(race->parts[0].stack.frames[0].line, 18);
	assert_int_equal(race->parts[1].thread, 2);
	assert_string_equal(race->parts[1].stack.frames[1].function, "locked");
	vg_report_release(&report);
}

static void a_frame_has_all_its_fields(void **state)
{
	struct vg_report report;
	const struct vg_frame *frame;

	(void)state;
	captured_read("races.helgrind", &report);
	frame = &report.errors[0].parts[0].stack.frames[0];
	assert_true(frame->ip != 0);
	assert_string_equal(frame->object, "/lab/races.so");
	assert_string_equal(frame->dir, "/lab");
	assert_string_equal(frame->file, "lab.c");
	vg_report_release(&report);
}

static void the_creation_of_threads_is_kept(void **state)
{
	struct vg_report report;

	(void)state;
	captured_read("races.helgrind", &report);
	assert_int_equal(report.nthreads, 3);
	assert_int_equal(report.threads[0].number, 3);
	assert_true(report.threads[0].created.nframes > 3);
	assert_int_equal(report.threads[2].number, 1);
	assert_int_equal(report.threads[2].created.nframes, 0);
	vg_report_release(&report);
}

static void two_sentences_about_one_error_are_one_text(void **state)
{
	struct vg_report report;
	bool seen = false;

	(void)state;
	captured_read("misuse.helgrind", &report);
	for (size_t i = 0; i < report.nerrors; i++) {
		const struct vg_part *what = vg_error_part(&report.errors[i], VG_WHAT);

		seen |= strcmp(what->text,
			       "Thread #1's call to pthread_mutex_lock failed with error code "
			       "35 (EDEADLK: Resource deadlock would occur)") == 0;
	}
	assert_true(seen);
	vg_report_release(&report);
}

static void drds_containers_become_parts_of_their_role(void **state)
{
	struct vg_report report;
	const struct vg_error *held;

	(void)state;
	captured_read("hold.drd", &report);
	held = &report.errors[0];
	assert_string_equal(held->kind, "HoldtimeErr");
	assert_int_equal(vg_error_part(held, VG_ACQUIRED)->stack.frames[1].line, 11);
	assert_int_equal(vg_error_part(held, VG_WHAT)->stack.frames[1].line, 13);
	assert_string_equal(vg_error_part(held, VG_OBSERVED)->text, "mutex");
	vg_report_release(&report);
}

static void a_report_of_a_killed_process_yields_what_was_complete(void **state)
{
	struct vg_report report;

	(void)state;
	captured_read("killed.helgrind", &report);
	assert_false(report.finished);
	assert_int_equal(report.nerrors, 1);
	assert_string_equal(report.errors[0].kind, "UnlockUnlocked");
	vg_report_release(&report);
}

static void a_whole_report_is_finished(void **state)
{
	struct vg_report report;

	(void)state;
	captured_read("races.drd", &report);
	assert_true(report.finished);
	assert_int_equal(report.nerrors, 9);
	vg_report_release(&report);
}

static void an_empty_report_is_an_unfinished_one(void **state)
{
	struct vg_report report;
	char *error = NULL;

	(void)state;
	assert_true(parse("", &report, &error));
	assert_false(report.finished);
	assert_int_equal(report.nerrors, 0);
	vg_report_release(&report);
}

static void what_is_not_xml_is_an_error_with_its_line(void **state)
{
	struct vg_report report;
	char *error = NULL;

	(void)state;
	assert_false(
		parse("<?xml version=\"1.0\"?>\n<valgrindoutput>\n<a></b>\n", &report, &error));
	assert_non_null(strstr(error, "here.xml:3: "));
	assert_int_equal(report.nerrors, 0);
	free(error);
}

static void a_file_that_is_not_there_is_an_error_with_its_name(void **state)
{
	struct vg_report report;
	char *error = NULL;

	(void)state;
	assert_false(vg_report_read("/nowhere/1.xml", &report, &error));
	assert_non_null(strstr(error, "/nowhere/1.xml: "));
	free(error);
}

static void tags_in_the_wrong_place_do_no_harm(void **state)
{
	static const char *const wrong[] = {
		"<error><frame><ip>0x1</ip></frame></error>",
		"<error><stack><frame><auxwhat>a</auxwhat><ip>0x1</ip></frame></stack></error>",
		"<stack><frame><fn>f</fn></frame></stack>",
		"<error><error><kind>Race</kind></error></error>",
		"<error><announcethread><stack/></announcethread></error>",
		"<announcethread><error><what>a</what></error></announcethread>",
		"<error><acquired_at><acquired_at/></acquired_at><stack/></error>",
		"<frame><line>3</line></frame><what>a</what><hthreadid>9</hthreadid>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		char xml[512], *error = NULL;
		struct vg_report report;

		snprintf(xml, sizeof xml, "<valgrindoutput>%s</valgrindoutput>", wrong[i]);
		assert_true(parse(xml, &report, &error));
		vg_report_release(&report);
	}
}

/* The bytes are copied to a block of just their size, so that ASan sees a read behind them. */
static size_t errors_in_first(const char *bytes, size_t count)
{
	char *block = malloc(count > 0 ? count : 1), *error = NULL;
	struct vg_report report;
	size_t found;

	assert_non_null(block);
	memcpy(block, bytes, count);
	assert_true(vg_report_parse(block, count, "cut", &report, &error));
	found = report.nerrors;
	vg_report_release(&report);
	free(block);
	return found;
}

static void a_report_cut_anywhere_yields_a_beginning_of_its_errors(void **state)
{
	(void)state;
	for (size_t i = 0; i < CAPTURED; i++) {
		size_t count, last = 0;
		char *bytes = captured_bytes(captured[i], &count);

		for (size_t cut = 0; cut <= count; cut += 1 + cut % 7) {
			size_t found = errors_in_first(bytes, cut);

			assert_true(found >= last);
			last = found;
		}
		free(bytes);
	}
}

static void a_report_with_one_byte_changed_is_read_or_refused(void **state)
{
	uint64_t random = 1;

	(void)state;
	for (size_t i = 0; i < CAPTURED; i++) {
		size_t count;
		char *bytes = captured_bytes(captured[i], &count);

		for (int turn = 0; turn < 300; turn++) {
			size_t at;
			char *error = NULL, was;
			struct vg_report report;

			random = random * 6364136223846793005u + 1442695040888963407u;
			at = (random >> 33) % count;
			was = bytes[at];
			bytes[at] = (char)(random >> 20);
			if (vg_report_parse(bytes, count, "changed", &report, &error))
				vg_report_release(&report);
			else
				assert_non_null(error);
			free(error);
			bytes[at] = was;
		}
		free(bytes);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_report_says_which_tool_wrote_it),
		cmocka_unit_test(a_race_has_two_sentences_with_a_stack_each),
		cmocka_unit_test(a_frame_has_all_its_fields),
		cmocka_unit_test(the_creation_of_threads_is_kept),
		cmocka_unit_test(two_sentences_about_one_error_are_one_text),
		cmocka_unit_test(drds_containers_become_parts_of_their_role),
		cmocka_unit_test(a_report_of_a_killed_process_yields_what_was_complete),
		cmocka_unit_test(a_whole_report_is_finished),
		cmocka_unit_test(an_empty_report_is_an_unfinished_one),
		cmocka_unit_test(what_is_not_xml_is_an_error_with_its_line),
		cmocka_unit_test(a_file_that_is_not_there_is_an_error_with_its_name),
		cmocka_unit_test(tags_in_the_wrong_place_do_no_harm),
		cmocka_unit_test(a_report_cut_anywhere_yields_a_beginning_of_its_errors),
		cmocka_unit_test(a_report_with_one_byte_changed_is_read_or_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
