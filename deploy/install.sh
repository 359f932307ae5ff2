#!/bin/sh
# Installs a program on a server: what is pushed afterwards is built by the installed one that equals its own, and judged
# by the one that was installed last. The first time it makes the server. Run it as root, for it belongs to nobody else.
# In: a COMMIT that was pushed, or an ARCHIVE (git archive COMMIT); FOLDER; ENVIRONMENT, for a server without network, a
# folder with the packages; PUSHES and SERVES, the accounts that take pushes and that serve. Touches nothing outside FOLDER.
set -eu
umask 022

here=$(cd "$(dirname "$0")" && pwd -P)
case $here in */programs/*/deploy) usual=${here%/programs/*} ;; *) usual=/srv/transparency ;; esac
what=${1:-}
folder=${2:-$usual}
pushes=${PUSHES:-publish}
serves=${SERVES:-site}
repository=$folder/site.git

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

check_words() {
    case $folder in
    *[!A-Za-z0-9._/-]* | [!/]*) stop "FOLDER is a full path of Latin letters, digits and . _ - /, for example /srv/transparency" ;;
    esac
    [ -f "$what" ] || printf '%s\n' "$what" | grep -qxE '[0-9a-f]{40}' ||
        stop "usage: sudo sh install.sh COMMIT|ARCHIVE [FOLDER]; COMMIT is the whole number of a commit that was pushed, 40 signs"
}

check_machine() {
    lacking=
    for name in git flock choom prlimit timeout python3 tar; do
        command -v "$name" >/dev/null || lacking="$lacking $name"
    done
    python3 -c 'import ensurepip, venv' 2>/dev/null || lacking="$lacking python3-venv"
    [ -z "$lacking" ] || stop "Missing here:$lacking. On Debian: sudo apt-get install git util-linux python3 python3-venv sudo"
    for account in "$pushes" "$serves"; do
        id -u "$account" >/dev/null 2>&1 || stop "There is no account $account; make it as the guide says: sudo adduser --system --group $account"
    done
    [ "$pushes" = "$serves" ] || [ "$(id -u)" = 0 ] || stop "Two accounts share this place, so run this as root: sudo sh $0 …"
}

# Each folder belongs to whoever has to write there: root, who takes pushes, or who serves.
make_folders() {
    mkdir -p "$folder/programs" "$folder/hooks" "$folder/git-shell-commands" "$folder/served/releases" "$folder/work" "$folder/state"
    [ -d "$repository" ] || git init --quiet --bare --shared=0640 --template= --initial-branch=main "$repository"
    chmod 700 "$folder/work" "$folder/state"
    [ "$pushes" = "$serves" ] || {
        chown "$serves:" "$folder/served" "$folder/served/releases" "$folder/work" "$folder/state"
        chown -R "$pushes:$(id -gn "$serves")" "$repository"
    }
    chmod 2750 "$repository"
}

# What git does before any hook of ours runs costs time and memory: so much and no more.
set_bounds() {
    for setting in receive.fsckObjects=true transfer.fsckObjects=true receive.unpackLimit=1 receive.autogc=false gc.auto=0 \
        receive.maxInputSize=20m pack.threads=1 index.threads=1 pack.windowMemory=50m core.bigFileThreshold=5m \
        core.deltaBaseCacheLimit=16m core.packedGitWindowSize=8m core.packedGitLimit=64m core.logAllRefUpdates=false receive.denyNonFastForwards=false core.hooksPath=../hooks; do
        run_as "$pushes" git --git-dir="$repository" config "${setting%%=*}" "${setting#*=}"
    done
}

# What root runs would follow what another account wrote: settings of git, links.
run_as() {
    account=$1
    shift
    if [ "$account" = "$(id -un)" ]; then "$@"; else runuser -u "$account" -- "$@"; fi
}

unpack() {
    rm -rf "$folder/programs/new"
    mkdir "$folder/programs/new"
    if [ -f "$what" ]; then cat "$what"; else run_as "$pushes" git --git-dir="$repository" archive "$what"; fi |
        tar --extract --file=- --no-same-owner --directory="$folder/programs/new" \
            LICENSE build_tools deploy mkdocs.yml pyproject.toml requirements site_src ||
        stop "That holds no program: give a commit that was pushed, or what git archive makes of one"
}

# An environment knows its own path, so it is made where it stays.
make_environment() {
    cd "$1" &&
        if [ -n "${ENVIRONMENT:-}" ]; then
            ln -sfn "$ENVIRONMENT" environment
        else
            sh requirements/environment.sh site environment
        fi && environment/bin/python -m compileall -q build_tools
}

put_program() {
    digest=$(python3 "$folder/programs/new/build_tools/publish/server/programs.py" "$folder/programs/new")
    program=$folder/programs/$digest
    # Of one that was cut off, or whose Python went with an update of the system, nothing is kept.
    "$program/environment/bin/python" -c 'import mkdocs' 2>/dev/null || {
        rm -rf "$program"
        mv "$folder/programs/new" "$program"
        (make_environment "$program") || { rm -rf "$program" && stop "The packages could not be installed, so nothing was changed"; }
    }
    rm -rf "$folder/programs/new"
    for name in publish push hooks/pre-receive; do put "$name"; done
    ln -sfn "$digest" "$folder/programs/newest.new" && mv -T "$folder/programs/newest.new" "$folder/programs/newest"
}

# Renamed into place, because it may be running.
put() {
    to=$folder/$1
    [ "$1" != push ] || to=$folder/git-shell-commands/push
    cp "$program/deploy/$1" "$to.new" && chmod 755 "$to.new" && mv "$to.new" "$to"
}

check_words
check_machine
make_folders
set_bounds
unpack
put_program
echo "Ready. This program judges and builds here from now on: $digest"
