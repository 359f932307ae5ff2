#!/bin/sh
# Prints the path of an nginx that runs: $NGINX_PATH, the system's, or Debian's, unpacked into .nginx and not installed,
# so that no server starts on this machine. Where there is none, one sentence says what the tests leave out.
set -eu

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

runs() {
    "$1" -v >/dev/null 2>&1
}

find_nginx() {
    # An account that is not root often has no sbin in its PATH.
    for name in nginx /usr/sbin/nginx /usr/local/sbin/nginx "$PWD/.nginx/usr/sbin/nginx"; do
        path=$(command -v "$name") && runs "$path" && printf '%s\n' "$path" && return
    done
    return 1
}

unpack_nginx() {
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
    { cd "$folder" && apt-get download nginx && dpkg-deb -x nginx_*.deb "$folder/nginx"; } >/dev/null 2>&1 || return 1
    cd "$here" && rm -rf .nginx && mv "$folder/nginx" .nginx
}

here=$PWD
if [ -n "${NGINX_PATH:-}" ]; then
    runs "$NGINX_PATH" || stop "NGINX_PATH names no nginx that runs: correct it, or unset it to use the system's"
    printf '%s\n' "$NGINX_PATH"
else
    find_nginx || { unpack_nginx; cd "$here"; find_nginx; } ||
        stop "There is no nginx, so the tests of the server are left out; to run them, install the package nginx or set NGINX_PATH"
fi
