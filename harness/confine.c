/* SPDX-License-Identifier: MIT */
#include "confine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "confine_inside.h"
#include "confine_means.h"
#include "confine_wire.h"
#include "die.h"
#include "text.h"

#define MIB	    ((uint64_t)1 << 20)
#define SOURCE_MOST (16 * MIB)

/* ThreadSanitizer and valgrind map terabytes of which they use little: only what is used counts. */
#define MEMORY (2048 * MIB)

/* How much a runner, or a compiler, may have. */
struct limits {
	uint64_t tasks, seconds, processor, address, file;
};

/* Seconds are a backstop against what never ends, never a budget: a slow machine must not meet
 * them. */
static const struct limits of_runners = {
	.tasks = 256, .seconds = 900, .processor = 3600, .file = 64 * MIB};
static const struct limits of_compilers = {
	.tasks = 64, .seconds = 60, .processor = 40, .address = 1024 * MIB, .file = 64 * MIB};

/* ---- what it starts with ---- */

/* What a program or a compiler needs to know of where it is; no secrets of the grader's. */
static bool is_told(const char *variable)
{
	static const char *const names[] = {"PATH=", "LANG=", "LANGUAGE=", "LC_", "TZ=", NULL};

	for (const char *const *name = names; *name != NULL; name++)
		if (strncmp(variable, *name, strlen(*name)) == 0)
			return true;
	return false;
}

static char **environment_of(const char *const *further)
{
	struct word_list list = {0};

	for (char **variable = environ; *variable != NULL; variable++)
		if (is_told(*variable))
			word_list_add(&list, "%s", *variable);
	word_list_add(&list, "HOME=/tmp");
	word_list_add(&list, "TMPDIR=/tmp");
	word_list_add_all(&list, further);
	return list.words;
}

/* Each is a user of its own while it lives: nobody can send it signals, or count for its limits. */
static uint32_t next_user(const struct confine_means *means)
{
	static _Atomic uint32_t launches;

	return means->group + 1 + atomic_fetch_add(&launches, 1) % (CONFINE_USERS - 1);
}

static void add_limits(struct word_list *list, const struct limits *limits)
{
	word_list_add(list, "memory=%llu", (unsigned long long)MEMORY);
	word_list_add(list, "tasks=%llu", (unsigned long long)limits->tasks);
	word_list_add(list, "seconds=%llu", (unsigned long long)limits->seconds);
	word_list_add(list, "processor=%llu", (unsigned long long)limits->processor);
	word_list_add(list, "address=%llu", (unsigned long long)limits->address);
	word_list_add(list, "file=%llu", (unsigned long long)limits->file);
}

static void add_warden(struct word_list *list, const struct confine_means *means,
		       const struct confine *confine, const struct confined *confined)
{
	char *warden = confine_warden();

	word_list_add(list, "%s", warden);
	word_list_add(list, "status=%d", confined->inherited[0]);
	word_list_add(list, "lifeline=%d", confined->inherited[1]);
	if (means->namespaces)
		word_list_add(list, "alone");
	else
		word_list_add(list, "judge=%d", (int)getpid());
	if (!means->filter)
		word_list_add(list, "open");
	if (confine->single)
		word_list_add(list, "single");
	if (means->users) {
		word_list_add(list, "user=%u", next_user(means));
		word_list_add(list, "group=%u", means->group);
	}
	/* The linker is another user than the compiler was: what one makes, the group may change.
	 */
	word_list_add(list, "umask=%d", means->users ? 0007 : 0077);
	if (means->namespaces && confine->reports != NULL)
		word_list_add(list, "reports=%s", confine->reports);
	add_limits(list, confine->compiler ? &of_compilers : &of_runners);
	word_list_add(list, "--");
	free(warden);
}

/* ---- the work folder ---- */

/* What has a second name may be somebody else's file, and a link never is the subject's own. */
static void share_one(int folder, const char *name, uint32_t group)
{
	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat status;
	mode_t mode;

	if (fd < 0)
		return; /* whoever needs it will say so */
	if (fstat(fd, &status) == 0 && (S_ISDIR(status.st_mode) || status.st_nlink == 1)) {
		mode = (status.st_mode & 07777) | (S_ISDIR(status.st_mode) ? 0070 : 0060);
		/* In this order, since the change of group takes bits back. */
		if (fchown(fd, (uid_t)-1, group) == 0)
			fchmod(fd, mode);
	}
	close(fd);
}

