/* SPDX-License-Identifier: MIT */
#include "fiber.h"

#include <stdint.h>
#include <string.h>

/*
 * The registers that a called function must preserve go onto the stack that is left, and come back
 * from the one that is entered; the compiler takes care of all others, as at any call.  The control
 * words of the floating point units are the same in all fibers and stay.
 */
#if defined __x86_64__

#define SAVED 7 /* six registers and the return address */

__asm__(".text\n"
	".p2align 4\n"
	".type fiber_swap, @function\n"
	"fiber_swap:\n"
	"	pushq %rbp\n"
	"	pushq %rbx\n"
	"	pushq %r12\n"
	"	pushq %r13\n"
	"	pushq %r14\n"
	"	pushq %r15\n"
	"	movq %rsp, (%rdi)\n"
	"	movq %rsi, %rsp\n"
	"	popq %r15\n"
	"	popq %r14\n"
	"	popq %r13\n"
	"	popq %r12\n"
	"	popq %rbx\n"
	"	popq %rbp\n"
	"	movl $1, %eax\n"
	"	ret\n"
	".size fiber_swap, .-fiber_swap\n"
	".p2align 4\n"
	".type fiber_halve, @function\n"
	"fiber_halve:\n"
	"	pushq %rbp\n"
	"	pushq %rbx\n"
	"	pushq %r12\n"
	"	pushq %r13\n"
	"	pushq %r14\n"
	"	pushq %r15\n"
	"	movq %rsp, (%rdi)\n"
	"	movq %rdx, %rdi\n"
	"	subq $8, %rsp\n"
	"	call *%rsi\n"
	"	addq $8, %rsp\n"
	"	popq %r15\n"
	"	popq %r14\n"
	"	popq %r13\n"
	"	popq %r12\n"
	"	popq %rbx\n"
	"	popq %rbp\n"
	"	xorl %eax, %eax\n"
	"	ret\n"
	".size fiber_halve, .-fiber_halve\n");

/* A function begins with its stack pointer 8 below a multiple of 16. */
#define ENTRY(top) ((void **)(top) - 1 - SAVED)
#define ENTRY_PC   (SAVED - 1)

#elif defined __aarch64__

#define SAVED 20 /* x19 to x30, d8 to d15 */

__asm__(".text\n"
	".p2align 4\n"
	".type fiber_swap, %function\n"
	"fiber_swap:\n"
	"	sub sp, sp, #160\n"
	"	stp x19, x20, [sp]\n"
	"	stp x21, x22, [sp, #16]\n"
	"	stp x23, x24, [sp, #32]\n"
	"	stp x25, x26, [sp, #48]\n"
	"	stp x27, x28, [sp, #64]\n"
	"	stp x29, x30, [sp, #80]\n"
	"	stp d8, d9, [sp, #96]\n"
	"	stp d10, d11, [sp, #112]\n"
	"	stp d12, d13, [sp, #128]\n"
	"	stp d14, d15, [sp, #144]\n"
	"	mov x9, sp\n"
	"	str x9, [x0]\n"
	"	mov sp, x1\n"
	"	ldp x19, x20, [sp]\n"
	"	ldp x21, x22, [sp, #16]\n"
	"	ldp x23, x24, [sp, #32]\n"
	"	ldp x25, x26, [sp, #48]\n"
	"	ldp x27, x28, [sp, #64]\n"
	"	ldp x29, x30, [sp, #80]\n"
	"	ldp d8, d9, [sp, #96]\n"
	"	ldp d10, d11, [sp, #112]\n"
	"	ldp d12, d13, [sp, #128]\n"
	"	ldp d14, d15, [sp, #144]\n"
	"	add sp, sp, #160\n"
	"	mov w0, #1\n"
	"	ret\n"
	".size fiber_swap, .-fiber_swap\n"
	".p2align 4\n"
	".type fiber_halve, %function\n"
	"fiber_halve:\n"
	"	sub sp, sp, #160\n"
	"	stp x19, x20, [sp]\n"
	"	stp x21, x22, [sp, #16]\n"
	"	stp x23, x24, [sp, #32]\n"
	"	stp x25, x26, [sp, #48]\n"
	"	stp x27, x28, [sp, #64]\n"
	"	stp x29, x30, [sp, #80]\n"
	"	stp d8, d9, [sp, #96]\n"
	"	stp d10, d11, [sp, #112]\n"
	"	stp d12, d13, [sp, #128]\n"
	"	stp d14, d15, [sp, #144]\n"
	"	mov x9, sp\n"
	"	str x9, [x0]\n"
	"	mov x0, x2\n"
	"	blr x1\n"
	"	ldp x29, x30, [sp, #80]\n"
	"	add sp, sp, #160\n"
	"	mov w0, #0\n"
	"	ret\n"
	".size fiber_halve, .-fiber_halve\n");

#define ENTRY(top) ((void **)(top) - SAVED)
#define ENTRY_PC   11

#else
#error "fibers are not known for this processor: add fiber_swap() for it"
#endif

int fiber_swap(void **from, void *to);
int fiber_halve(void **copy, void (*keep)(void *argument), void *argument);

void fiber_switch(struct fiber *from, struct fiber *to)
{
	fiber_swap(&from->sp, to->sp);
}

/*
 * The copy is entered by fiber_swap(), which returns 1 to wherever it returns: here, to the place
 * from which fiber_halve() was called.
 */
bool fiber_split(struct fiber *copy, void (*keep)(void *argument), void *argument)
{
	return fiber_halve(&copy->sp, keep, argument) != 0;
}

void fiber_reset(struct fiber *fiber, void (*start)(void))
{
	void **sp = ENTRY(fiber->stack + fiber->size);

	memset(sp, 0, (SAVED + 1) * sizeof *sp < 64 ? 64 : SAVED * sizeof *sp);
	sp[ENTRY_PC] = (void *)(uintptr_t)start;
	fiber->sp = sp;
}
