/* SPDX-License-Identifier: MIT */
/*
 * Objects that processes share by a name: what shm_open() and sem_open() find.  An object lives on when
 * its name is gone.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_NAMES_H
#define RACELAB_NAMES_H

#include <stddef.h>
#include <stdint.h>

#include "files.h"

enum name_kind { NAME_MEMORY, NAME_SEMAPHORE };

/* Before an execution: there is none. */
void names_clear(void);

/*
 * The object of that name, or with O_CREAT a new one: *made says which.  An event.  NULL with errno set:
 * ENOENT, EEXIST, EINVAL, ENAMETOOLONG.
 */
struct shared_object *name_open(enum name_kind kind, const char *name, int flags, bool *made,
				uintptr_t pc);

/* An object without a name. */
struct shared_object *name_none(uintptr_t pc);

/* The name is gone.  0, or -1 with errno ENOENT. */
int name_unlink(enum name_kind kind, const char *name, uintptr_t pc);

/* mmap() of a memory object by its descriptor (calls_named.c).  NULL: it is none, or not there. */
void *memory_map_object(int number, size_t bytes, off_t offset, bool shared, uintptr_t pc);

#endif
