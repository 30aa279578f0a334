/* SPDX-License-Identifier: MIT */
/*
 * What explore says of little programs that fork, are killed, signalled or cancelled.  What each call
 * returns is the business of tests/posix; here it is which failures are found, and in which words.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_explore.h"
#include "little_lab.h"

/* ---- asking ---- */

static void write_little(const char *format, ...)
{
	va_list args;
	char *lab;

	va_start(args, format);
	if (vasprintf(&lab, format, args) < 0)
		fail_msg("out of memory");
	va_end(args);
	little_lab(lab, "", "a", "", true);
	free(lab);
}

static void assert_it_is_proved(void)
{
	struct result result = little_explore();

	little_print(&result);
	assert_int_equal(result.status, STATUS_PROVED);
	result_release(&result);
}

static bool has_place(const struct finding *finding, const char *thread, const char *role)
{
	for (size_t i = 0; i < finding->nplaces; i++)
		if (strcmp(finding->places[i].thread, thread) == 0 &&
		    strcmp(finding->places[i].role, role) == 0)
			return true;
	return false;
}

/* The message of the finding of that kind holds these words; a place has that role, if any. */
static void assert_it_finds(enum finding_kind kind, const char *words, const char *thread,
			 const char *role)
{
	struct result result = little_explore();
	const struct finding *finding = little_finding(&result, kind);

	if (strstr(finding->message, words) == NULL)
		fail_msg("'%s' does not say '%s'", finding->message, words);
	if (role != NULL && !has_place(finding, thread, role))
		fail_msg("no place says that %s %s", thread, role);
	result_release(&result);
}

/* ---- forks ---- */

static const char forks[] =
	"static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
	"static void *other(void *p)\n{\n	pthread_mutex_lock(&m);\n"
	"	pthread_mutex_unlock(&m);\n	return p;\n}\n"
	"static void take(void)\n{\n	pthread_mutex_lock(&m);\n}\n"
	"static void give(void)\n{\n	pthread_mutex_unlock(&m);\n}\n"
	"static void a(unsigned s)\n{\n	pthread_t t;\n	pid_t c;\n\n	(void)s, (void)take, (void)give;\n"
	"	%s\n	pthread_create(&t, NULL, other, NULL);\n	c = fork();\n"
	"	if (c == 0) {\n		take();\n		give();\n		_exit(0);\n	}\n"
	"	waitpid(c, NULL, 0);\n	pthread_join(t, NULL);\n}\n";

static void a_lock_that_fork_copied_without_its_holder_is_a_deadlock(void **state)
{
	(void)state;
	write_little(forks, "");
	assert_it_finds(FINDING_DEADLOCK, "fork copied the lock, but not the thread", "T2", "holds");
}

static void handlers_around_the_fork_are_a_proof(void **state)
{
	(void)state;
	write_little(forks, "pthread_atfork(take, give, give);");
	assert_it_is_proved();
}

static void a_child_of_threads_must_not_call_everything(void **state)
{
	(void)state;
	write_little("static void *other(void *p)\n{\n	return p;\n}\n"
		     "static void a(unsigned s)\n{\n	pthread_t t;\n\n	(void)s;\n"
		     "	pthread_create(&t, NULL, other, NULL);\n"
		     "	if (fork() == 0) {\n		free(malloc(3));\n		_exit(0);\n	}\n"
		     "	wait(NULL);\n	pthread_join(t, NULL);\n}\n");
	assert_it_finds(FINDING_FORK_UNSAFE, "malloc is called in the child", NULL, NULL);
}

static void a_child_that_nobody_waits_for_is_a_finding(void **state)
{
	(void)state;
	write_little("static void a(unsigned s)\n{\n	(void)s;\n	if (fork() == 0)\n		_exit(0);\n}\n");
	assert_it_finds(FINDING_THREAD_LEAK, "never waited for", NULL, NULL);
}

/* ---- processes that are killed ---- */

static const char clerks[] =
	"static struct page {\n	pthread_mutex_t m;\n	int x;\n} *page;\n"
	"static void a(unsigned s)\n{\n	pthread_mutexattr_t k;\n	pid_t c;\n	int got;\n\n	(void)s;\n"
	"	page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,\n"
	"		    -1, 0);\n	pthread_mutexattr_init(&k);\n"
	"	pthread_mutexattr_setpshared(&k, PTHREAD_PROCESS_SHARED);\n"
	"	pthread_mutexattr_setrobust(&k, PTHREAD_MUTEX_ROBUST);\n"
	"	pthread_mutex_init(&page->m, &k);\n	c = fork();\n"
	"	if (c == 0) {\n		mortal();\n		pthread_mutex_lock(&page->m);\n		page->x++;\n"
	"		pthread_mutex_unlock(&page->m);\n		immortal();\n		_exit(0);\n	}\n"
	"	waitpid(c, NULL, 0);\n"
	"	got = pthread_mutex_lock(&page->m);\n	if (got == EOWNERDEAD) {\n		%s\n	}\n"
	"	pthread_mutex_unlock(&page->m);\n"
	"	EXPECT(pthread_mutex_lock(&page->m) == 0, \"the lock is lost\");\n"
	"	pthread_mutex_unlock(&page->m);\n}\n";

