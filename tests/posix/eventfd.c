/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Linux: eventfd: a counter behind a descriptor. */
#include "rules.h"

#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>

#define MOST (UINT64_MAX - 1)

static int counter;

static void open_with(unsigned value, int flags)
{
	counter = eventfd(value, flags);
	RULE(counter >= 0);
}

static bool adds(uint64_t value)
{
	return write(counter, &value, sizeof value) == sizeof value;
}

static bool takes(uint64_t expected)
{
	uint64_t value;

	return read(counter, &value, sizeof value) == sizeof value && value == expected;
}

static int seen(void)
{
	struct pollfd look = {.fd = counter, .events = POLLIN | POLLOUT};

	RULE(poll(&look, 1, 0) >= 0);
	return look.revents;
}

/* eventfd: a read takes all that there is. */
static void a_read_takes_all(void)
{
	uint64_t value;

	open_with(2, EFD_NONBLOCK);
	RULE(adds(3) && takes(5));
	RULE(fails(read(counter, &value, sizeof value), EAGAIN));
	RULE(close(counter) == 0);
}

/* EFD_SEMAPHORE: a read takes one. */
static void a_semaphores_read_takes_one(void)
{
	uint64_t value;

	open_with(2, EFD_NONBLOCK | EFD_SEMAPHORE);
	RULE(takes(1) && takes(1));
	RULE(fails(read(counter, &value, sizeof value), EAGAIN));
	RULE(close(counter) == 0);
}

/* eventfd: EINVAL, fewer than eight bytes, or all ones are written. */
static void a_counter_has_eight_bytes(void)
{
	uint64_t value = 1;

	open_with(1, EFD_NONBLOCK);
	RULE(fails(read(counter, &value, 4), EINVAL) && fails(write(counter, &value, 4), EINVAL));
	value = UINT64_MAX;
	RULE(fails(write(counter, &value, sizeof value), EINVAL));
	RULE(takes(1) && close(counter) == 0);
	RULE(fails(eventfd(0, 77), EINVAL));
}

/* eventfd: EAGAIN, the sum would be above 2^64 - 2. */
static void a_counter_has_a_limit(void)
{
	uint64_t one = 1;

	open_with(0, EFD_NONBLOCK);
	RULE(adds(MOST));
	RULE(fails(write(counter, &one, sizeof one), EAGAIN));
	RULE(adds(0) && takes(MOST));
	RULE(close(counter) == 0);
}

/* eventfd: POLLIN, it is not zero; POLLOUT, one can be added. */
static void a_counter_can_be_polled(void)
{
	open_with(0, EFD_NONBLOCK);
	RULE(seen() == POLLOUT);
	RULE(adds(1) && seen() == (POLLIN | POLLOUT));
	RULE(adds(MOST - 1) && seen() == POLLIN);
	RULE(close(counter) == 0);
}

static void *add_later(void *unused)
{
	RULE(adds(4));
	return unused;
}

/* eventfd: a read of zero waits. */
static void a_read_waits(void)
{
	pthread_t other;

	open_with(0, 0);
	RULE(pthread_create(&other, NULL, add_later, NULL) == 0);
	RULE(takes(4));
	RULE(pthread_join(other, NULL) == 0 && close(counter) == 0);
}

static int add_seven(void)
{
	return !adds(7);
}

/* fork: the child has the same counter. */
static void a_counter_is_inherited(void)
{
	open_with(0, 0);
	RULE(in_child(add_seven) == 0);
	RULE(takes(7) && close(counter) == 0);
}

int main(void)
{
	a_read_takes_all();
	a_semaphores_read_takes_one();
	a_counter_has_eight_bytes();
	a_counter_has_a_limit();
	a_counter_can_be_polled();
	a_read_waits();
	a_counter_is_inherited();
	return 0;
}
