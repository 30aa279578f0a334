/* SPDX-License-Identifier: MIT */
#include "confine_inside.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "kit.h"
#include "text.h"

void word_list_add(struct word_list *list, const char *format, ...)
{
	va_list args;

	list->words = realloc(list->words, (list->count + 2) * sizeof *list->words);
	if (list->words == NULL)
		die("out of memory");
	va_start(args, format);
	list->words[list->count++] = format_string_v(format, args);
	va_end(args);
	list->words[list->count] = NULL;
}

void word_list_add_all(struct word_list *list, const char *const *words)
{
	for (; words != NULL && *words != NULL; words++)
		word_list_add(list, "%s", *words);
}

void word_list_free(char **words)
{
	for (char **word = words; word != NULL && *word != NULL; word++)
		free(*word);
	free(words);
}

static void add2(struct word_list *list, const char *option, const char *value)
{
	word_list_add(list, "%s", option);
	word_list_add(list, "%s", value);
}

/* From a path outside to one inside. */
static void add_bind(struct word_list *list, const char *option, const char *from, const char *to)
{
	add2(list, option, from);
	word_list_add(list, "%s", to);
}

/* ---- the system ---- */

/* Where /bin is a link into /usr it is one inside, too. */
static void add_like_outside(struct word_list *list, const char *path)
{
	char target[PATH_MAX];
	struct stat status;
	ssize_t length;

	if (lstat(path, &status) != 0)
		return;
	if (!S_ISLNK(status.st_mode)) {
		add_bind(list, "--ro-bind", path, path);
		return;
	}
	length = readlink(path, target, sizeof target - 1);
	target[length > 0 ? length : 0] = '\0';
	add_bind(list, "--symlink", target, path);
}

static void add_tmpfs(struct word_list *list, const char *path)
{
	add2(list, "--perms", "1777");
	word_list_add(list, "--size");
	word_list_add(list, "%d", CONFINE_ROOM);
	add2(list, "--tmpfs", path);
}

/* What a loader, a compiler and a clock look up; no names of users, no secrets. */
static void add_system(struct word_list *list)
{
	static const char *const links[] = {"/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"};
	static const char *const settings[] = {"/etc/ld.so.cache", "/etc/ld.so.conf",
					       "/etc/ld.so.conf.d", "/etc/alternatives",
					       "/etc/localtime"};
	static const char *const devices[] = {"/dev/null", "/dev/zero", "/dev/full", "/dev/random",
					      "/dev/urandom"};

	add_bind(list, "--ro-bind", "/usr", "/usr");
	/* Else bubblewrap makes them for their owner only. */
	add2(list, "--dir", "/etc");
	add2(list, "--dir", "/dev");
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		add_like_outside(list, links[i]);
	for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
		add_bind(list, "--ro-bind-try", settings[i], settings[i]);
	for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
		add_bind(list, "--dev-bind-try", devices[i], devices[i]);
	add_bind(list, "--symlink", "/proc/self/fd", "/dev/fd");
	add2(list, "--proc", "/proc");
	add_tmpfs(list, "/dev/shm");
	add_tmpfs(list, "/tmp");
}

static bool is_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);

	return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

/*
 * What /usr would show, if it lies there: a checkout, a home, the folder with all submissions.  It
 * is covered first, and sealed when what is to be seen of it lies in there.
 */
static void cover(struct word_list *list, const char *path, bool seal)
{
	char *real = path != NULL ? realpath(path, NULL) : NULL;

	if (real != NULL && is_below(real, "/usr") && strcmp(real, "/usr") != 0)
		add2(list, seal ? "--remount-ro" : "--tmpfs", real);
	free(real);
}

static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return format_string(".");
	return format_string("%.*s", slash == path ? 1 : (int)(slash - path), path);
}

static void cover_all(struct word_list *list, const struct confine *confine, bool seal)
{
	char *folder = confine->source != NULL ? folder_of(confine->source) : NULL;

	cover(list, getenv("HOME"), seal);
	cover(list, kit_labs_dir(), seal);
	cover(list, kit_solutions_dir(), seal);
	cover(list, folder, seal);
	free(folder);
}

