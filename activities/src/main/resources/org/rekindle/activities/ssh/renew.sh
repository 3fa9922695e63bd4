# SPDX-License-Identifier: Apache-2.0
# Renews every certificate that is no authority's and restarts what serves them. May be run again at any point.
set -eu
umask 077
aside="$KUBERNETES/manifests-aside"

# Tries a command every second until it holds; fails when so many seconds have passed.
within() {
    until=$(($(date +%s) + $1))
    shift
    until "$@"; do
        [ "$(date +%s)" -lt "$until" ] || return 1
        sleep 1
    done
}

# Two of them at once would take each other's manifests. The lock goes with the process, however that ends.
exec 9>"$KUBERNETES/renewing.lock"
within 180 flock -n 9 || { echo 'Another renewal has been under way here for three minutes.' >&2; exit 1; }

made="$KUBERNETES/kubelet.conf.made"
back() {
    rm -f "$made"
    if [ -d "$aside" ]; then
        for manifest in "$aside"/*.yaml; do
            if [ -f "$manifest" ]; then mv "$manifest" "$KUBERNETES/manifests/"; fi
        done
        rmdir "$aside"
    fi
}
trap back EXIT
trap 'exit 1' HUP INT TERM PIPE
back

if [ "$RENEW" = yes ]; then
    copy="$KUBERNETES-before-$STAMP"
    [ -d "$copy" ] || cp -a "$KUBERNETES" "$copy"
    echo "SAID The old files are kept in $copy."
    # The kubeconfigs that it renews beside them are those under /etc/kubernetes; no option moves these.
    kubeadm certs renew all --cert-dir "$KUBERNETES/pki" >/dev/null
    echo 'SAID kubeadm has renewed the certificates.'
fi

if [ "$KUBELET" = yes ]; then
    conf="$KUBERNETES/kubelet.conf"
    server=$(sed -n 's/^ *server: *//p' "$conf" | head -n 1)
    kubeadm kubeconfig user --org system:nodes --client-name "$NODE" > "$made"
    rotated=$(sed -n 's/^ *client-certificate: *//p' "$conf" | head -n 1)
    if [ -n "$rotated" ]; then
        # Certificate and key are in one file, which the kubelet's own rotation replaces; so does this.
        fresh="${rotated%/*}/kubelet-client-$STAMP.pem"
        for part in certificate key; do
            sed -n "s/^ *client-$part-data: *//p" "$made" | head -n 1 | base64 -d
        done > "$fresh"
        ln -sf "$fresh" "$rotated.new"
        mv -f "$rotated.new" "$rotated"
    else
        # kubeadm guesses where the API server is; the old file knows.
        sed "s|^\( *server:\).*|\1 $server|" "$made" > "$conf.new"
        mv "$conf.new" "$conf"
    fi
    echo "SAID The kubelet of $NODE has a new certificate."
fi
# A kubelet that started after its certificate had ended does not run, and without it no static pod ends or begins. Also where the
# certificate is none of this run's: an earlier one may have been killed before it came to this.
if command -v systemctl >/dev/null 2>&1; then systemctl restart kubelet; fi

mkdir -p "$aside"
for pod in etcd kube-apiserver kube-controller-manager kube-scheduler; do
    if [ -f "$KUBERNETES/manifests/$pod.yaml" ]; then mv "$KUBERNETES/manifests/$pod.yaml" "$aside/"; fi
done
# That nobody can tell what runs is no sign that nothing does.
gone() {
    if command -v crictl >/dev/null 2>&1; then
        running=$(crictl ps -q --name '^(etcd|kube-apiserver|kube-controller-manager|kube-scheduler)$') || return 1
        [ -z "$running" ]
    else
        ! pgrep -f '(^|/)kube-apiserver .*--' >/dev/null 2>&1
    fi
}
within 120 gone || { echo 'The static pods did not end within two minutes; they are put back.' >&2; exit 1; }
back
echo 'SAID The static pods were restarted.'
