/* SPDX-License-Identifier: MIT */
/*
 * Starting a runner and bringing back what it wrote.  The runner is played by a shell script: it is
 * put before the real one's path, as valgrind is.
 */
#include "../harness/files.h"
#include "../harness/kit.h"
#include "../harness/launch.h"
#include "../harness/text.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "made_folder.h"

static struct landing landing; /* of the last launch */

static int begin(void **state)
{
	char *error;

	return made_folder_begin(state) == 0 && kit_init(NULL, &error) ? 0 : -1;
}

static int end(void **state)
{
	landing_release(&landing);
	return made_folder_end(state);
}

/* In the script $0 is the runner's path, $1 the object, $2 the wire's descriptor, $3 the one on
 * which it says that it loads the submission. */
static void fly(struct launch job, const char *script)
{
	const char *const prefix[] = {"/bin/sh", "-c", script, NULL};
	char *error;

	job.prefix = prefix;
	job.object = "object.so";
	landing_release(&landing);
	if (!launch(&job, &landing, &error))
		fail_msg("%s", error);
}

static void assert_status(int status)
{
	if (!WIFEXITED(landing.status) || WEXITSTATUS(landing.status) != status)
		fail_msg("status %#x, not exit %d: %s", landing.status, status, landing.errors);
}

/* Words of a script that put these bytes (in printf's octal) into the wire. */
static char *put(size_t offset, const char *bytes)
{
	return format_string("printf '%s' | dd of=/proc/self/fd/$2 bs=1 seek=%zu conv=notrunc "
			     "2>/dev/null; ",
			     bytes, offset);
}

/* ---- how it ends ---- */

static void the_runners_status_comes_back(void **state)
{
	(void)state;
	fly((struct launch){0}, "exit 7");
	assert_status(7);
	assert_false(landing.guarded);
	fly((struct launch){0}, "kill -SEGV $$");
	assert_true(WIFSIGNALED(landing.status));
	assert_int_equal(WTERMSIG(landing.status), SIGSEGV);
	assert_false(landing.guarded);
}

static void a_runner_that_cannot_be_started_ends_with_127_and_has_said_nothing(void **state)
{
	static const char *const prefix[] = {"/nowhere/valgrind", NULL};
	struct launch job = {.object = "object.so", .prefix = prefix};
	char *error;

	(void)state;
	assert_true(launch(&job, &landing, &error));
	assert_status(127);
	assert_int_equal(atomic_load(&landing.wire->state), WIRE_NEW);
}

static void a_runner_that_makes_no_progress_is_ended(void **state)
{
	(void)state;
	fly((struct launch){.guard = 1}, "exec sleep 100000");
	assert_true(landing.guarded);
	assert_true(WIFSIGNALED(landing.status));
	assert_int_equal(WTERMSIG(landing.status), SIGKILL);
}

struct clock {
	const char *fifo; /* opened for writing at the last tick: the runner waits for that */
	unsigned ticks;
};

