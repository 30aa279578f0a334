/* SPDX-License-Identifier: MIT */
/*
 * What a confined program cannot do, one claim each; that it can do its work all the same; and what
 * is left, and said, where namespaces are refused.  confine/hostile.c tries it.
 */
#include "../harness/ailments.h"
#include "../harness/capture.h"
#include "../harness/checking.h"
#include "../harness/compile.h"
#include "../harness/confine.h"
#include "../harness/files.h"
#include "../harness/interrupt.h"
#include "../harness/kit.h"
#include "../harness/launch.h"
#include "../harness/report_json.h"
#include "../harness/subject.h"
#include "../harness/text.h"

#include <dirent.h>
#include <errno.h>
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "made_folder.h"

static char *output;	       /* of the last program */
static struct landing landing; /* of the last launch */
static const char *work;       /* the folder that it sees */
static char *built;	       /* hostile.c, compiled once */
static char *path_before;      /* PATH, where a test sets another */
static char marker[16];	       /* a name for processes, of this test program alone */

/* ---- fixtures ---- */

static int build_hostile(void **state)
{
	char *source, *error;
	const char *words[] = {"gcc", "-O1", "-o", NULL, NULL, NULL};
	bool done;

	(void)state;
	if (!kit_init(NULL, &error))
		return -1;
	snprintf(marker, sizeof marker, "rl-%d", (int)getpid());
	built = format_string("/tmp/racelab-hostile-%d", (int)getpid());
	source = format_string("%s/../tests/confine/hostile.c", kit_include_dir());
	words[3] = built;
	words[4] = source;
	done = capture_run(NULL, words, &error);
	if (!done)
		print_message("%s\n", error);
	free(error);
	free(source);
	return done ? 0 : -1;
}

static int remove_hostile(void **state)
{
	int status = unlink(built);

	(void)state;
	free(built);
	return status;
}

static void make_work(void)
{
	const char *hostile = made_path("work/hostile");
	size_t count;
	char *bytes = files_read(built, &count);

	work = made_path("work");
	assert_int_equal(mkdir(work, 0700), 0);
	assert_non_null(bytes);
	assert_true(files_write(hostile, bytes, count));
	assert_int_equal(chmod(hostile, 0755), 0);
	free(bytes);
}

static int begin(void **state)
{
	if (made_folder_begin(state) != 0)
		return -1;
	/* Where namespaces are refused, other users must get at least that far. */
	chmod(made_path(NULL), 0755);
	chmod(made_path("tmp"), 0777);
	make_work();
	return 0;
}

static int end(void **state)
{
	free(output);
	output = NULL;
	landing_release(&landing);
	if (path_before != NULL) {
		setenv("PATH", path_before, 1);
		free(path_before);
		path_before = NULL;
		confine_forget();
	}
	return made_folder_end(state);
}

/* For claims that hold only in namespaces. */
static void needs_namespaces(void)
{
	if (strcmp(confine_word(), "full") == 0)
		return;
	print_message("    SKIPPED: confinement is %s\n", confine_word());
	skip();
}

/* From now on bubblewrap fails, as where the kernel refuses namespaces. */
static void refuse_namespaces(void)
{
	char *path;

	assert_int_equal(chmod(made_file("bin/bwrap", "#!/bin/sh\necho 'bwrap: refused here' >&2\n"
						      "exit 1\n"),
			       0755),
			 0);
	path_before = strdup(getenv("PATH"));
	path = format_string("%s:%s", made_path("bin"), path_before);
	setenv("PATH", path, 1);
	free(path);
	confine_forget();
}

/* ---- a program, and what it says ---- */

/* True: it ran, and exited with 0. */
static bool try(const char *word, const char *argument)
{
	const struct confine confine = {.work = work};
	const char *words[] = {made_path("work/hostile"), word, argument, NULL};

	free(output);
	return capture_run(&confine, words, &output);
}

static void assert_said(const char *line)
{
	if (strstr(output, line) == NULL)
		fail_msg("it said not '%s', but: %s", line, output);
}

