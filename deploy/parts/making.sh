# Makes a release of a commit, with the program of that commit. Changes nothing that is served.
# shellcheck shell=sh disable=SC2154,SC2034 # publish reads all parts together

work=$folder/work
judge=$folder/judge # the program that judges, which no push can change: install.sh puts it there

# It holds archives, for as long as they are needed.
empty_work() {
    rm -rf "$work" "$releases/new" && mkdir -p "$work" "$releases" && chmod 700 "$work"
}

forget_the_hook() {
    pushed=${GIT_QUARANTINE_PATH:-}
    # shellcheck disable=SC2046 # names of variables, one a word
    unset $(git rev-parse --local-env-vars) GIT_QUARANTINE_PATH
}

# A whole number above 0, or else what is given. `timeout` takes 0 for no end.
number_setting() {
    number=$(setting "$1")
    number=${number:-$2}
    case $number in 0* | *[!0-9]*) stop bad_setting "$1" >&2 ;; esac
    echo "$number"
}

# Needs what only the administrator can mend to be right.
read_settings() {
    cause=
    environment=$(setting environment)
    [ -z "$environment" ] || [ -x "$environment/bin/python" ] || stop bad_setting environment
    space=$(number_setting space 500) || exit 1
    memory=$(number_setting memory 2000) || exit 1
    [ -f "$judge/requirements/site.txt" ] || stop no_judge
    environment=''
    base=''
    limit=60
    can_confine || stop no_confinement
    limit=$(number_setting limit 600) || exit 1
}

# Where nginx's headers are; nothing where another server serves.
read_headers() {
    headers=$(setting headers)
    headers=${headers:-/etc/nginx/transparency.conf}
    [ "$headers" != none ] || headers=
    [ -z "$headers" ] || [ -r "$headers" ] || stop bad_setting headers
}

# Leaves the archive of the site in $work; the second word is where the branch is. Headers of another version of the
# pages would block their styles and the quick exit, so they are compared.
make_release() {
    begun=$(date +%s)
    format=$(git --git-dir="$repository" rev-parse --show-object-format) || return 1
    kept_as "$work/site.tar" --ro-bind "$repository/objects" /objects ${headers:+--ro-bind "$headers" "$headers"} -- \
        sh /confined/build "$1" "$format" "$2" "${pushed##*/}" "$headers" || explain "$status"
}

# Why a build ended that nobody's mistake ended; always false. `timeout` kills what does not end when told to.
explain() {
    lasted=$(($(date +%s) - begun))
    case $1 in
    97) say nothing_made ;;
    124) cause=too_long ;;
    137) [ "$lasted" -lt "$limit" ] && cause=killed || cause=too_long ;;
    esac
    [ -z "$cause" ] || say "$cause"
    return 1
}

# Plain files of the archive, judged where they lie; what judges them is of this server and not of the push.
judge_release() {
    mkdir "$releases/new"
    kept_as /dev/null --ro-bind "$judge" /judge --ro-bind "$work/site.tar" /site.tar --bind "$releases/new" /new \
        -- env --chdir=/judge /environment/bin/python -m build_tools receive /site.tar /new "$1"
}

# Its own packages, and a note of where they are, so that no push has them removed.
need_judge() {
    environment=''
    need_environment "$judge/requirements/site.txt" && echo "$environment" >"$judge/environment"
}

# What it needs, made once, and not with the next push.
prepare_judge() {
    need_judge &&
        kept_as /dev/null --bind "$judge" /judge -- /environment/bin/python -m compileall -q /judge/build_tools
}

# Each commit of a push, read by the program of this server before git stores it or anything of it is run. What the
# repository has already was judged when it came, or was there before there was anything to judge it.
judge_commits() {
    read_settings
    refusal=personal
    need_judge || refuse ''
    printf '%s\n' "$1" >"$work/lines"
    git --git-dir="$repository" for-each-ref --format='%(objectname)' >"$work/known" || refuse ''
    format=$(git --git-dir="$repository" rev-parse --show-object-format) || refuse ''
    begun=$(date +%s)
    pushed=${GIT_QUARANTINE_PATH:-}
    kept_as /dev/null --ro-bind "$repository/objects" /objects --ro-bind "$judge" /judge \
        --ro-bind "$work/lines" /lines --ro-bind "$work/known" /known -- \
        sh /confined/commits "$format" "${pushed##*/}" || explain "$status" || refuse ''
}

# Of the same bytes, made once more.
keep_signature() {
    cmp -s "$site/manifest.txt" "$releases/new/manifest.txt" || return 0
    for signature in "$site"/manifest.txt.sig "$site"/manifest.txt.minisig; do
        [ ! -f "$signature" ] || cp "$signature" "$releases/new/"
    done
}

keep_release() {
    keep_signature && sync -f "$releases/new" && mv "$releases/new" "$releases/$1-$(date +%s)"
}

# Ends the push; the site and the branch are as they were.
refuse() {
    empty_work || true
    [ "$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')" -ge 10240 ] || { cause=full && say full; }
    [ -n "$cause" ] || [ "$refusal" != refused ] || echo "$1" >>"$repository/refused"
    stop "$refusal"
}

# Finds the environment of a lock, or says what is wrong with it. What the network does is nobody's mistake.
need_environment() {
    if ! read_lock "$1"; then
        say strange_lock
        return 1
    fi
    find_environment && return
    cause=no_packages
    say no_packages
    return 1
}

# Makes releases/COMMIT-TIME, where the branch is at the second word; a third names what is said if it fails. Needs the
# lock.
build() {
    refusal=${3:-refused}
    clear_away
    read_settings
    read_headers
    say building
    note_dropped "$2" "$1" || refuse "$1"
    lock_of "$1" || refuse "$1"
    forget_the_hook
    need_environment "$work/lock.pushed" || refuse "$1"
    built=$environment
    make_release "$1" "$2" || refuse "$1"
    need_judge || refuse "$1"
    judge_release "$1" || refuse "$1"
    keep_release "$1" || refuse "$1"
    remove_environments "$built" "$environment"
    empty_work
}
