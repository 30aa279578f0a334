/* SPDX-License-Identifier: MIT */
#include "lab.h"

void nothing(void)
{
}