static void assert_cannot_open(const char *path)
{
	char *line = format_string("%s: ENOENT\n", path);

	assert_true(try("open", path));
	assert_said(line);
	free(line);
}

static void assert_next_one_works(void)
{
	if (!try("environment", NULL))
		fail_msg("the next one does not work: %s", output);
	assert_said("HOME=/tmp\n");
}

/* ---- who is still there ---- */

static bool has_name(const char *pid)
{
	char path[64], name[32] = "", letter = 'X';
	FILE *stat;

	snprintf(path, sizeof path, "/proc/%.20s/stat", pid);
	stat = fopen(path, "r");
	if (stat == NULL)
		return false;
	if (fscanf(stat, "%*d (%31[^)]) %c", name, &letter) != 2)
		letter = 'X';
	fclose(stat);
	return strcmp(name, marker) == 0 && letter != 'Z' && letter != 'X';
}

/* Processes of this machine that took the marker for their name. */
static unsigned marked(void)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;
	unsigned count = 0;

	assert_non_null(proc);
	while ((entry = readdir(proc)) != NULL)
		count += atoi(entry->d_name) > 0 && has_name(entry->d_name);
	closedir(proc);
	return count;
}

/* Until there are such, or none any more: both come by themselves, and a minute is for a hang. */
static void await_marked(bool wanted)
{
	const struct timespec moment = {.tv_nsec = 10000000};

	for (int i = 0; i < 6000; i++) {
		if ((marked() > 0) == wanted)
			return;
		nanosleep(&moment, NULL);
	}
	fail_msg("there are %u processes called %s", marked(), marker);
}

static void assert_no_zombie(void)
{
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

/* ---- what it cannot see ---- */

static void solutions_cannot_be_read(void **state)
{
	char *solution = format_string("%s/01-hit-counter/lab.c", kit_solutions_dir());
	char *real = realpath(solution, NULL);

	(void)state;
	needs_namespaces();
	assert_non_null(real);
	assert_cannot_open(real);
	free(real);
	free(solution);
}

static void files_of_the_home_cannot_be_read(void **state)
{
	(void)state;
	needs_namespaces();
	assert_cannot_open(made_file("home/.secret", "grades"));
	assert_cannot_open("/etc/passwd");
	assert_cannot_open("/etc/shadow");
	assert_cannot_open("/root");
	assert_cannot_open("/home");
	assert_cannot_open("/sys");
}

static void a_link_out_of_the_work_folder_leads_nowhere(void **state)
{
	const char *secret = made_file("secret", "grades"), *link = made_path("work/link");
	const char *folder = made_path("work/folder");

	(void)state;
	needs_namespaces();
	assert_int_equal(symlink(secret, link), 0);
	assert_int_equal(symlink(made_path(NULL), folder), 0);
	assert_cannot_open(link);
	assert_cannot_open(made_path("work/folder/secret"));
	assert_cannot_open(made_path("work/../secret"));
}

static void only_its_tmp_can_be_written_to(void **state)
{
	static const char *const places[] = {"/x",	  "/usr/x",
					     "/etc/x",	  "/dev/x",
					     "/proc/x",	  "/proc/sys/kernel/core_pattern",
					     "/usr/bin/x"};

	char *own = format_string("/tmp/%s", marker);

	(void)state;
	needs_namespaces();
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		assert_true(try("create", places[i]));
		assert_null(strstr(output, "worked"));
	}
	assert_true(try("create", made_path("work/x")));
	assert_said("EROFS");
	assert_true(try("create", own));
	assert_said("worked");
	assert_int_equal(access(own, F_OK), -1); /* its /tmp is not ours */
	free(own);
}

static void other_processes_cannot_be_seen(void **state)
{
	char *judge = format_string("%d", (int)getpid());

	(void)state;
	needs_namespaces();
	assert_true(try("look-round", NULL));
	assert_string_equal(output, "1\n2\n");
	free(judge);
}

