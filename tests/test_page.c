/* SPDX-License-Identifier: MIT */
/*
 * `--format html`: what stands in the file, and how it behaves in a real Chromium, which is skipped
 * where none is installed.  PAGE_PICTURES=FOLDER leaves pictures of the pages there, to be looked
 * at.
 */
#include "../harness/files.h"
#include "../harness/format.h"
#include "../harness/handout.h"
#include "../harness/kit.h"
#include "../harness/page.h"
#include "../harness/text.h"
#include "browser.h"
#include "little_class.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define CLASS 300

static char folder[] = "/tmp/racelab-page-XXXXXX";

/* Valid until the next call but one. */
static const char *in_folder(const char *name)
{
	static char paths[2][512];
	static unsigned turn;

	turn = !turn;
	snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder, name);
	return paths[turn];
}

static int begin_all(void **state)
{
	char *error;

	(void)state;
	if (mkdtemp(folder) == NULL || !kit_init(NULL, &error))
		return -1;
	setenv("XDG_STATE_HOME", folder, 1);
	setenv("XDG_CACHE_HOME", folder, 1);
	if (browser_program() != NULL)
		browser_begin(folder);
	return 0;
}

static int end_all(void **state)
{
	char *command = format_string("rm -rf %s", folder);
	int status;

	(void)state;
	browser_end();
	status = system(command);
	free(command);
	return status;
}

/* By the judge alone, who always says the same.  Writes what `racelab check WORDS --format FORMAT`
 * says as that file of the folder. */
static const char *checked(const char *words, const char *format, const char *name)
{
	char *command = format_string("%s/racelab check --checkers explore --format %s -o %s %s "
				      ">/dev/null 2>&1",
				      kit_build_dir(), format, in_folder(name), words);
	int status = system(command);

	if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
		fail_msg("%s: %d", command, status);
	free(command);
	return in_folder(name);
}

static json_t *checked_json(const char *words)
{
	json_t *report = json_load_file(checked(words, "json", "report.json"), 0, NULL);

	assert_non_null(report);
	return report;
}

static void put_page(const char *name, void (*write_it)(struct text *, json_t *), json_t *data)
{
	struct text text = {0};

	write_it(&text, data);
	assert_true(files_write(in_folder(name), text.bytes, text.length));
	text_release(&text);
}

/* ---- the browser ---- */

static void need_browser(void)
{
	if (browser_program() != NULL)
		return;
	print_message("    there is no Chromium; apt-get install chromium\n");
	skip();
}

static void assert_that(const char *expression)
{
	json_t *value = browser_value(expression);

	if (!json_is_true(value))
		fail_msg("this does not hold: %s\n%s", expression, browser_complaints());
	json_decref(value);
}

/* What comes of a changed address comes when the browser has time: waits as long as it takes. */
static void wait_until(const char *expression)
{
	char *waiting =
		format_string("new Promise((done) => { const look = () => (%s) ? done(true) : "
			      "requestAnimationFrame(look); look(); })",
			      expression);

	json_decref(browser_value(waiting));
	free(waiting);
}

static void assert_number(const char *expression, json_int_t number)
{
	json_t *value = browser_value(expression);

	if (json_integer_value(value) != number || !json_is_number(value))
		fail_msg("%s is %lld, not %lld", expression, (long long)json_number_value(value),
			 (long long)number);
	json_decref(value);
}

/* Blanks in a row count as one. */
static void assert_text(const char *selector, const char *words)
{
	char *expression =
		format_string("document.querySelector('%s').textContent.replace(/\\s+/g, "
			      "' ').trim()",
			      selector);
	json_t *value = browser_value(expression);

	assert_string_equal(json_string_value(value), words);
	json_decref(value);
	free(expression);
}

static void press(const char *key, unsigned times)
{
	while (times-- > 0)
		browser_key(key);
}

static void picture(const char *name)
{
	const char *to = getenv("PAGE_PICTURES");
	char *path;

	if (to == NULL)
		return;
	path = format_string("%s/%s.png", to, name);
	browser_picture(path);
	free(path);
}

