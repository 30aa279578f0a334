/* SPDX-License-Identifier: MIT */
#include "option_rows.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "format.h"
#include "nearest.h"
#include "text.h"

#define ARRAY_LEN(array) (sizeof(array) / sizeof *(array))

/* So that a setter can end with it. */
static bool refuse(char **error, char *words)
{
	*error = words;
	return false;
}

/* Index of the value among names (NULL-ended); option is for the message. */
static bool choose(const char *option, const char *value, const char *const *names,
		   unsigned *chosen, char **error)
{
	char all[256] = "";

	for (unsigned i = 0; names[i] != NULL; i++) {
		if (strcmp(names[i], value) == 0) {
			*chosen = i;
			return true;
		}
		snprintf(all + strlen(all), sizeof all - strlen(all), "%s%s", i > 0 ? ", " : "",
			 names[i]);
	}
	return refuse(error,
		      format_string("--%s: there is no '%s'; choose from: %s", option, value, all));
}

/* A whole decimal number, with k and M as thousands and millions. */
static bool number(const char *option, const char *value, uint64_t least, uint64_t *result,
		   char **error)
{
	char *end;
	unsigned long long n, factor = 1;

	errno = 0;
	n = strtoull(value, &end, 10);
	if (end != value && (*end == 'k' || *end == 'M'))
		factor = *end++ == 'k' ? 1000 : 1000000;
	if (!isdigit((unsigned char)value[0]) || *end != '\0')
		return refuse(error,
			      format_string("--%s: '%s' is not a whole number (50000 and 50k are)",
					    option, value));
	if (errno == ERANGE || n > UINT64_MAX / 1000000 * (factor == 1 ? 1000000 : 1) ||
	    n * factor < least)
		return refuse(error, format_string("--%s: '%s' is out of range; at least %llu",
						   option, value, (unsigned long long)least));
	*result = n * factor;
	return true;
}

static bool set_format(struct options *options, const char *value, char **error)
{
	return format_choose(value, &options->format, error);
}

static bool set_color(struct options *options, const char *value, char **error)
{
	static const char *const names[] = {"auto", "always", "never", NULL};
	unsigned chosen;

	if (!choose("color", value, names, &chosen, error))
		return false;
	options->color = (enum color)chosen;
	return true;
}

static bool set_cc(struct options *options, const char *value, char **error)
{
	static const char *const names[] = {
		[COMPILER_GCC] = "gcc", [COMPILER_CLANG] = "clang", NULL};
	unsigned chosen;

	if (!choose("cc", value, names, &chosen, error))
		return false;
	options->compiler = (enum compiler)chosen;
	return true;
}

static bool set_output(struct options *options, const char *value, char **error)
{
	if (*value == '\0')
		return refuse(error, format_string("-o: the name of the file is empty"));
	options->output = strcmp(value, "-") == 0 ? NULL : value;
	return true;
}

static bool set_labs(struct options *options, const char *value, char **error)
{
	(void)error;
	options->labs_dir = value;
	return true;
}

static bool set_scenario(struct options *options, const char *value, char **error)
{
	(void)error;
	options->scenario = value;
	return true;
}

static bool set_args(struct options *options, const char *value, char **error)
{
	(void)error;
	options->args = value;
	return true;
}

static bool set_input(struct options *options, const char *value, char **error)
{
	(void)error;
	options->input = value;
	return true;
}

static bool set_runs(struct options *options, const char *value, char **error)
{
	return number("runs", value, 1, &options->settings.runs, error);
}

static bool set_seed(struct options *options, const char *value, char **error)
{
	return number("seed", value, 0, &options->settings.seed, error);
}

static bool set_search(struct options *options, const char *value, char **error)
{
	static const char *const names[] = {"prove", "naive", "sample", NULL};
	static const uint32_t searches[] = {SEARCH_PROVE, SEARCH_NAIVE, SEARCH_SAMPLE};
	unsigned chosen;

	if (!choose("search", value, names, &chosen, error))
		return false;
	options->settings.search = searches[chosen];
	options->settings.search_chosen = true;
	return true;
}