static void secrets_in_the_environment_are_not_passed_on(void **state)
{
	(void)state;
	setenv("GITHUB_TOKEN", "secret", 1);
	assert_true(try("environment", NULL));
	assert_null(strstr(output, "GITHUB_TOKEN"));
	unsetenv("GITHUB_TOKEN");
	assert_said("PATH=");
}

/* ---- what it cannot do to others ---- */

/* A process of the same user's, as any of the person's own. */
static pid_t victim_new(void)
{
	pid_t victim = fork();

	if (victim == 0)
		for (;;)
			pause();
	return victim;
}

static void assert_lives_and_end(pid_t victim)
{
	assert_int_equal(waitpid(victim, NULL, WNOHANG), 0);
	kill(victim, SIGKILL);
	assert_int_equal(waitpid(victim, NULL, 0), victim);
}

static void killing_everybody_harms_nobody(void **state)
{
	pid_t victim = victim_new();

	(void)state;
	try("kill-all", NULL);
	assert_lives_and_end(victim);
	assert_next_one_works();
}

static void system_calls_that_nobody_needs_are_refused(void **state)
{
	(void)state;
	assert_true(try("calls", NULL));
	assert_string_equal(output, "tried\n");
}

static void there_is_no_network_but_pairs_of_sockets(void **state)
{
	static const char *const families[] = {"inet", "inet6", "netlink", "packet", "vsock"};

	(void)state;
	assert_true(try("network", NULL));
	for (size_t i = 0; i < sizeof families / sizeof *families; i++) {
		char *line = format_string("%s: worked", families[i]);

		assert_null(strstr(output, line));
		free(line);
	}
	assert_said("pair: worked");
}

static void the_warden_cannot_be_touched(void **state)
{
	(void)state;
	needs_namespaces();
	assert_true(try("warden", NULL));
	assert_string_equal(output, "limit: ENOSYS\nmemory: EACCES\ndescriptors: EACCES\n"
				    "environment: EACCES\nstill here\n");
}

/* ---- what it cannot take ---- */

static void four_gigabytes_of_memory_are_not_to_be_had(void **state)
{
	(void)state;
	assert_false(try("memory", "4096"));
	assert_said("it took more than 2048 MiB of memory");
	assert_next_one_works();
}

static void four_gigabytes_in_many_processes_are_not_either(void **state)
{
	(void)state;
	assert_false(try("memory-in-parts", NULL));
	assert_said("it took more than 2048 MiB of memory");
	assert_next_one_works();
}

static void a_moderate_program_has_the_memory_that_it_asks_for(void **state)
{
	(void)state;
	assert_true(try("memory", "512"));
	assert_said("memory: worked");
}

static void the_disk_cannot_be_filled(void **state)
{
	long mebibytes = -1;

	(void)state;
	needs_namespaces();
	assert_true(try("fill-the-disk", NULL));
	assert_int_equal(sscanf(output, "%ld MiB", &mebibytes), 1);
	assert_in_range(mebibytes, 1, 64);
}

static void files_without_number_are_ended(void **state)
{
	(void)state;
	needs_namespaces();
	assert_false(try("make-files-for-ever", NULL));
	assert_said("it made files in its /tmp without end");
	assert_next_one_works();
}

/* ---- launches, and who is left behind ---- */

static bool start(struct launch job, const char *word, char **error)
{
	const char *const prefix[] = {made_path("work/hostile"), word, marker, NULL};

	job.prefix = prefix;
	job.object = made_file("work/object.so", "");
	job.confined = true;
	landing_release(&landing);
	return launch(&job, &landing, error);
}

static void fly(struct launch job, const char *word)
{
	char *error;

	if (!start(job, word, &error))
		fail_msg("%s", error);
}

static void a_fork_bomb_is_held_and_ended(void **state)
{
	(void)state;
	fly((struct launch){.guard = 1}, "fork-for-ever");
	assert_true(landing.guarded || landing.stopped != NULL);
	assert_int_equal(marked(), 0);
	assert_no_zombie();
	assert_next_one_works();
}

