# The packages that a commit is built with, as its lock names them. They are fetched where nothing can be reached but the
# network and nothing is run that comes; each lock has a folder of its own, which no program of a push can write to.
# shellcheck shell=sh disable=SC2154 # publish reads all parts together

environments=$folder/environments

marker="( ; [A-Za-z0-9_. ()<>=!'\"]+)?"
lock_line="[A-Za-z0-9._-]+==[A-Za-z0-9._+!]+$marker [\\]|    --hash=sha256:[0-9a-f]{64}( [\\])?"

# Leaves the packages of a lock and their digests in $work/lock, without remarks. False if it says anything else to pip,
# such as an address, a folder, or that programs are to be run.
read_lock() {
    LC_ALL=C sed '/^ *#/d; /^$/d' "$1" >"$work/lock" && [ -s "$work/lock" ] || return 1
    strange=0
    LC_ALL=C grep --quiet --invert-match --extended-regexp --line-regexp "$lock_line" "$work/lock" || strange=$?
    [ "$strange" = 1 ] # 0 where grep found a line, 2 where it could not look
}

# The lock of a commit, with git's view of the pushed commits. A few bytes can be packed from very many.
lock_of() {
    git --git-dir="$repository" cat-file blob "$1:requirements/site.txt" 2>/dev/null | head --bytes=1000000 >"$work/lock.pushed"
}

# Finds or makes the environment of the lock in $work/lock, and leaves its place in $environment. The administrator may
# have named one, whose Python may lie anywhere; it is not asked itself, for packages can change what it does.
find_environment() {
    environment=$(setting environment)
    if [ -n "$environment" ]; then
        base=$(sed -n 's/^home *= *//p' "$environment/pyvenv.cfg" 2>/dev/null) && base=$(dirname "$base") || base=
        case $base in / | . | /usr | /usr/*) base= ;; esac
        return 0
    fi
    key=$({ cat "$work/lock" "$hooks/confined/packages" && PATH=$system_path python3 -VV; } | sha256sum | cut -c -20)
    [ -d "$environments/$key" ] || make_environment "$environments/$key" || return 1
    environment=$environments/$key
}

make_environment() {
    made=$1
    shift
    say installing
    remove_environments "$(cat "$judge/environment" 2>/dev/null)"
    for path in /etc/resolv.conf /etc/hosts /etc/nsswitch.conf /etc/ssl/certs /etc/pip.conf; do
        [ ! -e "$path" ] || set -- --ro-bind "$(realpath "$path")" "$path" "$@"
    done
    rm -rf "$environments/new"
    mkdir -p "$environments/new"
    chmod 700 "$environments"
    kept_as "$work/packages.tar" "$@" --share-net --ro-bind "$work/lock" /lock -- sh /confined/packages &&
        kept_as /dev/null --ro-bind "$work/packages.tar" /packages.tar --bind "$environments/new" /new -- \
            tar --extract --file=/packages.tar --directory=/new &&
        mv "$environments/new" "$made"
}

# All but those that are named: what was fetched for pushes that were refused must not pile up.
remove_environments() {
    for path in "$environments"/*; do
        case " $* " in *" $path "*) ;; *) rm -rf "$path" ;; esac
    done
}
