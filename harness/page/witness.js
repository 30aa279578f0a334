/* SPDX-License-Identifier: MIT */
/*
 * The schedule that shows a finding, to be walked through: a table with a column a thread, beside it
 * the source with the line of the row lit, who holds what, and the values seen last.
 */

/* Keys go to the one that was used last, or else to the first that can be seen. */
let walked = null;

/* ---- rows: what one thread does on one line without a break ---- */

function rowsOf(witness) {
	const rows = [];

	for (const step of witness.steps) {
		const row = rows[rows.length - 1];

		if (row && step.file && row.thread === step.thread && row.file === step.file && row.line === step.line)
			row.steps.push(step);
		else
			rows.push({thread: step.thread, file: step.file, line: step.line, steps: [step]});
	}
	for (const row of rows) {
		row.holds = row.steps[row.steps.length - 1].holds || [];
		row.fails = row.steps.some((step) => step.failing);
	}
	return rows;
}

/* main, then T1, T2, ..., T10. */
function byThread(a, b) {
	if (a === "main" || b === "main")
		return (b === "main") - (a === "main");
	if (a[0] === b[0] && a.length !== b.length)
		return a.length - b.length;
	return a < b ? -1 : a > b ? 1 : 0;
}

function stepWords(step) {
	return step.what + (step.shown !== undefined ? " = " + step.shown : "");
}

function rowWords(row) {
	return row.steps.map(stepWords).join(", ");
}

/* ---- the table ---- */

function rowCell(walk, row) {
	const lines = linesOf(walk.report, row.file);
	const text = lines && row.line > 0 ? (lines[row.line - 1] || "").trim() : "";

	return make("td", {class: "does", "data-thread": shownName(row.thread)},
		make("div", {class: "at"}, make("span", {class: "number"}, row.line > 0 ? String(row.line) : ""), make("code", null, breakable(text || fileName(row.file)))),
		make("div", {class: "did"}, rowWords(row)),
		row.holds.length > 0 ? make("div", {class: "holds"}, "holds ", row.holds.join(", ")) : null);
}

function tableRow(walk, row, index) {
	return make("tr", {class: row.fails ? "step wrong" : "step", onclick: () => goTo(walk, index)},
		make("th", {scope: "row"}, String(index + 1)),
		walk.threads.map((thread) => thread === row.thread ? rowCell(walk, row) : make("td")));
}

function wideRow(walk, kind, words) {
	return make("tr", {class: kind}, make("td", {colspan: String(walk.threads.length + 1)}, words));
}

function witnessTable(walk) {
	const body = make("tbody");

	walk.rows.forEach((row, index) => {
		row.element = tableRow(walk, row, index);
		body.append(row.element);
		if (row.fails)
			body.append(wideRow(walk, "doom", "From here on nothing can save it."));
	});
	if (walk.witness.cut)
		body.append(wideRow(walk, "more", "And more: only the first steps are kept."));
	return make("table", {class: walk.threads.length <= 4 ? "steps few" : "steps"},
		make("caption", {class: "unseen"}, "The execution step by step, a column a thread"),
		make("thead", null, make("tr", null, make("th", {scope: "col"}, make("span", {class: "unseen"}, "step")),
			walk.threads.map((thread) => make("th", {scope: "col"}, threadMark(thread))))),
		body);
}

/* ---- what is so after a row ---- */

/* By thread: its row before or at that index. */
function lastRows(walk, index) {
	const last = new Map();

	for (let i = 0; i <= index; i++)
		last.set(walk.rows[i].thread, walk.rows[i]);
	return last;
}

/* By object: what was seen last, and who did it; the latest first. */
function lastValues(walk, index) {
	const values = new Map();

	for (let i = 0; i <= index; i++)
		for (const step of walk.rows[i].steps)
			if (step.object && step.shown !== undefined) {
				values.delete(step.object);
				values.set(step.object, step);
			}
	return [...values.values()].reverse();
}

/* At the end of a deadlock the finding knows who waits. */
function waitsOf(walk, thread, index) {
	if (index < walk.rows.length - 1)
		return null;
	return walk.finding.places.find((place) => place.thread === thread && /^waits/.test(place.role || ""));
}

