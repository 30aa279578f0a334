/* SPDX-License-Identifier: MIT */
/*
 * Hostile submissions, the files in tests/hostile and some that are made here: all graded in one
 * go beside honest ones, and one claim for each.
 *
 * The second line of a hostile file says what becomes of it: who refuses it or by whom it fails,
 * and a word of the finding, or its kind.  Its name begins with the lab's number.  None is ever
 * started but by `racelab grade`, and nothing at all where confinement is not full.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../harness/confine.h"
#include "../harness/digest.h"
#include "../harness/files.h"
#include "../harness/kit.h"
#include "../harness/text.h"
#include "little_class.h"

#define FOLDER "tests/hostile/"
#define DOOR   "#include \"door.h\"\n"
#define MOST   400

/* One submission, and what must become of it. */
struct hostile {
	char *name; /* as the book has it; owned */
	char *by;   /* "screen", "compiler", "any checker", ...; NULL: it is not gradable; owned */
	char *word; /* owned */
	bool refused; /* by its text: the word is one of the headline, else a kind of finding */
};

static struct {
	struct hostile items[MOST];
	unsigned count;
	int status;	  /* of grade */
	char *output;	  /* ... and what it printed */
	char *honest;	  /* rows of the honest ones, graded alone */
	char *before;	  /* the folder of submissions */
	bool left_behind; /* processes */
	bool confined;
} all;

/* ---- what the files say of themselves ---- */

static char *cut(const char *from, const char *to)
{
	char *text = strndup(from, (size_t)(to - from));

	assert_non_null(text);
	return text;
}

static struct hostile *add(char *name)
{
	assert_true(all.count < MOST);
	all.items[all.count] = (struct hostile){.name = name};
	return &all.items[all.count++];
}

/* "refused by WHO: WORD" or "fails by WHO: KIND", in the second line. */
static void read_line(struct hostile *hostile, const char *path, const char *text)
{
	const char *line = strchr(text, '\n') + 1, *colon = strstr(line, ": ");
	const char *end = strstr(line, " */\n");

	hostile->refused = strncmp(line, "/* refused by ", 14) == 0;
	if (colon == NULL || end == NULL || colon > end ||
	    (!hostile->refused && strncmp(line, "/* fails by ", 12) != 0))
		fail_msg("%s:2: this says not how it is stopped", path);
	hostile->by = cut(line + (hostile->refused ? 14 : 12), colon);
	hostile->word = cut(colon + 2, end);
	if (*hostile->word == '\0')
		fail_msg("%s:2: by what?", path);
}

/* ---- handing in ---- */

static char *door;

/* It is machine code that is sought there. */
#ifdef __x86_64__
static const bool has_door = true;
#else
static const bool has_door = false;
#endif

static void hand_in(const char *path)
{
	const char *file = path + strlen(FOLDER);
	size_t count;
	char *text = files_read(path, &count), *at, *whole, *where;
	struct hostile *hostile;

	assert_non_null(text);
	at = strstr(text, DOOR);
	if (at != NULL && !has_door) {
		free(text);
		return;
	}
	hostile = add(cut(file, strrchr(file, '.')));
	read_line(hostile, path, text);
	whole = at == NULL ? format_string("%s", text)
			   : format_string("%.*s%s%s", (int)(at - text), text, door,
					   at + strlen(DOOR));
	where = format_string("in/%.2s/%s", file, file);
	class_put(where, whole);
	free(where);
	free(whole);
	free(text);
}

static void hand_in_all(void)
{
	size_t count;
	glob_t found;

	door = files_read(FOLDER "door.h", &count);
	assert_non_null(door);
	assert_int_equal(glob(FOLDER "*.c", 0, NULL, &found), 0);
	for (size_t i = 0; i < found.gl_pathc; i++)
		hand_in(found.gl_pathv[i]);
	globfree(&found);
	free(door);
}

/* ---- those that are better made than kept ---- */

static const char counter[] = "#include \"lab.h\"\nstatic long hits;\n"
			      "void counter_reset(void) { hits = 0; }\n"
			      "void counter_visit(void) { hits++; }\n"
			      "long counter_total(void) { return hits; }\n";

