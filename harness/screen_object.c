/* SPDX-License-Identifier: MIT */
/*
 * What became of a submission: the symbols and sections of its object.  Whatever was written, and
 * by whatever macro, a linker acts on these and on nothing else.
 *
 * It is the plain object that is read: in the instrumented one the compiler has put its own calls
 * and a constructor.  That both come from the same text is what screen_compare.c makes sure of.
 */
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "screen.h"
#include "screen_names.h"
#include "symbols.h"
#include "text.h"
#include "wordlist.h"

struct object {
	struct screening *screening;
	const struct expansion *expansion;
	char **scenarios; /* names that the lab's other side defines */
	Elf *elf;
};

/* ---- sections ---- */

/* Of those that a program has in memory; .text.unlikely goes with .text. */
static bool is_usual(const char *name)
{
	static const char usual[] =
		".text .data .bss .rodata .tdata .tbss .eh_frame .gcc_except_table .note";
	char first[32];

	if (*name != '.')
		return false;
	snprintf(first, sizeof first, ".%.*s", (int)strcspn(name + 1, "."), name + 1);
	return wordlist_has(usual, first);
}

static bool runs_by_itself(const char *name, const GElf_Shdr *header)
{
	static const char prefixes[] =
		".init .fini .ctors .dtors .preinit";

	return wordlist_begins(prefixes, name) || header->sh_type == SHT_INIT_ARRAY ||
	       header->sh_type == SHT_FINI_ARRAY || header->sh_type == SHT_PREINIT_ARRAY;
}

static void read_section(struct object *object, const char *name, const GElf_Shdr *header)
{
	bool text = strcmp(name, ".text") == 0 || strncmp(name, ".text.", 6) == 0;
	unsigned line = 0;

	if (runs_by_itself(name, header))
		screen_find(object->screening, line,
			    "the section %s: what is in it runs before or after the scenario, "
			    "which is no "
			    "part of what the lab asks for",
			    name);
	else if (strcmp(name, ".note.GNU-stack") == 0 && header->sh_flags & SHF_EXECINSTR)
		screen_find(
			object->screening, line,
			"it needs a stack that can be executed: the address of a function inside a "
			"function was taken, and then code is made while the program runs, which "
			"nobody can check; move that function out");
	else if (header->sh_flags & SHF_EXECINSTR && (!text || header->sh_flags & SHF_WRITE))
		screen_find(
			object->screening, line,
			"the section %s: code is to lie where the compiler puts it, in .text, and "
			"never where it can be written",
			name);
	else if (header->sh_flags & SHF_ALLOC && !is_usual(name))
		screen_find(object->screening, line,
			    "the section %s: it is none that C makes, and linkers and loaders give "
			    "some of them a meaning",
			    name);
}

/* ---- symbols ---- */

/* libc's headers give some functions another name: __isoc99_scanf, open64. */
static unsigned line_of(const struct object *object, const char *name)
{
	unsigned line = expansion_line(object->expansion, name);
	size_t length = strlen(name);

	if (line == 0 && strncmp(name, "__isoc99_", 9) == 0)
		line = expansion_line(object->expansion, name + 9);
	if (line == 0 && length > 2 && strcmp(name + length - 2, "64") == 0) {
		char *shorter = format_string("%.*s", (int)length - 2, name);

		line = expansion_line(object->expansion, shorter);
		free(shorter);
	}
	return line;
}

static bool is_scenarios(const struct object *object, const char *name)
{
	for (char **it = object->scenarios; *it != NULL; it++)
		if (strcmp(*it, name) == 0)
			return true;
	return false;
}

static void read_use(struct object *object, const char *name)
{
	const char *why = screen_names_use(&object->screening->modelled, name);

	/* The lab's other side may be called, but not the harness through it. */
	if (why != NULL && is_scenarios(object, name) && strncmp(name, "racelab_", 8) != 0)
		why = NULL;
	if (why != NULL)
		screen_find(object->screening, line_of(object, name), "%s is used: %s", name, why);
}

static const char *why_odd(const char *name, const GElf_Sym *symbol)
{
	if (GELF_ST_TYPE(symbol->st_info) == STT_GNU_IFUNC)
		return "which function that is would be decided while it is loaded";
	if (GELF_ST_BIND(symbol->st_info) == STB_WEAK)
		return "it is weak, and so gives way to another of that name";
	if (GELF_ST_BIND(symbol->st_info) == STB_GNU_UNIQUE)
		return "there would be one of it for all that is loaded";
	if (GELF_ST_VISIBILITY(symbol->st_other) != STV_DEFAULT)
		return "its visibility is not the usual one";
	if (strchr(name, '@') != NULL)
		return "it has a version, by which loaders choose";
	return NULL;
}

static void read_definition(struct object *object, const char *name, const GElf_Sym *symbol)
{
	bool local = GELF_ST_BIND(symbol->st_info) == STB_LOCAL;
	const char *why = screen_names_define(&object->screening->modelled, name, local);

	if (why == NULL)
		why = why_odd(name, symbol);
	if (why != NULL)
		screen_find(object->screening, line_of(object, name), "%s is defined: %s", name,
			    why);
}

static void read_symbol(struct object *object, const char *name, const GElf_Sym *symbol)
{
	int type = GELF_ST_TYPE(symbol->st_info);

	if (name == NULL || *name == '\0' || type == STT_SECTION || type == STT_FILE)
		return;
	if (symbol->st_shndx == SHN_UNDEF)
		read_use(object, name);
	else
		read_definition(object, name, symbol);
}

static void read_symbols(struct object *object, Elf_Scn *section, const GElf_Shdr *header)
{
	Elf_Data *data = elf_getdata(section, NULL);
	size_t count =
		data == NULL || header->sh_entsize == 0 ? 0 : data->d_size / header->sh_entsize;

	for (size_t i = 1; i < count; i++) { /* the first is nobody's */
		GElf_Sym symbol;

		if (gelf_getsym(data, (int)i, &symbol) != NULL)
			read_symbol(object,
				    elf_strptr(object->elf, header->sh_link, symbol.st_name),
				    &symbol);
	}
}

/* ---- the whole object ---- */

static bool read_sections(struct object *object)
{
	Elf_Scn *section = NULL;
	size_t names;

	if (elf_getshdrstrndx(object->elf, &names) != 0)
		return false;
	while ((section = elf_nextscn(object->elf, section)) != NULL) {
		GElf_Shdr header;
		const char *name;

		if (gelf_getshdr(section, &header) == NULL)
			return false;
		name = elf_strptr(object->elf, names, header.sh_name);
		read_section(object, name != NULL ? name : "", &header);
		if (header.sh_type == SHT_SYMTAB)
			read_symbols(object, section, &header);
	}
	return true;
}

bool screen_object(struct screening *screening, const char *path, const char *scenario,
		   const struct expansion *expansion, char **error)
{
	struct object object = {screening, expansion, NULL, NULL};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool read = false;

	elf_version(EV_CURRENT);
	object.elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ, NULL);
	if (object.elf != NULL) {
		object.scenarios = symbols_names(scenario, true);
		read = read_sections(&object);
		symbols_free_names(object.scenarios);
		elf_end(object.elf);
	}
	if (!read)
		*error = format_string("the object %s cannot be read: %s", path,
				       fd < 0 ? strerror(errno) : elf_errmsg(-1));
	if (fd >= 0)
		close(fd);
	return read;
}
