#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# set-record.sh NAME.   points NAME at the address of the ingress, in the zone of Designate that ends it.
# It may be run again: a record that is there already is set.
set -euo pipefail
name=$1
zone=${name#*.}

kubectl --namespace ingress-nginx wait service/ingress-nginx-controller --timeout 10m \
    --for 'jsonpath={.status.loadBalancer.ingress[0].ip}'
address=$(kubectl --namespace ingress-nginx get service ingress-nginx-controller \
    --output 'jsonpath={.status.loadBalancer.ingress[0].ip}')
if openstack recordset show "$zone" "$name" > /dev/null 2>&1; then
    openstack recordset set "$zone" "$name" --record "$address"
else
    openstack recordset create "$zone" "$name" --type A --record "$address" --ttl 300
fi
