/* SPDX-License-Identifier: MIT */
#include "handins.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "labs.h"
#include "pattern.h"
#include "shown.h"
#include "text.h"

#define MOST_PATTERNS 5

/*
 * What is more likely stands first: with --lab, a folder called 01 is a student's number rather
 * than the lab's.
 */
static const char *const usual[] = {"{student}/{lab}/lab.c", "{lab}/{student}.c", NULL};
static const char *const usual_of_lab[] = {"{student}/{lab}/lab.c", "{student}/lab.c",
					   "{lab}/{student}.c", "{student}.c", NULL};

struct finder {
	struct handins *handins;
	const char *patterns[MOST_PATTERNS]; /* NULL-ended */
	const char *lab;		     /* NULL: any */
	const char *folder;		     /* as given */
	unsigned depth;			     /* of the deepest pattern */
};

const char *handins_layouts(bool has_lab)
{
	return has_lab ? "STUDENT/LAB/lab.c, STUDENT/lab.c, LAB/STUDENT.c and STUDENT.c"
		       : "STUDENT/LAB/lab.c and LAB/STUDENT.c";
}

/* ---- what is said of names ---- */

static void remark(struct finder *finder, const char *name, char *words)
{
	struct handins *handins = finder->handins;
	char *path = format_string("%s/%s", finder->folder, name), *shown = shown_name(path);

	handins->remarks =
		reallocarray(handins->remarks, handins->nremarks + 1, sizeof *handins->remarks);
	if (handins->remarks == NULL)
		die("out of memory");
	handins->remarks[handins->nremarks++] = format_string("%s: %s", shown, words);
	free(words);
	free(shown);
	free(path);
}

/* What the name says; strings owned by the caller. */
struct meaning {
	char *student, *lab;
};

static char *cut(struct captured captured)
{
	return captured.bytes != NULL ? format_string("%.*s", (int)captured.length, captured.bytes)
				      : NULL;
}

/* False: it is no lab, or not the one asked for; *why (owned by the caller) if that is worth a
 * remark. */
static bool find_lab(const struct finder *finder, const struct capture *capture, char **lab,
		     char **why)
{
	char *given = cut(capture->lab), *error = NULL;
	bool found = given != NULL ? labs_resolve(given, lab, &error) : finder->lab != NULL;

	if (given == NULL && found)
		*lab = format_string("%s", finder->lab);
	if (given != NULL && found && finder->lab != NULL && strcmp(*lab, finder->lab) != 0) {
		free(*lab);
		found = false;
	}
	if (error != NULL && *why == NULL)
		*why = error;
	else
		free(error);
	free(given);
	return found;
}

/* parts: so many of each pattern, which must then tell both student and lab; 0: all. */
static bool means(const struct finder *finder, const char *name, unsigned parts,
		  struct meaning *meaning, char **why)
{
	struct capture capture;

	for (const char *const *pattern = finder->patterns; *pattern != NULL; pattern++) {
		char *student;

		if (!pattern_fits(*pattern, parts, name, &capture) ||
		    capture.student.bytes == NULL ||
		    (parts != 0 && pattern_parts(*pattern) <= parts) ||
		    !find_lab(finder, &capture, &meaning->lab, why))
			continue;
		student = cut(capture.student);
		meaning->student = shown_name(student);
		free(student);
		return true;
	}
	return false;
}

/* ---- files ---- */

static struct handin *add(struct finder *finder, const char *name, struct meaning meaning)
{
	struct handins *handins = finder->handins;
	char *path = format_string("%s/%s", finder->folder, name);
	struct handin *handin;

	handins->items = reallocarray(handins->items, handins->count + 1, sizeof *handin);
	if (handins->items == NULL)
		die("out of memory");
	handin = &handins->items[handins->count++];
	*handin = (struct handin){
		.student = meaning.student, .lab = meaning.lab, .path = shown_name(path)};
	free(path);
	return handin;
}

static const char *kind_of(mode_t mode)
{
	return S_ISLNK(mode)	? "a symbolic link, and links are not followed"
	       : S_ISDIR(mode)	? "a folder and no file"
	       : S_ISFIFO(mode) ? "a pipe and no file"
	       : S_ISSOCK(mode) ? "a socket and no file"
				: "a device and no file";
}

static bool read_open(int fd, struct handin *handin)
{
	ssize_t got;

	handin->bytes = malloc(HANDIN_MOST + 1);
	if (handin->bytes == NULL)
		die("out of memory");
	do {
		got = read(fd, handin->bytes + handin->count, HANDIN_MOST + 1 - handin->count);
		if (got > 0)
			handin->count += (size_t)got;
	} while ((got > 0 && handin->count <= HANDIN_MOST) || (got < 0 && errno == EINTR));
	return got >= 0;
}

static void refuse(struct handin *handin, char *unfit)
{
	free(handin->bytes);
	handin->bytes = NULL;
	handin->unfit = unfit;
}

/* Opened without waiting and without following; what it is, is asked of what was opened. */
static void read_file(int folder, const char *name, struct handin *handin)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat status;
	char *smaller;

	if (fd < 0 || fstat(fd, &status) != 0)
		handin->fault = format_string("cannot be read: %s", strerror(errno));
	else if (!S_ISREG(status.st_mode))
		refuse(handin, format_string("is %s", kind_of(status.st_mode)));
	else if (status.st_size > HANDIN_MOST)
		refuse(handin, format_string("is larger than %d KiB", HANDIN_MOST / 1024));
	else if (!read_open(fd, handin))
		handin->fault = format_string("cannot be read: %s", strerror(errno));
	else if (handin->count == 0)
		refuse(handin, format_string("is empty"));
	else if (handin->count > HANDIN_MOST)
		refuse(handin, format_string("is larger than %d KiB", HANDIN_MOST / 1024));
	else if ((smaller = realloc(handin->bytes, handin->count)) != NULL)
		handin->bytes = smaller;
	if (fd >= 0)
		close(fd);
}