static void expect(const char *name, const char *by, const char *word, bool refused)
{
	struct hostile *hostile = add(format_string("%s", name));

	hostile->by = by != NULL ? format_string("%s", by) : NULL;
	hostile->word = format_string("%s", word);
	hostile->refused = refused;
}

static void make(const char *name, const char *text, size_t count, const char *by, const char *word)
{
	char *path = format_string("in/01/%s.c", name);

	class_put_bytes(path, text, count);
	expect(name, by, word, true);
	free(path);
}

/* So many of these bytes in front of a counter. */
static void make_long(const char *name, const char *part, size_t times, const char *by,
		      const char *word)
{
	struct text text = {0};

	for (size_t i = 0; i < times; i++)
		text_add(&text, part, strlen(part));
	text_add(&text, counter, strlen(counter));
	make(name, text.bytes, text.length, by, word);
	text_release(&text);
}

static void make_nested(const char *name, size_t depth)
{
	struct text text = {0};

	text_printf(&text, "%sint deep = ", counter);
	for (size_t i = 0; i < depth; i++)
		text_add(&text, "(\n", 2);
	text_add(&text, "1", 1);
	for (size_t i = 0; i < depth; i++)
		text_add(&text, ")\n", 2);
	text_add(&text, ";\n", 2);
	make(name, text.bytes, text.length, "screen", "brackets in each other");
	text_release(&text);
}

static void make_texts(void)
{
	static const char zeros[] = "#include \"lab.h\"\nint a;\0\0\0\nint b;\n";
	static const char bytes[] = "#include \"lab.h\"\n\xff\xfe\x01\n";
	static const char splice[] = "#include \"lab.h\"\nint a; // \\";

	make_long("made-huge", "/* a page of nothing ........................ */\n", 340000, NULL,
		  "is larger than 1024 KiB");
	make_long("made-large", "/* a page of nothing ........................ */\n", 20000,
		  "screen", "a lab's file has at most");
	make_long("made-long-line", "/* a page of nothing */ ", 4000, "screen", "a line of more");
	make_nested("made-nested", 50000);
	make("made-zeros", zeros, sizeof zeros - 1, "screen", "a byte of value 0 is no text");
	make("made-bytes", bytes, sizeof bytes - 1, "screen", "is no text");
	make("made-spliced-end", splice, sizeof splice - 1, "compiler", "");
	make("made-empty", "", 0, NULL, "is empty");
}

static void make_odd_files(void)
{
	char *target = format_string("%s", in_class("in/01/made-symlink.c"));

	class_put("secret.c", counter);
	assert_int_equal(symlink(in_class("secret.c"), target), 0);
	free(target);
	expect("made-symlink", NULL, "is a symbolic link", true);
	assert_int_equal(symlink("made-loop.c", in_class("in/01/made-loop.c")), 0);
	expect("made-loop", NULL, "is a symbolic link", true);
	assert_int_equal(symlink("/", in_class("in/01/made-root.c")), 0);
	expect("made-root", NULL, "is a symbolic link", true);
	assert_int_equal(mkfifo(in_class("in/01/made-fifo.c"), 0666), 0);
	expect("made-fifo", NULL, "is a pipe and no file", true);
	assert_int_equal(mkdir(in_class("in/01/made-folder.c"), 0777), 0);
	expect("made-folder", NULL, "is a folder and no file", true);
	assert_int_equal(link(in_class("secret.c"), in_class("in/01/made-second-name.c")), 0);
	expect("made-second-name", "explore", "data-race", false);
	if (mknod(in_class("in/01/made-device.c"), S_IFCHR | 0666, makedev(1, 5)) == 0)
		expect("made-device", NULL, "is a device and no file", true); /* only root may */
}

static const char *in_class_01(const char *name)
{
	char *path = format_string("in/01/%s", name);
	const char *whole = in_class(path);

	free(path);
	return whole;
}

