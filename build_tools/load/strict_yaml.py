"""Read one YAML file strictly, in one pass over the parser's events; and say on which lines its fields stand.

In: text. Out: dict, list, str, int, bool and None, or every problem of the file with its line.
Never guesses what an unquoted value might mean, never builds an object, never repeats a value in a message.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from build_tools.load.scalars import FORBIDDEN, INDENT, KEY, SECOND_DOCUMENT, SEVERAL_LINES, syntax_fault, value_of
from build_tools.load.text import CONTROL, hidden_in
from build_tools.problems import Fault, Field, Problem
from build_tools.tree import LONG_WORD, NESTED, has_long_word

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]
_Event = Any
"""What the fast parser yields; the types of the package know the slow one alone."""

LOADER = getattr(yaml, "CLoader", yaml.Loader)
_MAX_DEPTH = 12
_MAX_SKIPPED_DEPTH = 100  # reading on would take the slow parser hours; the fast one gives up at 1000 by itself
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")

_NO_KEY = Fault("yaml.no_key", "does not begin with a key; write at least one line of the form key: value")
_SIGN = Fault(
    "yaml.sign_of_yaml",
    "uses a sign by which YAML refers, merges or marks a type (& * << !); put the text in quotes, or write the value "
    "out",
)
_KEY_TWICE = Fault("yaml.key_twice", "is given twice; keep one of the two")


def parse(
    text: str, path: str, first_line: int = 1, loader: type = LOADER
) -> tuple[dict[str, Value] | None, list[Problem]]:
    """Read ``text``; any problem means no data, so that nothing doubtful goes further.

    ``first_line`` is the line of the file on which ``text`` begins.
    """
    reader = _Reader(text, loader)
    found = dict.fromkeys(reader.found)
    problems = [Problem(path, fault, _sayable(field), line=line + first_line) for fault, field, line in found]
    return (None if problems else reader.data), problems


def _sayable(field: Field) -> Field:
    """Cut a field before the first key that is not a plain name: such a key may hold somebody's words."""
    kept = (at for at, part in enumerate(field) if isinstance(part, str) and not _PLAIN_NAME.fullmatch(part))
    return field[: next(kept, len(field))]


def line_of(text: str, field: Field, first_line: int = 1) -> int | None:
    """Return the line of a key or list entry, or of the nearest parent there is; nothing where nothing is."""
    lines = _lines(text)
    parents = (field[:depth] for depth in range(len(field), -1, -1))
    return next((lines[parent] + first_line for parent in parents if parent in lines), None)


def lines_of(text: str, field: Field, first_line: int = 1) -> range:
    """Return the lines of a key or list entry and of all below it; none where it does not stand."""
    lines = _lines(text)
    if not field or field not in lines:
        return range(0)
    start = lines[field]
    others = (line for place, line in lines.items() if line > start and place[: len(field)] != field)
    return range(start + first_line, min(others, default=text.rstrip("\n").count("\n") + 1) + first_line)


_NO_LINE_ENDS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
"""Signs that end a line for YAML, and for nothing else that counts lines."""


# Many problems of one file ask for its lines.
@lru_cache(maxsize=4)
def _lines(text: str) -> Mapping[Field, int]:
    """Return the line, from 0, of every key and list entry before a fault in the form of the file."""
    places = reversed(_Reader(text.translate(_NO_LINE_ENDS), LOADER).places)
    return {place: event.start_mark.line for place, event in places}


class Scalar(NamedTuple):
    """A key, a value or an entry: the way to it, what it says, and where it stands in the text, quotes included."""

    field: Field
    value: str
    start: int
    end: int


def scalars(text: str) -> list[Scalar]:
    """Return every key, value and entry of a text in order, up to what cannot be read."""
    places = _Reader(text.translate(_NO_LINE_ENDS), LOADER).places
    events = [(place, event) for place, event in places if hasattr(event, "style")]  # of scalars alone
    return [Scalar(place, one.value, one.start_mark.index, one.end_mark.index) for place, one in events]