/* ---- what is the launch's own ---- */

/*
 * A path as it is to be found inside, where there are no links: absolute, without "..".  The
 * folders that it leaves again by ".." are made there, or it could not be walked.
 */
static char *walk(struct word_list *list, const char *path)
{
	char *whole = path[0] == '/' ? format_string("%s", path) : NULL, *folder, *part, *rest;
	char *place = format_string("%s", "");

	if (whole == NULL) {
		folder = getcwd(NULL, 0);
		whole = format_string("%s/%s", folder != NULL ? folder : "", path);
		free(folder);
	}
	for (part = strtok_r(whole, "/", &rest); part != NULL; part = strtok_r(NULL, "/", &rest)) {
		char *longer;

		if (strcmp(part, ".") == 0)
			continue;
		if (strcmp(part, "..") == 0) {
			if (*place != '\0') {
				add2(list, "--dir", place);
				*strrchr(place, '/') = '\0';
			}
			continue;
		}
		longer = format_string("%s/%s", place, part);
		free(place);
		place = longer;
	}
	free(whole);
	return place;
}

/* bubblewrap makes folders above what it shows for their owner only; those of --dir are for all. */
static void add_parents(struct word_list *list, const char *place)
{
	const char *slash = strrchr(place, '/');

	word_list_add(list, "--dir");
	word_list_add(list, "%.*s", slash == place ? 1 : (int)(slash - place), place);
}

/* Is there nothing there, the program will say so in its own words. */
static void show(struct word_list *list, const char *option, const char *path)
{
	char *real = realpath(path, NULL), *place;

	if (real == NULL)
		return;
	place = walk(list, path);
	if (*place != '\0') { /* never the whole of the machine */
		add_parents(list, place);
		add_bind(list, option, real, place);
	}
	free(place);
	free(real);
}

/* The compiler runs where the person stands, so that its messages name files as they were named. */
static void add_place_to_work(struct word_list *list, const struct confine *confine)
{
	char *folder = confine->compiler ? getcwd(NULL, 0) : NULL;

	if (folder != NULL)
		add2(list, "--dir", folder);
	add2(list, "--chdir", folder != NULL ? folder : "/tmp");
	free(folder);
}

/* By its bytes: neither who may read it nor what else lies at its side comes along. */
static void add_source(struct word_list *list, const struct confine *confine, int source)
{
	char *place = walk(list, confine->source);

	add2(list, "--perms", "0444");
	word_list_add(list, "--ro-bind-data");
	word_list_add(list, "%d", source);
	word_list_add(list, "%s", place);
	free(place);
}

static void add_own(struct word_list *list, const struct confine *confine, int source)
{
	show(list, "--ro-bind", kit_rt_dir());
	for (const char *const *folder = confine->folders; folder != NULL && *folder != NULL;
	     folder++)
		show(list, "--ro-bind", *folder);
	if (confine->work != NULL)
		show(list, confine->compiler ? "--bind" : "--ro-bind", confine->work);
	if (confine->reports != NULL)
		add_tmpfs(list, confine->reports);
	add_place_to_work(list, confine);
	if (source >= 0)
		add_source(list, confine, source);
}

void confine_inside(const struct confine *confine, bool own_user, int source,
		    struct word_list *list)
{
	static const char *const namespaces[] = {
		"--unshare-pid",	"--unshare-net",     "--unshare-ipc", "--unshare-uts",
		"--unshare-cgroup-try", "--die-with-parent", "--as-pid-1",    NULL};

	word_list_add_all(list, namespaces);
	add2(list, "--hostname", "racelab");
	if (!own_user)
		word_list_add(list, "--unshare-user");
	add_system(list);
	cover_all(list, confine, false);
	add_own(list, confine, source);
	cover_all(list, confine, true);
	add2(list, "--remount-ro", "/");
	word_list_add(list, "--");
}
