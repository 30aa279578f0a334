/* SPDX-License-Identifier: MIT */
#include "channels.h"

#include <stdlib.h>
#include <string.h>

#include "../rt.h"
#include "world.h"

#define OF_ONE_THREAD 128
#define PAGE	      4096

static struct {
	struct channel all[THREADS][OF_ONE_THREAD];
	unsigned used[THREADS];
} channels;

void channels_clear(void)
{
	memset(channels.used, 0, sizeof channels.used);
}

static void make_room(struct channel *channel, uint32_t bytes)
{
	if (bytes <= channel->room)
		return;
	channel->bytes = realloc(channel->bytes, bytes);
	if (channel->bytes == NULL)
		rt_broken("no memory for a pipe of %u bytes", bytes);
	channel->room = bytes;
}

struct channel *channel_new(bool parcels, bool bounded)
{
	unsigned index = world.self->index;
	struct channel *channel;

	if (channels.used[index] == OF_ONE_THREAD)
		return NULL;
	channel = &channels.all[index][channels.used[index]++];
	make_room(channel, CHANNEL_BYTES);
	channel->used = channel->nparcels = channel->start = channel->first_parcel = 0;
	channel->capacity = CHANNEL_BYTES;
	channel->readers = channel->writers = 1;
	channel->parcels = parcels;
	channel->bounded = bounded;
	return channel;
}

bool channel_resize(struct channel *channel, uint32_t bytes)
{
	uint32_t pages = (bytes + PAGE - 1) / PAGE * PAGE;

	if (pages < channel->used)
		return false;
	if (pages > channel->room) {
		char *kept = malloc(pages);
		uint32_t used = channel->used;

		if (kept == NULL)
			rt_broken("no memory for a pipe of %u bytes", pages);
		channel_get(channel, kept, used, true);
		free(channel->bytes);
		channel->bytes = kept;
		channel->room = pages;
		channel->start = 0;
	}
	channel->capacity = pages;
	return true;
}

/* The ring is as large as its room, which may be more than its capacity. */
void channel_put(struct channel *channel, const char *from, uint32_t bytes)
{
	uint32_t at = (channel->start + channel->used) % channel->room;
	uint32_t first = bytes < channel->room - at ? bytes : channel->room - at;

	memcpy(channel->bytes + at, from, first);
	memcpy(channel->bytes, from + first, bytes - first);
	channel->used += bytes;
}

void channel_get(struct channel *channel, char *to, uint32_t bytes, bool stays)
{
	uint32_t left = channel->room - channel->start;
	uint32_t first = bytes < left ? bytes : left;

	memcpy(to, channel->bytes + channel->start, first);
	memcpy(to + first, channel->bytes, bytes - first);
	if (!stays)
		channel_skip(channel, bytes);
}

void channel_skip(struct channel *channel, uint32_t bytes)
{
	channel->start = (channel->start + bytes) % channel->room;
	channel->used -= bytes;
}

struct parcel *channel_parcel(struct channel *channel)
{
	return channel->nparcels == 0 ? NULL : &channel->parcel[channel->first_parcel];
}

void channel_drop_parcel(struct channel *channel)
{
	channel->first_parcel = (channel->first_parcel + 1) % CHANNEL_PARCELS;
	channel->nparcels--;
}
