/* SPDX-License-Identifier: MIT */
/* rules: determined */
/* The heap. */
#include "rules.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static void *volatile got; /* a compiler may take a malloc that nobody uses for one that works */
static volatile size_t huge = SIZE_MAX / 2;

/* malloc: what it gives is aligned for anything, and of one's own. */
static void memory_is_aligned_and_apart(void)
{
	char *a = malloc(1), *b = malloc(1);

	RULE(a != NULL && b != NULL && a != b);
	RULE((uintptr_t)a % _Alignof(max_align_t) == 0);
	RULE((uintptr_t)b % _Alignof(max_align_t) == 0);
	*a = 1;
	*b = 2;
	RULE(*a == 1);
	free(a);
	free(b);
}

/* calloc: the memory is zero; NULL and ENOMEM, the product is too large for a size. */
static void calloc_clears_and_multiplies(void)
{
	char *zeros = malloc(64);

	RULE(zeros != NULL);
	memset(zeros, 1, 64);
	free(zeros);
	zeros = calloc(8, 8);
	RULE(zeros != NULL);
	for (int i = 0; i < 64; i++)
		RULE(zeros[i] == 0);
	free(zeros);
	got = calloc(huge, 4);
	RULE(got == NULL && errno == ENOMEM);
}

/* malloc: NULL and ENOMEM, there is not so much. */
static void what_is_not_there_is_not_given(void)
{
	got = malloc(huge);
	RULE(got == NULL && errno == ENOMEM);
}

/* realloc: the contents stay, as far as there is room; of NULL it is malloc. */
static void realloc_keeps_the_contents(void)
{
	char *at = realloc(NULL, 4), *larger, *smaller;

	RULE(at != NULL);
	memcpy(at, "abc", 4);
	larger = realloc(at, 4000);
	RULE(larger != NULL && memcmp(larger, "abc", 4) == 0);
	smaller = realloc(larger, 2);
	RULE(smaller != NULL && memcmp(smaller, "ab", 2) == 0);
	free(smaller);
}

/* realloc: what fails leaves the old memory as it was. */
static void a_failed_realloc_changes_nothing(void)
{
	char *at = malloc(2), *larger;

	RULE(at != NULL);
	at[0] = 'a';
	larger = realloc(at, huge);
	RULE(larger == NULL && errno == ENOMEM);
	RULE(at[0] == 'a');
	free(at);
}

/* free: of NULL does nothing. */
static void null_is_free(void)
{
	free(NULL);
}

/* posix_memalign: aligned as asked for; EINVAL, that is no power of two of pointers. */
static void memory_may_be_aligned(void)
{
	void *at;

	RULE(posix_memalign(&at, 256, 10) == 0);
	RULE((uintptr_t)at % 256 == 0);
	free(at);
	RULE(posix_memalign(&at, 3, 10) == EINVAL);
	RULE(posix_memalign(&at, 1, 10) == EINVAL);
	at = aligned_alloc(64, 128);
	RULE(at != NULL && (uintptr_t)at % 64 == 0);
	free(at);
}

int main(void)
{
	memory_is_aligned_and_apart();
	calloc_clears_and_multiplies();
	what_is_not_there_is_not_given();
	realloc_keeps_the_contents();
	a_failed_realloc_changes_nothing();
	null_is_free();
	memory_may_be_aligned();
	return 0;
}
