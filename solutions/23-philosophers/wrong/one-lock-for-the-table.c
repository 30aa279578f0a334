/* expect: serialised by explore */
/* family: serialise */
/* SPDX-License-Identifier: MIT */
/*
 * "The whole table is one lock, whoever has it may eat." Nobody can wait in a circle, all tools are
 * content, and each dumpling is eaten.  But two who sit across from each other and share no fork
 * now eat one after the other, and the rest is cold.
 */
#include "lab.h"

#include <pthread.h>

/* held by the one who eats */
static pthread_mutex_t table = PTHREAD_MUTEX_INITIALIZER;

void table_lay(unsigned seats)
{
	(void)seats;
}

void table_dine(unsigned seat, void (*tear)(unsigned seat))
{
	pthread_mutex_lock(&table);
	tear(seat);
	pthread_mutex_unlock(&table);
}
