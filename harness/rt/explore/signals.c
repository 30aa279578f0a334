/* SPDX-License-Identifier: MIT */
#include "signals.h"

#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "arrivals.h"
#include "calls.h"
#include "thread.h"

static struct {
	struct model_signals threads[THREADS], processes[THREADS];
	struct sigaction actions[THREADS][SIGNALS];
	uint64_t stands_for_actions[THREADS];
	struct signal_news news_of_threads[THREADS][SIGNALS], news_of_processes[THREADS][SIGNALS];
	bool touched; /* in this execution */
} signals;

void signals_clear(void)
{
	if (!signals.touched)
		return;
	memset(signals.threads, 0, sizeof signals.threads);
	memset(signals.processes, 0, sizeof signals.processes);
	for (unsigned i = 0; i < THREADS; i++)
		if (processes.all[i].used)
			memset(signals.actions[i], 0, sizeof signals.actions[i]);
	memset(signals.stands_for_actions, 0, sizeof signals.stands_for_actions);
	signals.touched = false;
}

struct model_signals *signals_of_thread(const struct thread *thread)
{
	return &signals.threads[thread->index];
}

struct model_signals *signals_of_process(const struct process *process)
{
	return &signals.processes[process->index];
}

struct sigaction *signals_action(const struct process *process, int signal)
{
	signals.touched = true;
	return &signals.actions[process->index][signal];
}

const uint64_t *signals_actions(const struct process *process)
{
	return &signals.stands_for_actions[process->index];
}

void signals_changed_actions(const struct process *process)
{
	signals.stands_for_actions[process->index]++;
}

bool signals_are_handled(const struct process *process)
{
	return signals.stands_for_actions[process->index] != 0;
}

bool signals_leave_no_zombies(const struct process *process)
{
	const struct sigaction *action = signals_action(process, SIGCHLD);

	return action->sa_handler == SIG_IGN || (action->sa_flags & SA_NOCLDWAIT);
}

void signals_inherit(const struct process *child, const struct thread *first)
{
	unsigned parent = world.self->process->index, index = child->index;

	if (!signals.touched)
		return;
	signals.threads[first->index].blocked = signals_of_thread(world.self)->blocked;
	memcpy(signals.actions[index], signals.actions[parent], sizeof signals.actions[index]);
	signals.stands_for_actions[index] = signals.stands_for_actions[parent];
}

void signals_reset(const struct process *process)
{
	for (int i = 1; signals.touched && i < SIGNALS; i++) {
		struct sigaction *action = &signals.actions[process->index][i];

		if (action->sa_handler != SIG_IGN)
			*action = (struct sigaction){0};
	}
}

void signals_begin_thread(struct thread *thread, const struct thread *creator)
{
	if (signals.touched)
		signals.threads[thread->index].blocked = signals.threads[creator->index].blocked;
}

/* glibc's sets begin with signal 1. */
uint64_t signals_of_set(const sigset_t *set)
{
	return *(const uint64_t *)set << 1;
}

void signals_to_set(uint64_t signals, sigset_t *set)
{
	memset(set, 0, sizeof *set);
	*(uint64_t *)set = signals >> 1;
}

/* ---- on its way ---- */

/* Nobody of the process can handle it now: until a mask changes, also that of a thread to come. */
static void wait_for_mask(void)
{
	const void *boxes[SPIN_READS];

	for (unsigned i = 0; i < SPIN_READS; i++)
		boxes[i] = &signals.threads[i];
	spin_await(world.self, boxes, SPIN_READS, sizeof signals.threads[0]);
}

static struct model_signals *box_of(const struct process *process, const struct thread *thread)
{
	return thread != NULL ? signals_of_thread(thread) : signals_of_process(process);
}

/* Whom it will reach is known only when it arrives: so it may be any thread of the process. */
static void take_delivery(const struct process *process, const struct model_signals *box, int signal,
			  uintptr_t pc)
{
	turn_take(&(struct op){.kind = OP_DELIVER,
			       .address = (uintptr_t)box,
			       .size = sizeof *box,
			       .address2 = (uintptr_t)signals_actions(process),
			       .size2 = 8,
			       .amount = (uint32_t)signal_bit(signal),
			       .strike = STRIKE_SIGNAL,
			       .target = (uint8_t)process->index,
			       .atomic = true,
			       .pc = pc});
}

