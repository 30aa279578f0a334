/* SPDX-License-Identifier: MIT */
#include "arrivals.h"

#include <stdio.h>
#include <string.h>

#include "../report.h"
#include "../rt.h"
#include "calls.h"
#include "thread.h"

/* ---- what a signal does by itself ---- */

static bool ends_by_default(int signal)
{
	switch (signal) {
	case SIGCHLD:
	case SIGURG:
	case SIGWINCH:
	case SIGCONT:
		return false;
	default:
		return true;
	}
}

static bool is_default(const struct process *process, int signal)
{
	return signals_action(process, signal)->sa_handler == SIG_DFL;
}

bool signals_is_ignored(const struct process *process, int signal)
{
	return signals_action(process, signal)->sa_handler == SIG_IGN ||
	       (is_default(process, signal) && !ends_by_default(signal));
}

bool signals_ends(const struct process *process, int signal)
{
	return is_default(process, signal) && ends_by_default(signal);
}

static bool is_stop(int signal)
{
	return signal == SIGSTOP || signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

/* The first process is the program itself, or the lab: nobody waits for that. */
static void end_first(int signal, uintptr_t pc)
{
	char message[WIRE_TEXT];

	snprintf(message, sizeof message, "the program is ended by signal %d (%s)", signal,
		 strsignal(signal));
	world.failed = true;
	report_here(FINDING_WRONG_EXIT, pc, NULL, message);
	turn_cut();
}

static void end_by(struct process *process, int signal, uintptr_t pc)
{
	if (is_stop(signal))
		call_unsupported("a signal that stops a process", pc);
	if (process == &processes.all[0])
		end_first(signal, pc);
	else
		process_stop(process, signal, END_KILLED, pc);
}

/* ---- an arrival ---- */

/*
 * May the handler find the thread inside the call that it waits in?  Then that fails.  It may also come
 * just before the call, which then waits all the same: the old trap of pause(), that sigsuspend() has not.
 */
static bool may_interrupt(const struct thread *thread, const struct sigaction *action)
{
	bool restarts = thread->op.restarts && (action->sa_flags & SA_RESTART);

	return thread->op.interruptible && !restarts && !turn_is_ready(thread);
}

static unsigned ways_to_strike(const struct thread *thread, const struct sigaction *action)
{
	return may_interrupt(thread, action) && thread->op.kind != OP_SUSPEND ? 2 : 1;
}

static uint64_t mask_in_handler(const struct sigaction *action, int signal, uint64_t blocked)
{
	blocked |= signals_of_set(&action->sa_mask);
	return action->sa_flags & SA_NODEFER ? blocked : blocked | signal_bit(signal);
}

/* The thread's next step is the handler; whatever it was about to do comes afterwards. */
static void strike(struct thread *thread, const struct arrival *what)
{
	struct model_signals *own = signals_of_thread(thread);
	struct arrival *arrival = &thread->arrivals[thread->narrivals];

	if (thread->narrivals++ == ARRIVALS)
		call_unsupported("so many signals for one thread at once", world.self->op.pc);
	*arrival = *what;
	arrival->mask = thread->suspends ? thread->suspended_mask : own->blocked;
	thread->suspends = false;
	own->blocked = mask_in_handler(&arrival->action, arrival->signal, own->blocked);
	if (thread == world.self)
		return; /* it has sent it to itself */
	turn_divert(thread);
}

/* Of a process's threads, any that does not block it may have to handle it. */
static unsigned list_targets(const struct process *process, struct thread *only, int signal,
			     struct thread **targets)
{
	unsigned used = 0;

	for (unsigned i = 0; i < world.used; i++) {
		struct thread *thread = &world.threads[i];

		if (thread_is_of(thread, process) && (only == NULL || thread == only) &&
		    !(signals_of_thread(thread)->blocked & signal_bit(signal)))
			targets[used++] = thread;
	}
	return used;
}

/* Each thread that it may strike, and each way in which it may. */
static void strike_one(struct thread **targets, unsigned used, struct arrival *arrival)
{
	const struct sigaction *action = &arrival->action;
	unsigned ways = 0, chosen, i = 0;

	for (unsigned k = 0; k < used; k++)
		ways += ways_to_strike(targets[k], action);
	chosen = turn_choose(ways);
	while (chosen >= ways_to_strike(targets[i], action))
		chosen -= ways_to_strike(targets[i++], action);
	arrival->interrupts = may_interrupt(targets[i], action) && chosen == 0;
	strike(targets[i], arrival);
}

/* ---- an arrival ---- */

bool arrival_is_possible(const struct process *process, struct thread *only, int signal)
{
	struct thread *targets[THREADS];

	return list_targets(process, only, signal, targets) > 0 ||
	       (only != NULL && only->life != LIFE_ALIVE);
}

/* Its event is committed. */
void arrive(struct process *process, struct thread *only, int signal,
	    const struct signal_news *news)
{
	struct arrival arrival = {.signal = signal,
				  .news = *news,
				  .action = *signals_action(process, signal)};
	struct thread *targets[THREADS];
	unsigned used;

	if (signals_is_ignored(process, signal))
		return;
	if (is_default(process, signal)) {
		end_by(process, signal, world.self->op.pc);
		return;
	}
	used = list_targets(process, only, signal, targets);
	if (used > 0)
		strike_one(targets, used, &arrival);
	if (arrival.action.sa_flags & SA_RESETHAND)
		signals_action(process, signal)->sa_handler = SIG_DFL;
}

/* Who else could handle it, and whether the process ends by it, is known only when it is sent. */
static void take_raise(const struct process *process, int signal, bool to_thread, uintptr_t pc)
{
	bool reaches_all;

	do {
		reaches_all = !to_thread || is_default(process, signal);
		turn_take(&(struct op){.kind = OP_SEND,
				       .address = (uintptr_t)signals_actions(process),
				       .size = 8,
				       .strike = reaches_all ? STRIKE_SIGNAL : STRIKE_NOTHING,
				       .target = (uint8_t)process->index,
				       .atomic = true,
				       .pc = pc});
		turn_commit(true);
	} while (!reaches_all && is_default(process, signal));
}

static bool others_could_handle(struct process *process, int signal)
{
	struct thread *targets[THREADS];

	return !is_default(process, signal) &&
	       list_targets(process, NULL, signal, targets) > 1;
}

/* POSIX: if nobody else can have it, and it is not blocked, it has arrived when the call returns. */
int signals_raise(int signal, bool to_thread, uintptr_t pc)
{
	struct thread *self = world.self;
	struct process *process = self->process;
	const struct signal_news news = {.code = to_thread ? SI_TKILL : SI_USER,
					 .pid = process_pid(process)};

	if (signals_of_thread(self)->blocked & signal_bit(signal))
		return signals_send(process, to_thread ? self : NULL, signal, pc);
	take_raise(process, signal, to_thread, pc);
	if (!to_thread && others_could_handle(process, signal))
		return signals_send(process, NULL, signal, pc);
	arrive(process, self, signal, &news);
	if (process != &processes.all[0] && *process->state >= CHILD_ZOMBIE)
		thread_stop(self);
	signals_run_handlers(self);
	return 0;
}

/* ---- handlers ---- */

static void call_handler(const struct arrival *arrival)
{
	const struct sigaction *action = &arrival->action;
	siginfo_t info;
	static char context[1024] __attribute__((aligned(16))); /* a ucontext_t of zeros */

	signals_fill(&info, arrival->signal, &arrival->news);
	world.self->handlers++;
	world.self->careful = true;
	if (action->sa_flags & SA_SIGINFO)
		action->sa_sigaction(arrival->signal, &info, context);
	else
		action->sa_handler(arrival->signal);
	world.self->handlers--;
	world.self->careful = world.self->handlers > 0 || process_self()->threaded;
}

bool signals_run_handlers(struct thread *self)
{
	bool interrupted = false;
	const struct op op = self->op;
	void *frame = self->frame;

	while (self->narrivals > 0) {
		struct arrival arrival = self->arrivals[0];

		self->narrivals--;
		memmove(&self->arrivals[0], &self->arrivals[1],
			self->narrivals * sizeof self->arrivals[0]);
		call_handler(&arrival);
		signals_set_mask(arrival.mask, op.pc);
		interrupted = interrupted || arrival.interrupts;
	}
	self->frame = frame;
	return interrupted;
}
