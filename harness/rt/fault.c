/* SPDX-License-Identifier: MIT */
#include "fault.h"

#include <signal.h>
#include <stdlib.h>
#include <stdio.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include "image.h"
#include "report.h"
#include "rt.h"

#define STACK_BYTES 65536

static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

uintptr_t fault_hint;

static _Thread_local void *own_stack;

uintptr_t fault_pc(const void *of)
{
	const ucontext_t *context = of;

#if defined __x86_64__
	return (uintptr_t)context->uc_mcontext.gregs[REG_RIP];
#elif defined __aarch64__
	return (uintptr_t)context->uc_mcontext.pc;
#else
#error "this processor's program counter is not known here: add it to fault_pc()"
#endif
}

/* A crash inside libc is the submission's at the call that led there. */
static uintptr_t place_of(const void *context)
{
	uintptr_t pc = fault_pc(context);
	const struct slot *self = slot_self;
	unsigned depth = self == NULL ? 0 : self->depth < SLOT_STACK ? self->depth : SLOT_STACK;

	if (image_holds((void *)pc))
		return pc;
	if (fault_hint != 0 && self != NULL)
		return fault_hint;
	while (depth-- > 0)
		if (image_holds((void *)self->stack[depth]))
			return self->stack[depth] - 1;
	return 0;
}

static const char nothing_there[] =
	"segmentation fault: there is no memory of the program's at the address used";

static void describe(char *text, size_t size, int signal, const siginfo_t *info)
{
	if (signal == SIGSEGV && (uintptr_t)info->si_addr < 4096)
		snprintf(text, size, "segmentation fault: a null pointer was followed");
	else if (signal == SIGSEGV || signal == SIGBUS)
		snprintf(text, size, "%s", nothing_there);
	else if (signal == SIGFPE)
		snprintf(text, size, "arithmetic fault: division by zero, or overflow");
	else if (signal == SIGABRT)
		snprintf(text, size, "abort() was called");
	else
		snprintf(text, size, "illegal instruction");
}

static void on_fault(int number, siginfo_t *info, void *context)
{
	char text[WIRE_TEXT];
	uintptr_t pc = place_of(context);

	if (rt.lab == NULL) { /* a constructor's, before there is anything to report it with */
		signal(number, SIG_DFL); /* what was done is done again, and ends the process */
		return;
	}
	if (slot_self == NULL && pc == 0) {
		/* Our own fault, not the program's: die of it, the judge will say so. */
		rt_broken("the runner crashed by signal %d at %#lx", number,
			  (unsigned long)fault_pc(context));
	}
	describe(text, sizeof text, number, info);
	report_here(FINDING_CRASH, pc, NULL, text);
	report_stuck();
}

_Noreturn void fault_stray(uintptr_t pc)
{
	report_here(FINDING_CRASH, pc, NULL, nothing_there);
	report_stuck();
}

void fault_own_stack(void)
{
	stack_t stack = {.ss_size = STACK_BYTES};

	stack.ss_sp = mmap(NULL, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			   -1, 0);
	if (stack.ss_sp == MAP_FAILED)
		return; /* only a stack overflow would now go without its place */
	own_stack = stack.ss_sp;
	sigaltstack(&stack, NULL);
}

void fault_leave_stack(void)
{
	stack_t off = {.ss_flags = SS_DISABLE};

	sigaltstack(&off, NULL);
	if (own_stack != NULL)
		munmap(own_stack, STACK_BYTES);
	own_stack = NULL;
}

void fault_init(void)
{
	struct sigaction action = {.sa_sigaction = on_fault,
				   .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_NODEFER};

	fault_own_stack();
	for (size_t i = 0; i < sizeof fatal / sizeof fatal[0]; i++)
		sigaction(fatal[i], &action, NULL);
}
