/* SPDX-License-Identifier: MIT */
/* Modelled calls: waiting for children. */
#include "calls.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "processes.h"
#include "signals.h"

static struct process *child_of(struct process *parent, pid_t pid)
{
	for (unsigned i = 0; i < parent->nchildren; i++)
		if (process_pid(parent->children[i]) == pid)
			return parent->children[i];
	return NULL;
}

/* Which of those that have ended?  POSIX leaves it open. */
static struct process *choose_zombie(struct process *parent)
{
	struct process *zombies[CHILDREN_KEPT];
	unsigned used = 0;

	for (unsigned i = 0; i < parent->nchildren; i++)
		if (parent->states[i] == CHILD_ZOMBIE)
			zombies[used++] = parent->children[i];
	return used == 0 ? NULL : zombies[turn_choose(used)];
}

/* All that it did is known from now on; its threads are over for good. */
static pid_t reap(struct process *child, int *status)
{
	struct thread *self = world.self;

	*child->state = CHILD_REAPED;
	order_acquire(&child->status);
	for (unsigned i = 0; i < world.used; i++) {
		struct thread *thread = &world.threads[i];

		if (thread->process == child && !thread->kernel && !thread->joined &&
		    thread->life == LIFE_ENDED) {
			history_join_thread(self, thread);
			thread->joined = true;
			world.unjoined--;
		}
	}
	*status = child->status;
	return process_pid(child);
}

static bool has_zombie(const struct process *parent)
{
	return memchr(parent->states, CHILD_ZOMBIE, CHILDREN_KEPT) != NULL;
}

static bool has_child(const struct process *parent)
{
	for (unsigned i = 0; i < parent->nchildren; i++)
		if (parent->states[i] != CHILD_REAPED)
			return true;
	return false;
}

static pid_t wait_for_any(int *status, bool blocks, uintptr_t pc)
{
	struct process *self = process_self();

	if (!call_take_interruptible(&(struct op){.kind = blocks ? OP_WAIT_ANY : OP_LOOK_ANY,
						  .address = (uintptr_t)self->states,
						  .size = CHILDREN_KEPT,
						  .atomic = true,
						  .pc = pc}))
		return call_fail(EINTR);
	turn_commit(has_zombie(self));
	if (has_zombie(self))
		return reap(choose_zombie(self), status);
	return has_child(self) ? 0 : call_fail(ECHILD);
}

static pid_t wait_for_one(struct process *child, int *status, bool blocks, uintptr_t pc)
{
	if (!call_take_interruptible(&(struct op){.kind = blocks ? OP_WAIT_CHILD : OP_LOOK_CHILD,
						  .address = (uintptr_t)child->state,
						  .size = 1,
						  .atomic = true,
						  .pc = pc}))
		return call_fail(EINTR);
	turn_commit(*child->state == CHILD_ZOMBIE);
	if (*child->state == CHILD_ZOMBIE)
		return reap(child, status);
	return *child->state == CHILD_REAPED ? call_fail(ECHILD) : 0;
}

static pid_t wait_for(pid_t pid, int *status, int options, uintptr_t pc)
{
	struct process *child;

	if (options & ~(WNOHANG | WUNTRACED | WCONTINUED))
		return call_fail(EINVAL);
	if (pid == -1 || pid == 0)
		return wait_for_any(status, !(options & WNOHANG), pc);
	child = child_of(process_self(), pid);
	if (child == NULL)
		return call_fail(ECHILD);
	return wait_for_one(child, status, !(options & WNOHANG), pc);
}

static pid_t wait_and_tell(pid_t pid, int *status, int options, uintptr_t pc)
{
	int how;
	pid_t got = wait_for(pid, &how, options, pc);

	signals_on_return(pc);
	if (got <= 0 || status == NULL)
		return got;
	access_plain((uintptr_t)status, sizeof *status, true, pc);
	*status = how;
	return got;
}

pid_t __wrap_waitpid(pid_t pid, int *status, int options)
{
	CALL_BEGIN();
	return wait_and_tell(pid, status, options, POINT_PC());
}

pid_t __wrap_wait(int *status)
{
	CALL_BEGIN();
	return wait_and_tell(-1, status, 0, POINT_PC());
}

/* ---- waitid ---- */

static void fill(siginfo_t *info, const struct process *child)
{
	*info = (siginfo_t){.si_signo = SIGCHLD};
	info->si_code = WIFEXITED(child->status) ? CLD_EXITED : CLD_KILLED;
	info->si_pid = process_pid(child);
	info->si_uid = getuid();
	info->si_status = WIFEXITED(child->status) ? WEXITSTATUS(child->status)
						   : WTERMSIG(child->status);
}

/* One that has ended, for a look; NULL: there is none. */
static struct process *peek(const struct process *parent, struct process *only)
{
	for (unsigned i = 0; i < parent->nchildren; i++)
		if (parent->states[i] == CHILD_ZOMBIE &&
		    (only == NULL || parent->children[i] == only))
			return parent->children[i];
	return NULL;
}

static int wait_for_id(struct process *only, siginfo_t *info, int options, uintptr_t pc)
{
	struct process *self = process_self(), *child;
	bool blocks = !(options & WNOHANG);
	int status;

	if (!call_take_interruptible(&(struct op){
		    .kind = only == NULL ? (blocks ? OP_WAIT_ANY : OP_LOOK_ANY)
					 : (blocks ? OP_WAIT_CHILD : OP_LOOK_CHILD),
		    .address = only == NULL ? (uintptr_t)self->states : (uintptr_t)only->state,
		    .size = only == NULL ? CHILDREN_KEPT : 1,
		    .atomic = true,
		    .pc = pc}))
		return call_fail(EINTR);
	child = peek(self, only);
	turn_commit(child != NULL && !(options & WNOWAIT));
	if (child == NULL && (only == NULL ? !has_child(self) : *only->state == CHILD_REAPED))
		return call_fail(ECHILD);
	*info = (siginfo_t){0};
	if (child == NULL)
		return 0;
	fill(info, child);
	if (!(options & WNOWAIT))
		reap(child, &status);
	return 0;
}

int __wrap_waitid(idtype_t type, id_t id, siginfo_t *info, int options)
{
	uintptr_t pc = POINT_PC();
	struct process *only;

	CALL_BEGIN();
	if (!(options & WEXITED) || (options & ~(WEXITED | WNOHANG | WNOWAIT)))
		call_unsupported("waitid for children that stop", pc);
	if (type == P_ALL)
		return wait_for_id(NULL, info, options, pc);
	only = type == P_PID ? child_of(process_self(), (pid_t)id) : NULL;
	return only == NULL ? call_fail(ECHILD) : wait_for_id(only, info, options, pc);
}
