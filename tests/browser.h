/* SPDX-License-Identifier: MIT */
/*
 * A Chromium without a window for tests of pages: opened files, real keys and clicks, what scripts
 * say of the page, and all that it complained of or tried to fetch.
 *
 * It is led through the DevTools protocol, over two pipes: nothing listens anywhere.  Every wait is
 * for an answer; only a browser that is silent for long fails the test.
 *
 * Threads: the test's own.
 */
#ifndef RACELAB_TESTS_BROWSER_H
#define RACELAB_TESTS_BROWSER_H

#include <jansson.h>
#include <stdbool.h>

/* The one that is installed; NULL: none is. */
const char *browser_program(void);

/* Its files go below that folder. */
void browser_begin(const char *folder);
void browser_end(void);

/* Opens a file by its full path, and waits until it has loaded.  What was complained of is
 * forgotten. */
void browser_open(const char *path);

/* The value of an expression of JavaScript; owned by the caller.  What throws fails the test. */
json_t *browser_value(const char *expression);

/* One key, pressed and let go: "j", "ArrowDown", "Home". */
void browser_key(const char *key);

/* A click of the mouse on the middle of what that selector finds. */
void browser_click(const char *selector);

/* The window's size; dark or light; on paper or on a screen. */
void browser_view(unsigned width, unsigned height, bool dark, bool print);

/* What the window shows, as a picture in PNG. */
void browser_picture(const char *path);

/* Errors, words on the console, and addresses asked for beside the file itself; "": none. */
const char *browser_complaints(void);

#endif