static void pictures(const char *name)
{
	char *each;

	if (getenv("PAGE_PICTURES") == NULL)
		return;
	for (unsigned i = 0; i < 4; i++) {
		static const char *const kinds[] = {"wide", "dark", "narrow", "paper"};

		browser_view(i == 2 ? 360 : 1280, 1600, i == 1, i == 3);
		each = format_string("%s-%s", name, kinds[i]);
		picture(each);
		free(each);
	}
	browser_view(1280, 800, false, false);
}

static int open_wide(void **state)
{
	(void)state;
	if (browser_program() != NULL)
		browser_view(1280, 800, false, false);
	return 0;
}

/* No error on the console, nothing fetched, nothing wider than the window. */
static void assert_clean(void)
{
	assert_string_equal(browser_complaints(), "");
	assert_that("document.documentElement.scrollWidth <= document.documentElement.clientWidth");
}

/* 1, 2, ...: the step that is lit. */
#define LIT                                                                                        \
	"[...document.querySelectorAll('.witness .step')]"                                         \
	".findIndex((e) => e.hasAttribute('aria-current')) + 1"
#define STEPS "document.querySelectorAll('.finding:first-of-type .step').length"

/* ---- one submission ---- */

static void a_failing_lab_opens_with_its_findings(void **state)
{
	(void)state;
	need_browser();
	browser_open(checked("22", "html", "22.html"));
	assert_text("h1", "The money transfer");
	assert_text(".verdict strong", "Not repaired");
	assert_that(
		"/^lock cycle: T1 holds/.test(document.querySelector('.finding h3').textContent)");
	assert_that("document.querySelector('.under').textContent.includes('found by explore')");
	assert_number("document.querySelectorAll('.finding:first-of-type .line.marked').length", 2);
	assert_text(".line.marked mark", "pthread_mutex_lock");
	assert_number("document.querySelectorAll('.finding:first-of-type .excerpt .note').length",
		      4);
	assert_number("document.querySelectorAll('.hints details').length", 4);
	assert_text(".verdict .points", "1 of 10 points");
	assert_number("document.querySelectorAll('.parts tbody tr').length", 4);
	assert_text(".parts tbody tr:nth-child(1)",
		    "milk and eggsTwo neighbours pay each other, at the same time.0 / 4deadlock "
		    "(explore)");
	assert_text(".parts tbody tr:nth-child(3) .points", "1 / 1");
	assert_number("document.querySelectorAll('.checkers tbody tr').length", 1);
	assert_that("document.querySelector('.checkers .what').textContent.includes('every "
		    "interleaving')");
	assert_clean();
	pictures("22");
}

static void a_witness_is_walked_through_with_the_keyboard(void **state)
{
	(void)state;
	need_browser();
	browser_open(checked("15", "html", "15.html"));
	assert_that(STEPS " > 20");
	assert_number(LIT, 1);
	press("j", 3);
	assert_number(LIT, 4);
	press("k", 1);
	assert_number(LIT, 3);
	press("End", 1); /* outside it, keys for scrolling scroll */
	assert_number(LIT, 3);
	json_decref(browser_value("document.querySelector('.witness').focus()"));
	press("ArrowDown", 2);
	press("ArrowRight", 1);
	press("ArrowUp", 1);
	assert_number(LIT, 5);
	press("End", 1);
	assert_that(LIT " === " STEPS);
	press("j", 2);
	assert_that(LIT " === " STEPS);
	press("Home", 1);
	assert_number(LIT, 1);
	press("k", 1);
	assert_number(LIT, 1);
	assert_clean();
}

static void a_witness_is_walked_through_with_the_mouse(void **state)
{
	(void)state;
	need_browser();
	browser_open(checked("15", "html", "15.html"));
	browser_click("'.step:nth-child(7)'");
	assert_number(LIT, 7);
	press("ArrowDown", 1);
	assert_number(LIT, 8);
	browser_click("'.buttons button:nth-child(3)'");
	assert_number(LIT, 9);
	browser_click("'.buttons button:nth-child(5)'");
	assert_that("document.querySelector('.step[aria-current]').classList.contains('wrong')");
	assert_clean();
	picture("15-wrong");
}

