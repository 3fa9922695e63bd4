#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# What a careful engineer would write instead, with the right template known beforehand: delete, wait, create, wait, node
# groups, kubeconfig, Helm, one build. It asks no one, looks nothing up before it sends, has no deadline of its own and
# cannot be resumed. It does not prove scale-up.
set -euo pipefail
: "${IDENTITY:?}" "${CREDENTIAL_ID:?}" "${CREDENTIAL_SECRET:?}" "${CLUSTER:?}" "${TEMPLATE:?}" "${CHARTS:?}" "${REGISTRY:?}" \
    "${BINDER:?}" "${SPEC:?}" "${HELM:?}" "${POLL:?}" "${WORK:?}"

json() { python3 -c 'import json,sys; d=json.load(sys.stdin); print(eval(sys.argv[1]))' "$1"; }
# Where it was when it failed.
stage() { printf '%s %s\n' "$(date +%T)" "$1"; }

stage "sign in"
umask 077
printf '{"auth":{"identity":{"methods":["application_credential"],"application_credential":{"id":"%s","secret":"%s"}}}}' \
    "$CREDENTIAL_ID" "$CREDENTIAL_SECRET" >"$WORK/auth.json"
# With each call, as the openstack command does: a token does not live as long as a rebuild takes.
sign_in() {
    curl -sf -D "$WORK/headers" -o "$WORK/token.json" -H 'Content-Type: application/json' -d @"$WORK/auth.json" "$IDENTITY/auth/tokens"
    sed -n 's/^[Xx]-[Ss]ubject-[Tt]oken: *\([^\r]*\).*/header = "X-Auth-Token: \1"/p' "$WORK/headers" >"$WORK/curlrc"
    echo 'header = "OpenStack-API-Version: container-infra 1.12"' >>"$WORK/curlrc"
}
call() {
    sign_in
    curl -sf -K "$WORK/curlrc" -H 'Content-Type: application/json' "$@"
}
sign_in
public='[e["url"] for s in d["token"]["catalog"] if s["type"].startswith("container-infra")
    for e in s["endpoints"] if e["interface"]=="public"][0]'
magnum=$(json "$public" <"$WORK/token.json")

uuid=$(call "$magnum/clusters" | json "[c['uuid'] for c in d['clusters'] if c['name']=='$CLUSTER'][0]")
template=$(call "$magnum/clustertemplates" | json "[t['uuid'] for t in d['clustertemplates'] if t['name']=='$TEMPLATE'][0]")

stage "tear down"
call -X DELETE "$magnum/clusters/$uuid"
while call "$magnum/clusters/$uuid" >/dev/null; do sleep "$POLL"; done

stage "rebuild"
printf '{"name":"%s","cluster_template_id":"%s","master_count":1,"node_count":1,"labels":{"max_node_count":"5"},
    "merge_labels":true,"fixed_network":"auto_allocated_network"}' "$CLUSTER" "$template" >"$WORK/create.json"
uuid=$(call -d @"$WORK/create.json" "$magnum/clusters" | json 'd["uuid"]')
until call "$magnum/clusters/$uuid" >"$WORK/cluster.json" && grep -q '_COMPLETE' "$WORK/cluster.json"; do sleep "$POLL"; done
for group in 'core m3.quad 5' 'user-m3-large m3.large 100'; do
    read -r name flavor most <<<"$group"
    printf '{"name":"%s","flavor_id":"%s","node_count":1,"min_node_count":1,"max_node_count":%s}' \
        "$name" "$flavor" "$most" >"$WORK/group.json"
    call -d @"$WORK/group.json" "$magnum/clusters/$uuid/nodegroups" >/dev/null
    until call "$magnum/clusters/$uuid/nodegroups/$name" | grep -q '"CREATE_COMPLETE"'; do sleep "$POLL"; done
    until call "$magnum/clusters/$uuid" >"$WORK/cluster.json" && grep -q '_COMPLETE' "$WORK/cluster.json"; do sleep "$POLL"; done
done

stage "connect"
openssl req -new -newkey rsa:2048 -nodes -keyout "$WORK/key.pem" -subj '/O=system:masters/CN=admin' -out "$WORK/csr.pem" 2>/dev/null
call "$magnum/certificates/$uuid" | json 'd["pem"]' >"$WORK/ca.pem"
python3 -c 'import json,sys; print(json.dumps({"cluster_uuid": sys.argv[1], "csr": open(sys.argv[2]).read()}))' \
    "$uuid" "$WORK/csr.pem" >"$WORK/sign.json"
call -d @"$WORK/sign.json" "$magnum/certificates" | json 'd["pem"]' >"$WORK/cert.pem"
api=$(json 'd["api_address"]' <"$WORK/cluster.json")
cat >"$WORK/kubeconfig" <<CONFIG
apiVersion: v1
kind: Config
clusters: [{name: c, cluster: {server: "$api", certificate-authority: "$WORK/ca.pem"}}]
users: [{name: u, user: {client-certificate: "$WORK/cert.pem", client-key: "$WORK/key.pem"}}]
contexts: [{name: x, context: {cluster: c, user: u}}]
current-context: x
CONFIG

stage "redeploy"
export KUBECONFIG=$WORK/kubeconfig
"$HELM" upgrade --install support "$CHARTS/support" --namespace support --create-namespace --wait --timeout 3m >/dev/null
"$HELM" upgrade --install binderhub "$CHARTS/binderhub" --namespace binderhub --create-namespace --values "$REGISTRY" \
    --wait --timeout 3m >/dev/null

stage "verify"
# Read from a substitution: curl is cut off in mid-stream when grep has seen enough.
grep -q -m 1 '"phase": *"ready"' < <(curl -sfN -H 'Accept: text/event-stream' "${BINDER}build/$SPEC")
stage "end"
