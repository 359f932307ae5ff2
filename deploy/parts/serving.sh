# Which release is served, and what becomes of all others.
# shellcheck shell=sh disable=SC2154 # publish reads all parts together

site=$folder/site
releases=$folder/releases

served_commit() {
    served=$(readlink "$site") || return 0
    served=${served#releases/}
    echo "${served%-*}"
}

newest_release() {
    newest=
    for candidate in "$releases/$1"-*; do
        [ ! -d "$candidate" ] || newest=$candidate
    done
    [ -n "$newest" ] && basename "$newest"
}

# Without -T, mv would put the link into the folder that the old link leads to.
point_site_to() {
    ln -s "releases/$1" "$site.$$" && mv -T "$site.$$" "$site"
}

# At once: a case that was withdrawn must not linger.
remove_others() {
    find "$releases" -mindepth 1 -maxdepth 1 ! -name "$1" -exec rm -rf {} +
}

# Whether a program still works with what was pushed into this folder of git. Of a push that is on its way nothing may
# name its folder: git starts one program after the other, and only they know.
is_in_use() {
    another_pushes || grep -qzs "^GIT_QUARANTINE_PATH=.*/${1##*/}\$" /proc/[0-9]*/environ
}

# What pushes left that were killed: it may be what must not be known. Needs the lock. The folders are listed before the
# pushes, so that one which begins in between keeps its own.
clear_away() {
    for left in "$repository"/objects/tmp_objdir-*; do
        [ ! -d "$left" ] || is_in_use "$left" || rm -rf "$left"
    done
    find "$folder" -maxdepth 1 -name 'site.*' -type l -delete
    clear_locks
    ! served=$(readlink "$site") || remove_others "${served#releases/}"
    empty_work
    remember_dropped
}

# Serves what the branch says, however often it is called. Needs the lock.
switch() {
    commit=$(published_commit)
    if ! release=$(newest_release "$commit") || ! point_site_to "$release"; then stop kept "$owner" "$hooks/publish"; fi
    remove_others "$release" || true
    tidy || say not_forgotten "$owner" "$hooks/publish"
    say published "$(short "$commit")"
}
