/* SPDX-License-Identifier: MIT */
#include "subject_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compile.h"
#include "die.h"
#include "labs.h"
#include "symbols.h"
#include "text.h"
#include "unmodelled.h"

static char *in_work(const struct subject *subject, const char *file)
{
	return format_string("%s/%s", subject->work, file);
}

static char *object_of(const struct subject *subject, size_t file, bool instrumented)
{
	char name[32];

	snprintf(name, sizeof name, "file%zu%s.o", file, instrumented ? ".i" : "");
	return in_work(subject, name);
}

/* A program's scenario is nobody's to see, and so in one way only. */
static char *scenario_object(const struct subject *subject, bool instrumented)
{
	return in_work(subject,
		       instrumented && !subject->lab->program ? "scenario.i.o" : "scenario.o");
}

static bool compile_file(struct subject *subject, size_t file, bool instrumented, char **error)
{
	char *object = object_of(subject, file, instrumented);
	struct compile compile = {.compiler = subject->compiler,
				  .source = subject->program.files[file],
				  .object = object,
				  .lab_dir = subject->lab_dir,
				  .instrumented = instrumented,
				  .confined = subject->confined,
				  .neighbours = subject->lab->program,
				  .flags = subject->cflags};
	bool compiled = access(object, F_OK) == 0 ||
			(compile_object(&compile, error) &&
			 (!subject->lab->program || program_rename_main(object, subject->confined, error)));

	if (!compiled)
		unlink(object);
	free(object);
	return compiled;
}

static bool compile_files(struct subject *subject, bool instrumented, char **error)
{
	for (size_t file = 0; subject->program.files[file] != NULL; file++)
		if (!compile_file(subject, file, instrumented, error))
			return false;
	return true;
}

static bool compile_scenario(struct subject *subject, bool instrumented, char **error)
{
	char *source = format_string("%s/scenario.c", subject->lab_dir);
	char *object = scenario_object(subject, instrumented);
	struct compile compile = {.compiler = subject->compiler,
				  .source = source,
				  .object = object,
				  .lab_dir = subject->lab_dir,
				  .instrumented = instrumented,
				  .confined = subject->confined,
				  .flags = subject->cflags};
	bool compiled = access(object, F_OK) == 0 || compile_object(&compile, error);

	free(source);
	free(object);
	return compiled;
}

/* Without the program's flags, and without lines: see program/scenario.c. */
static bool compile_program_scenario(struct subject *subject, char **error)
{
	static char *flags[] = {"-g0", NULL};
	char *source = in_work(subject, "scenario.c"), *folder = program_folder();
	char *object = scenario_object(subject, false);
	struct compile compile = {.compiler = subject->compiler,
				  .source = source,
				  .object = object,
				  .lab_dir = folder,
				  .confined = subject->confined,
				  .flags = flags};
	bool compiled = access(object, F_OK) == 0 ||
			(program_write_scenario(&subject->program, source, error) &&
			 compile_object(&compile, error));

	free(source);
	free(folder);
	free(object);
	return compiled;
}

static bool defines(char *const *defined, const char *function)
{
	for (; *defined != NULL; defined++)
		if (strcmp(*defined, function) == 0)
			return true;
	return false;
}

/* Every function that the scenario calls must be there; all that are missing are named at once. */
static bool keeps_contract(struct subject *subject, char **error)
{
	char *object = object_of(subject, 0, false);
	char **defined = symbols_names(object, true), **contract;
	struct text missing = {0};

	free(object);
	if (!labs_contract(subject->name, &contract, error)) {
		symbols_free_names(defined);
		return false;
	}
	for (char **function = contract; *function != NULL; function++)
		if (!defines(defined, *function))
			text_printf(&missing, "%s%s()", missing.length ? ", " : "", *function);
	labs_free_names(contract);
	symbols_free_names(defined);
	if (missing.length == 0)
		return true;
	*error = format_string("%s does not define %s; %s/lab.h says what each function must do",
			       subject->source, missing.bytes, subject->lab_dir);
	text_release(&missing);
	return false;
}

char **subject_objects(const struct subject *subject, bool instrumented, bool scenario)
{
	size_t count = 0;
	char **objects;

	while (subject->program.files[count] != NULL)
		count++;
	objects = calloc(count + 3, sizeof *objects);
	if (objects == NULL)
		die("out of memory");
	for (size_t file = 0; file < count; file++)
		objects[file] = object_of(subject, file, instrumented);
	if (scenario)
		objects[count] = scenario_object(subject, instrumented);
	return objects;
}

