#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# keep-kubeconfig.sh FILE   reads a kubeconfig on its standard input and puts it in the place of FILE at once, readable by its owner alone.
# git-crypt encrypts the file when it is committed.
set -euo pipefail
file=$1

umask 077
new=$(mktemp "$file.XXXXXX")
trap 'rm -f -- "$new"' EXIT
cat > "$new"
mv -- "$new" "$file"
