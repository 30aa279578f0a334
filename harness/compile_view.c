/* SPDX-License-Identifier: MIT */
#include "compile_view.h"

#include <stdlib.h>
#include <string.h>

#include "kit.h"
#include "text.h"

/* Owned by the caller. */
static char *folder_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return format_string(".");
	return format_string("%.*s", slash == path ? 1 : (int)(slash - path), path);
}

/* Of "-Ifolder", "-I folder" and its kin: the folder, or the file; NULL: the flag names none. */
static const char *named_by(const char *flag, const char *next)
{
	static const char *const joined[] = {"-I", "-L", NULL};
	static const char *const apart[] = {"-I",	  "-L",	      "-isystem", "-iquote",
					    "-idirafter", "-include", "-imacros", NULL};

	for (const char *const *name = apart; *name != NULL; name++)
		if (strcmp(flag, *name) == 0)
			return next;
	for (const char *const *name = joined; *name != NULL; name++)
		if (strncmp(flag, *name, strlen(*name)) == 0)
			return flag + strlen(*name);
	return NULL;
}

static void add_named(struct words *folders, const char *const *flags)
{
	for (; flags != NULL && *flags != NULL; flags++)
		if (named_by(*flags, flags[1]) != NULL)
			words_add(folders, named_by(*flags, flags[1]));
}

static const struct confine *view_of(struct view *view, const char *made, const char *source)
{
	view->work = made != NULL ? folder_of(made) : NULL;
	view->confine = (struct confine){.compiler = true,
					 .work = view->work,
					 .source = source,
					 .folders = view->folders.items};
	return &view->confine;
}

const struct confine *view_of_compile(const struct compile *compile, struct view *view)
{
	*view = (struct view){0};
	if (!compile->confined)
		return NULL;
	if (compile->lab_dir != NULL) {
		words_add(&view->folders, compile->lab_dir);
		words_add(&view->folders, kit_include_dir());
	}
	add_named(&view->folders, (const char *const *)compile->flags);
	if (compile->neighbours) {
		view->own = folder_of(compile->source);
		words_add(&view->folders, view->own);
	}
	return view_of(view, compile->object, compile->source);
}

const struct confine *view_of_link(const struct linking *linking, struct view *view)
{
	*view = (struct view){0};
	if (!linking->confined)
		return NULL;
	add_named(&view->folders, linking->more);
	return view_of(view, linking->shared, NULL);
}

void view_release(struct view *view)
{
	free(view->folders.items);
	free(view->work);
	free(view->own);
}
