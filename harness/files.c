/* SPDX-License-Identifier: MIT */
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "text.h"

static struct {
	pthread_mutex_t lock; /* innermost */
	/* guarded by lock: */
	char begun[PATH_MAX]; /* the file beside the one that is being written; "": none */
} files = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void set_begun(const char *path)
{
	if (pthread_mutex_lock(&files.lock) != 0)
		bug("the lock of files.c is broken");
	snprintf(files.begun, sizeof files.begun, "%s", path);
	if (pthread_mutex_unlock(&files.lock) != 0)
		bug("the lock of files.c is broken");
}

uint64_t files_hash_bytes(uint64_t hash, const void *bytes, size_t count)
{
	const unsigned char *byte = bytes;

	for (size_t i = 0; i < count; i++)
		hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
	return hash;
}

bool files_hash(const char *path, uint64_t *hash)
{
	size_t count;
	char *bytes = files_read(path, &count);

	if (bytes == NULL)
		return false;
	*hash = files_hash_bytes(*hash, bytes, count);
	/* The length too, so that text cannot move from one file of a series to the next. */
	*hash = files_hash_bytes(*hash, &count, sizeof count);
	free(bytes);
	return true;
}

/* mkdir -p of everything before the last slash. */
static bool make_parents(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		bool made;

		*slash = '\0';
		made = mkdir(path, 0777) == 0 || errno == EEXIST;
		*slash = '/';
		if (!made)
			return false;
	}
	return true;
}

char *files_user_path(const char *variable, const char *fallback, const char *name)
{
	const char *base = getenv(variable), *home = getenv("HOME");
	char *path;

	/* The XDG rules: a relative path there is to be ignored. */
	if (base != NULL && base[0] == '/')
		path = format_string("%s/racelab/%s", base, name);
	else if (home != NULL && home[0] == '/')
		path = format_string("%s/%s/racelab/%s", home, fallback, name);
	else
		return NULL;
	if (make_parents(path))
		return path;
	free(path);
	return NULL;
}

char *files_read(const char *path, size_t *count)
{
	char *bytes = NULL, *result = NULL;
	struct stat stat;
	size_t used = 0;
	ssize_t got;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd < 0)
		return NULL;
	if (fstat(fd, &stat) != 0)
		goto out;
	if (!S_ISREG(stat.st_mode)) {
		errno = EINVAL;
		goto out;
	}
	bytes = malloc((size_t)stat.st_size + 1);
	if (bytes == NULL)
		die("out of memory");
	while (used < (size_t)stat.st_size) {
		got = read(fd, bytes + used, (size_t)stat.st_size - used);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			goto out;
		if (got == 0)
			break;
		used += (size_t)got;
	}
	bytes[used] = '\0';
	*count = used;
	result = bytes;
	bytes = NULL;
out:
	free(bytes);
	close(fd);
	return result;
}

static bool write_all(int fd, const char *bytes, size_t count)
{
	while (count > 0) {
		ssize_t written = write(fd, bytes, count);

		if (written < 0 && errno == EINTR)
			continue;
		if (written < 0)
			return false;
		bytes += written;
		count -= (size_t)written;
	}
	return true;
}

/* A device or pipe cannot be replaced, and must not be. */
static bool write_straight(const char *path, const char *bytes, size_t count)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	bool written;

	if (fd < 0)
		return false;
	written = write_all(fd, bytes, count);
	return close(fd) == 0 && written;
}

static bool write_beside(const char *path, const struct stat *old, const char *bytes, size_t count)
{
	char beside[PATH_MAX];
	bool done;
	int fd, error;

	if ((size_t)snprintf(beside, sizeof beside, "%s.%d", path, (int)getpid()) >=
	    sizeof beside) {
		errno = ENAMETOOLONG;
		return false;
	}
	fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	if (fd < 0)
		return false;
	set_begun(beside);
	/* It keeps the permissions that the old one had. */
	done = (old == NULL || fchmod(fd, old->st_mode & 07777) == 0) &&
	       write_all(fd, bytes, count) && fsync(fd) == 0;
	error = errno;
	if (close(fd) != 0 && done) {
		done = false;
		error = errno;
	}
	if (done && rename(beside, path) != 0) {
		done = false;
		error = errno;
	}
	if (!done)
		unlink(beside);
	set_begun("");
	errno = error;
	return done;
}

bool files_write(const char *path, const char *bytes, size_t count)
{
	char real[PATH_MAX];
	struct stat old;

	if (path == NULL)
		return write_all(STDOUT_FILENO, bytes, count);
	if (stat(path, &old) != 0)
		return errno == ENOENT && write_beside(path, NULL, bytes, count);
	if (S_ISDIR(old.st_mode)) {
		errno = EISDIR;
		return false;
	}
	if (!S_ISREG(old.st_mode))
		return write_straight(path, bytes, count);
	/* A link stays a link: what it points to is replaced. */
	return realpath(path, real) != NULL && write_beside(real, &old, bytes, count);
}

void files_abandon(void)
{
	if (pthread_mutex_lock(&files.lock) != 0)
		bug("the lock of files.c is broken");
	if (files.begun[0] != '\0')
		unlink(files.begun);
	if (pthread_mutex_unlock(&files.lock) != 0)
		bug("the lock of files.c is broken");
}
