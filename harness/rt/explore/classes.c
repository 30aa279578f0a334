/* SPDX-License-Identifier: MIT */
#include "classes.h"

#include <stdlib.h>

#include "../rt.h"

static struct {
	uint64_t *rows; /* 0: free */
	uint64_t size, used;
} classes;

void classes_clear(void)
{
	free(classes.rows);
	classes.rows = NULL;
	classes.size = classes.used = 0;
}

static bool put(uint64_t hash)
{
	uint64_t at = hash & (classes.size - 1);

	while (classes.rows[at] != 0) {
		if (classes.rows[at] == hash)
			return false;
		at = (at + 1) & (classes.size - 1);
	}
	classes.rows[at] = hash;
	return true;
}

static void grow(void)
{
	uint64_t *old = classes.rows, size = classes.size;

	classes.size = size == 0 ? 4096 : size * 4;
	classes.rows = calloc(classes.size, sizeof *classes.rows);
	if (classes.rows == NULL)
		rt_broken("no memory to count %llu classes", (unsigned long long)classes.used);
	for (uint64_t i = 0; i < size; i++)
		if (old[i] != 0)
			put(old[i]);
	free(old);
}

bool classes_add(uint64_t hash)
{
	if (hash == 0)
		hash = 1;
	if (classes.used * 2 >= classes.size)
		grow();
	if (!put(hash))
		return false;
	classes.used++;
	return true;
}