static bool set_spurious(struct options *options, const char *value, char **error)
{
	(void)value, (void)error;
	options->settings.spurious = true;
	return true;
}

static bool set_until_failure(struct options *options, const char *value, char **error)
{
	(void)value, (void)error;
	options->settings.until_failure = true;
	return true;
}

static bool set_show_output(struct options *options, const char *value, char **error)
{
	(void)value, (void)error;
	options->settings.keep_output = true;
	return true;
}

static bool set_confined(struct options *options, const char *value, char **error)
{
	(void)value, (void)error;
	options->settings.confined = true;
	return true;
}

static bool set_markdown(struct options *options, const char *value, char **error)
{
	(void)value, (void)error;
	options->markdown = true;
	return true;
}

static bool set_table(struct options *options, const char *value, char **error)
{
	if (options->table != NULL)
		return refuse(error,
			      format_string("--write and --compare: only one of them, once"));
	options->table = value;
	return true;
}

/* Calls each with every word between commas of value, until one is refused. */
static bool each_word(struct options *options, const char *value, char **error,
		      bool (*each)(struct options *options, const char *word, char **error))
{
	char *words = strdup(value), *rest = words, *word;
	bool fine = true;

	if (words == NULL)
		die("out of memory");
	while (fine && (word = strsep(&rest, ",")) != NULL)
		fine = each(options, word, error);
	free(words);
	return fine;
}

static bool add_checker(struct options *options, const char *word, char **error)
{
	const struct checker *checker = checker_find(word);
	unsigned count, used = 0;
	const struct checker *const *all = checkers(&count);
	const char *names[ARRAY_LEN(options->checkers) + 1] = {NULL};
	char list[256] = "";

	if (checker != NULL) {
		for (unsigned i = 0; i < options->ncheckers; i++)
			if (options->checkers[i] == checker)
				return true;
		options->checkers[options->ncheckers++] = checker;
		return true;
	}
	for (; used < count && used < ARRAY_LEN(options->checkers); used++) {
		names[used] = all[used]->name;
		snprintf(list + strlen(list), sizeof list - strlen(list), "%s%s",
			 used > 0 ? ", " : "", all[used]->name);
	}
	if (nearest(word, names) != NULL)
		return refuse(
			error,
			format_string("--checkers: there is no '%s'; did you mean '%s'? All: %s",
				      word, nearest(word, names), list));
	return refuse(error,
		      format_string("--checkers: there is no '%s'; choose from: %s", word, list));
}

static int by_order(const void *a, const void *b)
{
	return (*(const struct checker *const *)a)->order -
	       (*(const struct checker *const *)b)->order;
}

static bool set_checkers(struct options *options, const char *value, char **error)
{
	if (!each_word(options, value, error, add_checker))
		return false;
	qsort(options->checkers, options->ncheckers, sizeof *options->checkers, by_order);
	return true;
}

static bool add_noise(struct options *options, const char *word, char **error)
{
	static const char *const names[] = {"none", "sync", "access", "target", "all", NULL};
	static const int masks[] = {NOISE_NONE, NOISE_SYNC, NOISE_ACCESS, NOISE_TARGET,
				    NOISE_SYNC | NOISE_ACCESS | NOISE_TARGET};
	unsigned chosen;

	if (!choose("noise", word, names, &chosen, error))
		return false;
	if (options->settings.noise < 0)
		options->settings.noise = NOISE_NONE;
	options->settings.noise |= masks[chosen];
	return true;
}

static bool set_noise(struct options *options, const char *value, char **error)
{
	options->settings.noise = -1;
	return each_word(options, value, error, add_noise);
}

static bool set_lab(struct options *options, const char *value, char **error)
{
	(void)error;
	options->lab = value;
	return true;
}

