/* SPDX-License-Identifier: MIT */
#include "confine_means.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <unistd.h>

#include "capture.h"
#include "die.h"
#include "kit.h"
#include "text.h"

/* Far from all that users and containers are given. */
#define USERS_FIRST UINT32_C(0x40000000)
#define USERS_COUNT UINT32_C(0x10000000)

static struct {
	pthread_mutex_t lock; /* innermost, but for those of capture.c */
	/* guarded by lock: */
	bool known;
	struct confine_means means;
	char *lacking; /* NULL: nothing */
	char *word;
	char *error; /* nothing at all works */
} here = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void lock(void)
{
	if (pthread_mutex_lock(&here.lock) != 0)
		bug("the lock of confinement is broken");
}

static void unlock(void)
{
	if (pthread_mutex_unlock(&here.lock) != 0)
		bug("the lock of confinement is broken");
}

char *confine_find(const char *program)
{
	const char *folders = getenv("PATH");

	if (strchr(program, '/') != NULL)
		return format_string("%s", program);
	if (folders == NULL)
		folders = "/usr/bin:/bin";
	while (*folders != '\0') {
		size_t length = strcspn(folders, ":");
		char *path = format_string("%.*s/%s", (int)length, folders, program);

		if (length > 0 && access(path, X_OK) == 0)
			return path;
		free(path);
		folders += length + (folders[length] == ':');
	}
	return NULL;
}

char *confine_warden(void)
{
	return format_string("%s/racelab-warden", kit_rt_dir());
}

/* ---- users ---- */

/* The largest part of a map in which this process may name others; *count 0: none. */
static void largest_part(const char *path, uint32_t *first, uint32_t *count)
{
	FILE *file = fopen(path, "re");
	unsigned inside, outside, length;

	*first = *count = 0;
	while (file != NULL && fscanf(file, "%u %u %u", &inside, &outside, &length) == 3)
		if (length > *count) {
			*first = inside;
			*count = length;
		}
	if (file != NULL)
		fclose(file);
}

/* In a container that has few, the upper half of them: people and services have the lower. */
static bool users_in(const char *path, uint32_t *first, uint32_t *count)
{
	uint32_t all_first, all;

	largest_part(path, &all_first, &all);
	if (all_first == 0 && all >= USERS_FIRST + USERS_COUNT) {
		*first = USERS_FIRST;
		*count = USERS_COUNT;
		return true;
	}
	*first = all_first + all / 2;
	*count = all / 2;
	return *count > 100 * CONFINE_USERS;
}

/* Numbers of users and of groups alike that nobody else has, at random: other graders draw, too. */
static bool choose_users(uint32_t *group)
{
	uint32_t first, count, first_group, count_group, random = 0;

	if (geteuid() != 0 || !users_in("/proc/self/uid_map", &first, &count) ||
	    !users_in("/proc/self/gid_map", &first_group, &count_group))
		return false;
	if (first_group != first || count_group != count)
		return false;
	if (getrandom(&random, sizeof random, 0) != (ssize_t)sizeof random)
		random = (uint32_t)getpid();
	*group = first + random % (count / CONFINE_USERS - 1) * CONFINE_USERS;
	return true;
}

/* ---- trying ---- */

/* False: *words (owned by the caller) says why. */
static bool works(const struct confine_means *means, char **words)
{
	static char *const nothing[] = {"/bin/true", NULL};
	const struct confine blank = {.compiler = true};
	struct confined confined;
	bool good;

	if (!confine_begin_with(means, &blank, nothing, NULL, &confined, words))
		return false;
	good = capture_confined(&confined, "the confinement", words);
	if (good) {
		free(*words);
		*words = NULL;
	}
	return good;
}

/* The first line is enough. */
static char *shorter(char *words)
{
	words[strcspn(words, "\n")] = '\0';
	return words;
}

