/* SPDX-License-Identifier: MIT */
#include "subject.h"

#include <ftw.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compile.h"
#include "die.h"
#include "kit.h"
#include "labs.h"
#include "symbols.h"
#include "text.h"
#include "unmodelled.h"

#define ALIVE 8

/* Work folders to be removed when the process must end in the middle. */
static struct {
	pthread_mutex_t lock; /* innermost */
	char *folders[ALIVE]; /* guarded by lock */
} alive = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void lock(pthread_mutex_t *mutex)
{
	if (pthread_mutex_lock(mutex) != 0)
		bug("a lock of the subject is broken");
}

static void unlock(pthread_mutex_t *mutex)
{
	if (pthread_mutex_unlock(mutex) != 0)
		bug("a lock of the subject is broken");
}

/* ---- work folders ---- */

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *where)
{
	(void)status, (void)type, (void)where;
	remove(path);
	return 0;
}

/* With the folders in it: valgrind's runs have one each. */
static void remove_folder(const char *folder)
{
	nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

static void remember(char *folder)
{
	lock(&alive.lock);
	for (unsigned i = 0; i < ALIVE; i++) {
		if (alive.folders[i] != NULL)
			continue;
		alive.folders[i] = folder;
		unlock(&alive.lock);
		return;
	}
	bug("more than %d subjects at once", ALIVE);
}

static void forget(const char *folder)
{
	lock(&alive.lock);
	for (unsigned i = 0; i < ALIVE; i++)
		if (alive.folders[i] == folder)
			alive.folders[i] = NULL;
	unlock(&alive.lock);
}

void subject_cleanup_all(void)
{
	/* Only tried: the thread that has the lock may be the one that is dying. */
	bool locked = pthread_mutex_trylock(&alive.lock) == 0;

	for (unsigned i = 0; i < ALIVE; i++)
		if (alive.folders[i] != NULL)
			remove_folder(alive.folders[i]);
	if (locked)
		unlock(&alive.lock);
}

/* The folder of a subject, until it is freed or the process ends. */
static bool make_work(struct subject *subject, char **error)
{
	const char *base = getenv("TMPDIR");

	subject->work = format_string("%s/racelab-XXXXXX", base && *base ? base : "/tmp");
	if (mkdtemp(subject->work) == NULL) {
		*error = format_string("cannot make a folder for compiled files (%s): %s; set TMPDIR "
				       "to a folder with room",
				       subject->work, strerror(errno));
		free(subject->work);
		subject->work = NULL;
		return false;
	}
	remember(subject->work);
	return true;
}

/* ---- the file under test ---- */

static bool is_usable(const char *path, char **error)
{
	struct stat status;

	if (stat(path, &status) != 0)
		*error = format_string("%s: %s", path, errno == ENOENT ? "there is no such file"
								       : strerror(errno));
	else if (S_ISDIR(status.st_mode))
		*error = format_string("%s is a folder; name the .c file in it", path);
	else if (!S_ISREG(status.st_mode))
		*error = format_string("%s is no regular file", path);
	else if (access(path, R_OK) != 0)
		*error = format_string("%s cannot be read: %s; `chmod u+r %s`?", path,
				       strerror(errno), path);
	else if (status.st_size == 0)
		*error = format_string("%s is empty: nothing was saved, or the wrong file was named",
				       path);
	else
		return true;
	return false;
}

static struct subject *subject_blank(enum compiler compiler, char **cflags)
{
	struct subject *new = calloc(1, sizeof *new);

	if (new == NULL)
		die("out of memory");
	pthread_mutex_init(&new->lock, NULL);
	new->compiler = compiler;
	new->cflags = cflags;
	return new;
}

static char *copy(const char *text)
{
	return text != NULL ? format_string("%s", text) : NULL;
}

static void take_program(struct subject *subject, const struct program *program)
{
	size_t count = 0;
	char **files;

	while (program->files[count] != NULL)
		count++;
	files = calloc(count + 1, sizeof *files);
	if (files == NULL)
		die("out of memory");
	for (size_t i = 0; i < count; i++)
		files[i] = copy(program->files[i]);
	subject->program = (struct program){files, copy(program->arguments), copy(program->input)};
}

static void free_program(struct program *program)
{
	for (char *const *file = program->files; file != NULL && *file != NULL; file++)
		free(*file);
	free((void *)program->files);
	free((void *)program->arguments);
	free((void *)program->input);
}

bool subject_new(const char *lab, const char *source, enum compiler compiler, char **cflags,
		 struct subject **subject, char **error)
{
	struct subject *new = subject_blank(compiler, cflags);

	if (!labs_resolve(lab, &new->name, error) || !labs_describe(new->name, &new->lab, error))
		goto failed;
	new->lab_dir = format_string("%s/%s", kit_labs_dir(), new->name);
	new->source = source != NULL ? format_string("%s", source)
				     : format_string("%s/lab.c", new->lab_dir);
	take_program(new, &(struct program){.files = (char *[]){new->source, NULL}});
	if (!is_usable(new->source, error) || !make_work(new, error))
		goto failed;
	*subject = new;
	return true;
failed:
	subject_free(new);
	return false;
}

bool subject_new_program(const struct program *program, enum compiler compiler, char **cflags,
			 struct subject **subject, char **error)
{
	struct subject *new = subject_blank(compiler, cflags);
	const char *slash = strrchr(*program->files, '/');
	bool good = true;

	new->lab = program_lab();
	new->name = copy(slash != NULL ? slash + 1 : *program->files);
	new->source = copy(*program->files);
	take_program(new, program);
	for (char *const *file = program->files; good && *file != NULL; file++)
		good = is_usable(*file, error);
	if (good && program_check(program, error) && make_work(new, error)) {
		*subject = new;
		return true;
	}
	subject_free(new);
	return false;
}

/* ---- building ---- */

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
				  .flags = subject->cflags};
	bool compiled = access(object, F_OK) == 0 ||
			(compile_object(&compile, error) &&
			 (!subject->lab->program || program_rename_main(object, error)));

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

