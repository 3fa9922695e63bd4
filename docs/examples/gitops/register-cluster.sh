#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# register-cluster.sh NAME   reads a kubeconfig on its standard input and gives Argo CD the cluster under NAME, in place of the one that
# had it. Applications whose destination is NAME are deployed there from then on.
set -euo pipefail

umask 077
kubeconfig=$(mktemp)
trap 'rm -f -- "$kubeconfig"' EXIT
cat > "$kubeconfig"
context=$(kubectl --kubeconfig "$kubeconfig" config current-context)
argocd cluster add "$context" --kubeconfig "$kubeconfig" --name "$1" --label "rekindle-cluster=$1" --upsert --yes
