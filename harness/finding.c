/* SPDX-License-Identifier: MIT */
#include "finding.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "witness.h"

/* Room for one more item at the end of an array; the item is zeroed. */
static void *append(void *array, size_t *count, size_t size, void **item)
{
	char *grown = realloc(array, (*count + 1) * size);

	if (grown == NULL)
		die("out of memory");
	*item = memset(grown + *count * size, 0, size);
	(*count)++;
	return grown;
}

struct finding *findings_add(struct findings *list, enum finding_kind kind)
{
	void *item;

	list->items = append(list->items, &list->count, sizeof *list->items, &item);
	((struct finding *)item)->kind = kind;
	return item;
}

uint64_t finding_scenario(unsigned index)
{
	return index < 64 ? UINT64_C(1) << index : 0;
}

struct place *finding_add_place(struct finding *finding)
{
	void *item;

	finding->places = append(finding->places, &finding->nplaces, sizeof *finding->places,
				 &item);
	return item;
}

struct spot *place_add_caller(struct place *place)
{
	void *item;

	place->callers = append(place->callers, &place->ncallers, sizeof *place->callers, &item);
	return item;
}

static bool same_spot(const struct spot *a, const struct spot *b)
{
	if (a->file == NULL || b->file == NULL)
		return a->file == b->file;
	return a->line == b->line && strcmp(a->file, b->file) == 0;
}

/* The two places that matter most are the first two; one place alone counts twice. */
static const struct spot *spot_of(const struct finding *finding, size_t index)
{
	static const struct spot nowhere;

	if (finding->nplaces == 0)
		return &nowhere;
	return &finding->places[index < finding->nplaces ? index : 0].spot;
}

bool finding_same(const struct finding *a, const struct finding *b)
{
	const struct spot *a0 = spot_of(a, 0), *a1 = spot_of(a, 1);
	const struct spot *b0 = spot_of(b, 0), *b1 = spot_of(b, 1);

	return a->kind == b->kind && ((same_spot(a0, b0) && same_spot(a1, b1)) ||
				      (same_spot(a0, b1) && same_spot(a1, b0)));
}

static void spot_release(struct spot *spot)
{
	free(spot->file);
	free(spot->function);
}

static void place_release(struct place *place)
{
	spot_release(&place->spot);
	for (size_t i = 0; i < place->ncallers; i++)
		spot_release(&place->callers[i]);
	free(place->callers);
	free(place->thread);
	free(place->role);
	free(place->object);
}

void findings_release(struct findings *list)
{
	for (size_t i = 0; i < list->count; i++) {
		struct finding *finding = &list->items[i];

		for (size_t j = 0; j < finding->nplaces; j++)
			place_release(&finding->places[j]);
		free(finding->places);
		free(finding->message);
		witness_free(finding->witness);
	}
	free(list->items);
	*list = (struct findings){0};
}
