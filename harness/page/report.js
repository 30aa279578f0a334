/* SPDX-License-Identifier: MIT */
/* One submission: verdict, findings, hints, what each checker says, the file. */

function seerWords(seer) {
	const {checker, finding} = seer;
	const counted = (checker.measures || []).length > 0 && finding.times > 0;

	return checker.name + (counted ? " (" + plural(finding.times, "run") + ", first in run " + count(finding.run) + ")" : "");
}

function foundBy(entry) {
	return "found by " + entry.seers.map(seerWords).join(", ");
}

function kindMark(kind) {
	return make("span", {class: "kind"}, kind);
}

/* ", in the scenarios “milk and eggs” and “the auditor”"; "" where it is in all, or not known. */
function scenarioWords(report, finding) {
	const all = report.scenarios || [];
	const names = (finding.scenarios || []).map((number) => all[number - 1]).filter(Boolean)
		.map((part) => "\u201c" + part.name + "\u201d");

	if (names.length === 0 || names.length === all.length)
		return "";
	return ", in the scenario" + (names.length > 1 ? "s " : " ") +
		[names.slice(0, -1).join(", "), names[names.length - 1]].filter(Boolean).join(" and ");
}

function entryUnder(report, entry) {
	const finding = entry.finding;

	return make("p", {class: "under"}, kindMark(finding.kind), " ", foundBy(entry),
		scenarioWords(report, finding),
		finding.expected ? "; the starter has it too" : "");
}

function alsoWords(entry) {
	if (entry.also.length === 0)
		return null;
	return make("p", {class: "also"}, "The same at ", entry.also.map(spotWords).join(", "), ".");
}

/* Only the first is told in full at once: to repair it comes first. */
function witnessFor(report, entry, first) {
	const witness = witnessOf(entry);

	if (!witness)
		return null;
	if (first)
		return witnessPart(report, entry.finding, witness);
	return folded("How it comes about, step by step", () => witnessPart(report, entry.finding, witness));
}

function findingPart(report, entry, index) {
	return make("article", {class: "finding"},
		make("h3", null, make("bdi", null, entry.finding.message)), entryUnder(report, entry),
		excerpts(report, entry.finding), alsoWords(entry),
		witnessFor(report, entry, index === 0));
}

function falsePart(report, entry) {
	return make("article", {class: "finding false"},
		make("h3", null, make("bdi", null, entry.finding.message)), entryUnder(report, entry),
		make("p", {class: "reason"}, entry.finding.reason || ""));
}

function falseAlarms(report) {
	const alarms = entriesOf(report).filter((entry) => entry.finding.known_false);

	if (alarms.length === 0)
		return null;
	return folded(plural(alarms.length, "known false alarm") + ", which " + (alarms.length === 1 ? "does" : "do") +
		" not count", () => make("div", null, alarms.map((entry) => falsePart(report, entry))), {class: "alarms"});
}

function findingsPart(report) {
	const entries = countedEntries(report);

	if (entries.length === 0)
		return falseAlarms(report);
	return make("section", {class: "findings"},
		make("h2", null, plural(entries.length, "finding")),
		entries.map((entry, index) => findingPart(report, entry, index)), falseAlarms(report));
}

/* ---- the top ---- */

function facts(report) {
	const words = [];

	if (report.file)
		words.push(make("bdi", null, shownName(report.file)));
	if (report.seconds !== undefined)
		words.push("checked in " + seconds(report.seconds));
	if (report.seed !== undefined)
		words.push("seed " + report.seed);
	/* Who checks a file of their own has not asked for any. */
	if (confinementWords(report.confinement) && (report.confinement !== "none" || report.student))
		words.push(confinementWords(report.confinement));
	return make("p", {class: "facts"}, words.flatMap((word, i) => i > 0 ? [" \u00b7 ", word] : [word]));
}

function reportTop(report) {
	const [word, meaning] = verdictWords(report), given = pointsWords(report);
	const subject = report.subject || report.lab || "A check";
	/* A program has no title of its own. */
	const title = (!isProgram(report) && report.title) || subject;

	return make("header", {class: "top"},
		make("p", {class: "subject"}, make("bdi", null, shownName(report.student || "")),
			report.student && title !== subject ? " \u00b7 " : "", title !== subject ? make("bdi", null, shownName(subject)) : null),
		make("h1", null, make("bdi", null, shownName(title))),
		make("p", {class: "verdict " + verdictOf(report)}, make("strong", null, word), " ",
			make("span", {class: "meaning"}, meaning),
			given ? make("span", {class: "points"}, given) : null),
		facts(report),
		report.review && verdictOf(report) !== "error" ?
			make("p", {class: "review"}, "A person should look at it: ", make("bdi", null, report.review), ".") : null,
		report.error ? make("pre", {class: "error", tabindex: "0"}, report.error) : null);
}

/* ---- points ---- */

function lostWords(part) {
	if (part.left_out)
		return "not asked for";
	if (part.lost_to)
		return [kindMark(part.lost_to), " (" + part.by + ")"];
	if (part.points >= part.maximum)
		return "";
	return part.native_only ? "goes with the worst of the others" : "not reached, since another did not end";
}

