/* SPDX-License-Identifier: MIT */
/*
 * What Helgrind and DRD share: the runner is started under valgrind, its reports are read, and what
 * they say becomes findings of the closed list in kinds.h.
 *
 * A tool describes itself with a struct vg_tool: its options, which of its kinds of error is which
 * of ours, and how one error becomes places and a sentence.  How a report is
 * read is valgrind_xml.h.
 *
 * Threads: valgrind_check() from any; everything else belongs to the check that it is part of.
 */
#ifndef RACELAB_VALGRIND_H
#define RACELAB_VALGRIND_H

#include "../symbols.h"
#include "checker.h"
#include "valgrind_report.h"

/* One row of a tool's map.  The first row that fits counts. */
struct vg_kind {
	const char *kind;  /* the tool's name for it: "UnlockForeign" */
	const char *words; /* ... and what its sentence contains; NULL: anything */
	enum finding_kind is;
	const char *sentence; /* what the thread does wrong, in our words; NULL: the tool's own */
	bool placeless; /* true of a thread as a whole: kept though no stack touches the submission
			 */
};

/* One report, and what it takes to see the student's source in it. */
struct vg_reading {
	const struct vg_tool *tool;
	const struct vg_report *report;
	const char *object; /* path of the submission's shared object, as the kernel knows it */
	const char *runner; /* path of the runner, likewise */
	uint64_t image, image_size; /* where the object lay; 0: unknown */
	struct symbols *symbols;    /* NULL: unknown */
	unsigned bodies; /* of the scenario; 0: the submission creates threads of its own, too */
	bool cut_short;	 /* a run could not end: threads were stopped wherever they were */
};

struct vg_tool {
	const char *name;	     /* as in --tool= */
	const char *const *options;  /* its own, NULL-ended */
	const char *const *options_of_labs; /* ... and where runs are short; may be NULL */
	const struct vg_kind *kinds; /* ended by one without a kind */
	/*
	 * Adds places and the message to a finding whose kind is set.  False: it is none of the
	 * submission's doing, and the finding is dropped.
	 */
	bool (*describe)(const struct vg_reading *reading, const struct vg_error *error,
			 const struct vg_kind *kind, struct finding *finding);
};

extern const struct vg_tool vg_helgrind, vg_drd;

/* Can valgrind run here?  As struct checker's usable(). */
bool valgrind_usable(char **why);

/* As struct checker's check(). */
void valgrind_check(const struct vg_tool *tool, struct subject *subject,
		    const struct settings *settings, struct result *result);

#define VG_WORDS 32

/* The words that go before the runner's path; NULL-ended.  The rest is owned by it. */
struct vg_command {
	const char *words[VG_WORDS];
	char *valgrind, *tool, *target;
};

/* Each process will write a report of its own into the folder.  False: valgrind is not there. */
bool vg_command_init(struct vg_command *command, const struct vg_tool *tool, const char *folder);
/* More words for valgrind: for what is compiled as labs are, and runs as briefly. */
void vg_command_for_lab(struct vg_command *command, const struct vg_tool *tool);
/* More words for valgrind; NULL-ended. */
void vg_command_add(struct vg_command *command, const char *const *words);
void vg_command_release(struct vg_command *command);

/*
 * Appends to the list what the report says of the submission; equal findings are folded.  False:
 * the tool reports a kind that its map does not have; *error (owned by the caller) names it.
 */
bool vg_findings(const struct vg_reading *reading, struct findings *list, char **error);

/*
 * The rest is for a tool's describe().
 */

/*
 * Adds the place where the stack enters the submission, with its callers there.  NULL: it never
 * does.  The thread's name is copied.
 */
struct place *vg_place(const struct vg_reading *reading, struct finding *finding,
		       const struct vg_stack *stack, const char *role, const char *thread);

/* Is this stack the harness's alone: it passes through the runner and not through the submission?
 */
bool vg_harness_only(const struct vg_reading *reading, const struct vg_stack *stack);

/* Adds where that thread was created, if the submission did that. */
void vg_place_creation(const struct vg_reading *reading, struct finding *finding, unsigned number);

/* "T1", "main", or "thread #7" where that is all that is known.  Owned by the caller. */
char *vg_thread_name(const struct vg_reading *reading, unsigned number);

/* The name of the error's own thread; its number for vg_thread_name(), 0: not told.  Owned by the
 * caller. */
char *vg_error_thread(const struct vg_reading *reading, const struct vg_error *error,
		      unsigned number);

/* Name of the variable at the address; owned by the caller; NULL: none of the submission's. */
char *vg_object(const struct vg_reading *reading, uint64_t address);

/* The same for the first address after `before` in the words; NULL words or no address: NULL. */
char *vg_object_in(const struct vg_reading *reading, const char *words, const char *before);

/*
 * One line about what a thread does wrong: the row's sentence, or the tool's own words with threads
 * and variables by name.  Owned by the caller; object may be NULL.
 */
char *vg_message(const struct vg_reading *reading, const struct vg_kind *kind, const char *words,
		 const char *thread, const char *object);

/*
 * One line about a data race whose places are in the finding, the access at hand first.  Owned by
 * the caller.
 */
char *vg_race_message(const struct finding *finding, const char *object);

#endif
