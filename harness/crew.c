/* SPDX-License-Identifier: MIT */
#include "crew.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "checking.h"
#include "compile.h"
#include "die.h"
#include "grade.h"
#include "interrupt.h"
#include "kit.h"
#include "shown.h"
#include "text.h"
#include "work_folder.h"

/* Each checker has guards of its own; this one is for a judge that hangs. */
#define GUARD_SECONDS 3600
#define GRACE_SECONDS 10
#define MOST_BYTES    (64 * 1024 * 1024)

void crew_begin(struct crew *crew, const struct options *options)
{
	cpu_set_t set;

	*crew = (struct crew){.options = options, .size = (unsigned)options->jobs};
	if (crew->size == 0)
		crew->size =
			sched_getaffinity(0, sizeof set, &set) == 0 ? (unsigned)CPU_COUNT(&set) : 1;
	if (crew->size > CREW_MOST)
		crew->size = CREW_MOST;
}

/* ---- starting one ---- */

static int make_memory(const char *bytes, size_t count)
{
	int fd = memfd_create("racelab-grade", MFD_CLOEXEC);

	while (fd >= 0 && count > 0) {
		ssize_t written = write(fd, bytes, count);

		if (written < 0) {
			close(fd);
			return -1;
		}
		bytes += written;
		count -= (size_t)written;
	}
	if (fd >= 0)
		lseek(fd, 0, SEEK_SET);
	return fd;
}

static struct words words_for(const struct crew *crew, const char *lab)
{
	struct words words = {0};

	words_add(&words, "racelab");
	words_add(&words, "grade-one");
	words_add(&words, "--labs");
	words_add(&words, kit_labs_dir());
	words_add(&words, "--cc");
	words_add(&words, compiler_name(crew->options->compiler));
	words_add(&words, lab);
	if (crew->options->cflags != NULL)
		words_add(&words, "--");
	for (char **flag = crew->options->cflags; flag != NULL && *flag != NULL; flag++)
		words_add(&words, *flag);
	return words;
}

/* In the child.  SIGTERM, and not SIGKILL, so that it ends its runners and removes its folders. */
static _Noreturn void become(const struct crew_member *member, int in, const struct words *words,
			     pid_t parent)
{
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(2);
	dup2(in, STDIN_FILENO);
	dup2(member->out, STDOUT_FILENO);
	dup2(member->errors, STDERR_FILENO);
	execv("/proc/self/exe", (char *const *)words->items);
	_exit(127);
}

static bool start(const struct crew *crew, struct crew_member *member, const char *lab, int in)
{
	struct words words = words_for(crew, lab);
	pid_t parent = getpid();

	member->pid = fork();
	if (member->pid == 0)
		become(member, in, &words, parent);
	free(words.items);
	if (member->pid < 0) {
		member->pid = 0;
		return false;
	}
	member->pid_fd = (int)syscall(SYS_pidfd_open, member->pid, 0);
	return true;
}

static struct crew_member *free_member(struct crew *crew)
{
	for (unsigned i = 0; i < crew->size; i++)
		if (crew->members[i].pid == 0)
			return &crew->members[i];
	bug("a submission is to be graded and nobody is free");
}

static void close_if(int fd)
{
	if (fd >= 0)
		close(fd);
}

bool crew_send(struct crew *crew, const char *lab, const char *bytes, size_t count, void *of,
	       char **error)
{
	struct crew_member *member = free_member(crew);
	int in = make_memory(bytes, count);

	*member = (struct crew_member){.of = of, .began = checking_clock(), .pid_fd = -1};
	member->out = make_memory(NULL, 0);
	member->errors = make_memory(NULL, 0);
	if (in < 0 || member->out < 0 || member->errors < 0 || !start(crew, member, lab, in)) {
		*error = format_string(
			"no process to grade with can be started: %s; is there memory "
			"left, are there too many processes?",
			strerror(errno));
		close_if(in);
		close_if(member->out);
		close_if(member->errors);
		return false;
	}
	close(in);
	crew->busy++;
	return true;
}

