/* SPDX-License-Identifier: MIT */
#include "ailments.h"

#include <limits.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>

#include "confine.h"
#include "die.h"
#include "launch.h"
#include "text.h"

/* Objects of one check and the tools' own files. */
#define DISK_NEEDED UINT64_C(100000000)
/* libtsan's shadow of a small program and two valgrinds at once. */
#define MEMORY_NEEDED UINT64_C(512000000)

/* Takes what; copies mend. */
static void add_any(struct ailments *ailments, bool weakens, const char *mend, char *what)
{
	ailments->items =
		reallocarray(ailments->items, ailments->count + 1, sizeof *ailments->items);
	if (ailments->items == NULL)
		die("out of memory");
	ailments->items[ailments->count++] = (struct ailment){
		.what = what, .mend = format_string("%s", mend), .weakens = weakens};
}

static void add(struct ailments *ailments, const char *mend, char *what)
{
	add_any(ailments, true, mend, what);
}

static void add_note(struct ailments *ailments, const char *mend, char *what)
{
	add_any(ailments, false, mend, what);
}

/* First line of a small file of the kernel's; "" if there is none. */
static const char *first_line(const char *path, char text[static 256])
{
	FILE *file = fopen(path, "re");

	text[0] = '\0';
	if (file == NULL)
		return text;
	if (fgets(text, 256, file) == NULL)
		text[0] = '\0';
	text[strcspn(text, "\n")] = '\0';
	fclose(file);
	return text;
}

static void one_processor(struct ailments *ailments)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) < 2)
		add(ailments,
		    "give the machine, the container (--cpus=2) or this shell (taskset) two "
		    "processors",
		    format_string(
			    "Only one processor: threads take turns, and stress meets few of the "
			    "interleavings that two would show."));
}

bool ailments_quota_is_short(const char *cpu_max, double *processors)
{
	double quota, period;

	if (sscanf(cpu_max, "%lf %lf", &quota, &period) != 2 || period <= 0)
		return false;
	*processors = quota / period;
	return *processors < 1;
}

static void cpu_quota(struct ailments *ailments)
{
	char own[256], path[PATH_MAX], text[256], *group;
	double processors;

	first_line("/proc/self/cgroup", own);
	group = strncmp(own, "0::", 3) == 0 ? own + 3 : own + strlen(own);
	snprintf(path, sizeof path, "/sys/fs/cgroup%s/cpu.max", group);
	if (first_line(path, text)[0] == '\0')
		first_line("/sys/fs/cgroup/cpu.max", text);
	if (ailments_quota_is_short(text, &processors))
		add(ailments, "raise the quota to at least 1 (docker run --cpus=2)",
		    format_string("The control group gives %.2f of a processor: threads are "
				  "stopped for long "
				  "stretches, and fewer of them run at the same time.",
				  processors));
}

/* Only the calling thread's personality is tried, and put back. */
static bool randomisation_can_be_switched_off(void)
{
	int old = personality(0xffffffff);

	if (old < 0 || personality((unsigned long)old | ADDR_NO_RANDOMIZE) < 0)
		return false;
	personality((unsigned long)old);
	return true;
}

static void randomisation(struct ailments *ailments)
{
	char text[256];
	int bits = atoi(first_line("/proc/sys/vm/mmap_rnd_bits", text));

	if (bits > 28 && !randomisation_can_be_switched_off())
		add(ailments,
		    "sudo sysctl vm.mmap_rnd_bits=28, or run the container with "
		    "--security-opt seccomp=unconfined",
		    format_string("Addresses are randomised by %d bits and switching that off is "
				  "refused: "
				  "ThreadSanitizer stops with \"unexpected memory mapping\" now "
				  "and then.",
				  bits));
}

/* In a child, since being traced cannot be undone. */
static void tracing(struct ailments *ailments)
{
	int status;
	pid_t child = fork();

	if (child == 0)
		_exit(ptrace(PTRACE_TRACEME, 0, NULL, NULL) == 0 ? 0 : 1);
	if (child < 0 || waitpid(child, &status, 0) != child)
		return;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		add_note(ailments, "run the container with --cap-add=SYS_PTRACE",
			 format_string(
				 "ptrace is refused: no debugger can look into a run that hangs."));
}

static bool in_path(const char *program)
{
	const char *path = getenv("PATH");
	char file[PATH_MAX];

	for (path = path != NULL ? path : "/usr/bin:/bin"; *path != '\0';) {
		size_t length = strcspn(path, ":");

		snprintf(file, sizeof file, "%.*s/%s", (int)length, path, program);
		if (access(file, X_OK) == 0)
			return true;
		path += length + (path[length] == ':');
	}
	return false;
}

static void valgrind(struct ailments *ailments)
{
	if (!in_path("valgrind"))
		add(ailments, "sudo apt install valgrind",
		    format_string("There is no valgrind: helgrind and drd are left out."));
}

