#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs every test program in a row and ends with the sum: `N passed, N failed`.
#
# An exit status alone is not trusted: cmocka 1.1.5 exits with 0 after 256 failures, and a program
# that died printed no summary at all.  So the lines are counted, and a program that printed no
# complete summary, or disagrees with its own, counts as failed.
set -u
build=$1
passed=0
failed=0
skipped=0
log=$build/tests/last.log

count() {
	grep -c "^\[  *$1 *\]" "$log"
}

for program in "$build"/tests/test_*; do
	case $program in *.*) continue ;; esac
	[ -x "$program" ] || continue
	# What an earlier tree has left in the build folder is nobody's claim any more.
	[ -f "tests/$(basename "$program").c" ] || continue
	"$program" >"$log" 2>&1
	status=$?
	announced=$(sed -n 's/^\[=*\] Running \([0-9]*\) test(s)\.$/\1/p' "$log" | awk '{n += $1} END {print n + 0}')
	good=$(count OK)
	left=$(grep -c '^\[  SKIPPED \] [^0-9]' "$log")
	left=$((left / 2)) # named once where it stands, once in the summary
	bad=$((announced - good - left))
	if [ "$bad" -eq 0 ] && [ "$status" -ne 0 ] || [ "$announced" -eq 0 ]; then
		bad=$((bad + 1))
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
	skipped=$((skipped + left))
	printf '%-24s %3d passed, %d failed\n' "$(basename "$program")" "$good" "$bad"
	[ "$bad" -eq 0 ] || grep -v '^\[ RUN \|^\[       OK' "$log" | sed 's/^/    /'
done
if [ "$skipped" -gt 0 ]; then
	echo "$passed passed, $failed failed, $skipped skipped"
else
	echo "$passed passed, $failed failed"
fi
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
