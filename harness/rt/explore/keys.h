/* SPDX-License-Identifier: MIT */
/* The keys of pthread_key_create and C11's tss_create: values a thread, and their destructors. */
#ifndef RACELAB_KEYS_H
#define RACELAB_KEYS_H

#include "world.h"

/* Before an execution: no key exists. */
void keys_forget(void);

/* A new thread has no values. */
void keys_clear(struct thread *thread);

/* Of the running thread, which ends: POSIX's rounds, while any value is left. */
void keys_run_destructors(void);

#endif
