/* SPDX-License-Identifier: MIT */
/*
 * The filter of system calls: a list of those that programs of labs, compilers, linkers, valgrind
 * and ThreadSanitizer need.  All others fail with ENOSYS, as on a kernel that does not have them,
 * so that libraries take another way where they know one.
 */
#include "orders.h"

#include <errno.h>
#include <linux/sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

/* Newer than some headers. */
#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif
#ifndef CLONE_NEWCGROUP
#define CLONE_NEWCGROUP 0x02000000
#endif

/* Words with blanks between. */
static const char harmless[] =
	/* files */
	"read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 open openat "
	"creat close close_range lseek stat fstat lstat newfstatat statx access faccessat "
	"faccessat2 readlink readlinkat getcwd chdir fchdir mkdir mkdirat rmdir unlink unlinkat "
	"rename renameat renameat2 link linkat symlink symlinkat chmod fchmod fchmodat "
	"fchmodat2 chown lchown fchown fchownat utime utimes utimensat futimesat umask truncate "
	"ftruncate fallocate fsync fdatasync getdents getdents64 dup dup2 dup3 pipe pipe2 fcntl "
	"flock mknod mknodat sendfile copy_file_range statfs fstatfs fadvise64 readahead "
	/* waiting */
	"select pselect6 poll ppoll epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait "
	"epoll_pwait2 eventfd eventfd2 signalfd signalfd4 timerfd_create timerfd_settime "
	"timerfd_gettime "
	/* memory; not memfd_create and shmget, which hold it without a process */
	"brk mmap munmap mremap mprotect madvise mincore msync mlock mlock2 munlock mlockall "
	"munlockall membarrier "
	/* threads and processes */
	"execve execveat exit exit_group wait4 waitid getpid getppid gettid getpgid "
	"getpgrp setpgid getsid setsid getuid geteuid getgid getegid getresuid getresgid "
	"getgroups capget prctl arch_prctl set_tid_address set_robust_list get_robust_list rseq "
	"futex futex_waitv sched_yield sched_getaffinity sched_setaffinity sched_getparam "
	"sched_setparam sched_getscheduler sched_setscheduler sched_get_priority_min "
	"sched_get_priority_max sched_rr_get_interval sched_getattr sched_setattr getpriority "
	"setpriority getcpu getrusage times getrlimit setrlimit sysinfo uname pidfd_open "
	"restart_syscall getrandom "
	/* signals */
	"kill tkill tgkill pidfd_send_signal rt_sigaction rt_sigprocmask rt_sigreturn "
	"rt_sigpending rt_sigsuspend rt_sigtimedwait rt_sigqueueinfo rt_tgsigqueueinfo "
	"sigaltstack pause alarm getitimer setitimer "
	/* time */
	"timer_create timer_settime timer_gettime timer_getoverrun timer_delete clock_gettime "
	"clock_getres clock_nanosleep nanosleep gettimeofday time "
	/* on sockets, of which there are only those that come in pairs, or have a path */
	"connect bind listen accept accept4 getsockname getpeername sendto recvfrom sendmsg "
	"recvmsg sendmmsg recvmmsg shutdown setsockopt getsockopt";

/* Not for who is to be one thread: what comes of it is not to depend on who is quicker. */
static const char multiplying[] = "fork vfork";

/* These fail as what they are: not allowed. */
static const char refused[] =
	"ptrace mount umount2 pivot_root chroot setns unshare keyctl add_key request_key bpf "
	"perf_event_open userfaultfd kexec_load kexec_file_load init_module finit_module "
	"delete_module io_uring_setup io_uring_enter io_uring_register process_vm_readv "
	"process_vm_writev process_madvise pidfd_getfd kcmp reboot swapon swapoff syslog acct "
	"quotactl open_by_handle_at name_to_handle_at settimeofday clock_settime adjtimex "
	"clock_adjtime sethostname setdomainname setuid setgid setreuid setregid setresuid "
	"setresgid setgroups capset memfd_create memfd_secret shmget semget msgget mq_open "
	"fsopen fsmount move_mount open_tree mount_setattr seccomp fanotify_init inotify_init "
	"inotify_init1";

/*
 * Compared with all 64 bits: allowed is only the very number, so bits that the kernel does not look
 * at cannot hide another one.  Not TIOCSTI and TIOCLINUX, which type on the person's terminal.
 */
static const unsigned long terminal_requests[] = {TCGETS,  TIOCGWINSZ, TIOCGPGRP, FIONREAD,
						  FIONBIO, FIOCLEX,    FIONCLEX,  FIOASYNC};

/* Asking for it, and what the judge has set already. */
static const unsigned long personalities[] = {0xffffffff, 0, ADDR_NO_RANDOMIZE};

#define NAMESPACES                                                                                 \
	(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | \
	 CLONE_NEWCGROUP | CLONE_NEWTIME)

/* A call that this architecture or this library does not know needs no rule. */
static int add(scmp_filter_ctx filter, uint32_t action, const char *call)
{
	int number = seccomp_syscall_resolve_name(call);

	return number == __NR_SCMP_ERROR ? 0 : seccomp_rule_add(filter, action, number, 0);
}

