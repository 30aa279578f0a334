/* SPDX-License-Identifier: MIT */
#include "symbols.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "symbols_variable.h"
#include "text.h"

struct symbols {
	int fd;
	Dwarf *dwarf;
	struct variables *variables; /* made when first asked for */
};

struct symbols *symbols_open(const char *path, char **error)
{
	struct symbols *symbols = calloc(1, sizeof *symbols);

	if (symbols == NULL)
		die("out of memory");
	symbols->fd = open(path, O_RDONLY | O_CLOEXEC);
	if (symbols->fd < 0) {
		*error = format_string("%s: %s", path, strerror(errno));
		free(symbols);
		return NULL;
	}
	symbols->dwarf = dwarf_begin(symbols->fd, DWARF_C_READ);
	if (symbols->dwarf == NULL) {
		*error = format_string("%s has no debug information: %s", path, dwarf_errmsg(-1));
		symbols_close(symbols);
		return NULL;
	}
	return symbols;
}

void symbols_close(struct symbols *symbols)
{
	variables_free(symbols->variables);
	if (symbols->dwarf != NULL)
		dwarf_end(symbols->dwarf);
	close(symbols->fd);
	free(symbols);
}

/* ---- lines ---- */

/* Below the folder that the compiler ran in, a path as it was typed there. */
static char *as_typed(const char *path, Dwarf_Die *unit)
{
	Dwarf_Attribute attribute;
	const char *folder = dwarf_formstring(dwarf_attr(unit, DW_AT_comp_dir, &attribute));
	size_t length = folder == NULL ? 0 : strlen(folder);

	if (length > 0 && strncmp(path, folder, length) == 0 && path[length] == '/')
		path += length + 1;
	while (strncmp(path, "./", 2) == 0)
		path += 2;
	return format_string("%s", path);
}

static char *function_at(Dwarf_Die *unit, uint64_t pc)
{
	Dwarf_Die *scopes;
	int count = dwarf_getscopes(unit, pc, &scopes);
	char *name = NULL;

	for (int i = 0; i < count && name == NULL; i++)
		if (dwarf_tag(&scopes[i]) == DW_TAG_subprogram && dwarf_diename(&scopes[i]) != NULL)
			name = format_string("%s", dwarf_diename(&scopes[i]));
	if (count > 0)
		free(scopes);
	return name;
}

/* The compilation unit of that instruction; gcc writes a table of them (.debug_aranges), clang not. */
static bool unit_at(Dwarf *dwarf, uint64_t pc, Dwarf_Die *unit)
{
	Dwarf_Off offset = 0, next;
	size_t header;

	if (dwarf_addrdie(dwarf, pc, unit) != NULL)
		return true;
	while (dwarf_nextcu(dwarf, offset, &next, &header, NULL, NULL, NULL) == 0) {
		if (dwarf_offdie(dwarf, offset + header, unit) != NULL &&
		    dwarf_haspc(unit, pc) > 0)
			return true;
		offset = next;
	}
	return false;
}

bool symbols_spot(struct symbols *symbols, uint64_t pc, struct spot *spot)
{
	Dwarf_Die unit;
	Dwarf_Line *line;
	const char *file;
	int number = 0, column = 0;

	if (!unit_at(symbols->dwarf, pc, &unit))
		return false;
	line = dwarf_getsrc_die(&unit, pc);
	if (line == NULL || dwarf_lineno(line, &number) != 0 || number <= 0)
		return false;
	file = dwarf_linesrc(line, NULL, NULL);
	if (file == NULL)
		return false;
	dwarf_linecol(line, &column);
	*spot = (struct spot){.file = as_typed(file, &unit),
			      .line = (unsigned)number,
			      .column = column > 0 ? (unsigned)column : 0,
			      .function = function_at(&unit, pc)};
	return true;
}

char *symbols_object(struct symbols *symbols, uint64_t at)
{
	if (symbols->variables == NULL)
		symbols->variables = variables_new(symbols->dwarf);
	return variables_name(symbols->variables, at);
}

/* ---- tables of symbols ---- */

struct names {
	char **items;
	size_t count;
};

static void add_name(struct names *names, const char *name)
{
	names->items = realloc(names->items, (names->count + 2) * sizeof *names->items);
	if (names->items == NULL)
		die("out of memory");
	names->items[names->count++] = format_string("%s", name);
	names->items[names->count] = NULL;
}

static void take_table(Elf *elf, Elf_Scn *section, const GElf_Shdr *header, bool defined,
		       struct names *names)
{
	Elf_Data *data = elf_getdata(section, NULL);
	size_t count = data == NULL || header->sh_entsize == 0 ? 0
							       : data->d_size / header->sh_entsize;

	for (size_t i = 1; i < count; i++) { /* the first is nobody's */
		GElf_Sym symbol;
		const char *name;

		if (gelf_getsym(data, (int)i, &symbol) == NULL ||
		    GELF_ST_BIND(symbol.st_info) == STB_LOCAL ||
		    (symbol.st_shndx != SHN_UNDEF) != defined)
			continue;
		name = elf_strptr(elf, header->sh_link, symbol.st_name);
		if (name != NULL && *name != '\0')
			add_name(names, name);
	}
}

static void take_tables(Elf *elf, bool defined, struct names *names)
{
	Elf_Scn *section = NULL;

	while ((section = elf_nextscn(elf, section)) != NULL) {
		GElf_Shdr header;

		if (gelf_getshdr(section, &header) != NULL && header.sh_type == SHT_SYMTAB)
			take_table(elf, section, &header, defined, names);
	}
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **symbols_names(const char *path, bool defined)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct names names = {calloc(1, sizeof *names.items), 0};
	Elf *elf;

	if (names.items == NULL)
		die("out of memory");
	elf_version(EV_CURRENT);
	elf = fd < 0 ? NULL : elf_begin(fd, ELF_C_READ, NULL);
	if (elf != NULL) {
		take_tables(elf, defined, &names);
		elf_end(elf);
	}
	if (fd >= 0)
		close(fd);
	qsort(names.items, names.count, sizeof *names.items, compare);
	return names.items;
}

void symbols_free_names(char **names)
{
	for (char **name = names; name != NULL && *name != NULL; name++)
		free(*name);
	free(names);
}

bool symbols_imports(const char *path, const char *prefix)
{
	char **names = symbols_names(path, false);
	bool found = false;

	for (char **name = names; *name != NULL && !found; name++)
		found = strncmp(*name, prefix, strlen(prefix)) == 0;
	symbols_free_names(names);
	return found;
}
