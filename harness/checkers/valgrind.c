/* SPDX-License-Identifier: MIT */
#include "valgrind.h"

#include "../launch.h"
#include "../progress.h"
#include "../subject.h"
#include "../text.h"
#include "../wire_read.h"
#include "valgrind_xml.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define GUARD_SECONDS 30 /* of processor time, of which valgrind itself needs one to begin */
/* A run takes milliseconds here where stress needs a microsecond; `--runs` speaks to both. */
#define MOST_RUNS 100 /* DRD's time grows with the square of the runs */
/* A run of a lab passes some hundred schedule points. */
#define MOST_POINTS 200000

/* One check: what stays the same over its scenarios. */
struct hunt {
	const struct vg_tool *kind;
	struct subject *subject;
	const struct settings *settings;
	struct result *result;
	char *object; /* of the submission's shared object, without links */
	char *runner; /* likewise */
	struct symbols *symbols;
	uint64_t runs; /* asked for, in all scenarios together */
	bool blind;    /* a scenario forks */
	/* Of the scenario at hand: */
	uint64_t begun; /* runs of the scenarios before it */
	char *folder;	/* where the reports go, one for each process */
};

/* ---- the reports of one launch ---- */

static bool folder_new(struct hunt *hunt, unsigned scenario, char **error)
{
	hunt->folder = format_string("%s/%s-%u", hunt->subject->work, hunt->kind->name, scenario);
	if (mkdir(hunt->folder, 0700) == 0 || errno == EEXIST)
		return true;
	*error = format_string("%s: cannot make a folder for the reports of valgrind: %s; is there "
			       "room, and may you write there? TMPDIR names another place",
			       hunt->folder, strerror(errno));
	return false;
}

