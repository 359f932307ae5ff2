#!/bin/sh
# Prints the path of a Chromium that runs: $CHROME_PATH, or else Chromium without a window, the system's or Debian's,
# unpacked into .chromium and not installed: it opens a page in half the time of the whole one. Where that does not run,
# the first Chromium that the system has. If there is none, installs Debian's with a font that has the Kazakh letters,
# where that asks no question; otherwise one sentence says what to install.
set -eu

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

runs() {
    "$1" --version >/dev/null 2>&1
}

# Root may not use the sandbox, and nobody may on a machine that keeps namespaces from users.
shows_pages() {
    [ "$(id -u)" != 0 ] || set -- "$1" --no-sandbox
    [ "$("$@" --headless --disable-gpu --dump-dom about:blank 2>/dev/null)" ]
}

find_shell() {
    for name in chromium-headless-shell "$PWD/.chromium/usr/lib/chromium/chromium-headless-shell"; do
        path=$(command -v "$name") && shows_pages "$path" && printf '%s\n' "$path" && return
    done
    return 1
}

# Its libraries are those of the whole Chromium, so it waits until there is one.
unpack_shell() {
    find_chromium && command -v apt-get && command -v dpkg-deb || return 1
    folder=$(mktemp -d) && trap 'rm -rf "$folder"' EXIT
    (cd "$folder" && apt-get download chromium-headless-shell chromium-common) || return 1
    for package in "$folder"/*.deb; do dpkg-deb -x "$package" "$folder/there" || return 1; done
    rm -rf .chromium && mv "$folder/there" .chromium
}

find_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        path=$(command -v "$name") && runs "$path" && printf '%s\n' "$path" && return
    done
    return 1
}

best_chromium() {
    find_shell || { unpack_shell >/dev/null 2>&1 && find_shell; } || find_chromium
}

# Prints what stands before a command that root must run; fails where that would ask for a password.
as_root() {
    [ "$(id -u)" = 0 ] || { sudo -n true 2>/dev/null && echo sudo; }
}

apt_get() {
    log=$($sudo env DEBIAN_FRONTEND=noninteractive apt-get "$@" 2>&1) || { printf '%s\n' "$log" >&2 && return 1; }
}

install_chromium() {
    command -v apt-get >/dev/null && sudo=$(as_root) || return 1
    echo "Installing Chromium and a font for the tests" >&2
    apt_get update && apt_get install -y --no-install-recommends chromium fonts-noto-core
}

if [ -n "${CHROME_PATH:-}" ]; then
    runs "$CHROME_PATH" || stop "CHROME_PATH names no Chromium that runs: correct it, or unset it to use the system's"
    printf '%s\n' "$CHROME_PATH"
else
    best_chromium || { install_chromium && best_chromium; } ||
        stop "The tests need Chromium: install the packages chromium and fonts-noto-core (Debian, Ubuntu: sudo apt-get install chromium fonts-noto-core), or set CHROME_PATH to a Chrome or Chromium"
fi
