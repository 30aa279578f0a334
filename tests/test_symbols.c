/* SPDX-License-Identifier: MIT */
/* Lines and names, read from what both compilers make of one small source. */
#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "little_lab.h"
#include "symbols.h"
#include "text.h"

static const char source[] = "#include <pthread.h>\n"
			     "struct account { pthread_mutex_t lock; int balance; };\n"
			     "struct account accounts[3];\n"
			     "int grid[2][5];\n"
			     "int *counter(void)\n"
			     "{\n"
			     "	static int calls;\n"
			     "	calls++;\n"
			     "	return &calls;\n"
			     "}\n"
			     "struct point { int x, y; };\n"
			     "struct shape {\n"
			     "	char name[8];\n"
			     "	struct point corners[2][3];\n"
			     "	union { long whole; char part[8]; } either;\n"
			     "	struct { int deep; };\n"
			     "	pthread_cond_t moved;\n"
			     "};\n"
			     "typedef volatile struct shape restless;\n"
			     "restless shapes[2];\n"
			     "_Atomic int number;\n"
			     "long *inside(int far)\n"
			     "{\n"
			     "	if (far) {\n"
			     "		static long nested[2];\n"
			     "		return &nested[1];\n"
			     "	}\n"
			     "	return 0;\n"
			     "}\n";

struct built {
	char *path;
	char *base; /* where it is loaded */
	void *handle;
	struct symbols *symbols;
};

static struct built build(const char *compiler, int dwarf)
{
	struct built built = {.path = format_string("%s/%s.so", little_labs_dir(), compiler)};
	char *command =
		format_string("cd %s && %s -g -gdwarf-%d -O0 -fPIC -shared -o %s.so small.c",
			      little_labs_dir(), compiler, dwarf, compiler);
	char *error = NULL;
	Dl_info info;

	little_write("small.c", source);
	assert_int_equal(system(command), 0);
	free(command);
	built.handle = dlopen(built.path, RTLD_NOW);
	assert_non_null(built.handle);
	assert_int_not_equal(dladdr(dlsym(built.handle, "counter"), &info), 0);
	built.base = info.dli_fbase;
	built.symbols = symbols_open(built.path, &error);
	assert_non_null(built.symbols);
	return built;
}

static void release(struct built *built)
{
	symbols_close(built->symbols);
	dlclose(built->handle);
	free(built->path);
}

static uint64_t offset(const struct built *built, const char *symbol)
{
	return (uint64_t)((char *)dlsym(built->handle, symbol) - built->base);
}

static void assert_names(const struct built *built, uint64_t at, const char *name)
{
	char *got = symbols_object(built->symbols, at);

	assert_non_null(got);
	assert_string_equal(got, name);
	free(got);
}

static void check_objects(const char *compiler, int dwarf)
{
	struct built built = build(compiler, dwarf);
	uint64_t accounts = offset(&built, "accounts"), grid = offset(&built, "grid");
	int *(*counter)(void) = (int *(*)(void))dlsym(built.handle, "counter");

	assert_names(&built, accounts + 48,
		     "accounts[1].lock"); /* 40 bytes of mutex, int, padding */
	assert_names(&built, accounts + 48 + 8, "accounts[1].lock"); /* not opened */
	assert_names(&built, accounts + 40, "accounts[0].balance");
	assert_names(&built, grid + 4 * 7, "grid[1][2]");
	assert_names(&built, (uint64_t)((char *)counter() - built.base), "calls");
	assert_null(symbols_object(built.symbols, 1));
	release(&built);
}

