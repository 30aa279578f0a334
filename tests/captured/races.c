/* SPDX-License-Identifier: MIT */
/* Races on a global, in an array, a structure, the heap and another thread's stack. */
#include <pthread.h>
#include <stdlib.h>
#include <sys/prctl.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static int hits;
static int cells[4];
static struct {
	int n;
	char name[12];
} box;
static int *heap;

static void bump(void)
{
	hits++;
	cells[2]++;
}

static void *locked(void *arg)
{
	int *local = arg;

	prctl(PR_SET_NAME, "T1");
	pthread_mutex_lock(&lock);
	bump();
	pthread_mutex_unlock(&lock);
	box.name[3] = 'a';
	(*heap)++;
	(*local)++;
	return NULL;
}

static void *unlocked(void *arg)
{
	int *local = arg;

	prctl(PR_SET_NAME, "T2");
	bump();
	box.name[3] = 'b';
	(*heap)++;
	(*local)++;
	return NULL;
}

void scenario(void)
{
	pthread_t t[2];
	int local = 0;

	heap = calloc(1, sizeof *heap);
	pthread_create(&t[0], NULL, locked, &local);
	pthread_create(&t[1], NULL, unlocked, &local);
	pthread_join(t[0], NULL);
	pthread_join(t[1], NULL);
	free(heap);
}
