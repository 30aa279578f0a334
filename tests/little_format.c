/* SPDX-License-Identifier: MIT */
#include "little_format.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "../harness/files.h"
#include "../harness/kit.h"
#include "made_folder.h"

struct graded little_handed_in[MADE_CLASS];
struct text little_text;

static const char *folder;

int little_format_begin(void **state)
{
	made_class(little_handed_in);
	if (made_folder_begin(state) != 0)
		return -1;
	folder = made_path(NULL);
	return 0;
}

int little_format_end(void **state)
{
	made_class_release(little_handed_in);
	text_release(&little_text);
	return made_folder_end(state);
}

const char *little_in_folder(const char *name)
{
	static char paths[4][PATH_MAX];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

const char *little_put(const char *name, const char *content)
{
	const char *path = little_in_folder(name);

	assert_true(files_write(path, content, strlen(content)));
	return path;
}

static const char *schema(const char *name)
{
	static char path[PATH_MAX];

	snprintf(path, sizeof path, "%.4000s/../tests/schemas/%s", kit_include_dir(), name);
	return path;
}

const struct format *little_format(const char *name)
{
	const struct format *format = format_find(name);

	assert_non_null(format);
	return format;
}

const char *little_write_one(const char *name, const struct graded *graded)
{
	text_release(&little_text);
	little_format(name)->one(&little_text, graded);
	return little_text.bytes;
}

const char *little_write_class(const char *name)
{
	char *error;

	text_release(&little_text);
	assert_true(format_write(little_format(name), little_handed_in, MADE_CLASS, &little_text,
				 &error));
	return little_text.bytes;
}

int little_status(const char *command)
{
	int status = system(command);

	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

bool little_schema_takes(const char *name, const char *json)
{
	const char *path = little_put("it.json", json);
	char *command = format_string(PYTHON " -m jsonschema -i '%s' '%s' >'%s' 2>&1", path,
				      schema(name), little_in_folder("said"));
	bool taken = little_status(command) == 0;

	free(command);
	return taken;
}

void assert_schema_takes(const char *name, const char *json)
{
	size_t count;

	if (!little_schema_takes(name, json))
		fail_msg("%s: %s\n%s", name, files_read(little_in_folder("said"), &count), json);
}

json_t *little_parsed(const char *json)
{
	json_error_t wrong;
	json_t *root = json_loads(json, 0, &wrong);

	if (root == NULL)
		fail_msg("%s in line %d of %s", wrong.text, wrong.line, json);
	return root;
}

bool little_xml_is_valid(const char *xml)
{
	const char *path = little_put("it.xml", xml);
	char *command = format_string("xmllint --nonet --noout --schema '%s' '%s' >'%s' 2>&1",
				      schema("junit.xsd"), path, little_in_folder("said"));
	bool valid = little_status(command) == 0;

	free(command);
	return valid;
}

int little_formats_begin(void **state)
{
	char *error;

	(void)state;
	return kit_init(NULL, &error) ? 0 : -1;
}
