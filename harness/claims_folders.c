/* SPDX-License-Identifier: MIT */
/* Claims about a lab's folders and its handout. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "claims.h"
#include "files.h"
#include "kit.h"
#include "labs.h"
#include "text.h"

#define LEAST_RIGHT 2
#define LEAST_WRONG 5
#define POINTS	    10

static bool is_among(const char *name, const char *const *allowed)
{
	for (; *allowed != NULL; allowed++)
		if (strcmp(*allowed, name) == 0)
			return true;
	return false;
}

static void holds_only(const char *folder, const char *const *allowed,
		       struct complaints *complaints)
{
	struct dirent **entries;
	int count = scandir(folder, &entries, NULL, alphasort);

	if (count < 0) {
		complaints_add(complaints, "%s: %s", folder, strerror(errno));
		return;
	}
	for (int i = 0; i < count; i++) {
		if (entries[i]->d_name[0] != '.' && !is_among(entries[i]->d_name, allowed))
			complaints_add(complaints, "%s/%s does not belong there", folder,
				       entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
}

static void folders_are_tidy(const struct gallery *gallery, struct complaints *complaints)
{
	static const char *const in_lab[] = {"README.md", "lab.c", "lab.h", "scenario.c", NULL};
	static const char *const in_solution[] = {"lab.c", "right", "wrong", NULL};
	char *lab = format_string("%s/%s", kit_labs_dir(), gallery->lab);
	char *solution = format_string("%s/%s", kit_solutions_dir(), gallery->lab);

	holds_only(lab, in_lab, complaints);
	holds_only(solution, in_solution, complaints);
	free(lab);
	free(solution);
}

static void repairs_are_enough(const struct gallery *gallery, struct complaints *complaints)
{
	if (gallery_count(gallery, PIECE_REFERENCE) == 0)
		complaints_add(complaints, "%s/%s/lab.c, the reference, is not there",
			       kit_solutions_dir(), gallery->lab);
	if (gallery_count(gallery, PIECE_RIGHT) < LEAST_RIGHT)
		complaints_add(complaints, "%s/%s/right has fewer than %d repairs in other styles",
			       kit_solutions_dir(), gallery->lab, LEAST_RIGHT);
	if (gallery_count(gallery, PIECE_WRONG) < LEAST_WRONG)
		complaints_add(complaints, "%s/%s/wrong has fewer than %d tempting repairs",
			       kit_solutions_dir(), gallery->lab, LEAST_WRONG);
}

static void points_add_up(const struct gallery *gallery, const struct lab *lab,
			  struct complaints *complaints)
{
	unsigned sum = 0;

	for (const struct scenario *scenario = lab->scenarios; scenario->name != NULL; scenario++)
		sum += scenario->points;
	if (sum != POINTS)
		complaints_add(complaints,
			       "%s/%s/scenario.c: the scenarios' points add up to %u; "
			       "they are to be %d",
			       kit_labs_dir(), gallery->lab, sum, POINTS);
}

/* ---- the handout ---- */

static void has_all_parts(const char *path, const char *text, const char *lab,
			  struct complaints *complaints)
{
	static const char *const parts[] = {"\n## Story",     "\n## What you see",
					    "\n## Your task", "\n## Run it",
					    "\n## Hints",     "Hint 1: symptom",
					    "Hint 2: place",  "Hint 3: rule",
					    "Hint 4: sketch", NULL};
	char *command = format_string("racelab check %s", lab);

	for (const char *const *part = parts; *part != NULL; part++)
		if (strstr(text, *part) == NULL)
			complaints_add(complaints, "%s has no '%s'", path,
				       *part + (**part == '\n'));
	if (strstr(text, command) == NULL)
		complaints_add(complaints, "%s does not tell the reader to run `%s`", path,
			       command);
	free(command);
}

#define BUILDS_ON "\nBuilds on: "

/* The name of a lab that comes before this one? */
static bool is_earlier(const char *name, const char *lab)
{
	char **all = labs_names();
	bool earlier = false;

	for (char **each = all; *each != NULL; each++)
		earlier = earlier || (strcmp(*each, name) == 0 && strcmp(name, lab) < 0);
	labs_free_names(all);
	return earlier;
}

static void check_ancestors(const char *path, char *words, const char *lab,
			    struct complaints *complaints)
{
	char *rest, *word;

	if (strcmp(words, "nothing") == 0)
		return;
	for (word = strtok_r(words, ", ", &rest); word != NULL; word = strtok_r(NULL, ", ", &rest))
		if (!is_earlier(word, lab))
			complaints_add(complaints, "%s builds on '%s', which is no lab before it",
				       path, word);
}

/* One line in the order of learning: "Builds on: 01-hit-counter, 02-ticket-office." */
static void tells_what_it_builds_on(const char *path, const char *text, const char *lab,
				    struct complaints *complaints)
{
	const char *line = strstr(text, BUILDS_ON);
	size_t length = line != NULL ? strcspn(line + strlen(BUILDS_ON), ".\n") : 0;
	char *words;

	if (line == NULL || line[strlen(BUILDS_ON) + length] != '.') {
		complaints_add(complaints,
			       "%s has no line `Builds on: 01-some-lab, 02-another.`, or "
			       "`Builds on: nothing.`",
			       path);
		return;
	}
	words = format_string("%.*s", (int)length, line + strlen(BUILDS_ON));
	check_ancestors(path, words, lab, complaints);
	free(words);
}

static void handout_is_complete(const struct gallery *gallery, struct complaints *complaints)
{
	char *path = format_string("%s/%s/README.md", kit_labs_dir(), gallery->lab);
	size_t count;
	char *text = files_read(path, &count);

	if (text == NULL) {
		complaints_add(complaints, "%s, the handout, is not there", path);
	} else {
		has_all_parts(path, text, gallery->lab, complaints);
		tells_what_it_builds_on(path, text, gallery->lab, complaints);
	}
	free(text);
	free(path);
}

void claims_of_folders(const struct gallery *gallery, const struct lab *lab,
		       struct complaints *complaints)
{
	folders_are_tidy(gallery, complaints);
	repairs_are_enough(gallery, complaints);
	points_add_up(gallery, lab, complaints);
	handout_is_complete(gallery, complaints);
}
