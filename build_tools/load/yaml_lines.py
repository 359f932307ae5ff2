"""On which line of a YAML file a key or a list entry stands, also where the file has a fault further down.

In: text and the way to a value. Out: a line, or nothing. Judges nothing, keeps no table of lines.
"""

from collections.abc import Iterator

import yaml

from build_tools.load.strict_yaml import LOADER, MAX_DEPTH, Event, skip
from build_tools.problems import Field


def line_of(text: str, field: Field, first_line: int = 1, loader: type = LOADER) -> int | None:
    """Find the line of a key or list entry, or of the nearest parent there is; None where nothing is."""
    line, depth = None, -1
    try:
        for place, at in _places(yaml.parse(text, Loader=loader)):
            if len(place) > depth and field[: len(place)] == place:
                line, depth = at + first_line, len(place)
            if depth == len(field):
                break
    except (yaml.YAMLError, ValueError):
        pass  # the places before the fault still hold
    return line


def _places(events: Iterator[Event]) -> Iterator[tuple[Field, int]]:
    """Every key and list entry in order, with its line from 0; the whole comes first."""
    for event in events:
        if isinstance(event, yaml.CollectionStartEvent):
            yield (), event.start_mark.line
            yield from _places_in(event, events, ())
            return


def _places_in(event: Event, events: Iterator[Event], field: Field) -> Iterator[tuple[Field, int]]:
    if not isinstance(event, yaml.CollectionStartEvent) or len(field) >= MAX_DEPTH:
        skip(event, events)
        return
    for position, entry in enumerate(events):
        if isinstance(entry, yaml.CollectionEndEvent):
            return
        keyed = isinstance(event, yaml.MappingStartEvent)
        place = (*field, getattr(entry, "value", "") if keyed else position)
        yield place, entry.start_mark.line
        if keyed:
            skip(entry, events)
            entry = next(events)
        yield from _places_in(entry, events, place)