/* The runs go on by the judge's own ticks, so that it is the same on the slowest machine. */
static void go_on(void *context, const struct wire *wire)
{
	struct clock *clock = context;
	int fifo;

	atomic_fetch_add(&((struct wire *)wire)->runs_done, 1);
	if (++clock->ticks < 15)
		return;
	fifo = open(clock->fifo, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
	if (fifo < 0)
		return; /* not yet open on the other side: at the next tick */
	close(fifo);
}

static void a_runner_that_makes_progress_is_left_alone_however_long_it_takes(void **state)
{
	struct clock clock = {.fifo = made_path("fifo")};
	char *script = format_string("read line <%s; exit 3", clock.fifo);

	(void)state;
	assert_int_equal(mkfifo(clock.fifo, 0600), 0);
	fly((struct launch){.guard = 1, .watch = go_on, .context = &clock}, script);
	assert_status(3);
	assert_false(landing.guarded);
	assert_true(atomic_load(&landing.wire->runs_done) >= 15); /* ticks of a tenth of a second */
	free(script);
}

static void stop_all(void *context, const struct wire *wire)
{
	(void)context, (void)wire;
	launch_kill_all();
}

static void all_runners_can_be_ended_at_once(void **state)
{
	(void)state;
	fly((struct launch){.watch = stop_all}, "exec sleep 100000");
	assert_true(WIFSIGNALED(landing.status));
	assert_int_equal(WTERMSIG(landing.status), SIGKILL);
	assert_false(landing.guarded);
	launch_kill_all(); /* nobody is there any more */
}

/* ---- nothing stays behind ---- */

/* As /proc has it: a zombie that nobody has yet waited for runs no more. */
static bool is_running(pid_t pid)
{
	char *path = format_string("/proc/%d/stat", (int)pid), letter = 'X';
	FILE *stat = fopen(path, "r");

	free(path);
	if (stat == NULL)
		return false;
	if (fscanf(stat, "%*d (%*[^)]) %c", &letter) != 1)
		letter = 'X'; /* it went while it was looked at */
	fclose(stat);
	return letter != 'Z' && letter != 'X';
}

static pid_t pid_in(const char *name)
{
	size_t count;
	char *text = files_read(made_path(name), &count);
	pid_t pid = text == NULL ? 0 : atoi(text);

	free(text);
	assert_true(pid > 1);
	return pid;
}

/* A killed process takes a moment to be gone; one that was not killed is never. */
static void assert_goes(pid_t pid)
{
	for (int i = 0; is_running(pid); i++) {
		if (i == 1000) {
			kill(pid, SIGKILL);
			fail_msg("process %d is still there", (int)pid);
		}
		usleep(10000);
	}
}

static void what_the_runner_forked_is_gone_with_it(void **state)
{
	char *script = format_string("sleep 100000 & echo $! >%s; exit 0", made_path("pid"));

	(void)state;
	fly((struct launch){0}, script);
	assert_status(0);
	assert_goes(pid_in("pid"));
	free(script);
}

static void a_runner_ends_with_the_judge(void **state)
{
	const char *path = made_path("pid");
	char *script =
		format_string("echo $$ >%s.new; mv %s.new %s; exec sleep 100000", path, path, path);
	pid_t judge = fork();
	pid_t runner;

	(void)state;
	if (judge == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* should the test itself fail */
		fly((struct launch){0}, script);
		_exit(0);
	}
	while (access(path, R_OK) != 0)
		usleep(10000); /* until it runs; nothing is decided by how long that takes */
	runner = pid_in("pid");
	assert_true(is_running(runner));
	kill(judge, SIGKILL);
	assert_int_equal(waitpid(judge, NULL, 0), judge);
	assert_goes(runner);
	free(script);
}

/* ---- what it says ---- */

static void what_it_says_on_stderr_is_kept_up_to_4_KiB(void **state)
{
	(void)state;
	fly((struct launch){0}, "echo words; echo error >&2");
	assert_string_equal(landing.errors, "error\n");
	fly((struct launch){0}, "head -c 300000 /dev/zero | tr '\\0' x >&2; exit 4");
	assert_status(4);
	assert_int_equal(strlen(landing.errors), 4096);
	assert_int_equal(strspn(landing.errors, "x"), 4096);
}

static void it_has_nothing_to_read(void **state)
{
	(void)state;
	fly((struct launch){0}, "if read line; then exit 1; else exit 5; fi");
	assert_status(5);
}

static void the_job_crosses_to_the_runner(void **state)
{
	struct launch job = {.job = {.scenario = 0x01020304}};
	char *script = format_string("set -- $(od -An -tx4 -N%zu -w4 -v /proc/self/fd/$2); "
				     "[ $1 = %08x ] && eval [ \\${%zu} = 01020304 ] && exit 6",
				     offsetof(struct wire, job.scenario) + 4, WIRE_MAGIC,
				     offsetof(struct wire, job.scenario) / 4 + 1);

	(void)state;
	fly(job, script);
	assert_status(6);
	free(script);
}

static void what_the_runner_wrote_comes_back(void **state)
{
	char *script = put(offsetof(struct wire, outcomes[0].value), "\\005");

	(void)state;
	fly((struct launch){0}, script);
	assert_int_equal(landing.wire->outcomes[0].value, 5);
	free(script);
}

static void a_runner_has_begun_when_it_says_so_on_its_pipe(void **state)
{
	(void)state;
	fly((struct launch){0}, "exit 0");
	assert_int_equal(atomic_load(&landing.wire->state), WIRE_NEW);
	fly((struct launch){0}, "printf b >/proc/self/fd/$3");
	assert_int_equal(atomic_load(&landing.wire->state), WIRE_LOADING);
}

static void that_the_work_is_done_is_not_believed_of_whoever_only_writes_it(void **state)
{
	char *done = put(offsetof(struct wire, state), "\\004");
	char *script = format_string("printf b >/proc/self/fd/$3; %s", done);

	(void)state;
	assert_int_equal(WIRE_DONE, 4);
	fly((struct launch){0}, script);
	assert_int_equal(atomic_load(&landing.wire->state), WIRE_LOADING);
	fly((struct launch){0}, done); /* ... and not begun */
	assert_int_equal(atomic_load(&landing.wire->state), WIRE_NEW);
	free(done);
	free(script);
}

static void no_two_runners_get_the_same_key(void **state)
{
	uint64_t key[2];

	(void)state;
	fly((struct launch){0}, "exit 0");
	memcpy(key, landing.wire->key, sizeof key);
	fly((struct launch){0}, "exit 0");
	assert_memory_not_equal(key, landing.wire->key, sizeof key);
}

static void counts_and_strings_out_of_range_are_brought_back_into_it(void **state)
{
	/* The whole wire but the magic and the job: every byte 255. */
	char *script = format_string("head -c %zu /dev/zero | tr '\\0' '\\377' | "
				     "dd of=/proc/self/fd/$2 bs=1M seek=%zu oflag=seek_bytes "
				     "iflag=fullblock conv=notrunc 2>/dev/null",
				     sizeof(struct wire) - offsetof(struct wire, state),
				     offsetof(struct wire, state));
	const struct wire_finding *last;

	(void)state;
	fly((struct launch){0}, script);
	last = &landing.wire->findings[WIRE_FINDINGS - 1];
	assert_int_equal(last->kind, UINT32_MAX); /* it did write */
	assert_int_equal(atomic_load(&landing.wire->findings_used), WIRE_FINDINGS);
	assert_int_equal(landing.wire->outcomes_used, WIRE_OUTCOMES);
	assert_int_equal(last->places_used, WIRE_PLACES);
	assert_int_equal(strnlen(landing.wire->error, WIRE_TEXT), WIRE_TEXT - 1);
	assert_int_equal(strnlen(last->message, WIRE_TEXT), WIRE_TEXT - 1);
	assert_int_equal(strnlen(last->places[WIRE_PLACES - 1].thread, WIRE_THREADS),
			 WIRE_THREADS - 1);
	assert_true(strnlen(last->places[WIRE_PLACES - 1].role, sizeof last->places[0].role) <
		    sizeof last->places[0].role);
	free(script);
}

/* Else reading it would end the judge with SIGBUS. */
static void the_wire_cannot_be_cut_short(void **state)
{
	(void)state;
	fly((struct launch){0}, "truncate -s 0 /proc/self/fd/$2 2>/dev/null && exit 1; exit 8");
	assert_status(8);
	assert_int_equal(landing.wire->magic, WIRE_MAGIC);
}

/* ---- what surrounds it ---- */

static void variables_that_would_meddle_are_gone(void **state)
{
	(void)state;
	setenv("TSAN_OPTIONS", "report_bugs=0", 1);
	setenv("VALGRIND_OPTS", "--quiet", 1);
	setenv("RACELAB_TEST", "kept", 1);
	fly((struct launch){0}, "[ -z \"$TSAN_OPTIONS$VALGRIND_OPTS\" ] && "
				"[ \"$RACELAB_TEST\" = kept ] && exit 9");
	unsetenv("TSAN_OPTIONS");
	unsetenv("VALGRIND_OPTS");
	unsetenv("RACELAB_TEST");
	assert_status(9);
}

static void variables_of_the_launch_are_there(void **state)
{
	static const char *const more[] = {"TSAN_OPTIONS=exitcode=0", NULL};

	(void)state;
	setenv("TSAN_OPTIONS", "report_bugs=0", 1);
	fly((struct launch){.environment = more}, "[ $TSAN_OPTIONS = exitcode=0 ] && exit 9");
	unsetenv("TSAN_OPTIONS");
	assert_status(9);
}

static void the_paths_of_the_runners_are_below_the_kits(void **state)
{
	(void)state;
	for (int runner = 0; runner < RUNNERS; runner++)
		assert_int_equal(strncmp(runner_path((enum runner)runner), kit_rt_dir(),
					 strlen(kit_rt_dir())),
				 0);
	assert_int_equal(access(runner_path(RUNNER_STRESS), X_OK), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_runners_status_comes_back),
		TEST(a_runner_that_cannot_be_started_ends_with_127_and_has_said_nothing),
		TEST(a_runner_that_makes_no_progress_is_ended),
		TEST(a_runner_that_makes_progress_is_left_alone_however_long_it_takes),
		TEST(all_runners_can_be_ended_at_once),
		TEST(what_the_runner_forked_is_gone_with_it),
		TEST(a_runner_ends_with_the_judge),
		TEST(what_it_says_on_stderr_is_kept_up_to_4_KiB),
		TEST(it_has_nothing_to_read),
		TEST(the_job_crosses_to_the_runner),
		TEST(what_the_runner_wrote_comes_back),
		TEST(a_runner_has_begun_when_it_says_so_on_its_pipe),
		TEST(that_the_work_is_done_is_not_believed_of_whoever_only_writes_it),
		TEST(no_two_runners_get_the_same_key),
		TEST(counts_and_strings_out_of_range_are_brought_back_into_it),
		TEST(the_wire_cannot_be_cut_short),
		TEST(variables_that_would_meddle_are_gone),
		TEST(variables_of_the_launch_are_there),
		TEST(the_paths_of_the_runners_are_below_the_kits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
