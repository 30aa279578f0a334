/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Memory that processes share, and what does its work in it. */
#include "rules.h"

#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>

struct shared {
	pthread_mutex_t mutex;
	pthread_cond_t condition;
	pthread_barrier_t barrier;
	pthread_rwlock_t rwlock;
	sem_t semaphore;
	int value;
	bool ready;
};

static struct shared *shared;
static int *private;
static char name[NAME_MAX]; /* of an object, this process's own */

static void *map(size_t bytes, int flags, int descriptor)
{
	void *at = mmap(NULL, bytes, PROT_READ | PROT_WRITE, flags, descriptor, 0);

	RULE(at != MAP_FAILED);
	return at;
}

/* ---- mappings ---- */

static int write_both(void)
{
	shared->value = 5;
	*private = 5;
	return 0;
}

/* mmap: MAP_SHARED: what a child writes, its parent sees; MAP_PRIVATE: it does not. */
static void what_is_shared_is_seen(void)
{
	private = map(sizeof *private, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	shared->value = *private = 1;
	RULE(in_child(write_both) == 0);
	RULE(shared->value == 5 && *private == 1);
	RULE(munmap(private, sizeof *private) == 0);
}

/* Linux: mmap: anonymous memory is zero at first. */
static void anonymous_memory_is_zero(void)
{
	char *at = map(4096, MAP_SHARED | MAP_ANONYMOUS, -1);

	RULE(at[0] == 0 && at[4095] == 0);
	RULE(munmap(at, 4096) == 0);
}

/* mmap: EINVAL, the length is zero; EBADF, there is no such file. */
static void a_mapping_has_a_length(void)
{
	RULE(mmap(NULL, 0, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
	RULE(errno == EINVAL);
	RULE(mmap(NULL, 4096, PROT_READ, MAP_SHARED, -1, 0) == MAP_FAILED && errno == EBADF);
}

/* ---- named objects ---- */

static int open_new(void)
{
	int descriptor = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);

	RULE(descriptor >= 0);
	RULE(ftruncate(descriptor, 4096) == 0);
	return descriptor;
}

/* shm_open: ENOENT, there is none and O_CREAT is not given; shm_unlink: ENOENT, too. */
static void an_object_must_be_there(void)
{
	RULE(fails(shm_open(name, O_RDWR, 0600), ENOENT));
	RULE(fails(shm_unlink(name), ENOENT));
}

/* shm_open: EEXIST, with O_CREAT and O_EXCL, it is there. */
static void an_object_is_made_once(void)
{
	int descriptor = open_new();

	RULE(fails(shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600), EEXIST));
	RULE(shm_unlink(name) == 0);
	RULE(close(descriptor) == 0);
}

/* shm_open: a new object has no length; ftruncate gives it one, filled with zeros. */
static void an_object_is_given_its_length(void)
{
	int descriptor = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0600);
	struct stat status;
	int *at;

	RULE(fstat(descriptor, &status) == 0 && status.st_size == 0);
	RULE(ftruncate(descriptor, 4096) == 0);
	RULE(fstat(descriptor, &status) == 0 && status.st_size == 4096);
	at = map(4096, MAP_SHARED, descriptor);
	RULE(at[7] == 0);
	RULE(munmap(at, 4096) == 0 && close(descriptor) == 0 && shm_unlink(name) == 0);
}

/* mmap: a mapping stays when its descriptor is closed and the name is gone. */
static void a_mapping_outlives_its_name(void)
{
	int descriptor = open_new(), *at = map(4096, MAP_SHARED, descriptor);

	RULE(close(descriptor) == 0 && shm_unlink(name) == 0);
	*at = 3;
	RULE(*at == 3 && munmap(at, 4096) == 0);
	an_object_must_be_there();
}

/* shm_open: two openings of a name are one object, though mapped twice. */
static void a_name_is_one_object(void)
{
	int first = open_new(), second = shm_open(name, O_RDWR, 0);
	int *a = map(4096, MAP_SHARED, first), *b = map(4096, MAP_SHARED, second);

	*a = 11;
	RULE(*b == 11);
	RULE(munmap(a, 4096) == 0 && *b == 11 && munmap(b, 4096) == 0);
	RULE(close(first) == 0 && close(second) == 0 && shm_unlink(name) == 0);
}

static int leave_word(void)
{
	int descriptor = shm_open(name, O_RDWR, 0);
	int *at = map(4096, MAP_SHARED, descriptor);

	*at = 12;
	return 0;
}

/* shm_open: a process that opens the name has the same object. */
static void a_name_is_one_object_to_all_processes(void)
{
	int descriptor = open_new(), *at = map(4096, MAP_SHARED, descriptor);

	RULE(in_child(leave_word) == 0);
	RULE(*at == 12);
	RULE(munmap(at, 4096) == 0 && close(descriptor) == 0 && shm_unlink(name) == 0);
}

/* mmap: a private mapping of a file is not written back. */
static void a_private_mapping_keeps_to_itself(void)
{
	int descriptor = open_new();
	int *all = map(4096, MAP_SHARED, descriptor), *own = map(4096, MAP_PRIVATE, descriptor);

	*all = 1;
	*own = 2;
	RULE(*all == 1 && *own == 2);
	RULE(munmap(all, 4096) == 0 && munmap(own, 4096) == 0);
	RULE(close(descriptor) == 0 && shm_unlink(name) == 0);
}

/* ---- locks between processes ---- */

static int try_mutex(void)
{
	int error = pthread_mutex_trylock(&shared->mutex);

	if (error == 0)
		RULE(pthread_mutex_unlock(&shared->mutex) == 0);
	return error;
}

