/* SPDX-License-Identifier: MIT */
#include "browser.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

#include "../harness/files.h"
#include "../harness/text.h"

#define GUARD 120000 /* milliseconds without a word: it has died or hangs */

static struct {
	pid_t process;
	int to, from;
	int last;      /* number of the last command */
	char *session; /* of the one page */
	char *url;     /* opened */
	bool loaded;
	struct text heard; /* not yet a whole message */
	struct text complaints;
} browser;

const char *browser_program(void)
{
	static const char *const names[] = {"/usr/bin/chromium", "/usr/bin/chromium-browser",
					    "/usr/bin/google-chrome", NULL};

	for (const char *const *name = names; *name != NULL; name++)
		if (access(*name, X_OK) == 0)
			return *name;
	return NULL;
}

/* ---- messages: JSON with a NUL behind it ---- */

static void complain_of(const char *what, const char *words)
{
	text_printf(&browser.complaints, "%s: %s\n", what, words != NULL ? words : "?");
}

static const char *string_in(json_t *object, const char *name)
{
	return json_string_value(json_object_get(object, name));
}

static void hear_console(json_t *params)
{
	char *words = json_dumps(json_object_get(params, "args"), JSON_COMPACT);

	complain_of("console", words);
	free(words);
}

static void hear_request(json_t *params)
{
	const char *url = string_in(json_object_get(params, "request"), "url");

	if (url == NULL || browser.url == NULL ||
	    strncmp(url, browser.url, strlen(browser.url)) != 0)
		complain_of("asks for", url);
}

static void hear_event(const char *method, json_t *params)
{
	json_t *details = json_object_get(params, "exceptionDetails");

	if (strcmp(method, "Page.loadEventFired") == 0)
		browser.loaded = true;
	else if (strcmp(method, "Runtime.consoleAPICalled") == 0)
		hear_console(params);
	else if (strcmp(method, "Runtime.exceptionThrown") == 0)
		complain_of("exception",
			    string_in(json_object_get(details, "exception"), "description"));
	else if (strcmp(method, "Log.entryAdded") == 0)
		complain_of("log", string_in(json_object_get(params, "entry"), "text"));
	else if (strcmp(method, "Network.requestWillBeSent") == 0)
		hear_request(params);
	else if (strcmp(method, "Page.javascriptDialogOpening") == 0)
		complain_of("dialog", string_in(params, "message"));
}

static void listen_more(void)
{
	struct pollfd ready = {.fd = browser.from, .events = POLLIN};
	char bytes[65536];
	ssize_t count;

	if (poll(&ready, 1, GUARD) <= 0)
		fail_msg("the browser is silent");
	count = read(browser.from, bytes, sizeof bytes);
	if (count <= 0)
		fail_msg("the browser has ended; does %s --headless start by hand?",
			 browser_program());
	text_add(&browser.heard, bytes, (size_t)count);
}

/* The next message, owned by the caller. */
static json_t *next_message(void)
{
	size_t length, rest;
	json_t *message;

	while (browser.heard.length == 0 ||
	       memchr(browser.heard.bytes, '\0', browser.heard.length) == NULL)
		listen_more();
	message = json_loads(browser.heard.bytes, 0, NULL);
	length = strlen(browser.heard.bytes) + 1;
	rest = browser.heard.length - length;
	memmove(browser.heard.bytes, browser.heard.bytes + length, rest);
	browser.heard.length = rest;
	assert_non_null(message);
	return message;
}

static void send_message(json_t *message)
{
	char *text = json_dumps(message, JSON_COMPACT);
	size_t length = strlen(text) + 1, sent = 0;

	while (sent < length) {
		ssize_t count = write(browser.to, text + sent, length - sent);

		if (count < 0 && errno != EINTR)
			fail_msg("the browser does not listen: %s", strerror(errno));
		sent += count > 0 ? (size_t)count : 0;
	}
	free(text);
	json_decref(message);
}

