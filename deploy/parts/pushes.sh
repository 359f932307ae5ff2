# What a push says: which branch it moves, and whether that is allowed before anything is built.
# shellcheck shell=sh disable=SC2154 # publish reads all parts together

nothing=0000000000000000000000000000000000000000

published_branch() {
    git --git-dir="$repository" symbolic-ref HEAD
}

published_commit() {
    git --git-dir="$repository" rev-parse --quiet --verify "$(published_branch)^{commit}" || echo "$nothing"
}

short() {
    printf '%.10s' "$1"
}

is_nothing() {
    case $1 in *[!0]*) return 1 ;; esac
}

# Reads the lines `old new name` of a push; prints `old new` of the published branch, if it is among them.
of_published_branch() {
    branch=$(published_branch)
    while read -r old new name; do
        [ "$name" != "$branch" ] || echo "$old $new"
    done
}

# Whether a push does more than delete.
brings_something() {
    printf '%s\n' "$1" | while read -r _ new _; do is_nothing "$new" || echo "$new"; done | grep -q .
}

# Leaves the `old new` of the published branch in $push, which is empty for a push of others.
judge_lines() {
    judge_names <<END
$1
END
    push=$(printf '%s\n' "$1" | of_published_branch)
    [ -z "$push" ] || judge_push "${push% *}" "${push#* }"
}

# Reads the lines of a push. What is never checked is not stored either, whatever it is called.
judge_names() {
    branch=$(published_branch)
    while read -r _ new name; do
        ! is_nothing "$new" || continue
        [ "$name" = "$branch" ] || [ "$(setting drafts)" = allowed ] || stop drafts "$branch"
        ! brings_back "$new" || stop dropped
    done
}

# Whether a push brings, below its last commit, one that was refused. It would be stored as it was, with the mistake.
holds_refused() {
    is_among "$repository/refused" --skip=1 "$2" "^$1"
}

# Needs git's view of the pushed commits, which are not yet part of the repository.
judge_push() {
    ! is_nothing "$2" || stop deleted "$(published_branch)"
    ! is_nothing "$1" || return 0
    git merge-base --is-ancestor "$1" "$2" || [ "$(setting rewriting)" = allowed ] || stop rewritten
    ! holds_refused "$1" "$2" || stop refused_before
}
