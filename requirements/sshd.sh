#!/bin/sh
# Prints the path of an sshd that runs: the system's, or Debian's, unpacked into .sshd and not installed, so that no server
# starts on this machine. Where there is none, one sentence says what the tests leave out.
set -eu

find_sshd() {
    # An account that is not root often has no sbin in its PATH.
    for name in sshd /usr/sbin/sshd "$PWD/.sshd/usr/sbin/sshd"; do
        path=$(command -v "$name") && "$path" -V >/dev/null 2>&1 && printf '%s\n' "$path" && return
    done
    return 1
}

unpack_sshd() {
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
    {
        cd "$folder" && apt-get download openssh-server || return 1
        for library in libwrap0 libwtmpdb0; do apt-get download "$library" || :; done # as far as this Debian has them
        for package in *.deb; do dpkg-deb -x "$package" "$folder/there" || return 1; done
    } >/dev/null 2>&1
    cd "$here" && rm -rf .sshd && mv "$folder/there" .sshd
}

here=$PWD
find_sshd || { unpack_sshd; cd "$here"; find_sshd; } || {
    echo "There is no sshd, so the tests of logging in are left out; to run them, install the package openssh-server" >&2
    exit 1
}
