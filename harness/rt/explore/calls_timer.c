/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: alarm() and setitimer(), in virtual time.  A timer whose signal is handled may expire at
 * any moment from then on, for a machine may be as slow as it likes; one that ends the process, when
 * somebody sleeps past its time or nobody can do anything else.  Whoever sleeps past the time of either
 * sees it expire first.
 */
#include "timers.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/time.h>
#include <unistd.h>

#include "arrivals.h"
#include "calls.h"
#include "processes.h"
#include "thread.h"

#define NSEC 1000000000LL

/* One a process: what alarm() and ITIMER_REAL share. */
struct timer {
	uint64_t armed; /* a number of its own each time; 0: it is not */
	uint64_t due;	/* ... somebody sleeps past the time of that one */
	uint64_t last;	/* such number */
	int64_t expires; /* virtual nanoseconds */
	int64_t interval; /* ... after which it expires again; 0: it does not */
};

static struct timer timers[THREADS];

/* What the kernel's thread was made for. */
struct expiry {
	struct process *process;
	uint64_t number;
};

static struct expiry expiries[THREADS];

void timers_begin_process(const struct process *process)
{
	timers[process->index] = (struct timer){0};
}

static void take(enum op_kind kind, struct timer *timer, uintptr_t pc)
{
	turn_take(&(struct op){.kind = kind,
			       .address = (uintptr_t)&timer->armed,
			       .size = offsetof(struct timer, last),
			       .atomic = true,
			       .pc = pc});
}

static void look(struct timer *timer, uintptr_t pc)
{
	take(OP_EXPIRE, timer, pc);
	turn_commit(false);
}

/*
 * Nobody means a timer that ends the process to be a race, and one that expires again and again would do
 * so without end: these have to wait for their time.
 */
static void await_time(const struct expiry *expiry, struct timer *timer, bool again, uintptr_t pc)
{
	const uint64_t *actions = signals_actions(expiry->process);
	struct timer seen;
	uint64_t seen_actions;

	do {
		look(timer, pc);
		if ((!again && !signals_ends(expiry->process, SIGALRM)) ||
		    timer->armed != expiry->number || timer->due == expiry->number)
			return;
		seen = *timer;
		seen_actions = *actions;
		spin_await(world.self, (const void *const[]){&timer->armed, &timer->due, actions}, 3,
			   sizeof(uint64_t));
		world.self->spin.timed = true;
		look(timer, pc);
	} while (timer->armed != seen.armed || timer->due != seen.due || *actions != seen_actions);
}

/* The sleeper wakes when the signal is on its way: it finds the handler done, or itself interrupted. */
static bool expire(const struct expiry *expiry, struct timer *timer, bool again, uintptr_t pc)
{
	const struct signal_news news = {.code = SI_KERNEL};
	bool expires, at_once;

	await_time(expiry, timer, again, pc);
	take(OP_EXPIRE, timer, pc);
	expires = timer->armed == expiry->number && *expiry->process->state <= CHILD_MORTAL;
	turn_commit(expires);
	if (!expires)
		return false;
	signals_mark(expiry->process, NULL, SIGALRM, &news, pc);
	at_once = arrival_is_possible(expiry->process, NULL, SIGALRM);
	if (at_once)
		signals_deliver(expiry->process, NULL, SIGALRM, pc);
	take(OP_EXPIRE, timer, pc);
	turn_commit(true);
	timer->due = 0;
	timer->expires += timer->interval;
	timer->armed = timer->interval > 0 ? expiry->number : 0;
	if (!at_once)
		signals_deliver(expiry->process, NULL, SIGALRM, pc);
	return timer->interval > 0;
}

static void *run_timer(void *argument)
{
	const struct expiry *expiry = argument;
	struct timer *timer = &timers[expiry->process->index];
	uintptr_t pc = world.self->op.pc;
	bool again = false;

	while (expire(expiry, timer, again, pc))
		again = true;
	return NULL;
}

static void start(struct timer *timer, int64_t nsec, int64_t interval, uintptr_t pc)
{
	struct thread *carrier = thread_kernel(run_timer, NULL, process_self(), "SIGALRM");

	if (carrier == NULL)
		call_unsupported("so many timers and threads", pc);
	timer->armed = ++timer->last;
	timer->expires = world.self->time + nsec;
	timer->interval = interval;
	expiries[carrier->index] = (struct expiry){process_self(), timer->armed};
	carrier->argument = &expiries[carrier->index];
	carrier->op.pc = pc;
}

/* Returns the nanoseconds that were left. */
static int64_t set(int64_t nsec, int64_t interval, uintptr_t pc)
{
	struct timer *timer = &timers[process_self()->index];
	int64_t left;

	take(OP_TIMER, timer, pc);
	turn_commit(true);
	left = timer->armed ? timer->expires - world.self->time : 0;
	timer->armed = 0;
	if (nsec > 0)
		start(timer, nsec, interval, pc);
	return left < 0 ? 0 : left;
}

bool timers_expire_before(int64_t time)
{
	const struct timer *timer = &timers[process_self()->index];

	return timer->armed && timer->expires <= time;
}

bool timers_await(int64_t *time, uintptr_t pc)
{
	struct timer *timer = &timers[process_self()->index];
	int64_t expires = timer->expires;

	take(OP_TIMER, timer, pc);
	turn_commit(true);
	if (timer->armed == 0)
		return true; /* it has, meanwhile */
	timer->due = timer->armed;
	spin_await(world.self, (const void *const[]){&timer->armed}, 1, sizeof timer->armed);
	if (!turn_take(&(struct op){.kind = OP_SLEEP,
				    .address = (uintptr_t)&timer->armed,
				    .size = sizeof timer->armed,
				    .interruptible = true,
				    .cancels = true,
				    .atomic = true,
				    .pc = pc})) {
		*time = expires;
		return false;
	}
	turn_commit(false);
	return true;
}

unsigned __wrap_alarm(unsigned seconds)
{
	CALL_BEGIN();
	return (unsigned)((set(seconds * NSEC, 0, POINT_PC()) + NSEC - 1) / NSEC);
}

static int64_t nsec_of(const struct timeval *time)
{
	return time->tv_sec * NSEC + time->tv_usec * 1000;
}

static bool is_valid(const struct timeval *time)
{
	return time->tv_sec >= 0 && time->tv_usec >= 0 && time->tv_usec < 1000000;
}

int __wrap_setitimer(__itimer_which_t which, const struct itimerval *new, struct itimerval *old)
{
	uintptr_t pc = POINT_PC();
	int64_t left;

	CALL_BEGIN();
	if (!is_valid(&new->it_value) || !is_valid(&new->it_interval))
		return call_fail(EINVAL);
	if (which != ITIMER_REAL)
		call_unsupported("a timer of processor time", pc);
	left = set(nsec_of(&new->it_value), nsec_of(&new->it_interval), pc);
	call_tells(old, sizeof *old, pc);
	if (old != NULL)
		*old = (struct itimerval){.it_value = {left / NSEC, left % NSEC / 1000}};
	return 0;
}
