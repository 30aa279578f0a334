/* SPDX-License-Identifier: MIT */
/*
 * Starts a runner on a submission's shared object, waits for it, and brings back what it wrote.
 *
 * The runner is a child in a process group of its own; it and all that it forked are gone when
 * this returns, also after Ctrl-C.  What it reports becomes findings in wire_read.h.
 *
 * Threads: any; each launch is independent.
 */
#ifndef RACELAB_LAUNCH_H
#define RACELAB_LAUNCH_H

#include <stdbool.h>

#include "stillness.h"
#include "subject.h"
#include "wire.h"

enum runner { RUNNER_STRESS, RUNNER_TSAN_GCC, RUNNER_TSAN_CLANG, RUNNER_EXPLORE, RUNNERS };

struct launch {
	enum runner runner;
	const char *object;         /* the submission's shared object */
	const char *input; /* its stdin; NULL: nothing */
	struct wire_job job;
	const char *const *prefix;  /* words before the runner's path (valgrind and its options),
				       NULL-ended; NULL: none */
	const char *const *environment; /* further NAME=value, NULL-ended; NULL: none */
	unsigned guard;  /* seconds without any progress (runs_done, points) before it is killed: of
			    processor time, or of sleep; see stillness.h */
	bool confined;   /* see confine.h; the object's folder is what it sees of the machine */
	const char *reports; /* confined: a folder in that one which the program may write to, too */
	bool soft;       /* Ctrl-C makes it end early, with what it knows */
	/* Called now and then while it runs, to draw progress; may be NULL. */
	void (*watch)(void *context, const struct wire *wire);
	void *context;
};

/*
 * The wire's state: WIRE_NEW if nothing of the submission was loaded, WIRE_DONE and WIRE_BROKEN only if
 * the runtime signed it (seal.h); what has no such end ended in the middle, whatever stood there.
 */
struct landing {
	struct wire *wire;  /* a private copy, counts checked; owned: free() */
	int status;         /* as waitpid gives it */
	bool guarded;       /* killed by the guard: it made no progress */
	enum stillness_why still; /* ... and why not */
	char *stopped;      /* a limit that ended it, "it took more than ..."; NULL: none; owned */
	bool overtime;      /* that was the time, which is no fault of the program's */
	double seconds;
	char *errors;       /* first 4 KiB of what it wrote on stderr while job.keep_output was off */
};

/*
 * Address randomisation is off in the child (libtsan needs that where mmap_rnd_bits is large); where
 * that is refused it runs all the same.  False: the machine failed (fork, exec, memfd); *error
 * (owned by the caller) says what and the mend.
 */
bool launch(const struct launch *launch, struct landing *landing, char **error);

void landing_release(struct landing *landing);

/* Full path of that runner's program; static. */
const char *runner_path(enum runner runner);

/* Ends all runners now alive; for the handler of SIGINT and SIGTERM: async-signal-safe. */
void launch_kill_all(void);

#endif
