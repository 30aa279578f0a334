/* SPDX-License-Identifier: MIT */
/* Small programs whose numbers of classes are known from closed forms, or from other checkers. */
#include <pthread.h>
#include <stdatomic.h>

#include "lab.h"
#include "scenario.h"

static int plain;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t forks[3] = {PTHREAD_MUTEX_INITIALIZER, PTHREAD_MUTEX_INITIALIZER,
				   PTHREAD_MUTEX_INITIALIZER};
static atomic_int word;

static void unlocked_once(unsigned self)
{
	(void)self;
	atomic_store(&word, atomic_load(&word) + 1);
}

static void unlocked_thrice(unsigned self)
{
	for (int i = 0; i < 3; i++)
		unlocked_once(self);
}

static void locked_once(unsigned self)
{
	(void)self;
	pthread_mutex_lock(&lock);
	plain++;
	pthread_mutex_unlock(&lock);
}

static void locked_twice(unsigned self)
{
	locked_once(self);
	locked_once(self);
}

static void eat(unsigned first, unsigned second)
{
	pthread_mutex_lock(&forks[first]);
	pthread_mutex_lock(&forks[second]);
	pthread_mutex_unlock(&forks[second]);
	pthread_mutex_unlock(&forks[first]);
}

static void left_first(unsigned self)
{
	eat(self, (self + 1) % 3);
}

static void lower_first(unsigned self)
{
	unsigned left = self, right = (self + 1) % 3;

	eat(left < right ? left : right, left < right ? right : left);
}

static void read_word(unsigned self)
{
	(void)self;
	(void)atomic_load(&word);
}

static void write_word(unsigned self)
{
	atomic_store(&word, (int)self + 1);
}

/* name: classes */
static const struct scenario scenarios[] = {
	{.name = "two unlocked increments: 4", .what = "x", .body = {unlocked_once, unlocked_once}},
	{.name = "two locked increments: 2", .what = "x", .body = {locked_once, locked_once}},
	{.name = "two threads of two locked increments: 6",
	 .what = "x",
	 .body = {locked_twice, locked_twice}},
	{.name = "two threads of three unlocked increments: 328",
	 .what = "x",
	 .body = {unlocked_thrice, unlocked_thrice}},
	{.name = "three threads of two locked increments: 90",
	 .what = "x",
	 .body = {locked_twice, locked_twice, locked_twice}},
	{.name = "three philosophers: 7", .what = "x", .body = {left_first, left_first, left_first}},
	{.name = "three philosophers, forks in order: 6",
	 .what = "x",
	 .body = {lower_first, lower_first, lower_first}},
	{.name = "four threads that each lock once: 24",
	 .what = "x",
	 .body = {locked_once, locked_once, locked_once, locked_once}},
	{.name = "a writer and five readers: 32",
	 .what = "x",
	 .body = {write_word, read_word, read_word, read_word, read_word, read_word}},
	{0},
};

static const struct declaration declared[] = {{0}};

const struct lab racelab_lab = {
	.title = "Small programs",
	.family = "Bench",
	.difficulty = 1,
	.scenarios = scenarios,
	.declared = declared,
};
