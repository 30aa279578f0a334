/* SPDX-License-Identifier: MIT */
/*
 * Channels: the bounded buffer in the kernel behind a pipe, and one for each direction of a socket pair.
 * Bytes, or messages that keep their boundaries; a message may carry descriptors.
 *
 * Threads: the explorer's one kernel thread.
 */
#ifndef RACELAB_CHANNELS_H
#define RACELAB_CHANNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHANNEL_BYTES	65536 /* that a new one holds (pipe(7)) */
#define CHANNEL_PARCELS 64    /* messages that lie in one at a time */
#define PARCEL_FILES	8     /* descriptors that one carries */

struct file;

/* One send: its bytes lie in the channel. */
struct parcel {
	uint32_t bytes;
	unsigned nfiles;
	struct file *files[PARCEL_FILES];
};

struct channel {
	/* What a wait depends on: the first 16 bytes. */
	uint32_t used, capacity;
	uint16_t readers, writers; /* descriptors, in all processes, through which one could */
	uint32_t nparcels;
	/* The rest. */
	bool parcels;  /* it keeps messages: a socket's */
	bool bounded;  /* ... and a read gets one message at most */
	uint32_t start;
	unsigned first_parcel;
	char *bytes;
	uint32_t room; /* of bytes */
	struct parcel parcel[CHANNEL_PARCELS];
};

#define CHANNEL_OBJECT 16 /* bytes of it that events touch */

/* Before an execution: none exists. */
void channels_clear(void);

/* A new one, empty, with one reader and one writer; the same for the same thread's so many-th.  NULL:
 * there are too many. */
struct channel *channel_new(bool parcels, bool bounded);

/* So many pages; false: more lies in it. */
bool channel_resize(struct channel *channel, uint32_t bytes);

/* Moves bytes in or out; there is room, or they are there. */
void channel_put(struct channel *channel, const char *from, uint32_t bytes);
void channel_get(struct channel *channel, char *to, uint32_t bytes, bool stays);

void channel_skip(struct channel *channel, uint32_t bytes);

/* The oldest parcel; NULL: none.  And it is gone. */
struct parcel *channel_parcel(struct channel *channel);
void channel_drop_parcel(struct channel *channel);

/* ---- what waits ask, of the first 16 bytes ---- */

static inline uint32_t channel_free(const uint64_t object[2])
{
	return (uint32_t)(object[0] >> 32) - (uint32_t)object[0];
}

static inline bool channel_has_reader(const uint64_t object[2])
{
	return (uint16_t)object[1] != 0;
}

static inline bool channel_has_writer(const uint64_t object[2])
{
	return (uint16_t)(object[1] >> 16) != 0;
}

static inline bool channel_is_readable(const uint64_t object[2])
{
	return (uint32_t)object[0] != 0 || object[1] >> 32 != 0;
}

#endif
