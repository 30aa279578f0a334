/* SPDX-License-Identifier: MIT */
/*
 * The submission's memory image: its writable data, saved once after loading and put back before
 * each run, so that every run starts the same.  Its heap is heap.h.
 *
 * Threads: image_load() first of all; image_restore() while no thread of the program runs;
 * image_restore_tls() in each thread, for itself; image_holds() anywhere.
 */
#ifndef RACELAB_IMAGE_H
#define RACELAB_IMAGE_H

#include <stdbool.h>
#include <stddef.h>

/* Loads the submission's shared object and finds its description (rt.lab), or says why not. */
void image_load(const char *path);

/* Keeps the image as it is now. */
void image_save(void);

void image_restore(void);

/* The same for the calling thread's _Thread_local variables of the submission. */
void image_restore_tls(void);

/* How many bytes a thread's block of thread-local variables takes, and how one begins. */
size_t image_tls_bytes(void);
void image_fill_tls(char *block);

/* The submission's writable data. */
char *image_data(size_t *bytes);

/* Does that address lie in the submission's code or data? */
bool image_holds(const void *address);

#endif
