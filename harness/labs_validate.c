/* SPDX-License-Identifier: MIT */
/* Does a lab's description say all that it must?  For its author. */
#include <stdlib.h>
#include <string.h>

#include "labs.h"
#include "text.h"

static char *scenario_lacks(const struct scenario *scenario)
{
	if (scenario->body[0] == NULL)
		return format_string("scenario \"%s\" has no body: nothing would run", scenario->name);
	if (scenario->what == NULL)
		return format_string("scenario \"%s\" does not say what happens (.what)",
				     scenario->name);
	return NULL;
}

static bool is_checker(const char *name)
{
	static const char *const names[] = {"explore", "stress", "tsan", "helgrind", "drd", NULL};

	for (const char *const *known = names; *known != NULL; known++)
		if (strcmp(name, *known) == 0)
			return true;
	return false;
}

static char *declaration_lacks(const struct declaration *declaration)
{
	if (!is_checker(declaration->by))
		return format_string("'%s' in .declared is no checker; there are explore, stress, "
				     "tsan, helgrind and drd",
				     declaration->by);
	if ((unsigned)declaration->kind >= FINDING_KINDS)
		return format_string("a row of .declared by %s has no kind of finding",
				     declaration->by);
	if (declaration->starter == NEVER && declaration->false_alarm == NULL)
		return format_string("the row %s by %s declares nothing: set .starter or .false_alarm",
				     finding_kind_name(declaration->kind), declaration->by);
	return NULL;
}

static char *head_lacks(const struct lab *lab)
{
	if (lab->title == NULL || lab->family == NULL)
		return format_string("racelab_lab has no .title or no .family");
	if (lab->difficulty < 1 || lab->difficulty > 5)
		return format_string("racelab_lab's .difficulty is %u; it goes from 1 to 5",
				     lab->difficulty);
	if (lab->scenarios == NULL || lab->scenarios->name == NULL)
		return format_string("racelab_lab has no scenario: nothing would run");
	if (lab->declared == NULL)
		return format_string("racelab_lab has no .declared: what do the checkers say of the "
				     "starter?");
	return NULL;
}

bool labs_validate(const struct lab *lab, char **why)
{
	char *lacks = head_lacks(lab);

	if (lacks == NULL)
		for (const struct scenario *s = lab->scenarios; lacks == NULL && s->name; s++)
			lacks = scenario_lacks(s);
	if (lacks == NULL)
		for (const struct declaration *d = lab->declared; lacks == NULL && d->by; d++)
			lacks = declaration_lacks(d);
	*why = lacks;
	return lacks == NULL;
}
