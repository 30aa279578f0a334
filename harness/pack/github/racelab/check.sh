#!/bin/sh
# SPDX-License-Identifier: MIT
# Checks labs/LAB/lab.c of this repository: annotations go to the log, the points to the step's output
# `result`.  What runs against a file is the kit's own copy of the lab, and not the repository's, which
# a student may have changed.
#
# Fails only where nothing can be said: that points are missing is for the reporter to show.
set -u
cd "$(dirname "$0")/../.." || exit 1
kit=.github/racelab/kit
racelab=$kit/build/racelab
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

for folder in "$kit"/labs/*; do
	lab=${folder##*/}
	"$racelab" check --confined --labs "$kit/labs" "$lab" "labs/$lab/lab.c" --format json \
		-o "$work/$lab.json"
done
"$racelab" convert --format github "$work"/*.json
"$racelab" convert --format classroom -o "$work/result" "$work"/*.json || exit 1
echo "result=$(base64 -w0 "$work/result")" >>"${GITHUB_OUTPUT:?is set by GitHub Actions}"
