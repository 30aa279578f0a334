/* SPDX-License-Identifier: MIT */
#include "token.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compile.h"
#include "files.h"
#include "kit.h"
#include "text.h"

#define LONGEST 300 /* characters of a schedule */

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/* ---- the program ---- */

static uint64_t hash_text(uint64_t hash, const char *text)
{
	return files_hash_bytes(hash, text, strlen(text) + 1);
}

static void hash_in(uint64_t *hash, const char *folder, const char *name)
{
	char *path = format_string("%s/%s", folder, name);

	files_hash(path, hash);
	free(path);
}

/* What runs against the files. */
static void hash_scenario(uint64_t *hash, const struct subject *subject)
{
	const struct program *program = &subject->program;

	if (!subject->lab->program) {
		hash_in(hash, subject->lab_dir, "scenario.c");
		hash_in(hash, subject->lab_dir, "lab.h");
		return;
	}
	*hash = hash_text(*hash, program->arguments != NULL ? program->arguments : "");
	if (program->input != NULL)
		files_hash(program->input, hash);
}

uint32_t token_hash(const struct subject *subject)
{
	uint64_t hash = hash_text(FILES_HASH_START, RACELAB_VERSION);

	hash = hash_text(hash, compiler_name(subject->compiler));
	for (char **flag = subject->cflags; flag != NULL && *flag != NULL; flag++)
		hash = hash_text(hash, *flag);
	for (char *const *file = subject->program.files; *file != NULL; file++)
		files_hash(*file, &hash);
	hash_scenario(&hash, subject);
	return (uint32_t)(hash ^ hash >> 32);
}

/* ---- bits ---- */

struct bits {
	char *out;	   /* writing */
	const char *in;	   /* reading */
	unsigned room, used; /* characters written */
	uint32_t pending;
	unsigned count;	   /* bits pending */
	bool failed;
};

static void put_char(struct bits *bits, unsigned value)
{
	if (bits->used + 1 >= bits->room)
		bits->failed = true;
	else
		bits->out[bits->used++] = digits[value];
}

static void put_byte(struct bits *bits, unsigned byte)
{
	bits->pending = bits->pending << 8 | byte;
	bits->count += 8;
	while (bits->count >= 6) {
		bits->count -= 6;
		put_char(bits, bits->pending >> bits->count & 63);
	}
}

/* Seven bits a byte, the lowest first; the eighth says that more follow (LEB128). */
static void put_number(struct bits *bits, uint32_t number)
{
	for (; number >= 128; number >>= 7)
		put_byte(bits, (number & 127) | 128);
	put_byte(bits, number);
}

static bool get_byte(struct bits *bits, unsigned *byte)
{
	while (bits->count < 8) {
		const char *digit = *bits->in == '\0' ? NULL : strchr(digits, *bits->in);

		if (digit == NULL) {
			bits->failed = bits->failed || *bits->in != '\0';
			return false;
		}
		bits->in++;
		bits->pending = bits->pending << 6 | (uint32_t)(digit - digits);
		bits->count += 6;
	}
	bits->count -= 8;
	*byte = bits->pending >> bits->count & 255;
	return true;
}

static bool get_number(struct bits *bits, uint32_t *number)
{
	unsigned byte, shift = 0;

	*number = 0;
	do {
		if (shift > 28 || !get_byte(bits, &byte))
			return false;
		*number |= (byte & 127u) << shift;
		shift += 7;
	} while (byte & 128);
	return true;
}

/* ---- turns ---- */

/* Three bits of thread for most programs; a turn with a chosen outcome is followed by it. */
static void put_turn(struct bits *bits, const struct wire_turn *turn)
{
	put_number(bits, ((uint32_t)turn->events << 1 | (turn->alternative != 0)) << 6 |
				 turn->thread);
	if (turn->alternative != 0)
		put_number(bits, turn->alternative);
}

static bool get_turn(struct bits *bits, struct wire_turn *turn)
{
	uint32_t number, alternative = 0;

	if (!get_number(bits, &number))
		return false;
	if ((number >> 6 & 1) && !get_number(bits, &alternative))
		return false;
	*turn = (struct wire_turn){.thread = number & 63,
				   .alternative = (uint8_t)alternative,
				   .events = (uint16_t)(number >> 7)};
	return turn->events > 0;
}

char *token_write(const struct subject *subject, unsigned scenario,
		  const struct wire_schedule *schedule)
{
	char turns[LONGEST + 1];
	struct bits bits = {.out = turns, .room = sizeof turns};
	size_t lab = strspn(subject->name, "0123456789");

	if (schedule->used > WIRE_SCHEDULE)
		return NULL;
	for (uint32_t i = 0; i < schedule->used; i++)
		put_turn(&bits, &schedule->turns[i]);
	if (bits.count > 0)
		put_char(&bits, bits.pending << (6 - bits.count) & 63);
	if (bits.failed)
		return NULL;
	turns[bits.used] = '\0';
	return format_string("%.*s.%u-%08x-%s", lab > 0 ? (int)lab : 1,
			     lab > 0 ? subject->name : "p", scenario + 1, token_hash(subject), turns);
}

bool token_read(const char *text, struct token *token, char **error)
{
	struct bits bits = {0};
	int end = 0;

	*token = (struct token){0};
	if (sscanf(text, "%15[0-9p].%u-%8x-%n", token->lab, &token->scenario, &token->hash, &end) !=
		    3 ||
	    end == 0 || token->scenario == 0) {
		*error = format_string("'%s' is no token: one looks like 22.1-5f3a90c1-AhEB and stands "
				       "below a finding of explore",
				       text);
		return false;
	}
	token->scenario--;
	bits.in = text + end;
	while (token->schedule.used < WIRE_SCHEDULE &&
	       get_turn(&bits, &token->schedule.turns[token->schedule.used]))
		token->schedule.used++;
	if (!bits.failed && *bits.in == '\0')
		return true;
	*error = format_string("the token %s is damaged at '%s'; copy all of it", text, bits.in);
	return false;
}