static int not_hidden(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static bool report_take(const char *path, struct vg_reading reading, struct findings *list,
			bool *finished, char **error)
{
	struct vg_report report;
	bool worked;

	if (!vg_report_read(path, &report, error))
		return false;
	reading.report = &report;
	worked = vg_findings(&reading, list, error);
	*finished |= report.finished;
	vg_report_release(&report);
	return worked;
}

/* Reads all reports and removes them.  *finished: one of them at least came to its end. */
static bool folder_take(struct hunt *hunt, const struct vg_reading *reading, bool *finished,
			char **error)
{
	struct dirent **entries = NULL;
	int count = scandir(hunt->folder, &entries, not_hidden, alphasort);
	bool worked = true;

	for (int i = 0; i < count; i++) {
		char *path = format_string("%s/%s", hunt->folder, entries[i]->d_name);

		worked = worked &&
			 report_take(path, *reading, &hunt->result->findings, finished, error);
		unlink(path);
		free(path);
		free(entries[i]);
	}
	free(entries);
	return worked;
}

static void folder_free(struct hunt *hunt)
{
	if (hunt->folder != NULL)
		rmdir(hunt->folder);
	free(hunt->folder);
	hunt->folder = NULL;
}

/* ---- one scenario ---- */

static uint64_t runs_of(const struct hunt *hunt, unsigned index)
{
	const struct scenario *scenario = &hunt->subject->lab->scenarios[index];
	uint64_t asked = hunt->settings->runs;

	if (scenario->tool_runs == 0)
		return 0;
	if (hunt->settings->scenario >= 0 && (unsigned)hunt->settings->scenario != index)
		return 0;
	if (asked == 0)
		return scenario->tool_runs;
	return asked < MOST_RUNS ? asked : MOST_RUNS;
}

static struct wire_job job_of(const struct hunt *hunt, unsigned index)
{
	const struct settings *settings = hunt->settings;

	return (struct wire_job){
		.scenario = index,
		.mode = hunt->subject->lab->scenarios[index].processes ? MODE_PROCESS : MODE_FRESH,
		/*
		 * None unless asked for: measured on four labs and all their repairs, it made
		 * Helgrind itself say one thing more, and made failed checks, stress's business,
		 * come and go.
		 */
		.noise = settings->noise >= 0 ? (uint32_t)settings->noise & NOISE_SYNC : NOISE_NONE,
		.keep_output = settings->keep_output,
		.first_run = 1,
		.runs = runs_of(hunt, index),
		.seed = settings->seed,
		.max_points = hunt->subject->lab->program ? 0 : MOST_POINTS,
	};
}

static void watch(void *context, const struct wire *wire)
{
	const struct hunt *hunt = context;

	progress_set(hunt->kind->name, hunt->begun + atomic_load(&wire->runs_done), hunt->runs);
}

/* Threads were stopped where they stood: what they hold then is not what they leave behind. */
static bool cut_short(const struct wire *wire)
{
	uint32_t used = atomic_load(&wire->findings_used);

	if (atomic_load(&wire->state) == WIRE_STUCK)
		return true;
	for (uint32_t i = 0; i < used; i++) {
		uint32_t kind = wire->findings[i].kind;

		if (kind == FINDING_DEADLOCK || kind == FINDING_LIVELOCK || kind == FINDING_CRASH)
			return true;
	}
	return false;
}

/* Did valgrind itself fail, before the runner could speak? */
static bool started(const struct hunt *hunt, const struct landing *landing, char **error)
{
	if (landing->guarded &&
	    (hunt->subject->lab->program ||
	     !stillness_add(landing->still, GUARD_SECONDS, false, &hunt->result->findings))) {
		*error = format_string(
			"under valgrind --tool=%s nothing moved for %d seconds; %s",
			hunt->kind->name, GUARD_SECONDS,
			hunt->subject->lab->program
				? "the program never ends there, or is to be given less to do"
				: "is the machine overloaded? Try again with fewer runs (--runs)");
		return false;
	}
	if (atomic_load(&landing->wire->state) != WIRE_NEW || landing->errors == NULL ||
	    strstr(landing->errors, "valgrind: ") == NULL)
		return true;
	*error = format_string("valgrind --tool=%s did not start: %.400s (the usual mend: "
			       "apt-get install valgrind libc6-dbg)",
			       hunt->kind->name, strstr(landing->errors, "valgrind: "));
	return false;
}

/* How many threads a run creates, if that can be told; the runner's calls wear a prefix. */
static unsigned bodies_of(const struct hunt *hunt, unsigned index)
{
	const struct scenario *scenario = &hunt->subject->lab->scenarios[index];
	unsigned count = 0;

	if (symbols_imports(hunt->object, "__wrap_pthread_create") ||
	    symbols_imports(hunt->object, "__wrap_thrd_create"))
		return 0;
	while (count < SCENARIO_THREADS && scenario->body[count] != NULL)
		count++;
	return count;
}

static bool take_landing(struct hunt *hunt, const struct landing *landing, unsigned index,
			 char **error)
{
	const struct wire *wire = landing->wire;
	struct vg_reading reading = {
		.tool = hunt->kind,
		.object = hunt->object,
		.runner = hunt->runner,
		.image = wire->image,
		.image_size = wire->image_size,
		.symbols = hunt->symbols,
		.bodies = bodies_of(hunt, index),
		.cut_short = cut_short(wire),
	};
	bool finished = false;

	if (!started(hunt, landing, error) || !folder_take(hunt, &reading, &finished, error))
		return false;
	hunt->result->executions += atomic_load(&wire->runs_done);
	if (!wire_read(landing, hunt->symbols, &hunt->result->findings, error))
		return false;
	if (finished || atomic_load(&wire->state) != WIRE_DONE)
		return true;
	*error = format_string("valgrind --tool=%s broke off its report; is the disk of %s full?",
			       hunt->kind->name, hunt->subject->work);
	return false;
}

/* A whole program is one, and of more only if it forks. */
static bool has_processes(const struct hunt *hunt, unsigned index)
{
	const struct lab *lab = hunt->subject->lab;

	return lab->scenarios[index].processes &&
	       (!lab->program || subject_calls(hunt->subject, "fork"));
}

static bool run_scenario(struct hunt *hunt, unsigned index, char **error)
{
	struct landing landing = {0};
	struct vg_command command = {0};
	struct launch job = {
		.runner = RUNNER_STRESS,
		.object = hunt->object,
		.input = hunt->subject->program.input,
		.job = job_of(hunt, index),
		.prefix = command.words,
		.guard = GUARD_SECONDS,
		.confined = hunt->subject->confined,
		.watch = watch,
		.context = hunt,
	};
	bool worked = folder_new(hunt, index, error);

	if (worked && !vg_command_init(&command, hunt->kind, hunt->folder))
		worked = valgrind_usable(error);
	if (worked && !hunt->subject->lab->program)
		vg_command_for_lab(&command, hunt->kind);
	job.reports = hunt->folder;
	worked = worked && launch(&job, &landing, error);
	if (worked) {
		hunt->result->seconds += landing.seconds;
		worked = take_landing(hunt, &landing, index, error);
		landing_release(&landing);
	}
	hunt->begun += job.job.runs;
	hunt->blind |= has_processes(hunt, index);
	vg_command_release(&command);
	folder_free(hunt);
	return worked;
}

/* ---- all of them ---- */

static bool prepare(struct hunt *hunt, char **error)
{
	const char *object;

	if (!subject_object(hunt->subject, FLAVOUR_PLAIN, &object, error))
		return false;
	/* Not the subject's own symbols: the other tool may be reading those at this moment. */
	hunt->symbols = symbols_open(object, error);
	if (hunt->symbols == NULL)
		return false;
	hunt->object = realpath(object, NULL);
	hunt->runner = realpath(runner_path(RUNNER_STRESS), NULL);
	if (hunt->object != NULL && hunt->runner != NULL)
		return true;
	*error = format_string("%s: %s; the kit's build is not whole: run make",
			       hunt->object == NULL ? object : runner_path(RUNNER_STRESS),
			       strerror(errno));
	return false;
}

static bool run_all(struct hunt *hunt, char **error)
{
	const struct scenario *scenarios = hunt->subject->lab->scenarios;
	bool worked = prepare(hunt, error);

	for (unsigned i = 0; worked && scenarios[i].name != NULL; i++)
		if (runs_of(hunt, i) > 0)
			worked = run_scenario(hunt, i, error);
	return worked;
}

static void conclude(struct hunt *hunt, bool worked, char *error)
{
	struct result *result = hunt->result;

	result->note = error;
	result->complete = worked && result->executions == hunt->runs;
	if (!worked)
		result->status = STATUS_ERROR;
	else
		result->status = result->findings.count > 0 ? STATUS_FAIL : STATUS_CLEAN;
	if (worked && hunt->blind)
		result->note = format_string("each process is watched by itself: of memory that "
					     "processes share it sees one side only");
}

void valgrind_check(const struct vg_tool *tool, struct subject *subject,
		    const struct settings *settings, struct result *result)
{
	struct hunt hunt = {
		.kind = tool, .subject = subject, .settings = settings, .result = result};
	char *error = NULL;
	bool worked;

	for (unsigned i = 0; subject->lab->scenarios[i].name != NULL; i++)
		hunt.runs += runs_of(&hunt, i);
	if (hunt.runs == 0) {
		result->status = STATUS_SKIPPED;
		result->note = format_string("%s: no scenario asked for runs under valgrind",
					     subject->name);
		return;
	}
	progress_set(tool->name, 0, hunt.runs);
	worked = run_all(&hunt, &error);
	conclude(&hunt, worked, error);
	progress_end(tool->name);
	if (hunt.symbols != NULL)
		symbols_close(hunt.symbols);
	free(hunt.object);
	free(hunt.runner);
}
