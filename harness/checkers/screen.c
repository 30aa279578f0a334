/* SPDX-License-Identifier: MIT */
/*
 * screen: what a submission has that a lab's file must not have, found without running it.
 *
 * Here only the order: each look relies on those before it (screen.h).
 */
#include "checker.h"

#include <stdarg.h>
#include <stdlib.h>

#include "../screen.h"
#include "../subject.h"
#include "../text.h"

#define MOST_FINDINGS 100

void screen_find(struct screening *screening, unsigned line, const char *format, ...)
{
	struct finding *finding;
	va_list args;

	if (screening->result->findings.count >= MOST_FINDINGS)
		return;
	finding = findings_add(&screening->result->findings, FINDING_UNSUPPORTED);
	va_start(args, format);
	finding->message = format_string_v(format, args);
	va_end(args);
	*finding_add_place(finding) = (struct place){
		.spot = {.file = format_string("%s", screening->subject->source), .line = line}};
}

static bool look_at_object(struct screening *screening, const struct expansion *expansion,
			   char **error)
{
	char *object, *scenario;
	bool looked;

	if (!subject_compiled(screening->subject, &object, &scenario, error))
		return false;
	looked = screen_object(screening, object, scenario, expansion, error);
	free(object);
	free(scenario);
	return looked;
}

/* The text was found fit for a compiler. */
static bool look_inside(struct screening *screening, char **error)
{
	struct expansion expansion;
	bool looked = true;

	if (!expand(screening->subject, COMPILER_GCC, false, NULL, &expansion, error))
		return false;
	if (expansion.endless) {
		screen_find(screening, 0,
			    "its macros expand to more than any program has: compilers "
			    "would go on until their memory ends");
		screening->result->unfit = true;
	} else {
		screen_words(screening, &expansion);
		looked = (!screening->asks || screen_compare(screening, &expansion, error)) &&
			 look_at_object(screening, &expansion, error);
	}
	expansion_release(&expansion);
	return looked;
}

static void screen_check(struct subject *subject, const struct settings *settings,
			 struct result *result)
{
	struct screening screening = {.subject = subject, .result = result};
	char *error = NULL;

	(void)settings;
	result->complete = true;
	if (subject->lab->program) {
		result->status = STATUS_SKIPPED;
		result->note = format_string(
			"a whole program may be what it likes: only what is handed in "
			"for a lab is screened");
		return;
	}
	result->unfit = !screen_source(&screening);
	result->status = result->unfit ? STATUS_FAIL : STATUS_CLEAN;
	if (result->unfit)
		return;
	if (!modelled_open(&screening.modelled, &error) || !look_inside(&screening, &error))
		result->status = STATUS_ERROR;
	if (result->findings.count > 0)
		result->status = STATUS_FAIL; /* which is reason enough, however far the look went */
	result->note = error;
	modelled_close(&screening.modelled);
}

CHECKER(screen) = {
	.name = "screen",
	.order = 1,
	.what = "what a lab's file must not have, found without running it",
	.looks = true,
	.repeatable = true,
	.check = screen_check,
};
