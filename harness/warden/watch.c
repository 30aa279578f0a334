/* SPDX-License-Identifier: MIT */
#include "orders.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define MOST_PROCESSES 4096
#define MOST_INODES    20000 /* of files in the program's /tmp: they cost the kernel memory, too */

struct process {
	pid_t pid, parent;
	uint64_t tasks;
	uint64_t bytes; /* with what it shares */
	bool below;	/* started by the program, or the program itself */
};

static struct process processes[MOST_PROCESSES];
static unsigned used;

/* A number behind a word of /proc/PID/status; 0: no such line. */
static uint64_t number_after(const char *text, const char *word)
{
	const char *found = strstr(text, word);

	return found != NULL ? strtoull(found + strlen(word), NULL, 10) : 0;
}

static bool read_file(pid_t pid, const char *name, char *text, size_t room)
{
	char path[64];
	ssize_t got;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	got = read(fd, text, room - 1);
	close(fd);
	text[got > 0 ? got : 0] = '\0';
	return got > 0;
}

/* Page tables too: a mapping touched here and there has little else. */
static void look_at(pid_t pid)
{
	char text[4096];

	if (used == MOST_PROCESSES || !read_file(pid, "status", text, sizeof text))
		return;
	processes[used++] = (struct process){
		.pid = pid,
		.parent = (pid_t)number_after(text, "\nPPid:"),
		.tasks = number_after(text, "\nThreads:"),
		.bytes =
			1024 * (number_after(text, "\nRssAnon:") +
				number_after(text, "\nRssShmem:") + number_after(text, "\nVmPTE:")),
	};
}

static bool is_below(const struct process *process)
{
	if (process->parent == getpid())
		return true;
	for (unsigned i = 0; i < used; i++)
		if (processes[i].pid == process->parent)
			return processes[i].below;
	return false;
}

/* Parents may come after their children, where numbers have begun anew: so until nothing changes.
 */
static void find_those_below(void)
{
	bool changed = true;

	while (changed) {
		changed = false;
		for (unsigned i = 0; i < used; i++)
			if (!processes[i].below && is_below(&processes[i]))
				processes[i].below = changed = true;
	}
}

static void look_at_all(const struct orders *orders)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;

	used = 0;
	while (proc != NULL && (entry = readdir(proc)) != NULL) {
		pid_t pid = (pid_t)atoi(entry->d_name);

		if (pid > 0 && pid != getpid())
			look_at(pid);
	}
	if (proc != NULL)
		closedir(proc);
	if (!orders->alone)
		find_those_below();
	for (unsigned i = 0; orders->alone && i < used; i++)
		processes[i].below = true;
}

/* What is shared counts for each only in part.  Dear where much is mapped, so only when in doubt.
 */
static uint64_t share_of(const struct process *process)
{
	char text[4096];

	if (!read_file(process->pid, "smaps_rollup", text, sizeof text))
		return process->bytes;
	return 1024 * (number_after(text, "\nPss_Anon:") + number_after(text, "\nPss_Shmem:"));
}

static uint64_t bytes_in(const char *folder)
{
	struct statvfs stat;

	if (statvfs(folder, &stat) != 0)
		return 0;
	return (uint64_t)(stat.f_blocks - stat.f_bfree) * stat.f_frsize;
}

static bool too_many_files(const char *folder)
{
	struct statvfs stat;

	return statvfs(folder, &stat) == 0 && stat.f_files - stat.f_ffree > MOST_INODES;
}

enum confine_reason watch_look(const struct orders *orders)
{
	uint64_t tasks = 0, bytes = 0, shares = 0;

	look_at_all(orders);
	if (orders->alone) {
		shares = bytes = bytes_in("/tmp") + bytes_in("/dev/shm");
		if (too_many_files("/tmp") || too_many_files("/dev/shm") ||
		    (orders->reports != NULL && too_many_files(orders->reports)))
			return CONFINE_DISK;
	}
	for (unsigned i = 0; i < used; i++) {
		tasks += processes[i].below ? processes[i].tasks : 0;
		bytes += processes[i].below ? processes[i].bytes : 0;
	}
	/* Those that end at this moment are still counted: only what the limit cannot hold is more.
	 */
	if (orders->tasks != 0 && tasks > 2 * orders->tasks)
		return CONFINE_PROCESSES;
	if (orders->memory == 0 || bytes <= orders->memory)
		return CONFINE_ENDED;
	for (unsigned i = 0; i < used; i++)
		shares += processes[i].below ? share_of(&processes[i]) : 0;
	return shares > orders->memory ? CONFINE_MEMORY : CONFINE_ENDED;
}

/* All that kill(-1) reaches is the program's: a namespace, or a user that nobody else is. */
static bool all_are_its_own(const struct orders *orders)
{
	return (orders->alone && getpid() == 1) ||
	       (orders->user != 0 && getuid() == (uid_t)orders->user);
}

void watch_kill(const struct orders *orders)
{
	if (all_are_its_own(orders)) {
		kill(-1, SIGKILL);
		return;
	}
	look_at_all(orders);
	for (unsigned i = 0; i < used; i++)
		if (processes[i].below)
			kill(processes[i].pid, SIGKILL);
}
