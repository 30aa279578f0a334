/* SPDX-License-Identifier: MIT */
/* Modelled calls: signals.  How one travels and arrives is signals.h and arrivals.h. */
#include "calls.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "cancel.h"
#include "processes.h"
#include "signals.h"
#include "thread.h"

static bool is_valid(int signal)
{
	return signal > 0 && signal < SIGNALS;
}

/* Real-time signals queue, which is not modelled. */
static void refuse_real_time(int signal, uintptr_t pc)
{
	if (signal >= SIGNALS && signal <= 64)
		call_unsupported("a real-time signal", pc);
}

/* ---- handlers ---- */

static void set_action(int signal, const struct sigaction *action, uintptr_t pc)
{
	struct process *self = process_self();

	turn_take(&(struct op){.kind = OP_SIGACTION,
			       .address = (uintptr_t)signals_actions(self),
			       .size = 8,
			       .atomic = true,
			       .private = true, /* a fork copies it */
			       .pc = pc});
	turn_commit(true);
	*signals_action(self, signal) = *action;
	signals_changed_actions(self);
	if (signals_is_ignored(self, signal))
		signals_forget(self, signal, pc);
}

static int change_action(int signal, const struct sigaction *action, struct sigaction *old,
			 uintptr_t pc)
{
	refuse_real_time(signal, pc);
	if (!is_valid(signal) || (action != NULL && (signal == SIGKILL || signal == SIGSTOP)))
		return call_fail(EINVAL);
	call_tells(old, sizeof *old, pc);
	if (old != NULL)
		*old = *signals_action(process_self(), signal);
	if (action != NULL)
		set_action(signal, action, pc);
	return 0;
}

int __wrap_sigaction(int signal, const struct sigaction *action, struct sigaction *old)
{
	CALL_BEGIN();
	return change_action(signal, action, old, POINT_PC());
}

/* glibc's signal() is BSD's: the handler stays, and calls are restarted. */
__sighandler_t __wrap_signal(int signal, __sighandler_t handler)
{
	struct sigaction action = {.sa_flags = SA_RESTART}, old;

	CALL_BEGIN();
	action.sa_handler = handler;
	sigemptyset(&action.sa_mask);
	return change_action(signal, &action, &old, POINT_PC()) == 0 ? old.sa_handler : SIG_ERR;
}

/* ---- sending ---- */

static int send_to(struct process *process, int signal, uintptr_t pc)
{
	if (signal == 0)
		return 0;
	return process == process_self() ? signals_raise(signal, false, pc)
					 : signals_send(process, NULL, signal, pc);
}

int __wrap_kill(pid_t pid, int signal)
{
	uintptr_t pc = POINT_PC();
	struct process *process = process_of(pid);

	CALL_BEGIN();
	refuse_real_time(signal, pc);
	if (signal != 0 && !is_valid(signal))
		return call_fail(EINVAL);
	if (pid <= 0)
		call_unsupported("kill of a process group", pc);
	return process == NULL ? call_fail(ESRCH) : send_to(process, signal, pc);
}

int __wrap_pthread_kill(pthread_t id, int signal)
{
	uintptr_t pc = POINT_PC();
	struct thread *thread = thread_of(id);

	CALL_BEGIN();
	refuse_real_time(signal, pc);
	if (thread == NULL)
		return ESRCH;
	if (signal != 0 && !is_valid(signal))
		return EINVAL;
	if (signal == 0 || thread->life != LIFE_ALIVE)
		return 0;
	return thread == world.self ? signals_raise(signal, true, pc)
				    : signals_send(thread->process, thread, signal, pc);
}

int __wrap_raise(int signal)
{
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	refuse_real_time(signal, pc);
	return is_valid(signal) ? signals_raise(signal, true, pc) : call_fail(EINVAL);
}

/* ---- masks ---- */