class _Reader:
    """A file that was read: its ``data``, the ``places`` of its keys, values and entries, and what is wrong, with lines
    from 0."""

    def __init__(self, text: str, loader: type) -> None:
        self.text = text
        self.events: Iterator[_Event] = yaml.parse(text, Loader=loader)
        self.places: list[tuple[Field, _Event]] = []
        self.found: list[tuple[Fault, Field, int]] = []
        self.data: dict[str, Value] | None = None
        try:
            self.data = self.document()
        except yaml.MarkedYAMLError as error:
            # Of what broke the file the lines that a text took into itself are a part.
            self.found = [one for one in self.found if one[0] != SEVERAL_LINES]
            fault, line = syntax_fault(error, text)
            self.refuse(fault, line)
        except (yaml.YAMLError, ValueError):
            sign = CONTROL.search(text)
            self.refuse(FORBIDDEN, text.count("\n", 0, sign.start()) if sign else 0)

    def refuse(self, fault: Fault, line: int, field: Field = ()) -> None:
        """Keep what is wrong."""
        self.found.append((fault, field, line))

    def document(self) -> dict[str, Value] | None:
        """Return the one document of the file."""
        next(self.events)  # the stream begins
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.refuse(_NO_KEY, 0)
            return None
        event = next(self.events)
        if event.__class__ is not yaml.MappingStartEvent:
            self.refuse(_NO_KEY, event.start_mark.line)
        data: dict[str, Value] | None = self.value(event, ())
        next(self.events)  # the document ends
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            self.refuse(SECOND_DOCUMENT, after.start_mark.line)
        return data

    def value(self, event: _Event, field: Field) -> Any:
        """Return the value that begins with an event."""
        line = event.start_mark.line
        self.places.append((field, event))
        if marked := _is_marked(event):
            self.refuse(_SIGN, line, field)
        if event.__class__ is yaml.ScalarEvent:
            value, fault = self.scalar(event)
            if fault and not marked:
                self.refuse(fault, line, field)
            return value
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(field) >= _MAX_DEPTH:
            self.refuse(NESTED, line, field)
            self.skip(event)
            return None
        return self.mapping(field) if isinstance(event, yaml.MappingStartEvent) else self.sequence(field)

    def scalar(self, event: _Event) -> tuple[Value, Fault | None]:
        """Return the value of a scalar and what is wrong with it; quotes and blocks always make a text."""
        text = event.value
        if has_long_word(text):
            return text, LONG_WORD
        if not event.style:
            return value_of(event, self.text)
        return text, FORBIDDEN if event.style == '"' and hidden_in(text) is not None else None

    def mapping(self, field: Field) -> dict[str, Value]:
        """Return the mapping whose first key comes next."""
        data: dict[str, Value] = {}
        for event in self.events:
            if event.__class__ is yaml.MappingEndEvent:
                break
            self.skip(event)
            key, line = getattr(event, "value", ""), event.start_mark.line
            place = (*field, key)
            if fault := self.fault_of_key(event):
                self.refuse(fault, line, field)
            elif key in data:
                self.refuse(_KEY_TWICE, line, place)
            self.places.append((place, event))
            data[key] = self.value(next(self.events), place)
        return data

    def sequence(self, field: Field) -> list[Value]:
        """Return the list whose first entry comes next."""
        data: list[Value] = []
        for event in self.events:
            if event.__class__ is yaml.SequenceEndEvent:
                break
            data.append(self.value(event, (*field, len(data))))
        return data

    def fault_of_key(self, event: _Event) -> Fault | None:
        """Return what is wrong with a key."""
        if event.__class__ is not yaml.ScalarEvent:
            return _SIGN if _is_marked(event) else KEY
        if _is_marked(event) or (not event.style and event.value == "<<"):
            return _SIGN
        if not event.style and event.value[:1].isspace():
            return INDENT
        value, fault = self.scalar(event)
        return fault or (None if isinstance(value, str) else KEY)

    def skip(self, event: _Event) -> None:
        """Pass over the rest of a mapping or list; a scalar or alias has no rest."""
        depth = int(isinstance(event, yaml.CollectionStartEvent))
        while depth:
            if depth > _MAX_SKIPPED_DEPTH:
                raise yaml.MarkedYAMLError(problem="nesting depth", problem_mark=event.start_mark)
            event = next(self.events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)


def _is_marked(event: _Event) -> bool:
    """Tell whether an event is referred to, refers or has a type."""
    return event.anchor is not None or getattr(event, "tag", None) is not None
