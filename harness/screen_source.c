/* SPDX-License-Identifier: MIT */
/*
 * The text of a submission before any compiler sees it.  What is refused here would make a compiler
 * read what it must not, never end, or tell of other lines than those that are there.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "files.h"
#include "screen.h"
#include "screen_lex.h"
#include "text.h"
#include "wordlist.h"

#define MOST_BYTES   (256 * 1024)
#define MOST_COLUMNS 4096
#define MOST_NESTED  200 /* clang gives up at 256 */

/* Of one text, while it is read. */
struct reading {
	struct screening *screening;
	struct lexer lexer;
	unsigned nested;
};

/* What is found here, no compiler is to meet. */
static bool is_fit(const struct screening *screening)
{
	return screening->result->findings.count == 0;
}

/* ---- is it text at all? ---- */

static bool is_text(char c, char next)
{
	return (unsigned char)c >= ' ' ? c != '\177'
				       : c == '\t' || c == '\n' || c == '\f' || c == '\v' ||
						 (c == '\r' && next == '\n');
}

/* Each thing once is enough. */
static void read_bytes(struct reading *reading, const char *text, size_t count)
{
	unsigned line = 1;
	size_t begin = 0;

	for (size_t i = 0; i < count && is_fit(reading->screening); i++) {
		if (!is_text(text[i], text[i + 1]))
			screen_find(
				reading->screening, line,
				"a byte of value %d is no text: C's source is made of printable "
				"characters, blanks and line ends, and compilers disagree about "
				"others",
				(unsigned char)text[i]);
		else if (i - begin > MOST_COLUMNS)
			screen_find(reading->screening, line,
				    "a line of more than %d characters: nobody can read it",
				    MOST_COLUMNS);
		if (text[i] == '\n') {
			line++;
			begin = i + 1;
		}
	}
}

static void read_nesting(struct reading *reading, const struct lexeme *it)
{
	if (it->kind != LEX_MARK || it->length != 1)
		return;
	if (strchr("([{", *it->text) != NULL)
		reading->nested++;
	else if (strchr(")]}", *it->text) != NULL && reading->nested > 0)
		reading->nested--;
	if (reading->nested == MOST_NESTED)
		screen_find(reading->screening, it->line,
			    "more than %d brackets in each other: compilers recurse into them "
			    "until their "
			    "memory ends",
			    MOST_NESTED);
}

/* ---- what it includes ---- */

/* C11 7.1.2, then POSIX.1-2017 and what the labs' calls of Linux need. */
static bool is_standard(const char *name)
{
	static const char headers[] =
		"assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h "
		"limits.h locale.h math.h setjmp.h signal.h stdalign.h stdarg.h stdatomic.h "
		"stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h tgmath.h "
		"threads.h time.h uchar.h wchar.h wctype.h aio.h arpa/inet.h dirent.h fcntl.h "
		"fnmatch.h glob.h grp.h libgen.h mqueue.h net/if.h netdb.h netinet/in.h "
		"netinet/tcp.h poll.h pthread.h pwd.h regex.h sched.h search.h semaphore.h "
		"spawn.h strings.h sys/eventfd.h sys/file.h sys/ipc.h sys/mman.h sys/msg.h "
		"sys/resource.h sys/select.h sys/sem.h sys/shm.h sys/signalfd.h sys/socket.h "
		"sys/stat.h sys/time.h sys/timerfd.h sys/times.h sys/types.h sys/uio.h "
		"sys/un.h sys/utsname.h sys/wait.h syslog.h termios.h unistd.h utime.h";

	return wordlist_has(headers, name);
}

static bool speaks_to_tools(const char *name)
{
	return strncmp(name, "valgrind/", 9) == 0 || strncmp(name, "sanitizer/", 10) == 0 ||
	       strcmp(name, "valgrind.h") == 0 || strcmp(name, "helgrind.h") == 0 ||
	       strcmp(name, "drd.h") == 0;
}

static const char *why_not(const char *name)
{
	if (speaks_to_tools(name))
		return "it speaks to the tools that watch, and a lab's file must not know them";
	if (name[0] == '/' || strstr(name, "..") != NULL)
		return "it names a file outside the lab, which is none of the submission's "
		       "business";
	return "a lab's file is made of itself, lab.h and the headers of C and POSIX";
}

