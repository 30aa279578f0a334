/* SPDX-License-Identifier: MIT */
/* Modelled calls: the lives of threads. */
#include "calls.h"

#include <errno.h>
#include <sched.h>

#include "../rt.h"
#include "cancel.h"
#include "thread.h"

static bool is_detached(const pthread_attr_t *attributes)
{
	int state = PTHREAD_CREATE_JOINABLE;

	if (attributes != NULL)
		pthread_attr_getdetachstate(attributes, &state);
	return state == PTHREAD_CREATE_DETACHED;
}

int thread_create(pthread_t *id, const pthread_attr_t *attributes, void *(*start)(void *),
		  void *argument, uintptr_t pc)
{
	struct thread *thread = thread_new(start, argument, false);

	if (thread == NULL) {
		/* Whoever tries again and again takes steps: else it would be a loop without any. */
		turn_take(&(struct op){.kind = OP_LOCAL, .pc = pc});
		return EAGAIN;
	}
	thread->detached = is_detached(attributes);
	thread->slot->created = true;
	access_plain((uintptr_t)id, sizeof *id, true, pc);
	*id = thread->id;
	return 0;
}

int thread_join(pthread_t id, void **result, uintptr_t pc)
{
	struct thread *thread = thread_of(id);

	if (thread == NULL)
		return ESRCH;
	if (thread == world.self)
		return EDEADLK;
	if (thread->detached)
		return EINVAL;
	call_tells(result, sizeof *result, pc);
	thread_join_fiber(thread, pc);
	if (result != NULL)
		*result = thread->result;
	return 0;
}

int __wrap_pthread_create(pthread_t *id, const pthread_attr_t *attributes, void *(*start)(void *),
			  void *argument)
{
	CALL_BEGIN();
	return thread_create(id, attributes, start, argument, POINT_PC());
}

int __wrap_pthread_join(pthread_t id, void **result)
{
	CALL_BEGIN();
	return thread_join(id, result, POINT_PC());
}

int __wrap_pthread_detach(pthread_t id)
{
	struct thread *thread = thread_of(id);

	CALL_BEGIN();
	if (thread == NULL)
		return ESRCH;
	if (thread->detached)
		return EINVAL;
	thread->detached = true;
	return 0;
}

_Noreturn void __wrap_pthread_exit(void *result)
{
	if (world.self->index == 0 && !rt.lab->program)
		call_unsupported("pthread_exit from setup or check", POINT_PC());
	/* main's too: the process goes on until its last thread ends */
	cancel_unwind(world.self, result, END_EXITED);
}

pthread_t __wrap_pthread_self(void)
{
	return world.self->id;
}

int __wrap_pthread_equal(pthread_t a, pthread_t b)
{
	return a == b;
}

/* The fibers are all on one processor, and nobody can tell. */
int __wrap_pthread_setaffinity_np(pthread_t id, size_t size, const cpu_set_t *set)
{
	(void)id;
	(void)size;
	(void)set;
	return 0;
}

int __wrap_sched_setaffinity(pid_t pid, size_t size, const cpu_set_t *set)
{
	(void)pid;
	(void)size;
	(void)set;
	return 0;
}

int __wrap_pthread_setname_np(pthread_t id, const char *name)
{
	(void)id;
	(void)name;
	return 0;
}

/* ---- thread-local variables and errno ---- */

struct tls_index {
	unsigned long module, offset;
};

void *__wrap___tls_get_addr(const struct tls_index *index)
{
	return thread_tls() + index->offset;
}

int *__wrap___errno_location(void)
{
	return &world.self->error;
}
