/* SPDX-License-Identifier: MIT */
#include "pattern.h"

#include <string.h>

#include "text.h"

#define STUDENT "{student}"
#define LAB	"{lab}"

static bool fits(const char *pattern, const char *end, const char *name, struct capture *capture);

static bool begins(const char *pattern, const char *end, const char *word)
{
	size_t length = strlen(word);

	return (size_t)(end - pattern) >= length && strncmp(pattern, word, length) == 0;
}

/* The rest of the pattern fits after some length of what the placeholder stands for. */
static bool fits_any(const char *rest, const char *end, const char *name, size_t least,
		     struct captured *captured, struct capture *capture)
{
	struct captured before = captured != NULL ? *captured : (struct captured){0};

	for (size_t length = strcspn(name, "/") + 1; length-- > least;) {
		if (before.bytes != NULL &&
		    (length != before.length || memcmp(before.bytes, name, length) != 0))
			continue; /* named twice: then it is the same twice */
		if (captured != NULL)
			*captured = (struct captured){name, length};
		if (fits(rest, end, name + length, capture))
			return true;
	}
	if (captured != NULL)
		*captured = before;
	return false;
}

static bool fits(const char *pattern, const char *end, const char *name, struct capture *capture)
{
	for (; pattern < end; pattern++, name++) {
		if (begins(pattern, end, STUDENT))
			return fits_any(pattern + strlen(STUDENT), end, name, 1, &capture->student,
					capture);
		if (begins(pattern, end, LAB))
			return fits_any(pattern + strlen(LAB), end, name, 1, &capture->lab,
					capture);
		if (*pattern == '*')
			return fits_any(pattern + 1, end, name, 0, NULL, capture);
		if (*pattern != *name)
			return false;
	}
	return *name == '\0';
}

/* Where the first `parts` parts end. */
static const char *end_of(const char *pattern, unsigned parts)
{
	const char *end = pattern;

	for (; *end != '\0'; end++)
		if (*end == '/' && parts > 0 && --parts == 0)
			break;
	return end;
}

bool pattern_fits(const char *pattern, unsigned parts, const char *name, struct capture *capture)
{
	*capture = (struct capture){0};
	return fits(pattern, end_of(pattern, parts), name, capture);
}

unsigned pattern_parts(const char *pattern)
{
	unsigned parts = 1;

	for (; *pattern != '\0'; pattern++)
		parts += *pattern == '/';
	return parts;
}

bool pattern_check(const char *pattern, bool has_lab, char **error)
{
	if (strstr(pattern, STUDENT) == NULL)
		*error = format_string(
			"--pattern '%s' does not say where the student's name stands; "
			"as in '" STUDENT "/" LAB ".c'",
			pattern);
	else if (!has_lab && strstr(pattern, LAB) == NULL)
		*error = format_string(
			"--pattern '%s' does not say where the lab's name stands ('" LAB
			"'); or name the lab with --lab",
			pattern);
	else if (pattern[0] == '/' || strstr(pattern, "//") != NULL ||
		 pattern[strlen(pattern) - 1] == '/')
		*error = format_string(
			"--pattern '%s' begins or ends with a slash, or has two in a row; "
			"it is sought below the folder that is named",
			pattern);
	else
		return true;
	return false;
}
