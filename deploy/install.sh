#!/bin/sh
# Makes FOLDER a place that maintainers push to and that a web server serves; run it again after an update of this.
# In: FOLDER, and DOMAIN, the name of the site; ENVIRONMENT, for a server without network, a folder with the packages.
# Out: FOLDER/site.git with its hooks, FOLDER/judge with the program that judges what is pushed, and what to do next; with
# --nginx instead the server block, printed. Keeps what was pushed, published and set. Touches nothing outside FOLDER.
set -eu
umask 022

here=$(cd "$(dirname "$0")" && pwd -P)
program=$(dirname "$here")

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

check_words() {
    [ $# = 2 ] || stop "usage: sh install.sh [--nginx] FOLDER DOMAIN, for example: sh install.sh /srv/transparency site.example.org"
    case $1 in
    *[!A-Za-z0-9._/-]* | [!/]* | '') stop "FOLDER is a full path of Latin letters, digits and . _ - /, for example /srv/transparency" ;;
    esac
    case $2 in
    *[!a-z0-9.-]* | '') stop "DOMAIN is the name of the site in small letters, without https://, for example site.example.org" ;;
    esac
}

# Whoever may push runs a program here, confined; were that to fail, it must not be with the rights of root.
check_user() {
    [ "$(id -u)" != 0 ] || [ "${AS_ROOT:-}" = yes ] ||
        stop "You are root, and what is pushed runs on this machine: run this as a user of its own, for example: sudo -u publish sh $0 …"
}

check_machine() {
    lacking=
    for name in git make flock choom python3 bwrap; do
        command -v "$name" >/dev/null || lacking="$lacking $name"
    done
    python3 -c 'import ensurepip, venv' 2>/dev/null || lacking="$lacking python3-venv"
    [ -z "$lacking" ] || stop "Missing here:$lacking. On Debian: sudo apt-get install bubblewrap git make util-linux python3 python3-venv"
    [ -d "$program/build_tools" ] || stop "$program/build_tools is missing: copy it there with $here, for it judges what is pushed"
}

# Only its owner may look in: it holds also what was never published.
make_repository() {
    [ -d "$repository" ] || git init --quiet --bare --template= --initial-branch=main "$repository"
    chmod 700 "$repository"
    git --git-dir="$repository" config receive.fsckObjects true
    git --git-dir="$repository" config receive.unpackLimit 1 # a push is one pack, which leans on nothing that may go
    git --git-dir="$repository" config receive.autogc false # the hooks tidy up, while no push is on its way
    git --git-dir="$repository" config --get receive.maxInputSize >/dev/null ||
        git --git-dir="$repository" config receive.maxInputSize 20m
}

# Between two pushes: what is being judged is judged to its end by what it began with.
put_programs() {
    exec 9>"$folder/lock"
    chmod 600 "$folder/lock"
    flock 9
    put_hooks
    put_judge
    exec 9>&-
}

# Renamed into place, because a hook may be running.
put() {
    cp "$1" "$2.new"
    chmod "$3" "$2.new"
    mv "$2.new" "$2"
}

put_hooks() {
    mkdir -p "$repository/hooks/parts" "$repository/hooks/confined"
    for path in "$here"/confined/*; do put "$path" "$repository/hooks/confined/${path##*/}" 644; done
    for path in "$here"/parts/*; do put "$path" "$repository/hooks/parts/${path##*/}" 644; done
    for path in "$here"/sentences.*; do put "$path" "$repository/hooks/${path##*/}" 644; done
    for name in publish pre-receive post-receive; do put "$here/$name" "$repository/hooks/$name" 755; done
}

# A push does not change it; so it stays as it is until this is run again with a newer one.
put_judge() {
    judge=$folder/judge
    rm -rf "$judge.new" "$judge.old"
    mkdir -p "$judge.new/requirements" "$judge.new/site_src"
    cp -R "$program/build_tools" "$judge.new/"
    cp -R "$program/site_src/locales" "$judge.new/site_src/"
    cp "$program/requirements/site.txt" "$judge.new/requirements/"
    [ ! -e "$judge" ] || mv "$judge" "$judge.old"
    mv "$judge.new" "$judge"
    rm -rf "$judge.old"
}

# The packages of the program that judges, and whether this server can confine at all.
prepare() {
    [ -z "${ENVIRONMENT:-}" ] || git --git-dir="$repository" config transparency.environment "$ENVIRONMENT"
    "$repository/hooks/publish" prepare
    # While it judges it can write nothing, so each push would compile it anew; without this a push takes a little longer.
    "$(cat "$judge/environment")/bin/python" -m compileall -q "$judge/build_tools" || true
}

make_folders() {
    mkdir -p "$folder/work" "$folder/releases"
    chmod 700 "$folder/work"
    chmod 711 "$folder/releases" # readers get to the one that the link names
}

# Printed, because whoever runs what is pushed must not be able to write what root's nginx reads.
print_nginx() {
    echo "Once certbot has run, this block is not all: written over what is there, it takes https away until certbot runs again." >&2
    sed "s|/srv/transparency|$folder|g; s|site\.example\.org|$domain|g" "$here/nginx.conf"
}

task=install
[ "${1:-}" != --nginx ] || { task=nginx && shift; }
check_words "$@"
folder=${1%/}
domain=$2
[ "$task" = install ] || { print_nginx && exit; }
check_user
check_machine
repository=$folder/site.git
mkdir -p "$folder" || stop "$folder cannot be made; make it first and give it to $(id -un): sudo install -d -o $(id -un) $folder"
make_repository
make_folders
put_programs
prepare
rm -f "$folder/nginx.conf" # of an older version
cat <<END
Ready. The branch $(git --git-dir="$repository" symbolic-ref --short HEAD) of $repository becomes $folder/site when it is pushed.
The server block for nginx: sh $here/install.sh --nginx $folder $domain
END
