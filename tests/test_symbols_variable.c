/* SPDX-License-Identifier: MIT */
/* What a byte of the program's memory is called in its source. */
#include "../harness/compile.h"
#include "../harness/kit.h"
#include "../harness/symbols.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../harness/capture.h"
#include "made_folder.h"

/* Every address asked for is handed out by a function of the library itself. */
static const char source[] =
	"#include <pthread.h>\n"
	"#include <semaphore.h>\n"
	"struct point { short x, y; };\n"
	"struct account { long balance; pthread_mutex_t lock; struct point at[2]; };\n"
	"typedef volatile struct account account_t;\n"
	"extern struct account declared[3];\n"
	"struct account declared[3];\n"
	"static account_t hidden[2];\n"
	"static int grid[2][3];\n"
	"static union { int i; char bytes[4]; } either;\n"
	"static struct { int first; struct { char a, b; }; } nested;\n"
	"static _Atomic long count;\n"
	"static sem_t room;\n"
	"static int few[] = {1, 2, 3};\n"
	"void *of_scalar(void) { return (void *)&count; }\n"
	"void *of_declared(void) { return &declared[1].lock; }\n"
	"void *of_declared_inside(void) { return (char *)&declared[2].lock + 5; }\n"
	"void *of_hidden(void) { return (void *)&hidden[1].at[1].y; }\n"
	"void *of_grid(void) { return &grid[1][2]; }\n"
	"void *of_union(void) { return &either.bytes[2]; }\n"
	"void *of_anonymous(void) { return &nested.b; }\n"
	"void *of_semaphore(void) { return &room; }\n"
	"void *of_unsized(void) { return &few[2]; }\n"
	"void *of_local(void) { static int calls[2]; { static char inner; inner++; }\n"
	"	return &calls[1]; }\n"
	"void *of_function(void) { return (void *)of_function; }\n";

static struct symbols *symbols;
static void *library;

static void open_library(enum compiler compiler)
{
	const char *c = made_file("names.c", source), *o = made_path("names.o");
	const char *so = made_path("names.so");
	const char *const link[] = {"gcc", "-shared", "-o", so, o, NULL};
	struct compile compile = {
		.compiler = compiler, .source = c, .object = o, .lab_dir = made_path(NULL)};
	char *words;

	if (!compile_object(&compile, &words) || !capture_run(NULL, link, &words))
		fail_msg("%s", words);
	free(words);
	library = dlopen(so, RTLD_NOW | RTLD_LOCAL);
	assert_non_null(library);
	symbols = symbols_open(so, &words);
	assert_non_null(symbols);
}

static int begin(void **state)
{
	char *error;

	return made_folder_begin(state) == 0 && kit_init(NULL, &error) ? 0 : -1;
}

static int end(void **state)
{
	if (symbols != NULL)
		symbols_close(symbols);
	if (library != NULL)
		dlclose(library);
	symbols = NULL;
	library = NULL;
	return made_folder_end(state);
}

/* Calls the function of that name, which returns an address of the library. */
static uint64_t offset_from(const char *function)
{
	void *(*call)(void) = (void *(*)(void))dlsym(library, function);
	Dl_info info;

	assert_non_null(call);
	assert_int_not_equal(dladdr((void *)call, &info), 0);
	return (uint64_t)((char *)call() - (char *)info.dli_fbase);
}

static void assert_is_called(const char *function, const char *name)
{
	char *found = symbols_object(symbols, offset_from(function));

	if (found == NULL)
		fail_msg("%s: has no name, should be %s", function, name);
	assert_string_equal(found, name);
	free(found);
}

static void assert_names(void)
{
	assert_is_called("of_scalar", "count");
	assert_is_called("of_declared", "declared[1].lock");
	assert_is_called("of_declared_inside", "declared[2].lock");
	assert_is_called("of_hidden", "hidden[1].at[1].y");
	assert_is_called("of_grid", "grid[1][2]");
	assert_is_called("of_union", "either+2");
	assert_is_called("of_anonymous", "nested.b");
	assert_is_called("of_semaphore", "room");
	assert_is_called("of_unsized", "few[2]");
	assert_is_called("of_local", "calls[1]");
	assert_null(symbols_object(symbols, offset_from("of_function")));
	assert_null(symbols_object(symbols, 0));
	assert_null(symbols_object(symbols, UINT64_MAX));
}

static void what_gcc_built_is_called_as_in_its_source(void **state)
{
	(void)state;
	open_library(COMPILER_GCC);
	assert_names();
}

static void what_clang_built_is_called_as_in_its_source(void **state)
{
	static const char *const ask[] = {"clang", "--version", NULL};
	char *words;
	bool there = capture_run(NULL, ask, &words);

	(void)state;
	free(words);
	if (!there)
		skip();
	open_library(COMPILER_CLANG);
	assert_names();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_gcc_built_is_called_as_in_its_source, begin,
						end),
		cmocka_unit_test_setup_teardown(what_clang_built_is_called_as_in_its_source, begin,
						end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
