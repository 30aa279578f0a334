/* SPDX-License-Identifier: MIT */
/* Accesses that modelled calls make for the program: a memcpy reads and writes like a loop would. */
#ifndef RACELAB_ACCESS_H
#define RACELAB_ACCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void access_plain(uintptr_t address, uint32_t size, bool writes, uintptr_t pc);

/* Reads the one range and writes the other, as one event. */
void access_copy(uintptr_t to, uintptr_t from, size_t bytes, uintptr_t pc);

#endif
