# Runs programs that nobody here trusts. They reach no network, no other program and no folder of this server but those
# that are named, and those they can only read. They write to /work alone: memory, bounded, which is gone when they end,
# and so is all that they started. What they made comes out through a pipe, as an archive.
# shellcheck shell=sh disable=SC2154 # publish reads all parts together

most_said=1000000 # bytes of what a program says that are shown
system_path=/usr/local/bin:/usr/bin:/bin

can_confine() {
    command -v bwrap >/dev/null && confined -- true </dev/null >/dev/null 2>&1
}

# In: options of bwrap that give more to read, `--`, a program and its words; $environment, which it finds at
# /environment, and $base, the Python of that, or nothing. Out: 124 where it was ended after $limit seconds.
# Memory is bounded for each program; if the server runs short of it all the same, the kernel ends these first (choom).
# The number of programs is bounded inside, where others of the account do not count. /proc cannot be written, for there
# root could tell the kernel what to run. fd 9 is the lock.
confined() {
    sealed=
    for word in "$@"; do
        shift
        [ "$word$sealed" != -- ] || { sealed=yes && set -- "$@" --remount-ro / -- prlimit --nproc=256; }
        set -- "$@" "$word"
    done
    [ -z "$environment" ] || set -- --ro-bind "$environment" /environment "$@"
    [ -z "$base" ] || set -- --ro-bind "$base" "$base" "$@"
    for path in /bin /sbin /lib /lib32 /lib64; do
        if [ -L "$path" ]; then
            set -- --symlink "$(readlink "$path")" "$path" "$@"
        elif [ -d "$path" ]; then
            set -- --ro-bind "$path" "$path" "$@"
        fi
    done
    timeout --foreground --kill-after=10 "$limit" \
        prlimit --as="${memory}000000" --fsize="${space}000000" --nofile=1024 --core=0 \
        choom --adjust=1000 -- \
        bwrap --unshare-user --unshare-all --disable-userns --die-with-parent --new-session --cap-drop ALL --clearenv \
        --ro-bind /usr /usr --ro-bind "$hooks/confined" /confined --ro-bind-try /etc/alternatives /etc/alternatives \
        --proc /proc --remount-ro /proc --dev /dev --remount-ro /dev \
        --size "${space}000000" --tmpfs /work --dir /work/tmp --symlink work/tmp /tmp --chdir /work \
        --setenv PATH "$system_path" --setenv HOME /work/tmp --setenv TMPDIR /work/tmp \
        --setenv LC_ALL C.UTF-8 --setenv TRANSPARENCY_LANGUAGE "$language" "$@" 9>&-
}

# The same; what the program writes to standard output becomes the file ARCHIVE, the first word, and what else it says
# is shown. Its status is kept in a file, because sh has none for a pipe; where there is no file, nobody can tell.
kept_as() {
    archive=$1
    shift
    status=1
    rm -f "$work/status" "$work/killed"
    {
        {
            {
                status=0
                confined "$@" </dev/null 3>&- 4>&- || status=$?
                echo "$status" >"$work/status" 2>/dev/null
            } 2>&1 >&3 | show >&4 3>&-
        } 3>&1 | head --bytes="${space}000000" >"$archive" 2>/dev/null || return 1
    } 4>&1
    status=$(cat "$work/status") || return 1
    [ ! -s "$work/killed" ] || status=137
    [ "$status" = 0 ]
}

# What a program says, a mark before each line, so that nothing can be taken for a sentence of the server. Signs that
# steer a terminal or turn a line round are left out, and lines of make, which are for programmers.
show() {
    { stdbuf --output=0 head --bytes="$most_said" && echo && cat >/dev/null; } | LC_ALL=C sed --unbuffered "
        s/[[:cntrl:]]//g; s/\xc2[\x80-\x9f]//g; s/\xd8\x9c//g; s/\xe2\x80[\x8e\x8f\xa8-\xae]//g; s/\xe2\x81[\xa6-\xa9]//g
        /^make: .* \(Killed\|Error 137\)\$/w $work/killed
        /^\$/d; /^Killed\$/d; /^make: \*\*\* /d; /\/work\/tree\/site\//d; s/^/> /"
}
