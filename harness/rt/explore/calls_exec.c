/* SPDX-License-Identifier: MIT */
/*
 * Modelled calls: exec and posix_spawn.  The new program is not run: the scenario says what it reads and
 * writes, and how it ends (struct program_stub).  Its process has the descriptors that are not marked
 * close-on-exec, and no handlers.
 */
#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../rt.h"
#include "calls.h"
#include "files.h"
#include "memory.h"
#include "processes.h"
#include "signals.h"
#include "thread.h"
#include "transfer.h"

static const struct program_stub *find(const char *path, uintptr_t pc)
{
	const struct program_stub *stub = rt.scenario->programs;
	char what[WIRE_TEXT / 2];

	for (; stub != NULL && stub->path != NULL; stub++)
		if (strcmp(stub->path, path) == 0)
			return stub;
	snprintf(what, sizeof what, "starting %.60s (its scenario may declare it in `programs`)", path);
	call_unsupported(what, pc);
}

/* ---- what the new program does ---- */

static struct iovec piece(char *bytes, size_t length)
{
	return (struct iovec){bytes, length};
}

static bool is_channel(int number)
{
	const struct descriptor *entry = descriptor_of(number);

	return entry != NULL && entry->file->kind == FILE_CHANNEL;
}

static void read_to_end(uintptr_t pc)
{
	char bytes[512]; /* on its own stack: nobody sees it */
	struct iovec all = piece(bytes, sizeof bytes);
	struct transfer transfer = {.number = STDIN_FILENO, .pieces = &all, .npieces = 1, .pc = pc};

	while (is_channel(STDIN_FILENO) && transfer_in(&transfer) > 0)
		;
}

static void write_out(const char *text, uintptr_t pc)
{
	char bytes[512];
	struct iovec all = piece(bytes, strlen(text));
	struct transfer transfer = {.number = STDOUT_FILENO, .pieces = &all, .npieces = 1, .pc = pc};

	if (all.iov_len > sizeof bytes)
		call_unsupported("a program that writes more than 512 bytes", pc);
	memcpy(bytes, text, all.iov_len);
	if (is_channel(STDOUT_FILENO))
		transfer_out(&transfer);
}

static _Noreturn void run(const struct program_stub *stub, uintptr_t pc)
{
	struct process *self = process_self();

	files_close_all(self, true, pc);
	signals_reset(self);
	if (stub->reads)
		read_to_end(pc);
	if (stub->writes != NULL)
		write_out(stub->writes, pc);
	process_leave((stub->status & 0xff) << 8, pc);
}

/* ---- exec ---- */

/* All other threads of the process are gone from then on. */
static _Noreturn void replace(const char *path, uintptr_t pc)
{
	const struct program_stub *stub = find(path, pc);
	struct process *self = process_self();

	if (self == &processes.all[0])
		call_unsupported("exec in the process that nobody forked", pc);
	turn_take(&(struct op){.kind = OP_EXEC,
			       .strike = STRIKE_PROCESS,
			       .target = (uint8_t)self->index,
			       .pc = pc});
	turn_commit(true);
	process_stop_threads(self, END_LEFT);
	run(stub, pc);
}

#define UNUSED __attribute__((unused))

/* What else they are given no program of the scenario's looks at. */
#define EXEC(name, ...)                                                                            \
	int __wrap_##name(const char *path, __VA_ARGS__)                                           \
	{                                                                                          \
		CALL_BEGIN();                                                                      \
		replace(path, POINT_PC());                                                         \
	}

EXEC(execve, char *const arguments[] UNUSED, char *const environment[] UNUSED)
EXEC(execv, char *const arguments[] UNUSED)
EXEC(execvp, char *const arguments[] UNUSED)
EXEC(execl, const char *argument UNUSED, ...)
EXEC(execlp, const char *argument UNUSED, ...)
EXEC(execle, const char *argument UNUSED, ...)

/* ---- what is to be done to the descriptors of a spawned process ---- */