/* The result of a command; takes params, may be NULL.  Owned by the caller. */
static json_t *ask(const char *method, json_t *params)
{
	json_t *message = json_pack("{s:i, s:s, s:o}", "id", ++browser.last, "method", method,
				    "params", params != NULL ? params : json_object());
	json_t *result = NULL;

	if (browser.session != NULL)
		json_object_set_new(message, "sessionId", json_string(browser.session));
	send_message(message);
	while (result == NULL) {
		message = next_message();
		if (json_integer_value(json_object_get(message, "id")) == browser.last) {
			result = json_incref(json_object_get(message, "result"));
			if (result == NULL)
				fail_msg("%s: %s", method,
					 string_in(json_object_get(message, "error"), "message"));
		} else if (string_in(message, "method") != NULL) {
			hear_event(string_in(message, "method"),
				   json_object_get(message, "params"));
		}
		json_decref(message);
	}
	return result;
}

static void tell(const char *method, json_t *params)
{
	json_decref(ask(method, params));
}

/* ---- beginning and end ---- */

/* Its ends must be 3 and 4; above them nothing is in the way. */
static void become_browser(int commands, int answers, const char *folder)
{
	char *profile = format_string("--user-data-dir=%s/profile", folder);
	int from = fcntl(commands, F_DUPFD, 10), to = fcntl(answers, F_DUPFD, 10);
	int nowhere = open("/dev/null", O_RDWR);

	/* What it says of this machine's desktop is nobody's business. */
	dup2(nowhere, 0);
	dup2(nowhere, 1);
	dup2(nowhere, 2);
	dup2(from, 3);
	dup2(to, 4);
	close(from);
	close(to);
	setpgid(0, 0);
	setenv("HOME", folder, 1);
	/* Without its sandbox, which plain containers refuse: it opens none but the tests' own
	 * files. */
	execl(browser_program(), "chromium", "--headless", "--no-sandbox", "--disable-gpu",
	      "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe", profile,
	      "about:blank", (char *)NULL);
	_exit(127);
}

static void attach(void)
{
	json_t *made = ask("Target.createTarget", json_pack("{s:s}", "url", "about:blank"));
	json_t *attached = ask("Target.attachToTarget",
			       json_pack("{s:O, s:b}", "targetId",
					 json_object_get(made, "targetId"), "flatten", 1));

	browser.session = format_string("%s", string_in(attached, "sessionId"));
	json_decref(made);
	json_decref(attached);
	tell("Page.enable", NULL);
	tell("Runtime.enable", NULL);
	tell("Log.enable", NULL);
	tell("Network.enable", NULL);
}

void browser_begin(const char *folder)
{
	int commands[2], answers[2];

	assert_int_equal(pipe2(commands, O_CLOEXEC), 0);
	assert_int_equal(pipe2(answers, O_CLOEXEC), 0);
	signal(SIGPIPE, SIG_IGN);
	browser.process = fork();
	assert_true(browser.process >= 0);
	if (browser.process == 0)
		become_browser(commands[0], answers[1], folder);
	close(commands[0]);
	close(answers[1]);
	browser.to = commands[1];
	browser.from = answers[0];
	attach();
}

void browser_end(void)
{
	if (browser.process <= 0)
		return;
	kill(-browser.process, SIGKILL);
	waitpid(browser.process, NULL, 0);
	close(browser.to);
	close(browser.from);
	free(browser.session);
	free(browser.url);
	text_release(&browser.heard);
	text_release(&browser.complaints);
	memset(&browser, 0, sizeof browser);
}

/* ---- what a person does ---- */

/* As a browser writes a path in an address. */
static char *address_of(const char *path)
{
	struct text url = {0};

	text_printf(&url, "file://");
	for (const unsigned char *c = (const unsigned char *)path; *c != '\0'; c++)
		if (strchr("/-._~", *c) != NULL || (*c >= '0' && *c <= '9') ||
		    (*c >= 'A' && *c <= 'Z') || (*c >= 'a' && *c <= 'z'))
			text_printf(&url, "%c", *c);
		else
			text_printf(&url, "%%%02X", *c);
	return text_take(&url);
}

