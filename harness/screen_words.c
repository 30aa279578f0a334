/* SPDX-License-Identifier: MIT */
/*
 * Words by which a file speaks to its compiler, past the language: attributes, pragmas, assembler
 * and builtins.  Of each sort what is harmless is listed; all else is refused, since compilers
 * learn new ones every year.
 */
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "screen_names.h"
#include "text.h"
#include "wordlist.h"

#define ATTRIBUTE_MOST 48

/* Where in the tokens; past the last one stands an empty one. */
struct reader {
	struct screening *screening;
	const struct expanded *items;
	size_t count, at;
};

static const struct lexeme *peek(const struct reader *reader, size_t further)
{
	static const struct lexeme end = {.kind = LEX_MARK, .text = ""};

	return reader->at + further < reader->count ? &reader->items[reader->at + further].it
						    : &end;
}

/* ---- attributes ---- */

/*
 * None of these says what is instrumented or optimised, where something is put, under which name,
 * or when it is called (cleanup is: at the end of a block, for all to see).
 */
static bool is_harmless_attribute(const char *name)
{
	static const char harmless[] =
		"access acquire_capability acquired_after acquired_before aligned alloc_align "
		"alloc_size always_inline artificial assert_capability assume_aligned "
		"capability cleanup cold const const_printf deprecated designated_init "
		"enum_extensibility error excludes exclusive_locks_required fallthrough "
		"flag_enum flatten format format_arg gnu_inline guarded_by guarded_var hot "
		"leaf locks_excluded malloc may_alias maybe_unused mode "
		"no_thread_safety_analysis nodiscard noinline nonnull nonstring noreturn "
		"nothrow packed pt_guarded_by pure release_capability requires_capability "
		"returns_nonnull returns_twice sentinel shared_capability "
		"shared_locks_required transparent_union try_acquire_capability unavailable "
		"unlock_function unused used vector_size warn_if_not_aligned "
		"warn_unused_result warning exclusive_lock_function exclusive_trylock_function "
		"lockable scoped_lockable lock_returned overloadable noescape";

	return wordlist_has(harmless, name);
}

static const char *why_not_attribute(const char *name)
{
	static const char uninstrumented[] =
		"no_sanitize no_sanitize_thread no_sanitize_address no_sanitize_undefined "
		"no_sanitize_memory no_address_safety_analysis no_instrument_function "
		"disable_sanitizer_instrumentation naked";
	static const char otherwise[] =
		"optimize optnone target target_clones minsize simd";
	static const char elsewhere[] =
		"section alias ifunc weak weakref weak_import symver visibility copy "
		"externally_visible common noinit persistent retain tls_model";

	if (wordlist_has(uninstrumented, name))
		return "it hides code from the tools that watch, and the code stays as wrong as it "
		       "was";
	if (wordlist_has(otherwise, name))
		return "this code would be compiled otherwise than the code around it, and so not "
		       "be what is checked";
	if (wordlist_has(elsewhere, name))
		return "it puts something under another name or in another place, where it is not "
		       "looked for";
	if (wordlist_has("constructor destructor init_priority", name))
		return "code that runs before or after the scenario is no part of what the lab "
		       "asks for";
	return "what it does to the code is not known here, and a lab needs it not";
}

/* "__no_sanitize__" is "no_sanitize". */
static void plain_name(const struct lexeme *it, char *name)
{
	const char *text = it->text;
	size_t length = it->length;

	if (length > 4 && memcmp(text, "__", 2) == 0 && memcmp(text + length - 2, "__", 2) == 0) {
		text += 2;
		length -= 4;
	}
	if (length >= ATTRIBUTE_MOST)
		length = ATTRIBUTE_MOST - 1;
	memcpy(name, text, length);
	name[length] = '\0';
}

static void read_attribute(struct reader *reader, const struct lexeme *it)
{
	char name[ATTRIBUTE_MOST];

	plain_name(it, name);
	if (it->kind == LEX_NAME && !is_harmless_attribute(name))
		screen_find(reader->screening, it->line, "the attribute %s: %s", name,
			    why_not_attribute(name));
}

static int opens(const struct lexeme *it)
{
	return (lex_is(it, "(") || lex_is(it, "[") || lex_is(it, "<:")) -
	       (lex_is(it, ")") || lex_is(it, "]") || lex_is(it, ":>"));
}

/*
 * Behind "((" or "[[": names, each with arguments or a vendor ("gnu ::") or neither, and commas
 * between. Only looks ahead: what the arguments are made of is read like all else.
 */
