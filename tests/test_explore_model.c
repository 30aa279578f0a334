/* SPDX-License-Identifier: MIT */
/*
 * The clever search against the simple one: on thousands of generated programs `prove` must find what
 * `naive`, which tries every order, finds: the same outcomes, the same findings, the same number of
 * classes; and it must run each class once.
 *
 * Programs are generated from a fixed seed, many to a lab, one to a scenario.  One that fails is
 * made smaller before it is shown.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "little_lab.h"
#include "subject.h"
#include "text.h"
#include "wire.h"

#define BATCH	   250	/* programs in one lab */
#define THREADS	   4
#define OPS	   8

/* What a program may do; each a line of C. */
static const char *const lines[] = {
	"r += atomic_load(&x);",
	"r += atomic_load(&y);",
	"atomic_store(&x, self + 1);",
	"atomic_store(&y, self + 1);",
	"r += atomic_fetch_add(&x, 1);",
	"{ int e = 0; r += atomic_compare_exchange_strong(&x, &e, (int)self + 2); }",
	"r += p;",
	"p = (int)self + 1;",
	"LOCKED(m, r += q; q = r;)",
	"LOCKED(m, q++;)",
	"LOCKED(m, LOCKED(n, q++;))",
	"LOCKED(n, LOCKED(m, q++;))",
	"if (pthread_mutex_trylock(&m) == 0) { q++; pthread_mutex_unlock(&m); }",
	"pthread_mutex_lock(&n);",
	"sem_wait(&s);",
	"sem_post(&s);",
	"r += sem_trywait(&s) == 0;",
	"LOCKED(m, while (!f) pthread_cond_wait(&c, &m);)",
	"LOCKED(m, if (!f) pthread_cond_wait(&c, &m);)",
	"LOCKED(m, f = 1; pthread_cond_signal(&c);)",
	"LOCKED(m, f = 1; pthread_cond_broadcast(&c);)",
	"pthread_cond_signal(&c);",
	"LOCKED(m, r += !f && pthread_cond_timedwait(&c, &m, &soon);)",
	"while (!atomic_load(&x)) ;",
	"while (atomic_exchange(&l, 1)) ; q++; atomic_store(&l, 0);",
	"pthread_barrier_wait(&b);",
	"{ pthread_t t; pthread_create(&t, NULL, child, NULL); pthread_join(t, NULL); }",
	("{ pthread_t t; pthread_create(&t, NULL, child, NULL); r += atomic_load(&x); "
	 "pthread_join(t, NULL); }"),
	"pthread_rwlock_rdlock(&w); r += q; pthread_rwlock_unlock(&w);",
	"pthread_rwlock_wrlock(&w); q++; pthread_rwlock_unlock(&w);",
	"pthread_once(&o, first);",
#define THREAD_LINES 31
	/* Processes: what a child does to its copy, to what is shared, and what is done to it. */
	"{ pid_t c = fork(); if (c == 0) _exit(q + p); r += ended(c); }",
	"{ pid_t c = fork(); if (c == 0) { LOCKED(m, q++;) _exit(q); } r += ended(c); }",
	"{ pid_t c = fork(); if (c == 0) { atomic_fetch_add(z, 1); _exit(0); } q++; r += ended(c); }",
	"{ pid_t c = fork(); if (c == 0) { mortal(); *z = 2; *z = 3; immortal(); _exit(1); } r += ended(c); }",
	"{ pid_t c = fork(); if (c == 0) { (*z)++; (*z)++; _exit(1); } kill(c, SIGTERM); r += ended(c); }",
	"{ pid_t c = fork(); if (c == 0) _exit(atomic_load(z)); r += atomic_fetch_add(z, 4); r += ended(c); }",
	"r += atomic_fetch_add(z, 1);",
	"LOCKED(*k, r += *z; *z = r;)",
	"{ pid_t c = fork(); if (c == 0) { LOCKED(*k, (*z)++;) _exit(0); } LOCKED(*k, (*z)++;) r += ended(c); }",
	/* Pipes. */
	"r += (int)write(e[1], \"x\", 1);",
	"{ char c = 0; r += (int)read(e[0], &c, 1); }",
	"{ pid_t c = fork(); if (c == 0) _exit((int)write(e[1], \"y\", 1)); r += ended(c); }",
	"close(e[1]);",
	"r += poll(&(struct pollfd){.fd = e[0], .events = POLLIN}, 1, 0);",
	/* Signals and cancellation. */
	"raise(SIGUSR1);",
	"kill(getpid(), SIGUSR1);",
	"block(SIG_BLOCK); q++; block(SIG_UNBLOCK);",
	"{ pthread_t t; pthread_create(&t, NULL, busy, NULL); pthread_kill(t, SIGUSR2); pthread_join(t, NULL); }",
	"{ pthread_t t; pthread_create(&t, NULL, busy, NULL); pthread_cancel(t); pthread_join(t, NULL); }",
	"{ pthread_t t; pthread_create(&t, NULL, tidy, NULL); pthread_cancel(t); pthread_join(t, NULL); }",
};
#define LINES (sizeof lines / sizeof lines[0])

