/* SPDX-License-Identifier: MIT */
/*
 * XML as it is written: text that stays text.
 *
 * Threads: any.
 */
#ifndef RACELAB_XML_H
#define RACELAB_XML_H

#include "text.h"

/*
 * The words as character data or as the value of an attribute in double quotes.  What XML 1.0 has
 * no place for (control characters, bytes that are not UTF-8) becomes '?'.
 */
void xml_text(struct text *text, const char *words);

/* ` name="value"` */
void xml_attribute(struct text *text, const char *name, const char *value);

#endif
