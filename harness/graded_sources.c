/* SPDX-License-Identifier: MIT */
#include "graded.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "report_source.h"
#include "text.h"
#include "witness.h"

/* ---- what is kept ---- */

void graded_keep_source(struct graded *graded, const char *file, const char *text)
{
	struct graded_source *grown =
		reallocarray(graded->sources, graded->nsources + 1, sizeof *grown);

	if (grown == NULL)
		die("out of memory");
	graded->sources = grown;
	grown[graded->nsources++] =
		(struct graded_source){format_string("%s", file), format_string("%s", text)};
}

static bool is_kept(const struct graded *graded, const char *file)
{
	for (size_t i = 0; i < graded->nsources; i++)
		if (strcmp(graded->sources[i].file, file) == 0)
			return true;
	return false;
}

/* What was passed over is looked at again for each step that names it: few do. */
static void keep(struct graded *graded, const struct subject *subject, const char *file)
{
	char *text;
	size_t size;

	if (file == NULL || is_kept(graded, file))
		return;
	text = report_source(subject, file, &size);
	if (text != NULL)
		graded_keep_source(graded, file, text);
	free(text);
}

static void keep_of(struct graded *graded, const struct subject *subject,
		    const struct finding *finding)
{
	const struct witness *witness = finding->witness;

	for (size_t i = 0; i < finding->nplaces; i++) {
		keep(graded, subject, finding->places[i].spot.file);
		for (size_t k = 0; k < finding->places[i].ncallers; k++)
			keep(graded, subject, finding->places[i].callers[k].file);
	}
	for (size_t i = 0; witness != NULL && i < witness->nsteps; i++)
		keep(graded, subject, witness->steps[i].spot.file);
}

void graded_keep_sources(struct graded *graded, const struct subject *subject)
{
	keep(graded, subject, subject->source);
	for (unsigned i = 0; i < graded->checking.count; i++) {
		const struct findings *findings = &graded->checking.results[i].findings;

		for (size_t k = 0; k < findings->count; k++)
			keep_of(graded, subject, &findings->items[k]);
	}
}