void subject_free_objects(char **objects)
{
	for (char **object = objects; *object != NULL; object++)
		free(*object);
	free(objects);
}

/* What the linker is told, too: NULL-ended, the array owned by the caller. */
static const char **link_flags(const struct subject *subject)
{
	struct words words = {calloc(1, sizeof(char *)), 0};

	if (words.items == NULL)
		die("out of memory");
	for (char **flag = subject->cflags; flag != NULL && *flag != NULL; flag++)
		if (strncmp(*flag, "-l", 2) == 0 || strncmp(*flag, "-L", 2) == 0 ||
		    strncmp(*flag, "-Wl,", 4) == 0)
			words_add(&words, *flag);
	return words.items;
}

static bool is_whole(struct subject *subject, char **error)
{
	char **objects = subject_objects(subject, false, false);
	const char **flags = link_flags(subject);
	bool whole = program_is_whole(&subject->program, objects, *flags != NULL, error);

	free(flags);
	subject_free_objects(objects);
	return whole;
}

struct half {
	struct subject *subject;
	bool instrumented;
	bool built;
	char *error;
};

/* All sources in one way of compiling. */
static void *build_half(void *of)
{
	struct half *half = of;
	struct subject *subject = half->subject;
	bool i = half->instrumented;

	half->built = compile_files(subject, i, &half->error);
	if (!half->built)
		return NULL;
	if (!subject->lab->program)
		half->built = compile_scenario(subject, i, &half->error) &&
			      (i || keeps_contract(subject, &half->error));
	else if (!i)
		half->built = is_whole(subject, &half->error) &&
			      compile_program_scenario(subject, &half->error);
	return NULL;
}

bool subject_compile(struct subject *subject, char **error)
{
	struct half plain = {.subject = subject}, instrumented = {.subject = subject,
								  .instrumented = true};
	pthread_t thread;
	bool apart = pthread_create(&thread, NULL, build_half, &instrumented) == 0;

	build_half(&plain);
	if (!apart)
		build_half(&instrumented);
	else if (pthread_join(thread, NULL) != 0)
		bug("a compiling thread cannot be joined");
	if (plain.built && instrumented.built)
		return true;
	*error = plain.built ? instrumented.error : plain.error;
	if (!plain.built)
		free(instrumented.error);
	return false;
}

static bool link_all(const struct subject *subject, char **objects, const char *wraps,
		     const char *const *more, const char *shared, char **error)
{
	const struct linking linking = {.compiler = subject->compiler,
					.objects = (const char *const *)objects,
					.wraps = wraps,
					.more = more,
					.shared = shared,
					.confined = subject->confined};

	return compile_link(&linking, error);
}

/* What explore does not know is led to a stub that says so. */
static bool link_explore(struct subject *subject, char **objects, const char *const *flags,
			 const char *shared, char **error)
{
	char *stubs = in_work(subject, "stubs.c"), **wraps = NULL, **last = objects;
	struct words more = {0};
	bool any = false, linked;

	linked = unmodelled_stubs((const char *const *)objects, stubs, &any, &wraps, error);
	while (*last != NULL)
		last++;
	if (any)
		*last = format_string("%s", stubs); /* there is room for it before the NULL */
	for (; *flags != NULL; flags++)
		words_add(&more, *flags);
	for (char **wrap = wraps; wrap != NULL && *wrap != NULL; wrap++)
		words_add(&more, *wrap);
	linked = linked &&
		 link_all(subject, objects, "explore.wraps", more.items, shared, error);
	free(more.items);
	unmodelled_free(wraps);
	free(stubs);
	return linked;
}

bool subject_link(struct subject *subject, enum flavour flavour, char **shared, char **error)
{
	static const char *const names[FLAVOURS] = {"plain.so", "stress.so", "tsan.so",
						    "explore.so"};
	char **objects = subject_objects(subject, flavour != FLAVOUR_PLAIN, true);
	char *path = in_work(subject, names[flavour]);
	const char **flags = link_flags(subject);
	const char *wraps = flavour == FLAVOUR_TSAN ? "tsan.wraps" : "runner.wraps";
	bool linked = flavour == FLAVOUR_EXPLORE
			      ? link_explore(subject, objects, flags, path, error)
			      : link_all(subject, objects, wraps, flags, path, error);

	free(flags);
	subject_free_objects(objects);
	if (linked)
		*shared = path;
	else
		free(path);
	return linked;
}