static bool same_contents(const char *a, const char *b)
{
	struct stat status;
	size_t na, nb;
	char *ta, *tb;
	bool same;

	if (stat(a, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > MOST_BYTES)
		return false;
	ta = files_read(a, &na);
	tb = files_read(b, &nb);
	same = ta != NULL && tb != NULL && na == nb && memcmp(ta, tb, na) == 0;
	free(ta);
	free(tb);
	return same;
}

/* What is included in quotes is looked for beside the file first. */
static void read_neighbour(struct reading *reading, unsigned line, const char *name)
{
	const struct subject *subject = reading->screening->subject;
	const char *slash = strrchr(subject->source, '/');
	char *beside =
		format_string("%.*s%s", slash != NULL ? (int)(slash - subject->source + 1) : 0,
			      subject->source, name);
	char *labs = format_string("%s/%s", subject->lab_dir, name);
	struct stat status;

	if (lstat(beside, &status) == 0 && !same_contents(beside, labs))
		screen_find(
			reading->screening, line,
			"\"%s\" would be the one that lies beside the submission, not the lab's: a "
			"submission is one file, and what it includes is not its own",
			name);
	free(beside);
	free(labs);
}

static void read_include(struct reading *reading, unsigned line)
{
	struct lexeme it;
	char *name;

	if (!lex_header(&reading->lexer, &it) || it.length < 3) {
		screen_find(reading->screening, line,
			    "#include of something that is computed: which file it is could depend "
			    "on who compiles; write its name");
		return;
	}
	name = format_string("%.*s", (int)it.length - 2, it.text + 1);
	if (strcmp(name, "lab.h") != 0 && !is_standard(name))
		screen_find(reading->screening, line, "#include %.*s: %s", (int)it.length, it.text,
			    why_not(name));
	else if (*it.text == '"')
		read_neighbour(reading, line, name);
	free(name);
}

/* ---- directives ---- */

static bool is_conditional(const struct lexeme *it)
{
	return lex_is(it, "if") || lex_is(it, "ifdef") || lex_is(it, "ifndef") ||
	       lex_is(it, "elif") || lex_is(it, "elifdef") || lex_is(it, "elifndef");
}

static void read_directive(struct reading *reading)
{
	struct lexer behind_hash = reading->lexer;
	struct lexeme it;

	if (!lex_next(&reading->lexer, &it) || it.begins) {
		reading->lexer =
			behind_hash; /* a # alone is none, and the next line is read as any */
		return;
	}
	reading->screening->asks |= is_conditional(&it);
	if (lex_is(&it, "include"))
		read_include(reading, it.line);
	else if (lex_is(&it, "include_next") || lex_is(&it, "import") || lex_is(&it, "embed"))
		screen_find(reading->screening, it.line, "#%.*s: %s", (int)it.length, it.text,
			    why_not(""));
	else if (lex_is(&it, "line") || it.kind == LEX_NUMBER)
		screen_find(reading->screening, it.line,
			    "a directive that renumbers lines: what is found below it would be "
			    "told of a "
			    "place that is not there");
}

/* ---- everything ---- */

static void read_token(struct reading *reading, const struct lexeme *it)
{
	if (it->kind == LEX_RAW)
		screen_find(reading->screening, it->line,
			    "a raw string, which C does not have: compilers disagree where it "
			    "ends, and so "
			    "what is code");
	else if (lex_begins_with(it, "__has_include") || lex_begins_with(it, "__has_embed"))
		screen_find(reading->screening, it->line,
			    "%.*s: a lab's file must not ask which files are on the machine that "
			    "checks it",
			    (int)it->length, it->text);
	else if (lex_is(it, "##") || lex_is(it, "%:%:") || lex_begins_with(it, "__"))
		reading->screening->asks =
			true; /* a name with meaning, or one that is put together */
	read_nesting(reading, it);
}

static void read_tokens(struct reading *reading)
{
	struct lexeme it = {.kind = LEX_MARK};

	while (lex_next(&reading->lexer, &it) && it.kind != LEX_RAW)
		if (it.begins && (lex_is(&it, "#") || lex_is(&it, "%:")))
			read_directive(reading);
		else
			read_token(reading, &it);
	if (it.kind == LEX_RAW)
		read_token(reading, &it);
}

static void read_text(struct reading *reading, const char *text, size_t count)
{
	read_bytes(reading, text, count);
	if (!is_fit(reading->screening))
		return;
	lex_open(&reading->lexer, text, count);
	read_tokens(reading);
	lex_close(&reading->lexer);
}

bool screen_source(struct screening *screening)
{
	struct reading reading = {.screening = screening};
	const char *path = screening->subject->source;
	struct stat status;
	size_t count;
	char *text;

	if (stat(path, &status) == 0 && status.st_size > MOST_BYTES) {
		screen_find(screening, 0,
			    "the file has %lld bytes, and a lab's file has at most %d: it is not "
			    "read",
			    (long long)status.st_size, MOST_BYTES);
		return false;
	}
	text = files_read(path, &count);
	if (text == NULL)
		screen_find(screening, 0, "the file cannot be read: %s", strerror(errno));
	else
		read_text(&reading, text, count);
	free(text);
	return is_fit(screening);
}
