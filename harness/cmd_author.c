/* SPDX-License-Identifier: MIT */
/*
 * racelab author: everything that a lab's author wants to know before others meet the lab. Each
 * file of its gallery goes through every checker; what is not as claimed is said below it.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "checkings.h"
#include "claims.h"
#include "command.h"
#include "confusion.h"
#include "die.h"
#include "gallery.h"
#include "kit.h"
#include "labs.h"
#include "options.h"
#include "paper.h"
#include "progress.h"
#include "text.h"

/* The files of all galleries in a row, as the checks are. */
struct author {
	const struct options *options;
	struct galleries galleries;
	struct checkings_job *jobs;  /* owned */
	const struct piece **pieces; /* jobs[i] checks *pieces[i]; owned */
	size_t njobs;
	size_t done;
	struct confusion confusion;
	unsigned broken; /* claims */
	char *error;	 /* owned; what kept a file from being checked at all */
};

static void flush(struct paper *paper)
{
	char *text = paper_take(paper);

	progress_clear();
	fputs(text, stdout);
	fflush(stdout);
	free(text);
}

static void begin(const struct author *author, struct paper *paper)
{
	paper_init(paper, options_colored(author->options, isatty(STDOUT_FILENO)));
}

/* Prints and forgets. */
static void complain_all(struct author *author, struct paper *paper, struct complaints *complaints)
{
	for (size_t i = 0; i < complaints->count; i++)
		paper_ink(paper, INK_RED, "    ! %s\n", complaints->items[i]);
	author->broken += (unsigned)complaints->count;
	complaints_release(complaints);
}

/* ---- one file ---- */

/* "explore, tsan" who fail it, and "helgrind*" who say what is declared a false alarm. */
static void print_witnesses(struct paper *paper, const struct checking *checking)
{
	const char *between = "";

	for (unsigned i = 0; i < checking->count; i++) {
		const struct result *result = &checking->results[i];

		if (result->findings.count == 0)
			continue;
		paper_print(paper, "%s%s%s", between, result->checker,
			    result->status == STATUS_FAIL ? "" : "*");
		between = ", ";
	}
}

static void print_piece(struct paper *paper, const struct piece *piece,
			const struct checking *checking)
{
	char executions[64] = "";

	for (unsigned i = 0; i < checking->count; i++)
		if (checking->results[i].nexplored > 0)
			paper_plural(checking->results[i].executions, "execution", executions);
	paper_print(paper, "  %-32s %-16s %18s %6.1f s  ", piece->name,
		    verdict_name(checking->verdict), executions, checking->seconds);
	print_witnesses(paper, checking);
	paper_print(paper, "\n");
}

/* The families that its wrong repairs stand for, and those that they do not: not all fit each lab.
 */
static void print_families(struct paper *paper, const struct gallery *gallery)
{
	unsigned times[FAMILIES] = {0};

	for (size_t i = 0; i < gallery->count; i++)
		if (gallery->pieces[i].kind == PIECE_WRONG)
			times[gallery->pieces[i].family]++;
	paper_print(paper, "  wrong repairs by family:");
	for (unsigned family = FAMILY_NONE + 1; family < FAMILIES; family++)
		if (times[family] > 0)
			paper_print(paper, " %s %u;", family_name(family), times[family]);
	paper_print(paper, "\n");
	for (unsigned family = FAMILY_NONE + 1; family < FAMILY_OWN; family++)
		if (times[family] == 0)
			paper_ink(paper, INK_FAINT, "    none yet: %s (%s)\n", family_name(family),
				  family_meaning(family));
}

static void head(struct author *author, const struct gallery *gallery, const struct lab *lab)
{
	struct complaints complaints = {0};
	struct paper paper;

	begin(author, &paper);
	paper_ink(&paper, INK_BOLD, "%s  %s\n", gallery->lab, lab->title);
	claims_of_folders(gallery, lab, &complaints);
	claims_of_words(gallery, &complaints);
	complain_all(author, &paper, &complaints);
	print_families(&paper, gallery);
	flush(&paper);
}

static const struct gallery *gallery_of(const struct author *author, const char *lab)
{
	for (size_t i = 0; i < author->galleries.count; i++)
		if (strcmp(author->galleries.items[i].lab, lab) == 0)
			return &author->galleries.items[i];
	bug("a file of lab %s has no gallery", lab);
}

