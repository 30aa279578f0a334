/* SPDX-License-Identifier: MIT */
/*
 * What each kind of finding means, for formats whose readers show it beside the finding.
 *
 * Threads: any.
 */
#ifndef RACELAB_FORMAT_RULES_H
#define RACELAB_FORMAT_RULES_H

#include "kinds.h"

struct rule {
	const char *title; /* a few words */
	const char *full;  /* one sentence: what is wrong then */
	const char *help;  /* one sentence: what is usually done about it */
};

/* Never NULL. */
const struct rule *rule_of(enum finding_kind kind);

#endif
