"""The values that a model annotates, wherever they lie: in comes a record, out comes each with its annotation."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from build_tools.models import Annotation, Model, models_below, models_in
from build_tools.problems import Field

Kinds = tuple[type[Annotation], ...]


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


def annotated(
    record: Model, kinds: Kinds, place: Field = (), around: tuple[Model, ...] = ()
) -> Iterator[AnnotatedValue]:
    """Yield each value of a record, and of those in it, that has such an annotation; what is not said has none."""
    own, inside = _fields(type(record), kinds)
    known, around = record.__dict__, (record, *around)  # of a record that could not be read, no field is there
    for name, annotation in own:
        if known.get(name) is not None:
            yield AnnotatedValue(annotation, (*place, name), known[name], around)
    for name in inside:
        for way, inner in _records_in(known.get(name)):
            yield from annotated(inner, kinds, (*place, name, *way), around)


@cache
def _fields(model: type[Model], kinds: Kinds) -> tuple[tuple[tuple[str, Annotation], ...], tuple[str, ...]]:
    """Return the fields of a model that have one of the annotations, and those with records that have some inside."""
    fields = model.model_fields.items()
    own = tuple((name, one) for name, field in fields for one in field.metadata if isinstance(one, kinds))
    inner = {
        name: {one for kind in models_in(field.annotation) for one in models_below(kind)} for name, field in fields
    }
    return own, tuple(name for name, models in inner.items() if any(_has(one, kinds) for one in models))


def _has(model: type[Model], kinds: Kinds) -> bool:
    return any(isinstance(one, kinds) for field in model.model_fields.values() for one in field.metadata)


def _records_in(value: object) -> Iterator[tuple[Field, Model]]:
    match value:
        case Model():
            yield (), value
        case Mapping():
            yield from (((key, *way), inner) for key, part in value.items() for way, inner in _records_in(part))
        case tuple():
            yield from (((at, *way), inner) for at, part in enumerate(value) for way, inner in _records_in(part))