static void each_step_shows_line_locks_and_values(void **state)
{
	(void)state;
	need_browser();
	browser_open(checked("15", "html", "15.html"));
	assert_text(".now", "Step 1 of 28. T2 at lab.c:35 locks lock.");
	assert_that("document.querySelector('.now').getAttribute('aria-live') === 'polite'");
	assert_text(".line.lit .number", "35");
	assert_text(".threads tr:nth-child(2) td:last-child", "holds lock");
	press("j", 5);
	assert_text(".line.lit .number", "26");
	assert_text(".values tr:first-child", "in_hatch1T1 writes");
	assert_that("document.querySelector('.line.rests').dataset.threads === 'T2'");
	/* The lit line is in sight, in a file longer than its window. */
	assert_that(
		"(() => { const lit = document.querySelector('.line.lit').getBoundingClientRect(),"
		" file = document.querySelector('.pane .whole').getBoundingClientRect();"
		" return lit.top >= file.top && lit.bottom <= file.bottom; })()");
	assert_that("document.querySelector('.doom').previousElementSibling.classList.contains('"
		    "wrong')");
	assert_text(".doom", "From here on nothing can save it.");
	assert_clean();
	pictures("15");
}

static void the_end_of_a_deadlock_says_who_waits(void **state)
{
	(void)state;
	need_browser();
	browser_open(checked("22", "html", "22.html"));
	press("j", 1);
	assert_text(".threads tr:nth-child(1) .waits", "waits for accounts[1].lock");
	assert_text(".threads tr:nth-child(2) .waits", "waits for accounts[0].lock");
	assert_clean();
}

static void the_command_that_replays_is_copied(void **state)
{
	(void)state;
	need_browser();
	browser_open(checked("01", "html", "01.html"));
	json_decref(browser_value("navigator.clipboard.writeText = (text) => "
				  "{ window.copied = text; return Promise.resolve(); }"));
	browser_click("'.token button'");
	assert_that("/^racelab replay 01\\.1-[0-9a-f]+-[^ ]* 01-hit-counter [^ ]*lab.c$/"
		    ".test(window.copied)");
	assert_that("window.copied === document.querySelector('.token code').textContent");
	assert_clean();
	pictures("01");
}

static void a_repaired_lab_is_said_to_be_so(void **state)
{
	(void)state;
	need_browser();
	browser_open(checked("15 solutions/15-bounded-buffer/lab.c", "html", "good.html"));
	assert_text(".verdict strong", "Repaired, and proved");
	assert_number("document.querySelectorAll('.finding, .hints').length", 0);
	assert_number("document.querySelectorAll('.parts thead th').length", 2);
	assert_clean();
	pictures("good");
}

static void it_fits_a_telephone_and_follows_the_scheme(void **state)
{
	(void)state;
	need_browser();
	browser_open(checked("15", "html", "15.html"));
	json_decref(
		browser_value("window.light = getComputedStyle(document.body).backgroundColor"));
	browser_view(360, 700, true, false);
	assert_that("getComputedStyle(document.body).backgroundColor !== window.light");
	press("j", 4);
	assert_that(
		"document.querySelector('.step[aria-current]').getBoundingClientRect().bottom <= "
		"innerHeight");
	assert_clean();
}

static void open_refused(enum graded_state why, const char *words)
{
	struct graded graded;
	struct text text = {0};

	graded_refuse(&graded, why, "01-hit-counter", NULL, "lab.c", words);
	format_find("html")->one(&text, &graded);
	assert_true(files_write(in_folder("error.html"), text.bytes, text.length));
	text_release(&text);
	graded_release(&graded);
	browser_open(in_folder("error.html"));
}

static void what_could_not_be_built_is_a_page_too(void **state)
{
	(void)state;
	need_browser();
	open_refused(GRADED_REFUSED, "lab.c:3:1: error: expected ';'");
	assert_text(".verdict strong", "Refused");
	assert_text("h1", "01-hit-counter");
	assert_text("pre.error", "lab.c:3:1: error: expected ';'");
	assert_clean();
}

/* No grade is no zero. */
static void a_fault_of_the_harness_has_no_points(void **state)
{
	(void)state;
	need_browser();
	open_refused(GRADED_ERROR, "no memory");
	assert_text(".verdict strong", "No verdict");
	assert_number("document.querySelectorAll('.points, .review').length", 0);
	assert_clean();
}