/* What is compared, and how much of it. */
struct plan {
	unsigned first; /* each program has one line at least from here on */
	unsigned lines; /* ... and the others of the first so many */
	unsigned programs;
	unsigned most_naive; /* executions; a program with more is left out */
};

static const struct plan of_threads = {0, THREAD_LINES, 5000, 6000};
static const struct plan of_processes = {THREAD_LINES, LINES, 300, 1500};

static const struct plan *plan;

struct generated {
	unsigned threads, length[THREADS], ops[THREADS][OPS];
};

/* ---- generating ---- */

static uint64_t random_state;

static unsigned draw(unsigned below)
{
	uint64_t x = random_state += 0x9e3779b97f4a7c15u;

	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return (unsigned)((x ^ (x >> 31)) % below);
}

static struct generated generate(void)
{
	static const unsigned longest[] = {0, 0, 3, 2, 1};
	struct generated program = {.threads = 2 + draw(20) % 3};
	unsigned palette[4];

	/* Few kinds of lines in one program, so that they meet. */
	for (unsigned i = 0; i < 4; i++)
		palette[i] = i == 0 ? plan->first + draw(plan->lines - plan->first) : draw(plan->lines);
	for (unsigned t = 0; t < program.threads; t++) {
		program.length[t] = 1 + draw(longest[program.threads]);
		for (unsigned i = 0; i < program.length[t]; i++)
			program.ops[t][i] = palette[draw(4)];
	}
	return program;
}

/* ---- writing ---- */

static const char head[] =
	"static atomic_int x, y, l;\nstatic int p, q, f;\nstatic sem_t s;\n"
	"static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER, n = PTHREAD_MUTEX_INITIALIZER;\n"
	"static pthread_cond_t c = PTHREAD_COND_INITIALIZER;\n"
	"static pthread_rwlock_t w = PTHREAD_RWLOCK_INITIALIZER;\n"
	"static pthread_once_t o = PTHREAD_ONCE_INIT;\nstatic pthread_barrier_t b;\n"
	"static const struct timespec soon = {1, 0};\nstatic int kept[8];\n"
	"static atomic_int *z;\nstatic pthread_mutex_t *k;\nstatic int e[2];\n"
	"#define LOCKED(lock, ...) \\\n"
	"	pthread_mutex_lock(&lock); __VA_ARGS__ pthread_mutex_unlock(&lock);\n"
	"/* Not seen by the explorer: no event of the program. */\n"
	"__attribute__((no_sanitize(\"thread\"))) static void keep(unsigned self, int r)\n"
	"{\n\tkept[self] = r;\n}\n"
	"static void *child(void *a)\n{\n\tatomic_fetch_add(&x, 1);\n\treturn a;\n}\n"
	"static void first(void)\n{\n\tq++;\n}\n"
	"static int ended(pid_t c)\n{\n\tint status = -1;\n\n"
	"\twaitpid(c, &status, 0);\n\treturn status / 256 + status % 256 * 3;\n}\n"
	"static void on_signal(int s)\n{\n\tatomic_fetch_add(s == SIGUSR1 ? &x : &y, 1);\n}\n"
	"static void block(int how)\n{\n\tsigset_t set;\n\n\tsigemptyset(&set);\n"
	"\tsigaddset(&set, SIGUSR1);\n\tpthread_sigmask(how, &set, NULL);\n}\n"
	"static void *busy(void *a)\n{\n\tatomic_fetch_add(&x, 1);\n\tpthread_testcancel();\n"
	"\tsem_wait(&s);\n\tatomic_fetch_add(&y, 1);\n\tsem_post(&s);\n\treturn a;\n}\n"
	"static void give(void *a)\n{\n\tq++;\n\tpthread_mutex_unlock(a);\n}\n"
	"static void *tidy(void *a)\n{\n\tpthread_mutex_lock(&m);\n"
	"\tpthread_cleanup_push(give, &m);\n\tif (!f) pthread_cond_timedwait(&c, &m, &soon);\n"
	"\tpthread_cleanup_pop(1);\n\treturn a;\n}\n"
	"static void share(void)\n{\n\tpthread_mutexattr_t shared;\n\n"
	"\tz = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);\n"
	"\tk = (pthread_mutex_t *)(z + 16);\n\tpthread_mutexattr_init(&shared);\n"
	"\tpthread_mutexattr_setpshared(&shared, PTHREAD_PROCESS_SHARED);\n"
	"\tpthread_mutex_init(k, &shared);\n\tif (pipe(e) != 0)\n\t\te[0] = -1;\n}\n"
	"static void setup(void)\n{\n\tsignal(SIGUSR1, on_signal);\n\tsignal(SIGUSR2, on_signal);\n"
	"\tshare();\n\tsem_init(&s, 0, 1);\n\tpthread_barrier_init(&b, NULL, 2);\n"
	"\t(void)child, (void)first, (void)&soon, (void)&l, (void)&p, (void)&f, (void)&n, (void)&c;\n"
	"\t(void)&w, (void)&o, (void)&y, (void)&m, (void)ended, (void)block, (void)busy, (void)tidy;\n}\n"
	"static void check(void)\n{\n"
	"\toutcome((x * 31 + y * 7 + p * 5 + q * 3 + *z * 11 + kept[0] + kept[1] * 2 + kept[2] * 4 +\n"
	"\t\tkept[3] * 8) % 29);\n}\n";