/* The file's name in the folder, and in the book, where nothing hides in it. */
static void make_name(const char *name, const char *shown)
{
	char *path = format_string("in/01/%s.c", name);

	class_put(path, counter);
	expect(shown, "explore", "data-race", false);
	free(path);
}

static void make_names(void)
{
	char longest[253 + 1], *where;

	make_name("a\nb", "a\\nb");
	make_name("\"; DROP TABLE result; --", "\"; DROP TABLE result; --");
	make_name("it's", "it's");
	make_name("-rf", "-rf");
	make_name("--help", "--help");
	make_name("$(kill -9 -1)", "$(kill -9 -1)");
	make_name("%s%n", "%s%n");
	make_name("a\\..\\..\\x", "a\\\\..\\\\..\\\\x");
	make_name("\xff\xfe", "\\xff\\xfe");
	make_name("\x1b[2J\a", "\\x1b[2J\\x07");
	make_name("<script>alert(1)<", "<script>alert(1)<");
	make_name("=1+cmd|'x'!A1", "=1+cmd|'x'!A1");
	memset(longest, 'n', sizeof longest);
	longest[sizeof longest - 1] = '\0';
	make_name("n", longest);
	where = format_string("%s.c", longest); /* files are written beside their place first */
	assert_int_equal(rename(in_class("in/01/n.c"), in_class_01(where)), 0);
	free(where);
}

/* ---- honest ones beside them ---- */

#define HONEST                                                                                     \
	"SELECT s.lab, student, verdict, points, maximum, classes, review"                         \
	" FROM submission s JOIN result r ON r.lab = s.lab AND r.source = s.source"                \
	" WHERE student LIKE 'honest%' ORDER BY s.lab, student"

static void put_copy(const char *from, const char *number, const char *name)
{
	char *path = format_string("in/%s/honest-%s.c", number, name);
	size_t count;
	char *bytes = files_read(from, &count);

	assert_non_null(bytes);
	class_put_bytes(path, bytes, count);
	free(bytes);
	free(path);
}

static void put_honest(void)
{
	put_copy("solutions/01-hit-counter/lab.c", "01", "right");
	put_copy("labs/01-hit-counter/lab.c", "01", "wrong");
	put_copy("solutions/08-mailbox/lab.c", "08", "right");
	put_copy("labs/08-mailbox/lab.c", "08", "wrong");
	put_copy("solutions/31-spawn-helper/lab.c", "31", "right");
	put_copy("labs/31-spawn-helper/lab.c", "31", "wrong");
}

/* ---- the folder of submissions ---- */

static struct text listing;

static int list_one(const char *path, const struct stat *status, int type, struct FTW *where)
{
	char digest[DIGEST_HEX] = "-";
	size_t count;
	char *bytes = type == FTW_F && S_ISREG(status->st_mode) ? files_read(path, &count) : NULL;

	(void)where;
	if (bytes != NULL)
		digest_of(bytes, count, digest);
	free(bytes);
	text_printf(&listing, "%s %o %lld %lld.%09ld %u %s\n", path, (unsigned)status->st_mode,
		    (long long)status->st_size, (long long)status->st_mtim.tv_sec,
		    status->st_mtim.tv_nsec, (unsigned)status->st_uid, digest);
	return 0;
}

static int by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* A line for each file, sorted; owned by the caller. */
static char *list_folder(void)
{
	char *lines[2 * MOST], *rest, *text;
	struct text sorted = {0};
	unsigned used = 0;

	assert_int_equal(nftw(in_class("in"), list_one, 8, FTW_PHYS), 0);
	text = text_take(&listing);
	for (char *line = strtok_r(text, "\n", &rest); line != NULL && used < 2 * MOST;
	     line = strtok_r(NULL, "\n", &rest))
		lines[used++] = line;
	qsort(lines, used, sizeof *lines, by_line);
	for (unsigned i = 0; i < used; i++)
		text_printf(&sorted, "%s\n", lines[i]);
	free(text);
	return text_take(&sorted);
}

/* ---- once, before all claims ---- */

