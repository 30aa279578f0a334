/* SPDX-License-Identifier: MIT */
#include "screen_names.h"

#include <dlfcn.h>
#include <stddef.h>
#include <string.h>

#include "wordlist.h"

/* A list of names, or of how names begin, that is refused for one reason. */
struct refused {
	const char *why, *names;
};

static const char *why_listed(const struct refused *lists, const char *name,
			      bool (*is_in)(const char *names, const char *name))
{
	for (; lists->why != NULL; lists++)
		if (is_in(lists->names, name))
			return lists->why;
	return NULL;
}

/* ---- what belongs to the tools and to the kit, used or defined ---- */

static const char *why_tools(const char *name)
{
	static const struct refused tools[] = {
		{"it belongs to the tools that watch, and a lab's file must neither ask nor tell "
		 "them anything",
		 "__tsan_ __sanitizer_ __asan_ __ubsan_ __msan_ __lsan_ __hwasan_ __dfsan_ "
		 "__interceptor_ ___interceptor_ __sancov_ Annotate WTFAnnotate "
		 "RunningOnValgrind ValgrindSlowdown VALGRIND_ vgPlain_ _vgr _vgw _vgnU_"},
		{"it belongs to the harness, which watches this file and is not watched by it",
		 "racelab_"},
		{"the linker makes names that begin so, to lead calls through the runtime",
		 "__wrap_ __real_"},
		{NULL, NULL}};
	static const struct refused scenarios[] = {
		{"it is the scenario's, to say what came of a run",
		 "outcome mortal immortal"},
		{NULL, NULL}};
	const char *why = why_listed(tools, name, wordlist_begins);

	return why != NULL ? why : why_listed(scenarios, name, wordlist_has);
}

/* ---- what is used ---- */

/* Known, and yet no lab's business. */
static const char *why_known(const char *name)
{
	static const struct refused known[] = {
		{"a lab's file must work the same wherever it runs, and so must not look at what "
		 "is around it",
		 "environ __environ _environ getenv secure_getenv setenv unsetenv putenv "
		 "clearenv program_invocation_name program_invocation_short_name __progname "
		 "__progname_full sched_getcpu"},
		{"where threads run is not the program's to choose here: on one processor a race "
		 "only hides",
		 "sched_setaffinity pthread_setaffinity_np pthread_attr_setaffinity_np"},
		{NULL, NULL}};

	return why_listed(known, name, wordlist_has);
}

/* Not known, and refused anyhow: here is the better reason. */
static const char *why_unknown(const char *name)
{
	static const struct refused exact[] = {
		{"it calls the kernel past the functions that the checkers know, so that nobody "
		 "would see what is done",
		 "syscall clone clone3 __clone __clone2 io_uring_setup"},
		{"it fetches or loads code past the linker, and so past all that is known of this "
		 "file",
		 "dlopen dlmopen dlsym dlvsym dladdr dladdr1 dlinfo dlclose dlerror "
		 "dl_iterate_phdr getauxval"},
		{"it reaches into a process from outside, or changes what a process may do",
		 "ptrace prctl arch_prctl process_vm_readv process_vm_writev personality "
		 "mprotect pkey_mprotect mremap remap_file_pages setrlimit setrlimit64 "
		 "prlimit prlimit64 sigaltstack unshare setns seccomp mount umount umount2 "
		 "chroot pivot_root setuid setgid setpriority nice sched_setscheduler bpf"},
		{"it opens files, and a lab's file has none: what it needs is in its arguments",
		 "open open64 openat openat64 creat creat64 fopen fopen64 fdopen freopen "
		 "freopen64 opendir fdopendir readlink readlinkat realpath stat stat64 lstat "
		 "access unlink rename remove symlink link chdir chmod tmpfile mkstemp popen "
		 "system"},
		{"it is another machine's or another process's door, and a lab has no need of it",
		 "socket connect bind listen accept accept4 sendto recvfrom getaddrinfo "
		 "gethostbyname"},
		{NULL, NULL}};
	static const struct refused begins[] = {
		{"it is part of libc's own works, which the program's text cannot know",
		 "__libc_ _dl_ _rtld __GI_ _IO_ __pthread_ _pthread_ __nptl_ __malloc "
		 "__free_hook __realloc_hook __memalign_hook _res"},
		{NULL, NULL}};
	const char *why = why_listed(exact, name, wordlist_has);

	return why != NULL ? why : why_listed(begins, name, wordlist_begins);
}

