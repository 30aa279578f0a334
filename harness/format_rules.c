/* SPDX-License-Identifier: MIT */
#include "format_rules.h"

static const struct rule rules[FINDING_KINDS] = {
	[FINDING_ASSERTION] =
		{"A claim does not hold",
		 "On some schedule the program comes to a result that must not be.",
		 "Look at which steps of two threads lie between each other there, and "
		 "make them one step."},
	[FINDING_DEADLOCK] =
		{"Deadlock",
		 "On some schedule threads wait for each other, or for what never comes.",
		 "Take locks in one order everywhere, wait only for what somebody will "
		 "still do, and wake all who wait."},
	[FINDING_LIVELOCK] = {"Livelock",
			      "On some fair schedule threads stay busy and get nowhere.",
			      "Let one of them wait until the other is done, in place of yielding "
			      "to each other."},
	[FINDING_DATA_RACE] =
		{"Data race",
		 "Two threads use one variable, one of them writes, and nothing orders "
		 "the two.",
		 "Guard every access of it with the same lock, or make it atomic if one "
		 "access is one step."},
	[FINDING_LOCK_ORDER] =
		{"Locks are taken in different orders",
		 "Two threads take the same two locks in opposite order, which can end "
		 "in a deadlock.",
		 "Choose one order of the locks and keep it in every function."},
	[FINDING_LOCK_MISUSE] =
		{"A lock is misused",
		 "A lock or condition is used in a way that POSIX forbids or leaves "
		 "undefined.",
		 "Unlock what you have locked, in the thread that has, once; destroy "
		 "what nobody uses any more."},
	[FINDING_USE_AFTER_FREE] =
		{"Use after free", "A thread uses memory that another has given back.",
		 "Free it only when nobody can reach it any more: count who still "
		 "uses it, or free it under the lock."},
	[FINDING_DOUBLE_FREE] =
		{"Double free", "The same memory is given back twice.",
		 "Let exactly one thread decide, under a lock, that it is the last."},
	[FINDING_INVALID_ACCESS] = {"Invalid access",
				    "The program touches memory that is not its own.",
				    "Check indices and pointers after every wait: what held before "
				    "need not hold now."},
	[FINDING_LEAK] = {"Memory is lost",
			  "Memory is never given back, and nobody knows it any more.",
			  "Give it back on every path, also where a thread is cancelled."},
	[FINDING_CRASH] = {"Crash", "On some schedule the program is killed by a signal.",
			   "Look at the pointer that is used there, and who else can change it."},
	[FINDING_THREAD_LEAK] =
		{"A thread is never joined",
		 "A thread is neither joined nor detached, or outlives the program's "
		 "work.",
		 "Join every thread once, or detach it."},
	[FINDING_SIGNAL_UNSAFE] =
		{"Not safe in a signal handler",
		 "A signal handler calls what must not be called while the same may "
		 "be under way below it.",
		 "In the handler only set a flag or write to a pipe; do the work "
		 "elsewhere."},
	[FINDING_FORK_UNSAFE] =
		{"Not safe after fork",
		 "A forked process calls what may hang on a lock that it has copied.",
		 "Between fork and exec call only what is async-signal-safe."},
	[FINDING_WRONG_EXIT] =
		{"It ends in the wrong way",
		 "The process ends before its work is done, or with the wrong status.",
		 "Leave the process to its main function."},
	[FINDING_SERIALISED] =
		{"Work is serialised",
		 "Threads that have nothing to do with each other cannot run at the "
		 "same time.",
		 "Use a lock for each thing that is shared, in place of one for all."},
	[FINDING_DROPPED_WORK] = {"Work is dropped", "Something that was asked for is never done.",
				  "Do it later, or wait; do not leave it out."},
	[FINDING_BUSY_WAIT] = {"Busy waiting",
			       "A thread looks again and again in place of sleeping.",
			       "Wait on a condition variable or a semaphore until you are woken."},
	[FINDING_UNSUPPORTED] = {"Not supported",
				 "The program uses what cannot be checked or is not allowed here.",
				 "Do it with the calls that the task is about."},
	[FINDING_NONDETERMINISM] =
		{"It differs from run to run",
		 "The same schedule leads to different steps: something other than "
		 "the order of threads decides.",
		 "Do not let addresses, time or uninitialised memory decide what is "
		 "done."},
};

const struct rule *rule_of(enum finding_kind kind)
{
	return &rules[kind];
}
