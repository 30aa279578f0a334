/* SPDX-License-Identifier: MIT */
#include "gallery.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "files.h"
#include "kit.h"
#include "labs.h"
#include "text.h"

static const struct {
	const char *name, *meaning;
} families[FAMILIES] = {
	[FAMILY_NONE] = {"", ""},
	[FAMILY_HIDE] = {"hide the symptom", "a sleep, volatile, fewer threads"},
	[FAMILY_SERIALISE] = {"serialise", "one after another, so that nothing can meet"},
	[FAMILY_TOO_LITTLE_LOCK] = {"too little lock", "on one side, on one path, the wrong lock"},
	[FAMILY_NOT_ATOMIC_ENOUGH] = {"not atomic enough", "each step is safe, and not the whole"},
	[FAMILY_DROP_WORK] = {"drop the work", "give up, skip, ignore the error"},
	[FAMILY_POLL] = {"poll", "look again and again, or wait in a way that may miss the call"},
	[FAMILY_FOOL] = {"fool the judge", "right only where it is watched, or out of sight"},
	[FAMILY_OWN] = {"its own", "a mistake that only this lab invites"},
};

const char *family_name(enum family family)
{
	return families[family].name;
}

const char *family_meaning(enum family family)
{
	return families[family].meaning;
}

/* ---- what the first lines say ---- */

/* The words between `label` and the comment's end, owned by the caller; NULL: no line begins so. */
static char *first_line(const char *text, const char *label)
{
	while (strncmp(text, "/* ", 3) == 0) {
		const char *end = text + strcspn(text, "\n"), *words = text + 3;

		if (strncmp(words, label, strlen(label)) == 0) {
			words += strlen(label) + strspn(words + strlen(label), " ");
			if (strncmp(end - 3, " */", 3) == 0 && end - 3 > words)
				return format_string("%.*s", (int)(end - 3 - words), words);
		}
		text = *end == '\n' ? end + 1 : end;
	}
	return NULL;
}

static char *read_expectation(struct piece *piece, const char *text)
{
	char *words = first_line(text, "expect:"), *amiss = NULL;
	char kind[32], checker[16];

	if (words == NULL || sscanf(words, "%31s by %15s", kind, checker) != 2)
		amiss = format_string("does not begin with /* expect: KIND by CHECKER */");
	else if (!finding_kind_parse(kind, &piece->finding))
		amiss = format_string("expects '%s', which is no kind of finding", kind);
	else if ((piece->by = checker_find(checker)) == NULL)
		amiss = format_string("expects a finding by '%s', which is no checker", checker);
	free(words);
	return amiss;
}

static char *read_family(struct piece *piece, const char *text)
{
	char *words = first_line(text, "family:"), *amiss = NULL;

	for (unsigned family = FAMILY_NONE + 1; words != NULL && family < FAMILIES; family++)
		if (strcmp(words, families[family].name) == 0)
			piece->family = (enum family)family;
	if (words == NULL)
		amiss = format_string("has no line /* family: WORDS */ below its expectation");
	else if (piece->family == FAMILY_NONE)
		amiss = format_string("says it is of the family '%s', which there is not", words);
	free(words);
	return amiss;
}

static void read_first_lines(struct piece *piece)
{
	size_t count;
	char *text = files_read(piece->path, &count), *sampled;

	if (text == NULL) {
		piece->amiss = format_string("cannot be read");
		return;
	}
	sampled = first_line(text, "sampled:");
	piece->sampled = sampled != NULL;
	free(sampled);
	if (piece->kind == PIECE_WRONG) {
		piece->amiss = read_expectation(piece, text);
		if (piece->amiss == NULL)
			piece->amiss = read_family(piece, text);
	}
	free(text);
}

/* ---- the files ---- */

/* Takes the path over. */
static void add(struct gallery *gallery, enum piece_kind kind, char *path, char *name)
{
	struct piece *piece;

	gallery->pieces = reallocarray(gallery->pieces, gallery->count + 1, sizeof *piece);
	if (gallery->pieces == NULL)
		die("out of memory");
	piece = &gallery->pieces[gallery->count++];
	*piece = (struct piece){.kind = kind, .path = path, .name = name};
	read_first_lines(piece);
}

static int is_source(const struct dirent *entry)
{
	const char *dot = strrchr(entry->d_name, '.');

	return dot != NULL && strcmp(dot, ".c") == 0;
}

static void add_folder(struct gallery *gallery, enum piece_kind kind, const char *folder)
{
	char *path = format_string("%s/%s/%s", kit_solutions_dir(), gallery->lab, folder);
	struct dirent **entries;
	int count = scandir(path, &entries, is_source, alphasort);

	for (int i = 0; i < count; i++) {
		add(gallery, kind, format_string("%s/%s", path, entries[i]->d_name),
		    format_string("%s/%s", folder, entries[i]->d_name));
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	free(path);
}

bool gallery_open(const char *lab, struct gallery *gallery, char **error)
{
	char *reference;

	if (kit_solutions_dir() == NULL) {
		*error = format_string("there are no solutions beside %s: an author's tree has a "
				       "folder `solutions` next to its `labs`",
				       kit_labs_dir());
		return false;
	}
	*gallery = (struct gallery){.lab = lab};
	add(gallery, PIECE_STARTER, format_string("%s/%s/lab.c", kit_labs_dir(), lab),
	    format_string("starter"));
	reference = format_string("%s/%s/lab.c", kit_solutions_dir(), lab);
	if (access(reference, F_OK) == 0)
		add(gallery, PIECE_REFERENCE, reference, format_string("reference"));
	else
		free(reference);
	add_folder(gallery, PIECE_RIGHT, "right");
	add_folder(gallery, PIECE_WRONG, "wrong");
	return true;
}

void gallery_close(struct gallery *gallery)
{
	for (size_t i = 0; i < gallery->count; i++) {
		free(gallery->pieces[i].path);
		free(gallery->pieces[i].name);
		free(gallery->pieces[i].amiss);
	}
	free(gallery->pieces);
	*gallery = (struct gallery){0};
}

bool galleries_open(const char *part, struct galleries *galleries, char **error)
{
	size_t count = 0;

	*galleries = (struct galleries){.names = labs_names()};
	while (galleries->names[count] != NULL)
		count++;
	galleries->items = calloc(count + 1, sizeof *galleries->items);
	if (galleries->items == NULL)
		die("out of memory");
	for (char **name = galleries->names; *name != NULL; name++) {
		if (part != NULL && strstr(*name, part) == NULL)
			continue;
		if (!gallery_open(*name, &galleries->items[galleries->count], error))
			return false;
		galleries->npieces += galleries->items[galleries->count++].count;
	}
	return true;
}

void galleries_close(struct galleries *galleries)
{
	for (size_t i = 0; i < galleries->count; i++)
		gallery_close(&galleries->items[i]);
	free(galleries->items);
	if (galleries->names != NULL)
		labs_free_names(galleries->names);
	*galleries = (struct galleries){0};
}

size_t gallery_count(const struct gallery *gallery, enum piece_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < gallery->count; i++)
		count += gallery->pieces[i].kind == kind;
	return count;
}
