/* SPDX-License-Identifier: MIT */
/* rules: determined, sampled */
/* Signals: to wait for one without a handler, and calls that one interrupts. */
#include "rules.h"

#include <poll.h>
#include <semaphore.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/time.h>

static volatile sig_atomic_t times;
static sem_t semaphore;
static int ends[2];

static void note(int number)
{
	(void)number;
	times++;
}

static void handle(int number, int flags)
{
	struct sigaction action = {.sa_handler = note, .sa_flags = flags};

	RULE(sigaction(number, &action, NULL) == 0);
	times = 0;
}

static sigset_t blocked(int number)
{
	sigset_t set;

	RULE(sigemptyset(&set) == 0 && sigaddset(&set, number) == 0);
	RULE(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
	return set;
}

static void unblock(int number)
{
	sigset_t set;

	RULE(sigemptyset(&set) == 0 && sigaddset(&set, number) == 0);
	RULE(pthread_sigmask(SIG_UNBLOCK, &set, NULL) == 0);
}

static bool is_pending(int number)
{
	sigset_t pending;

	RULE(sigpending(&pending) == 0);
	return sigismember(&pending, number);
}

/* ---- waits for a signal ---- */

/* sigwait: takes a pending signal, and no handler runs. */
static void sigwait_takes_a_pending_signal(void)
{
	sigset_t set = blocked(SIGUSR1);
	int number = 0;

	handle(SIGUSR1, 0);
	RULE(raise(SIGUSR1) == 0);
	RULE(sigwait(&set, &number) == 0 && number == SIGUSR1);
	RULE(!is_pending(SIGUSR1) && times == 0);
	unblock(SIGUSR1);
	RULE(times == 0);
}

static void *send_to_process(void *unused)
{
	RULE(kill(getpid(), SIGUSR1) == 0);
	return unused;
}

/* sigwait: waits until there is one. */
static void sigwait_waits(void)
{
	sigset_t set = blocked(SIGUSR1);
	pthread_t sender;
	int number;

	RULE(pthread_create(&sender, NULL, send_to_process, NULL) == 0);
	RULE(sigwait(&set, &number) == 0 && number == SIGUSR1);
	RULE(pthread_join(sender, NULL) == 0);
	unblock(SIGUSR1);
}

/* sigwaitinfo: returns the signal, and tells who sent it. */
static void sigwaitinfo_tells_more(void)
{
	sigset_t set = blocked(SIGUSR1);
	siginfo_t info;

	RULE(kill(getpid(), SIGUSR1) == 0);
	RULE(sigwaitinfo(&set, &info) == SIGUSR1);
	RULE(info.si_signo == SIGUSR1 && info.si_pid == getpid() && info.si_code == SI_USER);
	unblock(SIGUSR1);
}

/* sigtimedwait: EAGAIN, none has come in that time: in none at all, or in a little. */
static void sigtimedwait_gives_up(void)
{
	sigset_t set = blocked(SIGUSR1);
	struct timespec none = {0}, little = {.tv_nsec = 1000000};

	RULE(fails(sigtimedwait(&set, NULL, &none), EAGAIN));
	RULE(fails(sigtimedwait(&set, NULL, &little), EAGAIN));
	RULE(raise(SIGUSR1) == 0);
	RULE(sigtimedwait(&set, NULL, &none) == SIGUSR1);
	RULE(fails(sigtimedwait(&set, NULL, &no_time), EINVAL));
	unblock(SIGUSR1);
}

/* sigsuspend: EINTR after the handler, with a mask for the time of the wait only. */
static void sigsuspend_waits_with_another_mask(void)
{
	sigset_t none;

	handle(SIGUSR1, 0);
	blocked(SIGUSR1);
	RULE(raise(SIGUSR1) == 0 && times == 0);
	RULE(sigemptyset(&none) == 0);
	RULE(fails(sigsuspend(&none), EINTR) && times == 1);
	RULE(raise(SIGUSR1) == 0 && times == 1 && is_pending(SIGUSR1));
	unblock(SIGUSR1);
	RULE(times == 2);
}

static void *send_to_thread(void *thread)
{
	RULE(pthread_kill(*(pthread_t *)thread, SIGUSR1) == 0);
	return NULL;
}

/* pthread_kill: a signal to a thread is that thread's: no other takes it. */
static void a_threads_signal_is_its_own(void)
{
	pthread_t self = pthread_self();
	sigset_t set = blocked(SIGUSR1);

	in_thread(send_to_thread, &self);
	RULE(is_pending(SIGUSR1));
	RULE(sigwaitinfo(&set, NULL) == SIGUSR1);
	unblock(SIGUSR1);
}

static void *mask_of(void *unused)
{
	sigset_t mask;

	(void)unused;
	RULE(pthread_sigmask(SIG_BLOCK, NULL, &mask) == 0);
	return (void *)(long)(sigismember(&mask, SIGUSR1) + 2 * is_pending(SIGUSR1));
}

/* pthread_create: the mask is inherited, what is pending for the thread is not. */
static void a_new_thread_has_the_mask(void)
{
	blocked(SIGUSR1);
	RULE(pthread_kill(pthread_self(), SIGUSR1) == 0 && is_pending(SIGUSR1));
	RULE(in_thread(mask_of, NULL) == (void *)1);
	handle(SIGUSR1, 0);
	unblock(SIGUSR1);
	RULE(times == 1);
}

/* Linux: signalfd: a read takes a pending signal; EAGAIN, there is none; it can be polled. */
static void a_signal_may_be_read(void)
{
	sigset_t set = blocked(SIGUSR1);
	int descriptor = signalfd(-1, &set, SFD_NONBLOCK);
	struct pollfd look = {.fd = descriptor, .events = POLLIN};
	struct signalfd_siginfo info;

	RULE(descriptor >= 0);
	RULE(fails(read(descriptor, &info, sizeof info), EAGAIN) && poll(&look, 1, 0) == 0);
	RULE(kill(getpid(), SIGUSR1) == 0 && poll(&look, 1, 0) == 1);
	RULE(read(descriptor, &info, sizeof info) == sizeof info);
	RULE(info.ssi_signo == SIGUSR1 && info.ssi_pid == (unsigned)getpid());
	RULE(!is_pending(SIGUSR1));
	RULE(close(descriptor) == 0);
	unblock(SIGUSR1);
}

/* ---- calls that are interrupted ---- */

/*
 * A timer that comes again and again, since the first might come before the call that it is to
 * interrupt.
 */
static void tick(long microseconds)
{
	struct itimerval every = {{0, microseconds}, {0, microseconds}};

	RULE(setitimer(ITIMER_REAL, &every, NULL) == 0);
}

/* read: EINTR, a handler without SA_RESTART has run and nothing had been read. */
static void a_read_is_interrupted(void)
{
	char byte;

	handle(SIGALRM, 0);
	tick(1000);
	RULE(fails(read(ends[0], &byte, 1), EINTR));
	tick(0);
	RULE(times > 0);
}

/* sem_wait, waitpid, pause, nanosleep, poll: the same. */
static void a_semaphore_is_interrupted(void)
{
	handle(SIGALRM, 0);
	tick(1000);
	RULE(fails(sem_wait(&semaphore), EINTR));
	tick(0);
}

static void a_pause_ends_with_a_handler(void)
{
	handle(SIGALRM, SA_RESTART);
	tick(1000);
	RULE(fails(pause(), EINTR));
	tick(0);
}

static void a_sleep_is_interrupted(void)
{
	struct timespec left = {0};

	handle(SIGALRM, SA_RESTART);
	tick(1000);
	RULE(fails(nanosleep(&(struct timespec){.tv_sec = 1000}, &left), EINTR));
	tick(0);
	RULE(left.tv_sec > 0 && left.tv_sec < 1000);
}

/* Linux: poll is interrupted even by a handler with SA_RESTART. */
static void a_poll_is_interrupted(void)
{
	struct pollfd look = {.fd = ends[0], .events = POLLIN};

	handle(SIGALRM, SA_RESTART);
	tick(1000);
	RULE(fails(poll(&look, 1, -1), EINTR));
	tick(0);
}

static void a_wait_for_a_child_is_interrupted(void)
{
	pid_t child = fork();
	char byte;

	if (child == 0)
		_exit(read(ends[0], &byte, 1) != 1);
	handle(SIGALRM, 0);
	tick(1000);
	RULE(fails(waitpid(child, NULL, 0), EINTR));
	tick(0);
	RULE(write(ends[1], "x", 1) == 1 && status_of(child) == 0);
}

static void write_one(int number)
{
	(void)number;
	if (times++ == 0)
		RULE(write(ends[1], "r", 1) == 1);
}

static void post_one(int number)
{
	(void)number;
	if (times++ == 2)
		RULE(sem_post(&semaphore) == 0);
}

static void handle_by(void (*handler)(int))
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = SA_RESTART};

	RULE(sigaction(SIGALRM, &action, NULL) == 0);
	times = 0;
}