static bool set_jobs(struct options *options, const char *value, char **error)
{
	if (!number("jobs", value, 1, &options->jobs, error))
		return false;
	return options->jobs <= 64 ||
	       refuse(error, format_string("--jobs: '%s' is out of range; at most 64", value));
}

static bool set_book(struct options *options, const char *value, char **error)
{
	if (*value == '\0')
		return refuse(error, format_string("--book: the name of the file is empty"));
	options->book = value;
	return true;
}

static bool set_pattern(struct options *options, const char *value, char **error)
{
	(void)error;
	options->pattern = value;
	return true;
}

const struct option_row option_rows[OPTION_IDS] = {
	[OPTION_FORMAT] = {"format", NULL, 0, "NAME", set_format,
			   "how the report is written; `racelab help formats` lists them"},
	[OPTION_OUTPUT] = {"output", NULL, 'o', "FILE", set_output,
			   "write the report there: all of it or nothing"},
	[OPTION_CHECKERS] = {"checkers", NULL, 0, "A,B", set_checkers, "only these checkers"},
	[OPTION_ARGS] = {"args", NULL, 0, "WORDS", set_args,
			 "the program's arguments: --args \"-n 4 'a b'\""},
	[OPTION_INPUT] = {"input", NULL, 0, "FILE", set_input,
			  "what the program reads on stdin, anew in each run"},
	[OPTION_SCENARIO] = {"scenario", NULL, 0, "NAME|N", set_scenario,
			     "only this scenario of the lab"},
	[OPTION_RUNS] = {"runs", "executions", 0, "N", set_runs,
			 "repeat each scenario so often (50k, 2M); explore: at most"},
	[OPTION_SEED] = {"seed", NULL, 0, "N", set_seed, "the same noise decisions again"},
	[OPTION_NOISE] = {"noise", NULL, 0, "KIND,...", set_noise,
			  "disturb threads at: none, sync, access, target, all"},
	[OPTION_SEARCH] = {"search", NULL, 0, "prove|naive|sample", set_search,
			   "explore: each class once, every order, or at random"},
	[OPTION_SPURIOUS] = {"spurious", NULL, 0, NULL, set_spurious,
			     "explore: condition waits may wake up for no reason"},
	[OPTION_UNTIL_FAILURE] = {"until-failure", NULL, 0, NULL, set_until_failure,
				  "stop at the first run that fails"},
	[OPTION_SHOW_OUTPUT] = {"show-output", NULL, 0, NULL, set_show_output,
				"let through what the program prints"},
	[OPTION_CONFINED] = {"confined", NULL, 0, NULL, set_confined,
			     "keep the program and its compiler from all that is not theirs"},
	[OPTION_CC] = {"cc", NULL, 0, "gcc|clang", set_cc, "the compiler for the program"},
	[OPTION_LABS] = {"labs", NULL, 0, "DIR", set_labs, "the folder with the labs"},
	[OPTION_COLOR] = {"color", "colour", 0, "auto|always|never", set_color, "colours in text"},
	[OPTION_MARKDOWN] = {"markdown", NULL, 0, NULL, set_markdown,
			     "the table as CHECKERS.md has it"},
	[OPTION_WRITE] = {"write", NULL, 0, "FILE", set_table,
			  "put that table into FILE, between its marker lines"},
	[OPTION_COMPARE] = {"compare", NULL, 0, "FILE", set_table,
			    "exit 1 if FILE holds another table"},
	[OPTION_LAB] = {"lab", NULL, 0, "LAB", set_lab, "only submissions for this lab"},
	[OPTION_JOBS] = {"jobs", NULL, 0, "N", set_jobs,
			 "so many at once; as many as processors if not given"},
	[OPTION_BOOK] = {"book", NULL, 0, "FILE", set_book, "the grade book; else grades.db"},
	[OPTION_PATTERN] = {"pattern", NULL, 0, "P", set_pattern,
			    "how submissions are named: '{student}/{lab}.c'"},
};
