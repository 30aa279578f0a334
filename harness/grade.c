/* SPDX-License-Identifier: MIT */
#include "grade.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "checking.h"
#include "claims.h"
#include "die.h"
#include "graded.h"
#include "kit.h"
#include "labs.h"
#include "reference.h"
#include "shown.h"
#include "text.h"

/* Where so many checkers cannot do their work, the others are not worth their minutes. */
#define ENOUGH_ERRORS 2

struct grader {
	const struct options *options;
	const char *lab;
	struct subject *subject;
	struct checking checking;
	struct book_grade *grade;
};

/* The one place where it is said how a submission is checked, and how confined. */
struct settings grade_settings(void)
{
	struct settings settings = claims_settings();

	settings.among_others = true;
	return settings;
}

/* ---- the checkers ---- */

/* The new result beside those that there are, and all of them weighed together. */
static void add_result(struct grader *grader, struct checking *one)
{
	struct checking *all = &grader->checking;

	all->results = reallocarray(all->results, all->count + 1, sizeof *all->results);
	if (all->results == NULL)
		die("out of memory");
	all->results[all->count++] = one->results[0];
	all->seconds += one->seconds;
	all->verdict = verdict_decide(grader->subject, all->results, all->count);
	free(one->results);
}

static unsigned errors(const struct checking *checking)
{
	unsigned count = 0;

	for (unsigned i = 0; i < checking->count; i++)
		count += checking->results[i].status == STATUS_ERROR;
	return count;
}

/*
 * One after another: what fails a submission is not taken back by those who come later (an
 * accusation that a lab knows as false may only be confirmed), so the rest need not be asked.
 */
static bool ask_all(struct grader *grader, char **error)
{
	const struct settings settings = grade_settings();
	unsigned count;
	const struct checker *const *list = checkers(&count);

	for (unsigned i = 0; i < count; i++) {
		struct checking one = {0};

		if (!checking_run(grader->subject, &settings, &settings, &list[i], 1, &one, error))
			return false;
		add_result(grader, &one);
		if (grader->checking.verdict == VERDICT_FAIL ||
		    errors(&grader->checking) >= ENOUGH_ERRORS)
			break;
	}
	return true;
}

/* ---- words ---- */

static void replace_all(char **text, const char *old, const char *new)
{
	struct text out = {0};
	const char *at = *text, *next;

	while ((next = strstr(at, old)) != NULL) {
		text_add(&out, at, (size_t)(next - at));
		text_add(&out, new, strlen(new));
		at = next + strlen(old);
	}
	text_add(&out, at, strlen(at));
	free(*text);
	*text = text_take(&out);
}

/* As it was given to the compiler, and as the lines of an object have it: from where we stand. */
static void forget_path(char **text, const char *folder, const char *new)
{
	char *inside = format_string("%s/", folder), *here = get_current_dir_name();
	size_t length = here != NULL ? strlen(here) : 0;

	replace_all(text, inside, new);
	if (length > 1 && strncmp(inside, here, length) == 0 && inside[length] == '/')
		replace_all(text, inside + length + 1, new);
	free(inside);
	free(here);
}

/* Files of the compiler's own, "/tmp/ccL2vGk9.s", have another name each time. */
static void forget_compilers_files(char *text)
{
	static const char begin[] = "/tmp/cc";

	for (char *at = strstr(text, begin); at != NULL; at = strstr(at, begin)) {
		at += strlen(begin);
		for (unsigned i = 0; i < 6 && isalnum((unsigned char)*at); i++)
			*at++ = 'x';
	}
}

/* Where things lay for this once is nobody's business, and would be another text each time. */
static void forget_folder(const struct grader *grader, char **text)
{
	forget_path(text, grader->subject->work, "");
	forget_path(text, grader->subject->lab_dir, "");
	replace_all(text, grader->subject->work, ".");
	forget_compilers_files(*text);
}

/* "lab.c:14: the counter says 1"; with what hides in it written out. */
static char *headline_of(const struct finding *finding)
{
	const struct spot *spot = finding->nplaces > 0 ? &finding->places[0].spot : NULL;
	char *line, *shown;

	if (spot != NULL && spot->file != NULL && spot->line != 0)
		line = format_string("%s:%u: %s", spot->file, spot->line, finding->message);
	else
		line = format_string("%s", finding->message);
	shown = shown_name(line);
	free(line);
	return shown;
}

/* What the submission failed by: the kinds, each once, and the first finding. */
static void describe(struct grader *grader)
{
	bool found[FINDING_KINDS] = {false};
	struct text classes = {0};

	for (unsigned i = 0; i < grader->checking.count; i++) {
		const struct findings *findings = &grader->checking.results[i].findings;

		for (size_t k = 0; k < findings->count; k++) {
			if (findings->items[k].known_false)
				continue;
			found[findings->items[k].kind] = true;
			if (grader->grade->headline == NULL)
				grader->grade->headline = headline_of(&findings->items[k]);
		}
	}
	for (unsigned kind = 0; kind < FINDING_KINDS; kind++)
		if (found[kind])
			text_printf(&classes, "%s%s", classes.length > 0 ? "," : "",
				    finding_kind_name(kind));
	grader->grade->classes = text_take(&classes);
	if (grader->grade->headline == NULL)
		grader->grade->headline = format_string("%s", "");
	forget_folder(grader, &grader->grade->headline);
}

