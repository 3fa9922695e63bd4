# SPDX-License-Identifier: Apache-2.0
# Renews every certificate that is no authority's, makes the kubelet's again where it cannot do so itself, and restarts what serves
# them. May be run again at any point. A line OPEN says plainly what is not as it should be at the end.
set -eu
umask 077
aside="$KUBERNETES/manifests-aside"
pods='etcd kube-apiserver kube-controller-manager kube-scheduler'

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
configuration="$KUBERNETES/renewing.yaml"
back() {
    rm -f "$made" "$configuration"
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

if [ "$RENEW" = yes ] || [ "$KUBELET" = yes ]; then
    copy="$KUBERNETES-before-$STAMP"
    [ -d "$copy" ] || cp -a "$KUBERNETES" "$copy"
    echo "SAID The old files are kept in $copy."
fi
if [ "$RENEW" = yes ]; then
    # The kubeconfigs that it renews beside them are those under /etc/kubernetes; no option moves these.
    kubeadm certs renew all --cert-dir "$PKI" >/dev/null
    echo 'SAID kubeadm has renewed the certificates.'
fi

# A value in a kubeconfig; nothing where there is none.
value() {
    if [ -f "$2" ]; then
        sed -n "s/^[[:space:]\"'-]*$1[\"']\{0,1\}[[:space:]]*:[[:space:]]*[\"']\{0,1\}\([^\"' ]*\).*/\1/p" "$2" | head -n 1
    fi
}

# A part of what was made, as PEM.
part() { value "client-$1-data" "$made" | base64 -d; }

if [ "$KUBELET" = yes ]; then
    conf="$KUBERNETES/kubelet.conf"
    # kubeadm guesses where the API server is; an old file knows.
    server=
    for old in "$conf" "$KUBERNETES/admin.conf" "$KUBERNETES/controller-manager.conf"; do
        [ -n "$server" ] || server=$(value server "$old")
    done
    if [ "$PKI" = "$KUBERNETES/pki" ]; then
        kubeadm kubeconfig user --org system:nodes --client-name "$NODE" > "$made"
    else
        # Only a configuration can name another folder of certificates, in the version that this kubeadm reads.
        version=$(kubeadm config print init-defaults | sed -n 's|^apiVersion: \(kubeadm.k8s.io/.*\)|\1|p' | head -n 1)
        printf 'apiVersion: %s\nkind: ClusterConfiguration\ncertificatesDir: %s\n' "$version" "$PKI" > "$configuration"
        kubeadm kubeconfig user --org system:nodes --client-name "$NODE" --config "$configuration" > "$made"
    fi
    rotated=$(value client-certificate "$conf")
    case $rotated in '' | /*) ;; *) rotated="$KUBERNETES/$rotated" ;; esac
    key=$(value client-key "$conf")
    case $key in '' | /*) ;; *) key="$KUBERNETES/$key" ;; esac
    if [ -n "$rotated" ] && [ -n "$(value server "$conf")" ]; then
        mkdir -p "${rotated%/*}"
        fresh="${rotated%/*}/kubelet-client-$STAMP.pem"
        # As a rule certificate and key are in one file, which the kubelet's own rotation replaces; so does this.
        { part certificate; part key; } > "$fresh"
        ln -sf "$fresh" "$rotated.new"
        mv -f "$rotated.new" "$rotated"
        if [ -n "$key" ] && [ "$key" != "$rotated" ]; then
            part key > "$key.new"
            mv -f "$key.new" "$key"
        fi
    else
        sed "s|^\( *server:\).*|\1 ${server:-$(value server "$made")}|" "$made" > "$conf.new"
        mv -f "$conf.new" "$conf"
    fi
    echo "SAID The kubelet of $NODE has a new certificate."
fi
if [ -n "$SERVING" ]; then
    for file in "$SERVING" "${SERVING%.crt}.key"; do
        if [ -f "$file" ]; then mv -f "$file" "$file-before-$STAMP"; fi
    done
    echo 'SAID The kubelet makes itself a new serving certificate.'
fi
# A kubelet that started after its certificate had ended does not run, and without it no static pod ends or begins. Also where the
# certificate is none of this run's: an earlier one may have been killed before it came to this.
running() { systemctl is-active --quiet kubelet; }
if command -v systemctl >/dev/null 2>&1; then
    systemctl restart kubelet
    within 60 running || { echo 'The kubelet does not run after its restart (journalctl -u kubelet says why).' >&2; exit 1; }
fi

mkdir -p "$aside"
moved=
for pod in $pods; do
    if [ -f "$KUBERNETES/manifests/$pod.yaml" ]; then
        mv "$KUBERNETES/manifests/$pod.yaml" "$aside/"
        moved="$moved $pod"
    fi
done
# Whether a pod runs. An unknown state is no sign that it does not.
runs() {
    if command -v crictl >/dev/null 2>&1; then
        ids=$(crictl ps -q --name "^$1\$") || return 2
        [ -n "$ids" ]
    else
        pgrep -f "(^|/)$1 .*--" >/dev/null 2>&1
    fi
}
gone() {
    for pod in $moved; do
        code=0
        runs "$pod" || code=$?
        [ "$code" = 1 ] || return 1
    done
}
within 120 gone || { echo 'The static pods did not end within two minutes; they are put back.' >&2; exit 1; }
back
returned() {
    for pod in $moved; do runs "$pod" || return 1; done
}
within 180 returned || {
    echo 'The static pods did not come back within three minutes (crictl ps -a and crictl logs say why).' >&2
    exit 1
}
echo 'SAID The static pods were restarted.'
if ! command -v systemctl >/dev/null 2>&1; then
    echo 'SAID There is no systemctl here, so that the kubelet runs is known by its pods alone.'
elif running; then
    echo 'SAID The kubelet runs.'
else
    echo 'OPEN The kubelet does not run (journalctl -u kubelet says why).'
fi