function threadState(walk, thread, last, index) {
	const row = last.get(thread), waits = waitsOf(walk, thread, index);
	const holds = row ? row.holds : [];

	return make("tr", null, make("th", {scope: "row"}, threadMark(thread)),
		make("td", null, row ? spotWords(row) : "not begun"),
		make("td", null, holds.length > 0 ? "holds " + holds.join(", ") : "holds nothing",
			waits ? make("div", {class: "waits"}, waits.role + " " + (waits.object || "something")) : null));
}

function valueState(step) {
	return make("tr", null, make("th", {scope: "row"}, make("code", null, step.object)),
		make("td", null, make("code", null, step.shown)),
		make("td", {class: "by"}, step.thread + " " + step.text));
}

function showState(walk, index) {
	const last = lastRows(walk, index), values = lastValues(walk, index).slice(0, 8);

	walk.state.replaceChildren(
		make("table", {class: "threads"}, make("caption", null, "Threads"),
			make("tbody", null, walk.threads.map((thread) => threadState(walk, thread, last, index)))));
	if (values.length > 0)
		walk.state.append(make("table", {class: "values"}, make("caption", null, "Values seen last"),
			make("tbody", null, values.map(valueState))));
}

/* ---- the source beside it ---- */

function fileElement(walk, file) {
	if (!walk.files.has(file))
		walk.files.set(file, linesOf(walk.report, file) ? wholeFile(walk.report, file, []) :
			make("p", {class: "none"}, "The report has no text of ", fileName(file), "."));
	return walk.files.get(file);
}

function labelLine(element, line, kind, thread) {
	const row = line > 0 ? element.children[line - 1] : null;

	if (!row)
		return null;
	row.classList.add(kind);
	row.dataset.threads = row.dataset.threads ? row.dataset.threads + " " + thread : thread;
	return row;
}

/* Also when the pane comes into sight or changes its size: before, it has none. */
function centerLit(walk) {
	const file = walk.lit ? walk.lit.parentElement : null;

	if (file)
		file.scrollTop = walk.lit.offsetTop - (file.clientHeight - walk.lit.offsetHeight) / 2;
}

function showSource(walk, index) {
	const row = walk.rows[index], element = fileElement(walk, row.file);
	let lit;

	for (const old of element.querySelectorAll(".lit, .rests")) {
		old.classList.remove("lit", "rests");
		delete old.dataset.threads;
	}
	lit = labelLine(element, row.line, "lit", shownName(row.thread));
	for (const [thread, other] of lastRows(walk, index))
		if (thread !== row.thread && other.file === row.file)
			labelLine(element, other.line, "rests", shownName(thread));
	walk.pane.replaceChildren(make("figcaption", null, make("bdi", null, shownName(row.file || "?"))), element);
	walk.lit = lit;
	centerLit(walk);
}

/* ---- walking ---- */

function sentence(walk, index) {
	const row = walk.rows[index];

	return "Step " + (index + 1) + " of " + walk.rows.length + ". " + row.thread + " at " + spotWords(row) + " " +
		rowWords(row) + "." + (row.fails ? " From here on nothing can save it." : "");
}

/* Moved only by a person: else the page would jump to the first table when it is opened. */
function goTo(walk, index, quietly) {
	index = Math.max(0, Math.min(index, walk.rows.length - 1));
	if (walk.index >= 0)
		walk.rows[walk.index].element.removeAttribute("aria-current");
	walk.index = index;
	walk.rows[index].element.setAttribute("aria-current", "step");
	walk.now.textContent = shown(sentence(walk, index));
	showState(walk, index);
	showSource(walk, index);
	walk.back.disabled = index === 0;
	walk.next.disabled = index === walk.rows.length - 1;
	if (quietly)
		return;
	walked = walk;
	walk.rows[index].element.scrollIntoView({block: "nearest"});
}

function wrongStep(walk) {
	return walk.rows.findIndex((row) => row.fails);
}

function button(words, act, label) {
	return make("button", {type: "button", onclick: act, "aria-label": label || null}, words);
}

