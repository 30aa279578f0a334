#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the captured reports again: compiles each program here, runs it under Helgrind and DRD, and
# takes this machine's paths and process ids out of what they wrote.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir lab kit

neutral() {
	sed -e "s|$work||g" -e 's|/usr/bin/valgrind.bin|/usr/bin/valgrind|' \
		-e 's|<pid>[0-9]*</pid>|<pid>1001</pid>|' \
		-e 's|<ppid>[0-9]*</ppid>|<ppid>1000</ppid>|' "$1"
}

capture() { # program tool options...
	program=$1 tool=$2
	shift 2
	rm -f kit/*.xml
	timeout 60 valgrind --tool="$tool" --command-line-only=yes --vgdb=no --xml=yes \
		--error-limit=no --num-callers=24 --fair-sched=try --xml-file=kit/%p.xml "$@" \
		./kit/racelab-runner >/dev/null 2>&1 || true
	# A forked process has a report of its own; the largest is that of the one that went wrong.
	neutral "$(ls -S kit/*.xml | head -n 1)" >"$here/$program.$tool.xml"
}

for program in races alive misuse waits hold forks killed; do
	cp "$here/$program.c" lab/lab.c
	cc -std=gnu11 -D_GNU_SOURCE -O0 -g -fPIC -fno-omit-frame-pointer -shared \
		-o "lab/$program.so" lab/lab.c -pthread -Wl,-z,now -Wl,-z,relro
	cp "$here/runner.c" kit/runner.c # compiled there: its own folder is this machine's business
	(cd kit && cc -g -o racelab-runner runner.c "$work/lab/$program.so" -pthread)
	[ $program = hold ] || capture $program helgrind --history-level=full
	if [ $program = hold ]; then
		capture $program drd --exclusive-threshold=10 --shared-threshold=10
	else
		capture $program drd --check-stack-var=yes --segment-merging=no
	fi
done
