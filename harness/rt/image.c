/* SPDX-License-Identifier: MIT */
#include "image.h"

#include <dlfcn.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>

#include "rt.h"
#include "valgrind_quiet.h"

struct tls_index {
	unsigned long module, offset;
};

/* The ABI's way to a thread's block of thread-local variables (glibc exports it). */
extern void *__tls_get_addr(struct tls_index *index);

static struct {
	uintptr_t start, end; /* all of the object */
	char *data;           /* the writable part that is not made read-only after relocation */
	size_t data_size;
	char *saved;
	size_t tls_module, tls_size, tls_filled;
	const void *tls_initial;
} image;

static void take_segment(uintptr_t base, const ElfW(Phdr) * segment, uintptr_t relro_end)
{
	uintptr_t start = base + segment->p_vaddr, end = start + segment->p_memsz;

	if (end > image.end)
		image.end = end;
	if (!(segment->p_flags & PF_W))
		return;
	if (start < relro_end)
		start = relro_end;
	if (start >= end)
		return;
	if (image.data != NULL)
		rt_broken("the submission has two writable segments; link it with the kit's flags");
	image.data = (char *)start;
	image.data_size = end - start;
}

static uintptr_t relro_end_of(const struct dl_phdr_info *info)
{
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *segment = &info->dlpi_phdr[i];

		if (segment->p_type == PT_GNU_RELRO)
			return info->dlpi_addr + segment->p_vaddr + segment->p_memsz;
	}
	return 0;
}

/* Called for each loaded object: finds the one that holds the description. */
static int take_object(struct dl_phdr_info *info, size_t size, void *base)
{
	(void)size;
	if (info->dlpi_addr != *(ElfW(Addr) *)base)
		return 0;
	image.start = info->dlpi_addr;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *segment = &info->dlpi_phdr[i];

		if (segment->p_type == PT_LOAD)
			take_segment(info->dlpi_addr, segment, relro_end_of(info));
		if (segment->p_type != PT_TLS)
			continue;
		image.tls_module = info->dlpi_tls_modid;
		image.tls_size = segment->p_memsz;
		image.tls_filled = segment->p_filesz;
		image.tls_initial = (void *)(info->dlpi_addr + segment->p_vaddr);
	}
	return 1;
}

void image_load(const char *path)
{
	struct link_map *map;
	void *object;

	rt_load_begins();
	object = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (object == NULL)
		rt_broken("cannot load the submission: %s", dlerror());
	rt.lab = dlsym(object, "racelab_lab");
	if (rt.lab == NULL || dlinfo(object, RTLD_DI_LINKMAP, &map) != 0)
		rt_broken("%s holds no description of a lab (racelab_lab)", path);
	if (dl_iterate_phdr(take_object, &map->l_addr) == 0)
		rt_broken("%s is loaded, but the loader does not list it", path);
	rt.wire->image = image.start;
	rt.wire->image_size = image.end - image.start;
}

void image_save(void)
{
	if (image.data_size == 0)
		return;
	image.saved = malloc(image.data_size);
	if (image.saved == NULL)
		rt_broken("no memory for the image (%zu bytes)", image.data_size);
	memcpy(image.saved, image.data, image.data_size);
}

void image_restore(void)
{
	if (rt.valgrind)
		valgrind_forget(image.data, image.data_size);
	memcpy(image.data, image.saved, image.data_size);
}

void image_restore_tls(void)
{
	struct tls_index index = {image.tls_module, 0};
	char *block;

	if (image.tls_size == 0)
		return;
	block = __tls_get_addr(&index);
	image_fill_tls(block);
}

size_t image_tls_bytes(void)
{
	return image.tls_size;
}

void image_fill_tls(char *block)
{
	memcpy(block, image.tls_initial, image.tls_filled);
	memset(block + image.tls_filled, 0, image.tls_size - image.tls_filled);
}

char *image_data(size_t *bytes)
{
	*bytes = image.data_size;
	return image.data;
}

bool image_holds(const void *address)
{
	return (uintptr_t)address - image.start < image.end - image.start;
}