static struct signal_news *news_of(const struct model_signals *box, int signal)
{
	size_t index = (size_t)(box - signals.threads);

	return index < THREADS ? &signals.news_of_threads[index][signal]
			       : &signals.news_of_processes[box - signals.processes][signal];
}

void signals_fill(siginfo_t *info, int signal, const struct signal_news *news)
{
	memset(info, 0, sizeof *info);
	info->si_signo = signal;
	info->si_code = news->code;
	info->si_pid = news->pid;
	if (signal == SIGCHLD)
		info->si_status = news->status;
	info->si_uid = getuid();
}

void signals_deliver(struct process *process, struct thread *thread, int signal, uintptr_t pc)
{
	struct model_signals *box = box_of(process, thread);
	uint64_t bit = signal_bit(signal);

	take_delivery(process, box, signal, pc);
	while ((box->pending & bit) && !arrival_is_possible(process, thread, signal)) {
		turn_commit(true); /* that nobody could have it depends on all of them */
		wait_for_mask();
		take_delivery(process, box, signal, pc);
	}
	turn_commit((box->pending & bit) != 0);
	if (!(box->pending & bit))
		return; /* somebody has waited for it and taken it */
	box->pending &= ~bit;
	arrive(process, thread, signal, news_of(box, signal));
}

bool signals_mark(struct process *process, struct thread *thread, int signal,
		  const struct signal_news *news, uintptr_t pc)
{
	struct model_signals *box = box_of(process, thread);
	bool first;

	signals.touched = true;
	turn_take(&(struct op){.kind = OP_SEND,
			       .address = (uintptr_t)box,
			       .size = sizeof *box,
			       .address2 = (uintptr_t)process->state,
			       .size2 = 1,
			       .atomic = true,
			       .pc = pc});
	turn_commit(true);
	first = !(box->pending & signal_bit(signal)) && *process->state < CHILD_DYING;
	if (!first)
		return false;
	box->pending |= signal_bit(signal);
	*news_of(box, signal) = *news;
	return true;
}

/* What the kernel's thread was made for: which signal, to whom, from whom. */
struct message {
	struct process *process;
	struct thread *thread; /* NULL: any of the process's */
	int signal;
};

static struct message messages[THREADS];

static void *carry(void *argument)
{
	const struct message *message = argument;

	signals_deliver(message->process, message->thread, message->signal, world.self->op.pc);
	return NULL;
}

static void send_off(struct process *process, struct thread *thread, int signal, uintptr_t pc)
{
	struct thread *carrier;
	char name[16];

	snprintf(name, sizeof name, "SIG%.7s", sigabbrev_np(signal));
	carrier = thread_kernel(carry, NULL, process, name);
	if (carrier == NULL)
		call_unsupported("so many signals and threads", pc);
	messages[carrier->index] = (struct message){process, thread, signal};
	carrier->argument = &messages[carrier->index];
	carrier->op.pc = pc;
}

int signals_send(struct process *process, struct thread *thread, int signal, uintptr_t pc)
{
	const struct signal_news news = {.code = thread != NULL ? SI_TKILL : SI_USER,
					 .pid = process_pid(process_self())};

	if (signals_mark(process, thread, signal, &news, pc))
		send_off(process, thread, signal, pc);
	return 0;
}

static bool blocks_anywhere(const struct process *process, int signal)
{
	for (unsigned i = 0; i < world.used; i++)
		if (thread_is_of(&world.threads[i], process) &&
		    (signals.threads[i].blocked & signal_bit(signal)))
			return true;
	return false;
}

/* Ignored, as it is by default, it matters only to who blocks it and waits for it. */
void signals_tell_parent(struct process *child, uintptr_t pc)
{
	const struct signal_news news = {.code = WIFEXITED(child->status) ? CLD_EXITED : CLD_KILLED,
					 .pid = process_pid(child),
					 .status = WIFEXITED(child->status)
							   ? WEXITSTATUS(child->status)
							   : WTERMSIG(child->status)};

	if (signals_is_ignored(child->parent, SIGCHLD)) {
		if (blocks_anywhere(child->parent, SIGCHLD))
			signals_mark(child->parent, NULL, SIGCHLD, &news, pc);
		return;
	}
	if (signals_mark(child->parent, NULL, SIGCHLD, &news, pc))
		send_off(child->parent, NULL, SIGCHLD, pc);
}

