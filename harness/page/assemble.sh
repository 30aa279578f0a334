#!/bin/sh
# SPDX-License-Identifier: MIT
# Puts page.html together: style and scripts in their places, each named by its SHA-256 in the
# policy, so that a browser runs nothing else that may come to stand in the page.
#
# assemble.sh FOLDER: prints the page's shell; what is left open is the line @DATA@.
set -eu
export LC_ALL=C
cd "$1"

scripts() {
	echo '"use strict";'
	cat ./*.js
}

# As a Content-Security-Policy has it: of the very bytes between the tags, which come on standard input.
digest() {
	sha256sum | cut -c1-64 | tr a-f A-F | basenc --base16 -d | base64
}

while IFS= read -r line; do
	case $line in
	@STYLE@)
		printf '<style>'
		cat ./*.css
		printf '</style>\n'
		;;
	@SCRIPT@)
		printf '<script>'
		scripts
		printf '</script>\n'
		;;
	*@STYLE-DIGEST@*) printf '%s\n' "${line%%@*}sha256-$(cat ./*.css | digest)${line##*@}" ;;
	*@SCRIPT-DIGEST@*) printf '%s\n' "${line%%@*}sha256-$(scripts | digest)${line##*@}" ;;
	*) printf '%s\n' "$line" ;;
	esac
done <page.html
