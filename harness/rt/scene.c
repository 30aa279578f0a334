/* SPDX-License-Identifier: MIT */
#include "scene.h"

#include "atfork.h"
#include "heap.h"
#include "image.h"
#include "noise.h"
#include "report.h"
#include "rt.h"

unsigned scene_threads(void)
{
	unsigned threads = 0;

	while (threads < SCENARIO_THREADS && rt.scenario->body[threads] != NULL)
		threads++;
	return threads;
}

struct slot *scene_begin(void)
{
	struct slot *main_slot;

	image_restore();
	image_restore_tls();
	heap_restore();
	noise_new_run();
	atfork_forget();
	main_slot = slot_claim("main");
	main_slot->quiet = true;
	slot_become(main_slot);
	if (rt.scenario->setup != NULL)
		rt.scenario->setup();
	return main_slot;
}

void scene_check(void)
{
	slot_go_on();
	if (rt.scenario->check != NULL)
		rt.scenario->check();
	atomic_store_explicit(&slot_table->over, 1, memory_order_relaxed);
}

void scene_end(void)
{
	slot_end(END_RETURNED);
	atomic_store_explicit(&slot_table->run_completed, 1, memory_order_relaxed);
	if (rt.job->mode != MODE_PROCESS)
		report_run();
}
