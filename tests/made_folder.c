/* SPDX-License-Identifier: MIT */
#include "made_folder.h"

#include <dirent.h>
#include <ftw.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../harness/files.h"
#include "../harness/kit.h"
#include "../harness/text.h"

#define PATHS 64

static struct {
	char *folder;
	char *paths[PATHS]; /* given out, freed together */
	unsigned used;
} made;

static const char made_lab_h[] = "void counter_visit(void);\n"
				 "long counter_total(void);\n";

const char made_lab_c[] = "#include \"lab.h\"\n"
			  "#include <pthread.h>\n"
			  "static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
			  "static long hits;\n"
			  "void counter_visit(void)\n"
			  "{\n"
			  "	pthread_mutex_lock(&lock);\n"
			  "	hits++;\n"
			  "	pthread_mutex_unlock(&lock);\n"
			  "}\n"
			  "long counter_total(void)\n"
			  "{\n"
			  "	return hits;\n"
			  "}\n";

static const char usual_scenario[] =
	"#include \"lab.h\"\n"
	"#include \"scenario.h\"\n"
	"static void visit(unsigned self) { (void)self; counter_visit(); }\n"
	"static void count(void) { outcome(counter_total()); }\n"
	"static const struct scenario scenarios[] = {\n"
	"	{.name = \"two\", .what = \"Two visit.\", .body = {visit, visit},\n"
	"	 .check = count, .outcome = \"count\"},\n"
	"	{0},\n"
	"};\n"
	"static const struct declaration declared[] = {{0}};\n"
	"const struct lab racelab_lab = {.title = \"A counter\", .family = \"Shared state\",\n"
	"	.difficulty = 1, .scenarios = scenarios, .declared = declared};\n";

int made_folder_begin(void **state)
{
	(void)state;
	made.folder = format_string("/tmp/racelab-test-XXXXXX");
	if (mkdtemp(made.folder) == NULL || mkdir(made_path("tmp"), 0777) != 0)
		return -1;
	return setenv("TMPDIR", made_path("tmp"), 1);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *where)
{
	(void)status, (void)type, (void)where;
	return remove(path);
}

/* Their places are named after a hash of a path that no later run will have. */
static void forget_descriptions(void)
{
	char *pattern = format_string("%s/labs/{9[0-9],01-high-score}-*", kit_build_dir());
	glob_t found;

	if (glob(pattern, GLOB_BRACE, NULL, &found) == 0) {
		for (size_t i = 0; i < found.gl_pathc; i++)
			unlink(found.gl_pathv[i]);
		globfree(&found);
	}
	free(pattern);
}

int made_folder_end(void **state)
{
	int status = nftw(made.folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);

	(void)state;
	if (kit_build_dir() != NULL)
		forget_descriptions();
	while (made.used > 0)
		free(made.paths[--made.used]);
	free(made.folder);
	return status;
}

const char *made_path(const char *name)
{
	if (name == NULL)
		return made.folder;
	if (made.used == PATHS)
		abort();
	return made.paths[made.used++] = format_string("%s/%s", made.folder, name);
}

const char *made_file(const char *name, const char *text)
{
	char *path = (char *)made_path(name);

	for (char *slash = path + strlen(made.folder) + 1; (slash = strchr(slash, '/')) != NULL;
	     slash++) {
		*slash = '\0';
		mkdir(path, 0777);
		*slash = '/';
	}
	if (!files_write(path, text, strlen(text)))
		abort();
	return path;
}

bool made_tmp_is_empty(void)
{
	DIR *folder = opendir(getenv("TMPDIR"));
	struct dirent *entry;
	bool empty = true;

	if (folder == NULL)
		return false;
	while ((entry = readdir(folder)) != NULL)
		empty = empty && entry->d_name[0] == '.';
	closedir(folder);
	return empty;
}

const char *made_lab(const char *name, const char *scenario)
{
	char *h = format_string("labs/%s/lab.h", name), *c = format_string("labs/%s/lab.c", name);
	char *s = format_string("labs/%s/scenario.c", name);
	const char *path;

	made_file(h, made_lab_h);
	made_file(s, scenario != NULL ? scenario : usual_scenario);
	path = made_file(c, made_lab_c);
	free(h);
	free(c);
	free(s);
	return path;
}
