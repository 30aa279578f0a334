/* SPDX-License-Identifier: MIT */
#include "compile.h"

#include <stdlib.h>
#include <unistd.h>

#include "capture.h"
#include "compile_view.h"
#include "die.h"
#include "kit.h"
#include "text.h"

#define MOST_EXPANDED (16 * 1024 * 1024) /* all headers of C and POSIX together make one */

void words_add(struct words *words, const char *word)
{
	words->items = realloc(words->items, (words->count + 2) * sizeof *words->items);
	if (words->items == NULL)
		die("out of memory");
	words->items[words->count++] = word;
	words->items[words->count] = NULL;
}

static void add_all(struct words *words, const char *const *more)
{
	for (; more != NULL && *more != NULL; more++)
		words_add(words, *more);
}

const char *compiler_name(enum compiler compiler)
{
	return compiler == COMPILER_CLANG ? "clang" : "gcc";
}

/*
 * -O0, since the optimiser removes races before anything runs.  clang drops the read of `c++` when a
 * write of the same follows, unless asked not to; gcc warns of fences that libtsan does not model.
 */
static void add_instrumentation(struct words *words, enum compiler compiler)
{
	static const char *const gcc[] = {"-fsanitize=thread", "-Wno-tsan", NULL};
	static const char *const clang[] = {"-fsanitize=thread", "-mllvm",
					    "-tsan-instrument-read-before-write", NULL};

	add_all(words, compiler == COMPILER_CLANG ? clang : gcc);
}

static void add_folders(struct words *words, const struct compile *compile)
{
	words_add(words, "-I");
	words_add(words, compile->lab_dir);
	words_add(words, "-I");
	words_add(words, kit_include_dir());
}

/* DWARF 4: valgrind 3.19 gives up at clang's version 5. */
static void add_ways(struct words *words, const struct compile *compile)
{
	static const char *const always[] = {"-std=gnu11", "-O0", "-g", "-gdwarf-4", "-fPIC",
					     "-fno-omit-frame-pointer", "-Wall", "-pthread", NULL};

	words_add(words, compiler_name(compile->compiler));
	add_all(words, always);
	if (compile->instrumented)
		add_instrumentation(words, compile->compiler);
	if (compile->lab_dir != NULL)
		add_folders(words, compile);
	add_all(words, (const char *const *)compile->flags);
}

static void add_source(struct words *words, const struct compile *compile)
{
	words_add(words, "-x"); /* or a name without .c would be left to the linker, and nothing said */
	words_add(words, "c");
	words_add(words, compile->source);
}

bool compile_object(const struct compile *compile, char **error)
{
	struct words words = {0};
	struct view view;
	char *output;
	bool compiled;

	add_ways(&words, compile);
	words_add(&words, "-c");
	add_source(&words, compile);
	words_add(&words, "-o");
	words_add(&words, compile->object);
	compiled = capture_run(view_of_compile(compile, &view), words.items, &output);
	if (!compiled)
		unlink(compile->object); /* a compiler that is killed leaves what it has */
	view_release(&view);
	free(words.items);
	if (compiled)
		free(output);
	else
		*error = output;
	return compiled;
}

/* Without warnings: what the compiler says and what it makes come the same way. */
bool compile_preprocess(const struct compile *compile, const char *const *more, bool *cut,
			char **text)
{
	struct words words = {0};
	struct view view;
	bool done;

	add_ways(&words, compile);
	add_all(&words, more);
	words_add(&words, "-w");
	words_add(&words, "-E");
	add_source(&words, compile);
	done = capture_text(view_of_compile(compile, &view), words.items, MOST_EXPANDED, cut, text);
	view_release(&view);
	free(words.items);
	return done;
}

static void add_linking(struct words *words, const struct linking *linking, const char *wraps)
{
	/*
	 * Not the static libgcc: it has a __wrap_pthread_create of its own (for -fsplit-stack), which
	 * the linker would take for ours; and plain -lgcc_s would bring that along.
	 */
	static const char *const flags[] = {"-shared", "-fPIC", "-nodefaultlibs", "-Wl,-z,now",
					    "-Wl,-z,relro",
					    /* its own functions, though the runner has some so named */
					    "-Wl,-Bsymbolic", NULL};
	static const char *const libraries[] = {"-lm", "-lc", "-l:libgcc_s.so.1", NULL};

	words_add(words, compiler_name(linking->compiler));
	add_all(words, flags);
	words_add(words, "-o");
	words_add(words, linking->shared);
	add_all(words, linking->objects);
	words_add(words, wraps);
	add_all(words, linking->more);
	add_all(words, libraries);
}

bool compile_link(const struct linking *linking, char **error)
{
	char *wraps = format_string("@%s/%s", kit_rt_dir(), linking->wraps);
	struct words words = {0};
	struct view view;
	char *output;
	bool linked;

	add_linking(&words, linking, wraps);
	linked = capture_run(view_of_link(linking, &view), words.items, &output);
	view_release(&view);
	free(words.items);
	free(wraps);
	if (linked)
		free(output);
	else
		*error = output;
	return linked;
}
