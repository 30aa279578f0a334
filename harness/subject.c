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

bool subject_new(const char *lab, const char *source, enum compiler compiler, char **cflags,
		 struct subject **subject, char **error)
{
	struct subject *new = calloc(1, sizeof *new);

	if (new == NULL)
		die("out of memory");
	pthread_mutex_init(&new->lock, NULL);
	new->compiler = compiler;
	new->cflags = cflags;
	if (!labs_resolve(lab, &new->name, error) || !labs_describe(new->name, &new->lab, error))
		goto failed;
	new->lab_dir = format_string("%s/%s", kit_labs_dir(), new->name);
	new->source = source != NULL ? format_string("%s", source)
				     : format_string("%s/lab.c", new->lab_dir);
	if (!is_usable(new->source, error) || !make_work(new, error))
		goto failed;
	*subject = new;
	return true;
failed:
	subject_free(new);
	return false;
}

/* ---- building ---- */

static char *in_work(const struct subject *subject, const char *file)
{
	return format_string("%s/%s", subject->work, file);
}

static bool compile_one(struct subject *subject, const char *source, const char *file,
			bool instrumented, char **error)
{
	char *object = in_work(subject, file);
	struct compile compile = {.compiler = subject->compiler,
				  .source = source,
				  .object = object,
				  .lab_dir = subject->lab_dir,
				  .instrumented = instrumented,
				  .flags = subject->cflags};
	bool compiled = access(object, F_OK) == 0 || compile_object(&compile, error);

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
static bool keeps_contract(struct subject *subject, const char *file, char **error)
{
	char *object = in_work(subject, file), **defined = symbols_names(object, true), **contract;
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

struct half {
	struct subject *subject;
	bool instrumented;
	bool built;
	char *error;
};

/* Both sources in one way of compiling. */
static void *build_half(void *of)
{
	struct half *half = of;
	struct subject *subject = half->subject;
	bool i = half->instrumented;
	char *scenario = format_string("%s/scenario.c", subject->lab_dir);

	half->built = compile_one(subject, subject->source, i ? "lab.i.o" : "lab.o", i,
				  &half->error) &&
		      compile_one(subject, scenario, i ? "scenario.i.o" : "scenario.o", i,
				  &half->error) &&
		      (i || keeps_contract(subject, "lab.o", &half->error));
	free(scenario);
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

/* Caller holds the lock. */
static bool link_flavour(struct subject *subject, enum flavour flavour, char **error)
{
	static const char *const names[FLAVOURS] = {"plain.so", "stress.so", "tsan.so"};
	bool i = flavour != FLAVOUR_PLAIN;
	char *lab = in_work(subject, i ? "lab.i.o" : "lab.o");
	char *scenario = in_work(subject, i ? "scenario.i.o" : "scenario.o");
	char *shared = in_work(subject, names[flavour]);
	bool linked = compile_link(subject->compiler, lab, scenario,
				   flavour == FLAVOUR_TSAN ? "tsan.wraps" : "runner.wraps", shared,
				   error);

	free(lab);
	free(scenario);
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

static bool object_imports(struct subject *subject, const char *file, const char *prefix)
{
	char *object, *error = NULL;
	bool imports;

	if (!subject_build(subject, &error)) {
		free(error);
		return false;
	}
	object = in_work(subject, file);
	imports = symbols_imports(object, prefix);
	free(object);
	return imports;
}

bool subject_calls(struct subject *subject, const char *prefix)
{
	return object_imports(subject, "lab.i.o", prefix) ||
	       object_imports(subject, "scenario.i.o", prefix);
}

bool subject_uses(struct subject *subject, const char *prefix)
{
	return object_imports(subject, "lab.i.o", prefix);
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
	free(subject->source);
	free(subject->lab_dir);
	free(subject->name);
	pthread_mutex_destroy(&subject->lock);
	free(subject);
}
