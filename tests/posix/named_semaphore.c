/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* Named semaphores. */
#include "rules.h"

#include <fcntl.h>
#include <limits.h>
#include <semaphore.h>
#include <stdio.h>

static char name[NAME_MAX]; /* this process's own */

static bool refuses(sem_t *got, int error)
{
	return got == SEM_FAILED && errno == error;
}

static sem_t *open_new(unsigned value)
{
	sem_t *semaphore = sem_open(name, O_CREAT | O_EXCL, 0600, value);

	RULE(semaphore != SEM_FAILED);
	return semaphore;
}

static void forget(sem_t *semaphore)
{
	RULE(sem_close(semaphore) == 0 && sem_unlink(name) == 0);
}

/* sem_open: ENOENT, there is none and O_CREAT is not given; sem_unlink: ENOENT, too. */
static void a_name_must_be_there(void)
{
	RULE(refuses(sem_open(name, 0), ENOENT));
	RULE(fails(sem_unlink(name), ENOENT));
}

/* sem_open: EEXIST, with O_CREAT and O_EXCL, it is there. */
static void a_name_is_made_once(void)
{
	sem_t *semaphore = open_new(0);

	RULE(refuses(sem_open(name, O_CREAT | O_EXCL, 0600, 0), EEXIST));
	forget(semaphore);
}

/* sem_open: EINVAL, the value is above SEM_VALUE_MAX. */
static void a_value_has_a_limit(void)
{
	RULE(refuses(sem_open(name, O_CREAT, 0600, (unsigned)SEM_VALUE_MAX + 1), EINVAL));
}

/* sem_open: with O_CREAT alone, one that is there is opened as it is, whatever value is given. */
static void one_that_is_there_keeps_its_value(void)
{
	sem_t *first = open_new(2), *second = sem_open(name, O_CREAT, 0600, 9);
	int value;

	RULE(second != SEM_FAILED);
	RULE(sem_getvalue(second, &value) == 0 && value == 2);
	RULE(sem_close(second) == 0);
	forget(first);
}

/* sem_open: a process that opens the name again gets the same address. */
static void a_name_has_one_address(void)
{
	sem_t *first = open_new(0), *second = sem_open(name, 0);

	RULE(first == second);
	RULE(sem_close(second) == 0);
	RULE(sem_post(first) == 0 && sem_trywait(first) == 0);
	forget(first);
}

static int open_and_post(void)
{
	sem_t *semaphore = sem_open(name, 0);

	return semaphore == SEM_FAILED || sem_post(semaphore) != 0;
}

/* sem_open: all processes that open the name have the same semaphore. */
static void a_name_is_one_semaphore_to_all(void)
{
	sem_t *semaphore = open_new(0);

	RULE(in_child(open_and_post) == 0);
	RULE(sem_trywait(semaphore) == 0);
	RULE(fails(sem_trywait(semaphore), EAGAIN));
	forget(semaphore);
}

static sem_t *inherited;

static int post_inherited(void)
{
	return sem_post(inherited) != 0;
}

/* fork: the child has the semaphores that its parent had open. */
static void an_open_semaphore_is_inherited(void)
{
	inherited = open_new(0);
	RULE(in_child(post_inherited) == 0);
	RULE(sem_wait(inherited) == 0);
	forget(inherited);
}

/* sem_unlink: the name is gone, and who has it open goes on using it; a new one is another. */
static void a_semaphore_outlives_its_name(void)
{
	sem_t *old = open_new(0), *new;

	RULE(sem_unlink(name) == 0);
	a_name_must_be_there();
	new = open_new(5);
	RULE(new != old);
	RULE(sem_post(old) == 0 && sem_trywait(old) == 0);
	RULE(fails(sem_trywait(old), EAGAIN));
	RULE(sem_trywait(new) == 0);
	RULE(sem_close(old) == 0);
	forget(new);
}

/* sem_close: does not change the value: a later opening finds it. */
static void a_value_outlives_those_who_have_it_open(void)
{
	sem_t *semaphore = open_new(3);

	RULE(sem_wait(semaphore) == 0 && sem_close(semaphore) == 0);
	semaphore = sem_open(name, 0);
	RULE(semaphore != SEM_FAILED);
	RULE(sem_trywait(semaphore) == 0 && sem_trywait(semaphore) == 0);
	RULE(fails(sem_trywait(semaphore), EAGAIN));
	forget(semaphore);
}

int main(void)
{
	snprintf(name, sizeof name, "/racelab-rules-%d", (int)getpid());
	a_name_must_be_there();
	a_name_is_made_once();
	a_value_has_a_limit();
	one_that_is_there_keeps_its_value();
	a_name_has_one_address();
	a_name_is_one_semaphore_to_all();
	an_open_semaphore_is_inherited();
	a_semaphore_outlives_its_name();
	a_value_outlives_those_who_have_it_open();
	return 0;
}
