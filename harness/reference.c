/* SPDX-License-Identifier: MIT */
#include "reference.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "files.h"
#include "kit.h"
#include "launch.h"
#include "report_json.h"
#include "text.h"

/* Raised when what is kept means something else than before. */
#define FORMAT 1

/* Every reference check of one kit makes the same noise: what is kept holds for any seed. */
#define SEED 1

static char *join(const char *folder, const char *name)
{
	char *path;

	path = format_string("%s/%s", folder, name);
	return path;
}

char *reference_path(const char *lab)
{
	char *folder, *path;

	if (kit_solutions_dir() == NULL)
		return NULL;
	folder = join(kit_solutions_dir(), lab);
	path = join(folder, "lab.c");
	free(folder);
	if (access(path, R_OK) == 0)
		return path;
	free(path);
	return NULL;
}

static void hash_word(uint64_t *hash, const char *word)
{
	*hash = files_hash_bytes(*hash, word, strlen(word) + 1);
}

/* A file that is not there has a hash too: the empty one. */
static void hash_in(uint64_t *hash, const char *folder, const char *name)
{
	char *path = join(folder, name);

	if (!files_hash(path, hash))
		hash_word(hash, "absent");
	free(path);
}

static uint64_t key(const struct subject *subject, const struct settings *settings,
		    const struct checker *const *tools, unsigned count, const char *source)
{
	uint64_t hash = FILES_HASH_START;
	const uint64_t numbers[] = {FORMAT, settings->runs, (uint64_t)settings->scenario,
				    (uint64_t)settings->noise, subject->compiler};

	hash = files_hash_bytes(hash, numbers, sizeof numbers);
	files_hash(source, &hash);
	hash_in(&hash, subject->lab_dir, "scenario.c");
	hash_in(&hash, subject->lab_dir, "lab.h");
	for (unsigned runner = 0; runner < RUNNERS; runner++)
		if (!files_hash(runner_path(runner), &hash))
			hash_word(&hash, "absent");
	/* The judge decides what a false alarm is. */
	if (!files_hash("/proc/self/exe", &hash))
		hash_word(&hash, "absent");
	for (unsigned i = 0; i < count; i++)
		hash_word(&hash, tools[i]->name);
	for (char **flag = subject->cflags; flag != NULL && *flag != NULL; flag++)
		hash_word(&hash, *flag);
	return hash;
}

static char *kept_path(const struct subject *subject, uint64_t key)
{
	char *name, *path;

	name = format_string("%s-%016" PRIx64 ".json", subject->name, key);
	path = files_user_path("XDG_CACHE_HOME", ".cache", name);
	free(name);
	return path;
}

static bool read_kept(const char *path, struct checking *reference)
{
	size_t count;
	char *text = path != NULL ? files_read(path, &count) : NULL;
	bool read = text != NULL && report_json_read(text, &reference->results, &reference->count);

	free(text);
	return read;
}

/* What went wrong with the machine today is not to be remembered. */
static void keep(const char *path, const struct checking *reference)
{
	char *text;

	for (unsigned i = 0; i < reference->count; i++)
		if (reference->results[i].status == STATUS_ERROR ||
		    reference->results[i].status == STATUS_SKIPPED)
			return;
	if (path == NULL)
		return;
	text = report_json_results(reference->results, reference->count);
	files_write(path, text, strlen(text));
	free(text);
}

static bool find_out(const struct subject *subject, const struct settings *settings,
		     const struct checker *const *tools, unsigned count, const char *source,
		     struct checking *reference)
{
	struct settings same = *settings;
	struct subject *right;
	char *error = NULL;
	bool done;

	same.seed = SEED;
	same.keep_output = false;
	if (!subject_new(subject->name, source, subject->compiler, subject->cflags, &right,
			 &error)) {
		free(error);
		return false;
	}
	done = checking_run(right, &same, &same, tools, count, reference, &error);
	free(error);
	subject_free(right);
	return done;
}

bool reference_results(const struct subject *subject, const struct settings *settings,
		       const struct checker *const *list, unsigned count,
		       struct checking *reference)
{
	const struct checker *tools[count + 1];
	unsigned ntools = 0;
	char *source = reference_path(subject->name), *kept;
	bool known;

	*reference = (struct checking){0};
	for (unsigned i = 0; i < count; i++)
		if (!list[i]->native)
			tools[ntools++] = list[i];
	if (source == NULL || ntools == 0) {
		free(source);
		return false;
	}
	kept = kept_path(subject, key(subject, settings, tools, ntools, source));
	known = read_kept(kept, reference);
	if (!known) {
		known = find_out(subject, settings, tools, ntools, source, reference);
		if (known)
			keep(kept, reference);
	}
	free(source);
	free(kept);
	return known;
}
