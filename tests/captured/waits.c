/* SPDX-License-Identifier: MIT */
/* Wrong and doubtful uses of condition variables, semaphores and barriers. */
#include <pthread.h>
#include <semaphore.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t other = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static pthread_cond_t torn = PTHREAD_COND_INITIALIZER;
static pthread_cond_t shared = PTHREAD_COND_INITIALIZER;
static pthread_mutex_t unheld = PTHREAD_MUTEX_INITIALIZER;
static sem_t sem;
static pthread_barrier_t barrier;

static struct timespec soon(void)
{
	struct timespec t;

	clock_gettime(CLOCK_REALTIME, &t);
	t.tv_nsec += 300000000;
	t.tv_sec += t.tv_nsec / 1000000000;
	t.tv_nsec %= 1000000000;
	return t;
}

static void *waiter(void *arg)
{
	struct timespec until = soon();
	pthread_mutex_t *with = arg;

	pthread_mutex_lock(with);
	pthread_cond_timedwait(&shared, with, &until);
	pthread_mutex_unlock(with);
	return NULL;
}

static void *waits_on_torn(void *arg)
{
	struct timespec until = soon();

	pthread_mutex_lock(&lock);
	pthread_cond_timedwait(&torn, &lock, &until);
	pthread_mutex_unlock(&lock);
	return arg;
}

static void two_mutexes(void)
{
	pthread_t t[2];

	pthread_create(&t[0], NULL, waiter, &lock);
	usleep(50000);
	pthread_create(&t[1], NULL, waiter, &other);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
}

static void signalled_without_the_lock(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waiter, &lock);
	usleep(100000);
	pthread_cond_signal(&shared);
	pthread_join(t, NULL);
}

static void destroyed_while_awaited(void)
{
	pthread_t t;

	pthread_create(&t, NULL, waits_on_torn, NULL);
	usleep(100000);
	pthread_mutex_lock(&lock);
	pthread_cond_signal(&torn);
	pthread_cond_destroy(&torn);
	pthread_mutex_unlock(&lock);
	pthread_join(t, NULL);
}

void scenario(void)
{
	struct timespec until = soon();

	pthread_mutex_lock(&unheld);
	pthread_mutex_unlock(&unheld);
	pthread_cond_timedwait(&changed, &unheld, &until);
	two_mutexes();
	signalled_without_the_lock();
	destroyed_while_awaited();
	sem_init(&sem, 0, 1);
	sem_init(&sem, 0, 1);
	sem_destroy(&sem);
	sem_destroy(&sem);
	sem_post(&sem);
	pthread_barrier_init(&barrier, NULL, 1);
	pthread_barrier_init(&barrier, NULL, 1);
	pthread_barrier_wait(&barrier);
	pthread_barrier_destroy(&barrier);
	pthread_barrier_destroy(&barrier);
}
