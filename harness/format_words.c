/* SPDX-License-Identifier: MIT */
#include "format_words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arguments.h"
#include "fold.h"
#include "witness.h"

char *say_place(const struct place *place)
{
	const char *parts[] = {place->thread, place->role, place->object};
	struct text text = {0};

	for (size_t i = 0; i < 3; i++)
		if (parts[i] != NULL && parts[i][0] != '\0')
			text_printf(&text, "%s%s", text.length > 0 ? " " : "", parts[i]);
	return text_take(&text);
}

const char *say_message(const struct finding *finding)
{
	return finding->message != NULL ? finding->message : "";
}

static void say_spot(struct text *text, const struct graded *graded, const struct spot *spot)
{
	text_printf(text, "%s", graded_path(graded, spot->file));
	if (spot->line > 0)
		text_printf(text, ":%u", spot->line);
}

static void say_places(struct text *text, const struct graded *graded,
		       const struct finding *finding)
{
	for (size_t i = 0; i < finding->nplaces; i++) {
		const struct place *place = &finding->places[i];
		char *words = say_place(place);

		text_printf(text, "    %s at ", words[0] != '\0' ? words : "here");
		say_spot(text, graded, &place->spot);
		if (place->spot.function != NULL)
			text_printf(text, " in %s()", place->spot.function);
		text_printf(text, "\n");
		free(words);
	}
}

void say_finding(struct text *text, const struct graded *graded, const struct finding *finding)
{
	static const struct spot nowhere;

	say_spot(text, graded, finding->nplaces > 0 ? &finding->places[0].spot : &nowhere);
	text_printf(text, ": %s [%s]\n", say_message(finding), finding_kind_name(finding->kind));
	if (finding->known_false && finding->reason != NULL)
		text_printf(text, "    a known false alarm: %s\n", finding->reason);
	say_places(text, graded, finding);
	if (finding->witness != NULL && finding->witness->token != NULL)
		text_printf(text, "    see it step by step: racelab replay %s\n",
			    finding->witness->token);
}

bool say_passed(const struct graded *graded, size_t part)
{
	return graded->state == GRADED_CHECKED && graded->parts[part].cost == NULL &&
	       graded->parts[part].points >= graded->parts[part].maximum;
}

/* Has an earlier finding said the same for a person? */
static bool was_said(const struct graded *graded, const struct finding *finding, size_t part)
{
	for (unsigned r = 0; r < graded->checking.count; r++) {
		const struct result *result = &graded->checking.results[r];

		for (size_t i = 0; i < result->findings.count; i++) {
			const struct finding *other = &result->findings.items[i];

			if (other == finding)
				return false;
			if (graded_counts(graded, result, other, part) &&
			    finding_same(other, finding))
				return true;
		}
	}
	return false;
}

static void say_lost(struct text *text, const struct graded *graded, size_t part)
{
	bool any = false;

	for (unsigned r = 0; r < graded->checking.count; r++) {
		const struct result *result = &graded->checking.results[r];

		for (size_t i = 0; i < result->findings.count; i++) {
			const struct finding *finding = &result->findings.items[i];

			if (!graded_counts(graded, result, finding, part) ||
			    was_said(graded, finding, part))
				continue;
			say_finding(text, graded, finding);
			any = true;
		}
	}
	if (!any)
		text_printf(
			text, "%s\n",
			graded->parts[part].native_only
				? "It is the other scenarios on a larger scale, and goes with the "
				  "worst of them."
				: "It was not reached, since another scenario did not end.");
}

void say_part(struct text *text, const struct graded *graded, size_t part)
{
	const struct graded_part *it = &graded->parts[part];

	if (it->what != NULL)
		text_printf(text, "%s\n", it->what);
	if (graded->state != GRADED_CHECKED)
		text_printf(text, "It was not run.\n");
	else if (say_passed(graded, part))
		text_printf(text, "Nothing went wrong here.\n");
	else
		say_lost(text, graded, part);
}

const char *say_points(double points)
{
	static char room[4][32];
	static unsigned next;
	char *text = room[next++ % 4];

	snprintf(text, sizeof room[0], "%.12g", points);
	return text;
}

static const char *sentence(const struct graded *graded)
{
	if (graded->state == GRADED_REFUSED)
		return "It could not be built, so nothing was run.";
	switch (graded->checking.verdict) {
	case VERDICT_FAIL:
		return "Not repaired: what stands below can really happen.";
	case VERDICT_PROVED:
		return "Repaired: no other thing can happen at these sizes.";
	case VERDICT_NO_FAILURE_FOUND:
		return "Nothing found. That is strong evidence, but no proof.";
	default:
		return "No verdict: a checker could not do its work. That says nothing of the "
		       "program.";
	}
}

void say_confinement(struct text *text, const struct graded *graded)
{
	if (graded->confinement != NULL && strncmp(graded->confinement, "partial", 7) == 0)
		text_printf(text, "It ran less confined than it should: %s.\n",
			    graded->confinement);
}

void say_verdict(struct text *text, const struct graded *graded)
{
	text_printf(text, "%s: %s. %s\n", graded->lab, graded_verdict(graded), sentence(graded));
	if (graded->nparts > 0 && graded->state != GRADED_ERROR)
		text_printf(text, "%s of %s points.\n", say_points(graded->points),
			    say_points(graded->maximum));
	if (graded->by_chance)
		text_printf(text,
			    "Only checkers that meet bugs by chance, or tools, say so: a person "
			    "should look at it.\n");
	say_confinement(text, graded);
}

static void say_findings(struct text *text, const struct graded *graded)
{
	struct folds folds;

	folds_make(&folds, graded->checking.results, graded->checking.count);
	for (size_t i = 0; i < folds.count; i++)
		if (!folds.items[i].finding->known_false)
			say_finding(text, graded, folds.items[i].finding);
	folds_release(&folds);
}

void say_all(struct text *text, const struct graded *graded)
{
	say_verdict(text, graded);
	if (graded->words != NULL)
		text_printf(text, "\n%s\n", graded->words);
	if (graded->nparts == 0)
		say_findings(text, graded);
	for (size_t i = 0; graded->state == GRADED_CHECKED && i < graded->nparts; i++) {
		if (graded->parts[i].left_out)
			continue;
		text_printf(text, "\n%s: %s of %s\n", graded->parts[i].name,
			    say_points(graded->parts[i].points),
			    say_points(graded->parts[i].maximum));
		say_part(text, graded, i);
	}
}

const struct finding *say_foremost(const struct graded *graded)
{
	const struct finding *foremost = NULL;
	struct folds folds;

	folds_make(&folds, graded->checking.results, graded->checking.count);
	if (folds.count > 0 && !folds.items[0].finding->known_false)
		foremost = folds.items[0].finding;
	folds_release(&folds);
	return foremost;
}

#define NOTICE "\n[cut here: it was longer]"

char *say_cut(const char *words, size_t most)
{
	size_t length = strlen(words), room = most - strlen(NOTICE);

	if (length <= most)
		return format_string("%s", words);
	/* Not between the bytes of one character. */
	while (room > 0 && ((unsigned char)words[room] & 0xc0) == 0x80)
		room--;
	return format_string("%.*s%s", (int)room, words, NOTICE);
}

char *say_command(const struct graded *graded, size_t part)
{
	char *scenario = arguments_quote(graded->parts[part].name), *source = NULL, *command;

	if (graded->source != NULL)
		source = arguments_quote(graded->source);
	command = format_string("racelab check %s%s%s --scenario %s", graded->lab,
				source != NULL ? " " : "", source != NULL ? source : "", scenario);
	free(scenario);
	free(source);
	return command;
}
