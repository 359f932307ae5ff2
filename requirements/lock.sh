#!/bin/sh
# Renews requirements/*.txt with uv: one lock for each dependency group of pyproject.toml, valid on every platform and
# Python, with the hash of every file. Pins stay unless pyproject.toml or an option, such as --upgrade, asks otherwise.
# In: options of uv. Takes no release of the last seven days, unless an option names another day: a stolen account of a
# library is most often noticed within days. Never installs anything and names no registry.
set -eu
export UV_EXCLUDE_NEWER="${UV_EXCLUDE_NEWER:-7 days}"

# One version of a package for everybody (fewest): a page must not depend on the Python that made it.
renew() {
    lock=requirements/$1.txt
    shift
    .venv-lock/bin/uv pip compile --quiet --no-header --universal --python-version 3.11 --generate-hashes \
        --only-binary :all: --fork-strategy fewest --output-file "$lock" "$@"
    # shellcheck disable=SC2016
    printf '%s\n\n' '# Made by `make lock`: never edit by hand.' | cat - "$lock" >"$lock.new"
    mv "$lock.new" "$lock"
}

# Every lock of the program keeps to the pins of "site", which comes first.
renew site pyproject.toml --group pyproject.toml:site "$@"
renew test pyproject.toml --group pyproject.toml:test --constraint requirements/site.txt "$@"
renew bench pyproject.toml --group pyproject.toml:bench --constraint requirements/site.txt "$@"
renew lock --group pyproject.toml:lock "$@"
