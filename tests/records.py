"""Records of cases and snapshots as files of small repositories: in come changes of fields, out come texts.

Everything in it is invented: a country XX with two towns, as in ``site_builder``.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.disclosure import snapshot_of, written
from build_tools.disclosure.rule import Rule
from build_tools.models import Case
from build_tools.paths import snapshot_file
from tests.repositories import write
from tests.site_builder import DAY, case, case_file

RELEASE = "2000-1"
REGION, TOWN = "XX-1", "town_a"

Record = Mapping[str, Any]


def record(own: str, **changes: Any) -> dict[str, Any]:
    """Return a record of the release under an id, as coarse as it is published."""
    coarse = {"id": own, "release": RELEASE, "place": REGION, "period": "2000-Q1"}
    return {**case(1), **coarse, **changes}


def text_of(data: Record) -> str:
    """Return the text of the file of a record."""
    return "".join(f"{name}: {json.dumps(value)}\n" for name, value in data.items())


def write_record(root: Path, data: Record, path: str = "") -> None:
    """Write a record where it belongs, or elsewhere."""
    write(root, path or case_file(dict(data)), text_of(data))


def snapshot_text(*records: Record, release: str = RELEASE) -> str:
    """Return the text of the snapshot of a release that has these records."""
    return written(snapshot_of(release, map(Case.model_validate, records), Rule(3), DAY))


def write_snapshot(root: Path, *records: Record, release: str = RELEASE) -> None:
    """Write the snapshot of a release that has these records."""
    write(root, snapshot_file(release), snapshot_text(*records, release=release))