/* ---- one that comes home ---- */

/* All that was written there, owned by the caller. */
static char *contents(int fd)
{
	struct stat status;
	size_t size = 0;
	ssize_t got;
	char *text;

	if (fstat(fd, &status) == 0 && status.st_size < MOST_BYTES)
		size = (size_t)status.st_size;
	text = calloc(size + 1, 1);
	if (text == NULL)
		die("out of memory");
	got = pread(fd, text, size, 0);
	text[got > 0 ? got : 0] = '\0';
	return text;
}

/* What a process that ended badly has left: its last words, in one line. */
static char *last_words(const struct crew_member *member, int status)
{
	char *errors = contents(member->errors), *shown, *words;

	errors[strcspn(errors, "\n")] = '\0';
	shown = shown_name(errors);
	if (member->told)
		words = format_string("grading it took more than %d s and was ended",
				      GUARD_SECONDS);
	else if (WIFSIGNALED(status))
		words = format_string("the process that graded it died (%s)%s%s",
				      strsignal(WTERMSIG(status)), *shown != '\0' ? ": " : "",
				      shown);
	else
		words = format_string("the process that graded it ended with status %d%s%s",
				      WEXITSTATUS(status), *shown != '\0' ? ": " : "", shown);
	free(shown);
	free(errors);
	return words;
}

static void come_home(struct crew *crew, struct crew_member *member, struct crew_return *home)
{
	char *text;
	int status = -1;

	while (waitpid(member->pid, &status, 0) < 0 && errno == EINTR)
		;
	if (WIFSIGNALED(status))
		work_folders_sweep(member->pid);
	*home = (struct crew_return){.of = member->of};
	text = contents(member->out);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		grade_read(text, &home->grade, &home->fault);
	else
		home->fault = last_words(member, status);
	free(text);
	close_if(member->pid_fd);
	close(member->out);
	close(member->errors);
	member->pid = 0;
	crew->busy--;
}

static void hurry(struct crew_member *member)
{
	double lasted = checking_clock() - member->began;

	if (lasted > GUARD_SECONDS + GRACE_SECONDS)
		kill(member->pid, SIGKILL);
	else if (lasted > GUARD_SECONDS && !member->told) {
		member->told = true;
		kill(member->pid, SIGTERM);
	}
}

/* The first that has ended; NULL: none within that time. */
static struct crew_member *wait_for_one(struct crew *crew, int msec)
{
	struct crew_member *busy[CREW_MOST];
	struct pollfd fds[CREW_MOST];
	unsigned count = 0;

	for (unsigned i = 0; i < crew->size; i++) {
		if (crew->members[i].pid == 0)
			continue;
		hurry(&crew->members[i]);
		busy[count] = &crew->members[i];
		fds[count++] = (struct pollfd){.fd = crew->members[i].pid_fd, .events = POLLIN};
	}
	if (poll(fds, count, msec) > 0)
		for (unsigned i = 0; i < count; i++)
			if (fds[i].revents != 0)
				return busy[i];
	return NULL;
}

bool crew_await(struct crew *crew, int msec, struct crew_return *home)
{
	struct crew_member *member = wait_for_one(crew, msec);

	/* After Ctrl-C the others were told to end as well: they have found nothing out. */
	interrupt_hold();
	if (member == NULL)
		return false;
	come_home(crew, member, home);
	return true;
}

void crew_end(struct crew *crew)
{
	for (unsigned i = 0; i < crew->size; i++)
		if (crew->members[i].pid != 0)
			kill(crew->members[i].pid, SIGTERM);
	while (crew->busy > 0) {
		struct crew_return home;

		if (!crew_await(crew, 1000, &home))
			continue;
		book_grade_release(&home.grade);
		free(home.fault);
	}
}
