/* SPDX-License-Identifier: MIT */
#include "valgrind_report.h"

#include "../die.h"

#include <stdlib.h>
#include <string.h>

const struct vg_part *vg_error_part(const struct vg_error *error, enum vg_role role)
{
	for (size_t i = 0; i < error->nparts; i++)
		if (error->parts[i].role == role)
			return &error->parts[i];
	return NULL;
}

void *vg_grow(void *items, size_t *count, size_t size)
{
	char *grown = reallocarray(items, *count + 1, size);

	if (grown == NULL)
		die("no memory to read a report of valgrind");
	memset(grown + *count * size, 0, size);
	++*count;
	return grown;
}

void vg_stack_release(struct vg_stack *stack)
{
	for (size_t i = 0; i < stack->nframes; i++) {
		free(stack->frames[i].object);
		free(stack->frames[i].function);
		free(stack->frames[i].dir);
		free(stack->frames[i].file);
	}
	free(stack->frames);
}

void vg_error_release(struct vg_error *error)
{
	for (size_t i = 0; i < error->nparts; i++) {
		free(error->parts[i].text);
		vg_stack_release(&error->parts[i].stack);
	}
	free(error->parts);
	free(error->kind);
	free(error->threadname);
	memset(error, 0, sizeof *error);
}

void vg_report_release(struct vg_report *report)
{
	for (size_t i = 0; i < report->nerrors; i++)
		vg_error_release(&report->errors[i]);
	for (size_t i = 0; i < report->nthreads; i++)
		vg_stack_release(&report->threads[i].created);
	free(report->errors);
	free(report->threads);
	free(report->tool);
	memset(report, 0, sizeof *report);
}
