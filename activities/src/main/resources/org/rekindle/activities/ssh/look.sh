# SPDX-License-Identifier: Apache-2.0
# Tells what the machine holds: what is missing for a renewal, and every public certificate. No key is read.
set -eu
for tool in kubeadm flock; do
    command -v "$tool" >/dev/null 2>&1 || echo "MISSING $tool"
done
for key in ca.key etcd/ca.key front-proxy-ca.key; do
    [ -s "$KUBERNETES/pki/$key" ] || echo "MISSING pki/$key"
done
for file in "$KUBERNETES"/pki/*.crt "$KUBERNETES"/pki/etcd/*.crt; do
    [ -f "$file" ] || continue
    name=${file#"$KUBERNETES"/pki/}
    echo "CERTIFICATE $(printf '%s' "${name%.crt}" | tr / -)"
    sed -n '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/p' "$file"
    echo END
done
for file in "$KUBERNETES"/*.conf; do
    [ -f "$file" ] || continue
    data=$(sed -n 's/^ *client-certificate-data: *//p' "$file" | head -n 1)
    from=$(sed -n 's/^ *client-certificate: *//p' "$file" | head -n 1)
    echo "CERTIFICATE ${file##*/}"
    if [ -n "$data" ]; then
        printf '%s' "$data" | base64 -d
    elif [ -n "$from" ] && [ -f "$from" ]; then
        sed -n '/-BEGIN CERTIFICATE-/,/-END CERTIFICATE-/p' "$from"
    fi
    echo END
done