/* sigaction: SA_RESTART: the call goes on after the handler. */
static void a_read_may_go_on(void)
{
	char byte = 0;

	handle_by(write_one);
	tick(1000);
	RULE(read(ends[0], &byte, 1) == 1 && byte == 'r');
	tick(0);
}

/* sem_post: may be called by a handler; and Linux: sem_wait goes on with SA_RESTART. */
static void a_semaphore_may_go_on(void)
{
	handle_by(post_one);
	tick(1000);
	RULE(sem_wait(&semaphore) == 0);
	tick(0);
	RULE(times >= 3);
}

/* pthread_mutex_lock, pthread_cond_wait: never return EINTR. */
static void a_condition_is_not_interrupted(void)
{
	pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
	pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
	struct timespec deadline;
	int error = 0;

	handle(SIGALRM, 0);
	RULE(pthread_mutex_lock(&mutex) == 0);
	tick(500);
	deadline = soon(CLOCK_REALTIME);
	while (error == 0)
		error = pthread_cond_timedwait(&condition, &mutex, &deadline);
	tick(0);
	RULE(error == ETIMEDOUT);
	RULE(pthread_mutex_unlock(&mutex) == 0);
}

int main(void)
{
	RULE(sem_init(&semaphore, 0, 0) == 0 && pipe(ends) == 0);
	sigwait_takes_a_pending_signal();
	sigwait_waits();
	sigwaitinfo_tells_more();
	sigtimedwait_gives_up();
	sigsuspend_waits_with_another_mask();
	a_threads_signal_is_its_own();
	a_new_thread_has_the_mask();
	a_signal_may_be_read();
	a_read_is_interrupted();
	a_semaphore_is_interrupted();
	a_pause_ends_with_a_handler();
	a_sleep_is_interrupted();
	a_poll_is_interrupted();
	a_wait_for_a_child_is_interrupted();
	a_read_may_go_on();
	a_semaphore_may_go_on();
	a_condition_is_not_interrupted();
	return 0;
}
