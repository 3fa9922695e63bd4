# SPDX-License-Identifier: Apache-2.0
# Prints what the machine holds: what is missing for a renewal, the public certificate of each file that kubeadm or the manifests of
# the static pods name, and what else lies beside them. No key leaves the machine: only whole blocks between BEGIN CERTIFICATE and
# END CERTIFICATE are printed. One odd file must not hide the others, so nothing here stops at an error.
set -u
export LC_ALL=C
KUBERNETES=${KUBERNETES%/}
case $KUBERNETES in */etc/kubernetes) root=${KUBERNETES%/etc/kubernetes} ;; *) root= ;; esac
kubelet=$root/var/lib/kubelet
line='
'
used=

# A name as one line of text.
shown() { printf '%s' "$1" | tr -c '[:print:]' '?'; }

# The manifest of a static pod; a renewal that was cut off may have left it aside.
manifest() {
    for folder in manifests manifests-aside; do
        if [ -f "$KUBERNETES/$folder/$1.yaml" ]; then
            echo "$KUBERNETES/$folder/$1.yaml"
            return
        fi
    done
}

# The value of a flag in a manifest: --flag=value, or the two as elements of a list, with or without quotes.
flag() {
    [ -f "$1" ] || return 0
    head -c 262144 "$1" | sed '/^ *#/d' | tr ' \t\r,"'"'"'[]' '\n\n\n\n\n\n\n\n' | awk -v flag="--$2" '
        index($0, flag "=") == 1 { print substr($0, length(flag) + 2); exit }
        wanted && $0 != "" && $0 != "-" { print; exit }
        $0 == flag { wanted = 1 }'
}

# A value in a kubeconfig, which is YAML or JSON.
value() {
    head -c 262144 "$1" | tr '\r,{}' '\n\n\n\n' \
        | sed -n "s/^[[:space:]\"'-]*$2[\"']\{0,1\}[[:space:]]*:[[:space:]]*[\"']\{0,1\}\([^\"' ]*\).*/\1/p" | head -n 1
}

# The whole certificates in standard input, so many at most; else why there is none. The first may have so many characters, since
# there are some with a thousand names and more.
blocks() {
    head -c 262144 | tr -d '\r' | awk -v most="$1" -v longest="${2:-200000}" '
        /^-----BEGIN / {
            inside = index($0, "-----BEGIN CERTIFICATE-----") == 1
            if (inside) begun = 1
            if (index($0, "PRIVATE KEY-----")) key = 1
            held = ""
            next
        }
        /^-----END CERTIFICATE-----/ {
            if (inside && length(held) < longest) {
                print "-----BEGIN CERTIFICATE-----\n" held "-----END CERTIFICATE-----"
                if (longest > 65536) longest = 65536
                if (++printed == most) exit
            }
            inside = 0
            next
        }
        inside && /^[A-Za-z0-9+\/= ]*$/ { held = held $0 "\n"; next }
        { inside = 0 }
        END {
            if (printed) exit
            if (begun) print "WHY holds a certificate that breaks off or is no PEM"
            else if (key) print "WHY holds a private key and no certificate"
            else print "WHY holds no certificate in PEM form"
        }'
}

# Why a file cannot be read; fails when it can.
trouble() {
    if [ -d "$1" ]; then echo "WHY is a folder"
    elif [ -L "$1" ] && [ ! -e "$1" ]; then echo "WHY is a link to nothing"
    elif [ ! -e "$1" ]; then echo "WHY is not there"
    elif [ ! -f "$1" ]; then echo "WHY is no regular file"
    elif [ ! -r "$1" ]; then echo "WHY cannot be read"
    elif [ ! -s "$1" ]; then echo "WHY is empty"
    else return 1
    fi
}

# Whether a file, or standard input, holds a private key to its end.
has_key() { grep -q -e '-----END .*PRIVATE KEY-----' "$@" 2>/dev/null; }

# Name, the file that kubeadm renews, the file that a manifest names (if any), how many certificates of it count.
certificate() {
    file=${3:-$2}
    used="$used$file$line"
    echo "CERTIFICATE $1 $(shown "$file")"
    [ "$file" = "$2" ] || echo "RENEWED $(shown "$2")"
    trouble "$file" || blocks "$4" < "$file"
    echo END
}

# The client certificate of a kubeconfig: within it, or in the file that it names. kubeadm puts a new key into the kubeconfigs that it
# renews; the kubelet, whose kubeconfig it does not renew, needs the one that is there.
client() {
    if trouble "$2"; then return; fi
    data=$(value "$2" client-certificate-data)
    from=$(value "$2" client-certificate)
    within=$(value "$2" client-key-data)
    key=$(value "$2" client-key)
    case $key in /* | '') ;; *) key=$KUBERNETES/$key ;; esac
    if [ -n "$data" ]; then
        if [ "$1" = kubelet.conf ] && ! printf '%s' "$within" | base64 -d 2>/dev/null | has_key && ! has_key "${key:-/dev/null}"; then
            echo "WHY holds a certificate without its private key"
            return
        fi
        printf '%s' "$data" | base64 -d 2>/dev/null | blocks 1
        return
    elif [ -z "$from" ]; then
        echo "WHY names no client certificate"
        return
    fi
    case $from in /*) ;; *) from=$KUBERNETES/$from ;; esac
    why=$(trouble "$from") && { echo "WHY names $(shown "$from"), which ${why#WHY }"; return; }
    if [ -z "$within" ] && ! has_key "${key:-$from}"; then
        echo "WHY names $(shown "${key:-$from}"), which holds no private key"
        return
    fi
    blocks 1 < "$from"
}

kubeconfig() {
    echo "CERTIFICATE $1 $(shown "$2")"
    client "$1" "$2"
    echo END
}

for tool in kubeadm flock; do
    command -v "$tool" >/dev/null 2>&1 || echo "MISSING $tool"
done

apiserver=$(manifest kube-apiserver)
etcd=$(manifest etcd)
ca=$(flag "$apiserver" client-ca-file)
pki=$KUBERNETES/pki
case $ca in /*/ca.crt) pki=${ca%/ca.crt} ;; esac
echo "PKI $pki"
# Where the API server runs and etcd does not, etcd is elsewhere, and kubeadm renews nothing of it.
external=no
[ -z "$apiserver" ] || [ -n "$etcd" ] || external=yes

