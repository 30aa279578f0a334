/* SPDX-License-Identifier: MIT */
/* racelab convert: reports that were kept as JSON, written in another format; nothing is run. */
#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "asking.h"
#include "command.h"
#include "die.h"
#include "files.h"
#include "format.h"
#include "options.h"

struct conversion {
	struct graded *list; /* owned */
	size_t count;
};

static bool add(struct conversion *conversion, const json_t *root, const char *path)
{
	struct graded *grown;
	char *error;

	grown = reallocarray(conversion->list, conversion->count + 1, sizeof *grown);
	if (grown == NULL)
		die("out of memory");
	conversion->list = grown;
	if (!graded_read_value(root, &grown[conversion->count], &error)) {
		complain("%s: %s", path, error);
		free(error);
		return false;
	}
	conversion->count++;
	return true;
}

/* One report, or an array of them, as --format json writes of a class. */
static bool add_all(struct conversion *conversion, const json_t *root, const char *path)
{
	json_t *report;
	size_t i;

	if (!json_is_array(root))
		return add(conversion, root, path);
	json_array_foreach(root, i, report)
		if (!add(conversion, report, path))
			return false;
	return true;
}

static bool read_file(struct conversion *conversion, const char *path)
{
	size_t size;
	char *bytes = files_read(path, &size);
	json_error_t wrong;
	json_t *root;
	bool fine;

	if (bytes == NULL) {
		complain("%s cannot be read: %s", path, strerror(errno));
		return false;
	}
	root = json_loadb(bytes, size, 0, &wrong);
	free(bytes);
	if (root == NULL) {
		complain("%s is no JSON: %s in line %d; `racelab check --format json -o FILE` "
			 "writes it",
			 path, wrong.text, wrong.line);
		return false;
	}
	fine = add_all(conversion, root, path);
	json_decref(root);
	return fine;
}

static bool write_all(const struct options *options, const struct conversion *conversion)
{
	struct text text = {0};
	char *error;

	if (format_write(options->format, conversion->list, conversion->count, &text, &error))
		return asking_deliver(options, text_take(&text));
	complain("%s", error);
	free(error);
	return false;
}

static int run(const struct options *options)
{
	struct conversion conversion = {0};
	bool fine = options->format != NULL;

	if (!fine)
		complain("say into what with --format: %s (but not text: that is written when a "
			 "file is "
			 "checked)",
			 format_names());
	for (unsigned i = 0; fine && i < options->noperands; i++)
		fine = read_file(&conversion, options->operands[i]);
	fine = fine && write_all(options, &conversion);
	for (size_t i = 0; i < conversion.count; i++)
		graded_release(&conversion.list[i]);
	free(conversion.list);
	return fine ? EXIT_CLEAN : EXIT_FAULT;
}

COMMAND(convert) = {
	.name = "convert",
	.order = 60,
	.arguments = "REPORT.json...",
	.summary = "writes kept reports in another format",
	.more = "A report is what --format json writes, of one submission or of many.  Nothing is "
		"built or\n"
		"run, and the points stay as they were given.  `racelab help formats` lists the "
		"formats.",
	.options = OPTION(OPTION_FORMAT) | OPTION(OPTION_OUTPUT),
	.least = 1,
	.most = COMMAND_MOST,
	.run = run,
};
