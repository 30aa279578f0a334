/* SPDX-License-Identifier: MIT */
/* explore and replay as a person types them: tokens, interrupts, the same bytes twice. */
#include "../harness/files.h"
#include "../harness/text.h"

#include <limits.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char racelab[PATH_MAX]; /* full path */
static char folder[64];	       /* the test's own: home, temporary files, output */

static int begin(void **state)
{
	ssize_t length = readlink("/proc/self/exe", racelab, sizeof racelab - 1);

	(void)state;
	if (length < 0)
		return -1;
	racelab[length] = '\0';
	*strrchr(racelab, '/') = '\0';
	strcpy(strrchr(racelab, '/'), "/racelab");
	snprintf(folder, sizeof folder, "/tmp/racelab-replay-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	setenv("HOME", folder, 1);
	unsetenv("XDG_STATE_HOME");
	unsetenv("XDG_CACHE_HOME");
	return 0;
}

static int end(void **state)
{
	char *command = format_string("rm -rf %s", folder);
	int status = system(command);

	(void)state;
	free(command);
	return status;
}

/* Both streams, owned by the caller. */
static char *run(const char *words, int *status)
{
	char *path = format_string("%s/out", folder), *text;
	char *command = format_string("'%s' %s </dev/null >%s 2>&1", racelab, words, path);
	size_t size;

	*status = system(command);
	assert_true(WIFEXITED(*status));
	*status = WEXITSTATUS(*status);
	text = files_read(path, &size);
	assert_non_null(text);
	free(command);
	free(path);
	return text;
}

/* The last token that the text shows; owned by the caller. */
static char *token_in(const char *text)
{
	const char *at = NULL;

	for (const char *next = text; (next = strstr(next, " replay ")) != NULL; next++)
		at = next + strlen(" replay ");
	assert_non_null(at);
	return format_string("%.*s", (int)strcspn(at, "\n "), at);
}

static char *token_of_the_first_lab(void)
{
	int status;
	char *text = run("explore 1", &status), *token = token_in(text);

	assert_int_equal(status, 1);
	free(text);
	return token;
}

static void assert_holds(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("no '%s' in: %s", part, text);
}

static void a_token_shows_its_execution_again(void **state)
{
	char *token = token_of_the_first_lab(), *words = format_string("replay %s", token), *text;
	int status;

	(void)state;
	text = run(words, &status);
	assert_int_equal(status, 1);
	assert_holds(text, "reads hits = 0, writes hits = 1");
	assert_holds(text, "from here on nothing can save it");
	assert_holds(text, "the counter says 1");
	free(text);
	free(words);
	free(token);
}

static void a_token_of_another_text_is_refused(void **state)
{
	char *token = token_of_the_first_lab(), *text;
	char *words = format_string("replay %s 1 solutions/01-hit-counter/lab.c", token);
	int status;

	(void)state;
	text = run(words, &status);
	assert_int_equal(status, 2);
	assert_holds(text, "does not fit");
	free(text);
	free(words);
	free(token);
}

static void what_is_no_token_is_told_what_one_looks_like(void **state)
{
	int status;
	char *text = run("replay tomorrow", &status);

	(void)state;
	assert_int_equal(status, 2);
	assert_holds(text, "22.1-5f3a90c1-AhEB");
	free(text);
}

/* The time that it took, "0.0 s" or "(0.1 s", is the only thing that may differ. */
static void blot_times(char *text)
{
	for (char *c = text; *c != '\0'; c++)
		if (*c >= '0' && *c <= '9' && strstr(c, " s") != NULL &&
		    strspn(c, "0123456789.") + c == strstr(c, " s"))
			memset(c, '#', strspn(c, "0123456789."));
}

static void the_same_command_twice_prints_the_same(void **state)
{
	int status;
	char *one = run("explore 15 solutions/15-bounded-buffer/wrong/while-only.c", &status);
	char *two = run("explore 15 solutions/15-bounded-buffer/wrong/while-only.c", &status);

	(void)state;
	blot_times(one);
	blot_times(two);
	assert_string_equal(one, two);
	free(one);
	free(two);
}

/* Started here and not by a shell, so that the signal goes to it alone. */
static pid_t start(const char *out)
{
	pid_t child = fork();

	if (child != 0)
		return child;
	if (freopen(out, "w", stdout) == NULL)
		_exit(126);
	signal(SIGINT, SIG_DFL);
	execl(racelab, racelab, "explore", "1", "solutions/01-hit-counter/lab.c", "--scenario", "2",
	      "--search", "naive", "--runs", "100M", (char *)NULL);
	_exit(127);
}

/* Has a runner of it begun?  It has when it is somebody's parent. */
static bool has_child(pid_t parent)
{
	char *path = format_string("/proc/%d/task/%d/children", (int)parent, (int)parent);
	FILE *file = fopen(path, "r");
	int child = 0;
	bool found = file != NULL && fscanf(file, "%d", &child) == 1;
	char *comm, name[32] = "";

	if (file != NULL)
		fclose(file);
	free(path);
	if (!found)
		return false;
	comm = format_string("/proc/%d/comm", child);
	file = fopen(comm, "r");
	found = file != NULL && fgets(name, sizeof name, file) != NULL &&
		strncmp(name, "racelab-runner", 14) == 0;
	if (file != NULL)
		fclose(file);
	free(comm);
	return found;
}

static void an_interrupted_exploration_tells_what_it_knows(void **state)
{
	char *out = format_string("%s/interrupted", folder), *text;
	pid_t child = start(out);
	size_t size;
	int status;

	(void)state;
	while (!has_child(child))
		assert_int_equal(waitpid(child, &status, WNOHANG), 0);
	kill(child, SIGINT);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	text = files_read(out, &size);
	assert_non_null(text);
	assert_holds(text, "interrupted: this is what is known so far");
	free(text);
	free(out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_token_shows_its_execution_again),
		cmocka_unit_test(a_token_of_another_text_is_refused),
		cmocka_unit_test(what_is_no_token_is_told_what_one_looks_like),
		cmocka_unit_test(the_same_command_twice_prints_the_same),
		cmocka_unit_test(an_interrupted_exploration_tells_what_it_knows),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
