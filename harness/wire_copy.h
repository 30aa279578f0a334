/* SPDX-License-Identifier: MIT */
/*
 * What the judge takes out of a wire when its runner has ended, and how much of that it believes.
 *
 * Threads: any.
 */
#ifndef RACELAB_WIRE_COPY_H
#define RACELAB_WIRE_COPY_H

#include <stdbool.h>

#include "wire.h"

/*
 * A private copy, to be freed by the caller: nothing that a stray process still writes changes it;
 * every count is in range and every string has an end.
 *
 * The state is WIRE_NEW unless the submission was loaded (begun: said on a pipe that was closed
 * before that).  From then on the submission may have written it: WIRE_DONE and WIRE_BROKEN stay
 * only under a seal made with the key, and WIRE_STUCK only with a finding; else it is
 * WIRE_LOADING, an end in the middle.
 */
struct wire *wire_copy(const struct wire *shared, const uint64_t key[2], bool begun);

#endif
