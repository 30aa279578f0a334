/* SPDX-License-Identifier: MIT */
#include "grade_key.h"

#include <dirent.h>
#include <gnu/libc-version.h>
#include <stdlib.h>
#include <string.h>

#include "capture.h"
#include "compile.h"
#include "grade.h"
#include "kit.h"
#include "text.h"

/* Raised when the rule for points or what is kept of a check changes. */
#define RULES 2

static int decides(const struct dirent *entry)
{
	return entry->d_name[0] != '.' && strcmp(entry->d_name, "README.md") != 0 &&
	       strcmp(entry->d_name, "lab.c") != 0;
}

/* The names too. */
static void add_in(struct digest *digest, const char *folder, const char *name)
{
	char *path = format_string("%s/%s", folder, name);

	digest_word(digest, name);
	digest_file(digest, path);
	free(path);
}

static int by_bytes(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void add_folder(struct digest *digest, const char *folder,
		       int (*wanted)(const struct dirent *entry))
{
	struct dirent **entries;
	int count = scandir(folder, &entries, wanted, by_bytes);

	for (int i = 0; i < count; i++) {
		add_in(digest, folder, entries[i]->d_name);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
}

void grade_key_lab(const char *lab, char hex[static DIGEST_HEX])
{
	char *folder = format_string("%s/%s", kit_labs_dir(), lab);
	struct digest digest;

	digest_begin(&digest);
	digest_word(&digest, lab);
	add_folder(&digest, folder, decides);
	digest_end(&digest, hex);
	free(folder);
}

/* A program that is not there says so, and counts as that. */
static void add_version(struct digest *digest, const char *program)
{
	const char *const words[] = {program, "--version", NULL};
	char *output;

	capture_run(NULL, words, &output);
	digest_word(digest, output);
	free(output);
}

static void add_settings(struct digest *digest, const struct options *options)
{
	const struct settings settings = grade_settings();
	const uint64_t numbers[] = {RULES, options->compiler, settings.seed, settings.share};

	digest_add(digest, numbers, sizeof numbers);
	for (char **flag = options->cflags; flag != NULL && *flag != NULL; flag++)
		digest_word(digest, *flag);
}

static int is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

void grade_key_harness(const struct options *options, char hex[static DIGEST_HEX])
{
	struct digest digest;

	digest_begin(&digest);
	digest_word(&digest, RACELAB_VERSION);
	digest_file(&digest, "/proc/self/exe");
	add_folder(&digest, kit_rt_dir(), is_visible);
	add_in(&digest, kit_include_dir(), "scenario.h");
	add_in(&digest, kit_include_dir(), "kinds.h");
	add_version(&digest, compiler_name(options->compiler));
	add_version(&digest, "valgrind");
	digest_word(&digest, gnu_get_libc_version());
	add_settings(&digest, options);
	digest_end(&digest, hex);
}
