"""Views of a site that rules share: its records, and every value in them with the way to it.

Whatever the models gain later is walked too; nothing is listed here but the kinds of mapping by language.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple, get_args

from build_tools.models import RECORD_KINDS, Annotation, Ledger, Model, RecordKind, Review, Site, Texts, Unit, models_in
from build_tools.models.base import ModelT, annotations_of, bare
from build_tools.models.case import StoryWords
from build_tools.models.law import Wording
from build_tools.models.settings import Addresses
from build_tools.problems import Field

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BY_LANGUAGE = (Texts, StoryWords, Review, dict[str, Wording], Addresses, Unit.model_fields["forms"].annotation)
"""The types of mapping whose keys are languages."""


class Node(NamedTuple):
    """A value in a record: the way to it, its type without ``| None`` and ``Annotated``, what its field says of it, and
    the records that it lies in, the nearest first."""

    place: Field
    kind: Any
    value: Any
    annotations: tuple[Annotation, ...] = ()
    around: tuple[Model, ...] = ()

    def names(self) -> list[tuple[Field, Any]]:
        """Return each name that is annotated, with the way to it: the value, its entries, or the keys of a mapping."""
        match self.value:
            case dict():
                return [((*self.place, key), key) for key in self.value]
            case tuple():
                return [((*self.place, position), name) for position, name in enumerate(self.value)]
        return [(self.place, self.value)]


def every_record(site: Site) -> Iterator[tuple[str, Model, RecordKind | None]]:
    """Yield each record and the front matter of all words, with its file and kind."""
    for kind in RECORD_KINDS:
        yield from ((path, record, kind) for path, record in site.records(kind).items())
    yield from ((words.path, words.about, None) for words in site.words.values())


def data_files(site: Site) -> dict[str, Model]:
    """Return by its path each record that is walked whole for its texts; words and cases are not among them."""
    return {path: record for path, record, kind in every_record(site) if kind and kind.walked}


@lru_cache(maxsize=1)
def nodes(site: Site) -> list[tuple[str, Node]]:
    """Return every value of the data files, each with its file."""
    return [(path, node) for path, record in data_files(site).items() for node in walk(record)]


@lru_cache(maxsize=1)
def _records_in(site: Site) -> list[tuple[str, Node]]:
    return [one for one in nodes(site) if isinstance(one[1].value, Model)]


def every(site: Site, model: type[ModelT]) -> Iterator[tuple[str, Field, ModelT]]:
    """Yield each record of a model that lies in a data file, with its file and the way to it."""
    return ((path, node.place, node.value) for path, node in _records_in(site) if isinstance(node.value, model))


def walk(record: Model) -> Iterator[Node]:
    """Yield a record and everything inside it, from the outside in."""
    waiting = [Node((), None, record)]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node.value, str):
            waiting += reversed(parts(node))


def parts(node: Node) -> list[Node]:
    """Return what lies directly in a value: the fields of a record, the entries of a mapping or of a list."""
    place, kind, value, _, around = node
    match value:
        case dict():
            of = _inner(kind, 1)
            return [Node((*place, key), of, part, (), around) for key, part in value.items()]
        case tuple():
            of = _inner(kind, 0)
            return [Node((*place, position), of, part, (), around) for position, part in enumerate(value)]
        case Model():
            fields, around = _fields_of(type(value)), (value, *around)
            return [Node((*place, name), of, getattr(value, name), said, around) for name, of, said, _ in fields]
    return []


def said_in(value: Any, place: Field = (), around: tuple[Model, ...] = ()) -> Iterator[Node]:
    """Yield what is annotated in a record, as ``walk`` does, and nothing else."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for step, part in steps:
        yield from said_in(part, (*place, step), around)
    inside = (value, *around)
    for name, of, said, holds_records in _fields_of(type(value)) if isinstance(value, Model) else ():
        if said:
            yield Node((*place, name), of, getattr(value, name), said, inside)
        if holds_records:
            yield from said_in(getattr(value, name), (*place, name), inside)


@cache
def _fields_of(model: type[Model]) -> list[tuple[str, Any, tuple[Annotation, ...], bool]]:
    """Return the fields of a model: name, bare type, what it says of its values, and whether it holds records."""
    kinds, fields = get_args(Annotation), model.model_fields
    said = {name: tuple(one for one in annotations_of(of) if isinstance(one, kinds)) for name, of in fields.items()}
    return [(name, bare(of.annotation), said[name], any(models_in(of.annotation))) for name, of in fields.items()]


@cache
def _inner(kind: Any, position: int) -> Any:
    arguments = get_args(kind)
    return bare(arguments[position]) if arguments else None


Annotated = tuple[str, Node, Any]
"""A value that is said, with its file and one of its annotations."""


def annotated(walked: Iterable[tuple[str, Node]]) -> Iterator[Annotated]:
    """Yield each of some values that has an annotation, once for each; what is not said has none."""
    return ((path, node, one) for path, node in walked if node.value is not None for one in node.annotations)


def annotated_in(site: Site, *kinds: type[Annotation]) -> Iterator[Annotated]:
    """Yield each value of a site that has such an annotation."""
    return (one for one in annotated_values(site) if isinstance(one[2], kinds))


# Half a dozen rules ask for some of them.
@lru_cache(maxsize=1)
def annotated_values(site: Site) -> list[Annotated]:
    """Return each value of a site that has an annotation, once for each."""
    others = ((path, record) for path, record, kind in every_record(site) if not (kind and kind.walked))
    return [*annotated(nodes(site)), *annotated((path, node) for path, record in others for node in said_in(record))]


def ledgers_by_id(site: Site) -> dict[str, Ledger]:
    """Return the ledgers by id, and by the name of their file, so that a wrong name is one problem only."""
    by_file = {path.rpartition("/")[2].removesuffix(".yml"): ledger for path, ledger in site.ledgers.items()}
    return {**by_file, **{ledger.id: ledger for ledger in site.ledgers.values()}}
