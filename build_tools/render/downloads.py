"""Files of data: the same figures and cases as the pages show, for spreadsheets, for programs and for checking."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from build_tools.models import Download
from build_tools.render.context import Context
from build_tools.render.data.cells import as_csv
from build_tools.render.data.sets import COMMA, JSON, SEMICOLON, DataSet, data_sets

_LISTS = ("cases", "codes", "releases", "columns")


def downloads(contexts: Sequence[Context]) -> Iterator[Download]:
    """Yield every file of data."""
    for data in data_sets(contexts):
        for form in data.forms:
            yield Download(f"data/{data.name}{form}", partial(_WRITERS[form], data))


def _as_json(data: DataSet) -> str:
    """Write JSON that a person can read."""
    return json.dumps(_with_mark(data.facts(), data.invented), ensure_ascii=False, indent=1) + "\n"


def _with_mark(facts: Mapping[str, Any], invented: bool) -> dict[str, Any]:
    """Return facts for JSON; where they are ``invented``, they say so, and so does each record of a list in them."""
    if not invented:
        return {"invented": False, **facts}
    lists = {name: [{"invented": True, **one} for one in found] for name, found in facts.items() if name in _LISTS}
    return {"invented": True, **facts, **lists}


def _with_commas(data: DataSet) -> str:
    """Write CSV for programs and for spreadsheets that part cells at commas."""
    return as_csv(data.kind.names, data.marked_rows())


def _with_semicolons(data: DataSet) -> str:
    """Write CSV for spreadsheets that part cells at semicolons."""
    return as_csv(data.kind.names, data.marked_rows(), ";")


_WRITERS = {COMMA: _with_commas, SEMICOLON: _with_semicolons, JSON: _as_json}
