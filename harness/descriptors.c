/* SPDX-License-Identifier: MIT */
#include "descriptors.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

void descriptors_keep(void)
{
	DIR *folder = opendir("/proc/self/fd");
	struct dirent *entry;

	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		int descriptor = atoi(entry->d_name);

		if (descriptor > STDERR_FILENO)
			fcntl(descriptor, F_SETFD, FD_CLOEXEC);
	}
	if (folder != NULL)
		closedir(folder);
}
