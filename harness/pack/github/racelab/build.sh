#!/bin/sh
# SPDX-License-Identifier: MIT
# Builds the kit, with what it needs, on the machine of the workflow.
set -eu
cd "$(dirname "$0")/kit"
harness/setup.sh
make -j "$(nproc)"
