/* SPDX-License-Identifier: MIT */
#include "made_wire.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_lab.h"
#include "text.h"

static const char source[] = "#include <pthread.h>\n"
			     "pthread_mutex_t a, b, c;\n"
			     "int hits;\n"
			     "void first(void) {}\n"
			     "void second(void) {}\n"
			     "void third(void) {}\n"
			     "void fourth(void) {}\n";

static struct {
	void *handle;
	char *base; /* where it is loaded */
	struct symbols *symbols;
} library;

static void build_library(void)
{
	char *command = format_string("cd %s && gcc -g -gdwarf-4 -O0 -fPIC -shared -o it.so it.c",
				      little_labs_dir());
	char *path = format_string("%s/it.so", little_labs_dir()), *error = NULL;
	Dl_info info;

	little_write("it.c", source);
	assert_int_equal(system(command), 0);
	library.handle = dlopen(path, RTLD_NOW);
	assert_non_null(library.handle);
	assert_int_not_equal(dladdr(dlsym(library.handle, "hits"), &info), 0);
	library.base = info.dli_fbase;
	library.symbols = symbols_open(path, &error);
	assert_non_null(library.symbols);
	free(path);
	free(command);
}

int made_wire_begin_group(void **state)
{
	int status = little_labs_begin(state);

	if (status == 0)
		build_library();
	return status;
}

int made_wire_end_group(void **state)
{
	symbols_close(library.symbols);
	dlclose(library.handle);
	return little_labs_end(state);
}

int made_wire_begin(void **state)
{
	struct made_wire *made = calloc(1, sizeof *made);

	made->landing.wire = &made->wire;
	made->landing.errors = "";
	atomic_store(&made->wire.state, WIRE_DONE);
	*state = made;
	return 0;
}

int made_wire_end(void **state)
{
	struct made_wire *made = *state;

	findings_release(&made->list);
	free(made->error);
	free(made);
	return 0;
}

uint64_t made_wire_offset(const char *symbol)
{
	return symbol == NULL ? 0
			      : (uint64_t)((char *)dlsym(library.handle, symbol) - library.base);
}

struct wire_finding *made_wire_finding(struct made_wire *made, unsigned kind, const char *message)
{
	uint32_t used = atomic_fetch_add(&made->wire.findings_used, 1);
	struct wire_finding *finding = &made->wire.findings[used];

	finding->kind = kind;
	finding->run = finding->times = 1;
	strcpy(finding->message, message);
	return finding;
}

struct wire_place *made_wire_place(struct wire_finding *finding, const char *thread,
				   const char *role, const char *function, const char *object)
{
	struct wire_place *place = &finding->places[finding->places_used++];

	place->pc = made_wire_offset(function);
	place->object.space = object != NULL ? SPACE_IMAGE : SPACE_NONE;
	place->object.at = made_wire_offset(object);
	strcpy(place->thread, thread);
	strcpy(place->role, role);
	return place;
}

bool made_wire_read(struct made_wire *made)
{
	return wire_read(&made->landing, library.symbols, &made->list, &made->error);
}