void browser_open(const char *path)
{
	/* A page of its own: a change of the fragment alone would load nothing. */
	free(browser.url);
	browser.url = format_string("about:blank");
	browser.loaded = false;
	tell("Page.navigate", json_pack("{s:s}", "url", browser.url));
	while (!browser.loaded)
		json_decref(browser_value("1"));
	free(browser.url);
	browser.url = address_of(path);
	text_release(&browser.complaints);
	browser.loaded = false;
	tell("Page.navigate", json_pack("{s:s}", "url", browser.url));
	while (!browser.loaded)
		json_decref(browser_value("1"));
}

json_t *browser_value(const char *expression)
{
	json_t *answer =
		ask("Runtime.evaluate", json_pack("{s:s, s:b, s:b}", "expression", expression,
						  "returnByValue", 1, "awaitPromise", 1));
	json_t *thrown = json_object_get(answer, "exceptionDetails"), *value;

	if (thrown != NULL)
		fail_msg("%s: %s", expression,
			 string_in(json_object_get(thrown, "exception"), "description"));
	value = json_incref(json_object_get(json_object_get(answer, "result"), "value"));
	json_decref(answer);
	return value;
}

void browser_key(const char *key)
{
	bool types = key[1] == '\0';
	json_t *down =
		json_pack("{s:s, s:s}", "type", types ? "keyDown" : "rawKeyDown", "key", key);

	if (types)
		json_object_set_new(down, "text", json_string(key));
	tell("Input.dispatchKeyEvent", down);
	tell("Input.dispatchKeyEvent", json_pack("{s:s, s:s}", "type", "keyUp", "key", key));
}

void browser_click(const char *selector)
{
	static const char *const types[] = {"mousePressed", "mouseReleased"};
	char *expression = format_string("(() => { const e = document.querySelector(%s); "
					 "e.scrollIntoView({block: 'center'}); "
					 "const r = e.getBoundingClientRect(); "
					 "return [r.x + r.width / 2, r.y + r.height / 2]; })()",
					 selector);
	json_t *at = browser_value(expression);

	for (size_t i = 0; i < 2; i++)
		tell("Input.dispatchMouseEvent",
		     json_pack("{s:s, s:O, s:O, s:s, s:i}", "type", types[i], "x",
			       json_array_get(at, 0), "y", json_array_get(at, 1), "button", "left",
			       "clickCount", 1));
	json_decref(at);
	free(expression);
}

void browser_view(unsigned width, unsigned height, bool dark, bool print)
{
	tell("Emulation.setDeviceMetricsOverride",
	     json_pack("{s:i, s:i, s:i, s:b}", "width", (int)width, "height", (int)height,
		       "deviceScaleFactor", 1, "mobile", 0));
	tell("Emulation.setEmulatedMedia",
	     json_pack("{s:s, s:[{s:s, s:s}]}", "media", print ? "print" : "", "features", "name",
		       "prefers-color-scheme", "value", dark ? "dark" : "light"));
}

static unsigned char sixbit(char c)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *found = strchr(digits, c);

	return found != NULL && c != '\0' ? (unsigned char)(found - digits) : 0;
}

static size_t from_base64(const char *text, char *bytes)
{
	size_t used = 0, padding = 0;

	for (; text[0] != '\0' && text[1] != '\0' && text[2] != '\0' && text[3] != '\0';
	     text += 4) {
		unsigned n = (unsigned)sixbit(text[0]) << 18 | (unsigned)sixbit(text[1]) << 12 |
			     (unsigned)sixbit(text[2]) << 6 | sixbit(text[3]);

		bytes[used++] = (char)(n >> 16);
		bytes[used++] = (char)(n >> 8);
		bytes[used++] = (char)n;
		padding = (size_t)(text[2] == '=') + (text[3] == '=');
	}
	return used - padding;
}

void browser_picture(const char *path)
{
	json_t *answer = ask("Page.captureScreenshot", json_pack("{s:s}", "format", "png"));
	const char *data = string_in(answer, "data");
	char *bytes = malloc(strlen(data) + 3);

	assert_non_null(bytes);
	assert_true(files_write(path, bytes, from_base64(data, bytes)));
	free(bytes);
	json_decref(answer);
}

const char *browser_complaints(void)
{
	/* What was said before this answer has been heard when it is there. */
	json_decref(browser_value("1"));
	return browser.complaints.bytes != NULL ? browser.complaints.bytes : "";
}
