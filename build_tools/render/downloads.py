"""Files of data: the same figures and cases as the pages show, for spreadsheets, for programs and for checking."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from build_tools.localize.catalogue import SOURCE_LANGUAGE
from build_tools.models import Download
from build_tools.render.context import Context
from build_tools.render.data.cells import SEPARATORS, as_csv
from build_tools.render.data.package import as_package
from build_tools.render.data.sets import JSON, DataSet, data_sets

_LISTS = ("cases", "codes", "releases", "columns", "statements")


def downloads(contexts: Sequence[Context]) -> Iterator[Download]:
    """Yield every file of data."""
    for data in data_sets(contexts, contexts[0]):
        for form in data.forms:
            yield Download(f"data/{data.name}{form}", partial(_WRITERS[form], data))
    yield Download("data/datapackage.json", partial(_description, contexts))


def _description(contexts: Sequence[Context]) -> str:
    """Describe all tables in the language of the messages, which programs of all countries show, or in the first."""
    context = next((one for one in contexts if one.language == SOURCE_LANGUAGE), contexts[0])
    return as_package(list(data_sets(contexts, context)), context)


def _as_json(data: DataSet) -> str:
    """Write JSON that a person can read."""
    return json.dumps(_with_mark(data.facts(), data.invented), ensure_ascii=False, indent=1) + "\n"


def _with_mark(facts: Mapping[str, Any], invented: bool) -> dict[str, Any]:
    """Return facts for JSON; where they are ``invented``, they say so, and so does each record of a list in them."""
    if not invented:
        return {"invented": False, **facts}
    lists = {name: [{"invented": True, **one} for one in found] for name, found in facts.items() if name in _LISTS}
    return {"invented": True, **facts, **lists}


def _as_table(separator: str, data: DataSet) -> str:
    """Write a table."""
    return as_csv(data.kind.names, data.marked_rows(), separator)


_WRITERS: Mapping[str, Callable[[DataSet], str]] = {
    JSON: _as_json,
    **{form: partial(_as_table, separator) for form, separator in SEPARATORS.items()},
}