static void check_parts(const char *compiler, int dwarf)
{
	struct built built = build(compiler, dwarf);
	uint64_t shape = offset(&built, "shapes") + 120; /* the second: 8 + 48 + 8 + 4, then 48 */
	long *(*inside)(int) = (long *(*)(int))dlsym(built.handle, "inside");

	assert_names(&built, shape, "shapes[1].name[0]");
	assert_names(&built, shape + 7, "shapes[1].name[7]");
	assert_names(&built, shape + 8 + 8 * 5 + 4, "shapes[1].corners[1][2].y");
	assert_names(&built, shape + 8 + 8 * 5 + 6, "shapes[1].corners[1][2].y+2");
	assert_names(&built, shape + 56, "shapes[1].either");
	assert_names(&built, shape + 64, "shapes[1].deep"); /* of a struct without a name */
	assert_names(&built, shape + 68, "shapes[1]+68");   /* padding */
	assert_names(&built, shape + 72 + 20, "shapes[1].moved");
	assert_names(&built, offset(&built, "number"), "number");
	assert_names(&built, offset(&built, "number") + 2, "number+2");
	assert_names(&built, (uint64_t)((char *)inside(1) - built.base), "nested[1]");
	release(&built);
}

/* Is there an instruction of that line and column in the function of that name? */
static bool has_spot(const struct built *built, const char *function, unsigned line,
		     unsigned column)
{
	uint64_t pc = offset(built, function);
	struct spot spot = {0};
	bool inside = true, found = false;

	for (; inside && !found && symbols_spot(built->symbols, pc, &spot); pc++) {
		inside = spot.function != NULL && strcmp(spot.function, function) == 0;
		found = inside && spot.line == line && spot.column == column;
		free(spot.file);
		free(spot.function);
	}
	return found;
}

static void check_columns(const char *compiler)
{
	struct built built = build(compiler, 4);

	assert_true(has_spot(&built, "counter", 8, 7)); /* the two signs of calls++ */
	assert_false(has_spot(&built, "counter", 8, 1));
	release(&built);
}

static void check_lines(const char *compiler)
{
	struct built built = build(compiler, 4);
	struct spot spot = {0};

	assert_true(symbols_spot(built.symbols, offset(&built, "counter"), &spot));
	assert_string_equal(spot.file, "small.c");
	assert_int_equal(spot.line, 6);
	assert_string_equal(spot.function, "counter");
	free(spot.file);
	free(spot.function);
	assert_false(symbols_spot(built.symbols, 1, &spot));
	release(&built);
}

static void gcc_objects_have_their_names(void **state)
{
	(void)state;
	check_objects("gcc", 4);
	check_objects("gcc", 5);
}

static void clang_objects_have_their_names(void **state)
{
	(void)state;
	check_objects("clang", 4);
	check_objects("clang", 5);
}

static void gcc_parts_of_objects_have_their_names(void **state)
{
	(void)state;
	check_parts("gcc", 4);
	check_parts("gcc", 5);
}

static void clang_parts_of_objects_have_their_names(void **state)
{
	(void)state;
	check_parts("clang", 4);
	check_parts("clang", 5);
}

static void gcc_columns_point_at_the_operator(void **state)
{
	(void)state;
	check_columns("gcc");
}

static void clang_columns_point_at_the_operator(void **state)
{
	(void)state;
	check_columns("clang");
}

static void gcc_lines_are_as_typed(void **state)
{
	(void)state;
	check_lines("gcc");
}

static void clang_lines_are_as_typed(void **state)
{
	(void)state;
	check_lines("clang");
}

static void a_truncated_object_is_refused_or_poor_but_no_crash(void **state)
{
	struct built built = build("gcc", 4);

	(void)state;
	dlclose(built.handle); /* nobody may run what is about to be cut off */
	for (off_t size = 20000; size >= 0; size -= 997) {
		char *error = NULL, **names;
		struct symbols *symbols;
		struct spot spot = {0};

		assert_int_equal(truncate(built.path, size < 15000 ? size : 15000), 0);
		symbols = symbols_open(built.path, &error);
		if (symbols != NULL) {
			if (symbols_spot(symbols, 0x1139, &spot)) {
				free(spot.file);
				free(spot.function);
			}
			free(symbols_object(symbols, 0x4040));
			symbols_close(symbols);
		}
		free(error);
		names = symbols_names(built.path, true);
		symbols_free_names(names);
	}
	symbols_close(built.symbols);
	free(built.path);
}

