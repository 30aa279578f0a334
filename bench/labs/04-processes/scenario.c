/* SPDX-License-Identifier: MIT */
/* Two processes with something in common: how fast are memories swapped? */
#include <pthread.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lab.h"
#include "scenario.h"

static struct page {
	pthread_mutex_t lock;
	int sum;
	atomic_int word;
} *page;

static void share(void)
{
	pthread_mutexattr_t attributes;

	page = mmap(NULL, sizeof *page, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	pthread_mutexattr_init(&attributes);
	pthread_mutexattr_setpshared(&attributes, PTHREAD_PROCESS_SHARED);
	pthread_mutex_init(&page->lock, &attributes);
}

static void add(void)
{
	pthread_mutex_lock(&page->lock);
	page->sum++;
	pthread_mutex_unlock(&page->lock);
}

static void add_unlocked(void)
{
	atomic_store(&page->word, atomic_load(&page->word) + 1);
}

static void beside_child(void (*what)(void), int times)
{
	pid_t child = fork();

	for (int i = 0; i < times; i++)
		what();
	if (child == 0)
		_exit(0);
	waitpid(child, NULL, 0);
}

static void locked_twice(unsigned self)
{
	(void)self;
	beside_child(add, 2);
}

static void unlocked_thrice(unsigned self)
{
	(void)self;
	beside_child(add_unlocked, 3);
}

/* The child may be killed between any two of its steps. */
static void killed(unsigned self)
{
	pid_t child = fork();

	(void)self;
	if (child == 0) {
		mortal();
		add_unlocked();
		add_unlocked();
		immortal();
		_exit(0);
	}
	add_unlocked();
	waitpid(child, NULL, 0);
}

static const struct scenario scenarios[] = {
	{.name = "two processes of two locked increments: 6",
	 .what = "Each adds two under a shared lock.",
	 .setup = share,
	 .body = {locked_twice},
	 .processes = true},
	{.name = "two processes of three unlocked increments: 328",
	 .what = "Each loads and stores thrice.",
	 .setup = share,
	 .body = {unlocked_thrice},
	 .processes = true},
	{.name = "a child that is killed anywhere: 58",
	 .what = "It loads and stores twice, and may be killed anywhere.",
	 .setup = share,
	 .body = {killed},
	 .processes = true},
	{0},
};

static const struct declaration declared[] = {{0}};

const struct lab racelab_lab = {
	.title = "Processes",
	.family = "Processes",
	.difficulty = 1,
	.scenarios = scenarios,
	.declared = declared,
};