static void take(void *context, struct checkings_job *job)
{
	struct author *author = context;
	const struct piece *piece = author->pieces[author->done++];
	struct complaints complaints = {0};
	struct paper paper;

	if (piece->kind == PIECE_STARTER && job->description != NULL)
		head(author, gallery_of(author, job->lab), job->description);
	begin(author, &paper);
	if (job->error != NULL) {
		complaints_add(&complaints, "%s: %s", piece->name, job->error);
	} else {
		print_piece(&paper, piece, &job->checking);
		claims_of_piece(piece, job->description, &job->checking, &complaints);
		confusion_add(&author->confusion, piece, &job->checking);
	}
	complain_all(author, &paper, &complaints);
	flush(&paper);
}

/* ---- all of them ---- */

static void add_gallery(struct author *author, const struct gallery *gallery)
{
	unsigned count;
	const struct checker *const *list = checkers(&count);

	for (size_t i = 0; i < gallery->count; i++) {
		author->pieces[author->njobs] = &gallery->pieces[i];
		author->jobs[author->njobs++] =
			(struct checkings_job){.lab = gallery->lab,
					       .source = gallery->pieces[i].path,
					       .list = list,
					       .count = count};
	}
}

static void add_all(struct author *author)
{
	size_t room = author->galleries.npieces + 1;

	author->jobs = calloc(room, sizeof *author->jobs);
	author->pieces = calloc(room, sizeof *author->pieces);
	if (author->jobs == NULL || author->pieces == NULL)
		die("out of memory");
	for (size_t i = 0; i < author->galleries.count; i++)
		add_gallery(author, &author->galleries.items[i]);
}

static void check_all(struct author *author)
{
	struct settings settings = claims_settings();
	struct checkings checkings = {.jobs = author->jobs,
				      .count = author->njobs,
				      .compiler = author->options->compiler,
				      .cflags = author->options->cflags,
				      .native = &settings,
				      .tools = &settings,
				      .done = take,
				      .context = author};

	checkings_run(&checkings);
	checkings_release(&checkings);
}

static int conclude(struct author *author, double seconds)
{
	struct paper paper;

	begin(author, &paper);
	paper_print(&paper, "\n");
	confusion_print(&author->confusion, &paper);
	paper_print(&paper, "\n%zu files through every checker in %.1f s: ", author->njobs,
		    seconds);
	if (author->broken > 0)
		paper_ink(&paper, INK_RED, "%u claims do not hold (marked !)\n", author->broken);
	else
		paper_ink(&paper, INK_GREEN, "all is as claimed\n");
	flush(&paper);
	return author->broken > 0 ? EXIT_FOUND : EXIT_CLEAN;
}

static void author_release(struct author *author)
{
	galleries_close(&author->galleries);
	free(author->jobs);
	free(author->pieces);
	confusion_release(&author->confusion);
	free(author->error);
}

static int run(const struct options *options)
{
	struct author author = {.options = options};
	double began = checking_clock();
	char *chosen = NULL;
	int status = EXIT_FAULT;

	if ((options->noperands == 0 ||
	     labs_resolve(options->operands[0], &chosen, &author.error)) &&
	    galleries_open(chosen, &author.galleries, &author.error)) {
		add_all(&author);
		check_all(&author);
		status = conclude(&author, checking_clock() - began);
	} else {
		complain("%s", author.error);
	}
	author_release(&author);
	free(chosen);
	return status;
}

COMMAND(author) = {
	.name = "author",
	.order = 45,
	.arguments = "[LAB]",
	.summary = "is a lab (or every lab) all that it claims to be?",
	.more = "For those who write labs.  The starter, the reference, each right and each wrong "
		"repair of "
		"the lab\n"
		"go through every checker; a line for each says the verdict, how many executions "
		"explore "
		"needed, the\n"
		"time, and which checkers found something (* a known false alarm).  What is not as "
		"the lab "
		"declares\n"
		"stands below it, marked !.  At the end: how many right repairs passed and wrong "
		"ones were "
		"caught, by\n"
		"the verdict and by each checker alone.  Exit status 0: all is as claimed.  "
		"labs/README.md "
		"tells how to\n"
		"write a lab; --labs DIR takes labs of your own, with DIR/../solutions beside "
		"them.",
	.options = OPTION(OPTION_CC) | OPTION(OPTION_LABS) | OPTION(OPTION_COLOR),
	.most = 1,
	.run = run,
};
