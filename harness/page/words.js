/* SPDX-License-Identifier: MIT */
/* Numbers, places and verdicts in words. */

function count(number) {
	return Number(number).toLocaleString("en-US");
}

function plural(number, word) {
	return count(number) + " " + word + (number === 1 ? "" : "s");
}

function seconds(time) {
	return (time || 0).toFixed(1) + " s";
}

function points(number) {
	return String(Number(Number(number).toFixed(4)));
}

function fileName(path) {
	return path ? path.slice(path.lastIndexOf("/") + 1) : "?";
}

/* "lab.c:37" */
function spotWords(spot) {
	return fileName(spot.file) + (spot.line > 0 ? ":" + spot.line : "");
}

/* "waits for accounts[1].lock in bank_transfer()", without the thread. */
function placeWords(place) {
	const words = [];

	/* "here" is what every place says by being shown. */
	if (place.role && place.role !== "here")
		words.push(place.role);
	if (place.object)
		words.push(place.object);
	if (place.function)
		words.push((/ in$/.test(words.join(" ")) ? "" : "in ") + place.function + "()");
	return words.join(" ");
}

const VERDICTS = {
	"fail": ["Not repaired", "What stands below can really happen."],
	"proved": ["Repaired, and proved", "No other thing can happen at these sizes."],
	"no-failure-found": ["Nothing found", "That is strong evidence, but no proof."],
	"refused": ["Refused", "Nothing of it could be run."],
	"error": ["No verdict", "A checker could not do its work."],
};
const PROGRAM_VERDICTS = {
	"fail": ["It goes wrong", "What stands below can really happen."],
	"proved": ["Proved", "No other thing can happen with these arguments and this input."],
};

function isProgram(report) {
	return !/^[0-9]{2}-/.test(report.subject || "");
}

/* One that its author has to mend before anything can be run is no fault of the harness. */
function verdictOf(report) {
	return report.refused ? "refused" : report.verdict || "error";
}

function verdictWords(report) {
	const verdict = verdictOf(report), own = isProgram(report) ? PROGRAM_VERDICTS[verdict] : null;

	if (report.error && !report.refused)
		return ["No verdict", "It could not be built or checked."];
	return own || VERDICTS[verdict] || [verdict, ""];
}

/* Without a verdict there is no grade, and no grade is no zero. */
function hasPoints(report) {
	return typeof report.points === "number" && verdictOf(report) !== "error";
}

/* "7 of 10 points"; null where nobody gave any. */
function pointsWords(report) {
	if (!hasPoints(report))
		return null;
	return points(report.points) +
		(typeof report.maximum === "number" ? " of " + points(report.maximum) : "") + " points";
}

/* "partial: no namespaces" and its like; null where nothing is said of it. */
function confinementWords(confinement) {
	if (!confinement || confinement === "nothing was run")
		return null;
	if (confinement === "full")
		return "confined";
	return confinement === "none" ? "unconfined" : "confined only in part" + confinement.replace(/^partial/, "");
}

/* As a shell takes it; null: what stands in it may do more than name a file. */
function shellWord(text) {
	if (text.match(OBEYED) || /[\t\n]/.test(text))
		return null;
	return /^[\w.\/+][\w.\/+-]*$/.test(text) ? text : "'" + text.replace(/'/g, "'\\''") + "'";
}

/* ---- what of a report is one thing to a person ---- */

function findingAt(report, seer) {
	const checker = report.checkers[seer[0]];

	return checker && checker.findings[seer[1]];
}

/* Entries with their findings; older reports have none: then each finding is one. */
function entriesOf(report) {
	const made = [];

	for (const entry of report.entries || [])
		made.push({
			finding: findingAt(report, [entry.checker, entry.finding]),
			seers: entry.seers.map((seer) =>
				({checker: report.checkers[seer[0]], finding: findingAt(report, seer)})),
			also: entry.also || [],
		});
	if (!report.entries)
		for (const checker of report.checkers || [])
			for (const finding of checker.findings || [])
				made.push({finding, seers: [{checker, finding}], also: []});
	return made;
}

function countedEntries(report) {
	return entriesOf(report).filter((entry) => !entry.finding.known_false);
}

/* The shortest way there that any of those who saw it knows. */
function witnessOf(entry) {
	const found = entry.seers.find((seer) => seer.finding.witness);

	return found ? found.finding.witness : null;
}
