/* SPDX-License-Identifier: MIT */
/*
 * The claim that a lab does not give its bug away: the words that name the usual ones stand nowhere
 * that a student reads before the hints.
 *
 * Words are whole: "racelab", atomic_int and <stdatomic.h> are not meant.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "claims.h"
#include "files.h"
#include "kit.h"
#include "text.h"

static const char *const telltale[] = {
	"ABA",
	"atomic",
	"atomically",
	"atomicity",
	"broken",
	"bug",
	"buggy",
	"bugs",
	"check-then-act",
	"dangling",
	"data race",
	"deadlock",
	"deadlocks",
	"double-checked",
	"FIXME",
	"forgot",
	"forgotten",
	"livelock",
	"lock order",
	"lost update",
	"lost wake-up",
	"lost wakeup",
	"race condition",
	"races",
	"racy",
	"self-lock",
	"stale",
	"starvation",
	"TODO",
	"torn",
	"unlocked",
	"unprotected",
	"unsynchronised",
	"unsynchronized",
	"use after free",
	"use-after-free",
	"XXX",
	NULL,
};

static bool in_word(char c)
{
	return isalnum((unsigned char)c) || c == '_';
}

/* Where the word stands, whole, whatever its case; NULL: nowhere. */
static const char *find_word(const char *text, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = strcasestr(text, word); at != NULL; at = strcasestr(at + 1, word))
		if ((at == text || !in_word(at[-1])) && !in_word(at[length]))
			return at;
	return NULL;
}

static unsigned line_of(const char *text, const char *at)
{
	unsigned line = 1;

	for (; text < at; text++)
		line += *text == '\n';
	return line;
}

/* `until`: the words that end what the student is to read innocently; NULL: all of it. */
static void is_discreet(const struct gallery *gallery, const char *file, const char *until,
			struct complaints *complaints)
{
	char *path = format_string("%s/%s/%s", kit_labs_dir(), gallery->lab, file), *end;
	size_t count;
	char *text = files_read(path, &count);

	if (text != NULL) {
		end = until != NULL ? strstr(text, until) : NULL;
		if (end != NULL)
			*end = '\0';
		for (const char *const *word = telltale; *word != NULL; word++) {
			const char *at = find_word(text, *word);

			if (at != NULL)
				complaints_add(complaints, "%s:%u: '%s' gives the bug away", path,
					       line_of(text, at), *word);
		}
	}
	free(text);
	free(path);
}

void claims_of_words(const struct gallery *gallery, struct complaints *complaints)
{
	for (const char *const *word = telltale; *word != NULL; word++)
		if (find_word(gallery->lab, *word) != NULL)
			complaints_add(complaints, "%s/%s: its name gives the bug away: '%s'",
				       kit_labs_dir(), gallery->lab, *word);
	is_discreet(gallery, "README.md", "\n## Run it", complaints);
	is_discreet(gallery, "lab.h", NULL, complaints);
	is_discreet(gallery, "lab.c", NULL, complaints);
	is_discreet(gallery, "scenario.c", "\n\t{0},\n",
		    complaints); /* after it: what is declared */
}
