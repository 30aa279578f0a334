#!/bin/sh
# SPDX-License-Identifier: MIT
# Is a grade always the same?  All repairs of a lab, graded ten times, each time into a new book, on one
# processor and on all; and once more by a grader that is killed (SIGKILL) at twenty random moments and
# called again each time.  The tables of all books must be equal: points,
# verdicts, what was found where.
#
#   bench/steadiness.sh BUILD [LAB]
set -eu
build=$1
lab=${2:-02-ticket-office}
class=$(mktemp -d)
trap 'rm -rf "$class"' EXIT INT TERM

mkdir "$class/in"
number=0
for file in "labs/$lab/lab.c" "solutions/$lab/lab.c" solutions/"$lab"/right/*.c solutions/"$lab"/wrong/*.c; do
	cp "$file" "$class/in/s$number.c"
	number=$((number + 1))
done

# grade BOOK [WORDS BEFORE]
grade() {
	book=$1
	shift
	"$@" "$build/racelab" grade --labs labs --lab "$lab" --book "$class/$book" "$class/in" >/dev/null
}

# Of every submission all that the table of the book has, but for the times.
grades() {
	"$build/racelab" book export csv --book "$class/$1" |
		sed -E 's/(,[0-9-]+T[0-9:]+Z){3},[0-9.]+,/,/'
}

# same BOOK WHAT
same() {
	grades "$1" >"$class/now"
	if cmp -s "$class/first" "$class/now"; then
		same=$((same + 1))
	else
		echo "  $2 differs:"
		diff "$class/first" "$class/now" | head -n 10 | sed 's/^/    /'
		failed=1
	fi
}

echo "steadiness: $number submissions of $lab"
echo
failed=0
same=0
grade 1.db
grades 1.db >"$class/first"
for time in 2 3 4 5; do
	grade $time.db
	same $time.db "grading $time on all processors"
done
for time in 6 7 8 9 10; do
	grade $time.db taskset -c 0
	same $time.db "grading $time on one processor"
done
echo "  $same of 9 gradings equal the first, 5 of them on one processor"

same=0
died=0
for kill in $(awk 'BEGIN { srand(); for (i = 0; i < 20; i++) printf "%.2f ", rand() * 2 }'); do
	"$build/racelab" grade --labs labs --lab "$lab" --book "$class/killed.db" "$class/in" >/dev/null 2>&1 &
	sleep "$kill"
	if kill -9 $! 2>/dev/null; then
		died=$((died + 1))
	fi
	wait $! 2>/dev/null || true
done
grade killed.db
same killed.db "the book of a grader that was killed"
echo "  killed $died times, in 20 calls; the book then equals the undisturbed one: $([ $same = 1 ] && echo yes || echo no)"
exit $failed
