/* SPDX-License-Identifier: MIT */
#include "made_graded.h"

#include <stdlib.h>
#include <string.h>

#include "../harness/text.h"
#include "../harness/witness.h"
#include "made_results.h"

const char made_hostile[] =
	"]]></failure> \"quoted\" & <b>, 100%\r\n::error::# SKIP \\ \x01\x7f \xff\xc3\x28 "
	"\xef\xbf\xbf \xe2\x82\xac";

static const struct scenario scenarios[] = {
	{.name = "two visitors", .what = "Two come at once.", .points = 6},
	{.name = "strangers", .what = "Two have nothing to do with each other.", .points = 2},
	{.name = "a busy day", .what = "Many come.", .points = 2, .native_only = true},
	{0},
};

static const struct declaration declared[] = {
	{.by = "helgrind",
	 .kind = FINDING_LOCK_ORDER,
	 .false_alarm = "A gate lock is held \"around\" it."},
	{0},
};

static const struct lab lab = {.title = "A <lab>", .scenarios = scenarios, .declared = declared};

static struct subject subject = {
	.name = "01-a-lab", .lab_dir = "labs/01-a-lab", .source = "hand ins/a,b:c.c", .lab = &lab};

void made_checking(struct checking *checking)
{
	static const char *const names[] = {"explore", "stress", "helgrind"};
	static const enum status statuses[] = {STATUS_PROVED, STATUS_NO_FAILURE_FOUND,
					       STATUS_CLEAN};

	*checking = (struct checking){.count = MADE_CHECKERS, .seconds = 1.5};
	checking->results = calloc(MADE_CHECKERS, sizeof *checking->results);
	for (unsigned i = 0; i < MADE_CHECKERS; i++)
		checking->results[i] = (struct result){
			.checker = names[i], .status = statuses[i], .complete = true};
	checking->results[MADE_EXPLORE].explored = calloc(2, sizeof(struct exploring));
	checking->results[MADE_EXPLORE].nexplored = 2;
	for (unsigned i = 0; i < 2; i++)
		checking->results[MADE_EXPLORE].explored[i] =
			(struct exploring){.scenario = scenarios[i].name,
					   .executions = 2,
					   .estimate = 2,
					   .complete = true,
					   .seconds = 0.25};
}

struct finding *made_failing(struct checking *checking, unsigned checker, enum finding_kind kind,
			     uint64_t mask)
{
	struct finding *finding = made_finding(&checking->results[checker], kind, made_hostile);

	checking->results[checker].status = STATUS_FAIL;
	finding->scenarios = mask;
	return finding;
}

void made_grade(struct graded *graded, struct checking *checking)
{
	checking->verdict = verdict_decide(&subject, checking->results, checking->count);
	graded_make(graded, &subject, checking, -1);
}

static void add_step(struct witness *witness, const char *thread, const char *what, bool failing)
{
	struct step *step = &witness->steps[witness->nsteps++];

	step->spot.file = format_string("lab.c");
	step->spot.line = (unsigned)witness->nsteps;
	step->spot.function = format_string("visit");
	step->thread = format_string("%s", thread);
	step->what = format_string("%s", what);
	step->object = format_string("hits");
	step->has_value = true;
	step->value = UINT64_MAX; /* -1 */
	step->size = 8;
	step->failing = failing;
}

static struct witness *made_witness(void)
{
	struct witness *witness = calloc(1, sizeof *witness);

	witness->token = format_string("01.1-12345678-gQ");
	witness->switches = 2;
	witness->steps = calloc(4, sizeof *witness->steps);
	add_step(witness, "T1", "locks", false);
	add_step(witness, "T2", "reads", true);
	add_step(witness, "T1", "unlocks", false);
	add_step(witness, "T2", "writes", false);
	return witness;
}

static void make_race(struct graded *graded)
{
	struct checking checking;
	struct finding *race;

	made_checking(&checking);
	race = made_failing(&checking, MADE_EXPLORE, FINDING_DATA_RACE, 1);
	made_place(race, "lab.c", 12, 3, "hits");
	made_place(race, "lab.c", 14, 3, "hits");
	place_add_caller(&race->places[0])->file = format_string("scenario.c");
	race->places[0].callers[0].line = 7;
	race->witness = made_witness();
	made_grade(graded, &checking);
	graded_keep_source(graded, "lab.c", made_hostile);
	free(graded->review);
	graded->review = format_string("stress says %s", made_hostile);
	graded->student = format_string("=cmd|'/c calc'!A0, \"B\"\r\n# o'c\xff");
}

static void make_serialised(struct graded *graded)
{
	struct checking checking;
	struct finding *order;

	made_checking(&checking);
	made_failing(&checking, MADE_EXPLORE, FINDING_SERIALISED, 2);
	order = made_failing(&checking, MADE_HELGRIND, FINDING_LOCK_ORDER, 0);
	made_place(order, "lab.c", 20, 1, "a");
	made_place(order, "lab.c", 21, 1, "b");
	made_grade(graded, &checking);
	graded->student = format_string("-2+3");
	free(graded->confinement);
	graded->confinement = format_string("partial: no namespaces");
}

void made_class(struct graded *list)
{
	struct checking checking;

	made_checking(&checking);
	made_grade(&list[0], &checking);
	list[0].student = format_string("ada");
	make_race(&list[1]);
	make_serialised(&list[2]);
	graded_refuse(
		&list[3], GRADED_REFUSED, "01-a-lab", &lab, "x/lab.c",
		"x/lab.c:3:1: error: expected \xe2\x80\x98;\xe2\x80\x99 <\x02>\nx/lab.c:4: ]]>");
	list[3].student = format_string("@eve");
	graded_refuse(&list[4], GRADED_ERROR, "01-a-lab", &lab, "y/lab.c", "no memory\nat all");
}

void made_class_release(struct graded *list)
{
	for (size_t i = 0; i < MADE_CLASS; i++)
		graded_release(&list[i]);
}