/* pthread_mutexattr_setpshared: PTHREAD_PROCESS_SHARED: it keeps other processes out. */
static void a_mutex_may_be_between_processes(void)
{
	pthread_mutexattr_t attributes;
	int how;

	RULE(pthread_mutexattr_init(&attributes) == 0);
	RULE(pthread_mutexattr_getpshared(&attributes, &how) == 0);
	RULE(how == PTHREAD_PROCESS_PRIVATE);
	RULE(pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) == 0);
	RULE(pthread_mutex_init(&shared->mutex, &attributes) == 0);
	RULE(pthread_mutex_lock(&shared->mutex) == 0);
	RULE(in_child(try_mutex) == EBUSY);
	RULE(pthread_mutex_unlock(&shared->mutex) == 0);
	RULE(in_child(try_mutex) == 0);
}

static int say_ready(void)
{
	RULE(pthread_mutex_lock(&shared->mutex) == 0);
	shared->ready = true;
	RULE(pthread_cond_signal(&shared->condition) == 0);
	RULE(pthread_mutex_unlock(&shared->mutex) == 0);
	return 0;
}

/* pthread_condattr_setpshared: a signal wakes a waiter of another process. */
static void a_condition_may_be_between_processes(void)
{
	pthread_condattr_t attributes;
	pid_t child;

	RULE(pthread_condattr_init(&attributes) == 0);
	RULE(pthread_condattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) == 0);
	RULE(pthread_cond_init(&shared->condition, &attributes) == 0);
	child = fork();
	if (child == 0)
		_exit(say_ready());
	RULE(pthread_mutex_lock(&shared->mutex) == 0);
	while (!shared->ready)
		RULE(pthread_cond_wait(&shared->condition, &shared->mutex) == 0);
	RULE(pthread_mutex_unlock(&shared->mutex) == 0);
	RULE(status_of(child) == 0);
}

/* pthread_barrierattr_setpshared: threads of several processes count; one of all is serial. */
static void a_barrier_may_be_between_processes(void)
{
	pthread_barrierattr_t attributes;
	int mine, others;
	pid_t child;

	RULE(pthread_barrierattr_init(&attributes) == 0);
	RULE(pthread_barrierattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) == 0);
	RULE(pthread_barrier_init(&shared->barrier, &attributes, 2) == 0);
	child = fork();
	if (child == 0)
		_exit(pthread_barrier_wait(&shared->barrier) == PTHREAD_BARRIER_SERIAL_THREAD);
	mine = pthread_barrier_wait(&shared->barrier) == PTHREAD_BARRIER_SERIAL_THREAD;
	others = WEXITSTATUS(status_of(child));
	RULE(mine + others == 1);
}

static int try_rwlock(void)
{
	int reads = pthread_rwlock_tryrdlock(&shared->rwlock);

	if (reads == 0)
		RULE(pthread_rwlock_unlock(&shared->rwlock) == 0);
	return reads * 2 + pthread_rwlock_trywrlock(&shared->rwlock);
}

/* pthread_rwlockattr_setpshared: readers of all processes share, and keep writers of all out. */
static void a_rwlock_may_be_between_processes(void)
{
	pthread_rwlockattr_t attributes;

	RULE(pthread_rwlockattr_init(&attributes) == 0);
	RULE(pthread_rwlockattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED) == 0);
	RULE(pthread_rwlock_init(&shared->rwlock, &attributes) == 0);
	RULE(pthread_rwlock_rdlock(&shared->rwlock) == 0);
	RULE(in_child(try_rwlock) == EBUSY);
	RULE(pthread_rwlock_unlock(&shared->rwlock) == 0);
}

static int post_it(void)
{
	return sem_post(&shared->semaphore);
}

/* sem_init: with pshared it counts for all processes; without, each has a copy of its own. */
static void a_semaphore_may_be_between_processes(void)
{
	RULE(sem_init(&shared->semaphore, 1, 0) == 0);
	RULE(in_child(post_it) == 0 && in_child(post_it) == 0);
	RULE(sem_wait(&shared->semaphore) == 0 && sem_wait(&shared->semaphore) == 0);
	RULE(fails(sem_trywait(&shared->semaphore), EAGAIN));
	RULE(sem_destroy(&shared->semaphore) == 0);
}

static sem_t copied;

static int post_copy(void)
{
	return sem_post(&copied);
}

/* fork: a semaphore in memory that is not shared is copied like the rest of it. */
static void a_semaphore_outside_is_copied(void)
{
	RULE(sem_init(&copied, 0, 0) == 0);
	RULE(in_child(post_copy) == 0);
	RULE(fails(sem_trywait(&copied), EAGAIN));
}

int main(void)
{
	snprintf(name, sizeof name, "/racelab-rules-%d", (int)getpid());
	shared = map(sizeof *shared, MAP_SHARED | MAP_ANONYMOUS, -1);
	what_is_shared_is_seen();
	anonymous_memory_is_zero();
	a_mapping_has_a_length();
	an_object_must_be_there();
	an_object_is_made_once();
	an_object_is_given_its_length();
	a_mapping_outlives_its_name();
	a_name_is_one_object();
	a_name_is_one_object_to_all_processes();
	a_private_mapping_keeps_to_itself();
	a_mutex_may_be_between_processes();
	a_condition_may_be_between_processes();
	a_barrier_may_be_between_processes();
	a_rwlock_may_be_between_processes();
	a_semaphore_may_be_between_processes();
	a_semaphore_outside_is_copied();
	return 0;
}
