"""Fields for which older records were never asked: they read as *not asked*, which no file may say itself.

In: the plain data of a record and the first releases of the codebook. Out: the data with what it was not asked.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, get_origin

from build_tools.models import NOT_ASKED, UNASKED, Model, Unread, Vocabulary, coded_fields, release_order
from build_tools.problems import Fault, Problem

AskedSince = tuple[tuple[str, str], ...] | None
"""The fields that were not asked from the beginning, each with its first release; None where nobody knows them."""

RELEASE = re.compile(r"[0-9]{4}-[0-9]{1,2}|examples")
WRITTEN = Fault(
    "cases.not_asked_is_written",
    "is what a record says that was never asked; delete the line, or write not_stated if somebody was asked and "
    "nothing is known",
)


def asked_since(vocabulary: Vocabulary) -> AskedSince:
    """Return since when fields are asked, as far as the codebook could be read."""
    try:
        return tuple(vocabulary.asked_since.items())
    except Unread:
        return None


def written(data: Mapping[str, Any], model: type[Model], path: str) -> Iterator[Problem]:
    """Yield a problem for each field in which a file itself says that it was not asked."""
    for name in coded_fields(model):
        value = data.get(name)
        if (tuple(value) if isinstance(value, list) else value) in UNASKED:
            yield Problem(path, WRITTEN, (name,))


def with_unasked(data: Mapping[str, Any], model: type[Model], since: AskedSince) -> dict[str, Any]:
    """Return a record with *not asked* in each coded field that it lacks because it is older than the question."""
    older = [name for name in coded_fields(model) if name not in data and is_older(data.get("release"), name, since)]
    return {**data, **{name: unasked(model, name) for name in older}}


def is_older(release: object, name: str, since: AskedSince) -> bool:
    """Tell whether records of a release were not asked for a field, or nobody can tell: then no line lacks for sure."""
    first = None if since is None else dict(since).get(name)
    if since is not None and first is None:
        return False
    known = isinstance(release, str) and RELEASE.fullmatch(release)
    return first is None or not known or release_order(str(release)) < release_order(first)


def unasked(model: type[Model], name: str) -> object:
    """Return *not asked* as a value of a field: of one code or of several."""
    return [NOT_ASKED] if get_origin(model.model_fields[name].annotation) is tuple else NOT_ASKED
