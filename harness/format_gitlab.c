/* SPDX-License-Identifier: MIT */
/* gitlab: a Code Quality report, shown in the diff of a merge request. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "format.h"
#include "format_places.h"
#include "format_words.h"
#include "jot.h"

static const char *severity_of(const struct finding *finding)
{
	if (finding->known_false)
		return "info";
	return graded_quarters(finding) < 4 ? "minor" : "critical";
}

static json_t *location_json(const struct graded *graded, const struct spot *spot)
{
	json_t *location = jot_object(), *lines = jot_object();
	const char *path = graded_path(graded, spot->file);

	while (strncmp(path, "./", 2) == 0)
		path += 2;
	jot_put(location, "path", jot_text(path));
	jot_put(lines, "begin", json_integer(spot->line > 0 ? spot->line : 1));
	jot_put(location, "lines", lines);
	return location;
}

static json_t *issue_json(const struct graded *graded, const struct finding *finding,
			  struct prints *prints)
{
	json_t *issue = jot_object();
	uint64_t print = place_fingerprint(graded, finding);
	unsigned before = prints_add(prints, print);

	jot_put(issue, "description",
		finding->known_false && finding->reason != NULL
			? jot_printf("a known false alarm: %s (%s)", say_message(finding),
				     finding->reason)
			: jot_text(say_message(finding)));
	jot_put(issue, "check_name", jot_text(finding_kind_name(finding->kind)));
	/* Of a class, many may have the same line wrong: theirs are findings of their own. */
	jot_put(issue, "fingerprint", jot_printf("%016" PRIx64 "-%u", print, before + 1));
	jot_put(issue, "severity", jot_text(severity_of(finding)));
	jot_put(issue, "location", location_json(graded, place_of(finding)));
	return issue;
}

/* What was not checked is one issue, at the top of the file. */
static json_t *unrun_json(const struct graded *graded, struct prints *prints)
{
	static const struct spot top = {.line = 1};
	bool refused = graded->state == GRADED_REFUSED;
	json_t *issue = jot_object();

	jot_put(issue, "description", jot_text(graded->words != NULL ? graded->words : ""));
	jot_put(issue, "check_name", jot_text(refused ? "refused" : "error"));
	jot_put(issue, "fingerprint",
		jot_printf("%s-%s-%u", graded->lab, refused ? "refused" : "error",
			   prints_add(prints, 0) + 1));
	jot_put(issue, "severity", jot_text("blocker"));
	jot_put(issue, "location", location_json(graded, &top));
	return issue;
}

static void many(struct text *text, const struct graded *list, size_t count)
{
	json_t *issues = jot_array();
	struct prints prints = {0};

	for (size_t i = 0; i < count; i++) {
		struct folds folds;

		folds_make(&folds, list[i].checking.results, list[i].checking.count);
		for (size_t k = 0; k < folds.count; k++)
			jot_append(issues, issue_json(&list[i], folds.items[k].finding, &prints));
		folds_release(&folds);
		if (list[i].state != GRADED_CHECKED)
			jot_append(issues, unrun_json(&list[i], &prints));
	}
	free(prints.items);
	jot_write(text, issues);
}

static void one(struct text *text, const struct graded *graded)
{
	many(text, graded, 1);
}

FORMAT(gitlab) = {
	.name = "gitlab",
	.what = "GitLab's Code Quality report",
	.programs = true,
	.one = one,
	.many = many,
};
