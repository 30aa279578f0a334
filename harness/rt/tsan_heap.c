/* SPDX-License-Identifier: MIT */
/* In the tsan runners the submission's heap is libtsan's, which watches it. */
#include "heap.h"

void heap_init(void)
{
}

void heap_restore(void)
{
}
