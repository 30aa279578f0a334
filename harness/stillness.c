/* SPDX-License-Identifier: MIT */
#include "stillness.h"

#include <time.h>

#include "process_tree.h"
#include "text.h"

#define LOOK_SECONDS 1.0
#define LONGER	     30 /* times the patience: by then a machine without room had its chance */

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void stillness_begin(struct stillness *stillness, pid_t pid, unsigned patience)
{
	*stillness = (struct stillness){
		.pid = pid, .patience = patience, .since = now(), .looked = now(), .spent = -1};
}

static void start_again(struct stillness *stillness, uint64_t progress)
{
	stillness_begin(stillness, stillness->pid, stillness->patience);
	stillness->progress = progress;
}

/* Who is awake and gets no processor may yet get on; a watcher that looks round is awake at times.
 */
static enum stillness_why judge(const struct stillness *stillness, double spent)
{
	double lasted = stillness->looked - stillness->since;

	if (spent > stillness->patience)
		return STILLNESS_SPINS;
	if (lasted <= stillness->patience)
		return STILLNESS_NONE;
	if (stillness->asleep == stillness->looks)
		return STILLNESS_SLEEPS;
	return stillness->asleep * 2 > stillness->looks ||
			       lasted > (double)stillness->patience * LONGER
		       ? STILLNESS_UNKNOWN
		       : STILLNESS_NONE;
}

enum stillness_why stillness_ask(struct stillness *stillness, uint64_t progress)
{
	double time = now(), spent;

	if (stillness->patience == 0)
		return STILLNESS_NONE;
	if (progress != stillness->progress) {
		start_again(stillness, progress);
		return STILLNESS_NONE;
	}
	if (time - stillness->looked < LOOK_SECONDS)
		return STILLNESS_NONE;
	stillness->looked = time;
	stillness->asleep += process_tree_sleeps(stillness->pid, &spent);
	stillness->looks++;
	if (stillness->spent < 0)
		stillness->spent = spent;
	return judge(stillness, spent - stillness->spent);
}

bool stillness_add(enum stillness_why why, unsigned patience, bool alone, struct findings *list)
{
	if (why == STILLNESS_SPINS) {
		findings_add(list, FINDING_LIVELOCK)->message =
			format_string("it has computed for %u s of processor time and got nowhere: "
				      "a loop without end",
				      patience);
		return true;
	}
	if (why == STILLNESS_SLEEPS && alone) {
		findings_add(list, FINDING_UNSUPPORTED)->message =
			format_string("it waits in the kernel, where explore cannot see for what; "
				      "nothing woke it in %u s",
				      patience);
		return true;
	}
	return false;
}
