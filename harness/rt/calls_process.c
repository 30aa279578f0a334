/* SPDX-License-Identifier: MIT */
/* Modelled calls: processes, their ends, and pipes. */
#include "calls.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "atfork.h"
#include "report.h"
#include "valgrind_quiet.h"

#define ATFORK_HANDLERS 32 /* one for each bit of atfork.whole */

static unsigned threads_of_this_process(void)
{
	unsigned alive = 0;

	for (unsigned i = 0; i < slot_count(); i++) {
		struct slot *slot = &slot_table->slots[i];
		uint32_t activity = atomic_load(&slot->activity);

		/* main's slot stands beside its bodies' while these run */
		alive += slot->pid == slot_self->pid && activity != SLOT_FREE &&
			 activity != SLOT_ENDED && slot->wait.kind != WAIT_RUN_END;
	}
	return alive;
}

/*
 * The program's handlers of fork, ours to call: libc would forget none of them between runs.  One
 * thread may register while another forks: a row counts from the moment at which it is whole.
 */
static struct {
	_Atomic unsigned used;
	_Atomic uint32_t whole; /* a bit for each row */
	struct {
		void (*before)(void), (*parent)(void), (*child)(void);
	} rows[ATFORK_HANDLERS];
} atfork;

void atfork_forget(void)
{
	atomic_store_explicit(&atfork.used, 0, memory_order_relaxed);
	atomic_store_explicit(&atfork.whole, 0, memory_order_relaxed);
	if (rt.valgrind)
		valgrind_ignore(&atfork, sizeof atfork);
}

int __wrap_pthread_atfork(void (*before)(void), void (*parent)(void), void (*child)(void))
{
	unsigned row;

	call_enter(POINT_CALL, NULL, POINT_PC());
	row = atomic_fetch_add(&atfork.used, 1);
	if (row >= ATFORK_HANDLERS)
		return call_leave(ENOMEM);
	atfork.rows[row].before = before;
	atfork.rows[row].parent = parent;
	atfork.rows[row].child = child;
	atomic_fetch_or(&atfork.whole, UINT32_C(1) << row);
	return call_leave(0);
}

/* POSIX: the latest registered first before the fork, the earliest first after it. */
static void atfork_before(uint32_t rows)
{
	for (unsigned i = ATFORK_HANDLERS; i-- > 0;)
		if ((rows >> i & 1) && atfork.rows[i].before != NULL)
			atfork.rows[i].before();
}

static void atfork_after(uint32_t rows, bool in_child)
{
	for (unsigned i = 0; i < ATFORK_HANDLERS; i++) {
		void (*handler)(void) = in_child ? atfork.rows[i].child : atfork.rows[i].parent;

		if ((rows >> i & 1) && handler != NULL)
			handler();
	}
}

static void note_orphans(struct slot *child, const struct slot *other)
{
	for (unsigned i = 0; i < other->held_used && child->orphans_used < SLOT_ORPHANS; i++) {
		struct orphan *orphan = &child->orphans[child->orphans_used++];

		orphan->held = other->held[i];
		memcpy(orphan->holder, other->name, sizeof orphan->holder);
	}
}

/*
 * The slot of a child to be, filled before the fork: afterwards parent and other threads go on, and
 * the table that they write is shared.  The child has the forking thread alone, and what it holds.
 */
static struct slot *prepare_child(const struct slot *parent)
{
	char name[WIRE_THREADS];
	struct slot *child;

	snprintf(name, sizeof name, "P%u", atomic_fetch_add(&slot_table->processes, 1) + 1);
	child = slot_claim(name);
	child->held_used = parent->held_used;
	memcpy(child->held, parent->held, sizeof child->held);
	child->depth = parent->depth;
	memcpy(child->stack, parent->stack, sizeof child->stack);
	for (unsigned i = 0; i < slot_count(); i++) {
		const struct slot *other = &slot_table->slots[i];

		if (other->pid == parent->pid && other != parent && other != child)
			note_orphans(child, other);
	}
	return child;
}

static void become_child(struct slot *slot)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL); /* nothing is left behind when a run is ended */
	slot_forked();
	slot_become(slot);
}

pid_t __wrap_fork(void)
{
	const struct slot *parent = slot_self;
	struct slot *slot = NULL;
	uint32_t handlers;
	pid_t child;

	call_enter(POINT_CALL, NULL, POINT_PC());
	handlers = atomic_load(&atfork.whole); /* one registered from now on is for the next fork */
	if (parent != NULL && threads_of_this_process() > 1)
		atomic_store(&rt.wire->forked_with_threads, 1);
	atfork_before(handlers);
	if (parent != NULL)
		slot = prepare_child(parent);
	child = fork();
	if (child == 0 && slot != NULL)
		become_child(slot);
	if (child < 0 && slot != NULL)
		atomic_store(&slot->activity, SLOT_FREE);
	atfork_after(handlers, child == 0);
	return call_leave(child);
}

