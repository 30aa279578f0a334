/* expect: data-race by explore */
/* family: hide the symptom */
/* SPDX-License-Identifier: MIT */
/*
 * Tempts: an empty assembler line that the compiler may move nothing across; seen in kernels.
 * Wrong: it binds the compiler only; the flag is still plain, and the processor was not asked.
 */
#include "lab.h"

#define BARRIER() __asm__ volatile("" ::: "memory")

static struct letter box;
static bool flag_is_up;

void mailbox_put_up(void)
{
	flag_is_up = false;
}

bool mailbox_deliver(const struct letter *letter)
{
	if (flag_is_up)
		return false;
	box = *letter;
	BARRIER();
	flag_is_up = true;
	return true;
}

bool mailbox_collect(struct letter *letter)
{
	if (!flag_is_up)
		return false;
	BARRIER();
	*letter = box;
	BARRIER();
	flag_is_up = false;
	return true;
}
