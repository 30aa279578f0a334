/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* poll and select. */
#include "rules.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/select.h>
#include <sys/socket.h>

static int ends[2];

static void open_pipe(void)
{
	RULE(pipe2(ends, O_NONBLOCK) == 0);
}

static void close_pipe(void)
{
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* What poll tells of it now; it must count right, too. */
static int seen(int descriptor, short wanted)
{
	struct pollfd look = {.fd = descriptor, .events = wanted, .revents = 77};
	int count = poll(&look, 1, 0);

	RULE(count == (look.revents != 0));
	return look.revents;
}

static void fill(void)
{
	static char bytes[4096];

	while (write(ends[1], bytes, sizeof bytes) > 0)
		;
	RULE(errno == EAGAIN);
}

/* poll: POLLIN, there is something to read. */
static void what_can_be_read_is_seen(void)
{
	open_pipe();
	RULE(seen(ends[0], POLLIN) == 0);
	RULE(write(ends[1], "x", 1) == 1);
	RULE(seen(ends[0], POLLIN) == POLLIN);
	RULE(seen(ends[0], 0) == 0);
	close_pipe();
}

/* poll: POLLOUT, a write would not wait. */
static void what_can_be_written_to_is_seen(void)
{
	open_pipe();
	RULE(seen(ends[1], POLLOUT) == POLLOUT);
	fill();
	RULE(seen(ends[1], POLLOUT) == 0);
	close_pipe();
}

/* poll: POLLHUP, nobody can write any more; what was written can still be read. */
static void a_gone_writer_is_seen(void)
{
	char byte;

	open_pipe();
	RULE(write(ends[1], "x", 1) == 1 && close(ends[1]) == 0);
	RULE(seen(ends[0], POLLIN) == (POLLIN | POLLHUP));
	RULE(read(ends[0], &byte, 1) == 1);
	RULE(seen(ends[0], POLLIN) == POLLHUP);
	RULE(seen(ends[0], 0) == POLLHUP); /* it need not be asked for */
	RULE(close(ends[0]) == 0);
}

/* Linux: poll: POLLERR, nobody can read what is written. */
static void a_gone_reader_is_seen(void)
{
	open_pipe();
	RULE(close(ends[0]) == 0);
	RULE(seen(ends[1], 0) == POLLERR);
	RULE(close(ends[1]) == 0);
}

/* poll: POLLNVAL, it is not open; poll itself does not fail. */
static void what_is_not_open_is_seen(void)
{
	open_pipe();
	close_pipe();
	RULE(seen(ends[0], POLLIN) == POLLNVAL);
}

/* poll: a negative descriptor is passed over, and nothing is told of it. */
static void a_negative_descriptor_is_passed_over(void)
{
	RULE(seen(-1, POLLIN) == 0);
}

/* poll: returns of how many there is something to tell. */
static void poll_counts(void)
{
	struct pollfd both[2];

	open_pipe();
	both[0] = (struct pollfd){.fd = ends[0], .events = POLLIN};
	both[1] = (struct pollfd){.fd = ends[1], .events = POLLOUT};
	RULE(poll(both, 2, -1) == 1 && both[0].revents == 0 && both[1].revents == POLLOUT);
	RULE(write(ends[1], "x", 1) == 1);
	RULE(poll(both, 2, -1) == 2);
	close_pipe();
}

/* poll: of nothing at all, with a time, is a sleep; 0 at its end. */
static void poll_of_nothing_is_a_sleep(void)
{
	struct timespec end = soon(CLOCK_MONOTONIC);

	RULE(poll(NULL, 0, 0) == 0);
	RULE(poll(NULL, 0, 3) == 0 && has_come(CLOCK_MONOTONIC, &end));
}

/* Linux: poll of a socket whose other end is closed: it can be read and written, and hung up. */
static void a_gone_socket_is_seen(void)
{
	int pair[2];

	RULE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
	RULE(seen(pair[0], POLLIN | POLLOUT) == POLLOUT);
	RULE(close(pair[1]) == 0);
	RULE(seen(pair[0], POLLIN | POLLOUT) == (POLLIN | POLLOUT | POLLHUP));
	RULE(close(pair[0]) == 0);
}

/* Linux: shutdown for writing at the other end: it can be read (the end), and POLLRDHUP. */
static void a_socket_shut_one_way_is_seen(void)
{
	int pair[2];

	RULE(socketpair(AF_UNIX, SOCK_STREAM, 0, pair) == 0);
	RULE(shutdown(pair[1], SHUT_WR) == 0);
	RULE(seen(pair[0], POLLIN | POLLRDHUP) == (POLLIN | POLLRDHUP));
	RULE(close(pair[0]) == 0 && close(pair[1]) == 0);
}

static void *write_later(void *unused)
{
	RULE(write(ends[1], "x", 1) == 1);
	return unused;
}

/* poll: without a time it waits. */
static void poll_waits(void)
{
	struct pollfd look;
	pthread_t writer;

	open_pipe();
	look = (struct pollfd){.fd = ends[0], .events = POLLIN};
	RULE(pthread_create(&writer, NULL, write_later, NULL) == 0);
	RULE(poll(&look, 1, -1) == 1 && look.revents == POLLIN);
	RULE(pthread_join(writer, NULL) == 0);
	close_pipe();
}

static int selected(fd_set *reading, fd_set *writing)
{
	struct timeval none = {0};

	FD_ZERO(reading);
	FD_ZERO(writing);
	FD_SET(ends[0], reading);
	FD_SET(ends[1], writing);
	return select(ends[1] + 1, reading, writing, NULL, &none);
}

/* select: leaves in the sets who is ready, and counts them. */
static void select_tells_who_is_ready(void)
{
	fd_set reading, writing;

	open_pipe();
	RULE(selected(&reading, &writing) == 1);
	RULE(!FD_ISSET(ends[0], &reading) && FD_ISSET(ends[1], &writing));
	RULE(write(ends[1], "x", 1) == 1);
	RULE(selected(&reading, &writing) == 2 && FD_ISSET(ends[0], &reading));
	fill();
	RULE(selected(&reading, &writing) == 1 && !FD_ISSET(ends[1], &writing));
	close_pipe();
}

/* select: the end of a pipe can be read; EBADF, one of them is not open. */
static void select_tells_of_the_end(void)
{
	struct timeval none = {0};
	fd_set reading;

	open_pipe();
	RULE(close(ends[1]) == 0);
	FD_ZERO(&reading);
	FD_SET(ends[0], &reading);
	RULE(select(ends[0] + 1, &reading, NULL, NULL, &none) == 1);
	RULE(close(ends[0]) == 0);
	RULE(fails(select(ends[0] + 1, &reading, NULL, NULL, &none), EBADF));
}

int main(void)
{
	what_can_be_read_is_seen();
	what_can_be_written_to_is_seen();
	a_gone_writer_is_seen();
	a_gone_reader_is_seen();
	what_is_not_open_is_seen();
	a_negative_descriptor_is_passed_over();
	poll_counts();
	poll_of_nothing_is_a_sleep();
	a_gone_socket_is_seen();
	a_socket_shut_one_way_is_seen();
	poll_waits();
	select_tells_who_is_ready();
	select_tells_of_the_end();
	return 0;
}