static void processes_that_do_nothing_are_limited_too(void **state)
{
	(void)state;
	fly((struct launch){.guard = 1}, "fork-those-that-stay");
	assert_true(landing.guarded || landing.stopped != NULL);
	assert_int_equal(marked(), 0);
	assert_next_one_works();
}

static void what_went_into_a_session_of_its_own_ends_with_the_run(void **state)
{
	(void)state;
	fly((struct launch){0}, "stay");
	assert_true(WIFEXITED(landing.status));
	assert_int_equal(WEXITSTATUS(landing.status), 0);
	assert_int_equal(marked(), 0);
	assert_no_zombie();
}

static void explore_is_one_thread_and_who_starts_another_is_killed(void **state)
{
	(void)state;
	fly((struct launch){.runner = RUNNER_EXPLORE}, "stay");
	assert_true(WIFSIGNALED(landing.status));
	assert_int_equal(WTERMSIG(landing.status), SIGSYS);
	assert_int_equal(marked(), 0);
	assert_no_zombie();
}

static void it_ends_too_when_the_guard_ends_the_run(void **state)
{
	(void)state;
	fly((struct launch){.guard = 1}, "stay-with-it");
	assert_true(landing.guarded);
	assert_int_equal(marked(), 0);
	assert_no_zombie();
}

/* A judge of its own, in a child, that launches what never ends. */
static pid_t judge_new(void)
{
	pid_t judge = fork();
	char *error;

	if (judge == 0) {
		setpgid(0, 0);
		interrupt_init();
		start((struct launch){0}, "stay-with-it", &error);
		interrupt_hold();
		_exit(9);
	}
	return judge;
}

static void assert_all_end_with_the_judge(int signal)
{
	pid_t judge = judge_new();
	int status;

	await_marked(true);
	kill(judge, signal);
	assert_int_equal(waitpid(judge, &status, 0), judge);
	if (signal == SIGINT)
		assert_int_equal(WEXITSTATUS(status), 128 + SIGINT);
	await_marked(false);
}

static void it_ends_too_at_ctrl_c(void **state)
{
	(void)state;
	assert_all_end_with_the_judge(SIGINT);
}

static void it_ends_too_when_the_judge_is_killed(void **state)
{
	(void)state;
	assert_all_end_with_the_judge(SIGKILL);
}

static void script(const char *text)
{
	const char *const prefix[] = {"/bin/sh", "-c", text, NULL};
	struct launch job = {
		.prefix = prefix, .confined = true, .object = made_file("work/object.so", "")};
	char *error;

	landing_release(&landing);
	if (!launch(&job, &landing, &error))
		fail_msg("%s", error);
}

static void how_it_ended_is_told_as_without(void **state)
{
	(void)state;
	script("exit 7");
	assert_true(WIFEXITED(landing.status));
	assert_int_equal(WEXITSTATUS(landing.status), 7);
	script("kill -SEGV $$");
	assert_true(WIFSIGNALED(landing.status));
	assert_int_equal(WTERMSIG(landing.status), SIGSEGV);
	script("exit 139"); /* what a shell makes of that signal */
	assert_true(WIFEXITED(landing.status));
	assert_int_equal(WEXITSTATUS(landing.status), 139);
}

static void what_it_says_on_stderr_is_heard(void **state)
{
	(void)state;
	script("echo heard >&2; exit 3");
	assert_string_equal(landing.errors, "heard\n");
	assert_null(landing.stopped);
}

static void a_program_that_cannot_be_started_is_no_finding(void **state)
{
	const char *const prefix[] = {"/no/such/program", NULL};
	struct launch job = {
		.prefix = prefix, .confined = true, .object = made_file("work/object.so", "")};
	char *error = NULL;

	(void)state;
	assert_false(launch(&job, &landing, &error));
	assert_non_null(strstr(error, "/no/such/program"));
	free(error);
}

/* ---- compilers ---- */

