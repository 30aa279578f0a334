/* SPDX-License-Identifier: MIT */
#include "orders.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	size_t offset;
} numbers[] = {
	{"user=", offsetof(struct orders, user)},
	{"group=", offsetof(struct orders, group)},
	{"umask=", offsetof(struct orders, umask)},
	{"memory=", offsetof(struct orders, memory)},
	{"tasks=", offsetof(struct orders, tasks)},
	{"seconds=", offsetof(struct orders, seconds)},
	{"processor=", offsetof(struct orders, processor)},
	{"address=", offsetof(struct orders, address)},
	{"file=", offsetof(struct orders, file)},
	{"judge=", offsetof(struct orders, judge)},
};

/* What follows the name; NULL: it is another word. */
static const char *value_of(const char *word, const char *name)
{
	size_t length = strlen(name);

	return strncmp(word, name, length) == 0 ? word + length : NULL;
}

static bool read_number(const char *word, struct orders *orders)
{
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		const char *value = value_of(word, numbers[i].name);

		if (value == NULL)
			continue;
		*(uint64_t *)((char *)orders + numbers[i].offset) = strtoull(value, NULL, 10);
		return true;
	}
	return false;
}

static bool read_word(const char *word, struct orders *orders)
{
	const char *value;

	if ((value = value_of(word, "status=")) != NULL)
		orders->status = atoi(value);
	else if ((value = value_of(word, "lifeline=")) != NULL)
		orders->lifeline = atoi(value);
	else if ((value = value_of(word, "reports=")) != NULL)
		orders->reports = value;
	else if (strcmp(word, "alone") == 0)
		orders->alone = true;
	else if (strcmp(word, "open") == 0)
		orders->open = true;
	else if (strcmp(word, "single") == 0)
		orders->single = true;
	else
		return read_number(word, orders);
	return true;
}

bool orders_read(int argc, char **argv, struct orders *orders)
{
	*orders = (struct orders){.status = -1, .lifeline = -1};
	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			orders->program = argv + i + 1;
			break;
		}
		if (!read_word(argv[i], orders))
			return false;
	}
	return orders->program != NULL && *orders->program != NULL && orders->status >= 0 &&
	       orders->lifeline >= 0;
}
