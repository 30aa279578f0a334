/* SPDX-License-Identifier: MIT */
/* rules: outcomes */
/* outcomes: 1 2 3 */
/* poll: waits for the first of two that are written to; the other may be there, too, by then. */
#include "rules.h"

#include <poll.h>

static int pipes[2][2];

static void *write_one(void *writing)
{
	RULE(write(*(int *)writing, "x", 1) == 1);
	return NULL;
}

int main(void)
{
	struct pollfd looks[2];
	pthread_t writers[2];

	for (int i = 0; i < 2; i++) {
		RULE(pipe(pipes[i]) == 0);
		looks[i] = (struct pollfd){.fd = pipes[i][0], .events = POLLIN};
	}
	for (int i = 0; i < 2; i++)
		RULE(pthread_create(&writers[i], NULL, write_one, &pipes[i][1]) == 0);
	RULE(poll(looks, 2, -1) == (looks[0].revents != 0) + (looks[1].revents != 0));
	for (int i = 0; i < 2; i++)
		RULE(pthread_join(writers[i], NULL) == 0);
	outcome((looks[0].revents != 0) + 2 * (looks[1].revents != 0));
	return 0;
}
