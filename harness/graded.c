/* SPDX-License-Identifier: MIT */
#include "graded.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cross_check.h"
#include "die.h"
#include "kit.h"
#include "text.h"

static char *copy(const char *text)
{
	return text != NULL ? format_string("%s", text) : NULL;
}

static void add_part(struct graded *graded, const struct scenario *scenario, bool left_out)
{
	graded->parts = reallocarray(graded->parts, graded->nparts + 1, sizeof *graded->parts);
	if (graded->parts == NULL)
		die("out of memory");
	graded->parts[graded->nparts++] = (struct graded_part){
		.name = copy(scenario->name),
		.what = copy(scenario->what),
		.native_only = scenario->native_only,
		.left_out = left_out,
		.maximum = left_out ? 0 : scenario->points,
	};
	graded->maximum += graded->parts[graded->nparts - 1].maximum;
}

/* All of the lab's, also those that were not asked for: a finding's mask counts them. */
static void add_parts(struct graded *graded, const struct lab *lab, int only)
{
	if (lab == NULL || lab->program)
		return;
	for (int i = 0; lab->scenarios[i].name != NULL; i++)
		add_part(graded, &lab->scenarios[i], only >= 0 && only != i);
}

/* What went wrong with the checkers that could not do their work. */
static char *faults(const struct checking *checking)
{
	struct text text = {0};

	for (unsigned i = 0; i < checking->count; i++) {
		const struct result *result = &checking->results[i];

		if (result->note != NULL &&
		    (result->status == STATUS_ERROR || result->status == STATUS_SKIPPED))
			text_printf(&text, "%s%s: %s", text.length > 0 ? "\n" : "", result->checker,
				    result->note);
	}
	return text_take(&text);
}

void graded_make(struct graded *graded, const struct subject *subject, struct checking *checking,
		 int scenario)
{
	*graded = (struct graded){
		.lab = copy(subject->name),
		.title = subject->lab->program ? NULL : copy(subject->lab->title),
		.source = copy(subject->source),
		.folder = copy(subject->lab_dir),
		.confinement = copy(subject_confinement(subject)),
		.checking = *checking,
	};
	*checking = (struct checking){0};
	graded->review = cross_check(graded->checking.results, graded->checking.count);
	add_parts(graded, subject->lab, scenario);
	if (graded->checking.verdict == VERDICT_ERROR) {
		graded->state = GRADED_ERROR;
		graded->words = faults(&graded->checking);
	}
	graded_keep_sources(graded, subject);
	graded_score(graded);
}

void graded_refuse(struct graded *graded, enum graded_state state, const char *lab,
		   const struct lab *description, const char *source, const char *words)
{
	bool known = description != NULL && !description->program;

	*graded = (struct graded){
		.lab = copy(lab),
		.title = known ? copy(description->title) : NULL,
		.source = copy(source),
		.folder = known ? format_string("%s/%s", kit_labs_dir(), lab) : NULL,
		.state = state,
		.words = copy(words),
		.checking.verdict = VERDICT_ERROR,
	};
	add_parts(graded, description, -1);
}

void graded_release(struct graded *graded)
{
	for (size_t i = 0; i < graded->nparts; i++) {
		free(graded->parts[i].name);
		free(graded->parts[i].what);
	}
	free(graded->parts);
	for (size_t i = 0; i < graded->nsources; i++) {
		free(graded->sources[i].file);
		free(graded->sources[i].text);
	}
	free(graded->sources);
	free(graded->student);
	free(graded->lab);
	free(graded->title);
	free(graded->source);
	free(graded->folder);
	free(graded->confinement);
	free(graded->review);
	free(graded->words);
	checking_release(&graded->checking);
	checking_release(&graded->reference);
	*graded = (struct graded){0};
}

enum graded_mark graded_mark(const struct graded *graded)
{
	if (graded->state == GRADED_ERROR)
		return MARK_ERROR;
	if (graded->state == GRADED_REFUSED || graded->checking.verdict == VERDICT_FAIL)
		return MARK_FAIL;
	return MARK_PASS;
}

const char *graded_verdict(const struct graded *graded)
{
	return graded->state == GRADED_REFUSED ? "refused" : verdict_name(graded->checking.verdict);
}

const char *graded_review(const struct graded *graded)
{
	if (graded->review != NULL)
		return graded->review;
	if (graded->by_chance)
		return "found by chance only";
	if (graded->state == GRADED_ERROR)
		return "not graded";
	return "";
}

struct report graded_report(const struct graded *graded, const struct subject *subject)
{
	return (struct report){
		.subject = subject,
		.results = graded->checking.results,
		.count = graded->checking.count,
		.reference = graded->reference.results,
		.nreference = graded->reference.count,
		.verdict = graded->checking.verdict,
		.seed = graded->seed,
		.seconds = graded->checking.seconds,
		.own = graded->own,
		.flags = "",
	};
}

const char *graded_path(const struct graded *graded, const char *file)
{
	static char path[PATH_MAX];

	if (file == NULL)
		return graded->source != NULL ? graded->source : "?";
	if (graded->folder == NULL)
		return file;
	if (strcmp(file, "lab.c") == 0 && graded->source != NULL)
		return graded->source;
	if (strchr(file, '/') != NULL)
		return file;
	snprintf(path, sizeof path, "%s/%s", graded->folder, file);
	return access(path, F_OK) == 0 ? path : file;
}
