"""What can be judged of a file in which an entry is wrong: all but that entry.

In: plain data and the model it should be. Out: a record in which each broken entry is left out, and where those were.
Only for rules that judge each entry by itself; whether something is missing such a record does not tell.
"""

import copy
from typing import Any, get_args, get_origin

from pydantic import ValidationError

from build_tools.load.records import part
from build_tools.models import Model, Part, Reviewed
from build_tools.models.base import bare
from build_tools.problems import Field


def without_broken(data: dict[str, Any], model: type[Model]) -> Part | None:
    """Return the record without its broken entries, or nothing where no fault lies in an entry."""
    try:
        model.model_validate(data)
    except ValidationError as error:
        places = {entry_around(model, detail["loc"]) for detail in error.errors(include_url=False)} - {()}
        outermost = {place for place in places if not any(place[:depth] in places for depth in range(1, len(place)))}
        return Part(part(left_out_of(data, outermost), model), tuple(sorted(outermost, key=str))) if places else None
    return None


def entry_around(model: type[Model], place: Field) -> Field:
    """Return the way to the innermost entry of a list or group of records around a fault, or none."""
    entry: Field = ()
    kind: Any = model
    for depth, step in enumerate(place, 1):
        if isinstance(kind, type) and issubclass(kind, Model):
            field = kind.model_fields.get(str(step))
            kind = bare(field.annotation) if field else None
            continue
        kind = inner(kind)
        if kind is None:
            break
        entry = place[:depth]
    return entry


def inner(kind: Any) -> type[Model] | None:
    """Return the model of the entries of a list or group, but of reviews, which are one for each language."""
    arguments = get_args(kind) if get_origin(kind) in (tuple, dict) else ()
    found = bare(arguments[get_origin(kind) is dict]) if arguments else None
    is_record = isinstance(found, type) and issubclass(found, Model) and found is not Reviewed
    return found if is_record else None


def left_out_of(data: dict[str, Any], places: set[Field]) -> dict[str, Any]:
    """Return the data without entries. In a list, where the others must keep their places, one of these stands in."""
    left = copy.deepcopy(data)
    for way in {place[:-1] for place in places}:
        entries = at(left, way)
        broken = {place[-1] for place in places if place[:-1] == way}
        if isinstance(entries, dict):
            at(left, way[:-1])[way[-1]] = {key: value for key, value in entries.items() if key not in broken}
        else:
            good = [entry for number, entry in enumerate(entries) if number not in broken]
            entries[:] = [good[0] if number in broken else one for number, one in enumerate(entries)] if good else []
    return left


def at(data: Any, way: Field) -> Any:
    """Return the value at the end of a way."""
    for step in way:
        data = data[step]
    return data
