/* SPDX-License-Identifier: MIT */
/* rules: determined, sampled */
/* Signals: what is done at one, and which wait. */
#include "rules.h"

#include <signal.h>
#include <string.h>

static volatile sig_atomic_t came, times, depth, deepest;
static volatile sig_atomic_t blocked_in_handler, other_blocked_in_handler;
static siginfo_t told;

static void note(int number)
{
	came = number;
	times++;
}

static void forget(void)
{
	came = times = depth = deepest = 0;
}

static void handle(int number, void (*handler)(int), int flags)
{
	struct sigaction action = {.sa_handler = handler, .sa_flags = flags};

	RULE(sigaction(number, &action, NULL) == 0);
	forget();
}

static sigset_t set_of(int number)
{
	sigset_t set;

	RULE(sigemptyset(&set) == 0 && sigaddset(&set, number) == 0);
	return set;
}

static bool is_blocked(int number)
{
	sigset_t mask;

	RULE(sigprocmask(SIG_BLOCK, NULL, &mask) == 0);
	return sigismember(&mask, number);
}

static bool is_pending(int number)
{
	sigset_t pending;

	RULE(sigpending(&pending) == 0);
	return sigismember(&pending, number);
}

static void block(int number)
{
	sigset_t set = set_of(number);

	RULE(pthread_sigmask(SIG_BLOCK, &set, NULL) == 0);
}

static void unblock(int number)
{
	sigset_t set = set_of(number);

	RULE(pthread_sigmask(SIG_UNBLOCK, &set, NULL) == 0);
}

/* ---- delivery ---- */

/* raise: returns after the handler has. */
static void raise_runs_the_handler(void)
{
	handle(SIGUSR1, note, 0);
	RULE(raise(SIGUSR1) == 0);
	RULE(came == SIGUSR1 && times == 1);
	RULE(raise(SIGUSR1) == 0 && times == 2);
}

/* kill: to oneself, not blocked and in the only thread: delivered before it returns. */
static void a_kill_of_oneself_is_at_once(void)
{
	handle(SIGUSR1, note, 0);
	RULE(kill(getpid(), SIGUSR1) == 0);
	RULE(times == 1);
}

/* pthread_kill: to oneself, as raise; 0 sends nothing; EINVAL, there is no such signal. */
static void a_thread_may_be_sent_a_signal(void)
{
	handle(SIGUSR1, note, 0);
	RULE(pthread_kill(pthread_self(), 0) == 0 && times == 0);
	RULE(pthread_kill(pthread_self(), SIGUSR1) == 0 && times == 1);
	RULE(pthread_kill(pthread_self(), 1000) == EINVAL);
}

/* sigaction: SIG_IGN: the signal is gone when it comes. */
static void an_ignored_signal_is_gone(void)
{
	handle(SIGUSR1, SIG_IGN, 0);
	RULE(raise(SIGUSR1) == 0);
	handle(SIGUSR1, note, 0);
	RULE(times == 0 && !is_pending(SIGUSR1));
}

/* sigaction: SIG_IGN set while a signal is pending takes that away. */
static void to_ignore_is_to_forget(void)
{
	handle(SIGUSR1, note, 0);
	block(SIGUSR1);
	RULE(raise(SIGUSR1) == 0 && is_pending(SIGUSR1));
	handle(SIGUSR1, SIG_IGN, 0);
	RULE(!is_pending(SIGUSR1));
	handle(SIGUSR1, note, 0);
	unblock(SIGUSR1);
	RULE(times == 0);
}

/* signal.h: SIGCHLD and SIGURG are ignored by default. */
static void some_are_ignored_by_default(void)
{
	RULE(signal(SIGCHLD, SIG_DFL) == SIG_DFL);
	RULE(raise(SIGCHLD) == 0 && raise(SIGURG) == 0);
}

