/* SPDX-License-Identifier: MIT */
/*
 * Style: copy on write.  A page that has been written is never changed: whoever comes or leaves
 * writes a new one and puts it in the place of the old.  A round keeps the page with which it
 * began, as long as it needs it, and the last one who lets go of a page throws it away.  The pen is
 * held for moments only.  Cost: a whole page for each change, and counts that have to be kept
 * right.
 */
#include "lab.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>

struct page {
	unsigned users; /* guarded by pen: the book itself, and each round under way */
	/* written before others see the page, then only read: */
	unsigned count;
	unsigned guest[HOUSE_MOST];
};

static pthread_mutex_t pen = PTHREAD_MUTEX_INITIALIZER;
/* guarded by pen: */
static struct page *book;

static struct page *new_page(void)
{
	struct page *page = calloc(1, sizeof(*page));

	if (page == NULL)
		abort();
	page->users = 1;
	return page;
}

/* Called with the pen. */
static void let_go(struct page *page)
{
	if (--page->users == 0)
		free(page);
}

/* The page as it is, but for that guest.  Called with the pen. */
static struct page *page_without(unsigned guest)
{
	struct page *page = new_page();

	for (unsigned i = 0; i < book->count; i++)
		if (book->guest[i] != guest)
			page->guest[page->count++] = book->guest[i];
	return page;
}

/* Puts the page, with the guest on it or without, in the place of the old; says if that is new. */
static bool write_page(unsigned guest, bool here)
{
	struct page *page, *old;
	bool changed;

	pthread_mutex_lock(&pen);
	old = book;
	page = page_without(guest);
	if (here)
		page->guest[page->count++] = guest;
	changed = page->count != old->count;
	book = changed ? page : old;
	let_go(changed ? old : page);
	pthread_mutex_unlock(&pen);
	return changed;
}

void house_open(void)
{
	book = new_page();
}

bool house_arrive(unsigned guest)
{
	return write_page(guest, true);
}

bool house_leave(unsigned guest)
{
	return write_page(guest, false);
}

static struct page *take_page(void)
{
	struct page *page;

	pthread_mutex_lock(&pen);
	page = book;
	page->users++;
	pthread_mutex_unlock(&pen);
	return page;
}

static void give_page(struct page *page)
{
	pthread_mutex_lock(&pen);
	let_go(page);
	pthread_mutex_unlock(&pen);
}

bool house_has(unsigned guest)
{
	struct page *page = take_page();
	bool here = false;

	for (unsigned i = 0; i < page->count; i++)
		here |= page->guest[i] == guest;
	give_page(page);
	return here;
}

void house_greet(void (*greet)(unsigned guest))
{
	struct page *page = take_page();

	for (unsigned i = 0; i < page->count; i++)
		greet(page->guest[i]);
	give_page(page);
}

void house_close(void)
{
	free(book);
}
