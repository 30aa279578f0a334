/* SPDX-License-Identifier: MIT */
#include "little_explore.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "little_lab.h"
#include "subject.h"

struct result little_explore_with(struct settings settings)
{
	struct result result = {.checker = "explore"};
	struct subject *subject;
	char *error = NULL;

	if (!subject_new("01", NULL, COMPILER_GCC, NULL, &subject, &error) ||
	    !subject_build(subject, &error))
		fail_msg("%s", error);
	settings.scenario = -1;
	settings.seed = 1;
	checker_find("explore")->check(subject, &settings, &result);
	if (result.note != NULL)
		print_message("    %s\n", result.note);
	subject_free(subject);
	return result;
}

struct result little_explore(void)
{
	return little_explore_with((struct settings){0});
}

void little_print(const struct result *result)
{
	for (size_t i = 0; i < result->findings.count; i++)
		print_message("    %s: %s\n", finding_kind_name(result->findings.items[i].kind),
			      result->findings.items[i].message);
}

void assert_proved_lab(const char *lab, const char *setup, const char *bodies,
			      const char *check)
{
	struct result result;

	little_lab(lab, setup, bodies, check, false);
	result = little_explore();
	if (result.status != STATUS_PROVED)
		little_print(&result);
	assert_int_equal(result.status, STATUS_PROVED);
	result_release(&result);
}

void assert_proved(const char *lab, const char *bodies)
{
	assert_proved_lab(lab, "", bodies, "");
}

/* The message of the finding of that kind must hold these words; ""; any will do. */
void assert_finds(const char *lab, const char *bodies, enum finding_kind kind,
			 const char *words)
{
	const struct finding *finding;
	struct result result;

	little_lab(lab, "", bodies, "", false);
	result = little_explore();
	finding = little_finding(&result, kind);
	if (strstr(finding->message, words) == NULL)
		fail_msg("'%s' does not say '%s'", finding->message, words);
	result_release(&result);
}
