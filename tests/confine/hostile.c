/* SPDX-License-Identifier: MIT */
/*
 * A program that tries one thing that a confined program must not be able to do: hostile WORD
 * [ARG].
 *
 * It says on stdout how far it got, for ../test_confine.c.  It does nothing where the warden is not
 * its parent.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *argument = "";

static void said(const char *what, long result)
{
	printf("%s: %s\n", what, result < 0 ? strerrorname_np(errno) : "worked");
}

static void open_it(void)
{
	said(argument, open(argument, O_RDONLY));
}

static void create_it(void)
{
	said(argument, open(argument, O_WRONLY | O_CREAT | O_TRUNC, 0600));
}

/* Everybody that can be seen. */
static void look_round(void)
{
	DIR *proc = opendir("/proc");
	struct dirent *entry;

	while ((entry = readdir(proc)) != NULL)
		if (atoi(entry->d_name) > 0)
			printf("%s\n", entry->d_name);
}

static void kill_it(void)
{
	said("kill", kill(atoi(argument), 0));
}

static void kill_all(void)
{
	said("kill(-1)", kill(-1, SIGKILL));
}

/* Under a name by which the test finds those that were left behind. */
static void fork_for_ever(void)
{
	prctl(PR_SET_NAME, argument);
	for (;;)
		fork();
}

static void fork_those_that_stay(void)
{
	for (;;)
		if (fork() == 0)
			pause();
}

static void stay(void)
{
	prctl(PR_SET_NAME, argument);
	if (fork() != 0)
		return;
	setsid();
	if (fork() == 0)
		for (;;)
			pause();
}

static void stay_with_it(void)
{
	stay();
	for (;;)
		pause();
}

static void take_memory(void)
{
	size_t bytes = strtoul(argument, NULL, 10) << 20;
	char *memory =
		mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED) {
		said("memory", -1);
		return;
	}
	for (size_t at = 0; at < bytes; at += 4096)
		memory[at] = 1;
	said("memory", 0);
}

/* Each takes little, all together too much; what they share with their parent is no longer shared.
 */
static void take_memory_in_parts(void)
{
	for (int i = 0; i < 32; i++)
		if (fork() == 0) {
			argument = "128";
			take_memory();
			for (;;)
				pause();
		}
	for (;;)
		pause();
}

static void fill_the_disk(void)
{
	static char block[1 << 20];
	long written = 0;
	int fd = 0;

	signal(SIGXFSZ, SIG_IGN);
	for (int file = 0; file < 1000 && fd >= 0; file++) {
		char name[64];

		snprintf(name, sizeof name, "/tmp/%d", file);
		fd = open(name, O_WRONLY | O_CREAT, 0600);
		for (int i = 0; i < 64 && write(fd, block, sizeof block) == sizeof block; i++)
			written++;
	}
	printf("%ld MiB\n", written);
}

static void make_files_for_ever(void)
{
	for (long i = 0;; i++) {
		char name[64];

		snprintf(name, sizeof name, "/tmp/%ld", i);
		close(open(name, O_WRONLY | O_CREAT, 0600));
	}
}

static void network(void)
{
	int ends[2];

	said("inet", socket(AF_INET, SOCK_STREAM, 0));
	said("inet6", socket(AF_INET6, SOCK_DGRAM, 0));
	said("netlink", socket(AF_NETLINK, SOCK_RAW, 0));
	said("packet", socket(AF_PACKET, SOCK_RAW, 0));
	said("vsock", socket(AF_VSOCK, SOCK_STREAM, 0));
	said("pair", socketpair(AF_UNIX, SOCK_STREAM, 0, ends));
}

/* Bits that the kernel does not look at, so that a careless filter takes it for another call. */
static long high(long value)
{
	return value | 1L << 40;
}

/*
 * Only what got through is named.  Each is also wrong in itself, so that it does nothing where it
 * is not refused.
 */
