# What a push drops from the history is removed from the server, and may not come back.
# shellcheck shell=sh disable=SC2154 # publish reads all parts together

# Whether git lists, for the words after the first, a commit that stands in the file FILE. What nobody can tell may be one.
is_among() {
    among=$1
    shift
    [ -e "$among" ] || return 1
    listed=$(git rev-list "$@" 2>/dev/null) || return 0
    found=0
    printf '%s\n' "$listed" | grep -qxFf "$among" 2>/dev/null || found=$?
    [ "$found" != 1 ] # 0 where grep found one, 2 where it could not look
}

# Whether a commit comes with one that was removed from the history, perhaps with a case.
brings_back() {
    is_among "$repository/dropped" "$1"
}

# Notes what a push drops that rewrites the history. Only when git has moved the branch it is known to be dropped.
note_dropped() {
    ! is_nothing "$1" || return 0
    dropped=$(git --git-dir="$repository" rev-list "$1" "^$2") || return 1
    [ -z "$dropped" ] || printf '%s\n' "$2" "$dropped" >"$repository/rewriting"
}

remember_dropped() {
    [ -f "$repository/rewriting" ] || return 0
    if [ "$(head -n 1 "$repository/rewriting")" = "$(published_commit)" ]; then
        tail -n +2 "$repository/rewriting" >>"$repository/dropped"
        mv "$repository/rewriting" "$repository/forgetting"
    else
        rm "$repository/rewriting"
    fi
}

# Removes what no branch leads to any more. Not while another push waits: git would remove what it brought as well.
forget_dropped() {
    [ -f "$repository/forgetting" ] && ! somebody_waits || return 0
    git --git-dir="$repository" reflog expire --expire=now --all &&
        git --git-dir="$repository" gc --prune=now --quiet >/dev/null 2>&1 &&
        rm "$repository/forgetting"
}
