#!/bin/sh
# Prints the path of a Chromium that runs: $CHROME_PATH, or the first that the system has.
# If there is none, installs Debian's with a font that has the Kazakh letters, where that asks no question;
# otherwise one sentence says what to install.
set -eu

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

runs() {
    "$1" --version >/dev/null 2>&1
}

find_chromium() {
    for name in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Chromium.app/Contents/MacOS/Chromium" \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
        path=$(command -v "$name") && runs "$path" && printf '%s\n' "$path" && return
    done
    return 1
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
    find_chromium || { install_chromium && find_chromium; } ||
        stop "The tests need Chromium: install the packages chromium and fonts-noto-core (Debian, Ubuntu: sudo apt-get install chromium fonts-noto-core), or set CHROME_PATH to a Chrome or Chromium"
fi
