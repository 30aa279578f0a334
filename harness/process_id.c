/* SPDX-License-Identifier: MIT */
#include "process_id.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text.h"

const char *process_machine(void)
{
	static char machine[160];
	char boot[64] = "", space[64] = "";
	FILE *file;

	if (machine[0] != '\0')
		return machine;
	file = fopen("/proc/sys/kernel/random/boot_id", "re");
	if (file != NULL && fgets(boot, sizeof boot, file) != NULL)
		boot[strcspn(boot, "\n")] = '\0';
	if (file != NULL)
		fclose(file);
	if (readlink("/proc/self/ns/pid", space, sizeof space - 1) < 0)
		space[0] = '\0';
	snprintf(machine, sizeof machine, "%s %s", boot, space);
	return machine;
}

/* Field 22; the second is a name that may hold blanks and parentheses, so counted from its end. */
static long long field_22(const char *line)
{
	const char *at = strrchr(line, ')');

	for (unsigned field = 2; at != NULL && field < 22; field++)
		at = strchr(at + 1, ' ');
	return at != NULL ? atoll(at + 1) : -1;
}

/* One that has ended and was not yet waited for is gone, too. */
static long long started_of(const char *line)
{
	const char *at = strrchr(line, ')');

	if (at == NULL || strncmp(at, ") Z", 3) == 0 || strncmp(at, ") X", 3) == 0)
		return -1;
	return field_22(line);
}

long long process_started(pid_t pid)
{
	char *path = format_string("/proc/%d/stat", (int)pid), line[1024];
	FILE *file = fopen(path, "re");
	size_t got;

	free(path);
	if (file == NULL)
		return -1;
	got = fread(line, 1, sizeof line - 1, file); /* the name may have a newline, too */
	fclose(file);
	line[got] = '\0';
	return started_of(line);
}