static void known_false_alarms_are_folded_with_their_reason(void **state)
{
	json_t *report = json_pack(
		"{s:s, s:s, s:[{s:s, s:s, s:i, s:f, s:[{s:s, s:s, s:b, s:b, s:s, s:[]}]}]}",
		"subject", "01-hit-counter", "verdict", "proved", "checkers", "name", "tsan",
		"status", "clean", "executions", 20, "seconds", 0.5, "findings", "kind",
		"lock-order", "message", "two orders", "expected", 0, "known_false", 1, "reason",
		"A gate lock forbids it.", "places");

	(void)state;
	need_browser();
	put_page("false.html", page_one, report);
	json_decref(report);
	browser_open(in_folder("false.html"));
	assert_number("document.querySelectorAll('.findings').length", 0);
	assert_that("!document.querySelector('.alarms').open");
	browser_click("'.alarms summary'");
	assert_text(".alarms .reason", "A gate lock forbids it.");
	assert_clean();
}

/* ---- a class ---- */

static const char *const made_of[] = {
	"15",
	"15 solutions/15-bounded-buffer/lab.c",
	"15 solutions/15-bounded-buffer/wrong/broadcast-if.c",
	"22",
	"22 solutions/22-money-transfer/lab.c",
};
#define KINDS (sizeof made_of / sizeof *made_of)

/* Six of each ten are of lab 15's starter, one each of the others. */
static json_t *class_of(size_t many)
{
	json_t *reports[KINDS], *all = json_array();

	for (size_t i = 0; i < KINDS; i++)
		reports[i] = checked_json(made_of[i]);
	for (size_t i = 0; i < many; i++) {
		size_t which = i % 10 < 6 ? 0 : i % 10 - 5;
		json_t *one = json_copy(reports[which]);
		bool fails =
			strcmp(json_string_value(json_object_get(one, "verdict")), "fail") == 0;

		json_object_set_new(one, "student", json_sprintf("student-%zu", many - i));
		json_object_set(one, "lab", json_object_get(one, "subject"));
		json_object_set_new(one, "points", json_real(fails ? (double)(i % 4) + 0.5 : 10));
		json_object_set_new(one, "maximum", json_integer(10));
		if (i % 50 == 0) {
			json_object_set_new(one, "review", json_string("stress disagrees"));
			json_object_set_new(one, "confinement", json_string("partial: no seccomp"));
		}
		if (i % 50 == 25)
			json_object_set_new(one, "confinement", json_string("nothing was run"));
		json_array_append_new(all, one);
	}
	for (size_t i = 0; i < KINDS; i++)
		json_decref(reports[i]);
	return all;
}

static int make_class(void **state)
{
	json_t *class;

	if (begin_all(state) != 0)
		return -1;
	if (browser_program() == NULL)
		return 0;
	class = class_of(CLASS);
	put_page("class.html", page_class, class);
	json_decref(class);
	return 0;
}

#define SEEN  "document.querySelectorAll('.members tbody tr:not([hidden])').length"
#define FIRST "document.querySelector('.members tbody tr:not([hidden]) .student').textContent"

static void type_words(const char *words)
{
	json_decref(browser_value("document.querySelector('.filter input').focus()"));
	for (; *words != '\0'; words++)
		browser_key((char[]){*words, '\0'});
}

static void a_class_of_300_is_one_table(void **state)
{
	(void)state;
	need_browser();
	browser_open(in_folder("class.html"));
	assert_text("h1", "300 submissions");
	assert_number(SEEN, CLASS);
	assert_text(".left", "all 300 submissions");
	assert_that(FIRST " === 'student-1'");
	assert_clean();
	browser_view(360, 700, false, false);
	assert_clean();
	pictures("class");
}

static void the_most_frequent_findings_come_first_with_their_number(void **state)
{
	(void)state;
	need_browser();
	browser_open(in_folder("class.html"));
	/* 180 starters; 30 broadcast-if.c share some of their findings. */
	assert_that("Number(document.querySelector('.times').textContent) >= 180");
	assert_that("[...document.querySelectorAll('.times')].map((e) => Number(e.textContent))"
		    ".every((n, i, all) => i === 0 || n <= all[i - 1])");
	browser_click("'.fault'");
	assert_that("Number(document.querySelector('.times').textContent) === " SEEN);
	browser_click("'.fault'");
	assert_number(SEEN, CLASS);
	assert_clean();
}