static pid_t await_child(pid_t child, int *status, int options, uintptr_t pc)
{
	pid_t got;

	if (options & WNOHANG)
		return waitpid(child, status, options);
	slot_wait((struct wait){.kind = WAIT_CHILD, .child = child, .pc = pc});
	got = waitpid(child, status, options);
	slot_go_on();
	return got;
}

pid_t __wrap_waitpid(pid_t child, int *status, int options)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_CALL, NULL, pc);
	return call_leave(await_child(child, status, options, pc));
}

pid_t __wrap_wait(int *status)
{
	uintptr_t pc = POINT_PC();

	call_enter(POINT_CALL, NULL, pc);
	return call_leave(await_child(-1, status, 0, pc));
}

/* What the end of a whole program says of it; a child of its own may end as it likes. */
static void tell_status(int status, uintptr_t pc)
{
	static _Atomic bool told; /* each run is a process of its own */
	char message[WIRE_TEXT];

	if (status == 0 || atomic_exchange(&told, true))
		return;
	snprintf(message, sizeof message, "the program ended with status %d", status);
	report_here(FINDING_WRONG_EXIT, pc, NULL, message);
}

/* Unseen by a tool: it would accuse threads that nobody joined, and that end with the program. */
static _Noreturn void end_process(int status)
{
	for (;;)
		syscall(SYS_exit_group, status);
}

/* Runs after all that the program registered, and also where libc itself called exit(). */
static void program_ends(int status, void *process)
{
	if (getpid() != (pid_t)(intptr_t)process)
		return;
	tell_status(status & 0377, 0);
	atomic_store(&slot_table->run_completed, 1);
	if (!rt.tool)
		return;
	fflush(NULL);
	end_process(0);
}

void process_await_exit(void)
{
	if (on_exit(program_ends, (void *)(intptr_t)getpid()) != 0)
		rt_broken("cannot register a handler of exit");
}

/*
 * A lab's process must not end before its scenario does, a whole program's may, and so may a child
 * of either.  Its slot is not ended here but when the process is gone: whoever waits for it is
 * woken only then.
 */
static void leave(int status, uintptr_t pc)
{
	point(POINT_CALL, NULL, pc);
	if (slot_self == NULL)
		return;
	if (slot_self->pid != slot_table->slots[0].pid) {
		slot_self->leaving = true;
	} else if (rt.lab->program) {
		tell_status(status & 0377, pc);
	} else {
		report_here(FINDING_WRONG_EXIT, pc, NULL,
			    "the program ended itself before its work was done");
		report_stuck();
	}
}

/* Without the handlers of exit(), and so without program_ends(). */
static _Noreturn void leave_at_once(int status, uintptr_t pc)
{
	leave(status, pc);
	if (rt.lab == NULL || !rt.lab->program || slot_self == NULL || slot_self->leaving)
		_exit(status);
	atomic_store(&slot_table->run_completed, 1);
	end_process(status);
}

_Noreturn void __wrap_exit(int status)
{
	leave(status, POINT_PC());
	exit(status);
}

_Noreturn void __wrap__exit(int status)
{
	leave_at_once(status, POINT_PC());
}

_Noreturn void __wrap__Exit(int status)
{
	leave_at_once(status, POINT_PC());
}

_Noreturn void __wrap_quick_exit(int status)
{
	leave_at_once(status, POINT_PC());
}

_Noreturn void __wrap_abort(void)
{
	report_here(FINDING_CRASH, POINT_PC(), NULL, "abort() was called");
	report_stuck();
}

_Noreturn void __wrap___assert_fail(const char *claim, const char *file, unsigned line,
				    const char *function)
{
	char message[WIRE_TEXT];

	(void)file;
	(void)line;
	(void)function;
	snprintf(message, sizeof message, "assertion `%s' failed", claim);
	report_here(FINDING_ASSERTION, POINT_PC(), NULL, message);
	report_stuck();
}

ssize_t __wrap_read(int descriptor, void *bytes, size_t size)
{
	uintptr_t pc = POINT_PC();
	ssize_t got;

	__tsan_func_entry((void *)(pc + 1));
	point(POINT_TAKE, NULL, pc);
	slot_wait((struct wait){.kind = WAIT_PIPE, .pc = pc});
	got = read(descriptor, bytes, size);
	slot_go_on();
	__tsan_func_exit();
	return got;
}

ssize_t __wrap_write(int descriptor, const void *bytes, size_t size)
{
	uintptr_t pc = POINT_PC();
	ssize_t got;

	__tsan_func_entry((void *)(pc + 1));
	point(POINT_GIVE, NULL, pc);
	slot_wait((struct wait){.kind = WAIT_PIPE, .pc = pc});
	got = write(descriptor, bytes, size);
	slot_go_on();
	__tsan_func_exit();
	return got;
}
