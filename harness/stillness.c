/* SPDX-License-Identifier: MIT */
#include "stillness.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "die.h"
#include "text.h"

#define LOOK_SECONDS 1.0
#define LONGER	     30 /* times the patience: by then a machine without room had its chance */

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* ---- all processes, once ---- */

struct process {
	pid_t pid, parent;
	double spent; /* seconds, with those of its children that it has waited for */
	bool below;   /* or the first itself */
	bool starts;  /* another, which is still there */
};

struct processes {
	struct process *items; /* owned */
	size_t count;
};

static bool read_text(const char *path, char *text, size_t room)
{
	FILE *file = fopen(path, "re");

	if (file == NULL)
		return false;
	text[fread(text, 1, room - 1, file)] = '\0';
	fclose(file);
	return true;
}

/* "17 (a name) S 16 ...": proc(5) */
static bool read_process(const char *pid, struct process *process)
{
	unsigned long user, system;
	long children_user, children_system;
	char path[64], text[512] = "";
	const char *behind;
	int parent;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
	file = fopen(path, "re");
	if (file == NULL)
		return false;
	text[fread(text, 1, sizeof text - 1, file)] = '\0';
	fclose(file);
	behind = strrchr(text, ')');
	if (behind == NULL ||
	    sscanf(behind + 1, " %*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu %ld %ld",
		   &parent, &user, &system, &children_user, &children_system) != 5)
		return false;
	process->pid = (pid_t)atoi(pid);
	process->parent = parent;
	process->spent =
		((double)user + (double)system + (double)children_user + (double)children_system) /
		(double)sysconf(_SC_CLK_TCK);
	return true;
}

static struct processes read_all(void)
{
	struct processes all = {0};
	DIR *proc = opendir("/proc");
	struct dirent *entry;

	while (proc != NULL && (entry = readdir(proc)) != NULL) {
		struct process process = {0};

		if (atoi(entry->d_name) <= 0 || !read_process(entry->d_name, &process))
			continue;
		all.items = reallocarray(all.items, all.count + 1, sizeof *all.items);
		if (all.items == NULL)
			die("out of memory");
		all.items[all.count++] = process;
	}
	if (proc != NULL)
		closedir(proc);
	return all;
}

static struct process *find(const struct processes *all, pid_t pid)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].pid == pid)
			return &all->items[i];
	return NULL;
}

/* Numbers begin anew some day, so a child may stand before its parent: until nothing changes. */
static void mark_those_below(struct processes *all, pid_t first)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (size_t i = 0; i < all->count; i++) {
			struct process *it = &all->items[i], *parent = find(all, it->parent);
			bool below = it->pid == first || (parent != NULL && parent->below);

			if (below && parent != NULL && it->pid != first)
				parent->starts = true;
			changed |= below && !it->below;
			it->below = below;
		}
	}
}

static bool is_asleep(const char *stat)
{
	const char *behind = strrchr(stat, ')');

	return behind != NULL && (behind[2] == 'S' || behind[2] == 'T');
}

/* The state of a process is only that of its first thread. */
static bool all_threads_sleep(pid_t pid)
{
	char path[300], text[512] = "";
	struct dirent *entry;
	bool asleep = true;
	DIR *tasks;

	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	tasks = opendir(path);
	while (tasks != NULL && asleep && (entry = readdir(tasks)) != NULL) {
		snprintf(path, sizeof path, "/proc/%d/task/%.20s/stat", (int)pid, entry->d_name);
		if (entry->d_name[0] != '.' && read_text(path, text, sizeof text))
			asleep = is_asleep(text);
	}
	if (tasks != NULL)
		closedir(tasks);
	return asleep;
}

/* False: somebody that matters is awake. */
static bool look(pid_t first, double *spent)
{
	struct processes all = read_all();
	bool asleep = true;

	mark_those_below(&all, first);
	*spent = 0;
	for (size_t i = 0; i < all.count; i++) {
		const struct process *it = &all.items[i];

		if (!it->below)
			continue;
		*spent += it->spent;
		asleep = asleep && (it->starts || all_threads_sleep(it->pid));
	}
	free(all.items);
	return asleep;
}

/* ---- one launch ---- */

void stillness_begin(struct stillness *stillness, pid_t pid, unsigned patience)
{
	*stillness = (struct stillness){
		.pid = pid, .patience = patience, .since = now(), .looked = now(), .spent = -1};
}

static void start_again(struct stillness *stillness, uint64_t progress)
{
	stillness_begin(stillness, stillness->pid, stillness->patience);
	stillness->progress = progress;
}

/* Who is awake and gets no processor may yet get on; a watcher that looks round is awake at times.
 */
static enum stillness_why judge(const struct stillness *stillness, double spent)
{
	double lasted = stillness->looked - stillness->since;

	if (spent > stillness->patience)
		return STILLNESS_SPINS;
	if (lasted <= stillness->patience)
		return STILLNESS_NONE;
	if (stillness->asleep == stillness->looks)
		return STILLNESS_SLEEPS;
	return stillness->asleep * 2 > stillness->looks ||
			       lasted > (double)stillness->patience * LONGER
		       ? STILLNESS_UNKNOWN
		       : STILLNESS_NONE;
}

enum stillness_why stillness_ask(struct stillness *stillness, uint64_t progress)
{
	double time = now(), spent;

	if (stillness->patience == 0)
		return STILLNESS_NONE;
	if (progress != stillness->progress) {
		start_again(stillness, progress);
		return STILLNESS_NONE;
	}
	if (time - stillness->looked < LOOK_SECONDS)
		return STILLNESS_NONE;
	stillness->looked = time;
	stillness->asleep += look(stillness->pid, &spent);
	stillness->looks++;
	if (stillness->spent < 0)
		stillness->spent = spent;
	return judge(stillness, spent - stillness->spent);
}

/* ---- what follows ---- */

bool stillness_add(enum stillness_why why, unsigned patience, bool alone, struct findings *list)
{
	if (why == STILLNESS_SPINS) {
		findings_add(list, FINDING_LIVELOCK)->message =
			format_string("it has computed for %u s of processor time and got nowhere: "
				      "a loop without "
				      "end",
				      patience);
		return true;
	}
	if (why == STILLNESS_SLEEPS && alone) {
		findings_add(list, FINDING_UNSUPPORTED)->message =
			format_string("it waits in the kernel, where explore cannot see for what; "
				      "nothing woke it "
				      "in %u s",
				      patience);
		return true;
	}
	return false;
}
