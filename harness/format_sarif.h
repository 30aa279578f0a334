/* SPDX-License-Identifier: MIT */
/*
 * Parts of a SARIF log that both of its files write: a text, a location, a code flow.
 *
 * Threads: as graded.h.
 */
#ifndef RACELAB_FORMAT_SARIF_H
#define RACELAB_FORMAT_SARIF_H

#include "fold.h"
#include "graded.h"
#include "jot.h"
#include "witness.h"

/* {"text": words} */
json_t *sarif_text(const char *words);

/* A location; words (what happens there) may be NULL. */
json_t *sarif_location(const struct graded *graded, const struct spot *spot, const char *words);

/* The array "codeFlows"; NULL: no place is known. */
json_t *sarif_flows(const struct graded *graded, const struct fold *fold);

/* The witness of the entry, whoever has it; NULL: nobody. */
const struct witness *sarif_witness(const struct fold *fold);

#endif