static void imports_are_known_by_the_beginning_of_their_names(void **state)
{
	char *object = format_string("%s/uses.o", little_labs_dir());
	char *command = format_string("gcc -c -o %s %s/uses.c", object, little_labs_dir());

	(void)state;
	little_write("uses.c", "int far_away(void); int near(void) { return far_away(); }\n");
	assert_int_equal(system(command), 0);
	assert_true(symbols_imports(object, "far_"));
	assert_false(symbols_imports(object, "near"));
	assert_false(symbols_imports("/nowhere", "far_"));
	free(command);
	free(object);
}

static void names_are_sorted_and_leave_statics_out(void **state)
{
	char *object = format_string("%s/names.o", little_labs_dir());
	char *command = format_string("gcc -c -o %s %s/names.c", object, little_labs_dir());
	char **names;

	(void)state;
	little_write("names.c",
		     "int zulu(void); extern int kilo; static int mine;\n"
		     "int whisky = 1; __attribute__((weak)) int alpha(void) { return 1; }\n"
		     "static int hidden(void) { return mine++; }\n"
		     "int bravo(void) { return zulu() + hidden() + kilo; }\n");
	assert_int_equal(system(command), 0);
	names = symbols_names(object, true);
	assert_string_equal(names[0], "alpha");
	assert_string_equal(names[1], "bravo");
	assert_string_equal(names[2], "whisky");
	assert_null(names[3]);
	symbols_free_names(names);
	names = symbols_names(object, false);
	assert_string_equal(names[0], "kilo");
	assert_string_equal(names[1], "zulu");
	assert_null(names[2]);
	symbols_free_names(names);
	free(command);
	free(object);
}

static void what_is_no_object_has_no_names_and_says_so(void **state)
{
	char *text = format_string("%s/text.so", little_labs_dir()), *error = NULL;
	const char *const paths[] = {text, "/nowhere.so", little_labs_dir()};

	(void)state;
	little_write("text.so", "this is text\n");
	for (unsigned i = 0; i < 3; i++) {
		char **names = symbols_names(paths[i], true);

		assert_null(names[0]);
		symbols_free_names(names);
		assert_null(symbols_open(paths[i], &error));
		assert_non_null(strstr(error, paths[i]));
		free(error);
	}
	free(text);
}

static void an_object_without_debug_information_says_so(void **state)
{
	char *object = format_string("%s/plain.o", little_labs_dir()), *error = NULL;
	char *command = format_string("gcc -g0 -c -o %s %s/plain.c", object, little_labs_dir());

	(void)state;
	little_write("plain.c", "int plain;\n");
	assert_int_equal(system(command), 0);
	assert_null(symbols_open(object, &error));
	assert_non_null(strstr(error, "no debug information"));
	free(error);
	free(command);
	free(object);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gcc_objects_have_their_names),
		cmocka_unit_test(clang_objects_have_their_names),
		cmocka_unit_test(gcc_parts_of_objects_have_their_names),
		cmocka_unit_test(clang_parts_of_objects_have_their_names),
		cmocka_unit_test(gcc_columns_point_at_the_operator),
		cmocka_unit_test(clang_columns_point_at_the_operator),
		cmocka_unit_test(gcc_lines_are_as_typed),
		cmocka_unit_test(clang_lines_are_as_typed),
		cmocka_unit_test(imports_are_known_by_the_beginning_of_their_names),
		cmocka_unit_test(names_are_sorted_and_leave_statics_out),
		cmocka_unit_test(what_is_no_object_has_no_names_and_says_so),
		cmocka_unit_test(an_object_without_debug_information_says_so),
		cmocka_unit_test(a_truncated_object_is_refused_or_poor_but_no_crash),
	};

	return cmocka_run_group_tests_name("symbols", tests, little_labs_begin, little_labs_end);
}
