/* SPDX-License-Identifier: MIT */
#include "vault.h"

#include <errno.h>
#include <link.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "rt.h"
#include "valgrind_quiet.h"

#define VAULT_BYTES ((size_t)4 << 20) /* the pieces make less than one */

struct vault vault;

static size_t page, used;

/* The first object listed is the runner itself; its second segment that can be written is its data.
 */
static int take_own(struct dl_phdr_info *info, size_t size, void *nothing)
{
	(void)size;
	(void)nothing;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *segment = &info->dlpi_phdr[i];

		if (segment->p_type != PT_LOAD || !(segment->p_flags & PF_W))
			continue;
		vault.own = info->dlpi_addr + segment->p_vaddr;
		vault.own_bytes = segment->p_memsz;
	}
	return 1;
}

void vault_init(void)
{
	void *start = mmap(NULL, VAULT_BYTES, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (start == MAP_FAILED)
		rt_broken("no addresses for the runtime's own memory: %s", strerror(errno));
	page = used = (size_t)sysconf(_SC_PAGESIZE);
	vault.start = (uintptr_t)start;
	vault.bytes = VAULT_BYTES;
	dl_iterate_phdr(take_own, NULL);
}

static size_t whole_pages(size_t bytes)
{
	return (bytes + page - 1) / page * page;
}

void *vault_take(size_t bytes, int descriptor)
{
	void *piece;
	int flags = MAP_SHARED | MAP_FIXED | (descriptor < 0 ? MAP_ANONYMOUS : 0);

	if (used + whole_pages(bytes) + page > VAULT_BYTES)
		rt_broken("the runtime's own memory is full; make VAULT_BYTES larger");
	piece = mmap((char *)vault.start + used, whole_pages(bytes), PROT_READ | PROT_WRITE, flags,
		     descriptor, 0);
	if (piece == MAP_FAILED)
		rt_broken("cannot map %zu bytes for the runtime: %s", bytes, strerror(errno));
	used += whole_pages(bytes) + page;
	valgrind_ignore(piece, bytes);
	return piece;
}

static void protect(void *piece, size_t bytes, int how)
{
	if (mprotect(piece, whole_pages(bytes), how) != 0)
		rt_broken("cannot protect the runtime's own memory: %s", strerror(errno));
}

void vault_close(void *piece, size_t bytes)
{
	protect(piece, bytes, PROT_NONE);
}

void vault_freeze(void *piece, size_t bytes)
{
	protect(piece, bytes, PROT_READ);
}

void vault_open(void *piece, size_t bytes)
{
	protect(piece, bytes, PROT_READ | PROT_WRITE);
}
