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
			     "}\n";

struct built {
	char *path;
	char *base; /* where it is loaded */
	void *handle;
	struct symbols *symbols;
};

static struct built build(const char *compiler)
{
	struct built built = {.path = format_string("%s/%s.so", little_labs_dir(), compiler)};
	char *command = format_string("cd %s && %s -g -gdwarf-4 -O0 -fPIC -shared -o %s.so small.c",
				      little_labs_dir(), compiler, compiler);
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

static void check_objects(const char *compiler)
{
	struct built built = build(compiler);
	uint64_t accounts = offset(&built, "accounts"), grid = offset(&built, "grid");
	int *(*counter)(void) = (int *(*)(void))dlsym(built.handle, "counter");

	assert_names(&built, accounts + 48, "accounts[1].lock"); /* 40 bytes of mutex, int, padding */
	assert_names(&built, accounts + 48 + 8, "accounts[1].lock"); /* not opened */
	assert_names(&built, accounts + 40, "accounts[0].balance");
	assert_names(&built, grid + 4 * 7, "grid[1][2]");
	assert_names(&built, (uint64_t)((char *)counter() - built.base), "calls");
	assert_null(symbols_object(built.symbols, 1));
	release(&built);
}

static void check_lines(const char *compiler)
{
	struct built built = build(compiler);
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
	check_objects("gcc");
}

static void clang_objects_have_their_names(void **state)
{
	(void)state;
	check_objects("clang");
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
	struct built built = build("gcc");

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gcc_objects_have_their_names),
		cmocka_unit_test(clang_objects_have_their_names),
		cmocka_unit_test(gcc_lines_are_as_typed),
		cmocka_unit_test(clang_lines_are_as_typed),
		cmocka_unit_test(imports_are_known_by_the_beginning_of_their_names),
		cmocka_unit_test(a_truncated_object_is_refused_or_poor_but_no_crash),
	};

	return cmocka_run_group_tests_name("symbols", tests, little_labs_begin, little_labs_end);
}
