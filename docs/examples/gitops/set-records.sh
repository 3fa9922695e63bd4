#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# set-records.sh NAMESPACE/SERVICE NAME...   points each NAME at the address of the load balancer, by a dynamic update that TSIG signs.
# It may be run again.
set -euo pipefail
namespace=${1%/*} service=${1#*/}
shift

kubectl --namespace "$namespace" wait "service/$service" --timeout 8m --for 'jsonpath={.status.loadBalancer.ingress[0].ip}'
address=$(kubectl --namespace "$namespace" get service "$service" --output 'jsonpath={.status.loadBalancer.ingress[0].ip}')
{
    echo "server $DNS_SERVER"
    for name in "$@"; do
        echo "update delete $name. A"
        echo "update add $name. 300 A $address"
    done
    echo send
} | nsupdate -k "$TSIG_KEY_FILE"
