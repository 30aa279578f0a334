/* SPDX-License-Identifier: MIT */
#include "progress.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "die.h"

#define ITEMS	8
#define REDRAWS 10 /* a second */
#define BAR	12 /* cells */

struct item {
	char who[32]; /* "": free */
	uint64_t done, total;
	char more[64]; /* "": nothing */
	struct timespec began;
};

static struct {
	bool on; /* read-only once threads live */

	pthread_mutex_t lock; /* innermost */
	/* guarded by lock: */
	struct item items[ITEMS];
	struct timespec drawn;
	bool visible;
} progress = {.lock = PTHREAD_MUTEX_INITIALIZER};

static _Thread_local bool muted;

static void lock(void)
{
	if (pthread_mutex_lock(&progress.lock) != 0)
		bug("the progress line's lock is broken");
}

static void unlock(void)
{
	if (pthread_mutex_unlock(&progress.lock) != 0)
		bug("the progress line's lock is broken");
}

static double seconds_between(const struct timespec *from, const struct timespec *to)
{
	return (double)(to->tv_sec - from->tv_sec) + (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

static size_t terminal_width(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 20)
		return 80;
	return size.ws_col;
}

/* "stress [######      ] 52 %, more" or, where the end is not known, "helgrind 1.2 s". */
static size_t item_format(const struct item *item, const struct timespec *now, char *text,
			  size_t room)
{
	int written;

	if (item->total == 0) {
		written = snprintf(text, room, "%s %.1f s", item->who,
				   seconds_between(&item->began, now));
	} else {
		double share = (double)item->done / (double)item->total;
		int cells = share >= 1 ? BAR : (int)(share * BAR);

		written =
			snprintf(text, room, "%s [%.*s%*s] %d %%%s%s", item->who, cells,
				 "############", BAR - cells, "",
				 share >= 1 ? 100 : (int)(share * 100),
				 item->more[0] != '\0' ? ", " : "", item->more);
	}
	return written < 0 ? 0 : (size_t)written < room ? (size_t)written : room - 1;
}

/* A line that cannot be drawn is no reason to stop the work. */
static void show(const char *words, size_t length)
{
	ssize_t ignored = write(STDERR_FILENO, words, length);

	(void)ignored;
}

/* Called with the lock held. */
static void wipe(void)
{
	if (progress.visible)
		show("\r\033[K", strlen("\r\033[K"));
	progress.visible = false;
}

/* Called with the lock held. */
static void draw(const struct timespec *now)
{
	char line[512] = "\r\033[K";
	size_t head = strlen(line), end = head, room = terminal_width() - 1;

	if (room > sizeof line - head - 1)
		room = sizeof line - head - 1;
	for (struct item *item = progress.items; item < progress.items + ITEMS; item++) {
		if (item->who[0] == '\0')
			continue;
		if (end > head && end + 3 < head + room) {
			memcpy(line + end, "   ", 3);
			end += 3;
		}
		end += item_format(item, now, line + end, head + room - end + 1);
	}
	show(line, end);
	progress.visible = end > head;
	progress.drawn = *now;
}

static void redraw(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	if (seconds_between(&progress.drawn, &now) >= 1.0 / REDRAWS)
		draw(&now);
}

/* The item of that name, a free one, or NULL; with the lock held. */
static struct item *item_find(const char *who)
{
	struct item *free_one = NULL;

	for (struct item *item = progress.items; item < progress.items + ITEMS; item++) {
		if (strncmp(item->who, who, sizeof item->who - 1) == 0)
			return item;
		if (free_one == NULL && item->who[0] == '\0')
			free_one = item;
	}
	return free_one;
}

/* Times go on, and a line that others wrote over comes back, though no checker calls. */
static void *tick(void *unused)
{
	static const struct timespec pause = {.tv_nsec = 1000000000 / REDRAWS};

	(void)unused;
	for (;;) {
		nanosleep(&pause, NULL);
		lock();
		if (progress.visible)
			redraw();
		unlock();
	}
	return NULL;
}

void progress_init(bool on)
{
	pthread_t ticker;

	progress.on = on;
	if (on && pthread_create(&ticker, NULL, tick, NULL) == 0)
		pthread_detach(ticker);
}

bool progress_on(void)
{
	return progress.on;
}

void progress_mute(void)
{
	muted = true;
}

void progress_set(const char *who, uint64_t done, uint64_t total)
{
	progress_tell(who, done, total, NULL);
}

void progress_tell(const char *who, uint64_t done, uint64_t total, const char *more)
{
	struct item *item;

	if (!progress.on || muted)
		return;
	lock();
	item = item_find(who);
	if (item != NULL) {
		if (item->who[0] == '\0') {
			snprintf(item->who, sizeof item->who, "%s", who);
			clock_gettime(CLOCK_MONOTONIC, &item->began);
		}
		item->done = done;
		item->total = total;
		snprintf(item->more, sizeof item->more, "%s", more != NULL ? more : "");
		redraw();
	}
	unlock();
}

void progress_end(const char *who)
{
	struct item *item;

	if (!progress.on || muted)
		return;
	lock();
	item = item_find(who);
	if (item != NULL && item->who[0] != '\0') {
		struct timespec now;

		memset(item, 0, sizeof *item);
		clock_gettime(CLOCK_MONOTONIC, &now);
		wipe();
		for (item = progress.items; item < progress.items + ITEMS; item++) {
			if (item->who[0] != '\0') {
				draw(&now);
				break;
			}
		}
	}
	unlock();
}

void progress_clear(void)
{
	if (!progress.on)
		return;
	lock();
	wipe();
	unlock();
}
