#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# commit-kubeconfig.sh CLUSTER   reads a kubeconfig on its standard input and pushes it, encrypted by sops, on a branch of its own.
# The plain text touches no disk. A file that another person has changed meanwhile makes git refuse the push.
set -euo pipefail
cluster=$1
file=config/clusters/$cluster/enc-deployer-credentials.secret.yaml

git fetch --quiet origin
git switch --quiet --force-create "kubeconfig-$cluster" origin/main
sops encrypt --filename-override "$file" --output "$file" /dev/stdin
git commit --quiet --message "[$cluster] New kubeconfig after a rebuild" -- "$file"
git push --quiet origin "kubeconfig-$cluster"
echo "The branch kubeconfig-$cluster holds the new kubeconfig; open a pull request for it."