/* As their reaper we inherit whom nobody waits for: whoever is left, we have for a child. */
static bool anybody_left(void)
{
	return waitpid(-1, NULL, WNOHANG) != -1 || errno != ECHILD;
}

static void grade(void)
{
	all.before = list_folder();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	all.status = class_run("grade in --book g.db");
	all.left_behind = anybody_left();
	all.output = format_string("%s%s", class_output, class_errors);
}

/* How each was stopped, for who reads the log of the tests. */
static void print_table(void)
{
	for (char *line = all.output; *line != '\0'; line += strcspn(line, "\n") + 1) {
		print_message("    %.*s\n", (int)strcspn(line, "\n"), line);
		if (strchr(line, '\n') == NULL)
			break;
	}
}

/* Before there are tests, since each file is one. */
static bool begin(void)
{
	void *nothing = NULL;
	char *error;

	if (little_class_begin(&nothing) != 0 || !kit_init(NULL, &error))
		return false;
	all.confined = strcmp(confine_word(), "full") == 0;
	put_honest();
	if (all.confined && class_run("grade in --book alone.db") == 0)
		all.honest = class_sql("alone.db", HONEST);
	hand_in_all();
	make_texts();
	make_odd_files();
	make_names();
	return true;
}

static int grade_if_confined(void **state)
{
	(void)state;
	if (!all.confined)
		return 0;
	grade();
	print_table();
	return 0;
}

/* After the last word: the tests' names are among them. */
static void release(void)
{
	for (unsigned i = 0; i < all.count; i++) {
		free(all.items[i].name);
		free(all.items[i].by);
		free(all.items[i].word);
	}
	free(all.output);
	free(all.honest);
	free(all.before);
}

static void needs_full_confinement(void)
{
	if (all.confined)
		return;
	print_message("    SKIPPED: confinement is %s\n", confine_word());
	skip();
}

/* ---- the claims ---- */

/* One column of the result of that submission; owned by the caller. */
static char *column(const struct hostile *hostile, const char *expression)
{
	struct text name = {0};
	char *sql, *value;

	for (const char *c = hostile->name; *c != '\0'; c++)
		text_printf(&name, *c == '\'' ? "''" : "%c", *c);
	/* Files of the folder have their lab's number in the name, and students have not. */
	sql = format_string("SELECT %s FROM submission s JOIN result r"
			    " ON r.lab = s.lab AND r.source = s.source WHERE student = '%s'",
			    expression, name.bytes);
	text_release(&name);
	value = class_sql("g.db", sql);
	free(sql);
	value[strcspn(value, "\n")] = '\0';
	return value;
}

static bool has_word(const char *list, const char *word)
{
	size_t length = strlen(word);

	for (; *list != '\0'; list += strcspn(list, ",") + (list[strcspn(list, ",")] == ','))
		if (strncmp(list, word, length) == 0 &&
		    (list[length] == ',' || list[length] == '\0'))
			return true;
	return false;
}

static void assert_same(const struct hostile *hostile, const char *what, const char *is,
			const char *wanted)
{
	if (strcmp(is, wanted) != 0)
		fail_msg("%s: its %s is '%s', and should be '%s'", hostile->name, what, is, wanted);
}

static const char *verdict_for(const struct hostile *hostile)
{
	if (hostile->by == NULL)
		return "not-gradable";
	return strcmp(hostile->by, "compiler") == 0 ? "compile-error" : "fail";
}

/* Whoever was asked last: nobody else is once it has failed. */
static void assert_stopped_by(const struct hostile *hostile)
{
	char *last = column(hostile, "json_extract(report, '$.checkers[#-1].name')");

	assert_same(hostile, "last checker", last, hostile->by);
	free(last);
}

