/* SPDX-License-Identifier: MIT */
/*
 * The seal under a runner's last word: what makes the judge believe that the runtime said it, and
 * not the program that shares its memory.
 *
 * The judge puts a number that nobody can guess into the wire; the runtime takes it out before
 * anything of the submission runs, and signs with it at the end.  The function is SipHash-2-4
 * (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012), whose key cannot be told from
 * what it makes.  Used on both sides of the wire, so it stands here once.
 *
 * Threads: any.
 */
#ifndef RACELAB_SEAL_H
#define RACELAB_SEAL_H

#include "wire.h"

struct seal_state {
	uint64_t v0, v1, v2, v3;
};

static inline uint64_t seal_rotate(uint64_t word, int bits)
{
	return word << bits | word >> (64 - bits);
}

static inline void seal_round(struct seal_state *s)
{
	s->v0 += s->v1;
	s->v2 += s->v3;
	s->v1 = seal_rotate(s->v1, 13) ^ s->v0;
	s->v3 = seal_rotate(s->v3, 16) ^ s->v2;
	s->v0 = seal_rotate(s->v0, 32);
	s->v2 += s->v1;
	s->v0 += s->v3;
	s->v1 = seal_rotate(s->v1, 17) ^ s->v2;
	s->v3 = seal_rotate(s->v3, 21) ^ s->v0;
	s->v2 = seal_rotate(s->v2, 32);
}

static inline void seal_add(struct seal_state *s, uint64_t word)
{
	s->v3 ^= word;
	seal_round(s);
	seal_round(s);
	s->v0 ^= word;
}

static inline struct seal_state seal_begin(const uint64_t key[2])
{
	return (struct seal_state){key[0] ^ 0x736f6d6570736575u, key[1] ^ 0x646f72616e646f6du,
				   key[0] ^ 0x6c7967656e657261u, key[1] ^ 0x7465646279746573u};
}

/* So many whole words were added. */
static inline uint64_t seal_end(struct seal_state *s, unsigned words)
{
	seal_add(s, (uint64_t)words * sizeof(uint64_t) << 56);
	s->v2 ^= 0xff;
	for (int i = 0; i < 4; i++)
		seal_round(s);
	return s->v0 ^ s->v1 ^ s->v2 ^ s->v3;
}

/* Of all that a verdict is made from but the findings themselves, of which it has the number. */
static inline uint64_t seal_of(const uint64_t key[2], const struct wire *wire)
{
	const uint64_t words[] = {atomic_load(&wire->state),
				  atomic_load(&wire->findings_used),
				  atomic_load(&wire->runs_done),
				  atomic_load(&wire->runs_failed),
				  atomic_load(&wire->first_failure),
				  wire->complete,
				  wire->too_long};
	const unsigned count = sizeof words / sizeof words[0];
	struct seal_state state = seal_begin(key);

	for (unsigned i = 0; i < count; i++)
		seal_add(&state, words[i]);
	return seal_end(&state, count);
}

#endif
