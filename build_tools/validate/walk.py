"""Walk through records: in comes a site or a record, out come its values, each with the way to it.

Whatever the models gain later is walked too; nothing is listed here but the kinds of mapping by language.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from types import NoneType
from typing import Any, NamedTuple, get_args

from build_tools.models import (
    RECORD_KINDS,
    Annotation,
    Ledger,
    Model,
    RecordKind,
    Review,
    Site,
    Texts,
    Unit,
    models_below,
    models_in,
)
from build_tools.models.base import annotations_of, bare
from build_tools.models.case import StoryWords
from build_tools.models.law import Wording
from build_tools.models.settings import Addresses
from build_tools.problems import Field

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BY_LANGUAGE = (Texts, StoryWords, Review, dict[str, Wording], Addresses, Unit.model_fields["forms"].annotation)
"""The types of mapping whose keys are languages."""

_SINGLE = (str, int, date, NoneType)
"""The types of values that hold no others: most values, and quickly told."""

Node = tuple[Field, Any, object]
"""The way to a value, its type without ``| None`` and ``Annotated``, and the value."""


def every_record(site: Site) -> Iterator[tuple[str, Model, RecordKind | None]]:
    """Yield each record and the front matter of all words, with its file and kind."""
    for kind in RECORD_KINDS:
        yield from ((path, record, kind) for path, record in site.records(kind).items())
    yield from ((words.path, words.about, None) for words in site.words.values())


def data_files(site: Site) -> dict[str, Model]:
    """Return by its path each record that is walked whole for its texts; words and cases are not among them."""
    whole = (site.records(kind) for kind in RECORD_KINDS if kind.texts is None)
    return {path: record for records in whole for path, record in records.items()}


def descriptions(site: Site) -> Iterator[tuple[str, Field, str]]:
    """Yield the words of all others, such as cases, each with its path and the way to it."""
    for path, record, kind in every_record(site):
        for name in (kind.texts or ()) if kind else ():
            found = _walk(getattr(record, name)) if getattr(record, name) else ()
            yield from ((path, (name, *place), text) for place, _, text in found if isinstance(text, str))


def documents(site: Site) -> dict[str, Model]:
    """Return everything but cases by its path: data files, and what words say about themselves."""
    return {**data_files(site), **{words.path: words.about for words in site.words.values()}}


def walk(record: Model) -> Iterator[Node]:
    """Yield a record and everything inside it, from the outside in."""
    return iter(_nodes(_Same(record)))


def texts_in_languages(record: Model) -> Iterator[tuple[Field, Mapping[str, str]]]:
    """Yield the texts of a file, each in all its languages, with the way to it."""
    for place, kind, value in walk(record):
        if kind == Texts and isinstance(value, Mapping):
            yield place, value


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
            known = value.__dict__
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


_Kinds = tuple[type[Annotation], ...]


class AnnotatedValue(NamedTuple):
    """A value with its annotation and the way to it. ``around`` are the records that it lies in, the nearest first."""

    annotation: Any
    place: Field
    value: Any
    around: tuple[Model, ...]

    def names(self) -> list[tuple[Field, Any]]:
        """Return each name that is annotated, with the way to it: the value, its entries, or the keys of a mapping."""
        match self.value:
            case Mapping():
                return [((*self.place, key), key) for key in self.value]
            case tuple():
                return [((*self.place, position), name) for position, name in enumerate(self.value)]
        return [(self.place, self.value)]


def annotated_in(site: Site, kinds: _Kinds) -> Iterator[tuple[str, AnnotatedValue]]:
    """Yield each value of a site that has such an annotation, with its file."""
    for path, record, _ in every_record(site):
        yield from ((path, found) for found in annotated(record, kinds))


def annotated(
    record: Model, kinds: _Kinds, place: Field = (), around: tuple[Model, ...] = ()
) -> Iterator[AnnotatedValue]:
    """Yield each value of a record, and of those in it, that has such an annotation; what is not said has none."""
    own, inside = _annotations(type(record), kinds)
    known, around = record.__dict__, (record, *around)
    for name, annotation in own:
        if known.get(name) is not None:
            yield AnnotatedValue(annotation, (*place, name), known[name], around)
    for name in inside:
        for way, inner in _records_in(known.get(name)):
            yield from annotated(inner, kinds, (*place, name, *way), around)


@cache
def _annotations(model: type[Model], kinds: _Kinds) -> tuple[tuple[tuple[str, Annotation], ...], tuple[str, ...]]:
    """Return the fields of a model that have one of the annotations, and those with records that have some inside."""
    fields = model.model_fields.items()
    own = tuple((name, one) for name, field in fields for one in annotations_of(field) if isinstance(one, kinds))
    inner = {
        name: {one for kind in models_in(field.annotation) for one in models_below(kind)} for name, field in fields
    }
    return own, tuple(name for name, models in inner.items() if any(_has(one, kinds) for one in models))


def _has(model: type[Model], kinds: _Kinds) -> bool:
    return any(isinstance(one, kinds) for field in model.model_fields.values() for one in annotations_of(field))


def _records_in(value: object) -> Iterator[tuple[Field, Model]]:
    match value:
        case Model():
            yield (), value
        case Mapping():
            yield from (((key, *way), inner) for key, part in value.items() for way, inner in _records_in(part))
        case tuple():
            yield from (((at, *way), inner) for at, part in enumerate(value) for way, inner in _records_in(part))


def ledgers_by_id(site: Site) -> dict[str, Ledger]:
    """Return the ledgers by id, and by the name of their file, so that a wrong name is one problem only."""
    by_file = {path.rpartition("/")[2].removesuffix(".yml"): ledger for path, ledger in site.ledgers.items()}
    return {**by_file, **{ledger.id: ledger for ledger in site.ledgers.values()}}
