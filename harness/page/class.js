/* SPDX-License-Identifier: MIT */
/* A class: what is wrong most often, and a table to search and sort that leads to each submission. */

const COMMON = 8; /* findings shown as most frequent */

/* Made once: to come back from a submission must cost nothing, and keep the filter. */
let CLASS = null;

/* ---- what is known of each ---- */

/* Two students' names and numbers differ where the fault is one. */
function sameFault(entry, report) {
	return report.subject + "\n" + entry.finding.kind + "\n" + entry.finding.message.replace(/[0-9]+/g, "#");
}

function member(report, index) {
	const entries = report.error ? [] : countedEntries(report);
	const first = entries.length > 0 ? entries[0].finding : null;
	const lab = report.lab || report.subject || "";

	return {
		report, index, lab, first,
		student: report.student === undefined || report.student === null ? "" : String(report.student),
		verdict: verdictOf(report),
		points: hasPoints(report) ? report.points : -1,
		kinds: new Set(entries.map((entry) => entry.finding.kind)),
		faults: new Map(entries.map((entry) => [sameFault(entry, report), entry.finding])),
		text: [report.student, lab, verdictOf(report), report.error, report.review, ...entries.flatMap((entry) =>
			[entry.finding.kind, entry.finding.message])].filter(Boolean).join("\n").toLowerCase(),
	};
}

function tally(members, of) {
	const counted = new Map();

	for (const one of members)
		for (const [key, value] of of(one)) {
			const known = counted.get(key) || {key, value, times: 0};

			known.times++;
			counted.set(key, known);
		}
	return [...counted.values()].sort((a, b) => b.times - a.times || (a.key < b.key ? -1 : 1));
}

/* ---- the table ---- */

const ORDERS = {
	student: (a, b) => CLASS.collator.compare(a.student, b.student),
	lab: (a, b) => CLASS.collator.compare(a.lab, b.lab),
	verdict: (a, b) => a.verdict < b.verdict ? -1 : a.verdict > b.verdict ? 1 : 0,
	points: (a, b) => a.points - b.points,
	finding: (a, b) => CLASS.collator.compare(importantWords(a), importantWords(b)),
};

function importantWords(one) {
	return one.report.error ? errorWords(one.report.error) : one.first ? one.first.kind + " " + one.first.message : "";
}

/* Of what a compiler says, the line that says what is wrong. */
function errorWords(words) {
	const lines = words.split("\n");

	return lines.find((line) => / error: /.test(line)) || lines[0];
}

function important(one) {
	if (one.report.error)
		return make("bdi", null, errorWords(one.report.error));
	return one.first ? [kindMark(one.first.kind), " ", make("bdi", null, one.first.message)] : null;
}

function importantCell(one) {
	return make("td", {class: "important"}, important(one),
		one.report.review ? make("div", {class: "review"}, "look at it: ", make("bdi", null, one.report.review)) : null);
}

function memberRow(one) {
	const address = "#/" + (one.index + 1);

	return make("tr", {onclick: (event) => { if (!event.target.closest("a") && getSelection().isCollapsed) location.hash = address; }},
		make("td", {class: "student"}, make("a", {href: address}, make("bdi", null, shownName(one.student || "submission " + (one.index + 1))))),
		make("td", {class: "lab"}, make("bdi", null, shownName(one.lab))),
		make("td", {class: "status " + one.verdict}, one.verdict),
		make("td", {class: "points"}, one.points < 0 ? "\u2013" : points(one.points),
			typeof one.report.maximum === "number" ? make("span", {class: "maximum"}, " / " + points(one.report.maximum)) : null),
		importantCell(one));
}

function head(key, words) {
	const cell = make("th", {scope: "col", class: key, "aria-sort": "none"}, button(words, () => sortBy(key)));

	CLASS.heads.set(key, cell);
	return cell;
}

function memberTable() {
	CLASS.body = make("tbody", null, CLASS.members.map((one) => one.row));
	return make("table", {class: CLASS.labs.size > 1 ? "several-labs" : "one-lab"},
		make("caption", {class: "unseen"}, "Submissions"),
		make("thead", null, make("tr", null, head("student", "Student"), head("lab", "Lab"), head("verdict", "Verdict"),
			head("points", "Points"), head("finding", "Most important finding"))),
		CLASS.body);
}

function sortBy(key) {
	const descending = CLASS.sorted === key && !CLASS.descending;

	CLASS.sorted = key;
	CLASS.descending = descending;
	CLASS.members.sort((a, b) => (descending ? -1 : 1) * ORDERS[key](a, b) || a.index - b.index);
	CLASS.body.append(...CLASS.members.map((one) => one.row));
	for (const [other, cell] of CLASS.heads)
		cell.setAttribute("aria-sort", other !== key ? "none" : descending ? "descending" : "ascending");
}

/* ---- the filter ---- */

function passes(one, words) {
	return words.every((word) => one.text.includes(word)) &&
		(CLASS.kind.value === "" || one.kinds.has(CLASS.kind.value)) &&
		(CLASS.verdict.value === "" || one.verdict === CLASS.verdict.value) &&
		(!CLASS.flagged.checked || Boolean(one.report.review)) &&
		(CLASS.fault === null || one.faults.has(CLASS.fault));
}

function filter() {
	const words = CLASS.words.value.toLowerCase().split(/\s+/).filter(Boolean);
	let left = 0;

	for (const one of CLASS.members) {
		one.row.hidden = !passes(one, words);
		left += !one.row.hidden;
	}
	CLASS.left.textContent = left === CLASS.members.length ? "all " + plural(left, "submission") :
		count(left) + " of " + plural(CLASS.members.length, "submission");
	for (const [key, row] of CLASS.common)
		row.setAttribute("aria-pressed", String(key === CLASS.fault));
}

