/* SPDX-License-Identifier: MIT */
#include "names.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>

#include "calls.h"

#define OBJECTS 64 /* of one execution, with and without a name */

static struct {
	uint64_t stands_for_all; /* an object for events */
	struct shared_object all[OBJECTS];
	enum name_kind kind[OBJECTS];
	unsigned used;
} names;

void names_clear(void)
{
	names.used = 0;
}

static void take(uintptr_t pc)
{
	call_take(OP_NAMES, &names.stands_for_all, sizeof names.stands_for_all, pc);
	turn_commit(true);
}

static struct shared_object *find(enum name_kind kind, const char *name)
{
	for (unsigned i = 0; i < names.used; i++)
		if (names.kind[i] == kind && names.all[i].name[0] != '\0' &&
		    strcmp(names.all[i].name, name) == 0)
			return &names.all[i];
	return NULL;
}

static struct shared_object *fail(int error)
{
	world.self->error = error;
	return NULL;
}

static struct shared_object *make(enum name_kind kind, const char *name, uintptr_t pc)
{
	struct shared_object *object;

	if (names.used == OBJECTS)
		call_unsupported("so many shared objects", pc);
	object = &names.all[names.used];
	names.kind[names.used++] = kind;
	*object = (struct shared_object){0};
	strcpy(object->name, name);
	return object;
}

/* The slash in front is no part of it. */
static const char *without_slash(const char *name)
{
	return name[0] == '/' ? name + 1 : name;
}

struct shared_object *name_open(enum name_kind kind, const char *name, int flags, bool *made,
				uintptr_t pc)
{
	struct shared_object *object;

	name = without_slash(name);
	*made = false;
	if (name[0] == '\0' || strchr(name, '/') != NULL)
		return fail(EINVAL);
	if (strlen(name) >= sizeof object->name)
		return fail(ENAMETOOLONG);
	take(pc);
	object = find(kind, name);
	if (object != NULL)
		return (flags & O_CREAT) && (flags & O_EXCL) ? fail(EEXIST) : object;
	if (!(flags & O_CREAT))
		return fail(ENOENT);
	*made = true;
	return make(kind, name, pc);
}

struct shared_object *name_none(uintptr_t pc)
{
	take(pc);
	return make(NAME_MEMORY, "", pc);
}

int name_unlink(enum name_kind kind, const char *name, uintptr_t pc)
{
	struct shared_object *object;

	take(pc);
	object = find(kind, without_slash(name));
	if (object == NULL)
		return call_fail(ENOENT);
	object->name[0] = '\0';
	return 0;
}
