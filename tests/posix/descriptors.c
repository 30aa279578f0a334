/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Descriptors: their numbers, their copies, and what copies share. */
#include "rules.h"

#include <fcntl.h>

static int ends[2];

static void open_pipe(void)
{
	RULE(pipe(ends) == 0);
}

static void close_pipe(void)
{
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* pipe, 2.14: a new descriptor is the lowest that is free. */
static void the_lowest_free_number_is_given(void)
{
	int first, second;

	open_pipe();
	first = ends[0];
	second = ends[1];
	RULE(first < second);
	close_pipe();
	open_pipe();
	RULE(ends[0] == first && ends[1] == second);
	RULE(close(ends[0]) == 0);
	RULE(dup(ends[1]) == first);
	RULE(close(first) == 0 && close(ends[1]) == 0);
}

/* close, read, write, dup, fcntl: EBADF, it is not open. */
static void what_is_not_open_is_bad(void)
{
	char byte;

	open_pipe();
	close_pipe();
	RULE(fails(close(ends[0]), EBADF));
	RULE(fails(read(ends[0], &byte, 1), EBADF));
	RULE(fails(write(ends[1], "x", 1), EBADF));
	RULE(fails(dup(ends[0]), EBADF));
	RULE(fails(fcntl(ends[0], F_GETFD), EBADF));
	RULE(fails(read(-1, &byte, 1), EBADF));
}

/* dup2: the new number is what it was told, and what was open there is closed. */
static void dup2_closes_what_was_there(void)
{
	int others[2];
	char byte;

	open_pipe();
	RULE(pipe(others) == 0);
	RULE(dup2(ends[1], others[1]) == others[1]);
	RULE(read(others[0], &byte, 1) == 0);
	RULE(write(others[1], "x", 1) == 1);
	RULE(read(ends[0], &byte, 1) == 1 && byte == 'x');
	close_pipe();
	RULE(close(others[0]) == 0 && close(others[1]) == 0);
}

/* dup2: of a descriptor to itself does nothing; */
static void dup2_to_itself_is_nothing(void)
{
	open_pipe();
	RULE(fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0);
	RULE(dup2(ends[0], ends[0]) == ends[0]);
	RULE(fcntl(ends[0], F_GETFD) == FD_CLOEXEC);
	close_pipe();
	RULE(fails(dup2(ends[0], ends[0]), EBADF));
}

/* ... and EBADF, if it is not open: what was to be closed stays open. */
static void a_failed_dup2_closes_nothing(void)
{
	int copy;

	open_pipe();
	copy = dup(ends[0]);
	RULE(close(copy) == 0);
	RULE(fails(dup2(copy, ends[0]), EBADF));
	RULE(fcntl(ends[0], F_GETFD) == 0);
	RULE(fails(dup2(ends[0], -1), EBADF));
	close_pipe();
}

/* Linux: dup3: EINVAL, of a descriptor to itself, or with other flags than O_CLOEXEC. */
static void dup3_is_strict(void)
{
	open_pipe();
	RULE(fails(dup3(ends[0], ends[0], 0), EINVAL));
	RULE(fails(dup3(ends[0], ends[1], O_NONBLOCK), EINVAL));
	RULE(dup3(ends[0], ends[1], O_CLOEXEC) == ends[1]);
	RULE(fcntl(ends[1], F_GETFD) == FD_CLOEXEC);
	close_pipe();
}

/* dup, fcntl: FD_CLOEXEC is a descriptor's own, and clear in a copy. */
static void a_copy_does_not_close_on_exec(void)
{
	int copy;

	open_pipe();
	RULE(fcntl(ends[0], F_GETFD) == 0);
	RULE(fcntl(ends[0], F_SETFD, FD_CLOEXEC) == 0);
	copy = dup(ends[0]);
	RULE(fcntl(copy, F_GETFD) == 0 && fcntl(ends[0], F_GETFD) == FD_CLOEXEC);
	RULE(close(copy) == 0);
	copy = fcntl(ends[0], F_DUPFD_CLOEXEC, 0);
	RULE(fcntl(copy, F_GETFD) == FD_CLOEXEC);
	RULE(close(copy) == 0);
	close_pipe();
}

/* fcntl: F_DUPFD gives the lowest free number that is not below the argument. */
static void a_copy_may_be_above_a_number(void)
{
	int copy, next;

	open_pipe();
	copy = fcntl(ends[0], F_DUPFD, 100);
	next = fcntl(ends[0], F_DUPFD, 100);
	RULE(copy == 100 && next == 101);
	RULE(close(copy) == 0 && close(next) == 0);
	close_pipe();
}

/* dup: O_NONBLOCK is the open description's: a copy has it, however it was set. */
static void copies_share_their_flags(void)
{
	int copy;
	char byte;

	open_pipe();
	copy = dup(ends[0]);
	RULE((fcntl(ends[0], F_GETFL) & O_NONBLOCK) == 0);
	RULE(fcntl(copy, F_SETFL, O_NONBLOCK) == 0);
	RULE((fcntl(ends[0], F_GETFL) & O_NONBLOCK) != 0);
	RULE((fcntl(ends[1], F_GETFL) & O_NONBLOCK) == 0);
	RULE(fails(read(ends[0], &byte, 1), EAGAIN));
	RULE(close(copy) == 0);
	close_pipe();
}

/* fcntl: F_GETFL tells for what it is open. */
static void each_end_knows_its_mode(void)
{
	open_pipe();
	RULE((fcntl(ends[0], F_GETFL) & O_ACCMODE) == O_RDONLY);
	RULE((fcntl(ends[1], F_GETFL) & O_ACCMODE) == O_WRONLY);
	close_pipe();
}

/* pipe2: O_CLOEXEC and O_NONBLOCK are set on both ends; EINVAL for what is no flag of it. */
static void pipe2_sets_flags(void)
{
	RULE(pipe2(ends, O_CLOEXEC | O_NONBLOCK) == 0);
	for (int i = 0; i < 2; i++) {
		RULE(fcntl(ends[i], F_GETFD) == FD_CLOEXEC);
		RULE((fcntl(ends[i], F_GETFL) & O_NONBLOCK) != 0);
	}
	close_pipe();
	RULE(fails(pipe2(ends, O_APPEND), EINVAL));
}

static int close_both(void)
{
	return close(ends[0]) != 0 || close(ends[1]) != 0 || !fails(close(ends[0]), EBADF);
}

/* fork: the child has copies; to close them closes nothing of the parent's. */
static void a_childs_descriptors_are_copies(void)
{
	char byte;

	open_pipe();
	RULE(in_child(close_both) == 0);
	RULE(write(ends[1], "x", 1) == 1 && read(ends[0], &byte, 1) == 1);
	close_pipe();
}

static int set_nonblocking(void)
{
	return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

/* fork: ... of the same open descriptions: flags and offset are shared. */
static void a_childs_copies_share_their_flags(void)
{
	char byte;

	open_pipe();
	RULE(in_child(set_nonblocking) == 0);
	RULE(fails(read(ends[0], &byte, 1), EAGAIN));
	close_pipe();
}

static void *close_writing_end(void *unused)
{
	RULE(close(ends[1]) == 0);
	return unused;
}

/* POSIX, 3.404 thread: threads of a process share its descriptors. */
static void descriptors_are_the_processs(void)
{
	char byte;

	open_pipe();
	in_thread(close_writing_end, NULL);
	RULE(fails(write(ends[1], "x", 1), EBADF));
	RULE(read(ends[0], &byte, 1) == 0);
	RULE(close(ends[0]) == 0);
}

int main(void)
{
	the_lowest_free_number_is_given();
	what_is_not_open_is_bad();
	dup2_closes_what_was_there();
	dup2_to_itself_is_nothing();
	a_failed_dup2_closes_nothing();
	dup3_is_strict();
	a_copy_does_not_close_on_exec();
	a_copy_may_be_above_a_number();
	copies_share_their_flags();
	each_end_knows_its_mode();
	pipe2_sets_flags();
	a_childs_descriptors_are_copies();
	a_childs_copies_share_their_flags();
	descriptors_are_the_processs();
	return 0;
}
