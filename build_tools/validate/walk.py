"""Walk through a record: in comes a model, out come all values in it with the way to each and its type.

Whatever the models gain later is walked too; nothing is listed here but the kinds of mapping by language.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from types import NoneType
from typing import Any, get_args

from build_tools.models import RECORD_KINDS, Model, Review, Site, Texts, Unit
from build_tools.models.base import bare
from build_tools.models.case import StoryWords
from build_tools.models.law import Wording
from build_tools.models.settings import Addresses
from build_tools.problems import Field

BY_LANGUAGE = (Texts, StoryWords, Review, dict[str, Wording], Addresses, Unit.model_fields["forms"].annotation)
"""The types of mapping whose keys are languages."""

_SINGLE = (str, int, date, NoneType)
"""The types of values that hold no others: most values, and quickly told."""

Node = tuple[Field, Any, object]
"""The way to a value, its type without ``| None`` and ``Annotated``, and the value."""


def data_files(site: Site) -> dict[str, Model]:
    """Return by its path each record that is walked whole for its texts; words and cases are not among them."""
    whole = (site.records(kind) for kind in RECORD_KINDS if kind.texts is None)
    return {path: record for records in whole for path, record in records.items()}


def described(site: Site) -> Iterator[tuple[str, Model, tuple[str, ...]]]:
    """Yield path and record of all others, such as cases, with the fields in which they have words."""
    for kind in RECORD_KINDS:
        if kind.texts is not None:
            yield from ((path, record, kind.texts) for path, record in site.records(kind).items())


def descriptions(site: Site) -> Iterator[tuple[str, Field, str]]:
    """Yield the words of those, each with its path and the way to it."""
    for path, record, fields in described(site):
        for name in fields:
            found = _walk(getattr(record, name)) if getattr(record, name) else ()
            yield from ((path, (name, *place), text) for place, _, text in found if isinstance(text, str))


def documents(site: Site) -> dict[str, Model]:
    """Return everything but cases by its path: data files, and what words say about themselves."""
    return {**data_files(site), **{words.path: words.about for words in site.words.values()}}


def walk(record: Model) -> Iterator[Node]:
    """Yield a record and everything inside it, from the outside in."""
    return iter(_nodes(_Same(record)))


class _Same:
    """Knows a record by its identity, for values that hold mappings have no hash."""

    def __init__(self, record: Model):
        self.record = record

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.record is other.record

    def __hash__(self) -> int:
        return id(self.record)


# A dozen rules walk through the same records.
@lru_cache(maxsize=256)
def _nodes(same: _Same) -> tuple[Node, ...]:
    return tuple(_walk(same.record))


def _walk(value: object) -> Iterator[Node]:
    ahead: list[Node] = [((), None, value)]
    while ahead:
        place, kind, value = node = ahead.pop()
        yield node
        if not isinstance(value, _SINGLE):
            ahead += reversed([((*place, step), part_kind, part) for step, part_kind, part in _parts(value, kind)])


@cache
def _fields_of(model: type[Model]) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a model with their bare types."""
    return tuple((name, bare(field.annotation)) for name, field in model.model_fields.items())


def _parts(value: object, kind: Any) -> Iterator[tuple[str | int, Any, object]]:
    match value:
        case Model():
            known = value.__dict__  # of a record that could not be read, no field is there
            yield from ((name, of, known[name]) for name, of in _fields_of(type(value)) if name in known)
        case Mapping():
            of = _inner(kind, 1)
            yield from ((key, of, part) for key, part in value.items())
        case tuple():
            of = _inner(kind, 0)
            yield from ((position, of, part) for position, part in enumerate(value))


def _inner(kind: Any, position: int) -> Any:
    arguments = get_args(kind)
    return bare(arguments[position]) if arguments else None
