/* SPDX-License-Identifier: MIT */
/*
 * For tests of formats: a class of submissions (made_graded.h), what a format writes of it, and
 * readers that were not written here: a validator of JSON schemas, of XML schemas.
 *
 * What is written is hostile as can be, so that a validator also sees what escaping has to bear.
 *
 * Threads: the test's own.
 */
#ifndef RACELAB_TESTS_LITTLE_FORMAT_H
#define RACELAB_TESTS_LITTLE_FORMAT_H

#include "../harness/format.h"
#include "../harness/text.h"
#include "made_graded.h"

#include <jansson.h>

#define PYTHON "/usr/bin/python3 -W ignore" /* Debian's, which has its packages */

extern struct graded little_handed_in[MADE_CLASS];
extern struct text little_text; /* the last that was written */

/* For cmocka: the group, and each test. */
int little_formats_begin(void **state);
int little_format_begin(void **state);
int little_format_end(void **state);

/* A file in the test's folder; valid until the fourth call after it. */
const char *little_in_folder(const char *name);
const char *little_put(const char *name, const char *content);

/* The format of that name, which there is. */
const struct format *little_format(const char *name);

/* What it writes, in little_text. */
const char *little_write_one(const char *name, const struct graded *graded);
const char *little_write_class(const char *name);

/* Exit status of a line for the shell. */
int little_status(const char *command);

/* tests/schemas/NAME; what the validator said is in the folder's file "said". */
bool little_schema_takes(const char *name, const char *json);
void assert_schema_takes(const char *name, const char *json);
bool little_xml_is_valid(const char *xml);

/* Released by the caller. */
json_t *little_parsed(const char *json);

#endif
