/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Pairs of local sockets: streams, messages, and descriptors that are passed. */
#include "rules.h"

#include <signal.h>
#include <string.h>
#include <sys/socket.h>

static int pair[2];

static void open_pair(int type)
{
	RULE(socketpair(AF_UNIX, type, 0, pair) == 0);
}

static void close_pair(void)
{
	RULE(close(pair[0]) == 0 && close(pair[1]) == 0);
}

/* socketpair: each end writes to the other. */
static void each_end_writes_to_the_other(void)
{
	char got[4];

	open_pair(SOCK_STREAM);
	RULE(write(pair[0], "ab", 2) == 2 && write(pair[1], "c", 1) == 1);
	RULE(read(pair[0], got, 4) == 1 && got[0] == 'c');
	RULE(read(pair[1], got, 4) == 2 && memcmp(got, "ab", 2) == 0);
	close_pair();
}

/* SOCK_STREAM: there are no messages, only bytes. */
static void a_stream_has_no_messages(void)
{
	char got[8];

	open_pair(SOCK_STREAM);
	RULE(write(pair[0], "ab", 2) == 2 && write(pair[0], "cd", 2) == 2);
	RULE(read(pair[1], got, 3) == 3 && read(pair[1], got, 8) == 1 && got[0] == 'd');
	close_pair();
}

/* SOCK_DGRAM, SOCK_SEQPACKET: each read gets one message, and what does not fit is lost. */
static void a_message_is_read_whole_or_cut(int type)
{
	char got[8];

	open_pair(type);
	RULE(write(pair[0], "abc", 3) == 3 && write(pair[0], "d", 1) == 1);
	RULE(read(pair[1], got, 2) == 2 && memcmp(got, "ab", 2) == 0);
	RULE(read(pair[1], got, 8) == 1 && got[0] == 'd');
	close_pair();
}

/* recv: MSG_PEEK leaves what it tells. */
static void a_peek_takes_nothing(void)
{
	char got[4];

	open_pair(SOCK_STREAM);
	RULE(send(pair[0], "ab", 2, 0) == 2);
	RULE(recv(pair[1], got, 4, MSG_PEEK) == 2 && recv(pair[1], got, 4, 0) == 2);
	close_pair();
}

/* recv: EAGAIN, MSG_DONTWAIT and there is nothing; SOCK_NONBLOCK does so for all calls. */
static void who_may_not_wait_is_told(void)
{
	char got;

	open_pair(SOCK_STREAM | SOCK_NONBLOCK);
	RULE(fails(read(pair[0], &got, 1), EAGAIN));
	close_pair();
	open_pair(SOCK_DGRAM);
	RULE(fails(recv(pair[0], &got, 1, MSG_DONTWAIT), EAGAIN));
	close_pair();
}

/* read: 0, the other end is closed and all has been read. */
static void the_end_comes_when_the_other_is_closed(int type)
{
	char got;

	open_pair(type);
	RULE(write(pair[0], "x", 1) == 1 && close(pair[0]) == 0);
	RULE(read(pair[1], &got, 1) == 1 && read(pair[1], &got, 1) == 0);
	RULE(close(pair[1]) == 0);
}

/* send: EPIPE, the other end is closed; with MSG_NOSIGNAL there is no SIGPIPE. */
static void a_send_to_nobody_is_told(int type)
{
	open_pair(type);
	RULE(close(pair[0]) == 0);
	RULE(fails(send(pair[1], "x", 1, MSG_NOSIGNAL), EPIPE));
	RULE(close(pair[1]) == 0);
}

/* write: SIGPIPE, by default, ends the process. */
static void a_write_to_nobody_is_the_end(void)
{
	pid_t child = fork();

	if (child == 0) {
		open_pair(SOCK_STREAM);
		RULE(close(pair[0]) == 0);
		_exit(write(pair[1], "x", 1) == 1);
	}
	RULE(WTERMSIG(status_of(child)) == SIGPIPE);
}

/* shutdown: SHUT_WR ends what the other reads, and leaves the way back open. */
static void one_way_may_be_shut(void)
{
	char got;

	open_pair(SOCK_STREAM);
	RULE(write(pair[0], "x", 1) == 1 && shutdown(pair[0], SHUT_WR) == 0);
	RULE(read(pair[1], &got, 1) == 1 && read(pair[1], &got, 1) == 0);
	RULE(fails(send(pair[0], "x", 1, MSG_NOSIGNAL), EPIPE));
	RULE(write(pair[1], "y", 1) == 1 && read(pair[0], &got, 1) == 1 && got == 'y');
	close_pair();
}

/* shutdown: SHUT_RD ends what is read here, and Linux tells the other by EPIPE. */
static void reading_may_be_shut(void)
{
	char got;

	open_pair(SOCK_STREAM);
	RULE(shutdown(pair[0], SHUT_RD) == 0);
	RULE(read(pair[0], &got, 1) == 0);
	RULE(fails(send(pair[1], "x", 1, MSG_NOSIGNAL), EPIPE));
	RULE(fails(shutdown(pair[0], 77), EINVAL));
	close_pair();
}

