/* SPDX-License-Identifier: MIT */
#include "state.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"

static char *state_path(const char *lab)
{
	return files_user_path("XDG_STATE_HOME", ".local/state", lab);
}

const char *state_name(enum state state)
{
	static const char *const names[] = {
		[STATE_NOT_TRIED] = "not tried",
		[STATE_FAILS] = "fails",
		[STATE_REPAIRED] = "repaired",
		[STATE_CHANGED] = "changed since the last check",
	};

	return names[state];
}

/* The file: "<hash in hexadecimal> <verdict's name>\n".  Anything else is as good as no file. */
static enum state state_parse(const char *text, uint64_t hash)
{
	uint64_t checked;
	char verdict[32];

	if (sscanf(text, "%" SCNx64 " %31s", &checked, verdict) != 2)
		return STATE_NOT_TRIED;
	if (checked != hash)
		return STATE_CHANGED;
	return strcmp(verdict, verdict_name(VERDICT_FAIL)) == 0 ? STATE_FAILS : STATE_REPAIRED;
}

enum state state_load(const char *lab, const char *source)
{
	enum state state = STATE_NOT_TRIED;
	uint64_t hash = FILES_HASH_START;
	char *path = state_path(lab), *text = NULL;
	size_t count;

	if (path != NULL)
		text = files_read(path, &count);
	if (text != NULL && files_hash(source, &hash))
		state = state_parse(text, hash);
	free(text);
	free(path);
	return state;
}

void state_save(const char *lab, uint64_t hash, enum verdict verdict)
{
	char *path, line[64];
	int length;

	if (verdict == VERDICT_ERROR)
		return;
	path = state_path(lab);
	length = snprintf(line, sizeof line, "%016" PRIx64 " %s\n", hash, verdict_name(verdict));
	if (path != NULL && !files_write(path, line, (size_t)length))
		remove(path); /* an old verdict would be wrong */
	free(path);
}
