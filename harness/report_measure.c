/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"
#include "report_text.h"

#define BAR  40 /* columns */
#define BINS 8

/* One line of the histogram. */
struct bin {
	int64_t from, to; /* outcomes met, both ends included */
	uint64_t times;
	bool others; /* outcomes for which the runner had no room */
};

static void print_rate(struct paper *paper, const struct measure *measure)
{
	char low[32], high[32], rate[32], first[32];
	double runs = measure->runs > 0 ? (double)measure->runs : 1;

	paper_print(paper, "  failures per million: %s (95 %%: %s to %s)",
		    paper_count((uint64_t)((double)measure->failed * 1e6 / runs + 0.5), rate),
		    paper_count((uint64_t)(measure->low + 0.5), low),
		    paper_count((uint64_t)(measure->high + 0.5), high));
	if (measure->first_failure > 0)
		paper_print(paper, ", first in run %s", paper_count(measure->first_failure, first));
	paper_print(paper, "\n");
}

/* By value. */
static int by_value(const void *a, const void *b)
{
	const struct wire_outcome *left = a, *right = b;

	return left->value < right->value ? -1 : left->value > right->value;
}

/* A thing that happened once must be seen beside one that happened a million times. */
static int bar_length(uint64_t times, uint64_t most)
{
	int length = (int)((double)times / (double)most * BAR + 0.5);

	return length == 0 && times > 0 ? 1 : length;
}

static void print_bar(struct paper *paper, const char *name, const struct bin *bin, uint64_t most)
{
	static const char full[] = "########################################";
	char count[32], value[48];

	if (bin->others)
		snprintf(value, sizeof value, "others");
	else if (bin->from == bin->to)
		snprintf(value, sizeof value, "%lld", (long long)bin->from);
	else
		snprintf(value, sizeof value, "%lld..%lld", (long long)bin->from,
			 (long long)bin->to);
	paper_print(paper, "  %-14.14s %10s  ", name, value);
	paper_ink(paper, INK_CYAN, "%-*.*s", BAR, bar_length(bin->times, most), full);
	paper_print(paper, " %10s\n", paper_count(bin->times, count));
}

/* Index of the bin of that value: a bin for each value, or BINS of equal width. */
static unsigned bin_of(const struct wire_outcome *sorted, unsigned count, unsigned i)
{
	double width;

	if (count <= BINS)
		return i;
	width = ((double)sorted[count - 1].value - (double)sorted[0].value) / BINS;
	i = (unsigned)(((double)sorted[i].value - (double)sorted[0].value) / width);
	return i < BINS ? i : BINS - 1;
}

/* Fills bins; how many. */
static unsigned fill_bins(const struct measure *measure, struct bin *bins)
{
	struct wire_outcome sorted[WIRE_OUTCOMES];
	unsigned count = measure->noutcomes, used = 0, last = UINT_MAX;

	memcpy(sorted, measure->outcomes, count * sizeof *sorted);
	qsort(sorted, count, sizeof *sorted, by_value);
	for (unsigned i = 0; i < count; i++) {
		if (bin_of(sorted, count, i) != last)
			bins[used++] = (struct bin){.from = sorted[i].value};
		last = bin_of(sorted, count, i);
		bins[used - 1].to = sorted[i].value;
		bins[used - 1].times += sorted[i].times;
	}
	if (measure->outcomes_other > 0)
		bins[used++] = (struct bin){.times = measure->outcomes_other, .others = true};
	return used;
}

static void print_outcomes(struct paper *paper, const struct measure *measure)
{
	struct bin bins[BINS + 1];
	unsigned used = fill_bins(measure, bins);
	uint64_t most = 1;

	for (unsigned i = 0; i < used; i++)
		most = bins[i].times > most ? bins[i].times : most;
	for (unsigned i = 0; i < used; i++)
		print_bar(paper,
			  i == 0 && measure->outcome_name != NULL ? measure->outcome_name : "",
			  &bins[i], most);
}

void report_measure(struct paper *paper, const struct measure *measure)
{
	char noise[32], runs[64], failed[32], speed[32];

	paper_ink(paper, INK_BOLD, "%s", measure->scenario);
	paper_print(paper, ", noise %s: %s, ", options_noise_name(measure->noise, noise),
		    paper_plural(measure->runs, "run", runs));
	paper_ink(paper, measure->failed > 0 ? INK_RED : INK_GREEN, "%s failed",
		  paper_count(measure->failed, failed));
	if (measure->seconds > 0)
		paper_print(
			paper, ", %s runs a second",
			paper_count((uint64_t)((double)measure->runs / measure->seconds), speed));
	paper_print(paper, "%s\n", measure->processes ? ", a process for each" : "");
	print_rate(paper, measure);
	print_outcomes(paper, measure);
}

/* "of about 1,200,000 +- 40,000" */
static void print_estimate(struct paper *paper, const struct exploring *exploring)
{
	char estimate[32], deviation[32];

	if (exploring->complete || exploring->sampled || exploring->estimate == 0)
		return;
	if (exploring->estimate >= UINT64_C(1000000000000000000)) {
		paper_print(paper, " of more than 10^18");
		return;
	}
	paper_print(paper, " of about %s +- %s", paper_count(exploring->estimate, estimate),
		    paper_count((uint64_t)exploring->deviation, deviation));
}

void report_exploring(struct paper *paper, const struct exploring *exploring)
{
	char executions[64], failed[32];

	paper_ink(paper, INK_BOLD, "%s", exploring->scenario);
	paper_print(paper, "%s: %s", exploring->sampled ? ", at random" : "",
		    paper_plural(exploring->executions, "execution", executions));
	print_estimate(paper, exploring);
	paper_print(paper, "%s, ", exploring->complete ? ", all there are" : "");
	paper_ink(paper, exploring->failed > 0 ? INK_RED : INK_GREEN, "%s failed",
		  paper_count(exploring->failed, failed));
	paper_print(paper, "; at most %llu steps", (unsigned long long)exploring->longest);
	if (exploring->overlap > 0 && !exploring->sampled)
		paper_print(paper, "; %.2f of the threads run at a time", exploring->overlap);
	paper_print(paper, "\n");
	if (exploring->sampled && exploring->failed == 0)
		paper_print(paper,
			    "  a bug that one wrong order makes (depth 2) was missed with a chance of at "
			    "most %.2g (PCT)\n",
			    exploring->miss);
	if (exploring->weaker > 0)
		paper_print(paper, "  atomics weaker than seq_cst were taken as seq_cst: what else they "
				   "allow is not covered\n");
}
