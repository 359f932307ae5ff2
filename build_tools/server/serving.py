"""What is served: exchanged in one step, compared with what was made, and put right where it differs.

In: the folder of a server, and where its branch is. Out: a link that names one release, and what was found. A release
that is no longer served is removed at once: a case that was withdrawn must not linger.
"""

import contextlib
import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from build_tools.provenance.manifest import MANIFEST, SIGNATURES, digests_below
from build_tools.server.building import built_release, new_release
from build_tools.server.place import MADE, Place, borrowing
from build_tools.server.pushes import remember_dropped
from build_tools.verify.site import bytes_of

_CHANGED, _KEPT = "changed.json", "kept"


def altered(place: Place) -> list[str]:
    """Return what is served and was not made so: files that are others, are missing or are too many, and the link."""
    if (found := place.served()) is None:
        return []
    now, made = _sums_of(found[1]), place.noted(MADE)["sums"]
    link = [] if place.site.is_symlink() and place.site.resolve() == found[1].resolve() else ["site"]
    return link + sorted(path for path in now.keys() | made.keys() if now.get(path) != made.get(path))


def _sums_of(release: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a release, its copies too. A signature is put there later."""
    return {path: digest for path, digest in digests_below(release).items() if path not in SIGNATURES}


def put_right(place: Place) -> bool:
    """Put right what is altered, from the copy that nobody else reads, and note it; whether what is served is now what
    was made, which it is not where the copy differs too. Raises ``OSError``."""
    if not (found := place.served()) or not (files := altered(place)):
        return True
    first = {"since": f"{datetime.now(UTC):%Y-%m-%d %H:%M}", "files": len(files)}
    place.note(_CHANGED, changed(place) or first)
    release, kept = new_release(place, found[0]), place.state / _KEPT
    if not kept.is_dir() or _sums_of(kept) != place.noted(MADE)["sums"]:
        return False
    shutil.copytree(kept, release)
    _keep_signature(found, release)
    _point_to(place, found[0], release)
    _remove_others(place, release)
    return True


def changed(place: Place) -> Mapping[str, Any]:
    """Return what was altered and no administrator has seen yet: since when, and how many files."""
    return place.noted(_CHANGED)


def serve_commit(place: Place, commit: str) -> bool:
    """Serve a commit, of which a release may be made already, and put right what is altered; whether something else is
    served than before. What the branch held and holds no more is remembered first. Raises ``Refused``, ``OSError``.
    """
    right, before = put_right(place), place.served()
    if before and before[0] == commit and right:
        _remove_others(place, before[1])
        return False
    ready = sorted({*place.releases.glob(f"{commit}-*")} - ({before[1]} if before else set()))
    with borrowing(place) as tree:
        if before:
            remember_dropped(place, tree, before[0], commit)
        release = ready[-1] if ready else built_release(place, tree, commit, commit)
    _keep_signature(before, release)
    _point_to(place, commit, release)
    _remove_others(place, release)
    return True


def _keep_signature(before: tuple[str, Path] | None, release: Path) -> None:
    """Copy the signature of the same bytes, made once more."""
    if before and bytes_of(before[1] / MANIFEST) == bytes_of(release / MANIFEST):
        for name in SIGNATURES:
            with contextlib.suppress(FileNotFoundError):
                shutil.copyfile(before[1] / name, release / name)


def _point_to(place: Place, commit: str, release: Path) -> None:
    """Keep and note what was made, then exchange the link: if the machine goes down between, the link is put right."""
    kept = place.state / _KEPT
    shutil.rmtree(kept.with_suffix(".new"), ignore_errors=True)
    shutil.copytree(release, kept.with_suffix(".new"))
    shutil.rmtree(kept, ignore_errors=True)
    kept.with_suffix(".new").rename(kept)
    place.note(MADE, {"commit": commit, "release": release.name, "sums": _sums_of(release)})
    link = place.site.with_name("site.new")
    link.unlink(missing_ok=True)
    link.symlink_to(f"releases/{release.name}")
    link.replace(place.site)


def _remove_others(place: Place, release: Path) -> None:
    for other in place.releases.iterdir():
        if other.name != release.name:
            shutil.rmtree(other)


def forget_changes(place: Place) -> None:
    """Forget what was put right: somebody who looks after the server has read it. Raises ``OSError``."""
    (place.state / _CHANGED).unlink(missing_ok=True)


class ServedStatus(NamedTuple):
    """The commit that is served, or nothing; which files are not as they were made; what was put right before."""

    commit: str
    altered: list[str]
    changed: Mapping[str, Any]


def status_of(place: Place) -> ServedStatus:
    """Return what is served, and whether it is what was made."""
    found = place.served()
    return ServedStatus(found[0] if found else "", altered(place), changed(place))