static void write_bodies(struct text *text, const struct generated *program, unsigned number)
{
	for (unsigned t = 0; t < program->threads; t++) {
		text_printf(text, "static void b%u_%u(unsigned self)\n{\n\tint r = 0;\n\n", number, t);
		for (unsigned i = 0; i < program->length[t]; i++)
			text_printf(text, "\t%s\n", lines[program->ops[t][i]]);
		text_printf(text, "\tkeep(self, r);\n}\n");
	}
}

static void write_lab(const struct generated *programs, unsigned count)
{
	struct text text = {0};

	text_printf(&text,
		    "#include <pthread.h>\n#include <semaphore.h>\n#include <signal.h>\n"
		    "#include <poll.h>\n#include <stdatomic.h>\n#include <sys/mman.h>\n#include <sys/wait.h>\n"
		    "#include <time.h>\n#include <unistd.h>\n#include \"lab.h\"\n#include \"scenario.h\"\n%s",
		    head);
	for (unsigned i = 0; i < count; i++)
		write_bodies(&text, &programs[i], i);
	text_printf(&text, "static const struct scenario scenarios[] = {\n");
	for (unsigned i = 0; i < count; i++) {
		text_printf(&text, "{.name = \"%u\", .what = \"It runs.\", .setup = setup, .body = {", i);
		for (unsigned t = 0; t < programs[i].threads; t++)
			text_printf(&text, "b%u_%u, ", i, t);
		text_printf(&text, "}, .check = check},\n");
	}
	text_printf(&text, "{0}};\nstatic const struct declaration declared[] = {{0}};\n"
			   "const struct lab racelab_lab = {.title = \"Little\", .family = \"Tests\",\n"
			   ".difficulty = 1, .scenarios = scenarios, .declared = declared};\n");
	little_write("01-little/lab.h", "void nothing(void);\n");
	little_write("01-little/lab.c", "#include \"lab.h\"\nvoid nothing(void)\n{\n}\n");
	little_write("01-little/scenario.c", text.bytes);
	text_release(&text);
}

static struct subject *open_lab(void)
{
	struct subject *subject;
	char *error = NULL;

	if (!subject_new("01", NULL, COMPILER_GCC, NULL, &subject, &error))
		fail_msg("%s", error);
	return subject;
}

/* ---- comparing ---- */

static struct result explore(struct subject *subject, unsigned scenario, uint32_t search)
{
	struct settings settings = {.scenario = (int)scenario,
				    .search = search,
				    .search_chosen = true,
				    .count_classes = true,
				    .seed = 1,
				    .runs = search == SEARCH_NAIVE ? plan->most_naive
								    : 50 * plan->most_naive};
	struct result result = {.checker = "explore"};

	checker_find("explore")->check(subject, &settings, &result);
	if (result.status == STATUS_ERROR)
		fail_msg("%s", result.note);
	return result;
}

/* Deadlocks differ in who was caught in them: their kind alone is compared. */
static bool same_finding(const struct finding *a, const struct finding *b)
{
	return a->kind == b->kind && (a->kind != FINDING_DATA_RACE || finding_same(a, b));
}

static bool finds_all_of(const struct result *a, const struct result *b)
{
	for (size_t i = 0; i < b->findings.count; i++) {
		bool found = false;

		for (size_t k = 0; k < a->findings.count; k++)
			found = found || same_finding(&a->findings.items[k], &b->findings.items[i]);
		if (!found)
			return false;
	}
	return true;
}

