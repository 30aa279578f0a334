/* SPDX-License-Identifier: MIT */
#include "labs.h"

#include <ctype.h>
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compile.h"
#include "die.h"
#include "kit.h"
#include "nearest.h"
#include "capture.h"
#include "symbols.h"
#include "text.h"
#include "work_folder.h"

/* ---- names ---- */

static bool is_lab_name(const char *name)
{
	return isdigit((unsigned char)name[0]) && isdigit((unsigned char)name[1]) &&
	       name[2] == '-' && name[3] != '\0';
}

static int is_lab(const struct dirent *entry)
{
	char *scenario;
	bool there;

	if (!is_lab_name(entry->d_name))
		return 0;
	scenario = format_string("%s/%s/scenario.c", kit_labs_dir(), entry->d_name);
	there = access(scenario, F_OK) == 0;
	free(scenario);
	return there;
}

char **labs_names(void)
{
	struct dirent **entries;
	int count = scandir(kit_labs_dir(), &entries, is_lab, alphasort);
	char **names = calloc((size_t)(count > 0 ? count : 0) + 1, sizeof *names);

	if (names == NULL)
		die("out of memory");
	for (int i = 0; i < count; i++) {
		names[i] = format_string("%s", entries[i]->d_name);
		free(entries[i]);
	}
	if (count >= 0)
		free(entries);
	return names;
}

void labs_free_names(char **names)
{
	for (char **name = names; name != NULL && *name != NULL; name++)
		free(*name);
	free(names);
}

/* "01-hit-counter" by its whole name, its number ("1", "01") or what follows the number. */
static bool means(const char *given, const char *name)
{
	char *end;
	unsigned long number = strtoul(given, &end, 10);

	if (*end == '\0' && end != given)
		return number == strtoul(name, NULL, 10);
	return strcmp(given, name) == 0 || strcmp(given, name + 3) == 0;
}

bool labs_resolve(const char *given, char **name, char **error)
{
	char *plain = format_string("%s", given), **names = labs_names(), **found = names;
	size_t length = strlen(plain);
	const char *near;
	bool known;

	while (length > 0 && plain[length - 1] == '/') /* a shell completes folders so */
		plain[--length] = '\0';
	while (*found != NULL && !means(strncmp(plain, "labs/", 5) == 0 ? plain + 5 : plain, *found))
		found++;
	known = *found != NULL;
	if (known) {
		*name = format_string("%s", *found);
	} else {
		near = nearest(plain, (const char *const *)names);
		*error = near != NULL
				 ? format_string("there is no lab '%s'; did you mean %s?", given, near)
				 : format_string("there is no lab '%s' in %s; `racelab list` shows "
						 "those that there are",
						 given, kit_labs_dir());
	}
	free(plain);
	labs_free_names(names);
	return known;
}

/* ---- the contract ---- */

/* Not what libc has, nor the words of a scenario. */
bool labs_must_define(const char *symbol)
{
	static const char *const words[] = {"racelab_", "outcome", "mortal", "immortal", "__tsan_",
					    "_GLOBAL_OFFSET_TABLE_",
					    /* in the part of libc that is linked into each object: */
					    "atexit", "at_quick_exit", "pthread_atfork", NULL};

	for (const char *const *word = words; *word != NULL; word++) {
		size_t length = strlen(*word);

		/* One that ends in _ is the beginning of many names. */
		if (strncmp(symbol, *word, length) == 0 &&
		    (symbol[length] == '\0' || symbol[length - 1] == '_'))
			return false;
	}
	return dlsym(RTLD_DEFAULT, symbol) == NULL;
}

static bool compile_scenario(const char *name, const char *object, char **error)
{
	char *source = format_string("%s/%s/scenario.c", kit_labs_dir(), name);
	char *folder = format_string("%s/%s", kit_labs_dir(), name);
	struct compile compile = {.source = source, .object = object, .lab_dir = folder};
	bool compiled = compile_object(&compile, error);

	free(folder);
	free(source);
	return compiled;
}

bool labs_contract(const char *name, char ***functions, char **error)
{
	char *folder = work_folder_make(error), *object;
	char **names;
	size_t used = 0;

	if (folder == NULL)
		return false;
	object = format_string("%s/scenario.o", folder);
	if (!compile_scenario(name, object, error)) {
		free(object);
		work_folder_remove(folder);
		return false;
	}
	names = symbols_names(object, false);
	for (char **from = names; *from != NULL; from++) {
		if (labs_must_define(*from))
			names[used++] = *from;
		else
			free(*from);
	}
	names[used] = NULL;
	*functions = names;
	free(object);
	work_folder_remove(folder);
	return true;
}

/* ---- descriptions ---- */

