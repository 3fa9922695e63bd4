# SPDX-License-Identifier: Apache-2.0
#
# What the scripts of this folder share.

say() { printf '\n=== %s\n' "$*"; }

step() {
    local what=$1 start=$SECONDS
    shift
    say "$what: $*"
    "$@"
    say "$what: done in $((SECONDS - start)) s"
}

# The home of a JDK of this feature number: the variable JAVA_<number>_HOME, else JAVA_HOME, else under /usr/lib/jvm.
jdk() {
    local number=$1 variable="JAVA_$1_HOME" candidate
    for candidate in "${!variable:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*; do
        if [[ -x $candidate/bin/javac ]] && grep -qs "^JAVA_VERSION=\"$number[.\"]" "$candidate/release"; then
            echo "$candidate"
            return
        fi
    done
    return 1
}
