/* SPDX-License-Identifier: MIT */
/* The two ways to give up. */
#include "../harness/die.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../harness/text.h"

/* What a child says on stderr that gives up in that way; its status goes to *status. */
static char *last_words(void (*give_up)(void), int *status)
{
	struct text text = {0};
	char bytes[256];
	ssize_t got;
	int ends[2];
	pid_t child;

	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		give_up();
		_exit(0);
	}
	close(ends[1]);
	while ((got = read(ends[0], bytes, sizeof bytes)) > 0)
		text_add(&text, bytes, (size_t)got);
	close(ends[0]);
	assert_int_equal(waitpid(child, status, 0), child);
	return text_take(&text);
}

static void run_out(void)
{
	die("no room on %s", "/tmp");
}

static void go_wrong(void)
{
	bug("%d subjects at once", 9);
}

static void a_fault_of_the_machine_ends_with_2_and_a_line(void **state)
{
	int status;
	char *words = last_words(run_out, &status);

	(void)state;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	assert_string_equal(words, "racelab: no room on /tmp\n");
	free(words);
}

static void a_fault_of_our_own_says_that_it_is_ours(void **state)
{
	int status;
	char *words = last_words(go_wrong, &status);

	(void)state;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2);
	assert_non_null(strstr(words, "racelab's own"));
	assert_non_null(strstr(words, "9 subjects at once\n"));
	free(words);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fault_of_the_machine_ends_with_2_and_a_line),
		cmocka_unit_test(a_fault_of_our_own_says_that_it_is_ours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