/* sigaction: EINVAL, SIGKILL and SIGSTOP cannot be caught or ignored, nor signal 0 nor 1000. */
static void some_cannot_be_caught(void)
{
	struct sigaction action = {.sa_handler = note};

	RULE(fails(sigaction(SIGKILL, &action, NULL), EINVAL));
	RULE(fails(sigaction(SIGSTOP, &action, NULL), EINVAL));
	RULE(fails(sigaction(0, &action, NULL), EINVAL));
	RULE(fails(sigaction(1000, &action, NULL), EINVAL));
	RULE(signal(SIGKILL, SIG_IGN) == SIG_ERR && errno == EINVAL);
}

/* sigprocmask: SIGKILL and SIGSTOP are never blocked, and that is no error. */
static void some_cannot_be_blocked(void)
{
	block(SIGKILL);
	RULE(!is_blocked(SIGKILL));
}

/* sigaction, signal: tell what was there before. */
static void the_old_action_is_told(void)
{
	struct sigaction old;

	handle(SIGUSR1, note, SA_RESTART);
	RULE(sigaction(SIGUSR1, NULL, &old) == 0);
	RULE(old.sa_handler == note && (old.sa_flags & SA_RESTART) != 0);
	RULE(signal(SIGUSR1, SIG_DFL) == note);
	RULE(signal(SIGUSR1, SIG_IGN) == SIG_DFL);
}

/* ---- the mask ---- */

static void look_at_mask(int number)
{
	blocked_in_handler = is_blocked(number);
	other_blocked_in_handler = is_blocked(SIGUSR2);
}

/* sigaction: while its handler runs, the signal is blocked; after it, the mask is as before. */
static void a_signal_is_blocked_in_its_handler(void)
{
	handle(SIGUSR1, look_at_mask, 0);
	RULE(raise(SIGUSR1) == 0);
	RULE(blocked_in_handler && !other_blocked_in_handler);
	RULE(!is_blocked(SIGUSR1));
}

/* sigaction: SA_NODEFER leaves it unblocked. */
static void it_need_not_be_blocked(void)
{
	handle(SIGUSR1, look_at_mask, SA_NODEFER);
	RULE(raise(SIGUSR1) == 0 && !blocked_in_handler);
}

/* sigaction: sa_mask is blocked, too. */
static void a_handler_may_block_others(void)
{
	struct sigaction action = {.sa_handler = look_at_mask, .sa_mask = set_of(SIGUSR2)};

	RULE(sigaction(SIGUSR1, &action, NULL) == 0);
	RULE(raise(SIGUSR1) == 0 && blocked_in_handler && other_blocked_in_handler);
	RULE(!is_blocked(SIGUSR2));
}

static void nest(int number)
{
	times++;
	if (++depth > deepest)
		deepest = depth;
	if (times < 3)
		raise(number);
	depth--;
}

/* sigaction: so a handler is not interrupted by its own signal, which comes after it; */
static void a_handler_does_not_nest(void)
{
	handle(SIGUSR1, nest, 0);
	RULE(raise(SIGUSR1) == 0);
	RULE(times == 3 && deepest == 1);
}

/* ... with SA_NODEFER it is. */
static void a_handler_may_nest(void)
{
	handle(SIGUSR1, nest, SA_NODEFER);
	RULE(raise(SIGUSR1) == 0);
	RULE(times == 3 && deepest == 3);
}

/* sigaction: SA_RESETHAND: the action is the default one as the handler begins. */
static void a_handler_may_be_for_once(void)
{
	struct sigaction now;

	handle(SIGUSR1, note, (int)SA_RESETHAND);
	RULE(raise(SIGUSR1) == 0 && times == 1);
	RULE(sigaction(SIGUSR1, NULL, &now) == 0 && now.sa_handler == SIG_DFL);
}

