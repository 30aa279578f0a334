/* SPDX-License-Identifier: MIT */
/*
 * Elements.  Text comes into the page here alone, and only as text: no part of a submission is
 * ever read as HTML.
 */

/*
 * What a terminal or a reader's eye would obey: control characters, and marks that turn the
 * direction of writing, so that source looks like other source.
 */
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

function shown(text) {
	return String(text).replace(OBEYED, (c) =>
		"\u2039U+" + c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "\u203a");
}

/* In one line: a name with a newline in it stays one name. */
function shownName(text) {
	return shown(String(text).replace(/[\t\n]/g, (c) => c === "\t" ? "\\t" : "\\n"));
}

function addTo(element, children) {
	for (const child of children) {
		if (Array.isArray(child))
			addTo(element, child);
		else if (child instanceof Node)
			element.append(child);
		else if (child !== null && child !== undefined && child !== "")
			element.append(shown(child));
	}
}

/* make("p", {class: "lead", onclick: f}, "words", element, [more]); what is null is left out. */
function make(name, attributes, ...children) {
	const element = document.createElement(name);

	for (const [key, value] of Object.entries(attributes || {})) {
		if (value === null || value === undefined || value === false)
			continue;
		if (typeof value === "function")
			element.addEventListener(key.slice(2), value);
		else
			element.setAttribute(key, value === true ? "" : value);
	}
	addTo(element, children);
	return element;
}

/* Code that may be broken where a reader would break it. */
function breakable(text) {
	return text.split(/(?<=[(,;=]|->)/).flatMap((part, i) => i > 0 ? [make("wbr"), part] : [part]);
}

/* A folded part whose inside is made when it is first opened. */
function folded(summary, inside, attributes) {
	const element = make("details", attributes, make("summary", null, summary));
	const fill = () => {
		if (element.childElementCount === 1)
			addTo(element, [inside()]);
	};

	/* By hand it is filled before it opens; found by a search, or for printing, when it has opened. */
	element.firstChild.addEventListener("click", fill);
	element.addEventListener("toggle", () => {
		if (element.open)
			fill();
	});
	return element;
}

/* On paper nothing can be opened. */
function openForPrinting() {
	let opened = [];

	window.addEventListener("beforeprint", () => {
		opened = [...document.querySelectorAll("details:not([open])")];
		for (const element of opened) {
			element.open = true;
			element.dispatchEvent(new Event("toggle"));
		}
	});
	window.addEventListener("afterprint", () => {
		for (const element of opened)
			element.open = false;
		opened = [];
	});
}
