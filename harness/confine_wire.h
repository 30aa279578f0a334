/* SPDX-License-Identifier: MIT */
/*
 * What crosses between the judge and the warden (warden/), the first process of a confined launch:
 * how the program ended, and the files that it wrote where reports are expected.
 *
 * It lies in a memfd that only those two have: a struct confine_end, then for each file a struct
 * confine_file and its bytes.
 */
#ifndef RACELAB_CONFINE_WIRE_H
#define RACELAB_CONFINE_WIRE_H

#include <stdint.h>

#define CONFINE_MAGIC UINT32_C(0x77617264)

enum confine_reason {
	CONFINE_ENDED,	   /* by itself: status says how */
	CONFINE_ASKED,	   /* the judge wanted it to end */
	CONFINE_MEMORY,	   /* it took too much of it ... */
	CONFINE_PROCESSES, /* ... of these ... */
	CONFINE_DISK,	   /* ... or of room in its /tmp */
	CONFINE_TIME,	   /* it ran for too long */
	CONFINE_FAILED,	   /* it never ran; words say why */
	CONFINE_REASONS
};

struct confine_end {
	uint32_t magic;
	uint32_t reason;
	int32_t status; /* as waitpid gives it */
	uint32_t files;
	char words[256];
};

struct confine_file {
	char name[64];
	uint64_t size;
};

#endif
