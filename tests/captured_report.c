/* SPDX-License-Identifier: MIT */
#include "captured_report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../harness/checkers/valgrind_xml.h"
#include "../harness/text.h"

/* Beside this file, whatever the folder that the tests are started in. */
static char *captured_path(const char *name)
{
	const char *slash = strrchr(__FILE__, '/');
	int folder = slash != NULL ? (int)(slash - __FILE__) : 1;

	return format_string("%.*s/captured/%s.xml", folder, slash != NULL ? __FILE__ : ".", name);
}

char *captured_bytes(const char *name, size_t *count)
{
	char *path = captured_path(name), *bytes = malloc(1 << 20);
	FILE *file = fopen(path, "re");

	assert_non_null(file);
	assert_non_null(bytes);
	*count = fread(bytes, 1, 1 << 20, file);
	fclose(file);
	free(path);
	return bytes;
}

void captured_read(const char *name, struct vg_report *report)
{
	char *path = captured_path(name), *error = NULL;

	if (!vg_report_read(path, report, &error))
		fail_msg("%s", error);
	free(path);
}

static bool findings_of(const struct vg_tool *tool, const struct vg_report *report,
			const char *object, struct findings *list, char **error)
{
	struct vg_reading reading = {
		.tool = tool,
		.report = report,
		.object = object,
		.runner = "/kit/racelab-runner",
		.bodies = 2,
	};

	return vg_findings(&reading, list, error);
}

struct findings captured_findings(const struct vg_tool *tool, const char *name, const char *object)
{
	char *path = format_string("/lab/%s.so", object), *error = NULL;
	struct findings list = {0};
	struct vg_report report;

	captured_read(name, &report);
	if (!findings_of(tool, &report, path, &list, &error))
		fail_msg("%s", error);
	vg_report_release(&report);
	free(path);
	return list;
}

bool written_findings(const struct vg_tool *tool, const char *errors, struct findings *list,
		      char **error)
{
	char *xml = format_string("<?xml version=\"1.0\"?>\n<valgrindoutput>%s</valgrindoutput>\n",
				  errors);
	struct vg_report report;
	bool worked;

	memset(list, 0, sizeof *list);
	worked = vg_report_parse(xml, strlen(xml), "written", &report, error);
	assert_true(worked);
	worked = findings_of(tool, &report, "/lab/lab.so", list, error);
	vg_report_release(&report);
	free(xml);
	return worked;
}

const struct finding *find_message(const struct findings *list, const char *message)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].message, message) == 0)
			return &list->items[i];
	return NULL;
}
