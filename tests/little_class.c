/* SPDX-License-Identifier: MIT */
#include "little_class.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "../harness/files.h"
#include "../harness/text.h"

char *class_output, *class_errors;

static char racelab[PATH_MAX];
static char folder[64];

static const char wrong[] = "/* %u */\n#include \"lab.h\"\nstatic long hits;\n"
			    "void counter_reset(void)\n{\n\thits = 0;\n}\n"
			    "void counter_visit(void)\n{\n\thits++;\n}\n"
			    "long counter_total(void)\n{\n\treturn hits;\n}\n";
static const char right[] =
	"/* %u */\n#include <pthread.h>\n#include \"lab.h\"\n"
	"static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;\n"
	"static long hits;\n"
	"void counter_reset(void)\n{\n\tpthread_mutex_lock(&lock);\n\thits = 0;\n"
	"\tpthread_mutex_unlock(&lock);\n}\n"
	"void counter_visit(void)\n{\n\tpthread_mutex_lock(&lock);\n\thits++;\n"
	"\tpthread_mutex_unlock(&lock);\n}\n"
	"long counter_total(void)\n{\n\tpthread_mutex_lock(&lock);\n"
	"\tlong total = hits;\n\tpthread_mutex_unlock(&lock);\n"
	"\treturn total;\n}\n";
static const char broken[] = "/* %u */\nint x = ;\n";

static void find_racelab(void)
{
	ssize_t length = readlink("/proc/self/exe", racelab, sizeof racelab - 1);

	assert_true(length > 0);
	racelab[length] = '\0';
	*strrchr(racelab, '/') = '\0';
	strcpy(strrchr(racelab, '/'), "/racelab");
}

int little_class_begin(void **state)
{
	(void)state;
	find_racelab();
	snprintf(folder, sizeof folder, "/tmp/racelab-class-XXXXXX");
	if (mkdtemp(folder) == NULL || mkdir(in_class("tmp"), 0777) != 0)
		return -1;
	return setenv("TMPDIR", in_class("tmp"), 1);
}

int little_class_end(void **state)
{
	/* ... and the descriptions of labs 90 to 99, which are the tests' own. */
	char *command = format_string("rm -rf %s '%.*s/labs/9'[0-9]-*", folder,
				      (int)(strrchr(racelab, '/') - racelab), racelab);
	int left = rmdir(in_class("tmp")), status = system(command);

	(void)state;
	free(command);
	free(class_output);
	free(class_errors);
	class_output = class_errors = NULL;
	return left != 0 ? left : status;
}

const char *in_class(const char *name)
{
	static char paths[4][PATH_MAX];
	static unsigned next;
	char *path = paths[next++ % 4];

	snprintf(path, PATH_MAX, "%s/%s", folder, name);
	return path;
}

void class_put_bytes(const char *name, const char *bytes, size_t count)
{
	char *path = format_string("%s/%s", folder, name);

	for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')) != NULL;
	     slash++) {
		*slash = '\0';
		mkdir(path, 0777);
		*slash = '/';
	}
	assert_true(files_write(path, bytes, count));
	free(path);
}

void class_put(const char *name, const char *text)
{
	class_put_bytes(name, text, strlen(text));
}

static void put_numbered(const char *name, char *text)
{
	class_put(name, text);
	free(text);
}

void class_put_wrong(const char *name, unsigned number)
{
	put_numbered(name, format_string(wrong, number));
}

void class_put_right(const char *name, unsigned number)
{
	put_numbered(name, format_string(right, number));
}

void class_put_broken(const char *name, unsigned number)
{
	put_numbered(name, format_string(broken, number));
}

/* ---- racelab ---- */

pid_t class_start(const char *words, const char *out)
{
	char *command = format_string("cd %s && exec '%s' %s </dev/null >%s 2>%s.err", folder,
				      racelab, words, out, out);
	pid_t pid = fork();

	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(99);
	}
	assert_true(pid > 0);
	free(command);
	return pid;
}

int class_await(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int class_run(const char *words)
{
	int status = class_await(class_start(words, "out"));
	size_t count;

	free(class_output);
	free(class_errors);
	class_output = files_read(in_class("out"), &count);
	class_errors = files_read(in_class("out.err"), &count);
	if (status == 2) /* for whoever did not expect it */
		print_message("    %s", class_errors);
	return status;
}

void class_sweep(void)
{
	char *command = format_string("rm -rf %s/*", in_class("tmp"));

	assert_int_equal(system(command), 0);
	free(command);
}

int class_run_and_fall(const char *fall, const char *words)
{
	int status;

	prctl(PR_SET_CHILD_SUBREAPER, 1); /* whom racelab leaves behind becomes our child */
	setenv("RACELAB_FALL", fall, 1);
	status = class_run(words);
	unsetenv("RACELAB_FALL");
	while (waitpid(-1, NULL, 0) > 0 || errno == EINTR)
		;
	prctl(PR_SET_CHILD_SUBREAPER, 0);
	return status;
}

void class_says(const char *text, const char *part)
{
	if (text == NULL || strstr(text, part) == NULL)
		fail_msg("no \"%s\" in: %s", part, text != NULL ? text : "nothing");
}

/* ---- the book, read by SQLite itself ---- */

static int add_row(void *text, int columns, char **values, char **names)
{
	(void)names;
	for (int i = 0; i < columns; i++)
		text_printf(text, "%s%s", i > 0 ? "|" : "", values[i] != NULL ? values[i] : "-");
	text_printf(text, "\n");
	return 0;
}

char *class_sql(const char *book, const char *sql)
{
	struct text text = {0};
	sqlite3 *base;
	char *error = NULL;

	assert_int_equal(sqlite3_open(in_class(book), &base), SQLITE_OK);
	if (sqlite3_exec(base, sql, add_row, &text, &error) != SQLITE_OK)
		fail_msg("%s: %s: %s", book, sql, error);
	sqlite3_close(base);
	return text_take(&text);
}

char *class_book(const char *book)
{
	return class_sql(
		book,
		"SELECT student, s.lab, path, s.source, lab_hash, harness, verdict, points, "
		"maximum,"
		" classes, headline, confinement, review, length(bytes) FROM submission s"
		" LEFT JOIN result r ON r.lab = s.lab AND r.source = s.source"
		" LEFT JOIN source o ON o.hash = s.source ORDER BY student, s.lab, s.source, r.id;"
		"SELECT count(*) FROM claim; SELECT count(*) FROM fault; PRAGMA integrity_check;");
}
