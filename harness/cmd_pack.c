/* SPDX-License-Identifier: MIT */
/*
 * racelab pack: labs and the kit's own sources as an archive that a grading service takes.
 *
 * What a service needs beside them stands in harness/pack/SERVICE, as plain files.  Solutions are
 * never packed: the service runs submissions, and they could read them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"
#include "kit.h"
#include "labs.h"
#include "nearest.h"
#include "options.h"
#include "text.h"
#include "zip.h"

struct service {
	const char *name;
	const char *at;	     /* where the files of harness/pack/NAME go */
	const char *kit_at;  /* where the kit goes */
	const char *labs_at; /* where a copy of the labs goes, for students to edit; NULL: none */
	const char *output;  /* unless -o says another */
	const char *next;    /* what to do with it */
};

static const struct service services[] = {
	{"gradescope", "", "kit", NULL, "gradescope.zip",
	 "upload it as the assignment's autograder"},
	{"github", ".github", ".github/racelab/kit", "labs", "classroom.zip",
	 "unpack it in the template repository of the assignment, and commit all of it"},
};

#define SERVICES (sizeof services / sizeof *services)

static const struct service *find_service(const char *name, char **error)
{
	const char *names[SERVICES + 1] = {NULL};
	const char *near;

	for (size_t i = 0; i < SERVICES; i++) {
		if (strcmp(services[i].name, name) == 0)
			return &services[i];
		names[i] = services[i].name;
	}
	near = nearest(name, names);
	*error = format_string("there is no service '%s'; %s%s%s", name,
			       near != NULL ? "did you mean '" : "racelab packs for ",
			       near != NULL ? near : "gradescope and github",
			       near != NULL ? "'?" : "");
	return NULL;
}

/* ---- what goes in ---- */

/* Under AT/NAME. */
static bool add_folder(struct zip *zip, const char *from, const char *at, const char *name,
		       char **error)
{
	char *to = format_string("%s/%s", at, name);
	bool added = zip_add_folder(zip, from, to, error);

	free(to);
	return added;
}

/* An installed kit has programs and no sources, and programs may not run on the service's machine.
 */
static bool add_kit(struct zip *zip, const char *at, char **error)
{
	char *makefile = format_string("%s/../Makefile", kit_include_dir());
	char *to = format_string("%s/Makefile", at);
	bool there = access(makefile, R_OK) == 0, added;

	if (!there)
		*error = format_string(
			"the kit's sources are packed, and an installed kit has none: "
			"use build/racelab of a checkout");
	added = there && zip_add_file(zip, makefile, to, error) &&
		add_folder(zip, kit_include_dir(), at, "harness", error);
	free(makefile);
	free(to);
	return added;
}

static bool add_lab(struct zip *zip, const struct service *service, const char *lab, char **error)
{
	char *from = format_string("%s/%s", kit_labs_dir(), lab);
	char *name = format_string("labs/%s", lab);
	bool added =
		add_folder(zip, from, service->kit_at, name, error) &&
		(service->labs_at == NULL || add_folder(zip, from, service->labs_at, lab, error));

	free(from);
	free(name);
	return added;
}

static bool add_service(struct zip *zip, const struct service *service, char **error)
{
	char *from = format_string("%s/pack/%s", kit_include_dir(), service->name);
	bool added = zip_add_folder(zip, from, service->at, error);

	free(from);
	return added;
}

static bool add_labs(struct zip *zip, const struct service *service, char *const *words,
		     char **error)
{
	for (; *words != NULL; words++) {
		const struct lab *lab;
		char *name = NULL;
		bool added = labs_resolve(*words, &name, error) &&
			     labs_describe(name, &lab, error) && add_lab(zip, service, name, error);

		free(name);
		if (!added)
			return false;
	}
	return true;
}

/* ---- the command ---- */

/* A lab named twice would be two files of one name. */
static bool is_clear(char *const *words, char **error)
{
	for (char *const *word = words; *word != NULL; word++)
		for (char *const *before = words; before < word; before++) {
			char *one = NULL, *other = NULL;
			bool same = labs_resolve(*word, &one, error) &&
				    labs_resolve(*before, &other, error) && strcmp(one, other) == 0;

			if (same)
				*error = format_string("%s is named twice", one);
			free(one);
			free(other);
			if (*error != NULL)
				return false;
		}
	return true;
}

static bool write_pack(const struct options *options, const struct service *service,
		       const char *path, char **error)
{
	struct zip *zip;

	if (!is_clear(options->operands + 1, error))
		return false;
	zip = zip_new();
	if (add_kit(zip, service->kit_at, error) && add_service(zip, service, error) &&
	    add_labs(zip, service, options->operands + 1, error))
		return zip_write(zip, path, error);
	zip_free(zip);
	return false;
}

static int run(const struct options *options)
{
	char *error = NULL;
	const struct service *service = find_service(options->operands[0], &error);
	const char *path = options->output;

	if (path == NULL && service != NULL)
		path = service->output;
	if (service != NULL && write_pack(options, service, path, &error)) {
		printf("%s: %s\n", path, service->next);
		return EXIT_CLEAN;
	}
	complain("%s", error);
	free(error);
	return EXIT_FAULT;
}

COMMAND(pack) = {
	.name = "pack",
	.order = 65,
	.arguments = "gradescope|github LAB...",
	.summary = "labs and kit as an archive for a grading service",
	.more = "gradescope: a zip to upload as an autograder.  A submission is LAB/lab.c or "
		"LAB.c; of one\n"
		"lab also lab.c, or the only .c file.\n"
		"github: a zip to unpack in a template repository for GitHub Classroom: a workflow "
		"that\n"
		"checks labs/LAB/lab.c at each push, the kit's sources for it, and the labs.\n"
		"Solutions are never packed.",
	.options = OPTION(OPTION_OUTPUT) | OPTION(OPTION_LABS),
	.least = 2,
	.most = COMMAND_MOST,
	.run = run,
};