/* sigprocmask: SIG_BLOCK adds, SIG_UNBLOCK takes away, SIG_SETMASK sets; EINVAL for any other. */
static void masks_are_added_to_and_taken_from(void)
{
	sigset_t none, one = set_of(SIGUSR1), old;

	block(SIGUSR1);
	block(SIGUSR2);
	RULE(is_blocked(SIGUSR1) && is_blocked(SIGUSR2));
	RULE(pthread_sigmask(SIG_SETMASK, &one, &old) == 0);
	RULE(is_blocked(SIGUSR1) && !is_blocked(SIGUSR2) && sigismember(&old, SIGUSR2));
	RULE(sigemptyset(&none) == 0 && pthread_sigmask(SIG_SETMASK, &none, NULL) == 0);
	RULE(!is_blocked(SIGUSR1));
	RULE(fails(sigprocmask(77, &one, NULL), EINVAL));
	RULE(pthread_sigmask(77, &one, NULL) == EINVAL);
}

/* ---- pending ---- */

/* sigpending: a blocked signal is pending, until it is unblocked; then it is delivered at once. */
static void a_blocked_signal_waits(void)
{
	handle(SIGUSR1, note, 0);
	block(SIGUSR1);
	RULE(!is_pending(SIGUSR1));
	RULE(raise(SIGUSR1) == 0 && times == 0 && is_pending(SIGUSR1));
	unblock(SIGUSR1);
	RULE(times == 1 && !is_pending(SIGUSR1));
}

/* sigaction: one that is pending already and comes again comes once (Linux, of the first 31). */
static void pending_signals_do_not_count(void)
{
	handle(SIGUSR1, note, 0);
	block(SIGUSR1);
	for (int i = 0; i < 3; i++)
		RULE(kill(getpid(), SIGUSR1) == 0);
	unblock(SIGUSR1);
	RULE(times == 1);
}

/* ---- what a handler is told ---- */

static void learn(int number, siginfo_t *info, void *context)
{
	RULE(number == info->si_signo && context != NULL);
	told = *info;
}

static void handle_with_information(int number)
{
	struct sigaction action = {.sa_sigaction = learn, .sa_flags = SA_SIGINFO};

	memset(&told, 0, sizeof told);
	RULE(sigaction(number, &action, NULL) == 0);
}

/* sigaction: SA_SIGINFO: who sent it, and how: kill(). */
static void a_handler_is_told_who_sent_it(void)
{
	handle_with_information(SIGUSR1);
	RULE(kill(getpid(), SIGUSR1) == 0);
	RULE(told.si_signo == SIGUSR1 && told.si_code == SI_USER);
	RULE(told.si_pid == getpid() && told.si_uid == getuid());
}

/* Linux: pthread_kill and raise are SI_TKILL. */
static void a_handler_is_told_of_a_threads_signal(void)
{
	handle_with_information(SIGUSR1);
	RULE(pthread_kill(pthread_self(), SIGUSR1) == 0);
	RULE(told.si_code == SI_TKILL && told.si_pid == getpid());
}

/* sigaction, SIGCHLD: which child has ended, why and how. */
static void a_handler_is_told_of_a_child(void)
{
	sigset_t set = set_of(SIGCHLD);
	siginfo_t info;
	pid_t child;

	block(SIGCHLD);
	child = fork();
	if (child == 0)
		_exit(3);
	RULE(sigwaitinfo(&set, &info) == SIGCHLD);
	RULE(info.si_pid == child && info.si_code == CLD_EXITED && info.si_status == 3);
	RULE(WEXITSTATUS(status_of(child)) == 3);
	unblock(SIGCHLD);
}

int main(void)
{
	raise_runs_the_handler();
	a_kill_of_oneself_is_at_once();
	a_thread_may_be_sent_a_signal();
	an_ignored_signal_is_gone();
	to_ignore_is_to_forget();
	some_are_ignored_by_default();
	some_cannot_be_caught();
	some_cannot_be_blocked();
	the_old_action_is_told();
	a_signal_is_blocked_in_its_handler();
	it_need_not_be_blocked();
	a_handler_may_block_others();
	a_handler_does_not_nest();
	a_handler_may_nest();
	a_handler_may_be_for_once();
	masks_are_added_to_and_taken_from();
	a_blocked_signal_waits();
	pending_signals_do_not_count();
	a_handler_is_told_who_sent_it();
	a_handler_is_told_of_a_threads_signal();
	a_handler_is_told_of_a_child();
	return 0;
}
