#!/bin/sh
# Prints the path of an nginx or sshd that runs: the system's, or Debian's, unpacked into .nginx or .sshd and not installed,
# so that no server starts on this machine. Where there is none, one sentence says what the tests leave out.
# In: its name; $NGINX_PATH, which may name an nginx.
set -eu

name=$1
here=$PWD
case $name in
nginx) version=-v package=nginx others='' named=${NGINX_PATH:-} ;;
*) version=-V package=openssh-server others='openssh-client libwrap0 libwtmpdb0' named='' ;;
esac

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

find_server() {
    # An account that is not root often has no sbin in its PATH.
    for place in "$name" "/usr/sbin/$name" "/usr/local/sbin/$name" "$here/.$name/usr/sbin/$name"; do
        path=$(command -v "$place") && "$path" "$version" >/dev/null 2>&1 && printf '%s\n' "$path" && return
    done
    return 1
}

unpack_server() {
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
    {
        cd "$folder" && apt-get download "$package" || return 1
        for other in $others; do apt-get download "$other" || :; done # as far as this Debian has them
        for file in *.deb; do dpkg-deb -x "$file" "$folder/there" || return 1; done
    } >/dev/null 2>&1
    cd "$here" && rm -rf ".$name" && mv "$folder/there" ".$name"
}

if [ -n "$named" ]; then
    "$named" "$version" >/dev/null 2>&1 || stop "NGINX_PATH names no nginx that runs: correct it, or unset it to use the system's"
    printf '%s\n' "$named"
else
    find_server || { unpack_server; cd "$here"; find_server; } ||
        stop "There is no $name, so the tests of it are left out; to run them, install the package $package"
fi
