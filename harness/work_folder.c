/* SPDX-License-Identifier: MIT */
#include "work_folder.h"

#include <errno.h>
#include <ftw.h>
#include <glob.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "text.h"

#define ALIVE 16

/* To be removed when the process must end in the middle. */
static struct {
	pthread_mutex_t lock; /* innermost */
	char *folders[ALIVE]; /* guarded by lock */
} alive = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void lock(void)
{
	if (pthread_mutex_lock(&alive.lock) != 0)
		bug("the lock of the work folders is broken");
}

static void unlock(void)
{
	if (pthread_mutex_unlock(&alive.lock) != 0)
		bug("the lock of the work folders is broken");
}

static void remember(char *folder)
{
	lock();
	for (unsigned i = 0; i < ALIVE; i++) {
		if (alive.folders[i] != NULL)
			continue;
		alive.folders[i] = folder;
		unlock();
		return;
	}
	bug("more than %d work folders at once", ALIVE);
}

static void forget(const char *folder)
{
	lock();
	for (unsigned i = 0; i < ALIVE; i++)
		if (alive.folders[i] == folder)
			alive.folders[i] = NULL;
	unlock();
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *where)
{
	(void)status, (void)type, (void)where;
	remove(path);
	return 0;
}

static void remove_tree(const char *folder)
{
	nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static const char *base(void)
{
	const char *folder = getenv("TMPDIR");

	return folder != NULL && *folder != '\0' ? folder : "/tmp";
}

char *work_folder_make(char **error)
{
	char *folder = format_string("%s/racelab-%d-XXXXXX", base(), (int)getpid()), *real;

	if (mkdtemp(folder) == NULL) {
		*error = format_string("cannot make a folder for compiled files (%s): %s; set TMPDIR "
				       "to a folder with room",
				       folder, strerror(errno));
		free(folder);
		return NULL;
	}
	real = realpath(folder, NULL);
	if (real != NULL) {
		free(folder);
		folder = real;
	}
	remember(folder);
	return folder;
}

void work_folder_remove(char *folder)
{
	if (folder == NULL)
		return;
	forget(folder);
	remove_tree(folder);
	free(folder);
}

void work_folders_remove_all(void)
{
	/* Only tried: the thread that has the lock may be the one that is dying. */
	bool locked = pthread_mutex_trylock(&alive.lock) == 0;

	for (unsigned i = 0; i < ALIVE; i++)
		if (alive.folders[i] != NULL)
			remove_tree(alive.folders[i]);
	if (locked)
		unlock();
}

void work_folders_sweep(pid_t dead)
{
	char *pattern = format_string("%s/racelab-%d-??????", base(), (int)dead);
	glob_t found;

	if (glob(pattern, GLOB_NOSORT, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			remove_tree(found.gl_pathv[i]);
		globfree(&found);
	}
	free(pattern);
}