static bool has_all_outcomes_of(const struct exploring *a, const struct exploring *b)
{
	for (unsigned i = 0; i < b->noutcomes; i++) {
		bool found = false;

		for (unsigned k = 0; k < a->noutcomes; k++)
			found = found || a->outcomes[k].value == b->outcomes[i].value;
		if (!found)
			return false;
	}
	return true;
}

/* NULL: they agree, or (*skipped) the naive search did not come to an end. */
static const char *difference(struct subject *subject, unsigned scenario, bool *skipped)
{
	struct result naive = explore(subject, scenario, SEARCH_NAIVE), prove;
	const char *words = NULL;

	*skipped = !naive.complete;
	if (*skipped) {
		result_release(&naive);
		return NULL;
	}
	prove = explore(subject, scenario, SEARCH_PROVE);
	if (!prove.complete)
		words = "prove did not come to an end";
	else if (!has_all_outcomes_of(prove.explored, naive.explored))
		words = "prove missed an outcome";
	else if (!has_all_outcomes_of(naive.explored, prove.explored))
		words = "prove had an outcome that cannot be";
	else if (!finds_all_of(&prove, &naive))
		words = "prove missed a finding";
	else if (!finds_all_of(&naive, &prove))
		words = "prove found what cannot be";
	else if (prove.explored->classes < naive.explored->classes)
		words = "prove missed a class";
	else if (prove.explored->classes > naive.explored->classes)
		words = "prove had a class that cannot be";
	else if (prove.executions != prove.explored->classes)
		words = "prove ran a class more than once";
	result_release(&prove);
	result_release(&naive);
	return words;
}

/* ---- making a failure smaller ---- */

static const char *still_differs(const struct generated *program)
{
	struct subject *subject;
	const char *words;
	bool skipped;

	write_lab(program, 1);
	subject = open_lab();
	words = difference(subject, 0, &skipped);
	subject_free(subject);
	return words;
}

static bool without(const struct generated *program, unsigned thread, unsigned op,
		    struct generated *smaller)
{
	*smaller = *program;
	if (smaller->length[thread] <= op)
		return false;
	memmove(&smaller->ops[thread][op], &smaller->ops[thread][op + 1],
		(smaller->length[thread] - op - 1) * sizeof smaller->ops[0][0]);
	smaller->length[thread]--;
	return true;
}

static struct generated shrink(struct generated program)
{
	bool smaller = true;

	while (smaller) {
		smaller = false;
		for (unsigned t = 0; !smaller && t < program.threads; t++)
			for (unsigned i = 0; !smaller && i < program.length[t]; i++) {
				struct generated trial;

				if (without(&program, t, i, &trial) && still_differs(&trial)) {
					program = trial;
					smaller = true;
				}
			}
	}
	return program;
}

static void show(const struct generated *program)
{
	for (unsigned t = 0; t < program->threads; t++) {
		print_message("    T%u:\n", t + 1);
		for (unsigned i = 0; i < program->length[t]; i++)
			print_message("        %s\n", lines[program->ops[t][i]]);
	}
}

static void fail_with(const struct generated *program)
{
	struct generated smallest = shrink(*program);
	const char *words = still_differs(&smallest);

	show(&smallest);
	fail_msg("%s", words != NULL ? words : "the difference is gone in a lab of its own");
}

/* How many were compared. */
static unsigned compare_batch(const struct generated *programs)
{
	struct subject *subject;
	unsigned compared = 0;

	write_lab(programs, BATCH);
	subject = open_lab();
	for (unsigned i = 0; i < BATCH; i++) {
		bool skipped;

		if (difference(subject, i, &skipped) != NULL) {
			subject_free(subject);
			fail_with(&programs[i]);
		}
		compared += !skipped;
	}
	subject_free(subject);
	return compared;
}

static void compare_all(const struct plan *wanted)
{
	const char *fewer = getenv("RACELAB_MODEL_PROGRAMS"); /* or more, by hand */
	unsigned most, compared = 0;

	plan = wanted;
	most = fewer != NULL ? (unsigned)atoi(fewer) : plan->programs;
	random_state = 1;
	while (compared < most) {
		struct generated programs[BATCH];

		for (unsigned i = 0; i < BATCH; i++)
			programs[i] = generate();
		compared += compare_batch(programs);
	}
	print_message("    %u programs compared\n", compared);
}

static void prove_agrees_with_trying_every_order(void **state)
{
	(void)state;
	compare_all(&of_threads);
}

static void prove_agrees_on_processes_signals_and_cancellation(void **state)
{
	(void)state;
	compare_all(&of_processes);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(prove_agrees_with_trying_every_order),
		cmocka_unit_test(prove_agrees_on_processes_signals_and_cancellation),
	};

	return cmocka_run_group_tests(tests, little_labs_begin, little_labs_end);
}