function choice(label, all, counted) {
	const select = make("select", {onchange: filter}, make("option", {value: ""}, all),
		counted.map((one) => make("option", {value: one.key}, one.key + " (" + one.times + ")")));

	return [select, make("label", null, make("span", null, label), select)];
}

/* Where nobody is to be looked at there is nothing to choose. */
function flaggedChoice() {
	const times = CLASS.members.filter((one) => one.report.review).length;

	CLASS.flagged = make("input", {type: "checkbox", onchange: filter});
	return times > 0 ? make("label", {class: "flagged"}, CLASS.flagged, " only those to look at (" + count(times) + ")") : null;
}

function filterBar() {
	const [kind, kindLabel] = choice("Kind", "any kind", tally(CLASS.members, (one) => [...one.kinds].map((key) => [key])));
	const [verdict, verdictLabel] = choice("Verdict", "any verdict", tally(CLASS.members, (one) => [[one.verdict]]));

	CLASS.kind = kind;
	CLASS.verdict = verdict;
	CLASS.words = make("input", {type: "search", oninput: filter, autocomplete: "off", spellcheck: "false"});
	CLASS.left = make("p", {class: "left", role: "status", "aria-live": "polite"});
	return make("search", {class: "filter"},
		make("label", {class: "words"}, make("span", null, "Words"), CLASS.words), kindLabel, verdictLabel, flaggedChoice(), CLASS.left);
}

/* ---- what is wrong most often ---- */

function chooseFault(key) {
	CLASS.fault = CLASS.fault === key ? null : key;
	filter();
}

function commonRow(one) {
	const press = make("button", {type: "button", class: "fault", "aria-pressed": "false", onclick: () => chooseFault(one.key)},
		kindMark(one.value.kind), " ", make("bdi", null, one.value.message));

	CLASS.common.set(one.key, press);
	return make("li", null, make("span", {class: "times"}, count(one.times)),
		press, CLASS.labs.size > 1 ? make("span", {class: "of"}, one.key.split("\n")[0]) : null);
}

function commonPart() {
	const counted = tally(CLASS.members, (one) => one.faults);

	if (counted.length === 0)
		return null;
	return make("section", {class: "common"}, make("h2", null, "Most frequent findings"),
		make("p", {class: "under"}, "How many submissions have it. Choose one to see whose."),
		make("ol", null, counted.slice(0, COMMON).map(commonRow)),
		counted.length > COMMON ? make("p", {class: "under"}, "and " + plural(counted.length - COMMON, "other") + ", less frequent") : null);
}

/* ---- the whole ---- */

/* "All were graded confined."; "2 were graded unconfined." */
function confinedWords() {
	const told = tally(CLASS.members, (one) => [[confinementWords(one.report.confinement)]]).filter((one) => one.key);

	return told.map((one) => (one.times === CLASS.members.length ? "All" : count(one.times)) +
		(one.times === 1 && CLASS.members.length > 1 ? " was" : " were") + " graded " + one.key + ".").join(" ");
}

function classWords() {
	const verdicts = tally(CLASS.members, (one) => [[one.verdict]]);
	const given = CLASS.members.filter((one) => one.points >= 0 && typeof one.report.maximum === "number");
	const sum = given.reduce((a, one) => a + one.points, 0), most = given.reduce((a, one) => a + one.report.maximum, 0);

	return verdicts.map((one) => count(one.times) + " " + one.key).join(", ") +
		(most > 0 ? "; " + Math.round(100 * sum / most) + " % of all points" : "") + ".";
}

function classPart() {
	if (CLASS !== null)
		return CLASS.element;
	CLASS = {heads: new Map(), common: new Map(), fault: null, sorted: null, descending: false, scroll: 0,
		collator: new Intl.Collator("en", {numeric: true})};
	CLASS.members = DATA.reports.map(member);
	CLASS.labs = new Set(CLASS.members.map((one) => one.lab));
	for (const one of CLASS.members)
		one.row = memberRow(one);
	CLASS.element = make("article", {class: "members"},
		make("header", {class: "top"}, make("p", {class: "subject"}, [...CLASS.labs].slice(0, 6).join(", ")),
			make("h1", null, plural(DATA.reports.length, "submission")), make("p", {class: "lead"}, classWords()),
			confinedWords() ? make("p", {class: "facts"}, confinedWords()) : null),
		commonPart(), make("section", null, make("h2", null, "Submissions"), filterBar(), memberTable()));
	sortBy("student");
	filter();
	return CLASS.element;
}

/* Before the class goes from the page. */
function rememberScroll() {
	if (CLASS !== null && CLASS.element.isConnected)
		CLASS.scroll = window.scrollY;
}

function classScroll() {
	return CLASS !== null ? CLASS.scroll : 0;
}

/* The neighbours as the table shows them now. */
function neighbour(report, by) {
	const seen = CLASS === null ? DATA.reports : CLASS.members.filter((one) => !one.row.hidden).map((one) => one.report);
	const found = seen[seen.indexOf(report) + by];

	return seen.includes(report) && found ? "#/" + (DATA.reports.indexOf(found) + 1) : null;
}

function classNavigation(report) {
	const before = neighbour(report, -1), after = neighbour(report, 1);

	return make("nav", {"aria-label": "Class"}, make("a", {href: "#/"}, "All submissions"),
		before ? make("a", {href: before, rel: "prev"}, "Previous") : null,
		after ? make("a", {href: after, rel: "next"}, "Next") : null);
}
