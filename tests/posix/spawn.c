/* SPDX-License-Identifier: MIT */
/* rules: determined, native only */
/* posix_spawn: another program, whose steps nobody but the kernel knows. */
#include "rules.h"

#include <fcntl.h>
#include <spawn.h>
#include <string.h>

extern char **environ;

static int ends[2];

static pid_t spawned(const posix_spawn_file_actions_t *actions, char *const words[])
{
	pid_t child;

	RULE(posix_spawnp(&child, words[0], actions, NULL, words, environ) == 0);
	return child;
}

/* posix_spawnp: found by PATH; its exit status is told as any child's. */
static void a_programs_status_is_told(void)
{
	RULE(WEXITSTATUS(status_of(spawned(NULL, (char *[]){"true", NULL}))) == 0);
	RULE(WEXITSTATUS(status_of(spawned(NULL, (char *[]){"false", NULL}))) == 1);
}

/* posix_spawn: ENOENT, there is no such program, and then there is no child. */
static void a_program_that_is_none_is_no_child(void)
{
	char *const words[] = {"/nowhere/none", NULL};
	pid_t child;

	RULE(posix_spawn(&child, words[0], NULL, NULL, words, environ) == ENOENT);
	RULE(fails(wait(NULL), ECHILD));
}

/* posix_spawn_file_actions_adddup2: the child's descriptors are made as it is told. */
static void a_programs_output_may_go_to_a_pipe(void)
{
	posix_spawn_file_actions_t actions;
	char got[8];

	RULE(pipe2(ends, O_CLOEXEC) == 0);
	RULE(posix_spawn_file_actions_init(&actions) == 0);
	RULE(posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO) == 0);
	RULE(status_of(spawned(&actions, (char *[]){"echo", "word", NULL})) == 0);
	RULE(posix_spawn_file_actions_destroy(&actions) == 0);
	RULE(read(ends[0], got, sizeof got) == 5 && memcmp(got, "word\n", 5) == 0);
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* exec, FD_CLOEXEC: such descriptors are closed in the new program: else the pipe had a writer. */
static void what_closes_on_exec_is_closed(void)
{
	int input[2];
	posix_spawn_file_actions_t actions;
	pid_t child;
	char byte;

	RULE(pipe2(ends, O_CLOEXEC) == 0 && pipe2(input, O_CLOEXEC) == 0);
	RULE(posix_spawn_file_actions_init(&actions) == 0);
	RULE(posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO) == 0);
	child = spawned(&actions, (char *[]){"cat", NULL}); /* ends with its input */
	RULE(posix_spawn_file_actions_destroy(&actions) == 0);
	RULE(close(ends[1]) == 0 && read(ends[0], &byte, 1) == 0);
	RULE(close(input[1]) == 0 && status_of(child) == 0);
	RULE(close(ends[0]) == 0 && close(input[0]) == 0);
}

int main(void)
{
	a_programs_status_is_told();
	a_program_that_is_none_is_no_child();
	a_programs_output_may_go_to_a_pipe();
	what_closes_on_exec_is_closed();
	return 0;
}
