# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Sourced. Where what the real hubs need is installed: another folder whenever a file that decides about it changes, so that a
# lab that runs is never touched.
hubs=$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")
cache=${REKINDLE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/rekindle}
proxy_pins=$hubs/../src/test/resources/jupyterhub
version=$(cat "$hubs"/{install,images,layer,pack.py} "$hubs"/python/*.txt "$proxy_pins"/package{,-lock}.json | sha256sum | cut -c1-12)
home=$cache/hubs/$version

say() { printf 'real hubs: %3d s  %s\n' "$SECONDS" "$*" >&2; }

fail() {
    printf 'real hubs: %s\n' "$@" >&2
    exit 1
}

# Ends with the cure where real hubs cannot be.
must_be_able() {
    ((EUID == 0)) || fail "a kubelet needs root: run this as root"
    [[ -e $home/complete ]] || fail "what it needs is not installed: run lab/install-extras --hubs"
}

# NAME: cgroup v1 wants a group in each of its trees, and the processors of a new group said.
make_group() {
    local tree setting
    for tree in /sys/fs/cgroup/*/; do
        mkdir -p "$tree/$1" 2>/dev/null || continue
        for setting in cpuset.cpus cpuset.mems; do
            [[ ! -e $tree/$1/$setting ]] || cat "$tree/$setting" >"$tree/$1/$setting"
        done
    done
}
