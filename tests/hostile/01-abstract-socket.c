/* SPDX-License-Identifier: MIT */
/* refused by screen: socket */
/* Waits at a name without a file for a second submission to talk to. */
#include <sys/socket.h>
#include <sys/un.h>

#include "lab.h"

static long hits;

void counter_reset(void)
{
	hits = 0;
}

void counter_visit(void)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "\0racelab"};

	hits++;
	bind(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&address, sizeof address);
}

long counter_total(void)
{
	return hits;
}