static bool compile(const char *text)
{
	struct compile job = {.source = made_file("submissions/lab.c", text),
			      .object = made_path("work/lab.o"),
			      .confined = true};

	free(output);
	output = NULL;
	return compile_object(&job, &output);
}

/* It does not compile, and says so; the next does. */
static void assert_refused(const char *text, const char *because)
{
	assert_false(compile(text));
	if (because != NULL)
		assert_said(because);
	assert_int_equal(access(made_path("work/lab.o"), F_OK), -1);
	if (!compile("int right;\n"))
		fail_msg("the next does not compile: %s", output);
	assert_int_equal(unlink(made_path("work/lab.o")), 0);
}

static void a_source_that_includes_a_file_without_end_is_a_compile_error(void **state)
{
	(void)state;
	assert_refused("#include \"/dev/zero\"\nint x;\n", "");
}

static void a_source_cannot_include_what_is_not_its_own(void **state)
{
	char *text;

	(void)state;
	needs_namespaces();
	assert_refused("#include \"/etc/shadow\"\n", "No such file");
	assert_refused("#include \"/etc/passwd\"\n", "No such file");
	made_file("submissions/another.c", "int another;\n");
	assert_refused("#include \"another.c\"\n", "No such file");
	text = format_string("#include \"%s/01-hit-counter/lab.c\"\n", kit_solutions_dir());
	assert_refused(text, "No such file");
	free(text);
	assert_refused("__asm__(\".incbin \\\"/etc/passwd\\\"\");\n", "/etc/passwd");
}

static void macros_without_measure_are_a_compile_error(void **state)
{
	struct text text = {0};

	(void)state;
	text_printf(&text, "#define A0 1,1,1,1,1,1,1,1,1,1\n");
	for (int i = 1; i < 11; i++) /* ten thousand million numbers */
		text_printf(&text, "#define A%d A%d,A%d,A%d,A%d,A%d,A%d,A%d,A%d,A%d,A%d\n", i,
			    i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
	text_printf(&text, "int a[] = {A9};\n");
	assert_refused(text.bytes, NULL);
	text_release(&text);
}

static void a_source_that_includes_itself_is_a_compile_error(void **state)
{
	(void)state;
	assert_refused("#include __FILE__\n#include __FILE__\n", NULL);
}

static void an_object_larger_than_all_is_a_compile_error(void **state)
{
	(void)state;
	assert_refused("char a[1L << 34] = {1};\n", NULL);
}

static void messages_name_the_file_as_the_person_named_it(void **state)
{
	struct compile job = {.source = "../submissions/./lab.c",
			      .object = made_path("work/lab.o"),
			      .confined = true};

	char *before = getcwd(NULL, 0);

	(void)state;
	made_file("submissions/lab.c", "int f(void) { return nothing; }\n");
	made_file("here/file", "");
	assert_int_equal(chdir(made_path("here")), 0);
	assert_false(compile_object(&job, &output));
	assert_int_equal(chdir(before), 0);
	free(before);
	assert_said("../submissions/./lab.c:1:22: error:");
}

/* ---- the checkers see what they saw ---- */

static const struct checker *const *explore(void)
{
	static const struct checker *list[1];

	list[0] = checker_find("explore");
	return list;
}

/* What explore says of it, in words that can be compared. */
static char *words_for(struct subject *subject)
{
	const struct settings settings = {.seed = 1, .scenario = -1, .noise = -1};
	struct checking checking = {0};
	struct text text = {0};
	char *error;

	if (!checking_run(subject, &settings, &settings, explore(), 1, &checking, &error))
		fail_msg("%s", error);
	text_printf(&text, "%s, %llu executions", verdict_name(checking.verdict),
		    (unsigned long long)checking.results[0].executions);
	for (size_t i = 0; i < checking.results[0].findings.count; i++)
		text_printf(&text, ", %s: %s",
			    finding_kind_name(checking.results[0].findings.items[i].kind),
			    checking.results[0].findings.items[i].message);
	checking_release(&checking);
	return text_take(&text);
}

static void assert_same_words(const char *lab, const char *file)
{
	struct subject *subject;
	char *error, *confined, *free_one;

	if (!subject_new(lab, file, COMPILER_GCC, NULL, &subject, &error))
		fail_msg("%s", error);
	subject->confined = true; /* what the compiler makes, is made once */
	confined = words_for(subject);
	subject->confined = false;
	free_one = words_for(subject);
	if (strcmp(confined, free_one) != 0)
		fail_msg("%s: confined it is %s; else %s", file, confined, free_one);
	free(confined);
	free(free_one);
	subject_free(subject);
}

static void all_repairs_get_the_verdict_that_they_get_unconfined(void **state)
{
	static const char *const labs[] = {"01", "15", "22", "28", "33", "35"};
	static const char *const files[] = {"lab.c", "right/*.c", "wrong/*.c"};
	glob_t found = {0};

	(void)state;
	for (size_t i = 0; i < sizeof labs / sizeof *labs; i++)
		for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
			char *pattern =
				format_string("%s/%s-*/%s", kit_solutions_dir(), labs[i], files[k]);

			if (glob(pattern, 0, NULL, &found) != 0)
				fail_msg("there is no %s", pattern);
			for (size_t f = 0; f < found.gl_pathc; f++)
				assert_same_words(labs[i], found.gl_pathv[f]);
			globfree(&found);
			free(pattern);
		}
}