for key in ca.key etcd/ca.key front-proxy-ca.key; do
    [ "$external $key" = 'yes etcd/ca.key' ] && continue
    if ! [ -f "$pki/$key" ] || ! has_key "$pki/$key"; then echo "MISSING pki/$key"; fi
done

certificate ca "$pki/ca.crt" "$ca" 16
certificate front-proxy-ca "$pki/front-proxy-ca.crt" "$(flag "$apiserver" requestheader-client-ca-file)" 16
certificate apiserver "$pki/apiserver.crt" "$(flag "$apiserver" tls-cert-file)" 1
certificate apiserver-kubelet-client "$pki/apiserver-kubelet-client.crt" "$(flag "$apiserver" kubelet-client-certificate)" 1
certificate front-proxy-client "$pki/front-proxy-client.crt" "$(flag "$apiserver" proxy-client-cert-file)" 1
if [ "$external" = no ]; then
    certificate etcd-ca "$pki/etcd/ca.crt" "$(flag "$etcd" trusted-ca-file)" 16
    certificate apiserver-etcd-client "$pki/apiserver-etcd-client.crt" "$(flag "$apiserver" etcd-certfile)" 1
    certificate etcd-server "$pki/etcd/server.crt" "$(flag "$etcd" cert-file)" 1
    certificate etcd-peer "$pki/etcd/peer.crt" "$(flag "$etcd" peer-cert-file)" 1
    # It is for the probes of older manifests alone.
    if [ -e "$pki/etcd/healthcheck-client.crt" ]; then
        certificate etcd-healthcheck-client "$pki/etcd/healthcheck-client.crt" '' 1
    fi
else
    for pair in etcd-ca:etcd-cafile:16 apiserver-etcd-client:etcd-certfile:1; do
        name=${pair%%:*}
        named=$(flag "$apiserver" "$(printf '%s' "$pair" | cut -d: -f2)")
        [ -z "$named" ] || certificate "$name" "$pki/of-an-etcd-elsewhere" "$named" "${pair##*:}"
    done
fi

for name in controller-manager scheduler; do
    named=$(flag "$(manifest "kube-$name")" kubeconfig)
    kubeconfig "$name.conf" "${named:-$KUBERNETES/$name.conf}"
done
for name in admin super-admin; do
    if [ -e "$KUBERNETES/$name.conf" ] || [ -L "$KUBERNETES/$name.conf" ]; then kubeconfig "$name.conf" "$KUBERNETES/$name.conf"; fi
done

# The kubelet takes the certificate that its own rotation made where that one is still valid, else the one within its kubeconfig.
kubeconfig kubelet.conf "$KUBERNETES/kubelet.conf"
if [ -f "$KUBERNETES/kubelet.conf" ] && [ -n "$(value "$KUBERNETES/kubelet.conf" client-certificate-data)" ] \
    && [ -f "$kubelet/pki/kubelet-client-current.pem" ]; then
    echo "CERTIFICATE kubelet-rotated $kubelet/pki/kubelet-client-current.pem"
    blocks 1 < "$kubelet/pki/kubelet-client-current.pem"
    echo END
fi
for file in "$kubelet/pki/kubelet-server-current.pem" "$kubelet/pki/kubelet.crt"; do
    if [ -f "$file" ]; then
        certificate kubelet-server "$file" '' 1
        break
    fi
done

# By what name the kubelet knows its node, the surest first.
if [ -f "$kubelet/kubeadm-flags.env" ]; then
    echo "NODE $(shown "$(flag "$kubelet/kubeadm-flags.env" hostname-override)")"
fi
echo "NODE $(shown "$(flag "$etcd" name)")"
echo "NODE $(hostname 2>/dev/null | tr '[:upper:]' '[:lower:]')"

# Where this machine's own API server listens.
if [ -n "$apiserver" ]; then
    bound=$(flag "$apiserver" bind-address)
    port=$(flag "$apiserver" secure-port)
    case $bound in '' | 0.0.0.0 | :: | '::0') bound=127.0.0.1 ;; esac
    echo "API $(shown "$bound") $(shown "${port:-6443}")"
fi

# What kubeadm does not renew is named, so that it is not taken for what it renews.
strays=0
for file in "$pki"/*.crt "$pki"/*.pem "$pki"/*.cer "$pki"/*.cert "$pki"/etcd/*.crt "$pki"/etcd/*.pem; do
    [ -e "$file" ] || [ -L "$file" ] || continue
    case $line$used in *"$line$file$line"*) continue ;; esac
    case $file in */etcd/ca.crt | */etcd/server.crt | */etcd/peer.crt) [ "$external" = no ] && continue ;; esac
    strays=$((strays + 1))
    [ "$strays" -le 20 ] || continue
    echo "STRAY $(shown "${file#"$pki"/}")"
    trouble "$file" || blocks 1 65536 < "$file"
    echo END
done
echo "STRAYS $strays"
