/* SPDX-License-Identifier: MIT */
/*
 * The lighthouse's contract.  Do not edit: every checker builds your lab.c against this file.
 *
 * There is a panel with two settings: how bright the lamp shines, and how often the fog horn
 * sounds. They have nothing to do with each other.
 */
#ifndef LAB_H
#define LAB_H

#define LAMP_MOST 7  /* the brightest; 0 is dark */
#define HORN_MOST 31 /* blasts a minute; 0 is silent */

/* Puts both settings to 0.  Called by one thread, once, before any other call. */
void panel_install(void);

/*
 * All of these are called by any number of threads at once.  What is set stays set until somebody
 * sets the same thing again, and whoever looks sees a value that was set, never one on the way from
 * one to another.
 */

void lamp_set(unsigned brightness);
unsigned lamp_get(void);

/* One step brighter than it is; nothing if it shines as bright as it can.  No step is lost. */
void lamp_brighter(void);

void horn_set(unsigned blasts);
unsigned horn_get(void);

#endif
