/* SPDX-License-Identifier: MIT */
/* Nothing to repair here: bench and tests/test_explore_counts.c look at scenario.c alone. */
#ifndef LAB_H
#define LAB_H

void nothing(void);

#endif
