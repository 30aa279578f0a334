/* SPDX-License-Identifier: MIT */
#include "graded.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "die.h"
#include "files.h"
#include "report_text.h"
#include "text.h"
#include "witness.h"

/* A page with a generated table in it is no page any more. */
#define LARGEST (256 * 1024)

/* ---- which files may be read ---- */

static bool lies_in(const char *path, const char *folder)
{
	char real_path[PATH_MAX], real_folder[PATH_MAX];
	size_t length;

	if (realpath(path, real_path) == NULL || realpath(folder, real_folder) == NULL)
		return false;
	length = strlen(real_folder);
	return strncmp(real_path, real_folder, length) == 0 && real_path[length] == '/';
}

/* Headers of a whole program lie beside its files, or below them. */
static bool beside(const char *path, const char *file)
{
	char *folder = format_string("%s", file), *slash = strrchr(folder, '/');
	bool near;

	if (slash != NULL)
		*slash = '\0';
	near = lies_in(path, slash == NULL ? "." : slash == folder ? "/" : folder);
	free(folder);
	return near;
}

/* The submission's folder may hold what its author must not see: of a lab, the one file counts. */
static bool is_its_own(const struct subject *subject, const char *path)
{
	if (strcmp(path, subject->source) == 0)
		return true;
	if (subject->lab_dir != NULL)
		return lies_in(path, subject->lab_dir);
	return beside(path, subject->source);
}

/* Where what is checked may be hostile no link is followed: the compiler could write in its folder.
 */
static bool is_readable_text(const struct subject *subject, const char *path)
{
	struct stat status;
	int got = subject->confined ? lstat(path, &status) : stat(path, &status);

	return got == 0 && S_ISREG(status.st_mode) && status.st_size <= LARGEST;
}

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
	const char *path;
	char *text = NULL;
	size_t size;

	if (file == NULL || is_kept(graded, file))
		return;
	path = report_path(subject, file);
	if (is_its_own(subject, path) && is_readable_text(subject, path))
		text = files_read(path, &size);
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