static struct result check(const char *checker, const char *lab, const char *file, uint64_t runs)
{
	const struct settings settings = {.seed = 1, .scenario = -1, .noise = -1, .runs = runs};
	struct result result = {.checker = checker};
	struct subject *subject;
	char *error;

	if (!subject_new(lab, file, COMPILER_GCC, NULL, &subject, &error))
		fail_msg("%s", error);
	subject->confined = true;
	if (!subject_build(subject, &error))
		fail_msg("%s", error);
	checker_find(checker)->check(subject, &settings, &result);
	if (result.note != NULL)
		print_message("    %s: %s\n", checker, result.note);
	subject_free(subject);
	return result;
}

static void all_checkers_do_their_work_on_right_programs(void **state)
{
	static const char *const names[] = {"stress", "tsan", "helgrind", "drd"};
	static const char *const labs[] = {"01-hit-counter", "28-ledger"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		for (size_t k = 0; k < sizeof labs / sizeof *labs; k++) {
			char *file = format_string("%s/%s/lab.c", kit_solutions_dir(), labs[k]);
			struct result result = check(names[i], labs[k], file, 20);

			assert_true(result.status != STATUS_ERROR && result.status != STATUS_FAIL);
			assert_true(result.executions > 0);
			result_release(&result);
			free(file);
		}
}

static void reports_of_tools_come_back_from_inside(void **state)
{
	static const char *const names[] = {"tsan", "helgrind", "drd"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct result result = check(names[i], "01-hit-counter", NULL, 0);
		bool raced = false;

		for (size_t f = 0; f < result.findings.count; f++)
			raced |= result.findings.items[f].kind == FINDING_DATA_RACE;
		assert_true(raced);
		result_release(&result);
	}
}

/* ---- a lab's file that takes too much ---- */

static struct subject *hostile_lab(const char *body)
{
	char *labs = format_string("%s", made_path("labs")), *lab, *file, *error;
	struct subject *subject;

	made_lab("97-hostile", NULL);
	if (!kit_init(labs, &error))
		fail_msg("%s", error);
	lab = format_string("#include \"lab.h\"\n#include <sys/mman.h>\n#include <unistd.h>\n"
			    "long counter_total(void) { return 2; }\n"
			    "void counter_visit(void) { %s }\n",
			    body);
	file = format_string("%s", made_file("submissions/hostile.c", lab));
	if (!subject_new("97-hostile", file, COMPILER_GCC, NULL, &subject, &error))
		fail_msg("%s", error);
	subject->confined = true;
	free(lab);
	free(file);
	free(labs);
	return subject;
}

static void a_lab_that_takes_four_gigabytes_fails(void **state)
{
	const struct settings settings = {.seed = 1, .scenario = -1, .noise = 0, .runs = 1};
	struct subject *subject =
		hostile_lab("char *m = mmap(0, 4UL << 30, 3, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);"
			    "for (long i = 0; i < 4L << 30; i += 4096) m[i] = 1;");
	struct result result = {.checker = "stress"};
	char *error;

	(void)state;
	if (!subject_build(subject, &error))
		fail_msg("%s", error);
	checker_find("stress")->check(subject, &settings, &result);
	assert_int_equal(result.status, STATUS_FAIL);
	assert_int_equal(result.findings.items[0].kind, FINDING_CRASH);
	assert_non_null(strstr(result.findings.items[0].message, "2048 MiB of memory"));
	result_release(&result);
	subject_free(subject);
	assert_true(made_tmp_is_empty());
	assert_true(kit_init(NULL, &error));
}

/* ---- where namespaces are refused ---- */

static void less_than_all_is_said_with_its_reason(void **state)
{
	char *mend;

	(void)state;
	refuse_namespaces();
	assert_string_equal(confine_word(), "partial: no namespaces (bwrap: refused here)");
	mend = confine_mend();
	assert_non_null(mend);
	free(mend);
}

static void the_report_says_how_far_it_was_confined(void **state)
{
	char *source = format_string("%s/01-hit-counter/lab.c", kit_solutions_dir()), *error, *text;
	struct report report = {.flags = ""};
	struct subject *subject;

	(void)state;
	refuse_namespaces();
	if (!subject_new("01", source, COMPILER_GCC, NULL, &subject, &error))
		fail_msg("%s", error);
	report.subject = subject;
	text = report_json(&report);
	assert_non_null(strstr(text, "\"confinement\": \"none\""));
	free(text);
	subject->confined = true;
	text = report_json(&report);
	assert_non_null(strstr(text, "\"confinement\": \"partial: no namespaces (bwrap: refused"));
	free(text);
	subject_free(subject);
	free(source);
}

static void doctor_says_what_is_missing_and_the_mend(void **state)
{
	struct ailments ailments;
	bool told = false;

	(void)state;
	refuse_namespaces();
	ailments_find(&ailments);
	for (size_t i = 0; i < ailments.count; i++)
		told |= strstr(ailments.items[i].what, "bwrap: refused here") != NULL &&
			ailments.items[i].mend[0] != '\0' && !ailments.items[i].weakens;
	assert_true(told);
	ailments_release(&ailments);
}

static void without_namespaces_memory_is_still_limited(void **state)
{
	(void)state;
	refuse_namespaces();
	assert_false(try("memory", "4096"));
	assert_said("it took more than 2048 MiB of memory");
	assert_next_one_works();
}

static void without_namespaces_system_calls_are_still_refused(void **state)
{
	(void)state;
	refuse_namespaces();
	assert_true(try("calls", NULL));
	assert_string_equal(output, "tried\n");
}

static void without_namespaces_killing_everybody_still_harms_nobody(void **state)
{
	pid_t victim = victim_new();

	(void)state;
	refuse_namespaces();
	try("kill-all", NULL);
	assert_lives_and_end(victim);
}

static void without_namespaces_nobody_is_left_behind_either(void **state)
{
	(void)state;
	refuse_namespaces();
	fly((struct launch){0}, "stay");
	assert_int_equal(marked(), 0);
	fly((struct launch){.guard = 1}, "stay-with-it");
	assert_int_equal(marked(), 0);
	fly((struct launch){.guard = 1}, "fork-for-ever");
	assert_int_equal(marked(), 0);
	assert_no_zombie();
	assert_all_end_with_the_judge(SIGINT);
	assert_all_end_with_the_judge(SIGKILL);
	assert_next_one_works();
}

static void without_namespaces_a_submission_is_still_compiled_and_checked(void **state)
{
	char *source = format_string("%s/01-hit-counter/lab.c", kit_solutions_dir());
	struct result result;

	(void)state;
	refuse_namespaces();
	result = check("explore", "01-hit-counter", source, 0);
	assert_int_equal(result.status, STATUS_PROVED);
	result_release(&result);
	result = check("helgrind", "01-hit-counter", source, 0);
	assert_int_equal(result.status, STATUS_CLEAN);
	result_release(&result);
	free(source);
}

/* Here the warden can report nothing, which it cannot do without: a file may have no byte. */
static void nothing_is_ever_started_unconfined_in_silence(void **state)
{
	const struct confine confine = {.work = work};
	const char *words[] = {"/bin/echo", "ran", NULL};
	struct rlimit before, nothing = {.rlim_cur = 0};
	bool ran;

	(void)state;
	confine_forget();
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	nothing.rlim_max = before.rlim_max;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &nothing), 0);
	ran = capture_run(&confine, words, &output);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	confine_forget();
	assert_false(ran);
	assert_null(strstr(output, "ran\n"));
	assert_said("nothing can be confined here");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(solutions_cannot_be_read),
		TEST(files_of_the_home_cannot_be_read),
		TEST(a_link_out_of_the_work_folder_leads_nowhere),
		TEST(only_its_tmp_can_be_written_to),
		TEST(other_processes_cannot_be_seen),
		TEST(secrets_in_the_environment_are_not_passed_on),
		TEST(killing_everybody_harms_nobody),
		TEST(system_calls_that_nobody_needs_are_refused),
		TEST(there_is_no_network_but_pairs_of_sockets),
		TEST(the_warden_cannot_be_touched),
		TEST(four_gigabytes_of_memory_are_not_to_be_had),
		TEST(four_gigabytes_in_many_processes_are_not_either),
		TEST(a_moderate_program_has_the_memory_that_it_asks_for),
		TEST(the_disk_cannot_be_filled),
		TEST(files_without_number_are_ended),
		TEST(a_fork_bomb_is_held_and_ended),
		TEST(processes_that_do_nothing_are_limited_too),
		TEST(what_went_into_a_session_of_its_own_ends_with_the_run),
		TEST(explore_is_one_thread_and_who_starts_another_is_killed),
		TEST(it_ends_too_when_the_guard_ends_the_run),
		TEST(it_ends_too_at_ctrl_c),
		TEST(it_ends_too_when_the_judge_is_killed),
		TEST(how_it_ended_is_told_as_without),
		TEST(what_it_says_on_stderr_is_heard),
		TEST(a_program_that_cannot_be_started_is_no_finding),
		TEST(a_source_that_includes_a_file_without_end_is_a_compile_error),
		TEST(a_source_cannot_include_what_is_not_its_own),
		TEST(macros_without_measure_are_a_compile_error),
		TEST(a_source_that_includes_itself_is_a_compile_error),
		TEST(an_object_larger_than_all_is_a_compile_error),
		TEST(messages_name_the_file_as_the_person_named_it),
		TEST(all_repairs_get_the_verdict_that_they_get_unconfined),
		TEST(all_checkers_do_their_work_on_right_programs),
		TEST(reports_of_tools_come_back_from_inside),
		TEST(a_lab_that_takes_four_gigabytes_fails),
		TEST(less_than_all_is_said_with_its_reason),
		TEST(the_report_says_how_far_it_was_confined),
		TEST(doctor_says_what_is_missing_and_the_mend),
		TEST(without_namespaces_memory_is_still_limited),
		TEST(without_namespaces_system_calls_are_still_refused),
		TEST(without_namespaces_killing_everybody_still_harms_nobody),
		TEST(without_namespaces_nobody_is_left_behind_either),
		TEST(without_namespaces_a_submission_is_still_compiled_and_checked),
		TEST(nothing_is_ever_started_unconfined_in_silence),
	};

	return cmocka_run_group_tests(tests, build_hostile, remove_hostile);
}