static int add_list(scmp_filter_ctx filter, uint32_t action, const char *calls)
{
	int error = 0;
	char call[64];

	for (int length; error == 0 && sscanf(calls, "%63s%n", call, &length) == 1; calls += length)
		error = add(filter, action, call);
	return error;
}

static int allow_if(scmp_filter_ctx filter, const char *call, struct scmp_arg_cmp condition)
{
	int number = seccomp_syscall_resolve_name(call);

	if (number == __NR_SCMP_ERROR)
		return 0;
	return seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, number, 1, &condition);
}

static int allow_each(scmp_filter_ctx filter, const char *call, unsigned argument,
		      const unsigned long *values, size_t count)
{
	struct scmp_arg_cmp is = {.arg = argument, .op = SCMP_CMP_EQ};
	int error = 0;

	for (size_t i = 0; error == 0 && i < count; i++) {
		is.datum_a = values[i];
		error = allow_if(filter, call, is);
	}
	return error;
}

#define ARRAY_LEN(array) (sizeof(array) / sizeof *(array))
/* s390 and CRIS have the flags second; there is no runner for them. */
#define FLAGS_OF_CLONE 0

static int add_conditions(scmp_filter_ctx filter, const struct orders *orders)
{
	static const unsigned long unix_sockets[] = {AF_UNIX};
	static const unsigned long itself[] = {0};
	int error = allow_each(filter, "ioctl", 1, terminal_requests, ARRAY_LEN(terminal_requests));

	/* clone3 has its flags in memory, where no filter sees them: libc falls back to clone. */
	if (error == 0 && !orders->single)
		error = allow_if(filter, "clone",
				 SCMP_CMP(FLAGS_OF_CLONE, SCMP_CMP_MASKED_EQ, NAMESPACES, 0));
	if (error == 0)
		error = allow_each(filter, "personality", 0, personalities,
				   ARRAY_LEN(personalities));
	if (error == 0) /* the limits of others, the warden's among them, are not its business */
		error = allow_each(filter, "prlimit64", 0, itself, 1);
	if (error == 0)
		error = allow_each(filter, "socketpair", 0, unix_sockets, 1);
	/* Where the machine's own sockets can be seen, none is to be connected to. */
	if (error == 0 && orders->alone)
		error = allow_each(filter, "socket", 0, unix_sockets, 1);
	return error;
}

/* Failure of these costs time, or nothing: an old library does not know them. */
static void tune(scmp_filter_ctx filter)
{
	seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a tree instead of a list */
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_SSB, 1);      /* no slower for being filtered */
}

static int load(scmp_filter_ctx filter)
{
	int error = filter == NULL ? -ENOMEM : seccomp_load(filter);

	seccomp_release(filter);
	return error;
}

static int restrict_calls(const struct orders *orders)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
	int error;

	if (filter == NULL)
		return -ENOMEM;
	tune(filter);
	error = add_list(filter, SCMP_ACT_ALLOW, harmless);
	if (error == 0)
		error = add_list(filter, SCMP_ACT_ERRNO(EPERM), refused);
	if (error == 0)
		error = add_list(filter, orders->single ? SCMP_ACT_KILL_PROCESS : SCMP_ACT_ALLOW,
				 multiplying);
	if (error == 0 && orders->single)
		error = add_list(filter, SCMP_ACT_KILL_PROCESS, "clone clone3");
	if (error == 0)
		error = add_conditions(filter, orders);
	if (error == 0)
		return load(filter);
	seccomp_release(filter);
	return error;
}

static int protect(scmp_filter_ctx filter, uint32_t pid)
{
	static const char *const calls[] = {"kill",
					    "tkill",
					    "rt_sigqueueinfo",
					    "tgkill",
					    "pidfd_open",
					    "sched_setscheduler",
					    "rt_tgsigqueueinfo"};
	int error = 0;

	for (size_t i = 0; error == 0 && i < ARRAY_LEN(calls); i++)
		error = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM),
					 seccomp_syscall_resolve_name(calls[i]), 1,
					 SCMP_A0(SCMP_CMP_MASKED_EQ, 0xffffffff, pid));
	return error;
}

/* Where the machine's processes can be seen, and may be the same user's: not these, nor all. */
static int protect_others(const struct orders *orders)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	int error;

	if (filter == NULL)
		return -ENOMEM;
	error = protect(filter, (uint32_t)-1);
	if (error == 0)
		error = protect(filter, (uint32_t)getppid());
	if (error == 0 && orders->judge != 0)
		error = protect(filter, (uint32_t)orders->judge);
	if (error == 0)
		return load(filter);
	seccomp_release(filter);
	return error;
}

bool syscalls_restrict(const struct orders *orders, int *error)
{
	int failed = orders->alone ? 0 : protect_others(orders);

	if (failed == 0)
		failed = restrict_calls(orders);
	*error = -failed;
	return failed == 0;
}
