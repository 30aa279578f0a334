/* SPDX-License-Identifier: MIT */
/*
 * For tests: what a runner might have written, by hand; its places and objects are those of a small
 * library that is built and loaded for the group of tests.
 *
 * Threads: the test's own.
 */
#ifndef RACELAB_TESTS_MADE_WIRE_H
#define RACELAB_TESTS_MADE_WIRE_H

#include "wire_read.h"

struct made_wire {
	struct landing landing; /* of a runner that did all its work */
	struct wire wire;
	struct findings list; /* what was read */
	char *error;
};

/* The library it.so: locks a, b, c, a counter `hits`, functions first to fourth on lines 4 to 7. */
int made_wire_begin_group(void **state);
int made_wire_end_group(void **state);

/* Before and after each test: *state is a struct made_wire. */
int made_wire_begin(void **state);
int made_wire_end(void **state);

/* One more finding, met in one run. */
struct wire_finding *made_wire_finding(struct made_wire *made, unsigned kind, const char *message);

/* One more place of it, with an object of the library's; either may be NULL. */
struct wire_place *made_wire_place(struct wire_finding *finding, const char *thread,
				   const char *role, const char *function, const char *object);

/* Where that function or variable lies in the library; 0 for NULL. */
uint64_t made_wire_offset(const char *symbol);

/* Reads it, into made->list or made->error. */
bool made_wire_read(struct made_wire *made);

#endif
