/* SPDX-License-Identifier: MIT */
#include "kit.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "text.h"

static struct {
	char *rt, *build, *include, *labs, *solutions;
} kit;

static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static bool is_there(const char *folder, const char *name)
{
	char *path = format_string("%s/%s", folder, name);
	bool there = access(path, R_OK) == 0;

	free(path);
	return there;
}

/* Cuts the last part of a path off; false: there is none. */
static bool go_up(char *path)
{
	char *slash = strrchr(path, '/');

	if (slash == NULL || slash == path)
		return false;
	*slash = '\0';
	return true;
}

/* A checkout: the folders above the program's, up to the one with the harness in it. */
static bool find_checkout(const char *program_dir, char *root)
{
	strcpy(root, program_dir);
	do {
		if (is_there(root, "harness/scenario.h"))
			return true;
	} while (go_up(root));
	return false;
}

static void use_checkout(char *build, const char *root)
{
	/* Tests and benches lie one folder below the kit that they are of. */
	if (!is_there(build, "rt"))
		go_up(build);
	kit.build = format_string("%s", build);
	kit.rt = format_string("%s/rt", build);
	kit.include = format_string("%s/harness", root);
	kit.labs = format_string("%s/labs", root);
}

static void use_installed(const char *prefix)
{
	kit.rt = format_string("%s/lib/racelab/rt", prefix);
	kit.build = format_string("%s/lib/racelab", prefix);
	kit.include = format_string("%s/share/racelab/include", prefix);
	kit.labs = format_string("%s/share/racelab/labs", prefix);
}

static void forget(void)
{
	free(kit.rt);
	free(kit.build);
	free(kit.include);
	free(kit.labs);
	free(kit.solutions);
	memset(&kit, 0, sizeof kit);
}

/* `labs` in the current folder rather than an absolute path: shorter to read, and what was meant. */
static void choose_labs(const char *given)
{
	const char *chosen = given != NULL ? given : is_folder("labs") ? "labs" : kit.labs;
	char *labs = format_string("%s", chosen), *above;
	size_t length = strlen(labs);

	while (length > 1 && labs[length - 1] == '/')
		labs[--length] = '\0';
	free(kit.labs);
	kit.labs = labs;
	above = format_string("%s", labs);
	kit.solutions = go_up(above) ? format_string("%s/solutions", above)
				     : format_string("solutions");
	free(above);
	if (!is_folder(kit.solutions)) {
		free(kit.solutions);
		kit.solutions = NULL;
	}
}

bool kit_init(const char *labs_dir, char **error)
{
	char program[PATH_MAX], root[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);

	if (length < 0) {
		*error = format_string("cannot find racelab's own files: /proc/self/exe is "
				       "unreadable; is /proc mounted?");
		return false;
	}
	program[length] = '\0';
	go_up(program);
	forget();
	if (find_checkout(program, root)) {
		use_checkout(program, root);
	} else {
		go_up(program);
		use_installed(program);
	}
	choose_labs(labs_dir);
	if (is_folder(kit.labs))
		return true;
	*error = format_string("%s is no folder of labs; give one with --labs DIR, or run racelab "
			       "where labs/ is",
			       kit.labs);
	return false;
}

const char *kit_rt_dir(void)
{
	return kit.rt;
}

const char *kit_build_dir(void)
{
	return kit.build;
}

const char *kit_include_dir(void)
{
	return kit.include;
}

const char *kit_labs_dir(void)
{
	return kit.labs;
}

const char *kit_solutions_dir(void)
{
	return kit.solutions;
}