/* A program of another user's, but of our group, may use what lies there. */
static void share_with(const char *folder, uint32_t group)
{
	DIR *open = opendir(folder);
	struct dirent *entry;

	while (open != NULL && (entry = readdir(open)) != NULL)
		if (strcmp(entry->d_name, "..") != 0)
			share_one(dirfd(open), entry->d_name, group);
	if (open != NULL)
		closedir(open);
}

/* May a user whom nobody knows read that file, where it lies?  Only asked where it is not copied.
 */
static bool anybody_reads(const char *path)
{
	char *real = realpath(path, NULL);
	struct stat status;
	bool may = real != NULL && stat(real, &status) == 0 && (status.st_mode & S_IROTH);

	for (char *slash = real; may && (slash = strchr(slash, '/')) != NULL; slash++) {
		*slash = '\0';
		may = stat(*real != '\0' ? real : "/", &status) == 0 && (status.st_mode & S_IXOTH);
		*slash = '/';
	}
	free(real);
	return may;
}

/* ---- descriptors ---- */

static bool open_status(struct confined *confined, char **error)
{
	int ends[2];

	confined->status = memfd_create("racelab-confine", MFD_CLOEXEC);
	if (confined->status < 0 || pipe2(ends, O_CLOEXEC) != 0) {
		*error = format_string(
			"no descriptor for a confined program: %s; are there too many "
			"open files?",
			strerror(errno));
		return false;
	}
	confined->inherited[0] = fcntl(confined->status, F_DUPFD_CLOEXEC, 3);
	confined->inherited[1] = ends[0];
	confined->lifeline = ends[1];
	return true;
}

static bool open_source(const char *path, int *fd, char **error)
{
	struct stat status;

	*fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	if (*fd < 0 || fstat(*fd, &status) != 0)
		*error = format_string("%s: %s", path, strerror(errno));
	else if (!S_ISREG(status.st_mode))
		*error = format_string("%s is no regular file", path);
	else if ((uint64_t)status.st_size > SOURCE_MOST)
		*error = format_string("%s has more than %llu MiB; no source is so large", path,
				       (unsigned long long)(SOURCE_MOST / MIB));
	else
		return true;
	return false;
}

/* ---- begin ---- */

/* The program's own words, the first with its path. */
static bool add_program(struct word_list *list, char *const *words, char **error)
{
	char *program = confine_find(words[0]);

	if (program == NULL) {
		*error = format_string("cannot run %s: it is not in PATH; is it installed?",
				       words[0]);
		return false;
	}
	word_list_add(list, "%s", program);
	word_list_add_all(list, (const char *const *)words + 1);
	free(program);
	return true;
}

static bool show_source(const struct confine_means *means, const struct confine *confine,
			struct confined *confined, char **error)
{
	if (confine->source == NULL)
		return true;
	if (!open_source(confine->source, &confined->inherited[2], error))
		return false;
	if (means->namespaces || !means->users || anybody_reads(confine->source))
		return true;
	*error = format_string("%s cannot be read by the user under whom the compiler is confined; "
			       "chmod o+r it, and o+x the folders above it",
			       confine->source);
	return false;
}

static bool add_bubblewrap(struct word_list *list, const struct confine_means *means,
			   const struct confine *confine, const struct confined *confined,
			   char **error)
{
	char *bwrap = confine_find("bwrap");

	if (bwrap == NULL) {
		*error = format_string("bubblewrap (bwrap) is not installed");
		return false;
	}
	word_list_add(list, "%s", bwrap);
	confine_inside(confine, means->users, confined->inherited[2], list);
	free(bwrap);
	return true;
}

bool confine_begin_with(const struct confine_means *means, const struct confine *confine,
			char *const *words, const char *const *environment,
			struct confined *confined, char **error)
{
	struct word_list list = {0};
	bool good;

	*confined = CONFINED_NONE;
	confined->contained = means->namespaces;
	if (confine->reports != NULL)
		confined->reports = format_string("%s", confine->reports);
	if (means->users && confine->work != NULL)
		share_with(confine->work, means->group);
	if (means->users && !means->namespaces && confine->reports != NULL)
		share_with(confine->reports, means->group);
	good = open_status(confined, error) && show_source(means, confine, confined, error) &&
	       (!means->namespaces || add_bubblewrap(&list, means, confine, confined, error));
	if (good)
		add_warden(&list, means, confine, confined);
	good = good && add_program(&list, words, error);
	confined->words = list.words;
	confined->environment = good ? environment_of(environment) : NULL;
	if (!good)
		confine_release(confined);
	return good;
}

