/* SPDX-License-Identifier: MIT */
#include "probe.h"

#include <math.h>

#include "../report.h"
#include "../rt.h"
#include "execution.h"
#include "history.h"
#include "note.h"
#include "sample.h"
#include "search.h"
#include "turn.h"

#define WALKS 400
#define HUGE  1e100 /* more than that is all the same, and would not stay a number for long */

static struct {
	uint64_t asleep; /* threads whose next event was a branch that lies to the left: a bit each */
	double weight;
	bool in_vain;
} probe;

static bool begin(void)
{
	probe.asleep = 0;
	probe.weight = 1;
	probe.in_vain = false;
	return true;
}

static uint64_t bit(const struct thread *thread)
{
	return (uint64_t)1 << thread->index;
}

static struct thread *pick(void)
{
	struct thread *list[THREADS], *local, *awake[THREADS];
	unsigned ready = sample_ready(list, &local), used = 0, chosen;

	if (local != NULL)
		return local;
	for (unsigned i = 0; i < ready; i++)
		if (!(probe.asleep & bit(list[i])))
			awake[used++] = list[i];
	if (used == 0) {
		probe.in_vain = ready > 0;
		return NULL;
	}
	chosen = (unsigned)(search_random() % used);
	probe.weight = probe.weight > HUGE ? HUGE : probe.weight * used;
	for (unsigned i = 0; i < chosen; i++)
		probe.asleep |= bit(awake[i]);
	return awake[chosen];
}

/* Does what the sleeping thread is about to do depend on the event? */
static bool wakes(const struct thread *thread, const struct note *event)
{
	struct note next = note_of_op(&thread->op, thread->index, thread->number + 1);

	return note_depend(&next, event);
}

static void committed(void)
{
	struct note event = note_of(&world.events[world.count - 1]);

	for (unsigned i = 0; probe.asleep != 0 && i < world.used; i++)
		if ((probe.asleep >> i & 1) && wakes(&world.threads[i], &event))
			probe.asleep &= ~((uint64_t)1 << i);
}

static unsigned choose(unsigned alternatives)
{
	probe.weight = probe.weight > HUGE ? HUGE : probe.weight * alternatives;
	return (unsigned)(search_random() % alternatives);
}

static const struct search search_probe = {
	.name = "probe",
	.start = search_nothing,
	.begin = begin,
	.pick = pick,
	.committed = committed,
	.choose = choose,
	.end = search_nothing,
};

void probe_classes(double *estimate, double *deviation)
{
	double sum = 0, squares = 0;
	unsigned walks = 0;

	search = &search_probe;
	history.known = 0;
	report_only_known = true; /* what is wrong is found by the search that follows */
	for (; walks < WALKS && !history.anew; walks++) {
		double weight;

		search_seed(walks + 1);
		begin();
		execution_run();
		weight = probe.in_vain ? 0 : probe.weight;
		sum += weight;
		squares += weight * weight;
	}
	report_only_known = false;
	*estimate = walks > 0 ? sum / walks : 0;
	*deviation = walks > 0 ? sqrt(fabs(squares / walks - *estimate * *estimate) / walks) : 0;
}
