# One push at a time, from its first step to its last.
# shellcheck shell=sh disable=SC2154 # publish reads all parts together

patience=900 # seconds that a push waits for one before it

# One at a time. What is started from here keeps the lock, so that nobody begins in the same folder when this script
# is killed and a build goes on; only the programs of a push do not, see confined. Nobody else may hold it.
try_lock() {
    exec 9>"$folder/lock"
    chmod 600 "$folder/lock"
    flock --nonblock 9
}

take_lock() {
    try_lock && return
    say waiting
    flock --timeout "$patience" 9 || stop busy
}

# While a push waits, its maintainer may give up.
git_is_there() {
    [ "$(awk '$1 == "PPid:" { print $2 }' "/proc/$$/status")" = "$PPID" ]
}

# Whether git is storing, judging or accepting another push than this one. It stands in the repository from before it says
# what is there until it ends.
another_pushes() {
    find /proc/[0-9]*/cwd -maxdepth 0 -lname "$repository" -printf '%h\n' 2>/dev/null | while read -r git; do
        [ "$git" = "/proc/$PPID" ] || ! grep -qs receive-pack "$git/cmdline" || echo "$git"
    done | grep -q .
}

# git stores what came, moves branches and calls post-receive only when pre-receive has ended; until then nobody else may
# begin. If the line to the maintainer breaks off, git may give up before post-receive; so what is then to be done, which
# the word says, is done from here.
stay_until_git_ends() {
    {
        tail --pid="$PPID" -s 0.2 -f /dev/null
        forget_the_hook
        "$1"
    } >/dev/null 2>&1 &
}

# What a git left that was killed: nobody could move the branch any more. No git holds one for a minute.
clear_locks() {
    find "$repository/HEAD.lock" "$repository/packed-refs.lock" "$repository/refs" -name '*.lock' -mmin +1 -delete \
        2>/dev/null || true
}
