/* SPDX-License-Identifier: MIT */
/* Where the page begins: the data in it are read, and what the address asks for is shown. */

let DATA = null; /* read-only once read */

function footer() {
	return make("footer", null, "racelab ", DATA.version, ". This file fetches nothing and needs no network.");
}

/* #/17 is the submission of that number, from 1; else the class. */
function askedFor() {
	const number = /^#\/([0-9]+)$/.exec(location.hash);

	return number ? DATA.reports[Number(number[1]) - 1] : undefined;
}

function show() {
	const report = DATA.kind === "one" ? DATA.reports[0] : askedFor();
	const page = document.getElementById("page");

	rememberScroll();
	if (report) {
		page.replaceChildren(DATA.kind === "one" ? "" : classNavigation(report), reportPart(report), footer());
		document.title = shownName([report.student, report.subject, verdictOf(report)].filter(Boolean).join(" \u00b7 "));
	} else {
		page.replaceChildren(classPart(), footer());
		document.title = plural(DATA.reports.length, "submission");
	}
	page.className = report ? "one" : "class";
	/* Back from a submission, the class stands where it was left. */
	window.scrollTo(0, report ? 0 : classScroll());
}

function start() {
	DATA = JSON.parse(document.getElementById("data").textContent);
	show();
	window.addEventListener("hashchange", show);
	document.addEventListener("keydown", walkByKey);
	openForPrinting();
}

document.addEventListener("DOMContentLoaded", start);
