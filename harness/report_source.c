/* SPDX-License-Identifier: MIT */
#include "report_source.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "text.h"

/* A report with a generated table in it is no report any more. */
#define LARGEST (256 * 1024)

const char *report_path(const struct subject *subject, const char *file)
{
	static char path[PATH_MAX];

	if (file == NULL)
		return "?";
	if (subject->lab_dir == NULL)
		return file;
	if (strcmp(file, "lab.c") == 0)
		return subject->source;
	if (strchr(file, '/') != NULL)
		return file;
	snprintf(path, sizeof path, "%s/%s", subject->lab_dir, file);
	return access(path, F_OK) == 0 ? path : file;
}

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

char *report_source(const struct subject *subject, const char *file, size_t *size)
{
	const char *path = report_path(subject, file);

	if (file == NULL || !is_its_own(subject, path) || !is_readable_text(subject, path))
		return NULL;
	return files_read(path, size);
}