function walkButtons(walk) {
	walk.back = button("Back", () => goTo(walk, walk.index - 1));
	walk.next = button("Next", () => goTo(walk, walk.index + 1));
	return make("div", {class: "buttons", role: "group", "aria-label": "Steps"},
		button("First", () => goTo(walk, 0)), walk.back, walk.next,
		button("Last", () => goTo(walk, walk.rows.length - 1)),
		wrongStep(walk) >= 0 ? button("Where it goes wrong", () => goTo(walk, wrongStep(walk))) : null,
		make("span", {class: "keys"}, make("kbd", null, "j"), " ", make("kbd", null, "k"), " step; here also arrows, ",
			make("kbd", null, "Home"), ", ", make("kbd", null, "End")));
}

async function copy(text, element) {
	const words = element.textContent;

	try {
		await navigator.clipboard.writeText(text);
	} catch (refused) {
		/* An older browser, or one that asks and was told no. */
		const field = make("textarea", {class: "unseen", "aria-hidden": "true"}, text);

		element.after(field);
		field.select();
		document.execCommand("copy");
		field.remove();
		element.focus();
	}
	element.textContent = "Copied";
	setTimeout(() => { element.textContent = words; }, 1500);
}

/* A token alone is enough only where it was found. */
function replayWords(report, witness) {
	const lab = isProgram(report) ? null : shellWord(report.subject), file = lab && report.file ? shellWord(report.file) : null;

	return ["racelab replay", witness.token, file ? lab : null, file].filter(Boolean).join(" ");
}

function tokenLine(report, witness) {
	const command = replayWords(report, witness);
	const copies = button("Copy", () => copy(command, copies), "Copy the command");

	return make("p", {class: "token"}, plural(witness.switches, "switch").replace(/switchs$/, "switches"), " between threads. ",
		witness.token ? ["See it again: ", make("code", null, command), " ", copies] :
			"The schedule is too long for a token.");
}

/* The whole part of a finding. */
function witnessPart(report, finding, witness) {
	const walk = {report, finding, witness, rows: rowsOf(witness), index: -1, files: new Map()};

	if (walk.rows.length === 0)
		return make("section", {class: "witness"}, tokenLine(report, witness));
	walk.threads = [...new Set(walk.rows.map((row) => row.thread))].sort(byThread);
	walk.now = make("p", {class: "now", role: "status", "aria-live": "polite"});
	walk.state = make("div", {class: "state"});
	walk.pane = make("figure", {class: "pane"});
	walk.root = make("section", {class: "witness", tabindex: "0", "aria-label": "How it comes about, step by step"},
		make("h4", null, "How it comes about"), tokenLine(report, witness),
		make("div", {class: "walk"},
			make("div", {class: "beside"}, walkButtons(walk), walk.now, walk.pane, walk.state),
			make("div", {class: "scrolls"}, witnessTable(walk))));
	walk.root.walk = walk;
	new ResizeObserver(() => centerLit(walk)).observe(walk.pane);
	goTo(walk, 0, true);
	return walk.root;
}

/* ---- keys ---- */

const EVERYWHERE = {j: 1, k: -1};
const INSIDE = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Home: -Infinity, End: Infinity};

function walkForKeys() {
	if (walked && walked.root.isConnected && walked.root.checkVisibility())
		return walked;
	for (const root of document.querySelectorAll(".witness"))
		if (root.walk && root.checkVisibility())
			return root.walk;
	return null;
}

function walkByKey(event) {
	const target = event.target instanceof Element ? event.target : document.body;
	const inside = target.closest(".witness");
	let by = EVERYWHERE[event.key], walk = walkForKeys();

	if (event.ctrlKey || event.altKey || event.metaKey || target.closest("input, select, textarea"))
		return;
	if (inside && inside.walk) {
		walk = inside.walk;
		/* The source has a scroll bar of its own. */
		by = by || (target.closest(".whole") ? 0 : INSIDE[event.key]);
	}
	if (!by || !walk)
		return;
	event.preventDefault();
	goTo(walk, walk.index + by);
}
