/* SPDX-License-Identifier: MIT */
#include "processes.h"

#include <string.h>
#include <sys/wait.h>

#include "../report.h"
#include "calls.h"
#include "files.h"
#include "memory.h"
#include "races.h"
#include "shared.h"
#include "signals.h"
#include "thread.h"
#include "timers.h"

struct processes processes;

static uint8_t first_state; /* of the first process, which has no parent here */

static struct process *begin(unsigned index, struct process *parent)
{
	struct process *process = &processes.all[index];

	process->index = index;
	process->used = true;
	process->threaded = false;
	process->parent = parent;
	process->nchildren = 0;
	memset(process->states, CHILD_NONE, sizeof process->states);
	process->status = 0;
	process->forked = -1;
	process->nexit = process->natfork = 0;
	timers_begin_process(process);
	return process;
}

void processes_clear(void)
{
	for (unsigned i = 1; processes.used > 1 && i < THREADS; i++)
		processes.all[i].used = false;
	processes.used = 1;
	begin(0, NULL)->state = &first_state;
	first_state = CHILD_LIVES;
}

/* Where a child has been waited for there is room for another. */
static unsigned free_place(struct process *parent)
{
	for (unsigned i = 0; parent->nchildren == CHILDREN_KEPT && i < CHILDREN_KEPT; i++)
		if (parent->states[i] == CHILD_REAPED) {
			parent->children[i]->used = false;
			return i;
		}
	return parent->nchildren++;
}

bool process_has_room(const struct process *parent)
{
	return parent->nchildren < CHILDREN_KEPT ||
	       memchr(parent->states, CHILD_REAPED, CHILDREN_KEPT) != NULL;
}

struct process *process_new(struct thread *first, uintptr_t pc)
{
	struct process *parent = process_self(), *process = begin(first->index, parent);
	unsigned at = free_place(parent);

	processes.used++;
	process->pc = pc;
	first->process = process;
	first->slot->pid = process_pid(process);
	parent->children[at] = process;
	parent->states[at] = CHILD_LIVES;
	process->state = &parent->states[at];
	process->threaded = parent->threaded || process_had_others(parent);
	first->careful = process->threaded || first->handlers > 0;
	process->nexit = parent->nexit;
	memcpy(process->at_exit, parent->at_exit, sizeof process->at_exit);
	process->natfork = parent->natfork;
	memcpy(process->atfork, parent->atfork, sizeof process->atfork);
	shared_inherit(process);
	signals_inherit(process, first);
	files_inherit(process, pc);
	return process;
}

struct process *process_of(pid_t pid)
{
	unsigned index = (unsigned)(pid - FIRST_PID);
	struct process *process = &processes.all[index];

	if (pid < FIRST_PID || index >= THREADS || !process->used ||
	    *process->state == CHILD_REAPED)
		return NULL;
	return process;
}

bool process_had_others(const struct process *process)
{
	for (unsigned i = 0; i < world.used; i++) {
		const struct thread *thread = &world.threads[i];

		if (thread != world.self && thread->process == process && !thread->kernel &&
		    thread->life != LIFE_NONE && !thread->joined &&
		    !(thread->op.kind == OP_JOIN && thread->op.pc == 0))
			return true;
	}
	return false;
}

unsigned process_threads(const struct process *process)
{
	unsigned alive = 0;

	for (unsigned i = 0; i < world.used; i++)
		alive += thread_is_of(&world.threads[i], process);
	return alive;
}

/* ---- an end ---- */

/* They do nothing any more.  Who ends them knows all that they did: it will tell the parent. */
void process_stop_threads(const struct process *process, enum ending ending)
{
	for (unsigned i = 0; i < world.used; i++) {
		struct thread *thread = &world.threads[i];

		if (thread->process != process || thread->kernel || thread->life != LIFE_ALIVE)
			continue;
		thread->slot->ending = ending;
		if (thread == world.self)
			continue;
		races_add_struck(thread);
		order_join(world.self, thread);
		thread->life = LIFE_ENDED;
		atomic_store_explicit(&thread->slot->activity, SLOT_ENDED, memory_order_relaxed);
	}
}

static void give_back(const struct process *process, uintptr_t pc)
{
	for (unsigned i = 0; i < world.used; i++)
		if (world.threads[i].process == process && !world.threads[i].kernel)
			mutex_owner_dies(&world.threads[i], pc);
	files_close_all(process, false, pc);
}

static void tell_parent(struct process *process, int status, uintptr_t pc)
{
	turn_take(&(struct op){.kind = OP_DEAD,
			       .address = (uintptr_t)process->state,
			       .size = 1,
			       .address2 = (uintptr_t)signals_actions(process->parent),
			       .size2 = 8,
			       .atomic = true,
			       .pc = pc});
	turn_commit(true);
	order_release(&process->status);
	process->status = status;
	*process->state = signals_leave_no_zombies(process->parent) ? CHILD_REAPED : CHILD_ZOMBIE;
	signals_tell_parent(process, pc);
}

void process_stop(struct process *process, int status, enum ending ending, uintptr_t pc)
{
	*process->state = CHILD_DYING;
	process_stop_threads(process, ending);
	give_back(process, pc);
	tell_parent(process, status, pc);
}

void process_end(struct process *process, enum op_kind how, int status, enum ending ending,
		 uintptr_t pc)
{
	const struct op op = {.kind = how,
			      .address = (uintptr_t)process->state,
			      .size = 1,
			      .atomic = true,
			      .strike = STRIKE_PROCESS,
			      .target = (uint8_t)process->index,
			      .pc = pc};
	bool ends;

	turn_take(&op);
	ends = turn_writes_on(&op, 0, (uint64_t[2]){*process->state, 0});
	turn_commit(ends);
	if (ends)
		process_stop(process, status, ending, pc);
}

_Noreturn void process_leave(int status, uintptr_t pc)
{
	struct thread *self = world.self;

	process_end(self->process, OP_END, status, END_LEFT, pc);
	thread_stop(self);
}

static void report_zombie(const struct process *child)
{
	struct wire_finding *finding = report_begin(FINDING_THREAD_LEAK, child->pc,
						    "a child process is never waited for: when it "
						    "has ended it stays as a zombie");
	world.failed = true;
	if (finding == NULL)
		return;
	report_place(finding, world.threads[child->index].slot->name, "forked by", child->pc);
	report_end(finding);
}

void processes_find_zombies(void)
{
	const struct process *first = &processes.all[0];

	for (unsigned i = 0; i < first->nchildren; i++)
		if (first->states[i] != CHILD_REAPED)
			report_zombie(first->children[i]);
}