static void is_stopped(void **state)
{
	const struct hostile *hostile = *state;
	char *verdict, *points, *classes, *headline;

	needs_full_confinement();
	verdict = column(hostile, "verdict");
	points = column(hostile, "points");
	classes = column(hostile, "classes");
	headline = column(hostile, "headline");
	assert_same(hostile, "verdict", verdict, verdict_for(hostile));
	assert_same(hostile, "worth", points, "0.0");
	if (hostile->refused && strstr(headline, hostile->word) == NULL)
		fail_msg("%s: no '%s' in: %s", hostile->name, hostile->word, headline);
	if (!hostile->refused && !has_word(classes, hostile->word))
		fail_msg("%s: no '%s' among: %s", hostile->name, hostile->word, classes);
	if (strcmp(verdict, "fail") == 0 && strcmp(hostile->by, "any checker") != 0)
		assert_stopped_by(hostile);
	free(verdict);
	free(points);
	free(classes);
	free(headline);
}

static void each_has_a_grade(void **state)
{
	char *faults;

	(void)state;
	needs_full_confinement();
	if (all.status != 0)
		fail_msg("grade ended with %d", all.status);
	faults = class_sql("g.db", "SELECT count(*) FROM fault; SELECT count(*) FROM claim;"
				   "SELECT count(*) FROM result WHERE points > 0 AND source NOT IN"
				   " (SELECT source FROM submission WHERE student LIKE 'honest%')");
	assert_string_equal(faults, "0\n0\n0\n");
	free(faults);
}

static void honest_ones_have_the_grades_that_they_have_alone(void **state)
{
	char *beside;

	(void)state;
	needs_full_confinement();
	beside = class_sql("g.db", HONEST);
	assert_non_null(all.honest);
	assert_string_equal(beside, all.honest);
	class_says(beside, "01-hit-counter|honest-right|proved|10.0|10.0");
	class_says(beside, "01-hit-counter|honest-wrong|fail|0.0|10.0");
	free(beside);
}

static void no_process_is_left(void **state)
{
	(void)state;
	needs_full_confinement();
	assert_false(all.left_behind);
}

static void nothing_is_left_where_anybody_may_write(void **state)
{
	static const char *const places[] = {"/tmp/", "/dev/shm/", "/var/tmp/",	   "/run/",
					     "/",     "",	   "/dev/shm/sem."};

	(void)state;
	needs_full_confinement();
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		char *pattern = format_string("%sracelab-was-here*", places[i]);
		glob_t found;
		int status = glob(pattern, 0, NULL, &found);

		if (status == 0)
			fail_msg("%s is there", found.gl_pathv[0]);
		globfree(&found);
		free(pattern);
	}
}

static void the_submissions_are_as_they_were(void **state)
{
	char *after;

	(void)state;
	needs_full_confinement();
	after = list_folder();
	assert_string_equal(after, all.before);
	free(after);
}

static void the_book_is_whole(void **state)
{
	char *check;

	(void)state;
	needs_full_confinement();
	check = class_sql("g.db", "PRAGMA integrity_check; PRAGMA foreign_key_check;");
	assert_string_equal(check, "ok\n");
	free(check);
	assert_int_equal(class_run("book list --book g.db"), 0);
}

static void there_are_as_many_as_are_claimed(void **state)
{
	(void)state;
	needs_full_confinement();
	assert_true(all.count >= 45);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_are_as_many_as_are_claimed),
		cmocka_unit_test(each_has_a_grade),
		cmocka_unit_test(honest_ones_have_the_grades_that_they_have_alone),
		cmocka_unit_test(no_process_is_left),
		cmocka_unit_test(nothing_is_left_where_anybody_may_write),
		cmocka_unit_test(the_submissions_are_as_they_were),
		cmocka_unit_test(the_book_is_whole),
	};
	const size_t fixed = sizeof tests / sizeof *tests;
	struct CMUnitTest *more;
	int failed;

	if (!begin())
		return 1;
	more = calloc(fixed + all.count, sizeof *more);
	if (more == NULL)
		return 1;
	memcpy(more, tests, sizeof tests);
	for (unsigned i = 0; i < all.count; i++)
		more[fixed + i] = (struct CMUnitTest){.name = all.items[i].name,
						      .test_func = is_stopped,
						      .initial_state = &all.items[i]};
	failed = _cmocka_run_group_tests("tests", more, fixed + all.count, grade_if_confined,
					 little_class_end);
	free(more);
	release();
	return failed;
}
