/* SPDX-License-Identifier: MIT */
#include "process_tree.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"

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

	snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
	if (!read_text(path, text, sizeof text))
		return false;
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

/* A first thread that has ended stays, as Z, until the others have: it uses nothing. */
static bool is_asleep(const char *stat)
{
	const char *behind = strrchr(stat, ')');

	return behind != NULL && (behind[2] == 'S' || behind[2] == 'T' || behind[2] == 'Z');
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

bool process_tree_sleeps(pid_t first, double *spent)
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
