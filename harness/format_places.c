/* SPDX-License-Identifier: MIT */
#include "format_places.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "files.h"
#include "text.h"

const struct spot *place_of(const struct finding *finding)
{
	static const struct spot nowhere;

	return finding->nplaces > 0 ? &finding->places[0].spot : &nowhere;
}

char *place_uri(const struct graded *graded, const char *file)
{
	const char *path = graded_path(graded, file);
	struct text text = {0};

	while (strncmp(path, "./", 2) == 0)
		path += 2;
	if (path[0] == '/')
		text_printf(&text, "file://");
	for (; *path != '\0'; path++)
		if (isalnum((unsigned char)*path) || strchr("-._~/", *path) != NULL)
			text_add(&text, path, 1);
		else
			text_printf(&text, "%%%02X", (unsigned)(unsigned char)*path);
	return text_take(&text);
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* Bytes of that line without blanks at all; nothing where it cannot be read. */
static uint64_t hash_line(uint64_t hash, const char *path, unsigned line)
{
	size_t count;
	char *bytes = line > 0 ? files_read(path, &count) : NULL;
	const char *at = bytes;

	for (unsigned i = 1; at != NULL && i < line; i++) {
		at = strchr(at, '\n');
		at = at != NULL ? at + 1 : NULL;
	}
	for (; at != NULL && *at != '\0' && *at != '\n'; at++)
		if (!isspace((unsigned char)*at))
			hash = files_hash_bytes(hash, at, 1);
	free(bytes);
	return hash;
}

static uint64_t hash_words(uint64_t hash, const char *words)
{
	return words != NULL ? files_hash_bytes(hash, words, strlen(words) + 1) : hash;
}

static uint64_t hash_place(const struct graded *graded, const struct place *place)
{
	uint64_t hash = FILES_HASH_START;

	if (place->spot.file != NULL)
		hash = hash_words(hash, base_name(place->spot.file));
	hash = hash_words(hash, place->spot.function);
	hash = hash_words(hash, place->object);
	return hash_line(hash, graded_path(graded, place->spot.file), place->spot.line);
}

uint64_t place_fingerprint(const struct graded *graded, const struct finding *finding)
{
	uint64_t hash = hash_words(FILES_HASH_START, finding_kind_name(finding->kind)), both = 0;

	/* Summed up: which of two accesses comes first is chance. */
	for (size_t i = 0; i < finding->nplaces && i < 2; i++)
		both += hash_place(graded, &finding->places[i]);
	hash = hash_words(hash, graded->lab);
	if (finding->nplaces == 0)
		hash = hash_words(hash, finding->message);
	return files_hash_bytes(hash, &both, sizeof both);
}

unsigned prints_add(struct prints *prints, uint64_t print)
{
	unsigned before = 0;

	for (size_t i = 0; i < prints->count; i++)
		before += prints->items[i] == print;
	prints->items = reallocarray(prints->items, prints->count + 1, sizeof *prints->items);
	if (prints->items == NULL)
		die("out of memory");
	prints->items[prints->count++] = print;
	return before;
}
