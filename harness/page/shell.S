/* SPDX-License-Identifier: MIT */
/* The page's shell, as assemble.sh made it, as one string: page.c's page_shell. */
	.section .rodata
	.global page_shell
page_shell:
	.incbin "shell.html"
	.byte 0
	.section .note.GNU-stack, "", %progbits