static int shut_it(void)
{
	return shutdown(pair[0], SHUT_WR);
}

/* shutdown: unlike close, it is for all who have the socket. */
static void a_shutdown_is_for_all(void)
{
	char got;

	open_pair(SOCK_STREAM);
	RULE(in_child(shut_it) == 0);
	RULE(read(pair[1], &got, 1) == 0);
	close_pair();
}

/* send: ENOTSOCK, it is none; socketpair: it is no pipe, so either end can be read. */
static void a_pipe_is_no_socket(void)
{
	int ends[2];

	RULE(pipe(ends) == 0);
	RULE(fails(send(ends[1], "x", 1, 0), ENOTSOCK));
	RULE(close(ends[0]) == 0 && close(ends[1]) == 0);
}

/* ---- descriptors in messages ---- */

union control {
	struct cmsghdr header;
	char bytes[CMSG_SPACE(sizeof(int))];
};

static void pass(int socket, int descriptor)
{
	union control control = {.header = {.cmsg_len = CMSG_LEN(sizeof(int)),
					    .cmsg_level = SOL_SOCKET,
					    .cmsg_type = SCM_RIGHTS}};
	struct iovec part = {.iov_base = "d", .iov_len = 1};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1,
				 .msg_control = &control, .msg_controllen = sizeof control};

	memcpy(CMSG_DATA(&control.header), &descriptor, sizeof descriptor);
	RULE(sendmsg(socket, &message, 0) == 1);
}

static int take(int socket)
{
	union control control;
	char byte;
	struct iovec part = {.iov_base = &byte, .iov_len = 1};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1,
				 .msg_control = &control, .msg_controllen = sizeof control};
	int descriptor;

	RULE(recvmsg(socket, &message, 0) == 1 && byte == 'd');
	RULE(control.header.cmsg_type == SCM_RIGHTS);
	memcpy(&descriptor, CMSG_DATA(&control.header), sizeof descriptor);
	return descriptor;
}

/* sendmsg, SCM_RIGHTS: what is received is a new descriptor of the same open description, */
static void a_descriptor_may_be_passed(void)
{
	int ends[2], got;
	char byte;

	open_pair(SOCK_STREAM);
	RULE(pipe(ends) == 0);
	pass(pair[0], ends[1]);
	got = take(pair[1]);
	RULE(got != ends[1]);
	RULE(write(got, "x", 1) == 1 && read(ends[0], &byte, 1) == 1 && byte == 'x');
	RULE(close(got) == 0 && close(ends[0]) == 0 && close(ends[1]) == 0);
	close_pair();
}

/* ... which is kept open while it is on its way, */
static void a_descriptor_on_its_way_is_open(void)
{
	int ends[2], got;
	char byte;

	open_pair(SOCK_STREAM);
	RULE(pipe(ends) == 0);
	pass(pair[0], ends[1]);
	RULE(close(ends[1]) == 0);
	got = take(pair[1]);
	RULE(write(got, "x", 1) == 1 && close(got) == 0);
	RULE(read(ends[0], &byte, 1) == 1 && read(ends[0], &byte, 1) == 0);
	RULE(close(ends[0]) == 0);
	close_pair();
}

static int ends_of_child[2];

static int make_pipe_and_pass(void)
{
	RULE(pipe(ends_of_child) == 0);
	RULE(write(ends_of_child[1], "from child", 10) == 10);
	pass(pair[0], ends_of_child[0]);
	return 0;
}

/* ... to another process, too, which never had it. */
static void a_child_may_pass_what_it_made(void)
{
	char text[16];
	int got;

	open_pair(SOCK_STREAM);
	RULE(in_child(make_pipe_and_pass) == 0);
	got = take(pair[1]);
	RULE(read(got, text, sizeof text) == 10 && memcmp(text, "from child", 10) == 0);
	RULE(read(got, text, sizeof text) == 0);
	RULE(close(got) == 0);
	close_pair();
}

int main(void)
{
	each_end_writes_to_the_other();
	a_stream_has_no_messages();
	a_message_is_read_whole_or_cut(SOCK_DGRAM);
	a_message_is_read_whole_or_cut(SOCK_SEQPACKET);
	a_peek_takes_nothing();
	who_may_not_wait_is_told();
	the_end_comes_when_the_other_is_closed(SOCK_STREAM);
	the_end_comes_when_the_other_is_closed(SOCK_SEQPACKET);
	a_send_to_nobody_is_told(SOCK_STREAM);
	a_send_to_nobody_is_told(SOCK_SEQPACKET);
	a_write_to_nobody_is_the_end();
	one_way_may_be_shut();
	reading_may_be_shut();
	a_shutdown_is_for_all();
	a_pipe_is_no_socket();
	a_descriptor_may_be_passed();
	a_descriptor_on_its_way_is_open();
	a_child_may_pass_what_it_made();
	return 0;
}
