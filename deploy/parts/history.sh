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

# The list grows whole or not at all: a line cut off by a full disk would let a commit back in.
remember_dropped() {
    [ -f "$repository/rewriting" ] || return 0
    if [ "$(head -n 1 "$repository/rewriting")" != "$(published_commit)" ]; then
        rm "$repository/rewriting"
        return
    fi
    { { [ ! -e "$repository/dropped" ] || cat "$repository/dropped"; } && tail -n +2 "$repository/rewriting"; } \
        >"$repository/dropped.new" &&
        mv -T "$repository/dropped.new" "$repository/dropped" &&
        mv "$repository/rewriting" "$repository/forgetting"
}

# Notes the commits that git is about to store, after those of pushes that were killed over that. What is no longer
# called by a draft or a tag is to go in any case.
note_arriving() {
    branch=$(published_branch)
    printf '%s\n' "$1" | while read -r _ new name; do
        [ "$name" = "$branch" ] || touch "$repository/forgetting"
        is_nothing "$new" || echo "$new"
    done >>"$repository/arriving"
}

# What git did not accept in the end, or was killed over, must not stay.
see_what_arrived() {
    [ -f "$repository/arriving" ] || return 0
    missing=0
    git --git-dir="$repository" for-each-ref --format='%(objectname)' |
        grep -qvxFf - "$repository/arriving" || missing=$?
    if [ "$missing" = 1 ]; then rm "$repository/arriving"; else mv "$repository/arriving" "$repository/forgetting"; fi
}

most_packs=50 # each push brings one

has_many_packs() {
    set -- "$repository"/objects/pack/*.pack
    [ $# -gt "$most_packs" ]
}

# Removes what no branch leads to any more. Not while another push is on its way: it may count on what was there when it
# began. What one brings that begins meanwhile is younger than what is removed, and leans on nothing that goes, because
# each push is kept as one pack (receive.unpackLimit). A git that was killed leaves a mark which keeps its pack.
forget_dropped() {
    [ -f "$repository/forgetting" ] || has_many_packs || return 0
    before=$(($(date +%s) - 1))
    ! another_pushes || return 0
    {
        find "$repository/objects/pack" -name '*.keep' -delete &&
            git --git-dir="$repository" reflog expire --expire=now --all &&
            git --git-dir="$repository" pack-refs --all &&
            git --git-dir="$repository" repack -a -d --quiet &&
            git --git-dir="$repository" prune --expire="$before" &&
            remove_unfinished &&
            rm -f "$repository/forgetting"
    } >/dev/null 2>&1
}

# Packs of a git that was killed while it wrote them or moved them here, where their index comes last; git lets them lie.
remove_unfinished() {
    for pack in "$repository"/objects/pack/pack-*.pack; do
        [ -e "${pack%.pack}.idx" ] || rm -f "$pack" || return 1
    done
    find "$repository/objects/pack" -name '.tmp-*' -delete
}

# Needs the lock, or to be called by git, whose pre-receive has left it to a process that waits for git.
tidy() {
    remember_dropped && see_what_arrived && forget_dropped
}
