/* SPDX-License-Identifier: MIT */
/* Modelled calls: thread-specific data. */
#include "keys.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <threads.h>

#include "calls.h"

static struct {
	unsigned used;
	bool deleted[KEYS];
	void (*destructors[KEYS])(void *);
} keys;

void keys_forget(void)
{
	keys.used = 0;
}

void keys_clear(struct thread *thread)
{
	if (keys.used > 0)
		memset(thread->keys, 0, sizeof thread->keys);
}

/* One round: did it find any value? */
static bool run_round(struct thread *self)
{
	bool found = false;

	for (unsigned i = 0; i < keys.used; i++) {
		void *value = self->keys[i];

		if (value == NULL || keys.deleted[i] || keys.destructors[i] == NULL)
			continue;
		self->keys[i] = NULL;
		keys.destructors[i](value);
		found = true;
	}
	return found;
}

void keys_run_destructors(void)
{
	for (int i = 0; keys.used > 0 && i < PTHREAD_DESTRUCTOR_ITERATIONS; i++)
		if (!run_round(world.self))
			return;
}

/* The first that was deleted, or else the first that never was; KEYS: there is none. */
static unsigned next_free(void)
{
	unsigned next = 0;

	while (next < keys.used && !keys.deleted[next])
		next++;
	return next;
}

int __wrap_pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
	unsigned next = next_free();

	CALL_BEGIN();
	if (next == KEYS)
		return EAGAIN;
	if (next == keys.used)
		keys.used++;
	keys.deleted[next] = false;
	keys.destructors[next] = destructor;
	for (unsigned i = 0; i < world.used; i++)
		world.threads[i].keys[next] = NULL;
	call_tells(key, sizeof *key, POINT_PC());
	*key = next;
	return 0;
}

static bool exists(pthread_key_t key)
{
	return key < keys.used && !keys.deleted[key];
}

int __wrap_pthread_key_delete(pthread_key_t key)
{
	CALL_BEGIN();
	if (!exists(key))
		return EINVAL;
	keys.deleted[key] = true;
	return 0;
}

int __wrap_pthread_setspecific(pthread_key_t key, const void *value)
{
	CALL_BEGIN();
	if (!exists(key))
		return EINVAL;
	world.self->keys[key] = (void *)value;
	return 0;
}

void *__wrap_pthread_getspecific(pthread_key_t key)
{
	CALL_BEGIN();
	return exists(key) ? world.self->keys[key] : NULL;
}

int __wrap_tss_create(tss_t *key, tss_dtor_t destructor)
{
	return __wrap_pthread_key_create(key, destructor) == 0 ? thrd_success : thrd_error;
}

void __wrap_tss_delete(tss_t key)
{
	__wrap_pthread_key_delete(key);
}

int __wrap_tss_set(tss_t key, void *value)
{
	return __wrap_pthread_setspecific(key, value) == 0 ? thrd_success : thrd_error;
}

void *__wrap_tss_get(tss_t key)
{
	return __wrap_pthread_getspecific(key);
}