/* ---- grades ---- */

/* Takes what the graded submission says of itself into the book's row. */
static void take_graded(struct book_grade *grade, const struct graded *graded)
{
	grade->report = graded_json(graded);
	grade->points = graded->points;
	grade->maximum = graded->maximum;
	grade->review = format_string("%s", graded_review(graded));
	grade->confinement = format_string("%s", graded->confinement != NULL ? graded->confinement
									     : "nothing was run");
}

static void take_report(struct grader *grader)
{
	struct book_grade *grade = grader->grade;
	struct graded graded;

	grade->verdict = format_string("%s", verdict_name(grader->checking.verdict));
	grade->seconds = grader->checking.seconds;
	describe(grader);
	graded_make(&graded, grader->subject, &grader->checking, -1);
	graded.seed = grade_settings().seed;
	take_graded(grade, &graded);
	graded_release(&graded);
	forget_folder(grader, &grade->report);
}

/* The notes of those who could not do their work. */
static char *why_in_error(const struct checking *checking)
{
	struct text text = {0};

	for (unsigned i = 0; i < checking->count; i++)
		if (checking->results[i].status == STATUS_ERROR)
			text_printf(&text, "%s%s: %s", text.length > 0 ? "; " : "",
				    checking->results[i].checker,
				    checking->results[i].note != NULL ? checking->results[i].note
								      : "error");
	if (text.length == 0)
		text_printf(&text, "no checker could run on this machine; see `racelab doctor`");
	return text_take(&text);
}

/* The first line that says `error`, or that a function is missing; owned by the caller. */
static char *headline_of_compiler(const char *words)
{
	const char *at = strstr(words, "error:"), *begin = words;
	char *line, *shown;

	if (at != NULL)
		for (begin = at; begin > words && begin[-1] != '\n';)
			begin--;
	line = strndup(begin, strcspn(begin, "\n"));
	if (line == NULL)
		die("out of memory");
	shown = shown_name(line);
	free(line);
	return shown;
}

/*
 * What cannot be checked, by its author's fault; the headline is taken over.  by: of whose
 * compiling came the words; NULL: nothing was tried.
 */
static struct book_grade zero(const char *name, const struct lab *lab, const struct subject *by,
			      const char *words, const char *verdict, char *headline)
{
	struct book_grade grade = {.verdict = format_string("%s", verdict),
				   .classes = format_string("%s", verdict),
				   .headline = headline};
	struct graded graded;

	graded_refuse(&graded, GRADED_REFUSED, name, lab, "", words);
	if (by != NULL)
		graded.confinement = format_string("%s", subject_confinement(by));
	take_graded(&grade, &graded);
	graded_release(&graded);
	return grade;
}

struct book_grade grade_unfit(const char *name, const struct lab *lab, const char *unfit)
{
	return zero(name, lab, NULL, unfit, "not-gradable", shown_name(unfit));
}

/*
 * Is it the submission's fault that it cannot be built?  It is if the reference can be, or the
 * starter where there is none: the same compiler, the same disk, the same scenario.
 */
static bool others_can_be_built(const struct grader *grader)
{
	char *path = reference_path(grader->lab), *error = NULL;
	struct subject *other = NULL;
	bool built = subject_new(grader->lab, path, grader->options->compiler,
				 grader->options->cflags, &other, &error);

	if (built) {
		other->confined = true;
		built = subject_build(other, &error);
	}
	subject_free(other);
	free(error);
	free(path);
	return built;
}

/* Takes the words over.  False: it was not the submission's fault, and they are the error. */
static bool take_words(struct grader *grader, char *words, char **error)
{
	forget_folder(grader, &words);
	if (!others_can_be_built(grader)) {
		*error = format_string(
			"nothing can be built for lab %s, not even its own repair: %s", grader->lab,
			words);
		free(words);
		return false;
	}
	*grader->grade = zero(grader->lab, grader->subject->lab, grader->subject, words,
			      "compile-error", headline_of_compiler(words));
	free(words);
	return true;
}

static bool grade_subject(struct grader *grader, char **error)
{
	char *words = NULL;

	if (!ask_all(grader, &words))
		return take_words(grader, words, error);
	if (grader->checking.verdict == VERDICT_ERROR) {
		*error = why_in_error(&grader->checking);
		forget_folder(grader, error);
		return false;
	}
	take_report(grader);
	return true;
}

bool grade_submission(const struct options *options, const char *lab, const char *bytes,
		      size_t count, struct book_grade *grade, char **error)
{
	struct grader grader = {.options = options, .lab = lab, .grade = grade};
	bool graded;

	*grade = (struct book_grade){0};
	if (!subject_new_text(lab, bytes, count, options->compiler, options->cflags,
			      &grader.subject, error))
		return false;
	grader.subject->confined = true; /* nobody looks at what these files do */
	graded = grade_subject(&grader, error);
	checking_release(&grader.checking);
	subject_free(grader.subject);
	return graded;
}
