#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# commit-kubeconfig.sh CLUSTER   reads a kubeconfig on its standard input and pushes it, encrypted by sops, on a branch of the run's own.
# The plain text touches no disk. It may be run again: what is half done in the checkout goes, and the branch gets the newest kubeconfig.
set -euo pipefail
cluster=$1
file=config/clusters/$cluster/enc-deployer-credentials.secret.yaml
branch=kubeconfig-$cluster-${REKINDLE_RUN:-by-hand}

git fetch --quiet origin
git switch --quiet --discard-changes --force-create "$branch" origin/main
sops encrypt --filename-override "$file" --output "$file" /dev/stdin
git add -- "$file"
git commit --quiet --message "[$cluster] New kubeconfig after a rebuild" -- "$file"
git push --quiet --force origin "$branch"
echo "The branch $branch holds the new kubeconfig; open a pull request for it."
