/* SPDX-License-Identifier: MIT */
#include "launch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "confine.h"
#include "die.h"
#include "interrupt.h"
#include "kit.h"
#include "stillness.h"
#include "text.h"
#include "wire_copy.h"

#define TICK_MSEC     100 /* how often progress is looked at */
#define ERRORS_BYTES  4096
#define ARGUMENTS     64
#define LIVE	      16
#define PATIENCE_MSEC 10000 /* a warden needs as many milliseconds to end all that it watches */

/* Process groups of the runners now alive, for the signal handler: 0 is a free place. */
static _Atomic pid_t live[LIVE];

struct flight {
	const struct launch *launch;
	struct confined confined; /* if launch->confined */
	struct wire *wire;	  /* shared with the runner */
	int wire_fd;
	uint64_t key[2];	       /* of the seal */
	int begin_read, begin_write;   /* a pipe on which it says that it loads the submission */
	int errors_read, errors_write; /* a pipe from its stderr */
	pid_t pid;
	int pid_fd;
	struct text errors;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

const char *runner_path(enum runner runner)
{
	static const char *const names[RUNNERS] = {
		[RUNNER_STRESS] = "racelab-runner",
		[RUNNER_TSAN_GCC] = "racelab-runner-tsan-gcc",
		[RUNNER_TSAN_CLANG] = "racelab-runner-tsan-clang",
		[RUNNER_EXPLORE] = "racelab-runner-explore",
	};
	static char *_Atomic paths[RUNNERS];
	char *path = paths[runner], *nobody = NULL;

	if (path == NULL) {
		path = format_string("%s/%s", kit_rt_dir(), names[runner]);
		if (!atomic_compare_exchange_strong(&paths[runner], &nobody, path)) {
			free(path); /* another thread was first */
			path = nobody;
		}
	}
	return path;
}

static void remember(pid_t group)
{
	for (unsigned i = 0; i < LIVE; i++) {
		pid_t nobody = 0;

		if (atomic_compare_exchange_strong(&live[i], &nobody, group))
			return;
	}
	bug("more than %d runners at once", LIVE);
}

static void forget(pid_t group)
{
	for (unsigned i = 0; i < LIVE; i++) {
		pid_t it = group;

		if (atomic_compare_exchange_strong(&live[i], &it, 0))
			return;
	}
}

void launch_kill_all(void)
{
	for (unsigned i = 0; i < LIVE; i++) {
		pid_t group = atomic_load(&live[i]);

		if (group > 0)
			kill(-group, SIGKILL);
	}
}

/* ---- the child, between fork and exec: async-signal-safe calls only ---- */

static void redirect(const struct flight *flight)
{
	const char *input = flight->launch->input;
	int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
	int stdin_of = input != NULL ? open(input, O_RDONLY | O_CLOEXEC) : nothing;

	dup2(stdin_of >= 0 ? stdin_of : nothing, STDIN_FILENO);
	if (!flight->launch->job.keep_output) {
		dup2(nothing, STDOUT_FILENO);
		dup2(flight->errors_write, STDERR_FILENO);
	}
	fcntl(flight->wire_fd, F_SETFD, 0); /* to be inherited */
	fcntl(flight->begin_write, F_SETFD, 0);
	if (flight->launch->confined)
		confine_inherit(&flight->confined);
}

static _Noreturn void become_runner(const struct flight *flight, char *const *arguments,
				    char *const *environment, pid_t judge)
{
	sigset_t none;

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != judge)
		_exit(2); /* the judge died before the line above */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* libtsan cannot live with much randomisation; where this is refused, doctor says so. */
	personality(ADDR_NO_RANDOMIZE);
	redirect(flight);
	execvpe(arguments[0], arguments, environment);
	_exit(127);
}

/* ---- the judge's side ---- */

/* What would switch a checker off, or put foreign code into the runner. */
static bool is_meddling(const char *variable)
{
	static const char *const names[] = {"TSAN_OPTIONS=",
					    "ASAN_OPTIONS=",
					    "UBSAN_OPTIONS=",
					    "LSAN_OPTIONS=",
					    "LD_PRELOAD=",
					    "LD_AUDIT=",
					    "VALGRIND_OPTS=",
					    "VALGRIND_LIB=",
					    "GLIBC_TUNABLES=",
					    "LD_LIBRARY_PATH=",
					    NULL};

	for (const char *const *name = names; *name != NULL; name++)
		if (strncmp(variable, *name, strlen(*name)) == 0)
			return true;
	return false;
}

