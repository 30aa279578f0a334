/* SPDX-License-Identifier: MIT */
/*
 * With C11's own threads, and with the state rather than a count: the shop may be shut when the
 * tray is empty and nothing is at the press.  Both are looked at under the one lock, and a job goes
 * from tray to press without being in neither for a moment.  It costs a flag more than a count, and
 * with two presses it would have to become one.
 */
#include "lab.h"

#include <stdbool.h>
#include <threads.h>

static thrd_t printer;
static mtx_t lock;
static cnd_t changed; /* whoever waits for something waits here: at most two */
/* guarded by lock: */
static int tray[SHOP_JOBS];
static unsigned handed_in, taken;
static bool at_work, may_go;

/* The sheet before is dry: takes the next job.  False: there is none, and none will come. */
static bool take_job(int *job)
{
	mtx_lock(&lock);
	at_work = false;
	cnd_broadcast(&changed);
	while (taken == handed_in && !may_go)
		cnd_wait(&changed, &lock);
	if (taken < handed_in) {
		at_work = true;
		*job = tray[taken++];
	}
	mtx_unlock(&lock);
	return *job != 0;
}

static int print_all_day(void *nothing)
{
	(void)nothing;
	for (int job = 0; take_job(&job); job = 0)
		press(job);
	return 0;
}

void shop_open(void)
{
	mtx_init(&lock, mtx_plain);
	cnd_init(&changed);
	thrd_create(&printer, print_all_day, NULL);
}

void shop_hand_in(int job)
{
	mtx_lock(&lock);
	tray[handed_in++] = job;
	cnd_broadcast(&changed);
	mtx_unlock(&lock);
}

void shop_close(void)
{
	mtx_lock(&lock);
	while (taken < handed_in || at_work)
		cnd_wait(&changed, &lock);
	mtx_unlock(&lock);
}

void shop_go_home(void)
{
	mtx_lock(&lock);
	may_go = true;
	cnd_broadcast(&changed);
	mtx_unlock(&lock);
	thrd_join(printer, NULL);
	cnd_destroy(&changed);
	mtx_destroy(&lock);
}
