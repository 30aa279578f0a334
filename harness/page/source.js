/* SPDX-License-Identifier: MIT */
/* Source text: whole, or the lines about a finding with what happens there below them. */

const AROUND = 2; /* lines before and after a marked one */

/* Lines of that file as the report brings them, or null. */
function linesOf(report, file) {
	const source = (report.sources || []).find((one) => one.file === file);

	return source ? DATA.texts[source.text].replace(/\r?\n$/, "").split(/\r?\n/) : null;
}

/* Columns count bytes, strings do not. */
function indexOfColumn(line, column) {
	let bytes = 0, index = 0;

	for (const c of line) {
		if (bytes >= column - 1)
			break;
		bytes += new TextEncoder().encode(c).length;
		index += c.length;
	}
	return index;
}

/* The line with the word at each of the columns marked. */
function markedText(line, columns) {
	const element = make("code");
	let at = 0;

	for (const column of [...new Set(columns)].sort((a, b) => a - b)) {
		const from = column > 0 ? indexOfColumn(line, column) : line.search(/\S|$/);
		const word = (line.slice(from).match(/^(\w+|\+\+|--|->|[-+*/%&|^<>=!]=|\S)/) || [""])[0];

		if (from < at || word === "")
			continue;
		addTo(element, [line.slice(at, from), make("mark", null, word)]);
		at = from + word.length;
	}
	addTo(element, [line.slice(at)]);
	if (line === "")
		element.append("\n");
	return element;
}

function threadMark(thread) {
	return make("b", {class: "thread"}, make("bdi", null, thread));
}

function callersWords(place) {
	const callers = (place.callers || []).map((caller) =>
		(caller.function ? caller.function + "() " : "") + spotWords(caller));

	return callers.length > 0 ? make("span", {class: "callers"}, "called from " + callers.join(", from ")) : null;
}

function placeNote(place, where) {
	return make("p", {class: "note"}, where ? [make("span", {class: "where"}, spotWords(place)), " "] : null, place.thread ? [threadMark(place.thread), " "] : null,
		placeWords(place), " ", callersWords(place));
}

function sourceLine(number, text, places) {
	return make("div", {class: places.length > 0 ? "line marked" : "line"},
		make("span", {class: "number"}, String(number)),
		markedText(text, places.map((place) => place.column)));
}

/* The numbers of all lines to show, in order. */
function linesAround(places, last) {
	const wanted = new Set();

	for (const place of places)
		for (let n = Math.max(1, place.line - AROUND); n <= Math.min(last, place.line + AROUND); n++)
			wanted.add(n);
	return [...wanted].sort((a, b) => a - b);
}

/* A file's part of a finding. */
function excerpt(report, file, places) {
	const lines = linesOf(report, file);
	const code = make("div", {class: "code"});
	let before = 0;

	for (const number of lines ? linesAround(places, lines.length) : []) {
		const here = places.filter((place) => place.line === number);

		if (before > 0 && number > before + 1)
			code.append(make("div", {class: "gap"}, "\u22ee"));
		code.append(sourceLine(number, lines[number - 1], here));
		addTo(code, here.map((place) => placeNote(place)));
		before = number;
	}
	/* Lines that are not there, or of a file that the report does not bring. */
	for (const place of places)
		if (!lines || place.line < 1 || place.line > lines.length)
			code.append(placeNote(place, true));
	return make("figure", {class: "excerpt"}, make("figcaption", null, make("bdi", null, shownName(file || "somewhere"))), code);
}

/* All places of a finding, file by file. */
function excerpts(report, finding) {
	const files = [...new Set(finding.places.map((place) => place.file))];

	return files.map((file) => excerpt(report, file, finding.places.filter((place) => place.file === file)));
}

/* A whole file; marks is a map of line numbers to places. */
function wholeFile(report, file, places) {
	const lines = linesOf(report, file) || [];

	return make("div", {class: "code whole", tabindex: "0", role: "region", "aria-label": fileName(file)},
		lines.map((line, i) => sourceLine(i + 1, line, places.filter((place) => place.line === i + 1))));
}
