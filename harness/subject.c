/* SPDX-License-Identifier: MIT */
#include "subject.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "confine.h"
#include "die.h"
#include "files.h"
#include "kit.h"
#include "labs.h"
#include "subject_build.h"
#include "symbols.h"
#include "text.h"
#include "work_folder.h"

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

static bool make_work(struct subject *subject, char **error)
{
	subject->work = work_folder_make(error);
	return subject->work != NULL;
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

static bool put_source(const struct subject *subject, const char *bytes, size_t count, char **error)
{
	if (files_write(subject->source, bytes, count))
		return true;
	*error = format_string("%s cannot be written: %s; set TMPDIR to a folder with room",
			       subject->source, strerror(errno));
	return false;
}

bool subject_new_text(const char *lab, const char *bytes, size_t count, enum compiler compiler,
		      char **cflags, struct subject **subject, char **error)
{
	struct subject *new = subject_blank(compiler, cflags);

	if (!labs_resolve(lab, &new->name, error) || !labs_describe(new->name, &new->lab, error) ||
	    !make_work(new, error))
		goto failed;
	new->lab_dir = format_string("%s/%s", kit_labs_dir(), new->name);
	new->source = format_string("%s/lab.c", new->work);
	take_program(new, &(struct program){.files = (char *[]){new->source, NULL}});
	if (!put_source(new, bytes, count, error))
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

const char *subject_confinement(const struct subject *subject)
{
	return subject->confined ? confine_word() : "none";
}

/* ---- building ---- */

/* With the lock held.  What does not compile is not tried again. */
static bool compiles(struct subject *subject, char **error)
{
	if (subject->amiss == NULL && subject_compile(subject, &subject->amiss))
		return true;
	*error = copy(subject->amiss);
	return false;
}

bool subject_compiled(struct subject *subject, char **object, char **scenario, char **error)
{
	char **objects;
	size_t last = 0;
	bool compiled;

	lock(&subject->lock);
	compiled = compiles(subject, error);
	unlock(&subject->lock);
	if (!compiled)
		return false;
	objects = subject_objects(subject, false, true);
	while (objects[last + 1] != NULL)
		last++;
	*object = copy(objects[0]);
	*scenario = copy(objects[last]);
	subject_free_objects(objects);
	return true;
}

bool subject_build(struct subject *subject, char **error)
{
	bool built = true;

	lock(&subject->lock);
	if (subject->objects[FLAVOUR_PLAIN] == NULL)
		built = compiles(subject, error);
	for (int flavour = 0; built && flavour < FLAVOURS; flavour++)
		if (subject->objects[flavour] == NULL)
			built = subject_link(subject, (enum flavour)flavour, &subject->objects[flavour],
					     error);
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
	objects = subject_objects(subject, true, scenario);
	for (char **object = objects; *object != NULL && !imports; object++)
		imports = symbols_imports(*object, prefix);
	subject_free_objects(objects);
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
	work_folder_remove(subject->work);
	free(subject->amiss);
	free_program(&subject->program);
	free(subject->source);
	free(subject->lab_dir);
	free(subject->name);
	pthread_mutex_destroy(&subject->lock);
	free(subject);
}
