"""Walk through a record: in comes a model, out come all values in it with the way to each and its type.

Whatever the models gain later is walked too; nothing is listed here but the kinds of mapping by language.
"""

from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from build_tools.models import Model, Review, Site, Texts, Unit
from build_tools.models.law import Wording
from build_tools.models.settings import Addresses
from build_tools.paths import DECISIONS, LAW, SETTINGS, VOCABULARY
from build_tools.problems import Field

BY_LANGUAGE = (Texts, Review, dict[str, Wording], Addresses, Unit.model_fields["forms"].annotation)
"""The types of mapping whose keys are languages."""

Node = tuple[Field, Any, object]
"""The way to a value, its type without ``| None`` and ``Annotated``, and the value."""


def data_files(site: Site) -> dict[str, Model]:
    """Return the record of each data file by its path; words and cases are not among them."""
    files: dict[str, Model] = {SETTINGS: site.settings, VOCABULARY: site.vocabulary, LAW: site.law}
    return {**files, DECISIONS: site.decisions, **site.ledgers, **site.organisations}


def documents(site: Site) -> dict[str, Model]:
    """Return everything but cases by its path: data files, and what words say about themselves."""
    return {**data_files(site), **{words.path: words.about for words in site.words.values()}}


def walk(value: object, kind: Any = None, place: Field = ()) -> Iterator[Node]:
    """Yield a value and everything inside it, from the outside in."""
    kind = bare(kind)
    yield place, kind, value
    for step, part_kind, part in _parts(value, kind):
        yield from walk(part, part_kind, (*place, step))


def bare(kind: Any) -> Any:
    """Return a type without ``Annotated`` and ``| None``."""
    if get_origin(kind) in (Union, UnionType, Annotated):
        return bare(next(part for part in get_args(kind) if part is not NoneType))
    return kind


def _parts(value: object, kind: Any) -> Iterator[tuple[str | int, Any, object]]:
    inner = get_args(kind)
    match value:
        case Model():
            for name, field in type(value).model_fields.items():
                yield name, field.annotation, getattr(value, name)
        case Mapping():
            for key, part in value.items():
                yield key, inner[1] if inner else None, part
        case tuple():
            for position, part in enumerate(value):
                yield position, inner[0] if inner else None, part
