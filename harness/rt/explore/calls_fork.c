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

#include "../rt.h"
#include "memory.h"
#include "processes.h"
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
		call_unsupported("a process that is killed after so many threads", POINT_PC());
	killer->op.pc = POINT_PC();
}

void immortal(void)
{
	TURN_FRAME();
	set_mortal(CHILD_LIVES, POINT_PC());
}
