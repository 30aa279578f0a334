/* SPDX-License-Identifier: MIT */
#include "modelled.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "kit.h"
#include "text.h"
#include "wordlist.h"

static char *read_list(const char *name, char **error)
{
	char *path = format_string("%s/%s", kit_rt_dir(), name);
	char *text = files_read(path, &(size_t){0});

	if (text == NULL)
		*error = format_string("%s cannot be read: %s; build the kit with `make`", path,
				       strerror(errno));
	free(path);
	return text;
}

bool modelled_open(struct modelled *modelled, char **error)
{
	*modelled = (struct modelled){.modelled = read_list("explore.wraps", error)};
	if (modelled->modelled == NULL)
		return false;
	modelled->harmless = read_list("explore.harmless", error);
	if (modelled->harmless == NULL)
		modelled_close(modelled);
	return modelled->harmless != NULL;
}

void modelled_close(struct modelled *modelled)
{
	free(modelled->modelled);
	free(modelled->harmless);
	*modelled = (struct modelled){0};
}

bool modelled_has(const struct modelled *modelled, const char *name)
{
	char *option = format_string("-Wl,--wrap=%s", name);
	bool has = wordlist_has(modelled->modelled, option) ||
		   wordlist_has(modelled->harmless, name);

	free(option);
	return has;
}
