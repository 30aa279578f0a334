/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "compile.h"
#include "files.h"
#include "graded.h"
#include "text.h"

static char *in_work(const struct subject *subject, const char *name)
{
	return format_string("%s/%s", subject->work, name);
}

/* A line that compiles wherever anything does. */
static bool builds(const struct subject *subject, const char *source, const char *object,
		   const char *shared)
{
	static const char line[] = "int known;\n";
	const struct compile compile = {.compiler = subject->compiler,
					.source = source,
					.object = object,
					.lab_dir = subject->lab_dir,
					.instrumented = true,
					.confined = subject->confined,
					.flags = subject->cflags};
	const char *const objects[] = {object, NULL};
	const struct linking linking = {.compiler = subject->compiler,
					.objects = objects,
					.wraps = "runner.wraps",
					.shared = shared,
					.confined = subject->confined};
	char *error = NULL;
	bool built = files_write(source, line, strlen(line)) && compile_object(&compile, &error) &&
		     compile_link(&linking, &error);

	free(error);
	return built;
}

enum graded_state graded_blame(const struct subject *subject)
{
	char *source = in_work(subject, "known.c"), *object = in_work(subject, "known.o");
	char *shared = in_work(subject, "known.so");
	bool built = builds(subject, source, object, shared);

	free(source);
	free(object);
	free(shared);
	return built ? GRADED_REFUSED : GRADED_ERROR;
}
