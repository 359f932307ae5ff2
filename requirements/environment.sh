#!/bin/sh
# Makes FOLDER a virtual environment with the packages of requirements/NAME.txt, and the project unless NAME is lock.
# In: NAME (site, test, bench, lock), FOLDER, $PYTHON. Out: that folder; at once when nothing has changed. If a new one
# cannot be made, the old one stays, for whoever goes back to the packages that it has.
# Never installs anything outside FOLDER; what is missing is named in one sentence, with its fix.
set -eu

name=$1
folder=$2
python=${PYTHON:-python3}

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

# The fix for a missing piece: its name for apt-get, its name for Homebrew.
how_to_get() {
    if command -v apt-get >/dev/null; then
        echo "sudo apt-get install $1"
    elif command -v brew >/dev/null; then
        echo "brew install $2"
    else
        echo "install it with the package manager of this system"
    fi
}

check_machine() {
    command -v "$python" >/dev/null || stop "$python is missing: $(how_to_get 'python3 python3-venv' python)"
    # Of an active virtual environment, the Python that it was made from: the environment may be the one to replace.
    # Without links: the same Python has one name, whether an environment of it is active or not.
    about=$("$python" -c 'import os, sys; print("%d.%d %s" % (sys.version_info[:2] + (os.path.realpath(getattr(sys, "_base_executable", sys.executable)),)))') ||
        stop "$python does not run: name another Python, for example PYTHON=/usr/bin/python3"
    version=${about%% *}
    base=${about#* }
    case $version in
    2.* | 3.[0-9] | 3.10) stop "$python is Python $version and 3.11 or newer is needed: name one, for example PYTHON=python3.13" ;;
    esac
}

# Before anything is touched: of a file that lacks or cannot be read, pip would speak as if to programmers.
check_files() {
    lock=requirements/$name.txt
    for file in "$lock" $([ "$name" = lock ] || echo pyproject.toml); do
        [ -f "$file" ] || stop "$file is missing: bring it back with git checkout -- $file"
        [ -r "$file" ] || stop "$file cannot be read: chmod u+r $file, or have its owner do that"
    done
    ! grep -q '^<<<<<<< ' "$lock" ||
        stop "$lock has the marks of an unfinished merge: git checkout HEAD -- $lock, then make lock"
}

# Changes with the Python, the folder, this script and each lock whose packages are installed.
state() {
    {
        printf '%s\n' "$about" "$(pwd -P)" && cat requirements/environment.sh
        for installed in "$folder"/has-*; do
            cat "requirements/${installed##*/has-}.txt" 2>/dev/null || true
        done
    } | cksum
}

# What create put aside comes back, unless something good has taken its place.
bring_back() {
    [ -e "$folder.old" ] && [ ! -e "$folder/ready" ] || return 0
    rm -rf "$folder" && mv "$folder.old" "$folder"
}

check_owner() {
    [ ! -e "$folder" ] || [ -w "$folder" ] || stop "$folder belongs to another user and must change: sudo rm -r $folder"
}

is_nearly_full() {
    free=$(df -Pk "$1" 2>/dev/null | awk 'NR == 2 { print $4 }')
    [ "${free:-204800}" -lt 204800 ]
}

# Prints what can be told apart of why venv or pip gave up, or else the first word. While what they left still lies there.
why() {
    for place in "$(cd "$(dirname "$folder")" && pwd)" "${TMPDIR:-/tmp}"; do
        ! is_nearly_full "$place" ||
            set -- "less than 200 MB are free where $place lies, which they can take: make room and run this again"
    done
    "$base" -c 'import ssl' 2>/dev/null ||
        set -- "Python $version has no module ssl, without which nothing can be fetched: name another, for example PYTHON=/usr/bin/python3"
    echo "$1"
}

create() {
    check_owner
    "$base" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "The venv module of Python $version is missing: $(how_to_get "python$version-venv" python)"
    [ ! -e "$folder/ready" ] || { rm -rf "$folder.old" && mv "$folder" "$folder.old"; }
    rm -rf "$folder"
    "$base" -m venv "$folder" || {
        reason=$(why "the lines above say why")
        bring_back
        stop "$folder cannot be made: $reason"
    }
}

pip_install() {
    "$folder/bin/python" -m pip --disable-pip-version-check --no-input --quiet install "$@" || {
        reason=$(why "the lines above say why: connect to the network and run this again; with a Python newer than 3.14, name an older one, for example PYTHON=python3.13")
        [ ! -e "$folder/was-ready" ] || mv "$folder/was-ready" "$folder/ready"
        bring_back
        stop "The packages could not be installed, $reason"
    }
}

# Without the file "ready" the folder is made anew: it is away while something is under way.
# When pip gives up it has changed nothing, so what was ready stays ready: no network for the tests, but still a site.
install() {
    check_owner
    [ ! -e "$folder/ready" ] || mv "$folder/ready" "$folder/was-ready"
    "$@"
    rm -f "$folder/was-ready"
    state >"$folder/ready"
}

install_packages() {
    echo "Installing the packages of requirements/$name.txt into $folder" >&2
    pip_install --require-hashes --only-binary :all: --requirement "requirements/$name.txt"
    touch "$folder/has-$name"
}

# The theme advertises its successor whenever MkDocs loads it, which is before it loads our plugin: Python itself says no.
install_project() {
    pip_install --no-deps --no-build-isolation --editable .
    for packages in "$folder"/lib/python*/site-packages; do
        echo 'import os; os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")' >"$packages/no_advertisement.pth"
    done
    cksum <pyproject.toml >"$folder/project"
}

ready() {
    [ -x "$folder/bin/python" ] && [ "$(cat "$folder/ready" 2>/dev/null)" = "$(state)" ]
}

project_is_current() {
    [ -x "$folder/bin/transparency" ] && [ "$(cat "$folder/project" 2>/dev/null)" = "$(cksum <pyproject.toml)" ]
}

# Something is to be installed, and somebody has deleted what installs it.
cannot_go_on() {
    { [ ! -e "$folder/has-$name" ] || { [ "$name" != lock ] && ! project_is_current; }; } &&
        ! "$folder/bin/python" -c 'import pip' 2>/dev/null
}

check_machine
check_files
bring_back
if ! ready || cannot_go_on; then create; fi
[ -e "$folder/has-$name" ] || install install_packages
[ "$name" = lock ] || project_is_current || install install_project
[ ! -e "$folder.old" ] || rm -rf "$folder.old"
