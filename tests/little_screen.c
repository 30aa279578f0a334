/* SPDX-License-Identifier: MIT */
#include "little_screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "text.h"

int little_screen_begin(void **state)
{
	if (little_labs_begin(state) != 0)
		return -1;
	little_lab("static void body(unsigned self) { (void)self; nothing(); }", "", "body", "",
		   false);
	return 0;
}

char *screen_path(const char *file)
{
	return format_string("%s/%s", little_labs_dir(), file);
}

struct result screen_file(const char *file, enum compiler compiler)
{
	const struct settings settings = {.scenario = -1, .noise = -1};
	struct result result = {.checker = "screen"};
	char *source = screen_path(file), *error = NULL;
	struct subject *subject;

	if (!subject_new("01", source, compiler, NULL, &subject, &error))
		fail_msg("%s", error);
	checker_find("screen")->check(subject, &settings, &result);
	subject_free(subject);
	free(source);
	return result;
}

struct result screen_text(const char *text)
{
	little_write("student/lab.c", text);
	return screen_file("student/lab.c", COMPILER_GCC);
}

void screen_show(const struct result *result)
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

void assert_refused_at(const struct result *result, unsigned line, const char *words)
{
	if (found_at(result, line, words) != NULL)
		return;
	screen_show(result);
	fail_msg("nothing in line %u says '%s'", line, words);
}

void assert_refuses(const char *text, unsigned line, const char *words)
{
	struct result result = screen_text(text);

	assert_refused_at(&result, line, words);
	assert_int_equal(result.status, STATUS_FAIL);
	if (result.findings.count != 1)
		screen_show(&result);
	assert_int_equal(result.findings.count, 1);
	result_release(&result);
}

void assert_clean(struct result result)
{
	if (result.status != STATUS_CLEAN)
		screen_show(&result);
	assert_int_equal(result.findings.count, 0);
	assert_int_equal(result.status, STATUS_CLEAN);
	result_release(&result);
}

void assert_innocent(const char *text)
{
	assert_clean(screen_text(text));
}

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
	result = screen_text(text.bytes);
	text_release(&text);
	return result;
}

void assert_each(const struct bad *rows, size_t count, bool unfit)
{
	struct result result = screen_rows(rows, count);
	unsigned line = 2;

	for (size_t i = 0; i < count; i++) {
		assert_refused_at(&result, line + rows[i].further, rows[i].words);
		line += lines_of(rows[i].text);
	}
	assert_int_equal(result.status, STATUS_FAIL);
	assert_int_equal(result.unfit, unfit);
	result_release(&result);
}
