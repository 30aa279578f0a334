/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: processes.  fork() copies the memory of the process and the one thread that calls; the
 * child is a thread of the explorer's, which runs on a copy of its parent's stack.
 */
#include "calls.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../rt.h"
#include "memory.h"
#include "processes.h"
#include "signals.h"
#include "thread.h"

/* ---- fork ---- */

int __wrap_pthread_atfork(void (*before)(void), void (*parent)(void), void (*child)(void))
{
	struct process *self = process_self();

	CALL_BEGIN();
	if (self->natfork == ATFORK_HANDLERS)
		return ENOMEM;
	self->atfork[self->natfork++] = (struct atfork_row){before, parent, child};
	return 0;
}

/* POSIX: the latest registered first before the fork, the earliest first after it. */
static void run_before(void)
{
	const struct process *self = process_self();

	for (unsigned i = self->natfork; i-- > 0;)
		if (self->atfork[i].before != NULL)
			self->atfork[i].before();
}

static void run_after(bool in_child)
{
	const struct process *self = process_self();

	for (unsigned i = 0; i < self->natfork; i++) {
		const struct atfork_row *row = &self->atfork[i];
		void (*handler)(void) = in_child ? row->child : row->parent;

		if (handler != NULL)
			handler();
	}
}

/* What other threads held is held in the child by nobody: for the report of who waits for it. */
static void note_orphans(const struct thread *parent, struct slot *child)
{
	for (unsigned i = 0; i < world.used; i++) {
		const struct thread *other = &world.threads[i];

		if (other == parent || other->process != parent->process || other->kernel)
			continue;
		for (unsigned k = 0; k < other->slot->held_used; k++) {
			struct orphan *orphan = &child->orphans[child->orphans_used];

			if (child->orphans_used == SLOT_ORPHANS)
				return;
			child->orphans_used++;
			orphan->held = other->slot->held[k];
			memcpy(orphan->holder, other->slot->name, sizeof orphan->holder);
		}
	}
}

static void keep_memory(void *child)
{
	memory_copy_to(child);
}

pid_t __wrap_fork(void)
{
	struct process *parent = process_self(), *process;
	uintptr_t pc = POINT_PC();
	struct thread *first;

	CALL_BEGIN();
	run_before();
	if (!process_has_room(parent))
		call_unsupported("a process with 17 children at once", pc);
	turn_take(&(struct op){.kind = OP_FORK, .strike = STRIKE_MEMORY, .pc = pc});
	turn_commit(true);
	first = thread_fork();
	if (first == NULL)
		return call_fail(EAGAIN);
	note_orphans(world.self, first->slot);
	process = process_new(first, pc);
	if (process->threaded)
		atomic_store_explicit(&rt.wire->forked_with_threads, 1, memory_order_relaxed);
	if (fiber_split(&first->fiber, keep_memory, process)) {
		run_after(true);
		return 0;
	}
	run_after(false);
	return process_pid(process);
}

pid_t __wrap_vfork(void)
{
	call_unsupported("vfork", POINT_PC());
}

/* ---- waiting for children ---- */

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

/* ---- who is who ---- */

pid_t __wrap_getpid(void)
{
	return process_pid(process_self());
}

/* An orphan's parent is init. */
pid_t __wrap_getppid(void)
{
	const struct process *parent = process_self()->parent;

	CALL_BEGIN();
	if (parent == NULL)
		return 1;
	call_take(OP_PARENT, parent->state, 1, POINT_PC());
	turn_commit(false);
	return *parent->state == CHILD_LIVES || *parent->state == CHILD_MORTAL ? process_pid(parent)
									       : 1;
}

/* ---- a process that may be killed at any point ---- */

static void *kill_it_or_not(void *process)
{
	process_end(process, OP_KILL, SIGKILL, END_KILLED, world.self->op.pc);
	return NULL;
}

static void set_mortal(enum child_state state, uintptr_t pc)
{
	struct process *self = process_self();

	if (self == &processes.all[0])
		call_unsupported("a process that is killed and that nobody forked", pc);
	call_take(OP_MORTAL, self->state, 1, pc);
	turn_commit(true);
	*self->state = (uint8_t)state;
}

void mortal(void)
{
	struct thread *killer;

	TURN_FRAME();
	set_mortal(CHILD_MORTAL, POINT_PC());
	killer = thread_kernel(kill_it_or_not, process_self(), process_self(), "SIGKILL");
	if (killer == NULL)
		rt_broken("no thread is left for the signal that kills a process");
	killer->op.pc = POINT_PC();
}

void immortal(void)
{
	TURN_FRAME();
	set_mortal(CHILD_LIVES, POINT_PC());
}