/* Arithmetic and unwinding that a compiler does by calls into libgcc: __divti3, __powidf2. */
static bool is_compilers(const char *name)
{
	static const char own[] =
		"_GLOBAL_OFFSET_TABLE_ __stack_chk_fail __tls_get_addr _Unwind_Resume "
		"__gcc_personality_v0 memcpy memset memmove memcmp abort __multi3 __divti3 "
		"__modti3 __udivti3 __umodti3 __udivmodti4 __divmodti4 __mulodi4 __muloti4 "
		"__ashlti3 __ashrti3 __lshrti3 __popcountdi2 __popcountti2 __paritydi2 "
		"__clzti2 __ctzti2 __ffsti2 __clrsbdi2 __powidf2 __powisf2 __powixf2 __muldc3 "
		"__mulsc3 __mulxc3 __divdc3 __divsc3 __divxc3 __floattidf __floatuntidf "
		"__fixdfti __fixunsdfti __mulvsi3 __mulvdi3";

	return wordlist_has(own, name);
}

const char *screen_names_use(const struct modelled *modelled, const char *name)
{
	const char *why = why_tools(name);

	if (why == NULL)
		why = why_known(name);
	if (why != NULL || is_compilers(name) || modelled_has(modelled, name))
		return why;
	why = why_unknown(name);
	return why != NULL
		       ? why
		       : "neither this file nor lab.h's other side has it, and it is none of the "
			 "functions of C and POSIX that the checkers know, so nobody would see "
			 "what it does";
}

/* ---- what is defined ---- */

/* Of the libraries that a submission is linked to.  Not its own: this process has none of it. */
static bool is_libcs(const char *name)
{
	static const char *const libraries[] = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", NULL};
	bool found = false;

	for (const char *const *library = libraries; *library != NULL && !found; library++) {
		void *handle = dlopen(*library, RTLD_LAZY);

		found = handle != NULL && dlsym(handle, name) != NULL;
		if (handle != NULL)
			dlclose(handle);
	}
	return found;
}

static bool is_reserved(const char *name)
{
	return name[0] == '_' && (name[1] == '_' || (name[1] >= 'A' && name[1] <= 'Z'));
}

static const char *why_standard(const struct modelled *modelled, const char *name)
{
	static const struct refused starts[] = {
		{"a lab has no start of its own: its functions are called by the scenario",
		 "main _init _fini _start MAIN__"},
		{NULL, NULL}};
	static const struct refused threads[] = {
		{"names that begin so are those of the threads that this file is to use, not to "
		 "replace",
		 "pthread_ sem_ mtx_ cnd_ thrd_ tss_ PTHREAD_"},
		{NULL, NULL}};
	const char *why = why_listed(starts, name, wordlist_has);

	if (why == NULL)
		why = why_listed(threads, name, wordlist_begins);
	if (why == NULL && (modelled_has(modelled, name) || is_libcs(name)))
		why = "libc has one of that name, and it would no longer be libc's that is called; "
		      "give it another name, or make it static";
	if (why == NULL && is_reserved(name))
		why = "names that begin with __ or _A to _Z belong to the compiler and to libc; "
		      "give it another";
	return why;
}

const char *screen_names_define(const struct modelled *modelled, const char *name, bool local)
{
	const char *why = why_tools(name);

	return why != NULL || local ? why : why_standard(modelled, name);
}

/* ---- builtins ---- */

static bool is_listed_builtin(const char *name)
{
	static const char exact[] =
		"va_start va_end va_arg va_copy offsetof expect constant_p "
		"expect_with_probability types_compatible_p choose_expr unreachable trap "
		"assume_aligned prefetch alloca object_size dynamic_object_size tgmath complex "
		"LINE FILE FUNCTION has_attribute ia32_pause convertvector shuffle "
		"classify_type huge_val huge_valf huge_vall inf inff infl nan nanf nanl "
		"signbit signbitf signbitl fpclassify isfinite isinf isinf_sign isnan isnormal "
		"isgreater isgreaterequal isless islessequal islessgreater isunordered "
		"copysign clz clzl clzll ctz ctzl ctzll ffs ffsl ffsll clrsb clrsbl clrsbll "
		"popcount popcountl popcountll parity parityl parityll bswap16 bswap32 bswap64 "
		"bswap128";

	return wordlist_has(exact, name);
}

/* add_overflow, sadd_overflow, umulll_overflow, mul_overflow_p ... */
static bool is_overflow(const char *name)
{
	return strstr(name, "_overflow") != NULL;
}

/*
 * Not return_address, frame_address and their like, which show the runner's stack; nor setjmp and
 * longjmp, which go where a hand-made buffer says (libc's are known); nor the processor's own.
 */
bool screen_names_builtin(const struct modelled *modelled, const char *name)
{
	const char *rest = name + strlen("__builtin_");

	return is_listed_builtin(rest) || is_overflow(rest) ||
	       (modelled_has(modelled, rest) && screen_names_use(modelled, rest) == NULL);
}