#define ACTIONS 8

/* In the place of glibc's own, which nobody else looks into. */
struct actions {
	uint32_t used;
	struct {
		int16_t from, to; /* to -1: close it */
	} list[ACTIONS];
};
_Static_assert(sizeof(struct actions) <= sizeof(posix_spawn_file_actions_t), "it fits");

static struct actions *actions_of(const posix_spawn_file_actions_t *actions)
{
	return (struct actions *)(uintptr_t)actions;
}

int __wrap_posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions)
{
	CALL_BEGIN();
	memset(actions, 0, sizeof *actions);
	return 0;
}

int __wrap_posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *actions)
{
	CALL_BEGIN();
	(void)actions;
	return 0;
}

static int add_action(posix_spawn_file_actions_t *actions, int from, int to, uintptr_t pc)
{
	struct actions *own = actions_of(actions);

	if (from < 0 || from >= DESCRIPTORS || to >= DESCRIPTORS)
		return EBADF;
	if (own->used == ACTIONS)
		call_unsupported("a spawn with 9 file actions", pc);
	own->list[own->used].from = (int16_t)from;
	own->list[own->used++].to = (int16_t)to;
	return 0;
}

int __wrap_posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *actions, int number)
{
	CALL_BEGIN();
	return add_action(actions, number, -1, POINT_PC());
}

int __wrap_posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int from, int to)
{
	CALL_BEGIN();
	return to < 0 ? EBADF : add_action(actions, from, to, POINT_PC());
}

static void apply(const struct actions *actions, uintptr_t pc)
{
	for (uint32_t i = 0; i < actions->used; i++) {
		int from = actions->list[i].from, to = actions->list[i].to;
		const struct descriptor *entry = descriptor_of(from);

		if (to < 0) {
			descriptor_close(from, pc);
		} else if (entry == NULL) {
			process_leave(127 << 8, pc); /* as POSIX says of a spawn that fails there */
		} else {
			file_share(entry->file);
			descriptor_replace(to, entry->file, false, pc);
		}
	}
}

/* ---- posix_spawn ---- */

/* What a spawned process begins with. */
struct spawned {
	const struct program_stub *stub;
	struct actions actions;
	uintptr_t pc;
};

static struct spawned all_spawned[THREADS];

static void *begin(void *argument)
{
	const struct spawned *spawned = argument;

	apply(&spawned->actions, spawned->pc);
	run(spawned->stub, spawned->pc);
}

static int spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
		 const posix_spawnattr_t *attributes, uintptr_t pc)
{
	const struct program_stub *stub = find(path, pc);
	struct process *process;
	struct spawned *spawned;
	struct thread *first;
	short flags = 0;

	if (attributes != NULL && posix_spawnattr_getflags(attributes, &flags) == 0 && flags != 0)
		call_unsupported("posix_spawn with attributes", pc);
	if (!process_has_room(process_self()))
		call_unsupported("a process with 17 children at once", pc);
	first = thread_new(begin, NULL, false);
	if (first == NULL)
		return EAGAIN;
	spawned = &all_spawned[first->index];
	*spawned = (struct spawned){.stub = stub, .pc = pc};
	if (actions != NULL)
		spawned->actions = *actions_of(actions);
	first->argument = spawned;
	process = process_new(first, pc);
	memory_copy_to(process);
	if (pid != NULL)
		*pid = process_pid(process);
	return 0;
}

int __wrap_posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
		       const posix_spawnattr_t *attributes, char *const arguments[],
		       char *const environment[])
{
	(void)arguments;
	(void)environment;
	CALL_BEGIN();
	return spawn(pid, path, actions, attributes, POINT_PC());
}

int __wrap_posix_spawnp(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
			const posix_spawnattr_t *attributes, char *const arguments[],
			char *const environment[])
{
	(void)arguments;
	(void)environment;
	CALL_BEGIN();
	return spawn(pid, path, actions, attributes, POINT_PC());
}
