"""The list of the libraries a release is built with (SBOM), as CycloneDX 1.6.

In: the lock of the site, what installed packages say of their licences, the commit. Out: the same JSON every time.
Never installs or asks anything, and names no registry: a package URL tells what something is, not where it lies.
"""

import json
import re
import uuid
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, NamedTuple

from build_tools.problems import Fault, Problem, Refused
from build_tools.provenance.head import LOCK
from build_tools.provenance.manifest import bytes_of
from build_tools.provenance.source import exact_commit, release_moment

_PROGRAM = "transparency"
_PINNED = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)(?: ; [^\\]+?)? \\")
_HASH = re.compile(r" +--hash=sha256:([0-9a-f]{64})(?: \\)?")
_ASKED_BY = re.compile(r" +#(?: via|  ) +(\S+).*")
_PASSED_OVER = re.compile(r"(#.*| +# via)?")
_CLASSIFIER = "License :: OSI Approved :: "
_NO_LOCK = Fault(
    "sbom.lock_unreadable",
    "cannot be read as a lock of exact versions with hashes; restore it, or renew it with make lock",
)

Json = dict[str, Any]


class Pinned(NamedTuple):
    """A package of the lock: name, version, the SHA-256 of each of its files, and the packages that ask for it."""

    name: str
    version: str
    hashes: tuple[str, ...]
    asked_by: tuple[str, ...]

    @property
    def purl(self) -> str:
        """The package URL, which serves as its reference too."""
        return f"pkg:pypi/{self.name}@{self.version}"


def sbom_json(root: Path) -> str:
    """Return the list for the project in ``root``. Raises ``Refused``."""
    packages = pinned_packages((bytes_of(root / LOCK) or b"").decode("utf-8", "replace"))
    if not packages:
        raise Refused([Problem(LOCK, _NO_LOCK)])
    document = _without_number(packages, _program(root))
    # Derived from the whole content, so that the same list has the same number and another list another one.
    number = uuid.uuid5(uuid.NAMESPACE_OID, json.dumps(document, sort_keys=True))
    return json.dumps({**document, "serialNumber": f"urn:uuid:{number}"}, indent=2, ensure_ascii=False) + "\n"


def pinned_packages(lock: str) -> tuple[Pinned, ...]:
    """Return the packages of a lock in its order, or none where a line is not one of a lock."""
    found: list[tuple[str, str, list[str], list[str]]] = []
    for line in lock.splitlines():
        if pin := _PINNED.fullmatch(line):
            found.append((_normal(pin[1]), pin[2], [], []))
        elif found and (sum_ := _HASH.fullmatch(line)):
            found[-1][2].append(sum_[1])
        elif found and (asks := _ASKED_BY.fullmatch(line)):
            found[-1][3].append(_normal(asks[1]))
        elif not _PASSED_OVER.fullmatch(line):
            return ()
    whole = all(hashes for _, _, hashes, _ in found)
    return tuple(Pinned(name, version, tuple(hashes), tuple(by)) for name, version, hashes, by in found if whole)


def _normal(name: str) -> str:
    """Return the name of a package as registries compare it. Source: PEP 503."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _without_number(packages: tuple[Pinned, ...], of: Json) -> Json:
    """Return the document but for its serial number; a timestamp is that of the commit, or none."""
    built = of.pop("built", None)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {**({"timestamp": built} if built else {}), "component": of},
        "components": [_component(package) for package in packages],
        "dependencies": _dependencies(packages, of["bom-ref"]),
    }


def _program(root: Path) -> Json:
    """Return the program as a component, with its commit where the folder is exactly one, and when that was made."""
    about = distribution(_PROGRAM)
    found: Json = {"type": "application", "bom-ref": _PROGRAM, "name": _PROGRAM, "version": about.version}
    found |= {"licenses": licences(_PROGRAM, about.version)}
    if exact := exact_commit(root):
        found |= {"pedigree": {"commits": [{"uid": exact}]}, "built": f"{release_moment(root):%Y-%m-%dT%H:%M:%SZ}"}
    return found


def _component(package: Pinned) -> Json:
    """Return a package as a component; of a package with several files every hash is one that may be installed."""
    known = licences(package.name, package.version)
    return {
        "type": "library",
        "bom-ref": package.purl,
        "name": package.name,
        "version": package.version,
        "hashes": [{"alg": "SHA-256", "content": content} for content in package.hashes],
        **({"licenses": known} if known else {}),
        "purl": package.purl,
    }


def licences(name: str, version: str) -> list[Json]:
    """Return what the installed package of that version says of its licence, an expression where it gives one."""
    try:
        about = distribution(name)
    except PackageNotFoundError:
        return []
    if about.version != version:
        return []
    fields: Mapping[str, str] = {name: about.metadata[name] for name in about.metadata}
    if expression := fields.get("License-Expression"):
        return [{"expression": expression}]
    classifiers = about.metadata.get_all("Classifier") or []
    names = [line.removeprefix(_CLASSIFIER) for line in classifiers if line.startswith(_CLASSIFIER)]
    written = fields.get("License", "").strip()
    names = names or ([written] if written not in ("", "UNKNOWN") and "\n" not in written else [])
    return [{"license": {"name": name}} for name in names]


def _dependencies(packages: tuple[Pinned, ...], program: str) -> list[Json]:
    """Return for the program and each package which packages it asks for, as the lock tells."""
    needs: dict[str, list[str]] = {program: [], **{package.name: [] for package in packages}}
    for package in packages:
        for name in package.asked_by:
            needs[name if name in needs else program].append(package.purl)
    purls = {package.name: package.purl for package in packages}
    return [{"ref": purls.get(name, name), "dependsOn": sorted(asked)} for name, asked in needs.items()]