static void calls(void)
{
	char memory[4096] = "";
	const struct {
		const char *name;
		long result;
	} tries[] = {
		{"ptrace", ptrace(PTRACE_ATTACH, 0x3ffffff, NULL, NULL)},
		{"mount", syscall(SYS_mount, "none", "/no/such/place", "tmpfs", 0, NULL)},
		{"unshare", unshare(CLONE_NEWUSER | 1)},
		{"setns", syscall(SYS_setns, -1, 0)},
		{"clone", syscall(SYS_clone, CLONE_NEWUSER | CLONE_THREAD, 0, 0, 0, 0)},
		{"clone3", syscall(SYS_clone3, memory, 0)},
		{"keyctl", syscall(SYS_keyctl, -1)},
		{"bpf", syscall(SYS_bpf, -1, memory, 64)},
		{"perf", syscall(SYS_perf_event_open, memory, 0, -1, -1, 0)},
		{"userfaultfd", syscall(SYS_userfaultfd, 0)},
		{"io_uring", syscall(SYS_io_uring_setup, 1, memory)},
		{"vm_readv", syscall(SYS_process_vm_readv, getppid(), memory, 0, memory, 0, 0)},
		{"kexec", syscall(SYS_kexec_load, 0, 0, NULL, 0xffff)},
		{"module", syscall(SYS_init_module, memory, 0, "")},
		{"memfd", syscall(SYS_memfd_create, "x", 0)},
		{"shmget", syscall(SYS_shmget, 0, 0, 01600)},
		{"seccomp", syscall(SYS_seccomp, 99, 0, NULL)},
		{"setuid", syscall(SYS_setuid, 0)},
		{"sti", syscall(SYS_ioctl, 0, 0x5412, "x")},
		{"high sti", syscall(SYS_ioctl, 0, high(0x5412), "x")},
		{"high inet", syscall(SYS_socket, high(AF_INET), SOCK_STREAM, 0)},
		{"personality", syscall(SYS_personality, 0x0400000)},
	};

	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++)
		if (tries[i].result >= 0 || (errno != EPERM && errno != ENOSYS))
			printf("%s got through\n", tries[i].name);
	puts("tried");
}

static void meddle_with_the_warden(void)
{
	struct rlimit none = {0, 0};

	said("limit", prlimit(1, RLIMIT_CPU, &none, NULL));
	said("memory", open("/proc/1/mem", O_RDWR));
	said("descriptors", open("/proc/1/fd/3", O_RDWR));
	said("environment", open("/proc/1/environ", O_RDONLY));
	kill(1, SIGKILL);
	kill(1, SIGSTOP);
	puts("still here");
}

static void print_environment(void)
{
	for (char **variable = environ; *variable != NULL; variable++)
		puts(*variable);
}

static const struct {
	const char *word;
	void (*act)(void);
} acts[] = {
	{"open", open_it},
	{"create", create_it},
	{"look-round", look_round},
	{"kill", kill_it},
	{"kill-all", kill_all},
	{"fork-for-ever", fork_for_ever},
	{"fork-those-that-stay", fork_those_that_stay},
	{"stay", stay},
	{"stay-with-it", stay_with_it},
	{"memory", take_memory},
	{"memory-in-parts", take_memory_in_parts},
	{"fill-the-disk", fill_the_disk},
	{"make-files-for-ever", make_files_for_ever},
	{"network", network},
	{"calls", calls},
	{"warden", meddle_with_the_warden},
	{"environment", print_environment},
};

/* A fork bomb by mistake is not worth any test. */
static int is_confined(void)
{
	char path[64], name[64] = "";
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/comm", (int)getppid());
	file = fopen(path, "r");
	if (file != NULL && fgets(name, sizeof name, file) == NULL)
		name[0] = '\0';
	return strcmp(name, "racelab-warden\n") == 0;
}

int main(int argc, char **argv)
{
	if (!is_confined()) {
		fputs("hostile: not started by the warden, so nothing is tried\n", stderr);
		return 3;
	}
	setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
	if (argc > 2)
		argument = argv[2];
	for (size_t i = 0; argc > 1 && i < sizeof acts / sizeof *acts; i++)
		if (strcmp(argv[1], acts[i].word) == 0) {
			acts[i].act();
			return 0;
		}
	return 2;
}
