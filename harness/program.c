/* SPDX-License-Identifier: MIT */
#include "program.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "arguments.h"
#include "capture.h"
#include "confine.h"
#include "files.h"
#include "kit.h"
#include "labs.h"
#include "symbols.h"
#include "text.h"

#define MAIN "racelab_program_main"

/* Called by nobody: the judge only reads the description. */
static void run(unsigned self)
{
	(void)self;
}

#include "program/description.h"

const struct lab *program_lab(void)
{
	static const struct lab lab = PROGRAM_LAB;

	return &lab;
}

char *program_folder(void)
{
	return format_string("%s/program", kit_include_dir());
}

/* ---- before it is built ---- */

static bool ends_in_c(const char *word)
{
	size_t length = strlen(word);

	return length > 2 && strcmp(word + length - 2, ".c") == 0;
}

bool program_is_named(const char *word)
{
	return ends_in_c(word);
}

/* Every run reads it from its beginning, which only a file has. */
static bool check_input(const char *input, char **error)
{
	struct stat status;

	if (input == NULL)
		return true;
	if (stat(input, &status) != 0)
		*error = format_string("--input: %s: %s", input, strerror(errno));
	else if (!S_ISREG(status.st_mode))
		*error = format_string("--input: %s is no regular file; each run reads it from its "
				       "beginning, so put what it is to read into a file", input);
	else if (access(input, R_OK) != 0)
		*error = format_string("--input: %s cannot be read: %s", input, strerror(errno));
	else
		return true;
	return false;
}

static bool check_file(const char *file, char *const *before, char **error)
{
	if (!ends_in_c(file)) {
		*error = format_string("%s is no .c file; `racelab try` takes the C files of a program, "
				       "and `racelab check` a lab", file);
		return false;
	}
	while (*before != file && strcmp(*before, file) != 0)
		before++;
	if (*before == file)
		return true;
	*error = format_string("%s is named twice; name each file of the program once", file);
	return false;
}

bool program_check(const struct program *program, char **error)
{
	char **words = arguments_split(program->arguments, error);

	if (words == NULL)
		return false;
	arguments_free(words);
	for (char *const *file = program->files; *file != NULL; file++)
		if (!check_file(*file, program->files, error))
			return false;
	return check_input(program->input, error);
}

/* ---- what is linked to it ---- */

static void add_string(struct text *text, const char *word)
{
	text_printf(text, "\"");
	for (; *word != '\0'; word++)
		text_printf(text, "\\%03o", (unsigned char)*word);
	text_printf(text, "\"");
}

/* As its own argv[0]: the first file's name without folder and .c. */
static char *name_of(const struct program *program)
{
	const char *slash = strrchr(*program->files, '/');
	const char *name = slash != NULL ? slash + 1 : *program->files;

	return format_string("%.*s", (int)strlen(name) - 2, name);
}

/* Arrays, not literals: a program may write to its arguments. */
static char *scenario_text(const struct program *program, char *const *words)
{
	struct text text = {0};
	char *name = name_of(program);
	unsigned count = 1;

	text_printf(&text, "#include \"program/scenario.c\"\n"
			   "char *racelab_program_argv[] = {\n(char[]){");
	add_string(&text, name);
	for (; *words != NULL; words++, count++) {
		text_printf(&text, "},\n(char[]){");
		add_string(&text, *words);
	}
	text_printf(&text, "},\n0};\nint racelab_program_argc = %u;\n", count);
	free(name);
	return text_take(&text);
}

bool program_write_scenario(const struct program *program, const char *path, char **error)
{
	char **words = arguments_split(program->arguments, error), *text;
	bool written;

	if (words == NULL)
		return false;
	text = scenario_text(program, words);
	written = files_write(path, text, strlen(text));
	if (!written)
		*error = format_string("cannot write %s: %s; is the disk full?", path,
				       strerror(errno));
	free(text);
	arguments_free(words);
	return written;
}

/* ---- after it is compiled ---- */

/* By the tool and not by -Dmain=..., which would rename a member called main, too. */
bool program_rename_main(const char *object, bool confined, char **error)
{
	const char *const words[] = {"objcopy", "--redefine-sym", "main=" MAIN, object, NULL};
	char *folder = format_string("%.*s", (int)(strrchr(object, '/') - object), object), *output;
	const struct confine confine = {.compiler = true, .work = folder};
	bool renamed = capture_run(confined ? &confine : NULL, words, &output);

	free(folder);
	if (!renamed) {
		*error = output;
		return false;
	}
	free(output);
	return true;
}

static bool has(char *const *names, const char *name)
{
	for (; *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

static bool defines(const char *object, const char *name)
{
	char **names = symbols_names(object, true);
	bool defined = has(names, name);

	symbols_free_names(names);
	return defined;
}

static bool has_one_main(const struct program *program, char *const *objects, char **error)
{
	const char *first = NULL;

	for (size_t i = 0; objects[i] != NULL; i++) {
		if (!defines(objects[i], MAIN))
			continue;
		if (first != NULL) {
			*error = format_string("main() is in %s and in %s; name the files of one "
					       "program only", first, program->files[i]);
			return false;
		}
		first = program->files[i];
	}
	if (first != NULL)
		return true;
	*error = format_string("%s: there is no main() in %s; name all files of the program "
			       "(`racelab check LAB FILE` checks a file without one as a lab's)",
			       *program->files,
			       program->files[1] != NULL ? "these files" : "this file");
	return false;
}

static bool is_defined(char *const *objects, const char *name)
{
	for (; *objects != NULL; objects++)
		if (defines(*objects, name))
			return true;
	return false;
}

/* What the linker would say of an executable; of a shared object only the loader would. */
static bool has_all(const struct program *program, char *const *objects, char **error)
{
	struct text missing = {0};

	for (size_t i = 0; objects[i] != NULL; i++) {
		char **called = symbols_names(objects[i], false);

		for (char **name = called; *name != NULL; name++)
			if (labs_must_define(*name) && !is_defined(objects, *name))
				text_printf(&missing, "%s%s (of %s)", missing.length ? ", " : "",
					    *name, program->files[i]);
		symbols_free_names(called);
	}
	if (missing.length == 0)
		return true;
	*error = format_string("%s: nothing defines %s; name the file that does too, or its library "
			       "after --: -lNAME", *program->files, missing.bytes);
	text_release(&missing);
	return false;
}

bool program_is_whole(const struct program *program, char *const *objects, bool libraries,
		      char **error)
{
	return has_one_main(program, objects, error) &&
	       (libraries || has_all(program, objects, error));
}
