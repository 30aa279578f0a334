/* SPDX-License-Identifier: MIT */
/* refused by screen: socket */
/* Sends what it finds to somebody. */
#include <netinet/in.h>
#include <sys/socket.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = 0x5000};

	hits++;
	connect(socket(AF_INET, SOCK_STREAM, 0), (struct sockaddr *)&address, sizeof address);
}

long counter_total(void)
{
	return hits;
}
