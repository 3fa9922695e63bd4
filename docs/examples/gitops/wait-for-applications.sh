#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# wait-for-applications.sh NAME   has Argo CD deploy every application of cluster NAME, and waits until all of them are synced and healthy.
# It may be run again.
set -euo pipefail

applications=$(argocd app list --selector "rekindle-cluster=$1" --output name)
if [[ -z $applications ]]; then
    echo "No application has the label rekindle-cluster=$1" >&2
    exit 1
fi
# shellcheck disable=SC2086
argocd app sync $applications --async
# shellcheck disable=SC2086
argocd app wait $applications --sync --health --timeout 2400
