/* SPDX-License-Identifier: MIT */
/*
 * Is a submission the same program however it is compiled?  It is preprocessed as the checkers
 * compile it, in both ways, and once as if all were otherwise that a file could ask about: another
 * compiler, another day, with optimisation.  Only the tokens that are left are compared, so how it
 * asks does not matter.
 */
#include <stdlib.h>

#include "screen.h"

/* What a file could ask about, the other way round. */
struct otherwise {
	const char *what;
	const char *const *flags;
};

#define FLAGS(...) ((const char *const[]){__VA_ARGS__, NULL})
#define CLANG	   "-D__clang__=1", "-D__clang_major__=14", "-D__llvm__=1"
#define TOOLS                                                                                      \
	"-D__has_feature(x)=1", "-DTHREAD_SANITIZER=1", "-DNVALGRIND=1", "-DRUNNING_ON_VALGRIND=1"
#define OPTIMISED "-D__OPTIMIZE__=1"
#define TIMES	  "-D__DATE__=\"\"", "-D__TIME__=\"\"", "-D__TIMESTAMP__=\"\""

/* One after another only where all at once make a difference: to say which of them it is. */
static const struct otherwise all = {NULL, FLAGS(CLANG, TOOLS, OPTIMISED, TIMES)};
static const struct otherwise each[] = {
	{"which compiler it is (__clang__)", FLAGS(CLANG)},
	{"whether a tool watches (__has_feature, NVALGRIND)", FLAGS(TOOLS)},
	{"whether the compiler optimises (__OPTIMIZE__)", FLAGS(OPTIMISED)},
	{"when it is compiled (__DATE__, __TIME__, __TIMESTAMP__)", FLAGS(TIMES)},
};

static bool is_counted(const struct expanded *item)
{
	return !item->pragma && !item->smuggled;
}

/* The next that counts, from *at on; NULL: there is none. */
static const struct expanded *next(const struct expansion *expansion, size_t *at)
{
	while (*at < expansion->count)
		if (is_counted(&expansion->items[(*at)++]))
			return &expansion->items[*at - 1];
	return NULL;
}

static unsigned earlier(const struct expanded *a, const struct expanded *b)
{
	if (a == NULL || b == NULL)
		return a != NULL ? a->it.line : b->it.line;
	return a->it.line < b->it.line ? a->it.line : b->it.line;
}

/* The line of the first token that is not the same in both; 0: there is none. */
static unsigned first_difference(const struct expansion *a, const struct expansion *b)
{
	size_t in_a = 0, in_b = 0;

	for (;;) {
		const struct expanded *left = next(a, &in_a), *right = next(b, &in_b);

		if (left == NULL && right == NULL)
			return 0;
		if (left == NULL || right == NULL || !lex_same(&left->it, &right->it))
			return earlier(left, right);
	}
}

/* Once it could be preprocessed; so #error in the other way, or a header that is only there, is a
 * difference. */
static unsigned difference(const struct screening *screening, const struct expansion *plain,
			   enum compiler compiler, bool instrumented, const char *const *flags)
{
	struct expansion other;
	char *error;
	unsigned line = 1;

	if (!expand(screening->subject, compiler, instrumented, flags, &other, &error)) {
		free(error);
		return line;
	}
	if (!other.endless)
		line = first_difference(plain, &other);
	expansion_release(&other);
	return line;
}

static void say(struct screening *screening, unsigned line, const char *what)
{
	screen_find(screening, line,
		    "what stands here depends on %s: the program that is checked would not be the "
		    "program that runs",
		    what);
}

static const char instrumentation[] =
	"whether the compiler instruments for a tool (__SANITIZE_THREAD__, __has_feature)";

/* clang is compared only with itself: standard headers do not say the same to both. */
static bool compare_clang(struct screening *screening, char **error)
{
	struct expansion plain;
	unsigned line;

	if (!expand(screening->subject, COMPILER_CLANG, false, NULL, &plain, error))
		return false;
	line = difference(screening, &plain, COMPILER_CLANG, true, NULL);
	if (line > 0)
		say(screening, line, instrumentation);
	expansion_release(&plain);
	return true;
}

/* Not again of the line that has been told of. */
static void compare_otherwise(struct screening *screening, const struct expansion *plain,
			      unsigned told)
{
	bool said = false;
	unsigned line = difference(screening, plain, COMPILER_GCC, false, all.flags);

	for (size_t i = 0; line > 0 && i < sizeof each / sizeof *each; i++) {
		unsigned one = difference(screening, plain, COMPILER_GCC, false, each[i].flags);

		if (one > 0 && one != told)
			say(screening, one, each[i].what);
		said |= one > 0;
	}
	if (line > 0 && !said)
		say(screening, line, "how it is compiled");
}

bool screen_compare(struct screening *screening, const struct expansion *plain, char **error)
{
	unsigned line = difference(screening, plain, COMPILER_GCC, true, NULL);

	if (line > 0)
		say(screening, line, instrumentation);
	compare_otherwise(screening, plain, line);
	return screening->subject->compiler != COMPILER_CLANG || compare_clang(screening, error);
}