static void words_kinds_and_verdicts_filter(void **state)
{
	(void)state;
	need_browser();
	browser_open(in_folder("class.html"));
	type_words("student-29 fail");
	assert_that(SEEN " > 0 && " SEEN " < 11");
	assert_that(
		"[...document.querySelectorAll('.members tbody tr:not([hidden])')].every((row) => "
		"row.textContent.includes('student-29') && row.querySelector('.status.fail'))");
	json_decref(browser_value(
		"(() => { const words = document.querySelector('.filter input');"
		"words.value = ''; words.dispatchEvent(new Event('input')); "
		"const kind = document.querySelector('.filter select');"
		"kind.value = 'deadlock'; kind.dispatchEvent(new Event('change')); })()"));
	assert_that(SEEN " >= 30 && " SEEN " < 300");
	json_decref(browser_value(
		"(() => { const verdict = document.querySelectorAll('.filter select')[1];"
		"verdict.value = 'proved'; verdict.dispatchEvent(new Event('change')); })()"));
	assert_number(SEEN, 0);
	assert_text(".left", "0 of 300 submissions");
	assert_clean();
}

static void those_to_be_looked_at_are_told_from_the_others(void **state)
{
	(void)state;
	need_browser();
	browser_open(in_folder("class.html"));
	assert_text(".top .facts", "288 were graded unconfined. 6 were graded confined only in "
				   "part: no seccomp.");
	assert_text(".flagged", "only those to look at (6)");
	browser_click("'.flagged input'");
	assert_number(SEEN, 6);
	assert_text("tr:not([hidden]) .review", "look at it: stress disagrees");
	browser_click("'.members tbody tr:not([hidden]) .important'");
	wait_until("document.querySelector('.report')");
	assert_text(".review", "A person should look at it: stress disagrees.");
	assert_that("document.querySelector('.facts').textContent.endsWith('confined only in part: "
		    "no seccomp')");
	assert_clean();
}

static void each_column_sorts_both_ways(void **state)
{
	(void)state;
	need_browser();
	browser_open(in_folder("class.html"));
	browser_click("'th.student button'");
	assert_that(FIRST " === 'student-300'"); /* numbers in names count as numbers */
	assert_that(
		"document.querySelector('th.student').getAttribute('aria-sort') === 'descending'");
	browser_click("'th.points button'");
	assert_text(".members tbody .points", "0.5 / 10");
	browser_click("'th.points button'");
	assert_text(".members tbody .points", "10 / 10");
	browser_click("'th.verdict button'");
	assert_text(".members tbody .status", "fail");
	browser_click("'th.lab button'");
	assert_text(".members tbody .lab", "15-bounded-buffer");
	browser_click("'th.finding button'");
	assert_text(".members tbody .important", "");
	assert_number("document.querySelectorAll('th[aria-sort=none]').length", 4);
	assert_clean();
}

static void a_row_opens_its_submission_and_back_leads_to_the_table_as_it_was(void **state)
{
	(void)state;
	need_browser();
	browser_open(in_folder("class.html"));
	type_words("22-money fail");
	browser_click("'.members tbody tr:not([hidden]) .important'");
	wait_until("location.hash !== '' && document.querySelector('.report')");
	assert_text("h1", "The money transfer");
	assert_that("document.querySelector('.points').textContent.includes('of 10 points')");
	press("j", 1);
	assert_number(LIT, 2);
	json_decref(browser_value("window.before = document.querySelector('.report'); 1"));
	browser_click("'nav a[rel=next]'");
	wait_until("document.querySelector('.report') !== window.before");
	assert_text("h1", "The money transfer");
	browser_click("'nav a'");
	wait_until("!document.querySelector('.report')");
	assert_that(SEEN " === 30");
	assert_clean();
}

/* So a class stays quick: no part of a report is made before it is opened, no text is there twice.
 */
static void no_report_is_drawn_before_it_is_opened(void **state)
{
	size_t size, times = 0;
	char *page;

	(void)state;
	need_browser();
	page = files_read(in_folder("class.html"), &size);
	assert_non_null(page);
	for (char *at = page; (at = strstr(at, "void hatch_put(int loaf)\\n{")) != NULL; at++)
		times++;
	free(page);
	assert_int_equal(times, 3); /* of three submissions that differ, not of 240 */
	browser_open(in_folder("class.html"));
	assert_number("document.querySelectorAll('.report').length", 0);
	assert_that("document.querySelectorAll('*').length < 6000");
	assert_clean();
}

