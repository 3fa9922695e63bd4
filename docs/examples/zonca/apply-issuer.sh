#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Makes the issuer of certificates, as soon as cert-manager's webhook answers.
set -euo pipefail
kubectl --namespace cert-manager rollout status deployment --timeout 10m
kubectl apply --filename issuer.yaml
