"""On which line of a YAML file a key or a list entry stands, also where the file has a fault further down.

In: text and the way to a value. Out: a line, or nothing. Judges nothing. Of the last files that were asked about it
keeps the lines, so that many problems of one file read it once.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

import yaml

from build_tools.load.strict_yaml import LOADER, MAX_DEPTH, Event, is_a, skip
from build_tools.problems import Field


class Scalar(NamedTuple):
    """A key, a value or an entry: the way to it, what it says, and where it stands in the text, quotes included."""

    field: Field
    value: str
    start: int
    end: int


def line_of(text: str, field: Field, first_line: int = 1, loader: type = LOADER) -> int | None:
    """Find the line of a key or list entry, or of the nearest parent there is; None where nothing is."""
    lines = _lines(text, loader)
    parents = (field[:depth] for depth in range(len(field), -1, -1))
    return next((lines[parent] + first_line for parent in parents if parent in lines), None)


def lines_of(text: str, field: Field, first_line: int = 1) -> range:
    """Return the lines, from 1, of a key or list entry and of all below it; none where it does not stand."""
    lines = _lines(text, LOADER)
    if not field or field not in lines:
        return range(0)
    start = lines[field]
    others = (line for place, line in lines.items() if line > start and place[: len(field)] != field)
    return range(start + first_line, min(others, default=text.rstrip("\n").count("\n") + 1) + first_line)


_NO_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Signs that end a line for YAML, and for nothing else that counts lines."""


@lru_cache(maxsize=4)
def _lines(text: str, loader: type) -> Mapping[Field, int]:
    """Return the line, from 0, of every key and list entry."""
    lines: dict[Field, int] = {}
    try:
        for place, event in _places(yaml.parse(text.translate(_NO_LINE_ENDS), Loader=loader)):
            lines.setdefault(place, event.start_mark.line)
    except (yaml.YAMLError, ValueError):
        pass  # the places before the fault still hold
    return lines


def scalars(text: str) -> list[Scalar]:
    """Return every key, value and entry of a text in order, up to what cannot be read."""
    found: list[Scalar] = []
    try:
        for place, event in _places(yaml.parse(text.translate(_NO_LINE_ENDS), Loader=LOADER)):
            if is_a(event, yaml.ScalarEvent):
                found.append(Scalar(place, event.value, event.start_mark.index, event.end_mark.index))
    except (yaml.YAMLError, ValueError):
        pass  # whoever asks looks at the rest as it is written
    return found


def _places(events: Iterator[Event]) -> Iterator[tuple[Field, Event]]:
    """Every key, value and list entry in order, with the event that begins it; the whole comes first."""
    for event in events:
        if is_a(event, yaml.CollectionStartEvent):
            yield (), event
            yield from _places_in(event, events, ())
            return


def _places_in(event: Event, events: Iterator[Event], field: Field) -> Iterator[tuple[Field, Event]]:
    if not isinstance(event, yaml.CollectionStartEvent) or len(field) >= MAX_DEPTH:
        skip(event, events)
        return
    for position, entry in enumerate(events):
        if isinstance(entry, yaml.CollectionEndEvent):
            return
        keyed = isinstance(event, yaml.MappingStartEvent)
        place = (*field, getattr(entry, "value", "") if keyed else position)
        yield place, entry
        if keyed:
            skip(entry, events)
            entry = next(events)
            yield place, entry
        yield from _places_in(entry, events, place)