/* ---- a class as it comes out of the grade book ---- */

static int begin_graded(void **state)
{
	return open_wide(state) != 0 ? -1 : little_class_begin(state);
}

/* What comes after has no folder of this one's. */
static int end_graded(void **state)
{
	unsetenv("TMPDIR");
	return little_class_end(state);
}

static void hand_in(const char *student, const char *path)
{
	char *name = format_string("class/%s/lab.c", student), *text;
	size_t count;

	text = files_read(path, &count);
	assert_non_null(text);
	class_put_bytes(name, text, count);
	free(text);
	free(name);
}

static void hand_in_class(void)
{
	char *starter = format_string("%s/22-money-transfer/lab.c", kit_labs_dir());
	char *good = format_string("%s/22-money-transfer/lab.c", kit_solutions_dir());
	char *poor =
		format_string("%s/22-money-transfer/wrong/one-big-lock.c", kit_solutions_dir());

	hand_in("ann", good);
	hand_in("bob", starter);
	hand_in("<b>carl", poor);
	class_put("class/dora/lab.c", "int x = ;\n");
	free(starter);
	free(good);
	free(poor);
}

static void a_graded_class_opens_with_source_and_witness(void **state)
{
	(void)state;
	need_browser();
	hand_in_class();
	assert_int_equal(class_run("grade --lab 22 class --format html -o class.html"), 0);
	browser_open(in_class("class.html"));
	assert_text("h1", "4 submissions");
	assert_text(".members tbody tr:nth-child(4) .status", "refused");
	assert_that("document.querySelector('.members tbody tr:nth-child(4) .important')"
		    ".textContent.startsWith('lab.c:1:9: error:')");
	assert_text(".members tbody tr:nth-child(3) .points", "1 / 10");
	browser_click("'.members tbody tr:nth-child(3) .important'");
	wait_until("document.querySelector('.report')");
	assert_text(".line.marked mark", "pthread_mutex_lock");
	press("j", 1);
	assert_number(LIT, 2);
	assert_text(".line.lit .number", "36");
	assert_that("document.querySelector('.token code').textContent.endsWith("
		    "' 22-money-transfer class/bob/lab.c')");
	browser_click("'.files summary'");
	assert_that("document.querySelectorAll('.files .line').length > 40");
	assert_clean();
	pictures("graded");
}

/* ---- hostile words ---- */

#define RUNS  "</script><script>window.ran = 1</script><!--<script>"
#define LOADS "<img src=x onerror='window.ran = 1'><iframe src=//example.org>"

static json_t *hostile_place(void)
{
	return json_pack("{s:s, s:i, s:i, s:s, s:s, s:s, s:s, s:[]}", "file", RUNS ".c", "line", 1,
			 "column", 1, "function", LOADS, "thread", RUNS, "role", LOADS, "object",
			 RUNS, "callers");
}

static json_t *hostile_witness(void)
{
	return json_pack("{s:s, s:i, s:i, s:[{s:s, s:s, s:i, s:s, s:s, s:s, s:s, s:[s], s:b}]}",
			 "token", RUNS LOADS, "switches", 1, "events", 1, "steps", "thread", LOADS,
			 "file", RUNS ".c", "line", 1, "text", RUNS, "what", LOADS, "object",
			 "__proto__", "shown", RUNS, "holds", LOADS, "failing", 1);
}

static json_t *hostile_report(void)
{
	json_t *finding =
		json_pack("{s:s, s:s, s:b, s:b, s:o, s:[o, o]}", "kind", LOADS, "message",
			  RUNS LOADS "\xe2\x80\xae\xe2\x80\xa8", "expected", 1, "known_false", 0,
			  "witness", hostile_witness(), "places", hostile_place(), hostile_place());
	json_t *checker =
		json_pack("{s:s, s:s, s:i, s:f, s:s, s:[o]}", "name", "__proto__", "status", RUNS,
			  "executions", 1, "seconds", 0.1, "note", LOADS, "findings", finding);

	return json_pack("{s:s, s:s, s:s, s:s, s:s, s:f, s:i, s:[o], s:[{s:s, s:s}]}", "student",
			 RUNS "\n" LOADS, "subject", "../" RUNS, "title", LOADS, "verdict", "fail",
			 "file", RUNS ".c", "points", 1.5, "maximum", 10, "checkers", checker,
			 "sources", "file", RUNS ".c", "text", "int x; // " RUNS LOADS "\n");
}

