/* SPDX-License-Identifier: MIT */
#include "symbols_variable.h"

#include <dwarf.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "text.h"

#define DEEP 32 /* nested blocks and types: more is no program but a broken file */

struct variable {
	uint64_t start, size;
	Dwarf_Die die;
};

struct variables {
	struct variable *items;
	size_t count;
};

/* ---- finding them ---- */

static bool fixed_address(Dwarf_Die *die, uint64_t *address)
{
	Dwarf_Attribute attribute;
	Dwarf_Op *operations;
	size_t count;

	if (dwarf_attr(die, DW_AT_location, &attribute) == NULL ||
	    dwarf_getlocation(&attribute, &operations, &count) != 0 || count != 1)
		return false;
	if (operations[0].atom == DW_OP_addr) {
		*address = operations[0].number;
		return true;
	}
	if (operations[0].atom == DW_OP_addrx) { /* clang's DWARF 5: an index into a table */
		Dwarf_Attribute indirect;

		return dwarf_getlocation_attr(&attribute, &operations[0], &indirect) == 0 &&
		       dwarf_formaddr(&indirect, address) == 0;
	}
	return false;
}

/*
 * The type as it was written; false: there is none.  A variable that was declared `extern` first has
 * its type there, and only refers to it where it is defined.
 */
static bool type_of(Dwarf_Die *die, Dwarf_Die *type)
{
	Dwarf_Attribute attribute;

	return dwarf_attr_integrate(die, DW_AT_type, &attribute) != NULL &&
	       dwarf_formref_die(&attribute, type) != NULL;
}

static uint64_t size_of(Dwarf_Die *type)
{
	Dwarf_Word size = 0;

	return dwarf_aggregate_size(type, &size) == 0 ? size : 0;
}

static void take_variable(struct variables *variables, Dwarf_Die *entry)
{
	struct variable variable = {.die = *entry};
	Dwarf_Die type;

	if (!fixed_address(entry, &variable.start))
		return;
	variable.size = type_of(entry, &type) ? size_of(&type) : 0;
	if (variable.size == 0)
		variable.size = 1;
	variables->items = realloc(variables->items,
				   (variables->count + 1) * sizeof *variables->items);
	if (variables->items == NULL)
		die("out of memory");
	variables->items[variables->count++] = variable;
}

/* Static variables also stand inside functions and their blocks. */
static void take_children(struct variables *variables, Dwarf_Die *parent, unsigned depth)
{
	Dwarf_Die child;

	if (depth > DEEP || dwarf_child(parent, &child) != 0)
		return;
	do {
		int tag = dwarf_tag(&child);

		if (tag == DW_TAG_variable)
			take_variable(variables, &child);
		else if (tag == DW_TAG_subprogram || tag == DW_TAG_lexical_block)
			take_children(variables, &child, depth + 1);
	} while (dwarf_siblingof(&child, &child) == 0);
}

struct variables *variables_new(Dwarf *dwarf)
{
	struct variables *variables = calloc(1, sizeof *variables);
	Dwarf_Off offset = 0, next;
	size_t header;

	if (variables == NULL)
		die("out of memory");
	while (dwarf_nextcu(dwarf, offset, &next, &header, NULL, NULL, NULL) == 0) {
		Dwarf_Die unit;

		if (dwarf_offdie(dwarf, offset + header, &unit) != NULL)
			take_children(variables, &unit, 0);
		offset = next;
	}
	return variables;
}

void variables_free(struct variables *variables)
{
	if (variables != NULL)
		free(variables->items);
	free(variables);
}

/* ---- naming a part of one ---- */

/* Nobody wants to read lock.__data.__lock. */
static bool is_opaque(const char *type)
{
	static const char *const names[] = {"pthread_", "sem_t", "mtx_t", "cnd_t", "once_flag", NULL};

	for (const char *const *name = names; type != NULL && *name != NULL; name++)
		if (strncmp(type, *name, strlen(*name)) == 0)
			return true;
	return false;
}

/* Typedefs and qualifiers away, unless one of them is the name of a thing not to be opened. */
static bool open_type(Dwarf_Die *type)
{
	for (unsigned depth = 0; depth < DEEP; depth++) {
		switch (dwarf_tag(type)) {
		case DW_TAG_typedef:
			if (is_opaque(dwarf_diename(type)))
				return false;
			break;
		case DW_TAG_const_type:
		case DW_TAG_volatile_type:
		case DW_TAG_atomic_type:
			break;
		default:
			return true;
		}
		if (!type_of(type, type))
			return false;
	}
	return false;
}

/* "[1]" for each dimension; *at becomes the offset within the element, *type the element's. */
static bool enter_array(struct text *name, Dwarf_Die *type, uint64_t *at)
{
	uint64_t whole = size_of(type);
	Dwarf_Die dimension, element;

	if (!type_of(type, &element) || dwarf_child(type, &dimension) != 0)
		return false;
	do {
		Dwarf_Attribute attribute;
		Dwarf_Word count = 0;

		if (dwarf_attr(&dimension, DW_AT_count, &attribute) != NULL)
			dwarf_formudata(&attribute, &count);
		else if (dwarf_attr(&dimension, DW_AT_upper_bound, &attribute) != NULL &&
			 dwarf_formudata(&attribute, &count) == 0)
			count++;
		if (count == 0 || whole < count)
			return false;
		whole /= count;
		text_printf(name, "[%llu]", (unsigned long long)(*at / whole));
		*at %= whole;
	} while (dwarf_siblingof(&dimension, &dimension) == 0);
	*type = element;
	return true;
}

static bool enter_member(struct text *name, Dwarf_Die *type, uint64_t *at)
{
	Dwarf_Die member, inner;

	if (dwarf_child(type, &member) != 0)
		return false;
	do {
		Dwarf_Attribute attribute;
		Dwarf_Word offset = 0;

		if (dwarf_tag(&member) != DW_TAG_member || !type_of(&member, &inner))
			continue;
		if (dwarf_attr(&member, DW_AT_data_member_location, &attribute) != NULL)
			dwarf_formudata(&attribute, &offset);
		if (*at < offset || *at >= offset + size_of(&inner))
			continue;
		if (dwarf_diename(&member) != NULL)
			text_printf(name, ".%s", dwarf_diename(&member));
		*at -= offset;
		*type = inner;
		return true;
	} while (dwarf_siblingof(&member, &member) == 0);
	return false;
}

static void name_part(struct text *name, Dwarf_Die *variable, uint64_t at)
{
	Dwarf_Die type;
	bool more = type_of(variable, &type);

	for (unsigned depth = 0; more && depth < DEEP; depth++) {
		if (!open_type(&type))
			return;
		switch (dwarf_tag(&type)) {
		case DW_TAG_array_type:
			more = enter_array(name, &type, &at);
			break;
		case DW_TAG_structure_type:
			more = enter_member(name, &type, &at);
			break;
		default:
			more = false;
		}
	}
	if (at != 0)
		text_printf(name, "+%llu", (unsigned long long)at);
}

char *variables_name(const struct variables *variables, uint64_t at)
{
	for (size_t i = 0; i < variables->count; i++) {
		struct variable *variable = &variables->items[i];
		const char *plain = dwarf_diename(&variable->die);
		struct text name = {0};

		if (at - variable->start >= variable->size || plain == NULL)
			continue;
		text_printf(&name, "%s", plain);
		name_part(&name, &variable->die, at - variable->start);
		return text_take(&name);
	}
	return NULL;
}
