#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs, with apt, those of the kit's packages that are missing; says first which, and how.
# Does nothing, and needs nothing, where all are there.  `setup.sh tests`: also what the tests need,
# and what some of them can do without (those are skipped then).
set -eu

packages='gcc make libc6-dev clang libclang-rt-dev valgrind libc6-dbg libcmocka-dev libjansson-dev
libdw-dev libelf-dev libexpat1-dev libgsl-dev libarchive-dev libsqlite3-dev nettle-dev bubblewrap
libseccomp-dev'
# For the pages of --format html: with what it needs, about 600 MB.
browser=
room=1000000 # KB
if [ "${1-}" = tests ]; then
	# Readers of what racelab writes, for `make test` alone.
	packages="$packages python3 python3-jsonschema python3-yaml libxml2-utils perl unzip"
	browser=chromium
fi

is_missing() {
	[ "$(dpkg-query -W -f='${Status}' "$1" 2>/dev/null)" != 'install ok installed' ]
}

as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo

install_now() {
	echo "racelab needs these packages and installs them now:$1"
	echo "  ${as_root:+$as_root }apt-get update; ${as_root:+$as_root }apt-get install --no-install-recommends$1"
	$as_root apt-get update -qq || return 1
	# shellcheck disable=SC2086 # words are meant to be split
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
		$1 >/dev/null || return 1
	echo 'Installed.'
}

# ---- what must be there ----

missing=
for package in $packages; do
	! is_missing "$package" || missing="$missing $package"
done
if [ -n "$missing" ] && ! command -v apt-get >/dev/null; then
	echo "racelab: these Debian packages, or what they are called here, are needed:$missing" >&2
	echo "racelab: there is no apt-get; install them by hand, then run make again" >&2
	exit 1
fi
if [ -n "$missing" ] && [ -n "$as_root" ] && ! command -v sudo >/dev/null; then
	echo "racelab: packages are missing and there is no sudo; as root, run:" >&2
	echo "  apt-get update && apt-get install --no-install-recommends$missing" >&2
	exit 1
fi
[ -z "$missing" ] || install_now "$missing" || exit 1

# ---- what may be there ----

[ -n "$browser" ] && is_missing "$browser" || exit 0

without() {
	echo "racelab: the tests that want $browser are skipped: $1"
	exit 0
}

command -v apt-get >/dev/null || without 'it is not installed, and there is no apt-get'
[ -z "$as_root" ] || command -v sudo >/dev/null ||
	without "it is not installed; as root: apt-get install --no-install-recommends $browser"
[ "$(df -Pk /usr | awk 'END {print $4}')" -gt "$room" ] || without 'it needs 1 GB of room in /usr'
# Ubuntu's package is a shell around a snap, which does not run in containers.
case $(apt-cache policy "$browser" 2>/dev/null) in
*snap*) without "this system's is a snap" ;;
esac
install_now " $browser" || without 'apt-get could not install it (see above)'
