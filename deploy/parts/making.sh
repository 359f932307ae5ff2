# Makes a release of a commit, with the program of that commit. Changes nothing that is served.
# shellcheck shell=sh disable=SC2154 # publish reads all parts together

work=$folder/work
ended=@ended # begins the line after what a build says; lines for programmers, or for a build by hand, are left out

# All but the environment, which takes time and the network to make.
empty_work() {
    mkdir -p "$work"
    find "$work" -mindepth 1 -maxdepth 1 ! -name .venv ! -name .venv.old -exec rm -rf {} +
}

# A work tree that borrows the objects of the repository, and of the push that is being judged.
check_out() {
    for objects in "$repository/objects" ${pushed:+"$pushed"}; do printf '%s\n' "$objects"; done >"$folder/objects.new"
    format=$(git --git-dir="$repository" rev-parse --show-object-format)
    git init --quiet --template= --object-format="$format" "$work" &&
        mkdir -p "$work/.git/objects/info" &&
        mv "$folder/objects.new" "$work/.git/objects/info/alternates" &&
        git -C "$work" -c advice.detachedHead=false checkout --quiet --force --detach "$1"
}

forget_the_hook() {
    pushed=${GIT_QUARANTINE_PATH:-}
    # shellcheck disable=SC2046 # names of variables, one a word
    unset $(git rev-parse --local-env-vars) GIT_QUARANTINE_PATH SOURCE_DATE_EPOCH RELEASE MAKEFLAGS MAKELEVEL
}

# Needs what only the administrator can mend to be right.
read_settings() {
    begun=$(date +%s)
    cause=
    environment=$(setting environment)
    [ -z "$environment" ] || [ -x "$environment/bin/python" ] || stop bad_setting environment
    limit=$(setting limit)
    limit=${limit:-600}
    case $limit in *[!0-9]*) stop bad_setting limit ;; esac
    headers=$(setting headers)
    case $headers in
    none) headers= ;;
    '') headers=/etc/nginx/transparency.conf && [ -e "$headers" ] || headers= ;;
    esac
    [ -z "$headers" ] || [ -r "$headers" ] || stop bad_setting headers
}

# Headers of another version of the pages would block their styles and the quick exit, so they are compared.
# `timeout` keeps the lock and what it starts does not: if a program of the push stays behind, it holds nobody up, and
# if this script is killed, the next push waits until the build has ended. The last line comes also where a program
# stays behind that could still write.
make_release() {
    status=0
    {
        # shellcheck disable=SC2016 # the words are for the other sh
        LC_ALL=C.UTF-8 TRANSPARENCY_LANGUAGE=$language timeout --kill-after=10 "$limit" sh -c 'exec "$@" 9>&-' sh \
            make --silent --no-print-directory -C "$work" release \
            ${environment:+"ENVIRONMENT=$environment"} ${headers:+"HEADERS=$headers"} </dev/null 2>&1 || status=$?
        echo "$ended $status"
    } | sed --unbuffered "/^$ended 0\$/Q 10; /^$ended 124\$/Q 11; /^$ended 137\$/Q 13; /^$ended /Q 12
        /^make: .* \(Killed\|Error 137\)\$/Q 13; /^Killed\$/d; /^make: \*\*\* /d; /\/work\/site\//d" || status=$?
    [ "$status" = 10 ] || explain "$status"
}

# Why a build ended that nobody's mistake ended; always false. `timeout` kills what does not end when told to.
explain() {
    lasted=$(($(date +%s) - begun))
    case $1 in
    11) cause=too_long ;;
    13) [ "$lasted" -lt "$limit" ] && cause=killed || cause=too_long ;;
    esac
    [ -z "$cause" ] || say "$cause"
    return 1
}

# A push may hold a program that makes nothing, or a link to somewhere.
keep_release() {
    if [ -L "$work/site" ] || [ ! -f "$work/site/manifest.txt" ]; then
        say nothing_made
        return 1
    fi
    keep_signature
    mkdir -p "$releases" && sync -f "$work/site" && mv "$work/site" "$releases/$1-$(date +%s)"
}

# Of the same bytes, made once more.
keep_signature() {
    cmp -s "$site/manifest.txt" "$work/site/manifest.txt" || return 0
    for signature in "$site"/manifest.txt.sig "$site"/manifest.txt.minisig; do
        [ ! -f "$signature" ] || cp "$signature" "$work/site/"
    done
}

# Ends the push; the site and the branch are as they were.
refuse() {
    empty_work || true
    [ "$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')" -ge 10240 ] || { cause=full && say full; }
    [ -n "$cause" ] || [ "$refusal" != refused ] || echo "$1" >>"$repository/refused"
    stop "$refusal"
}

# Makes releases/COMMIT-TIME, if the branch is still where it was when this push began; a third word names what is said
# if it fails. Needs the lock.
build() {
    refusal=${3:-refused}
    clear_away
    [ "$(published_commit)" = "$2" ] || stop overtaken
    read_settings
    say building
    note_dropped "$2" "$1" || refuse "$1"
    forget_the_hook
    check_out "$1" || refuse "$1"
    make_release || refuse "$1"
    keep_release "$1" || refuse "$1"
    empty_work
}
