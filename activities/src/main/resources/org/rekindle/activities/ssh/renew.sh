# SPDX-License-Identifier: Apache-2.0
# Renews every certificate that is no authority's and restarts what serves them. May be run again at any point.
set -eu
umask 077
aside="$KUBERNETES/manifests-aside"

back() {
    if [ -d "$aside" ]; then
        find "$aside" -name '*.yaml' -exec mv {} "$KUBERNETES/manifests/" \;
        rmdir "$aside"
    fi
}
trap back EXIT
trap 'exit 1' HUP INT TERM
back

if [ "$RENEW" = yes ]; then
    copy="$KUBERNETES-before-$STAMP"
    [ -d "$copy" ] || cp -a "$KUBERNETES" "$copy"
    echo "SAID The old files are kept in $copy."
    # The kubeconfigs that it renews beside them are those under /etc/kubernetes; no option moves these.
    kubeadm certs renew all --cert-dir "$KUBERNETES/pki" >/dev/null
    echo 'SAID kubeadm has renewed the certificates.'
fi

mkdir -p "$aside"
for pod in etcd kube-apiserver kube-controller-manager kube-scheduler; do
    if [ -f "$KUBERNETES/manifests/$pod.yaml" ]; then mv "$KUBERNETES/manifests/$pod.yaml" "$aside/"; fi
done
gone() {
    if command -v crictl >/dev/null 2>&1; then
        [ -z "$(crictl ps -q --name '^(etcd|kube-apiserver|kube-controller-manager|kube-scheduler)$')" ]
    else
        ! pgrep -f '(^|/)kube-apiserver .*--' >/dev/null 2>&1
    fi
}
tries=0
until gone; do
    tries=$((tries + 1))
    [ "$tries" -lt 120 ] || { echo 'The static pods did not end within two minutes; they are put back.' >&2; exit 1; }
    sleep 1
done
back
echo 'SAID The static pods were restarted.'

if [ "$KUBELET" = yes ]; then
    server=$(sed -n 's/^ *server: *//p' "$KUBERNETES/kubelet.conf" | head -n 1)
    kubeadm kubeconfig user --org system:nodes --client-name "$NODE" > "$KUBERNETES/kubelet.conf.made"
    # kubeadm guesses where the API server is; the old file knows.
    sed "s|^\( *server:\).*|\1 $server|" "$KUBERNETES/kubelet.conf.made" > "$KUBERNETES/kubelet.conf.new"
    rm "$KUBERNETES/kubelet.conf.made"
    mv "$KUBERNETES/kubelet.conf.new" "$KUBERNETES/kubelet.conf"
    if command -v systemctl >/dev/null 2>&1; then systemctl restart kubelet; fi
    echo "SAID The kubelet of $NODE has a new certificate."
fi
