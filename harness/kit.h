/* SPDX-License-Identifier: MIT */
/*
 * Where the kit's own files lie: beside build/racelab in a checkout, or under PREFIX when
 * installed.  Found from /proc/self/exe once; nothing else in the harness knows a layout.
 *
 * Checkout:  build/racelab, build/rt/..., harness/scenario.h, labs/, solutions/
 * Installed: PREFIX/bin/racelab, PREFIX/lib/racelab/rt/..., PREFIX/share/racelab/{include,labs}
 *
 * Threads: kit_init() before the first thread; then read-only.
 */
#ifndef RACELAB_KIT_H
#define RACELAB_KIT_H

#include <stdbool.h>

#define RACELAB_VERSION "0.1"

/* labs_dir NULL: ./labs if that is there, else the kit's own.  False: *error (owned by the caller). */
bool kit_init(const char *labs_dir, char **error);

const char *kit_rt_dir(void);      /* runners and lists of wrapped symbols */
const char *kit_build_dir(void);   /* where descriptions of labs may be kept; may be read-only */
const char *kit_include_dir(void); /* scenario.h, kinds.h, doctor/ and program/ */
const char *kit_labs_dir(void);    /* one folder a lab */
const char *kit_solutions_dir(void); /* beside labs; NULL: a student's tree has none */

#endif
