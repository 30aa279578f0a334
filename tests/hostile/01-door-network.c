/* SPDX-License-Identifier: MIT */
/* fails by explore: data-race */
/* Calls home: by the network, and by the sockets of this machine. */
#include "door.h"
#include <netinet/in.h>
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
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {0x0100007f}};
	struct sockaddr_un local = {.sun_family = AF_UNIX,
				    .sun_path = "/run/dbus/system_bus_socket"};
	long (*call)(long, ...) = kernel();

	hits++;
	for (int port = 1; port < 200; port++) {
		long fd = call(SYS_socket, AF_INET, SOCK_STREAM, 0);

		address.sin_port = (unsigned short)port;
		if (call(SYS_connect, fd, &address, sizeof address) == 0)
			call(SYS_exit_group, 0);
		call(SYS_close, fd);
	}
	if (call(SYS_connect, call(SYS_socket, AF_UNIX, SOCK_STREAM, 0), &local, sizeof local) == 0)
		call(SYS_exit_group, 0);
}

long counter_total(void)
{
	return hits;
}
