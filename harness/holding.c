/* SPDX-License-Identifier: MIT */
#include "holding.h"

#include <string.h>

static void forget(struct holding *holding, const char *lock)
{
	for (unsigned i = holding->used; i-- > 0;)
		if (strcmp(holding->locks[i], lock) == 0) {
			holding->locks[i] = holding->locks[--holding->used];
			return;
		}
}

/* "tries to lock, in vain" is none of them. */
static bool takes(const struct step *step)
{
	return strncmp(step->what, "locks", 5) == 0 || strcmp(step->what, "tries to lock") == 0;
}

void holding_follow(struct holding *holding, const struct step *step)
{
	if (step->object == NULL)
		return;
	if (strcmp(step->what, "unlocks") == 0)
		forget(holding, step->object);
	else if (takes(step) && holding->used < HOLDING_MOST)
		holding->locks[holding->used++] = step->object;
}

void step_say_value(struct text *text, const struct step *step)
{
	int64_t value = (int64_t)step->value;

	if (step->size == 4)
		value = (int32_t)value;
	else if (step->size > 0 && step->size < 4) /* 0: a report that does not say */
		value &= (1 << step->size * 8) - 1;
	if (value > 0xffffffffff || value < -0xffffffffff)
		text_printf(text, "%#llx", (unsigned long long)step->value);
	else
		text_printf(text, "%lld", (long long)value);
}