/* Links the scenario with everything that it lacks at address 0: only its data is of use. */
static bool link_description(const char *object, const char *library, char **error)
{
	char **lacking = symbols_names(object, false), *output;
	struct words words = {0};
	bool linked;

	words_add(&words, compiler_name(COMPILER_GCC));
	words_add(&words, "-shared");
	for (char **name = lacking; *name != NULL; name++) {
		char *option = format_string("-Wl,--defsym=%s=0", *name);

		free(*name);
		*name = option;
		if (strcmp(option, "-Wl,--defsym=_GLOBAL_OFFSET_TABLE_=0") != 0)
			words_add(&words, option);
	}
	words_add(&words, "-o");
	words_add(&words, library);
	words_add(&words, object);
	linked = capture_run(NULL, words.items, &output);
	symbols_free_names(lacking);
	free(words.items);
	if (linked)
		free(output);
	else
		*error = output;
	return linked;
}

static bool build_description(const char *name, const char *library, char **error)
{
	/* Names of our own: another process may be building the same one. */
	char *object = format_string("%s.%d.o", library, (int)getpid());
	char *fresh = format_string("%s.new%d", library, (int)getpid());
	bool built = compile_scenario(name, object, error) &&
		     link_description(object, fresh, error);

	if (built && rename(fresh, library) != 0) {
		*error = format_string("cannot write %s: %s", library, strerror(errno));
		built = false;
	}
	unlink(object);
	unlink(fresh);
	free(fresh);
	free(object);
	return built;
}

static bool is_newer(const char *library, const char *folder, const char *file)
{
	struct stat built, source;
	char *path = format_string("%s/%s", folder, file);
	bool newer = stat(library, &built) == 0 && stat(path, &source) == 0 &&
		     (built.st_mtim.tv_sec > source.st_mtim.tv_sec ||
		      (built.st_mtim.tv_sec == source.st_mtim.tv_sec &&
		       built.st_mtim.tv_nsec > source.st_mtim.tv_nsec));

	free(path);
	return newer;
}

/* Was it built after all that goes into it? */
static bool is_fresh(const char *library, const char *name)
{
	char *folder = format_string("%s/%s", kit_labs_dir(), name);
	bool fresh = is_newer(library, folder, "scenario.c") &&
		     is_newer(library, folder, "lab.h") &&
		     is_newer(library, kit_include_dir(), "scenario.h") &&
		     is_newer(library, kit_include_dir(), "kinds.h");

	free(folder);
	return fresh;
}

static const struct lab *load(const char *library, char **error)
{
	void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL); /* for the rest of our life */
	const struct lab *lab = handle == NULL ? NULL : dlsym(handle, "racelab_lab");

	if (lab == NULL)
		*error = format_string("%s", dlerror());
	return lab;
}

/*
 * The loader knows libraries by their names: asked for one that it has, it does not look whether
 * the file is another by now.
 */
static bool is_loaded(const char *library)
{
	void *handle = dlopen(library, RTLD_NOW | RTLD_NOLOAD);

	return handle != NULL && dlclose(handle) == 0;
}

/* Where a description may stay for the next command: NULL if nothing can be written there. */
static char *kept_at(const char *name)
{
	char *folder = format_string("%s/labs", kit_build_dir());
	char *real = realpath(kit_labs_dir(), NULL);
	unsigned long hash = 5381; /* labs of one name in two places are two labs */
	char *path;

	for (const char *c = real; c != NULL && *c != '\0'; c++)
		hash = hash * 33 + (unsigned char)*c;
	free(real);
	if ((mkdir(folder, 0777) != 0 && errno != EEXIST) || access(folder, W_OK) != 0) {
		free(folder);
		return NULL;
	}
	path = format_string("%s/%s-%08lx.so", folder, name, hash & 0xffffffff);
	free(folder);
	return path;
}

static const struct lab *load_kept(const char *name, char *library, char **error)
{
	const struct lab *lab = NULL;

	if (is_fresh(library, name) || build_description(name, library, error))
		lab = load(library, error);
	free(library);
	return lab;
}

static const struct lab *load_scratch(const char *name, char **error)
{
	char *folder = work_folder_make(error), *library;
	const struct lab *lab = NULL;

	if (folder == NULL)
		return NULL;
	library = format_string("%s/lab.so", folder);
	if (build_description(name, library, error))
		lab = load(library, error);
	free(library);
	work_folder_remove(folder);
	return lab;
}

bool labs_describe(const char *name, const struct lab **lab, char **error)
{
	char *kept = kept_at(name), *why = NULL;
	const struct lab *loaded;

	if (kept != NULL && is_loaded(kept) && !is_fresh(kept, name)) {
		free(kept); /* it has changed: under another name, then */
		kept = NULL;
	}
	loaded = kept != NULL ? load_kept(name, kept, &why) : load_scratch(name, &why);
	if (loaded == NULL || !labs_validate(loaded, &why)) {
		*error = format_string("%s/%s/scenario.c: %s", kit_labs_dir(), name, why);
		free(why);
		return false;
	}
	*lab = loaded;
	return true;
}