static void assert_nothing_ran(void)
{
	assert_that("window.ran === undefined");
	assert_number("document.scripts.length", 2);
	assert_number("document.querySelectorAll('img, iframe, main script').length", 0);
	assert_clean();
}

static void hostile_words_stay_words(void **state)
{
	json_t *report = hostile_report(), *class = json_pack("[O, O]", report, report);

	(void)state;
	need_browser();
	put_page("hostile.html", page_one, report);
	put_page("hostiles.html", page_class, class);
	browser_open(in_folder("hostile.html"));
	assert_that("document.querySelector('.finding "
		    "h3').textContent.startsWith('</script><script>')");
	/* What turns the direction of writing is named. */
	assert_that("document.querySelector('.finding "
		    "h3').textContent.endsWith('U+202E\\u203a\\u2039U+2028\\u203a')");
	assert_that("document.querySelector('.subject').textContent.includes('\\\\n<img')");
	press("j", 1);
	json_decref(browser_value("for (const e of document.querySelectorAll('details')) { e.open "
				  "= true; e.dispatchEvent(new Event('toggle')); }"));
	assert_nothing_ran();
	browser_open(in_folder("hostiles.html"));
	assert_nothing_ran();
	browser_click("'.members tbody .status'");
	wait_until("document.querySelector('.finding h3')");
	assert_nothing_ran();
	browser_view(360, 700, false, false);
	assert_clean();
	json_decref(report);
	json_decref(class);
}

static void a_hostile_file_is_shown_as_text(void **state)
{
	char *path = format_string("%s/%s", folder, "'<img src=x onerror=alert(1)>.c"), *words;
	const char *text =
		"#include \"lab.h\"\n/* </script><script>window.ran = 1</script><!-- */\n"
		"static long hits;\nvoid counter_visit(void) { hits++; }\n"
		"void counter_reset(void) { hits = 0; }\n"
		"long counter_total(void) { return hits; }\n";

	(void)state;
	need_browser();
	assert_true(files_write(path, text, strlen(text)));
	words = format_string("01 \"%s\"", path);
	browser_open(checked(words, "html", "file.html"));
	assert_text(".verdict strong", "Not repaired");
	browser_click("'.files summary'");
	assert_that("document.querySelector('.files').textContent.includes('</script><script>')");
	assert_nothing_ran();
	free(words);
	free(path);
}

/* The same without a browser: the parser's own words are in the data nowhere. */
static void no_tag_begins_in_the_data(void **state)
{
	json_t *report = hostile_report();
	struct text text = {0};
	char *data, *end;

	(void)state;
	page_one(&text, report);
	data = strstr(text.bytes, "id=\"data\">");
	assert_non_null(data);
	end = strchr(data, '<');
	assert_non_null(end);
	assert_int_equal(strncmp(end, "</script>\n<script>", 18), 0);
	assert_null(strstr(text.bytes, "window.ran = 1</script>"));
	*end = '\0';
	data = strchr(data, '{');
	json_decref(report);
	report = json_loads(data, 0, NULL);
	assert_non_null(report); /* and it is still the same JSON */
	assert_string_equal(
		json_string_value(json_object_get(
			json_array_get(json_object_get(report, "reports"), 0), "title")),
		LOADS);
	json_decref(report);
	text_release(&text);
}

/* ---- what stands in the file ---- */

static void the_page_asks_for_nothing(void **state)
{
	json_t *report = json_pack("{s:s}", "subject", "01-hit-counter");
	struct text text = {0};

	(void)state;
	page_one(&text, report);
	assert_non_null(strstr(text.bytes, "default-src 'none'"));
	assert_null(strstr(text.bytes, "http://"));
	assert_null(strstr(text.bytes, "https://"));
	assert_null(strstr(text.bytes, "innerHTML"));
	assert_null(strstr(text.bytes, "eval("));
	json_decref(report);
	text_release(&text);
}

