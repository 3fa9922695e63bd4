#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes an empty commit in the canary's repository, so that its branch must be built again. CANARY_TOKEN may push there, and nowhere else.
set -euo pipefail
work=$(mktemp --directory)
trap 'rm -rf "$work"' EXIT
# Git asks this for the login, so that the token is in no argument.
git config --file "$work/gitconfig" credential.helper '!printf "username=x-access-token\npassword=%s\n" "$CANARY_TOKEN"; :'
export GIT_CONFIG_GLOBAL=$work/gitconfig GIT_TERMINAL_PROMPT=0
git clone --quiet --depth 1 --branch main "${CANARY_REPOSITORY:-https://github.com/my-org/canary}" "$work/canary"
git -C "$work/canary" -c user.name=Rekindle -c user.email=rekindle@example.org \
    commit --quiet --allow-empty --message "Canary of the run ${REKINDLE_RUN:-by hand}"
git -C "$work/canary" push --quiet origin main
