/* SPDX-License-Identifier: MIT */
#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include "../report.h"
#include "calls.h"

#define OF_ONE_THREAD 256

static struct file standard[3] = {
	{.kind = FILE_STANDARD, .standard = 0, .flags = O_RDONLY},
	{.kind = FILE_STANDARD, .standard = 1, .flags = O_WRONLY},
	{.kind = FILE_STANDARD, .standard = 2, .flags = O_WRONLY},
};

static struct {
	struct file all[THREADS][OF_ONE_THREAD];
	unsigned used[THREADS];
	struct descriptor tables[THREADS][DESCRIPTORS];
	uint8_t objects[THREADS][DESCRIPTORS + 64] __attribute__((aligned(64)));
	bool touched; /* more than the standard streams were there */
} files;

/* ---- tables ---- */

void files_clear(void)
{
	struct descriptor *table = files.tables[0];

	if (files.touched || table[0].file == NULL) {
		memset(files.used, 0, sizeof files.used);
		memset(table, 0, sizeof files.tables[0]);
		channels_clear();
	}
	for (int i = 0; i < 3; i++)
		table[i].file = &standard[i];
	files.touched = false;
}

void files_inherit(const struct process *child, uintptr_t pc)
{
	const struct descriptor *from = files.tables[child->parent->index];
	struct descriptor *to = files.tables[child->index];

	files.touched = true;
	for (int i = 0; i < DESCRIPTORS; i++) {
		to[i] = from[i];
		to[i].pc = pc;
		if (to[i].file != NULL)
			file_share(to[i].file);
	}
}

struct descriptor *descriptor_of(int number)
{
	struct descriptor *table = files.tables[process_self()->index];

	if (number < 0 || number >= DESCRIPTORS || table[number].file == NULL)
		return NULL;
	return &table[number];
}

/* It is the process's own, so that a fork by another thread depends on it. */
static void take_table(enum op_kind kind, uintptr_t object, uint32_t size, uintptr_t pc)
{
	turn_take(&(struct op){.kind = kind,
			       .address = object,
			       .size = size,
			       .atomic = true,
			       .private = true,
			       .pc = pc});
}

struct descriptor *descriptor_look_up(int number, uintptr_t pc)
{
	if (number < 0 || number >= DESCRIPTORS)
		return NULL;
	take_table(OP_LOOK_UP, descriptor_object(number), 1, pc);
	turn_commit(false);
	return descriptor_of(number);
}

uintptr_t descriptor_object(int number)
{
	return (uintptr_t)&files.objects[process_self()->index][number];
}

/* ---- files ---- */

struct file *file_new(enum file_kind kind, int flags)
{
	unsigned index = world.self->index;
	struct file *file;

	files.touched = true;
	if (files.used[index] == OF_ONE_THREAD)
		return NULL;
	file = &files.all[index][files.used[index]++];
	*file = (struct file){.kind = kind, .flags = flags};
	return file;
}

void file_share(struct file *file)
{
	if (file->in != NULL && !file->in_shut)
		file->in->readers++;
	if (file->out != NULL && !file->out_shut)
		file->out->writers++;
}

static void close_end(struct channel *channel, bool reads, uintptr_t pc)
{
	call_take(OP_CLOSE_END, channel, CHANNEL_OBJECT, pc);
	turn_commit(true);
	order_release(channel);
	if (reads)
		channel->readers--;
	else
		channel->writers--;
}

void file_release(struct file *file, uintptr_t pc)
{
	if (file->in != NULL && !file->in_shut)
		close_end(file->in, true, pc);
	if (file->out != NULL && !file->out_shut)
		close_end(file->out, false, pc);
}

/* ---- numbers ---- */

static int lowest_free(const struct descriptor *table, int least)
{
	while (least < DESCRIPTORS && table[least].file != NULL)
		least++;
	return least;
}

int descriptor_open(struct file *file, int least, bool closes_on_exec, uintptr_t pc)
{
	struct descriptor *table = files.tables[process_self()->index];
	int number;

	/* It depends on all that are lower. */
	take_table(OP_OPEN, descriptor_object(0), (uint32_t)lowest_free(table, least) + 1, pc);
	turn_commit(true);
	number = lowest_free(table, least);
	if (number == DESCRIPTORS)
		return -1;
	table[number] = (struct descriptor){file, closes_on_exec, pc};
	files.touched = true;
	return number;
}

static struct file *exchange(int number, struct descriptor with, uintptr_t pc)
{
	struct descriptor *entry = &files.tables[process_self()->index][number];
	struct file *old;

	take_table(OP_CLOSE, descriptor_object(number), 1, pc);
	turn_commit(true);
	old = entry->file;
	*entry = with;
	files.touched = true;
	return old;
}

int descriptor_replace(int number, struct file *file, bool closes_on_exec, uintptr_t pc)
{
	struct file *old;

	if (number < 0 || number >= DESCRIPTORS)
		return EBADF;
	old = exchange(number, (struct descriptor){file, closes_on_exec, pc}, pc);
	if (old != NULL)
		file_release(old, pc);
	return 0;
}

int descriptor_close(int number, uintptr_t pc)
{
	struct file *old;

	if (number < 0 || number >= DESCRIPTORS)
		return EBADF;
	old = exchange(number, (struct descriptor){0}, pc);
	if (old == NULL)
		return EBADF;
	file_release(old, pc);
	return 0;
}

void files_close_all(const struct process *process, bool only_marked, uintptr_t pc)
{
	struct descriptor *table = files.tables[process->index];

	for (int i = 0; i < DESCRIPTORS; i++) {
		struct file *file = table[i].file;

		if (file == NULL || (only_marked && !table[i].closes_on_exec))
			continue;
		table[i].file = NULL;
		file_release(file, pc);
	}
}

/* ---- who has it open ---- */

static void add_holder(struct wire_finding *finding, const struct process *process,
		       const struct descriptor *entry, bool writers)
{
	report_place(finding, world.threads[process->index].slot->name,
		     writers ? "has the write end" : "has the read end", entry->pc);
}

void files_add_holders(struct wire_finding *finding, const struct channel *channel, bool writers)
{
	for (unsigned p = 0; p < THREADS; p++) {
		const struct process *process = &processes.all[p];

		if (!process->used || *process->state >= CHILD_DYING)
			continue;
		for (int i = 0; i < DESCRIPTORS; i++) {
			const struct file *file = files.tables[p][i].file;

			if (file != NULL && (writers ? file->out : file->in) == channel) {
				add_holder(finding, process, &files.tables[p][i], writers);
				break;
			}
		}
	}
}
