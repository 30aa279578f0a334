/* SPDX-License-Identifier: MIT */
/* racelab grade-one: what `grade` starts for each submission (crew.h); from stdin to stdout. */
#include <stdio.h>
#include <stdlib.h>

#include "command.h"
#include "die.h"
#include "grade.h"
#include "handins.h"
#include "options.h"
#include "seam.h"

/* At most what a hand-in may have; owned by the caller. */
static char *read_all(size_t *count)
{
	char *bytes = malloc(HANDIN_MOST + 1);

	if (bytes == NULL)
		die("out of memory");
	*count = fread(bytes, 1, HANDIN_MOST, stdin);
	if (ferror(stdin))
		die("the submission cannot be read from stdin");
	return bytes;
}

static int run(const struct options *options)
{
	struct book_grade grade;
	char source[DIGEST_HEX], *error = NULL, *text;
	size_t count;
	char *bytes = read_all(&count);

	/* The compiler's words are kept, and must be the same whoever grades. */
	setenv("LC_ALL", "C.UTF-8", 1);
	digest_of(bytes, count, source);
	seam_for("worker", source);
	if (grade_submission(options, options->operands[0], bytes, count, &grade, &error)) {
		text = grade_write(&grade);
		book_grade_release(&grade);
	} else {
		text = grade_write_fault(error);
		free(error);
	}
	fputs(text, stdout);
	free(text);
	free(bytes);
	return EXIT_CLEAN;
}

COMMAND(grade_one) = {
	.name = "grade-one",
	.order = 99,
	.arguments = "LAB",
	.options = OPTION(OPTION_CC) | OPTION(OPTION_LABS),
	.least = 1,
	.most = 1,
	.run = run,
};