/* ---- taking what is pending ---- */

static bool take_from(struct model_signals *box, uint64_t set, int *signal,
		      struct signal_news *news, uintptr_t pc)
{
	uint64_t found;

	turn_take(&(struct op){.kind = OP_SIGTAKE,
			       .address = (uintptr_t)box,
			       .size = sizeof *box,
			       .amount = (uint32_t)set,
			       .atomic = true,
			       .pc = pc});
	found = box->pending & set;
	turn_commit(found != 0);
	if (found == 0)
		return false;
	*signal = __builtin_ctzll(found);
	*news = *news_of(box, *signal);
	box->pending &= ~signal_bit(*signal);
	return true;
}

void signals_forget(struct process *process, int signal, uintptr_t pc)
{
	struct signal_news news;
	int taken;

	if (signals_of_process(process)->pending & signal_bit(signal))
		take_from(signals_of_process(process), signal_bit(signal), &taken, &news, pc);
	for (unsigned i = 0; i < world.used; i++)
		if (world.threads[i].process == process &&
		    (signals.threads[i].pending & signal_bit(signal)))
			take_from(&signals.threads[i], signal_bit(signal), &taken, &news, pc);
}

static void arrive_from(struct model_signals *box, uint64_t set, uintptr_t pc)
{
	struct thread *self = world.self;
	struct signal_news news;
	int signal;

	while (set != 0 && take_from(box, set, &signal, &news, pc)) {
		set &= ~signal_bit(signal);
		arrive(self->process, self, signal, &news);
		if (*self->process->state >= CHILD_ZOMBIE)
			thread_stop(self);
		signals_run_handlers(self);
	}
}

void signals_on_return(uintptr_t pc)
{
	struct thread *self = world.self;
	uint64_t free = ~signals_of_thread(self)->blocked;

	if (!signals_are_handled(self->process))
		return;
	arrive_from(signals_of_thread(self), free, pc);
	arrive_from(signals_of_process(self->process), free, pc);
}

/* POSIX: of those that are pending and no longer blocked one at least has arrived on return. */
void signals_set_mask(uint64_t mask, uintptr_t pc)
{
	struct model_signals *own = signals_of_thread(world.self);
	struct model_signals *all = signals_of_process(world.self->process);
	uint64_t freed[2];

	signals.touched = true;
	mask &= ~(signal_bit(SIGKILL) | signal_bit(SIGSTOP));
	if (own->blocked == mask)
		return;
	turn_take(&(struct op){.kind = OP_SIGMASK,
			       .address = (uintptr_t)own,
			       .size = sizeof *own,
			       .address2 = (uintptr_t)all,
			       .size2 = sizeof all->pending,
			       .atomic = true,
			       .pc = pc});
	turn_commit(true);
	own->blocked = mask;
	freed[0] = own->pending & ~mask;
	freed[1] = all->pending & ~mask;
	arrive_from(own, freed[0], pc);
	arrive_from(all, freed[1], pc);
}

/* ---- waiting ---- */

int signals_await(uint64_t set, bool blocks, bool *interrupted, siginfo_t *info, uintptr_t pc)
{
	struct model_signals *own = signals_of_thread(world.self);
	struct model_signals *all = signals_of_process(world.self->process);
	struct signal_news news;
	int signal;

	signals.touched = true;
	*interrupted = false;
	for (;;) {
		if (take_from(own, set, &signal, &news, pc) ||
		    take_from(all, set, &signal, &news, pc)) {
			signals_fill(info, signal, &news);
			return signal;
		}
		if (!blocks)
			return 0;
		spin_await(world.self, (const void *const[]){own, all}, 2, sizeof own->pending);
		if (!turn_take(&(struct op){.kind = OP_SIGWAIT,
					    .address = (uintptr_t)own,
					    .size = sizeof own->pending,
					    .interruptible = true,
					    .cancels = true,
					    .atomic = true,
					    .pc = pc})) {
			*interrupted = true;
			return 0;
		}
		turn_commit(false);
	}
}
