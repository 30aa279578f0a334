/* SPDX-License-Identifier: MIT */
/*
 * Tokens: a schedule in a few characters that can be typed, mailed and put into a bug report.
 *
 *	22.1-5f3a90c1-AhEB
 *
 * The lab's number (`p` for a program) and the scenario's, a hash of the program's text and of the
 * kit's version, and the turns: (thread, events) as variable-length numbers in base64url (RFC 4648).
 *
 * Threads: any.
 */
#ifndef RACELAB_TOKEN_H
#define RACELAB_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "subject.h"
#include "wire.h"

struct token {
	char lab[16];	   /* "22", or "p" */
	unsigned scenario; /* from 0 */
	uint32_t hash;
	struct wire_schedule schedule;
};

/* What the program is: its text, the scenario's, the compiler and its flags, the kit's version. */
uint32_t token_hash(const struct subject *subject);

/* Owned by the caller; NULL: the schedule is too long for a token. */
char *token_write(const struct subject *subject, unsigned scenario,
		  const struct wire_schedule *schedule);

/* False: *error (owned by the caller) says what is wrong with the text. */
bool token_read(const char *text, struct token *token, char **error);

#endif