static void a_robust_mutex_must_be_declared_consistent(void **state)
{
	(void)state;
	write_little(clerks, ";");
	assert_it_finds(FINDING_ASSERTION, "the lock is lost", NULL, NULL);
}

static void one_that_is_holds_for_a_kill_at_every_point(void **state)
{
	(void)state;
	write_little(clerks, "pthread_mutex_consistent(&page->m);");
	assert_it_is_proved();
}

/* ---- pipes ---- */

static const char readers[] = "static void a(unsigned s)\n{\n	int p[2];\n	pid_t c;\n	char b;\n\n	(void)s;\n"
			      "	if (pipe(p) != 0)\n		return;\n	c = fork();\n	if (c == 0) {\n"
			      "		%s\n		while (read(p[0], &b, 1) == 1)\n			;\n		_exit(0);\n	}\n"
			      "	close(p[1]);\n	waitpid(c, NULL, 0);\n}\n";

static void a_pipe_that_is_never_closed_names_who_has_its_end(void **state)
{
	(void)state;
	write_little(readers, "");
	assert_it_finds(FINDING_DEADLOCK, "pipe full or never closed", "P2", "has the write end");
}

static void a_reader_that_closes_its_own_write_end_finds_the_end(void **state)
{
	(void)state;
	write_little(readers, "close(p[1]);");
	assert_it_is_proved();
}

/* ---- programs that are started ---- */

static const char spawning[] =
	"#include <spawn.h>\n"
	"static void a(unsigned s)\n{\n	char *words[] = {\"helper\", NULL}, got[3] = \"\";\n"
	"	posix_spawn_file_actions_t f;\n	int p[2], status = 0;\n	pid_t c;\n\n	(void)s;\n"
	"	if (pipe2(p, 02000000) != 0)\n		return;\n	posix_spawn_file_actions_init(&f);\n"
	"	posix_spawn_file_actions_adddup2(&f, p[1], 1);\n"
	"	EXPECT(posix_spawn(&c, \"%s\", &f, NULL, words, NULL) == 0, \"no helper\");\n"
	"	posix_spawn_file_actions_destroy(&f);\n	close(p[1]);\n"
	"	EXPECT(read(p[0], got, 3) == 2 && got[0] == 'h', \"it said %%s\", got);\n"
	"	EXPECT(read(p[0], got, 3) == 0, \"it said more\");\n"
	"	waitpid(c, &status, 0);\n	EXPECT(WEXITSTATUS(status) == 7, \"%%d\", status);\n}\n"
	"static const struct program_stub programs[] = {\n"
	"	{.path = \"/bin/helper\", .writes = \"hi\", .status = 7}, {0}};\n"
	"#define MORE .programs = programs,\n";

static void a_program_that_the_scenario_knows_is_started(void **state)
{
	(void)state;
	write_little(spawning, "/bin/helper");
	assert_it_is_proved();
}

static void one_that_it_does_not_know_is_unsupported(void **state)
{
	(void)state;
	write_little(spawning, "/bin/other");
	assert_it_finds(FINDING_UNSUPPORTED, "starting /bin/other", NULL, NULL);
}

static const char executing[] =
	"#include <fcntl.h>\n"
	"static void a(unsigned s)\n{\n	int p[2], status = 0;\n	char b;\n	pid_t c;\n\n	(void)s;\n"
	"	if (pipe(p) != 0)\n		return;\n	%s\n	c = fork();\n"
	"	if (c == 0) {\n		execl(\"/bin/helper\", \"helper\", (char *)0);\n		_exit(127);\n	}\n"
	"	close(p[1]);\n	EXPECT(read(p[0], &b, 1) == 0, \"it said something\");\n"
	"	waitpid(c, &status, 0);\n	EXPECT(WEXITSTATUS(status) == 3, \"%%d\", status);\n}\n"
	"static const struct program_stub programs[] = {\n"
	"	{.path = \"/bin/helper\", .reads = true, .status = 3}, {0}};\n"
	"#define MORE .programs = programs,\n";

/* Its standard input is the pipe, whose end it has itself: it reads for ever. */
static void what_exec_does_not_close_stays_open(void **state)
{
	(void)state;
	write_little(executing, "dup2(p[0], 0);");
	assert_it_finds(FINDING_DEADLOCK, "pipe full or never closed", "P2", "has the write end");
}

static void what_is_marked_exec_closes(void **state)
{
	(void)state;
	write_little(executing, "dup2(p[0], 0);\n	fcntl(p[1], F_SETFD, FD_CLOEXEC);");
	assert_it_is_proved();
}

/* ---- signals and cancellation ---- */