static void read_attributes(struct reader ahead, size_t behind)
{
	int depth = 2;
	bool wanted = true;

	for (ahead.at += behind; ahead.at < ahead.count && depth > 0; ahead.at++) {
		const struct lexeme *it = peek(&ahead, 0);

		depth += opens(it);
		if (depth == 2 && lex_is(it, ",")) {
			wanted = true;
		} else if (depth == 2 && wanted && it->kind == LEX_NAME &&
			   !lex_is(peek(&ahead, 1), "::")) {
			read_attribute(&ahead, it);
			wanted = false;
		}
	}
}

static bool at_attributes(const struct reader *reader)
{
	const struct lexeme *it = peek(reader, 0);

	if (lex_is(it, "__attribute__") || lex_is(it, "__attribute"))
		return lex_is(peek(reader, 1), "(") && lex_is(peek(reader, 2), "(");
	return false;
}

/* [[...]]: nothing else in C begins so. */
static bool at_brackets(const struct reader *reader)
{
	return opens(peek(reader, 0)) > 0 && opens(peek(reader, 1)) > 0 &&
	       !lex_is(peek(reader, 0), "(") && !lex_is(peek(reader, 1), "(");
}

/* ---- pragmas ---- */

static bool is_harmless_pragma(const struct reader *reader)
{
	static const char alone[] =
		"STDC once pack message push_macro pop_macro omp region endregion mark";
	static const char vendors[] =
		"diagnostic warning error unroll ivdep poison";
	const struct lexeme *first = peek(reader, 1);
	char name[ATTRIBUTE_MOST];

	plain_name(first, name);
	if (!lex_is(first, "GCC") && !lex_is(first, "clang"))
		return wordlist_has(alone, name);
	plain_name(peek(reader, 2), name);
	return wordlist_has(vendors, name);
}

static void read_pragma(struct reader *reader)
{
	if (!is_harmless_pragma(reader))
		screen_find(
			reader->screening, peek(reader, 0)->line,
			"#pragma %.*s %.*s: it may change what is compiled here, and so what is "
			"checked would not be what is written",
			(int)peek(reader, 1)->length, peek(reader, 1)->text,
			(int)peek(reader, 2)->length, peek(reader, 2)->text);
	do
		reader->at++;
	while (reader->at < reader->count && reader->items[reader->at].pragma &&
	       !peek(reader, 0)->begins);
}

/* ---- single words ---- */

static bool is_assembler(const struct lexeme *it)
{
	return lex_is(it, "asm") || lex_is(it, "__asm") || lex_is(it, "__asm__");
}

static bool is_other_memory(const struct lexeme *it)
{
	return lex_is(it, "__seg_fs") || lex_is(it, "__seg_gs");
}

static void read_word(struct reader *reader)
{
	const struct expanded *item = &reader->items[reader->at++];
	const struct lexeme *it = &item->it;
	char *name;

	if (it->kind != LEX_NAME)
		return;
	if (is_assembler(it))
		screen_find(reader->screening, it->line,
			    "%.*s: assembler is not instrumented, so nobody but the processor "
			    "would see "
			    "what it does; C has all that a lab needs (stdatomic.h)",
			    (int)it->length, it->text);
	else if (is_other_memory(it))
		screen_find(
			reader->screening, it->line,
			"%.*s: accesses to another address space are not instrumented, so nobody "
			"would see them",
			(int)it->length, it->text);
	else if (lex_begins_with(it, "__builtin_")) {
		name = format_string("%.*s", (int)it->length, it->text);
		if (!screen_names_builtin(&reader->screening->modelled, name))
			screen_find(
				reader->screening, it->line,
				"%s: it reaches below the language, to where the checkers do not "
				"look or to what is theirs; write it in C",
				name);
		free(name);
	}
}

/* One for each header is enough. */
static void read_smuggled(struct reader *reader, unsigned *last)
{
	const struct expanded *item = &reader->items[reader->at];

	if (!item->smuggled || item->it.line == *last)
		return;
	*last = item->it.line;
	screen_find(reader->screening, *last,
		    "a macro that is defined above changes what this header says (with \"%.*s\"): "
		    "what a standard header declares is not the submission's to change",
		    (int)(item->it.length < 40 ? item->it.length : 40), item->it.text);
}

void screen_words(struct screening *screening, const struct expansion *expansion)
{
	struct reader reader = {screening, expansion->items, expansion->count, 0};
	unsigned last = 0;

	while (reader.at < reader.count) {
		read_smuggled(&reader, &last);
		if (reader.items[reader.at].pragma) {
			read_pragma(&reader);
			continue;
		}
		if (at_attributes(&reader))
			read_attributes(reader, 3);
		else if (at_brackets(&reader))
			read_attributes(reader, 2);
		read_word(&reader);
	}
}