/* The caller frees the array; the strings are not its own. */
static char **environment_for(const struct launch *launch)
{
	size_t count = 0, used = 0;
	char **environment;

	while (environ[count] != NULL)
		count++;
	for (size_t i = 0; launch->environment != NULL && launch->environment[i] != NULL; i++)
		count++;
	environment = malloc((count + 1) * sizeof *environment);
	if (environment == NULL)
		die("out of memory");
	for (char **variable = environ; *variable != NULL; variable++)
		if (!is_meddling(*variable))
			environment[used++] = *variable;
	for (size_t i = 0; launch->environment != NULL && launch->environment[i] != NULL; i++)
		environment[used++] = (char *)launch->environment[i];
	environment[used] = NULL;
	return environment;
}

static bool make_wire(struct flight *flight, char **error)
{
	flight->wire_fd = memfd_create("racelab-wire", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	if (flight->wire_fd < 0 || ftruncate(flight->wire_fd, sizeof *flight->wire) != 0)
		goto failed;
	/* A submission that cut it short would have us read behind its end: SIGBUS. */
	if (fcntl(flight->wire_fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0)
		goto failed;
	flight->wire = mmap(NULL, sizeof *flight->wire, PROT_READ | PROT_WRITE, MAP_SHARED,
			    flight->wire_fd, 0);
	if (flight->wire == MAP_FAILED)
		goto failed;
	if (getrandom(flight->key, sizeof flight->key, 0) != sizeof flight->key)
		goto failed;
	flight->wire->magic = WIRE_MAGIC;
	memcpy(flight->wire->key, flight->key, sizeof flight->key);
	flight->wire->job = flight->launch->job;
	return true;
failed:
	flight->wire = NULL;
	*error = format_string("no shared memory for a runner: %s; is there memory left?",
			       strerror(errno));
	return false;
}

static bool make_pipe(int *read_end, int *write_end, char **error)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) != 0) {
		*error = format_string("no pipe to a runner: %s; are there too many open files?",
				       strerror(errno));
		return false;
	}
	*read_end = ends[0];
	*write_end = ends[1];
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	return true;
}

/* What is executed: the runner's words and environment, or those that confine it. */
struct command {
	char wire[16], begin[16]; /* numbers of descriptors */
	char *arguments[ARGUMENTS];
	char **environment;
};

static void add_words(const struct flight *flight, struct command *command)
{
	const struct launch *launch = flight->launch;
	unsigned used = 0;

	snprintf(command->wire, sizeof command->wire, "%d", flight->wire_fd);
	snprintf(command->begin, sizeof command->begin, "%d", flight->begin_write);
	for (const char *const *word = launch->prefix; word != NULL && *word != NULL; word++) {
		if (used == ARGUMENTS - 5)
			bug("too many words before a runner");
		command->arguments[used++] = (char *)*word;
	}
	command->arguments[used++] = (char *)runner_path(launch->runner);
	command->arguments[used++] = (char *)launch->object;
	command->arguments[used++] = command->wire;
	command->arguments[used++] = command->begin;
	command->arguments[used] = NULL;
}

static char *folder_of(const char *object)
{
	char *real = realpath(object, NULL), *slash = real != NULL ? strrchr(real, '/') : NULL;

	if (slash != NULL)
		*slash = '\0';
	return real;
}

static bool confine_it(struct flight *flight, const struct command *command, char **error)
{
	const struct launch *launch = flight->launch;
	char *work = folder_of(launch->object);
	const struct confine confine = {.work = work,
					.single = launch->runner == RUNNER_EXPLORE,
					.reports = launch->reports};
	bool good = confine_begin(&confine, command->arguments, launch->environment,
				  &flight->confined, error);

	free(work);
	return good;
}

static bool may_be_killed_as_a_group(const struct flight *flight)
{
	/* A warden without a namespace ends the rest only when it is not killed, but sees us go. */
	return !flight->launch->confined || flight->confined.contained;
}

static bool start(struct flight *flight, char **error)
{
	struct command command;
	bool confined = flight->launch->confined;
	pid_t judge = getpid();

	add_words(flight, &command);
	if (confined && !confine_it(flight, &command, error))
		return false;
	command.environment = environment_for(flight->launch);
	flight->pid = fork();
	if (flight->pid == 0)
		become_runner(flight, confined ? flight->confined.words : command.arguments,
			      confined ? flight->confined.environment : command.environment, judge);
	free(command.environment);
	if (flight->pid < 0) {
		*error = format_string("cannot start a runner: %s", strerror(errno));
		return false;
	}
	setpgid(flight->pid, flight->pid); /* both sides, so that neither need wait */
	if (may_be_killed_as_a_group(flight))
		remember(flight->pid);
	flight->pid_fd = (int)syscall(SYS_pidfd_open, flight->pid, 0);
	return true;
}

/* False: nobody can write any more. */
static bool take_errors(struct flight *flight)
{
	char bytes[ERRORS_BYTES];
	ssize_t got = read(flight->errors_read, bytes, sizeof bytes);
	size_t room = ERRORS_BYTES - flight->errors.length;

	if (got > 0)
		text_add(&flight->errors, bytes, (size_t)got < room ? (size_t)got : room);
	return got != 0;
}