static void take_file(struct finder *finder, int folder, const char *entry, const char *name,
		      struct meaning meaning, mode_t mode)
{
	struct handin *handin = add(finder, name, meaning);

	if (S_ISREG(mode))
		read_file(folder, entry, handin);
	else
		refuse(handin, format_string("is %s", kind_of(mode)));
}

/* Where a folder should be there is a link, say: whose submission is that? */
static void take_stray(struct finder *finder, const char *name, unsigned parts, mode_t mode)
{
	struct meaning meaning;
	char *why = NULL;

	if (means(finder, name, parts, &meaning, &why))
		refuse(add(finder, name, meaning), format_string("is %s", kind_of(mode)));
	else
		remark(finder, name, format_string("passed over: it is %s", kind_of(mode)));
	free(why);
}

/* ---- folders ---- */

static void walk(struct finder *finder, int folder, const char *above, unsigned parts);

static void descend(struct finder *finder, int folder, const char *entry, const char *name,
		    unsigned parts)
{
	int inner = openat(folder, entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (inner >= 0) {
		walk(finder, inner, name, parts);
		return;
	}
	finder->handins->unread = true;
	remark(finder, name, format_string("the folder cannot be read: %s", strerror(errno)));
}

static void visit(struct finder *finder, int folder, const char *entry, const char *name,
		  unsigned parts)
{
	struct meaning meaning;
	struct stat status;
	char *why = NULL;

	if (fstatat(folder, entry, &status, AT_SYMLINK_NOFOLLOW) != 0)
		return; /* gone since it was listed */
	if (means(finder, name, 0, &meaning, &why))
		take_file(finder, folder, entry, name, meaning, status.st_mode);
	else if (S_ISDIR(status.st_mode) && parts < finder->depth)
		descend(finder, folder, entry, name, parts + 1);
	else if (S_ISREG(status.st_mode) && why != NULL && finder->lab == NULL)
		remark(finder, name, format_string("passed over: %s", why));
	else if (S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))
		finder->handins->others++;
	else
		take_stray(finder, name, parts, status.st_mode);
	free(why);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Names without those that begin with a dot, sorted by their bytes, NULL-ended.  Closes the folder.
 */
static char **list(int folder)
{
	DIR *stream = fdopendir(folder);
	struct dirent *entry;
	char **names = calloc(1, sizeof *names);
	size_t used = 0;

	while (stream != NULL && names != NULL && (entry = readdir(stream)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		names = reallocarray(names, used + 2, sizeof *names);
		if (names == NULL)
			break;
		names[used++] = format_string("%s", entry->d_name);
		names[used] = NULL;
	}
	if (names == NULL || stream == NULL)
		die("out of memory");
	closedir(stream);
	qsort(names, used, sizeof *names, by_name);
	return names;
}

/* Takes the folder over. */
static void walk(struct finder *finder, int folder, const char *above, unsigned parts)
{
	int own = fcntl(folder, F_DUPFD_CLOEXEC, 0);
	char **names;

	if (own < 0)
		die("too many open files: %s; raise the limit (ulimit -n)", strerror(errno));
	names = list(own);
	for (char **entry = names; *entry != NULL; entry++) {
		char *name = *above != '\0' ? format_string("%s/%s", above, *entry)
					    : format_string("%s", *entry);

		visit(finder, folder, *entry, name, parts);
		free(name);
		free(*entry);
	}
	free(names);
	close(folder);
}

static void choose_patterns(struct finder *finder, const char *pattern)
{
	const char *const *from = finder->lab != NULL ? usual_of_lab : usual;
	unsigned used = 0;

	if (pattern != NULL)
		finder->patterns[used++] = pattern;
	else
		for (; *from != NULL; from++)
			finder->patterns[used++] = *from;
	finder->patterns[used] = NULL;
	for (unsigned i = 0; i < used; i++)
		if (pattern_parts(finder->patterns[i]) > finder->depth)
			finder->depth = pattern_parts(finder->patterns[i]);
}

bool handins_find(struct handins *handins, const char *folder, const char *pattern, const char *lab,
		  char **error)
{
	struct finder finder = {.handins = handins, .lab = lab, .folder = folder};
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd < 0) {
		*error = errno == ENOTDIR ? format_string("%s is no folder; name the one that "
							  "it is in",
							  folder)
					  : format_string("%s: %s", folder, strerror(errno));
		return false;
	}
	choose_patterns(&finder, pattern);
	walk(&finder, fd, "", 1);
	return true;
}

void handins_release(struct handins *handins)
{
	for (size_t i = 0; i < handins->count; i++) {
		free(handins->items[i].student);
		free(handins->items[i].lab);
		free(handins->items[i].path);
		free(handins->items[i].bytes);
		free(handins->items[i].unfit);
		free(handins->items[i].fault);
	}
	for (size_t i = 0; i < handins->nremarks; i++)
		free(handins->remarks[i]);
	free(handins->items);
	free(handins->remarks);
	*handins = (struct handins){0};
}
