/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "If each job is printed while the customer waits, none is left over in the evening."  True, and
 * all tools are content.  But nobody prints while somebody does something else any more: the
 * counter has become the press, and the customers stand in line before it.
 */
#include "lab.h"

#include <pthread.h>

static pthread_mutex_t at_the_press = PTHREAD_MUTEX_INITIALIZER;

void shop_open(void)
{
}

void shop_hand_in(int job)
{
	pthread_mutex_lock(&at_the_press);
	press(job);
	pthread_mutex_unlock(&at_the_press);
}

void shop_close(void)
{
}

void shop_go_home(void)
{
}
