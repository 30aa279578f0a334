/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Pipes. */
#include "rules.h"

#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>

#define CAPACITY 65536 /* Linux */

static int ends[2]; /* of the pipe of the rule that runs: it reads from 0 and writes to 1 */
static char bytes[2 * CAPACITY];

static void open_pipe(int flags)
{
	RULE(pipe2(ends, flags) == 0);
}

static void close_pipe(void)
{
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* pipe: what is written comes out in order, however it is read. */
static void bytes_come_out_in_order(void)
{
	char got[8];

	open_pipe(0);
	RULE(write(ends[1], "abc", 3) == 3 && write(ends[1], "de", 2) == 2);
	RULE(read(ends[0], got, 1) == 1 && got[0] == 'a');
	RULE(read(ends[0], got, sizeof got) == 4 && memcmp(got, "bcde", 4) == 0);
	close_pipe();
}

/* read: 0, the pipe is empty and no process has it open for writing; */
static void the_end_comes_with_the_last_writer(void)
{
	char got[8];

	open_pipe(0);
	RULE(write(ends[1], "a", 1) == 1 && close(ends[1]) == 0);
	RULE(read(ends[0], got, sizeof got) == 1);
	RULE(read(ends[0], got, sizeof got) == 0 && read(ends[0], got, sizeof got) == 0);
	RULE(close(ends[0]) == 0);
}

/* ... a copy of the descriptor is enough to keep it open, */
static void a_copy_keeps_it_open(void)
{
	int copy;
	char got;

	open_pipe(O_NONBLOCK);
	copy = dup(ends[1]);
	RULE(copy >= 0 && close(ends[1]) == 0);
	RULE(fails(read(ends[0], &got, 1), EAGAIN));
	RULE(close(copy) == 0);
	RULE(read(ends[0], &got, 1) == 0);
	RULE(close(ends[0]) == 0);
}

/* ... and so is a child that has inherited it. */
static void a_child_keeps_it_open(void)
{
	int go[2];
	pid_t child;
	char got;

	open_pipe(O_NONBLOCK);
	RULE(pipe(go) == 0);
	child = fork();
	if (child == 0)
		_exit(read(go[0], &got, 1) != 1);
	RULE(close(ends[1]) == 0);
	RULE(fails(read(ends[0], &got, 1), EAGAIN));
	RULE(write(go[1], "", 1) == 1 && status_of(child) == 0);
	RULE(read(ends[0], &got, 1) == 0);
	RULE(close(ends[0]) == 0 && close(go[0]) == 0 && close(go[1]) == 0);
}

static void *write_later(void *unused)
{
	RULE(write(ends[1], "x", 1) == 1);
	return unused;
}

/* read: of an empty pipe that is open for writing waits. */
static void a_read_waits(void)
{
	pthread_t writer;
	char got;

	open_pipe(0);
	RULE(pthread_create(&writer, NULL, write_later, NULL) == 0);
	RULE(read(ends[0], &got, 1) == 1 && got == 'x');
	RULE(pthread_join(writer, NULL) == 0);
	close_pipe();
}

/* read, write: EAGAIN, O_NONBLOCK is set and it would have to wait. */
static void who_may_not_wait_is_told(void)
{
	char got;

	open_pipe(O_NONBLOCK);
	RULE(fails(read(ends[0], &got, 1), EAGAIN));
	RULE(write(ends[1], bytes, CAPACITY) == CAPACITY);
	RULE(fails(write(ends[1], bytes, 1), EAGAIN));
	close_pipe();
}

/* Linux: a pipe holds 65536 bytes; F_GETPIPE_SZ tells, F_SETPIPE_SZ changes it. */
static void a_pipe_has_a_capacity(void)
{
	open_pipe(O_NONBLOCK);
	RULE(fcntl(ends[0], F_GETPIPE_SZ) == CAPACITY);
	RULE(fcntl(ends[1], F_SETPIPE_SZ, 4096) == 4096);
	RULE(fcntl(ends[0], F_GETPIPE_SZ) == 4096);
	RULE(write(ends[1], bytes, 4096) == 4096);
	RULE(fails(write(ends[1], bytes, 1), EAGAIN));
	close_pipe();
}

/* Linux: F_SETPIPE_SZ: EBUSY, the pipe holds more than that. */
static void a_full_pipe_is_not_made_smaller(void)
{
	open_pipe(0);
	RULE(write(ends[1], bytes, 3 * 4096) == 3 * 4096);
	RULE(fails(fcntl(ends[1], F_SETPIPE_SZ, 4096), EBUSY));
	close_pipe();
}

/* write: more than PIPE_BUF with O_NONBLOCK may be written in part: as much as there is room. */
static void a_large_write_may_be_partial(void)
{
	open_pipe(O_NONBLOCK);
	RULE(write(ends[1], bytes, sizeof bytes) == CAPACITY);
	RULE(read(ends[0], bytes, 2 * PIPE_BUF) == 2 * PIPE_BUF);
	RULE(write(ends[1], bytes, 3 * PIPE_BUF) == 2 * PIPE_BUF);
	close_pipe();
}

/* write: PIPE_BUF bytes or less are written whole or not at all. */
static void a_small_write_is_whole(void)
{
	open_pipe(O_NONBLOCK);
	RULE(write(ends[1], bytes, CAPACITY - PIPE_BUF) == CAPACITY - PIPE_BUF);
	RULE(write(ends[1], bytes, 1) == 1);
	RULE(fails(write(ends[1], bytes, PIPE_BUF), EAGAIN));
	RULE(write(ends[1], bytes, 1) == 1);
	close_pipe();
}

static void *empty_it(void *unused)
{
	static char sink[CAPACITY];
	size_t left = sizeof bytes;

	while (left > 0) {
		ssize_t count = read(ends[0], sink, sizeof sink);

		RULE(count > 0);
		left -= (size_t)count;
	}
	return unused;
}

/* write: without O_NONBLOCK it waits for room, and writes all. */
static void a_write_waits_and_is_whole(void)
{
	pthread_t reader;

	open_pipe(0);
	RULE(pthread_create(&reader, NULL, empty_it, NULL) == 0);
	RULE(write(ends[1], bytes, sizeof bytes) == sizeof bytes);
	RULE(pthread_join(reader, NULL) == 0);
	close_pipe();
}

/* write: EPIPE, no process has it open for reading, if SIGPIPE is ignored; */
static void a_write_to_nobody_is_told(void)
{
	RULE(signal(SIGPIPE, SIG_IGN) != SIG_ERR);
	open_pipe(0);
	RULE(close(ends[0]) == 0);
	RULE(fails(write(ends[1], "x", 1), EPIPE));
	RULE(close(ends[1]) == 0);
	RULE(signal(SIGPIPE, SIG_DFL) == SIG_IGN);
}

static volatile sig_atomic_t came;

static void note(int number)
{
	came = number;
}

/* ... SIGPIPE goes to the thread that wrote, before the call returns, */
static void a_write_to_nobody_is_a_signal(void)
{
	RULE(signal(SIGPIPE, note) == SIG_DFL);
	open_pipe(0);
	RULE(close(ends[0]) == 0);
	RULE(fails(write(ends[1], "x", 1), EPIPE) && came == SIGPIPE);
	RULE(close(ends[1]) == 0);
	RULE(signal(SIGPIPE, SIG_DFL) == note);
}

static int write_to_nobody(void)
{
	open_pipe(0);
	RULE(close(ends[0]) == 0);
	return write(ends[1], "x", 1) == 1;
}

/* ... and ends the process by default. */
static void a_write_to_nobody_is_the_end(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(write_to_nobody());
	RULE(WTERMSIG(status_of(child)) == SIGPIPE);
}

/* write: no bytes to a pipe are none, and nobody reads them. */
static void nothing_may_be_written(void)
{
	char got;

	open_pipe(O_NONBLOCK);
	RULE(write(ends[1], "", 0) == 0);
	RULE(fails(read(ends[0], &got, 1), EAGAIN));
	close_pipe();
}

/* read, write: EBADF, that end is not for that. */
static void each_end_has_its_use(void)
{
	char got;

	open_pipe(0);
	RULE(fails(read(ends[1], &got, 1), EBADF));
	RULE(fails(write(ends[0], "x", 1), EBADF));
	close_pipe();
}

/* lseek: ESPIPE, a pipe has no position. */
static void a_pipe_has_no_position(void)
{
	open_pipe(0);
	RULE(fails(lseek(ends[0], 0, SEEK_CUR), ESPIPE));
	close_pipe();
}

static int send_word(void)
{
	return write(ends[1], "word", 4) != 4;
}

/* fork: a child has its parent's pipe. */
static void a_pipe_goes_between_processes(void)
{
	char got[8];

	open_pipe(0);
	RULE(in_child(send_word) == 0);
	RULE(read(ends[0], got, sizeof got) == 4 && memcmp(got, "word", 4) == 0);
	close_pipe();
}

int main(void)
{
	bytes_come_out_in_order();
	the_end_comes_with_the_last_writer();
	a_copy_keeps_it_open();
	a_child_keeps_it_open();
	a_read_waits();
	who_may_not_wait_is_told();
	a_pipe_has_a_capacity();
	a_full_pipe_is_not_made_smaller();
	a_large_write_may_be_partial();
	a_small_write_is_whole();
	a_write_waits_and_is_whole();
	a_write_to_nobody_is_told();
	a_write_to_nobody_is_a_signal();
	a_write_to_nobody_is_the_end();
	nothing_may_be_written();
	each_end_has_its_use();
	a_pipe_has_no_position();
	a_pipe_goes_between_processes();
	return 0;
}
