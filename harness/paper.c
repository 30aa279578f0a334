/* SPDX-License-Identifier: MIT */
#include "paper.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "die.h"

#define COLUMNS 80

void paper_init(struct paper *paper, bool colored)
{
	*paper = (struct paper){.colored = colored};
	paper->stream = open_memstream(&paper->text, &paper->size);
	if (paper->stream == NULL)
		die("out of memory");
}

char *paper_take(struct paper *paper)
{
	if (fclose(paper->stream) != 0)
		die("out of memory");
	paper->stream = NULL;
	return paper->text;
}

void paper_print(struct paper *paper, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(paper->stream, format, args);
	va_end(args);
}

void paper_ink(struct paper *paper, enum ink ink, const char *format, ...)
{
	static const char *const codes[] = {
		[INK_PLAIN] = "",	    [INK_BOLD] = "\033[1m",    [INK_RED] = "\033[1;31m",
		[INK_GREEN] = "\033[1;32m", [INK_YELLOW] = "\033[33m", [INK_CYAN] = "\033[1;36m",
		[INK_FAINT] = "\033[2m",
	};
	bool inked = paper->colored && ink != INK_PLAIN;
	va_list args;

	if (inked)
		fputs(codes[ink], paper->stream);
	va_start(args, format);
	vfprintf(paper->stream, format, args);
	va_end(args);
	if (inked)
		fputs("\033[0m", paper->stream);
}

void paper_wrap(struct paper *paper, unsigned indent, const char *words)
{
	size_t column = 0;

	while (*(words += strspn(words, " \n")) != '\0') {
		size_t length = strcspn(words, " \n");

		if (column > 0 && column + 1 + length > COLUMNS) {
			fputc('\n', paper->stream);
			column = 0;
		}
		fprintf(paper->stream, "%*s%.*s", column == 0 ? (int)indent : 1, "", (int)length,
			words);
		column += length + (column == 0 ? indent : 1);
		words += length;
	}
	if (column > 0)
		fputc('\n', paper->stream);
}

const char *paper_count(uint64_t count, char text[static 32])
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%" PRIu64, count), used = 0;

	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			text[used++] = ',';
		text[used++] = digits[i];
	}
	text[used] = '\0';
	return text;
}

const char *paper_plural(uint64_t count, const char *word, char text[static 64])
{
	char digits[32];

	snprintf(text, 64, "%s %s%s", paper_count(count, digits), word, count == 1 ? "" : "s");
	return text;
}