static void only_the_subjects_own_files_come_into_a_report(void **state)
{
	static const char text[] =
		"#include \"lab.h\"\nstatic long hits;\nvoid counter_reset(void) { hits = 0; }\n"
		"void counter_visit(void)\n{\n"
		"#line 1 \"/etc/passwd\"\n\thits++;\n}\n"
		"long counter_total(void)\n{\n\treturn hits;\n}\n";
	json_t *report, *sources, *source;
	char *words;
	size_t i;

	(void)state;
	assert_true(files_write(in_folder("line.c"), text, strlen(text)));
	words = format_string("01 %s", in_folder("line.c"));
	report = checked_json(words);
	free(words);
	sources = json_object_get(report, "sources");
	assert_true(json_array_size(sources) > 0);
	json_array_foreach(sources, i, source)
		assert_null(strstr(json_string_value(json_object_get(source, "text")), "root:"));
	json_decref(report);
}

static void the_entries_name_findings_that_are_there(void **state)
{
	json_t *report = checked_json("22"), *entries = json_object_get(report, "entries"), *entry;
	json_t *checkers = json_object_get(report, "checkers");
	size_t i;

	(void)state;
	assert_true(json_array_size(entries) > 0);
	json_array_foreach(entries, i, entry) {
		json_t *checker = json_array_get(
			checkers, (size_t)json_integer_value(json_object_get(entry, "checker")));

		assert_non_null(json_array_get(
			json_object_get(checker, "findings"),
			(size_t)json_integer_value(json_object_get(entry, "finding"))));
		assert_true(json_array_size(json_object_get(entry, "seers")) > 0);
	}
	json_decref(report);
}

static void hints_are_read_from_the_handout(void **state)
{
	json_t *hints = handout_hints_in("## Hints\n\n<details><summary>Hint 1: place</summary>\n\n"
					 "Look.\n\n</details>\n<details><summary>open");

	(void)state;
	assert_int_equal(json_array_size(hints), 1);
	assert_string_equal(json_string_value(json_object_get(json_array_get(hints, 0), "title")),
			    "Hint 1: place");
	assert_string_equal(json_string_value(json_object_get(json_array_get(hints, 0), "text")),
			    "Look.");
	json_decref(hints);
	assert_null(handout_hints_in("none"));
	assert_null(handout_hints("../labs/01-hit-counter"));
	assert_null(handout_hints("99-nowhere"));
	hints = handout_hints("01-hit-counter");
	assert_int_equal(json_array_size(hints), 4);
	json_decref(hints);
}

#define PAGE(name) cmocka_unit_test_setup(name, open_wide)

int main(void)
{
	const struct CMUnitTest tests[] = {
		PAGE(a_failing_lab_opens_with_its_findings),
		PAGE(a_witness_is_walked_through_with_the_keyboard),
		PAGE(a_witness_is_walked_through_with_the_mouse),
		PAGE(each_step_shows_line_locks_and_values),
		PAGE(the_end_of_a_deadlock_says_who_waits),
		PAGE(the_command_that_replays_is_copied),
		PAGE(a_repaired_lab_is_said_to_be_so),
		PAGE(it_fits_a_telephone_and_follows_the_scheme),
		PAGE(what_could_not_be_built_is_a_page_too),
		PAGE(a_fault_of_the_harness_has_no_points),
		PAGE(known_false_alarms_are_folded_with_their_reason),
		PAGE(a_class_of_300_is_one_table),
		PAGE(the_most_frequent_findings_come_first_with_their_number),
		PAGE(words_kinds_and_verdicts_filter),
		PAGE(those_to_be_looked_at_are_told_from_the_others),
		PAGE(each_column_sorts_both_ways),
		PAGE(a_row_opens_its_submission_and_back_leads_to_the_table_as_it_was),
		PAGE(no_report_is_drawn_before_it_is_opened),
		cmocka_unit_test_setup_teardown(a_graded_class_opens_with_source_and_witness,
						begin_graded, end_graded),
		PAGE(hostile_words_stay_words),
		PAGE(a_hostile_file_is_shown_as_text),
		cmocka_unit_test(no_tag_begins_in_the_data),
		cmocka_unit_test(the_page_asks_for_nothing),
		cmocka_unit_test(only_the_subjects_own_files_come_into_a_report),
		cmocka_unit_test(the_entries_name_findings_that_are_there),
		cmocka_unit_test(hints_are_read_from_the_handout),
	};

	return cmocka_run_group_tests(tests, make_class, end_all);
}