static char *why_no_namespaces(char *words)
{
	char *bwrap = confine_find("bwrap"), *why;

	if (bwrap == NULL)
		why = format_string("no namespaces, since bubblewrap (bwrap) is not installed");
	else
		why = format_string("no namespaces (%s)", shorter(words));
	free(bwrap);
	free(words);
	return why;
}

/* A program of the same user's could open our descriptors by /proc. */
static void hide_from_programs(const struct confine_means *means)
{
	if (!means->namespaces && !means->users)
		prctl(PR_SET_DUMPABLE, 0);
}

static void find_means(struct confine_means *means, char **lacking, char **error)
{
	char *first, *words;

	means->namespaces = means->filter = true;
	means->users = choose_users(&means->group);
	if (works(means, &first))
		return;
	means->namespaces = false;
	if (works(means, &words)) {
		*lacking = why_no_namespaces(first);
		return;
	}
	*means = (struct confine_means){
		.namespaces = true, .users = means->users, .group = means->group};
	free(first);
	if (works(means, &first)) {
		*lacking = format_string("no filter of system calls (%s)", shorter(words));
		free(words);
		return;
	}
	free(words);
	means->namespaces = false;
	if (works(means, &words)) {
		words = why_no_namespaces(first);
		*lacking = format_string("%s, and no filter of system calls", words);
		free(words);
		return;
	}
	free(first);
	*error = words;
}

/* With the lock held. */
static void find_out(void)
{
	if (here.known)
		return;
	here.known = true;
	find_means(&here.means, &here.lacking, &here.error);
	hide_from_programs(&here.means);
	here.word = here.error != NULL	   ? format_string("none: %s", here.error)
		    : here.lacking == NULL ? format_string("full")
					   : format_string("partial: %s", here.lacking);
}

const struct confine_means *confine_means(char **error)
{
	bool any;

	lock();
	find_out();
	any = here.error == NULL;
	if (!any)
		*error = format_string("nothing can be confined here: %s", here.error);
	unlock();
	return any ? &here.means : NULL; /* never changes once it is known */
}

const char *confine_word(void)
{
	lock();
	find_out();
	unlock();
	return here.word;
}

/* ---- the mend ---- */

static bool holds(const char *path, const char *value)
{
	FILE *file = fopen(path, "re");
	char text[32] = "";

	if (file == NULL)
		return false;
	if (fgets(text, sizeof text, file) == NULL)
		text[0] = '\0';
	fclose(file);
	text[strcspn(text, "\n")] = '\0';
	return strcmp(text, value) == 0;
}

static const char *mend_of_namespaces(void)
{
	char *bwrap = confine_find("bwrap");

	if (bwrap == NULL)
		return "sudo apt install bubblewrap";
	free(bwrap);
	if (holds("/proc/sys/kernel/unprivileged_userns_clone", "0"))
		return "sudo sysctl kernel.unprivileged_userns_clone=1";
	if (holds("/proc/sys/user/max_user_namespaces", "0"))
		return "sudo sysctl user.max_user_namespaces=10000";
	if (holds("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1"))
		return "sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, or give bwrap "
		       "an "
		       "AppArmor profile that allows userns";
	return "run the container with --privileged, or with --cap-add=SYS_ADMIN --security-opt "
	       "seccomp=unconfined --security-opt apparmor=unconfined --security-opt "
	       "systempaths=unconfined";
}

char *confine_mend(void)
{
	char *error = NULL;
	const struct confine_means *means = confine_means(&error);

	if (means == NULL) {
		free(error);
		return format_string(
			"build the kit again with `make`, where every user may read it "
			"(chmod -R go+rX %s)",
			kit_rt_dir());
	}
	if (!means->namespaces)
		return format_string("%s", mend_of_namespaces());
	if (!means->filter)
		return format_string("a kernel with CONFIG_SECCOMP_FILTER");
	return NULL;
}

void confine_forget(void)
{
	lock();
	free(here.lacking);
	free(here.word);
	free(here.error);
	here.lacking = here.word = here.error = NULL;
	here.known = false;
	unlock();
}