bool confine_begin(const struct confine *confine, char *const *words,
		   const char *const *environment, struct confined *confined, char **error)
{
	const struct confine_means *means = confine_means(error);

	return means != NULL &&
	       confine_begin_with(means, confine, words, environment, confined, error);
}

void confine_inherit(const struct confined *confined)
{
	for (unsigned i = 0; i < CONFINE_INHERITED; i++)
		if (confined->inherited[i] >= 0)
			fcntl(confined->inherited[i], F_SETFD, 0);
}

/* ---- end ---- */

void confine_stop(const struct confined *confined)
{
	ssize_t ignored = write(confined->lifeline, "", 1);

	(void)ignored; /* the pipe is empty but for this: it has room */
}

/* The program never saw this folder: what it wrote to lay over it. */
static bool put(const struct confined *confined, const char *name, const char *bytes, size_t count)
{
	char *path = format_string("%s/%s", confined->reports, name);
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = fd >= 0 && write(fd, bytes, count) == (ssize_t)count;

	if (fd >= 0)
		close(fd);
	free(path);
	return good;
}

static bool take_file(const struct confined *confined, off_t *at)
{
	struct confine_file head;
	char *bytes;
	bool good;

	if (pread(confined->status, &head, sizeof head, *at) != (ssize_t)sizeof head ||
	    memchr(head.name, '\0', sizeof head.name) == NULL || strchr(head.name, '/') != NULL ||
	    head.name[0] == '.' || head.size > CONFINE_ROOM)
		return false;
	*at += (off_t)sizeof head;
	bytes = malloc(head.size + 1);
	if (bytes == NULL)
		die("out of memory");
	good = pread(confined->status, bytes, head.size, *at) == (ssize_t)head.size &&
	       put(confined, head.name, bytes, head.size);
	*at += (off_t)head.size;
	free(bytes);
	return good;
}

static bool take_reports(const struct confined *confined, uint32_t files, char **error)
{
	off_t at = sizeof(struct confine_end);

	for (uint32_t i = 0; i < files; i++)
		if (!take_file(confined, &at)) {
			*error = format_string("%s: a report cannot be written there: %s; is the "
					       "disk full?",
					       confined->reports, strerror(errno));
			return false;
		}
	return true;
}

static char *words_for(enum confine_reason reason)
{
	switch (reason) {
	case CONFINE_MEMORY:
		return format_string("it took more than %llu MiB of memory",
				     (unsigned long long)(MEMORY / MIB));
	case CONFINE_PROCESSES:
		return format_string("it started processes and threads without end");
	case CONFINE_DISK:
		return format_string("it made files in its /tmp without end");
	case CONFINE_TIME:
		return format_string(
			"it had not ended after the time that is given to the slowest");
	default:
		return NULL;
	}
}

bool confine_end(struct confined *confined, int *status, char **stopped, bool *overtime,
		 char **error)
{
	struct confine_end end = {0};

	*stopped = NULL;
	*overtime = false;
	if (pread(confined->status, &end, sizeof end, 0) != (ssize_t)sizeof end ||
	    end.magic != CONFINE_MAGIC || end.reason >= CONFINE_REASONS) {
		*error = format_string("the confinement itself ended (status %#x)",
				       (unsigned)*status);
		return false;
	}
	end.words[sizeof end.words - 1] = '\0';
	if (end.reason == CONFINE_FAILED) {
		*error = format_string("cannot be started confined: %s", end.words);
		return false;
	}
	*status = end.status;
	*stopped = words_for((enum confine_reason)end.reason);
	*overtime = end.reason == CONFINE_TIME;
	return confined->reports == NULL || take_reports(confined, end.files, error);
}

void confine_release(struct confined *confined)
{
	word_list_free(confined->words);
	word_list_free(confined->environment);
	for (unsigned i = 0; i < CONFINE_INHERITED; i++)
		if (confined->inherited[i] >= 0)
			close(confined->inherited[i]);
	if (confined->status >= 0)
		close(confined->status);
	if (confined->lifeline >= 0)
		close(confined->lifeline);
	free(confined->reports);
	*confined = CONFINED_NONE;
}
