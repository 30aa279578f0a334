/* SPDX-License-Identifier: MIT */
/*
 * Descriptors that are no channels: eventfd's counters, signalfd's signals.  Read and written by the same
 * calls.
 *
 * Threads: the thread that runs.
 */
#ifndef RACELAB_COUNTERS_H
#define RACELAB_COUNTERS_H

#include "transfer.h"

ssize_t counter_read(struct file *file, const struct transfer *transfer);
ssize_t counter_write(struct file *file, const struct transfer *transfer);
ssize_t signals_read(struct file *file, const struct transfer *transfer);

#endif
