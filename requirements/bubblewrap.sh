#!/bin/sh
# Prints the path of a bubblewrap that confines: the system's, or Debian's, unpacked into .bubblewrap and not installed.
# Where there is none, or the machine does not let it, one sentence says what the tests leave out.
set -eu

confines() {
    "$1" --unshare-user --unshare-all --ro-bind / / --proc /proc true >/dev/null 2>&1
}

find_bubblewrap() {
    for name in bwrap "$PWD/.bubblewrap/usr/bin/bwrap"; do
        path=$(command -v "$name") && confines "$path" && printf '%s\n' "$path" && return
    done
    return 1
}

unpack_bubblewrap() {
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
    { cd "$folder" && apt-get download bubblewrap && dpkg-deb -x bubblewrap_*.deb "$folder/there"; } >/dev/null 2>&1 || return 1
    cd "$here" && rm -rf .bubblewrap && mv "$folder/there" .bubblewrap
}

here=$PWD
find_bubblewrap || { unpack_bubblewrap; cd "$here"; find_bubblewrap; } || {
    echo "There is no bubblewrap that may confine programs here, so the tests of publishing are left out; to run them, install the package bubblewrap, on a machine that allows namespaces of users" >&2
    exit 1
}