static int change_mask(int how, const sigset_t *set, sigset_t *old, uintptr_t pc)
{
	uint64_t now = signals_of_thread(world.self)->blocked;

	call_tells(old, sizeof(uint64_t), pc);
	if (old != NULL)
		signals_to_set(now, old);
	if (set == NULL)
		return 0;
	switch (how) {
	case SIG_BLOCK:
		signals_set_mask(now | signals_of_set(set), pc);
		return 0;
	case SIG_UNBLOCK:
		signals_set_mask(now & ~signals_of_set(set), pc);
		return 0;
	case SIG_SETMASK:
		signals_set_mask(signals_of_set(set), pc);
		return 0;
	default:
		return EINVAL;
	}
}

int __wrap_pthread_sigmask(int how, const sigset_t *set, sigset_t *old)
{
	CALL_BEGIN();
	return change_mask(how, set, old, POINT_PC());
}

int __wrap_sigprocmask(int how, const sigset_t *set, sigset_t *old)
{
	int error;

	CALL_BEGIN();
	error = change_mask(how, set, old, POINT_PC());
	return error == 0 ? 0 : call_fail(error);
}

static uint64_t look(const struct model_signals *box, uintptr_t pc)
{
	turn_take(&(struct op){.kind = OP_SEM_VALUE,
			       .address = (uintptr_t)box,
			       .size = sizeof *box,
			       .atomic = true,
			       .pc = pc});
	turn_commit(false);
	return box->pending;
}

int __wrap_sigpending(sigset_t *set)
{
	uintptr_t pc = POINT_PC();
	uint64_t pending;

	CALL_BEGIN();
	pending = look(signals_of_thread(world.self), pc) | look(signals_of_process(process_self()), pc);
	call_tells(set, sizeof(uint64_t), pc);
	signals_to_set(pending & signals_of_thread(world.self)->blocked, set);
	return 0;
}

/* ---- waiting ---- */

int __wrap_sigwait(const sigset_t *set, int *signal)
{
	siginfo_t info;
	bool interrupted;

	CALL_BEGIN();
	call_tells(signal, sizeof *signal, POINT_PC());
	do
		*signal = signals_await(signals_of_set(set), true, &interrupted, &info, POINT_PC());
	while (interrupted);
	return 0;
}

static int wait_info(const sigset_t *set, siginfo_t *info, bool blocks, uintptr_t pc)
{
	siginfo_t told;
	bool interrupted;
	int signal = signals_await(signals_of_set(set), blocks, &interrupted, &told, pc);

	if (interrupted)
		return call_fail(EINTR);
	if (signal == 0)
		return call_fail(EAGAIN);
	call_tells(info, sizeof *info, pc);
	if (info != NULL)
		*info = told;
	return signal;
}

int __wrap_sigwaitinfo(const sigset_t *set, siginfo_t *info)
{
	CALL_BEGIN();
	return wait_info(set, info, true, POINT_PC());
}

/* It comes in time or not: what the others do before decides, as for every timed wait here. */
int __wrap_sigtimedwait(const sigset_t *set, siginfo_t *info, const struct timespec *limit)
{
	CALL_BEGIN();
	if (limit != NULL && !time_is_valid(limit))
		return call_fail(EINVAL);
	return wait_info(set, info, limit == NULL, POINT_PC());
}

static void await_handler(enum op_kind kind, uintptr_t pc)
{
	turn_take(&(struct op){.kind = kind, .interruptible = true, .cancels = true, .pc = pc});
}

int __wrap_pause(void)
{
	CALL_BEGIN();
	await_handler(OP_PAUSE, POINT_PC());
	return call_fail(EINTR);
}

int __wrap_sigsuspend(const sigset_t *set)
{
	struct thread *self = world.self;
	uintptr_t pc = POINT_PC();

	CALL_BEGIN();
	self->suspended_mask = signals_of_thread(self)->blocked;
	self->suspends = true;
	/* One event, if nothing arrives at once: nothing comes between it and the sleep. */
	signals_set_mask(signals_of_set(set), pc);
	if (self->suspends)
		await_handler(OP_SUSPEND, pc);
	self->suspends = false;
	return call_fail(EINTR);
}
