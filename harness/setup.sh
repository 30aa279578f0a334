#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs, with apt, those of the kit's packages that are missing; says first which, and how.
# Does nothing, and needs nothing, where all are there.  `setup.sh tests`: also what the tests need.
set -eu

packages='gcc make libc6-dev clang libclang-rt-dev valgrind libc6-dbg libcmocka-dev libjansson-dev
libdw-dev libelf-dev libexpat1-dev libgsl-dev libarchive-dev libsqlite3-dev nettle-dev bubblewrap
libseccomp-dev'
# Readers of what racelab writes, for `make test` alone.
[ "${1-}" != tests ] || packages="$packages python3 python3-jsonschema python3-yaml libxml2-utils perl unzip"

missing=
for package in $packages; do
	case $(dpkg-query -W -f='${Status}' "$package" 2>/dev/null) in
	'install ok installed') ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "racelab: these Debian packages, or what they are called here, are needed:$missing" >&2
	echo "racelab: there is no apt-get; install them by hand, then run make again" >&2
	exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "racelab: packages are missing and there is no sudo; as root, run:" >&2
		echo "  apt-get update && apt-get install --no-install-recommends$missing" >&2
		exit 1
	fi
	as_root=sudo
fi
echo "racelab needs these packages and installs them now:$missing"
echo "  $as_root apt-get update; $as_root apt-get install --no-install-recommends$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # words are meant to be split
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	$missing >/dev/null
echo 'Installed.'
