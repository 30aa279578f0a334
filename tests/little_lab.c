/* SPDX-License-Identifier: MIT */
#include "little_lab.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <cmocka.h>

#include "kit.h"
#include "subject.h"
#include "text.h"

static char *folder, *labs_folder;

int little_labs_begin(void **state)
{
	char *error;

	(void)state;
	folder = format_string("/tmp/racelab-test-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	labs_folder = format_string("%s/labs", folder);
	mkdir(labs_folder, 0777);
	return kit_init(labs_folder, &error) ? 0 : -1;
}

int little_labs_end(void **state)
{
	char *command = format_string("rm -rf '%s'", folder);
	int status = system(command);

	(void)state;
	free(command);
	free(labs_folder);
	free(folder);
	return status;
}

const char *little_labs_dir(void)
{
	return labs_folder;
}

void little_write(const char *path, const char *text)
{
	char *whole = format_string("%s/%s", labs_folder, path), *slash;
	FILE *file;

	for (slash = strchr(whole + strlen(labs_folder) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		mkdir(whole, 0777);
		*slash = '/';
	}
	file = fopen(whole, "w");
	assert_non_null(file);
	fputs(text, file);
	assert_int_equal(fclose(file), 0);
	free(whole);
}

void little_lab(const char *lab, const char *setup, const char *bodies, const char *check,
		bool processes)
{
	char *scenario = format_string(
		"#include <errno.h>\n#include <pthread.h>\n#include <sched.h>\n"
		"#include <semaphore.h>\n#include <stdatomic.h>\n#include <stdlib.h>\n"
		"#include <string.h>\n#include <sys/mman.h>\n#include <sys/wait.h>\n"
		"#include <threads.h>\n#include <time.h>\n#include <unistd.h>\n#include <assert.h>\n"
		"#include \"lab.h\"\n#include \"scenario.h\"\n%s\n"
		"#ifndef MORE\n#define MORE\n#endif\n"
		"static const struct scenario scenarios[] = {{.name = \"it\", .what = \"It runs.\", MORE\n"
		".setup = %s, .body = {%s}, .check = %s, .processes = %d}, {0}};\n"
		"static const struct declaration declared[] = {{0}};\n"
		"const struct lab racelab_lab = {.title = \"Little\", .family = \"Tests\",\n"
		".difficulty = 1, .scenarios = scenarios, .declared = declared};\n",
		lab, *setup ? setup : "0", bodies, *check ? check : "0", processes);

	little_write("01-little/lab.h", "void nothing(void);\n");
	little_write("01-little/lab.c", "#include \"lab.h\"\nvoid nothing(void)\n{\n}\n");
	little_write("01-little/scenario.c", scenario);
	free(scenario);
}

struct result little_stress(uint64_t runs)
{
	struct settings settings = {.runs = runs, .seed = 1, .scenario = -1, .noise = 0};
	struct result result = {.checker = "stress"};
	struct subject *subject;
	char *error = NULL;

	settings.until_failure = true;
	if (!subject_new("01", NULL, COMPILER_GCC, NULL, &subject, &error) ||
	    !subject_build(subject, &error))
		fail_msg("%s", error);
	checker_find("stress")->check(subject, &settings, &result);
	if (result.note != NULL)
		print_message("    %s\n", result.note);
	subject_free(subject);
	return result;
}

const struct finding *little_finding(const struct result *result, enum finding_kind kind)
{
	for (size_t i = 0; i < result->findings.count; i++)
		if (result->findings.items[i].kind == kind)
			return &result->findings.items[i];
	for (size_t i = 0; i < result->findings.count; i++)
		print_message("    %s: %s\n", finding_kind_name(result->findings.items[i].kind),
			      result->findings.items[i].message);
	fail_msg("no finding of kind %s", finding_kind_name(kind));
	return NULL;
}
