/* SPDX-License-Identifier: MIT */
/* The set of classes met so far, by their hashes: for tests, which compare searches. */
#ifndef RACELAB_CLASSES_H
#define RACELAB_CLASSES_H

#include <stdbool.h>
#include <stdint.h>

void classes_clear(void);

/* True: it was not there. */
bool classes_add(uint64_t hash);

#endif