static char *compiler_lacks(const char *name, enum runner runner)
{
	if (!in_path(name))
		return format_string("There is no %s: labs cannot be built with --cc %s.", name,
				     name);
	if (access(runner_path(runner), X_OK) != 0)
		return format_string(
			"The kit was built without %s's ThreadSanitizer: with --cc %s the "
			"checker tsan is left out.",
			name, name);
	return NULL;
}

/* Gcc is what checks are made with; clang only where it is asked for. */
static void compilers(struct ailments *ailments)
{
	char *gcc = compiler_lacks("gcc", RUNNER_TSAN_GCC);
	char *clang = compiler_lacks("clang", RUNNER_TSAN_CLANG);

	if (gcc != NULL)
		add(ailments, "sudo apt install gcc libtsan2, then `make`", gcc);
	if (clang != NULL)
		add_note(ailments, "sudo apt install clang libclang-rt-dev, then `make`", clang);
}

bool ailments_variable_disturbs(const char *value)
{
	return value != NULL && value[0] != '\0';
}

/* launch.c keeps all of these from the programs under test; the compiler still gets the last two.
 */
static void environment(struct ailments *ailments)
{
	static const char *const silencers[] = {"TSAN_OPTIONS", "VALGRIND_OPTS"};
	static const char *const intruders[] = {"LD_PRELOAD", "LD_AUDIT"};
	char mend[64];

	for (size_t i = 0; i < 2; i++) {
		snprintf(mend, sizeof mend, "unset %s", silencers[i]);
		if (ailments_variable_disturbs(getenv(silencers[i])))
			add_note(ailments, mend,
				 format_string(
					 "%s is set to '%s': racelab keeps it from its runs, but "
					 "it may silence the tool when you run it by hand.",
					 silencers[i], getenv(silencers[i])));
		snprintf(mend, sizeof mend, "unset %s", intruders[i]);
		if (ailments_variable_disturbs(getenv(intruders[i])))
			add(ailments, mend,
			    format_string(
				    "%s is set to '%s': foreign code runs in racelab and in the "
				    "compiler, though not in what they check.",
				    intruders[i], getenv(intruders[i])));
	}
}

static void disk(struct ailments *ailments)
{
	const char *folder = getenv("TMPDIR");
	struct statvfs stat;

	if (folder == NULL || folder[0] == '\0')
		folder = "/tmp";
	if (access(folder, W_OK | X_OK) != 0)
		add(ailments, "point TMPDIR at a folder that you may write to",
		    format_string("%s cannot be written to: nothing can be built.", folder));
	else if (statvfs(folder, &stat) == 0 && stat.f_blocks > 0 &&
		 (uint64_t)stat.f_bavail * stat.f_frsize < DISK_NEEDED)
		add(ailments, "make room, or point TMPDIR elsewhere",
		    format_string("%s has only %llu MB left: builds may fail.", folder,
				  (unsigned long long)((uint64_t)stat.f_bavail * stat.f_frsize /
						       1000000)));
}

static uint64_t available_memory(void)
{
	FILE *file = fopen("/proc/meminfo", "re");
	unsigned long long kilobytes = ULLONG_MAX / 2048;
	char line[256];

	while (file != NULL && fgets(line, sizeof line, file) != NULL)
		if (sscanf(line, "MemAvailable: %llu", &kilobytes) == 1)
			break;
	if (file != NULL)
		fclose(file);
	return kilobytes * 1024;
}

static void memory(struct ailments *ailments)
{
	struct rlimit limit;
	uint64_t available = available_memory();

	if (getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
		add(ailments, "ulimit -v unlimited",
		    format_string("Address space is limited: ThreadSanitizer reserves terabytes of "
				  "it and stops."));
	if (available < MEMORY_NEEDED)
		add(ailments, "end other programs, or give the machine more memory",
		    format_string("Only %llu MB of memory are free: valgrind may be killed.",
				  (unsigned long long)(available / 1000000)));
}

/* Verdicts are the same without; what is checked may do more to the machine. */
static void confinement(struct ailments *ailments)
{
	char *mend = confine_mend();

	if (mend != NULL)
		add_note(ailments, mend,
			 format_string("What is graded, or checked with --confined, cannot be "
				       "confined in full: %s.",
				       confine_word()));
	free(mend);
}

void ailments_find(struct ailments *ailments)
{
	static void (*const looks[])(struct ailments * ailments) = {
		one_processor, cpu_quota,   randomisation, tracing, valgrind,
		compilers,     environment, disk,	   memory,  confinement,
	};

	*ailments = (struct ailments){.looked = sizeof looks / sizeof *looks};
	for (size_t i = 0; i < ailments->looked; i++)
		looks[i](ailments);
}

void ailments_release(struct ailments *ailments)
{
	for (size_t i = 0; i < ailments->count; i++) {
		free(ailments->items[i].what);
		free(ailments->items[i].mend);
	}
	free(ailments->items);
	*ailments = (struct ailments){0};
}