/* Paths of the objects to be linked, with room for one more; owned by the caller. */
static char **objects_of(const struct subject *subject, bool instrumented, bool scenario)
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

static void free_objects(char **objects)
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
	char **objects = objects_of(subject, false, false);
	const char **flags = link_flags(subject);
	bool whole = program_is_whole(&subject->program, objects, *flags != NULL, error);

	free(flags);
	free_objects(objects);
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

/* Caller holds the lock. */
static bool build_objects(struct subject *subject, char **error)
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
	linked = linked && compile_link(subject->compiler, (const char *const *)objects,
					"explore.wraps", more.items, shared, error);
	free(more.items);
	unmodelled_free(wraps);
	free(stubs);
	return linked;
}

/* Caller holds the lock. */
static bool link_flavour(struct subject *subject, enum flavour flavour, char **error)
{
	static const char *const names[FLAVOURS] = {"plain.so", "stress.so", "tsan.so",
						    "explore.so"};
	char **objects = objects_of(subject, flavour != FLAVOUR_PLAIN, true);
	char *shared = in_work(subject, names[flavour]);
	const char **flags = link_flags(subject);
	const char *wraps = flavour == FLAVOUR_TSAN ? "tsan.wraps" : "runner.wraps";
	bool linked = flavour == FLAVOUR_EXPLORE
			      ? link_explore(subject, objects, flags, shared, error)
			      : compile_link(subject->compiler, (const char *const *)objects, wraps,
					     flags, shared, error);

	free(flags);
	free_objects(objects);
	if (linked)
		subject->objects[flavour] = shared;
	else
		free(shared);
	return linked;
}

bool subject_build(struct subject *subject, char **error)
{
	bool built = true;

	lock(&subject->lock);
	if (subject->objects[FLAVOUR_PLAIN] == NULL)
		built = build_objects(subject, error);
	for (int flavour = 0; built && flavour < FLAVOURS; flavour++)
		if (subject->objects[flavour] == NULL)
			built = link_flavour(subject, (enum flavour)flavour, error);
	unlock(&subject->lock);
	return built;
}

bool subject_object(struct subject *subject, enum flavour flavour, const char **path, char **error)
{
	if (!subject_build(subject, error))
		return false;
	*path = subject->objects[flavour]; /* never changes once it is set */
	return true;
}

struct symbols *subject_symbols(struct subject *subject, enum flavour flavour)
{
	char *error = NULL;
	struct symbols *symbols;

	lock(&subject->lock);
	if (subject->symbols[flavour] == NULL && subject->objects[flavour] != NULL) {
		subject->symbols[flavour] = symbols_open(subject->objects[flavour], &error);
		free(error); /* without lines a finding is poorer, but still a finding */
	}
	symbols = subject->symbols[flavour];
	unlock(&subject->lock);
	return symbols;
}

static bool any_imports(struct subject *subject, bool scenario, const char *prefix)
{
	char **objects, *error = NULL;
	bool imports = false;

	if (!subject_build(subject, &error)) {
		free(error);
		return false;
	}
	objects = objects_of(subject, true, scenario);
	for (char **object = objects; *object != NULL && !imports; object++)
		imports = symbols_imports(*object, prefix);
	free_objects(objects);
	return imports;
}

bool subject_calls(struct subject *subject, const char *prefix)
{
	return any_imports(subject, true, prefix);
}

bool subject_uses(struct subject *subject, const char *prefix)
{
	return any_imports(subject, false, prefix);
}

void subject_free(struct subject *subject)
{
	if (subject == NULL)
		return;
	for (int flavour = 0; flavour < FLAVOURS; flavour++) {
		if (subject->symbols[flavour] != NULL)
			symbols_close(subject->symbols[flavour]);
		free(subject->objects[flavour]);
	}
	if (subject->work != NULL) {
		remove_folder(subject->work);
		forget(subject->work);
	}
	free(subject->work);
	free_program(&subject->program);
	free(subject->source);
	free(subject->lab_dir);
	free(subject->name);
	pthread_mutex_destroy(&subject->lock);
	free(subject);
}
