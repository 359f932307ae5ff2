"""Walk through records: in comes a site or a record, out come its values, each with the way to it.

Whatever the models gain later is walked too; nothing is listed here but the kinds of mapping by language.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple, get_args

from build_tools.models import RECORD_KINDS, Annotation, Ledger, Model, RecordKind, Review, Site, Texts, Unit
from build_tools.models.base import annotations_of, bare
from build_tools.models.case import StoryWords
from build_tools.models.law import Wording
from build_tools.models.settings import Addresses
from build_tools.problems import Field

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BY_LANGUAGE = (Texts, StoryWords, Review, dict[str, Wording], Addresses, Unit.model_fields["forms"].annotation)
"""The types of mapping whose keys are languages."""

Node = tuple[Field, Any, object]
"""The way to a value, its type without ``| None`` and ``Annotated``, and the value."""


def every_record(site: Site) -> Iterator[tuple[str, Model, RecordKind | None]]:
    """Yield each record and the front matter of all words, with its file and kind."""
    for kind in RECORD_KINDS:
        yield from ((path, record, kind) for path, record in site.records(kind).items())
    yield from ((words.path, words.about, None) for words in site.words.values())


def data_files(site: Site) -> dict[str, Model]:
    """Return by its path each record that is walked whole for its texts; words and cases are not among them."""
    return {path: record for path, record, kind in every_record(site) if kind and kind.texts is None}


def descriptions(site: Site) -> Iterator[tuple[str, Field, str]]:
    """Yield the words of all others, such as cases, each with its path and the way to it."""
    for path, record, kind in every_record(site):
        for name in (kind.texts or ()) if kind else ():
            found = walk(getattr(record, name), place=(name,))
            yield from ((path, place, text) for place, _, text in found if isinstance(text, str))


def documents(site: Site) -> dict[str, Model]:
    """Return everything but cases by its path: data files, and what words say about themselves."""
    return {**data_files(site), **{words.path: words.about for words in site.words.values()}}


def walk(value: object, kind: Any = None, place: Field = ()) -> Iterator[Node]:
    """Yield a record and everything inside it, from the outside in."""
    yield place, kind, value
    for step, inner, part in _parts(value, kind):
        yield from walk(part, inner, (*place, step))


def _parts(value: object, kind: Any) -> Iterator[tuple[str | int, Any, object]]:
    match value:
        case Model():
            yield from ((name, of, getattr(value, name)) for name, of, _ in _fields_of(type(value)))
        case dict():
            yield from ((key, _inner(kind, 1), part) for key, part in value.items())
        case tuple():
            yield from ((position, _inner(kind, 0), part) for position, part in enumerate(value))


@cache
def _fields_of(model: type[Model]) -> list[tuple[str, Any, list[Annotation]]]:
    """Return the fields of a model, each with its bare type and what it says of its values."""
    kinds = get_args(Annotation)
    return [
        (name, bare(field.annotation), [one for one in annotations_of(field) if isinstance(one, kinds)])
        for name, field in model.model_fields.items()
    ]


@cache
def _inner(kind: Any, position: int) -> Any:
    arguments = get_args(kind)
    return bare(arguments[position]) if arguments else None


def texts_in_languages(record: Model) -> Iterator[tuple[Field, Mapping[str, str]]]:
    """Yield the texts of a file, each in all its languages, with the way to it."""
    for place, kind, value in walk(record):
        if kind == Texts and isinstance(value, Mapping):
            yield place, value


class AnnotatedValue(NamedTuple):
    """A value with its annotation and the way to it. ``around`` are the records that it lies in, the nearest first."""

    annotation: Any
    place: Field
    value: Any
    around: tuple[Model, ...]

    def names(self) -> list[tuple[Field, Any]]:
        """Return each name that is annotated, with the way to it: the value, its entries, or the keys of a mapping."""
        match self.value:
            case dict():
                return [((*self.place, key), key) for key in self.value]
            case tuple():
                return [((*self.place, position), name) for position, name in enumerate(self.value)]
        return [(self.place, self.value)]


def annotated_in(site: Site, *kinds: type[Annotation]) -> Iterator[tuple[str, AnnotatedValue]]:
    """Yield each value of a site that has such an annotation, with its file."""
    return (one for one in _annotated_values(site) if isinstance(one[1].annotation, kinds))


# Half a dozen rules ask for some of them.
@lru_cache(maxsize=1)
def _annotated_values(site: Site) -> list[tuple[str, AnnotatedValue]]:
    return [(path, found) for path, record, _ in every_record(site) for found in annotated(record)]


def annotated(value: object, place: Field = (), around: tuple[Model, ...] = ()) -> Iterator[AnnotatedValue]:
    """Yield each value of a record, and of those in it, that has an annotation; what is not said has none."""
    if isinstance(value, Model):
        around = (value, *around)
        for name, _, annotations in _fields_of(type(value)):
            if (own := getattr(value, name)) is not None:
                yield from (AnnotatedValue(one, (*place, name), own, around) for one in annotations)
    for step, _, part in _parts(value, None):
        if isinstance(part, Model | dict | tuple):
            yield from annotated(part, (*place, step), around)


def ledgers_by_id(site: Site) -> dict[str, Ledger]:
    """Return the ledgers by id, and by the name of their file, so that a wrong name is one problem only."""
    by_file = {path.rpartition("/")[2].removesuffix(".yml"): ledger for path, ledger in site.ledgers.items()}
    return {**by_file, **{ledger.id: ledger for ledger in site.ledgers.values()}}
