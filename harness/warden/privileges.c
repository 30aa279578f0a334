/* SPDX-License-Identifier: MIT */
#include "orders.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/securebits.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Where user 0 of a namespace cannot become anybody else, its name alone must be worth nothing. */
static bool drop_capabilities(void)
{
	struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
	struct __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {{0}};

	/* Both are refused to who has no capability, and then there is nothing to be refused. */
	prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED);
	for (int capability = 0; capability < 64; capability++)
		prctl(PR_CAPBSET_DROP, capability);
	prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
	return syscall(SYS_capset, &header, none) == 0;
}

bool privileges_drop(const struct orders *orders)
{
	uid_t user = (uid_t)orders->user;
	gid_t group = (gid_t)orders->group;

	/* While it may: hundreds of processes that spin must not keep it from ending them. */
	setpriority(PRIO_PROCESS, 0, -10);
	if (user != 0 && (setgroups(0, NULL) != 0 || setresgid(group, group, group) != 0 ||
			  setresuid(user, user, user) != 0))
		return false;
	if (!drop_capabilities() || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return false;
	/* After the change of user, which takes both back: nobody may look into this process. */
	prctl(PR_SET_DUMPABLE, 0);
	/* Alone, all of its namespace goes with it; else it stays to end the others. */
	prctl(PR_SET_PDEATHSIG, orders->alone ? SIGKILL : 0);
	return true;
}

/* Never more than what is allowed already. */
static bool limit(__rlimit_resource_t which, uint64_t most)
{
	struct rlimit limit;

	if (getrlimit(which, &limit) != 0)
		return false;
	if (limit.rlim_max == RLIM_INFINITY || limit.rlim_max > most)
		limit.rlim_max = most;
	if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > limit.rlim_max)
		limit.rlim_cur = limit.rlim_max;
	return setrlimit(which, &limit) == 0;
}

bool limits_set(const struct orders *orders)
{
	return limit(RLIMIT_CORE, 0) && limit(RLIMIT_MSGQUEUE, 0) && limit(RLIMIT_NOFILE, 512) &&
	       limit(RLIMIT_MEMLOCK, 8 << 20) && limit(RLIMIT_SIGPENDING, 4096) &&
	       (orders->tasks == 0 || limit(RLIMIT_NPROC, orders->tasks)) &&
	       (orders->processor == 0 || limit(RLIMIT_CPU, orders->processor)) &&
	       (orders->address == 0 || limit(RLIMIT_AS, orders->address)) &&
	       (orders->file == 0 || limit(RLIMIT_FSIZE, orders->file));
}
