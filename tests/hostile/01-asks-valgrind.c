/* SPDX-License-Identifier: MIT */
/* refused by screen: assembler */
/* Asks whether Valgrind is there, by the instructions that only Valgrind understands. */
#include <pthread.h>

#include "lab.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static unsigned long on_valgrind(void)
{
	unsigned long request[6] = {0x1001}, answer = 0;

	__asm__ volatile("rolq $3, %%rdi; rolq $13, %%rdi; rolq $61, %%rdi; rolq $51, %%rdi\n\t"
			 "xchgq %%rbx, %%rbx"
			 : "+d"(answer)
			 : "a"(request)
			 : "cc", "memory");
	return answer;
}

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	if (on_valgrind())
		pthread_mutex_lock(&lock);
	hits++;
	if (on_valgrind())
		pthread_mutex_unlock(&lock);
}

long counter_total(void)
{
	return hits;
}