static void a_handler_that_takes_its_own_thread_s_lock_is_a_deadlock(void **state)
{
	(void)state;
	write_little("#include <signal.h>\nstatic pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
		     "static void on(int s)\n{\n	(void)s;\n	pthread_mutex_lock(&m);\n"
		     "	pthread_mutex_unlock(&m);\n}\n"
		     "static void *sends(void *t)\n{\n	pthread_kill(*(pthread_t *)t, SIGUSR1);\n	return t;\n}\n"
		     "static void a(unsigned s)\n{\n	static pthread_t self;\n	pthread_t t;\n\n	(void)s;\n"
		     "	self = pthread_self();\n	signal(SIGUSR1, on);\n"
		     "	pthread_create(&t, NULL, sends, &self);\n	pthread_mutex_lock(&m);\n"
		     "	pthread_mutex_unlock(&m);\n	pthread_join(t, NULL);\n}\n");
	assert_it_finds(FINDING_DEADLOCK, "self-lock", "T1", "holds");
	assert_it_finds(FINDING_SIGNAL_UNSAFE, "pthread_mutex_lock is called in a signal's handler", NULL,
		     NULL);
}

static const char waits_for_flag[] =
	"#include <signal.h>\nstatic volatile sig_atomic_t got;\n"
	"static void on(int s)\n{\n	(void)s;\n	got = 1;\n}\n"
	"static void a(unsigned s)\n{\n	sigset_t set, old;\n	pid_t self = getpid(), c;\n\n	(void)s;\n"
	"	signal(SIGUSR1, on);\n	sigemptyset(&set);\n	sigaddset(&set, SIGUSR1);\n"
	"	sigprocmask(SIG_BLOCK, &set, &old);\n	c = fork();\n"
	"	if (c == 0) {\n		kill(self, SIGUSR1);\n		_exit(0);\n	}\n"
	"	%s\n	waitpid(c, NULL, 0);\n}\n";

static void a_signal_before_pause_is_missed(void **state)
{
	(void)state;
	write_little(waits_for_flag, "sigprocmask(SIG_SETMASK, &old, NULL);\n	if (!got)\n		pause();");
	assert_it_finds(FINDING_DEADLOCK, "signal missed", NULL, NULL);
}

static void sigsuspend_misses_none(void **state)
{
	(void)state;
	write_little(waits_for_flag, "while (!got)\n		sigsuspend(&old);");
	assert_it_is_proved();
}

static const char cancelled[] =
	"static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;\n"
	"static void give(void *l)\n{\n	pthread_mutex_unlock(l);\n}\n"
	"static void *works(void *p)\n{\n	pthread_mutex_lock(&m);\n	%s\n	pthread_testcancel();\n"
	"	%s\n	return p;\n}\n"
	"static void a(unsigned s)\n{\n	pthread_t t;\n\n	(void)s, (void)give;\n"
	"	pthread_create(&t, NULL, works, NULL);\n	pthread_cancel(t);\n	pthread_join(t, NULL);\n"
	"	pthread_mutex_lock(&m);\n	pthread_mutex_unlock(&m);\n}\n";

static void a_thread_cancelled_with_a_lock_is_a_holder_gone(void **state)
{
	(void)state;
	write_little(cancelled, "", "pthread_mutex_unlock(&m);");
	assert_it_finds(FINDING_DEADLOCK, "holder gone: cancelled", "T2", "holds");
}

static void a_cleanup_handler_gives_it_back(void **state)
{
	(void)state;
	write_little(cancelled, "pthread_cleanup_push(give, &m);", "pthread_cleanup_pop(1);");
	assert_it_is_proved();
}

#define TEST(name) cmocka_unit_test(name)

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST(a_lock_that_fork_copied_without_its_holder_is_a_deadlock),
		TEST(handlers_around_the_fork_are_a_proof),
		TEST(a_child_of_threads_must_not_call_everything),
		TEST(a_child_that_nobody_waits_for_is_a_finding),
		TEST(a_robust_mutex_must_be_declared_consistent),
		TEST(one_that_is_holds_for_a_kill_at_every_point),
		TEST(a_pipe_that_is_never_closed_names_who_has_its_end),
		TEST(a_reader_that_closes_its_own_write_end_finds_the_end),
		TEST(a_program_that_the_scenario_knows_is_started),
		TEST(one_that_it_does_not_know_is_unsupported),
		TEST(what_exec_does_not_close_stays_open),
		TEST(what_is_marked_exec_closes),
		TEST(a_handler_that_takes_its_own_thread_s_lock_is_a_deadlock),
		TEST(a_signal_before_pause_is_missed),
		TEST(sigsuspend_misses_none),
		TEST(a_thread_cancelled_with_a_lock_is_a_holder_gone),
		TEST(a_cleanup_handler_gives_it_back),
	};

	return cmocka_run_group_tests(tests, little_labs_begin, little_labs_end);
}