/* Steps of the run at hand are progress only if they have a limit. */
static uint64_t progress_of(const struct wire *wire)
{
	return atomic_load(&wire->runs_done) + atomic_load(&wire->points) +
	       atomic_load(&wire->state) +
	       (wire->job.max_points != 0 ? atomic_load(&wire->points_now) : 0);
}

/* Until the runner has ended; else why it is to be: it made no progress for too long. */
static enum stillness_why await(struct flight *flight)
{
	const struct launch *launch = flight->launch;
	struct stillness stillness;
	enum stillness_why why;
	struct pollfd fds[2] = {{.fd = flight->pid_fd, .events = POLLIN},
				{.fd = flight->errors_read, .events = POLLIN}};

	stillness_begin(&stillness, flight->pid, launch->guard);
	for (;;) {
		poll(fds, 2, TICK_MSEC);
		if (fds[1].revents != 0 && !take_errors(flight))
			fds[1].fd = -1; /* passed over by poll from now on */
		if (launch->watch != NULL)
			launch->watch(launch->context, flight->wire);
		if (fds[0].revents != 0)
			return STILLNESS_NONE;
		why = stillness_ask(&stillness, progress_of(flight->wire));
		if (why != STILLNESS_NONE)
			return why;
	}
}

/* Asked first, since who is killed from outside reaps nobody. */
static void end_confined(const struct flight *flight)
{
	struct pollfd ended = {.fd = flight->pid_fd, .events = POLLIN};

	confine_stop(&flight->confined);
	poll(&ended, 1, PATIENCE_MSEC);
}

/* How the program itself ended, in place of what confined it.  False: it never ran. */
static bool read_end(struct flight *flight, struct landing *landing, char **error)
{
	char *why = NULL;

	if (!flight->launch->confined || confine_end(&flight->confined, &landing->status,
						     &landing->stopped, &landing->overtime, &why))
		return true;
	if (landing->guarded) { /* and then killed, since it did not end in time */
		free(why);
		return true;
	}
	*error = format_string("a runner %s%s%s; see `racelab doctor`", why,
			       landing->errors[0] != '\0' ? ": " : "", landing->errors);
	free(why);
	return false;
}

static bool has_begun(const struct flight *flight)
{
	char word;

	return read(flight->begin_read, &word, 1) == 1;
}

static bool land(struct flight *flight, struct landing *landing, double began, char **error)
{
	landing->still = await(flight);
	landing->guarded = landing->still != STILLNESS_NONE;
	if (landing->guarded && flight->launch->confined)
		end_confined(flight);
	kill(-flight->pid, SIGKILL); /* also what it forked and left behind */
	while (waitpid(flight->pid, &landing->status, 0) < 0 && errno == EINTR)
		;
	forget(flight->pid);
	take_errors(flight);
	landing->seconds = now() - began;
	landing->errors = text_take(&flight->errors);
	landing->wire = wire_copy(flight->wire, flight->key, has_begun(flight));
	/* What was asked is known here, whatever stands there by now. */
	landing->wire->job = flight->launch->job;
	if (read_end(flight, landing, error))
		return true;
	landing_release(landing);
	return false;
}

static void close_if(int descriptor)
{
	if (descriptor >= 0)
		close(descriptor);
}

bool launch(const struct launch *launch, struct landing *landing, char **error)
{
	struct flight flight = {.launch = launch,
				.confined = CONFINED_NONE,
				.wire_fd = -1,
				.begin_read = -1,
				.begin_write = -1,
				.errors_read = -1,
				.errors_write = -1,
				.pid_fd = -1};
	double began = now();
	bool good = make_wire(&flight, error) &&
		    make_pipe(&flight.begin_read, &flight.begin_write, error) &&
		    make_pipe(&flight.errors_read, &flight.errors_write, error);

	if (good && launch->soft)
		interrupt_soften(&flight.wire->stop);
	good = good && start(&flight, error);
	close_if(flight.begin_write);
	close_if(flight.errors_write);
	if (good)
		good = land(&flight, landing, began, error);
	if (launch->soft)
		interrupt_soften(NULL);
	if (flight.wire != NULL)
		munmap(flight.wire, sizeof *flight.wire);
	close_if(flight.wire_fd);
	close_if(flight.begin_read);
	close_if(flight.errors_read);
	close_if(flight.pid_fd);
	text_release(&flight.errors);
	confine_release(&flight.confined);
	return good;
}

void landing_release(struct landing *landing)
{
	free(landing->wire);
	free(landing->errors);
	free(landing->stopped);
	*landing = (struct landing){0};
}
