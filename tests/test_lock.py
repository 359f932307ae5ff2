"""The locks in requirements/ are complete, current and good on every machine; read offline, from files alone.

In: pyproject.toml, requirements/*.txt and what the installed packages say about themselves.
"""

import re
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from itertools import product
from pathlib import Path

import pytest
from packaging.markers import Environment, default_environment
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
GROUPS = tuple(PYPROJECT["dependency-groups"])
PYTHONS = ("3.11.0", "3.11.13", "3.12.0", "3.13.0", "3.14.0")
SYSTEMS = (
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "x86_64"},
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix", "platform_machine": "aarch64"},
    {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix", "platform_machine": "arm64"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "platform_machine": "AMD64"},
)
PIN = re.compile(
    r"(?P<requirement>[^#\s\\]\S*==\S+(?: ; [^\\\n]+?)?) \\\n"
    r"(?P<hashes>(?:    --hash=\S+(?: \\)?\n)+)"
)
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?")
every_lock = pytest.mark.parametrize("group", GROUPS)


def lock_text(group: str) -> str:
    """Read one lock."""
    return (ROOT / "requirements" / f"{group}.txt").read_text(encoding="utf-8")


def pins(group: str) -> list[Requirement]:
    """Return the pins of a lock with their markers."""
    return [Requirement(found["requirement"]) for found in PIN.finditer(lock_text(group))]


def machines() -> Iterator[Environment]:
    """Yield one marker environment for every supported Python and system."""
    for python, system in product(PYTHONS, SYSTEMS):
        release = {"python_full_version": python, "python_version": python.rpartition(".")[0]}
        yield Environment(**{**default_environment(), **system, **release})


def applies(requirement: Requirement, machine: Environment, extras: tuple[str, ...] = ("",)) -> bool:
    """Say whether a requirement counts on one machine, for a package with these extras."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({**machine, "extra": extra}) for extra in extras)


def group_requirements(group: str) -> Iterator[Requirement]:
    """Yield what pyproject.toml asks of a lock by name, included groups and the program's needs as well."""
    for entry in PYPROJECT["dependency-groups"][group]:
        if isinstance(entry, str):
            yield Requirement(entry)
        else:
            yield from group_requirements(entry["include-group"])
    if group == "site":
        yield from map(Requirement, PYPROJECT["project"]["dependencies"])


def everything_wanted(group: str, machine: Environment) -> Iterator[Requirement]:
    """Yield each requirement of a lock on one machine, direct and by the own account of other packages, as far as they
    are installed here."""
    waiting = [(requirement, ("",)) for requirement in group_requirements(group)]
    seen = set()
    while waiting:
        requirement, extras = waiting.pop()
        if (str(requirement), extras) in seen or not applies(requirement, machine, extras):
            continue
        seen.add((str(requirement), extras))
        yield requirement
        with suppress(PackageNotFoundError):
            needs = requires(requirement.name) or []
            waiting += [(Requirement(need), ("", *requirement.extras)) for need in needs]


def pinned(group: str, machine: Environment) -> dict[NormalizedName, list[Version]]:
    """Return the versions that pip would choose from on one machine, by package."""
    found: dict[NormalizedName, list[Version]] = {}
    for pin in pins(group):
        if applies(pin, machine):
            version = Version(next(iter(pin.specifier)).version)
            found.setdefault(canonicalize_name(pin.name), []).append(version)
    return found


@every_lock
def test_every_line_is_a_pin_with_hashes_or_a_comment(group: str) -> None:
    """Nothing can be installed whose bytes are not known, and no line escapes the other tests. Whoever installs chooses
    the registry: no address, option or host stands in a lock."""
    comments = re.sub(r"^ *#.*\n", "", lock_text(group), flags=re.MULTILINE)
    assert PIN.sub("", comments).strip() == ""
    hashes = [line for pin in PIN.finditer(lock_text(group)) for line in pin["hashes"].splitlines()]
    assert hashes
    assert [line for line in hashes if not HASH.fullmatch(line)] == []
    assert re.findall(r"://|^ *-(?!-hash)\S*|\bindex\b|@ ", lock_text(group), flags=re.MULTILINE) == []


@every_lock
def test_every_machine_gets_one_fitting_version_of_everything_and_nothing_else(group: str) -> None:
    """On each system and Python whatever pyproject.toml or another package asks for has exactly one pin. A package that
    somebody slipped into a lock, with right hashes, is named: neither we nor another one want it."""
    unasked = {canonicalize_name(pin.name) for pin in pins(group)}
    for machine in machines():
        chosen = pinned(group, machine)
        for requirement in everything_wanted(group, machine):
            name = canonicalize_name(requirement.name)
            versions = chosen.get(name, [])
            place = f"{requirement} on {machine['sys_platform']}, Python {machine['python_full_version']}"
            assert len(versions) == 1, place
            assert requirement.specifier.contains(versions[0], prereleases=True), place
            unasked.discard(name)
    assert unasked == set()


HASHED = "pip_install --require-hashes --only-binary :all: --requirement"
OURS = "pip_install --no-deps --no-build-isolation --editable ."


def test_packages_come_by_hash_alone() -> None:
    """What sets up environments asks for the hash of every file; the project itself is installed without downloads."""
    script = (ROOT / "requirements" / "environment.sh").read_text("utf-8")
    calls = [line.strip() for line in script.splitlines() if line.lstrip().startswith("pip_install ")]
    assert [call for call in calls if not call.startswith((HASHED, OURS))] == []
    assert any(call.startswith(HASHED) for call in calls)


@pytest.mark.parametrize("group", ["test", "bench"])
def test_what_is_tested_and_measured_is_what_builds_the_site(group: str) -> None:
    """Each pin of the site's lock stands in the other locks with the same version and the same hashes."""
    ours = {found["requirement"]: found["hashes"] for found in PIN.finditer(lock_text("site"))}
    theirs = {found["requirement"]: found["hashes"] for found in PIN.finditer(lock_text(group))}
    assert ours.items() <= theirs.items()


def test_each_group_has_its_lock_and_each_lock_its_group() -> None:
    """No lock is left over or forgotten; what builds the project is in the site's, for it is installed without
    downloads."""
    assert {path.stem for path in (ROOT / "requirements").glob("*.txt")} == set(GROUPS)
    assert set(PYPROJECT["build-system"]["requires"]) <= set(PYPROJECT["dependency-groups"]["site"])


def test_a_lock_takes_no_release_of_the_last_week(tmp_path: Path) -> None:
    """Each lock is made with the newest day that is taken, a week ago unless somebody who closes a hole names another,
    and options go to every one."""
    (tmp_path / ".venv-lock/bin").mkdir(parents=True)
    (tmp_path / "requirements").mkdir()
    uv = tmp_path / ".venv-lock/bin/uv"
    uv.write_text('#!/bin/sh\necho "$UV_EXCLUDE_NEWER: $*" >>asked\ntouch requirements/x.txt\n', "utf-8")
    uv.chmod(0o755)
    for group in GROUPS:
        (tmp_path / f"requirements/{group}.txt").touch()
    subprocess.run(["sh", ROOT / "requirements/lock.sh", "--upgrade"], cwd=tmp_path, check=True)
    asked = (tmp_path / "asked").read_text("utf-8").splitlines()
    assert len(asked) == len(GROUPS)
    assert all(line.startswith("7 days: ") and line.endswith(" --upgrade") for line in asked)
    assert all(f" --output-file requirements/{group}.txt " in line for group, line in zip(GROUPS, asked, strict=True))