function partRow(part, lost) {
	return make("tr", null,
		make("th", {scope: "row"}, make("bdi", null, part.name), make("span", {class: "what"}, part.what || "")),
		make("td", {class: "points"}, points(part.points), make("span", {class: "maximum"}, " / " + points(part.maximum))),
		lost ? make("td", null, lostWords(part)) : null);
}

function pointsPart(report) {
	const lost = (report.scenarios || []).some((part) => part.left_out || part.points < part.maximum);

	if (!hasPoints(report) || report.refused || (report.scenarios || []).length === 0)
		return null;
	return make("section", {class: "parts"}, make("h2", null, "Points"),
		make("table", null,
			make("thead", null, make("tr", null, ["scenario", "points", lost ? "lost to" : null].filter(Boolean).map((word) => make("th", {scope: "col"}, word)))),
			make("tbody", null, report.scenarios.map((part) => partRow(part, lost)))));
}

/* ---- checkers ---- */

function saysOf(checker) {
	const counted = (checker.findings || []).filter((finding) => !finding.known_false).length;
	const alarms = (checker.findings || []).length - counted;

	if (checker.status === "skipped" || checker.status === "error")
		return checker.status;
	if (counted > 0)
		return plural(counted, "finding");
	return alarms > 0 ? plural(alarms, "known false alarm") : "clean";
}

function runsOf(checker) {
	const failed = (checker.measures || []).reduce((sum, measure) => sum + measure.failed, 0);
	const word = checker.explored ? "execution" : "run";

	if (checker.status === "skipped" || !checker.executions)
		return "\u2013";
	return plural(checker.executions, word) +
		((checker.measures || []).length > 0 ? ", " + count(failed) + " failed" : "");
}

function checkerRow(report, checker) {
	const reference = (report.reference || []).find((one) => one.name === checker.name);

	return make("tr", null,
		make("th", {scope: "row"}, checker.name, make("span", {class: "what"}, DATA.checkers[checker.name] || "")),
		make("td", {class: "status " + checker.status}, checker.status,
			make("span", {class: "what"}, saysOf(checker) === checker.status ? "" : saysOf(checker))),
		make("td", null, runsOf(checker)),
		make("td", {class: "time"}, seconds(checker.seconds)),
		report.reference ? make("td", null, reference ? saysOf(reference) : "\u2013") : null);
}

function noteRow(report, checker) {
	if (!checker.note)
		return null;
	return make("tr", {class: "remark"}, make("td", {colspan: report.reference ? "5" : "4"},
		checker.name + ": " + checker.note));
}

function checkersPart(report) {
	if ((report.checkers || []).length === 0)
		return null;
	return make("section", {class: "checkers"}, make("h2", null, "What each checker says"),
		make("div", {class: "scrolls"}, make("table", null,
			make("thead", null, make("tr", null, ["checker", "says", "did", "time", report.reference ? "of the reference" : null]
				.filter(Boolean).map((word) => make("th", {scope: "col"}, word)))),
			make("tbody", null, report.checkers.map((checker) => [checkerRow(report, checker), noteRow(report, checker)])))));
}

/* ---- hints: the little Markdown that handouts use ---- */

/* `code` and *stress* */
function inlineWords(text) {
	return text.split(/(`[^`]+`)/).map((part) =>
		/^`.+`$/.test(part) ? make("code", null, part.slice(1, -1)) : part);
}

function paragraph(text) {
	if (/^- /.test(text))
		return make("ul", null, text.split(/\n(?=- )/).map((item) =>
			make("li", null, inlineWords(item.slice(2).replace(/\s*\n\s*/g, " ")))));
	return make("p", null, inlineWords(text.replace(/\n/g, " ")));
}

function prose(text) {
	return text.split(/^(```[^\n]*\n[\s\S]*?^```)/m).map((part) => {
		if (part.startsWith("```"))
			return make("pre", {tabindex: "0"}, make("code", null, part.replace(/^```[^\n]*\n/, "").replace(/```$/, "")));
		return part.split(/\n\s*\n/).map((words) => words.trim()).filter(Boolean).map(paragraph);
	});
}

function hintsPart(report) {
	const hints = DATA.hints[report.subject];

	if (!hints || report.verdict !== "fail")
		return null;
	return make("section", {class: "hints"}, make("h2", null, "Hints"),
		make("p", {class: "under"}, "Open one at a time; each says more than the one before."),
		hints.map((hint) => folded(hint.title, () => make("div", {class: "prose"}, prose(hint.text)))));
}

/* ---- the file ---- */

/* A grader checks what was handed in under the name that a lab gives it. */
function ownSource(report) {
	const sources = report.sources || [];

	return sources.find((source) => source.file === report.file) || sources.find((source) => source.file === "lab.c");
}

function filesPart(report) {
	const places = countedEntries(report).flatMap((entry) => entry.finding.places);
	const own = ownSource(report);

	if (!own)
		return null;
	return make("section", {class: "files"}, folded("The whole file as it was checked", () =>
		wholeFile(report, own.file, places.filter((place) => place.file === own.file))));
}

function reportPart(report) {
	return make("article", {class: "report"}, reportTop(report), findingsPart(report), hintsPart(report),
		pointsPart(report), checkersPart(report), filesPart(report));
}
