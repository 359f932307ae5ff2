"""Read one YAML file strictly, in one pass over the parser's events.

In: text. Out: dict, list, str, int, bool and None, or every problem of the file with its line.
Never guesses what an unquoted value might mean, never builds an object, never repeats a value in a message.
"""

import re
from collections.abc import Generator, Iterator
from typing import Any, TypeVar

import yaml

from build_tools.bounds import LONG_WORD, has_long_word
from build_tools.load.scalars import looked_at, scalar
from build_tools.load.signs import CONTROL
from build_tools.load.syntax import DEEP, ODD_SPACE, SECOND, syntax_fault
from build_tools.problems import Fault, Field, Problem

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]
Event = Any
"""What the fast parser yields; the types of the package know the slow one alone."""

Found = tuple[Fault, Field, int | None]
T = TypeVar("T")
Reading = Generator[Found, None, T]

LOADER = getattr(yaml, "CLoader", yaml.Loader)
MAX_DEPTH = 12
ABYSS = 100  # reading on would take the slow parser hours; the fast one gives up at 1000 by itself

REFERENCE = Fault(
    "yaml.reference", "begins with & or *, which refers to another place; put it in quotes, or write the value out"
)
TAG = Fault("yaml.tag", "begins with !, which marks a type; put the text in quotes, or remove the mark")
KEY = Fault(
    "yaml.key_is_no_word",
    "has a key that is not a word (a number, a yes or no, a list, nothing); put the key in quotes",
)
MERGE = Fault("yaml.merge_key", "merges another part of the file with <<; write its lines out here")


def parse(
    text: str, path: str, first_line: int = 1, loader: type = LOADER
) -> tuple[dict[str, Value] | None, list[Problem]]:
    """Read ``text``; any problem means no data, so that nothing doubtful goes further.

    ``first_line`` is the line of the file on which ``text`` begins.
    """
    data, found = _collect(_document(text, loader))
    found = list(dict.fromkeys(found))
    problems = [
        Problem(path, message, _shown(field), line=None if line is None else line + first_line)
        for message, field, line in found
    ]
    return (None if problems else data), problems


def _collect(reading: Reading[T]) -> tuple[T, list[Found]]:
    """Run a reading to its end: what it returns and everything it found."""
    found = []
    while True:
        try:
            found.append(next(reading))
        except StopIteration as end:
            return end.value, found


def _shown(field: Field) -> Field:
    """Cut a field before the first key that is not a plain name: such a key may hold somebody's words."""
    parts: list[str | int] = []
    for part in field:
        if isinstance(part, str) and not re.fullmatch(r"[a-z][a-z0-9_-]{0,39}", part):
            break
        parts.append(part)
    return tuple(parts)


def is_a(event: Event, kind: type) -> bool:
    """Tell the kind of an event, which stays what it is: the types of the package say that it may have no line."""
    return isinstance(event, kind)


def line_of(event: Event) -> int:
    """Return the line of an event, from 0; the fast parser always knows it."""
    return int(event.start_mark.line)


def _document(text: str, loader: type) -> Reading[dict[str, Value] | None]:
    try:
        return (yield from _top(looked_at(yaml.parse(text, Loader=loader), text)))
    except yaml.MarkedYAMLError as error:
        message, line = syntax_fault(error, text)
        yield message, (), line
    except (yaml.YAMLError, ValueError):
        fault = CONTROL.search(text)
        message = Fault("yaml.forbidden_character", "holds a character that YAML does not allow; remove it")
        yield message, (), text.count("\n", 0, fault.start()) if fault else None
    return None


def _top(events: Iterator[Event]) -> Reading[dict[str, Value] | None]:
    next(events)  # the stream begins
    if isinstance(next(events), yaml.StreamEndEvent):
        yield Fault("yaml.empty", "holds nothing; write at least one line of the form key: value"), (), 0
        return None
    event = next(events)
    if not is_a(event, yaml.MappingStartEvent):
        yield (
            Fault("yaml.no_key", "does not begin with a key; write lines of the form key: value"),
            (),
            event.start_mark.line,
        )
        return None
    data: dict[str, Value] = yield from _value(event, events, ())
    next(events)  # the document ends
    after = next(events)
    if is_a(after, yaml.DocumentStartEvent):
        yield SECOND, (), after.start_mark.line
    return data


def _value(event: Event, events: Iterator[Event], field: Field) -> Reading[Any]:
    wrong = _reference(event)
    if event.__class__ is yaml.ScalarEvent:
        value, surprise = scalar(event)
        if isinstance(value, str) and has_long_word(value):
            surprise = LONG_WORD
        if doubt := wrong or surprise or getattr(event, "doubt", None):
            yield doubt, field, line_of(event)
        return value
    if wrong:
        yield wrong, field, event.start_mark.line
    if isinstance(event, yaml.AliasEvent):
        return None
    if len(field) >= MAX_DEPTH:
        yield DEEP, field, event.start_mark.line
        skip(event, events)
        return None
    return (yield from (_mapping if isinstance(event, yaml.MappingStartEvent) else _sequence)(events, field))


def _mapping(events: Iterator[Event], field: Field) -> Reading[dict[str, Value]]:
    data: dict[str, Value] = {}
    for event in events:
        if event.__class__ is yaml.MappingEndEvent:
            break
        key, wrong = _key(event)
        skip(event, events)
        if wrong:
            yield wrong, field, event.start_mark.line
        elif key in data:
            yield (
                Fault("yaml.key_twice", "is given twice; keep one of the two"),
                (*field, key),
                event.start_mark.line,
            )
        data[key] = yield from _value(next(events), events, (*field, key))
    return data


def _sequence(events: Iterator[Event], field: Field) -> Reading[list[Value]]:
    data: list[Value] = []
    for event in events:
        if event.__class__ is yaml.SequenceEndEvent:
            break
        data.append((yield from _value(event, events, (*field, len(data)))))
    return data


def _key(event: Event) -> tuple[str, Fault | None]:
    """The text of a key and what is wrong with it."""
    wrong = _reference(event)
    if event.__class__ is not yaml.ScalarEvent:
        return "", wrong or KEY
    if not event.style and event.value == "<<":
        return "", wrong or MERGE
    if not event.style and event.value[:1].isspace():
        return "", wrong or ODD_SPACE
    value, surprise = scalar(event)
    return event.value, wrong or (KEY if surprise or not isinstance(value, str) else None)


def _reference(event: Event) -> Fault | None:
    if event.anchor is not None:
        return REFERENCE
    return TAG if getattr(event, "tag", None) is not None else None


def skip(event: Event, events: Iterator[Event]) -> None:
    """Pass over the rest of a mapping or list; a scalar or alias has no rest."""
    depth = int(isinstance(event, yaml.CollectionStartEvent))
    while depth:
        if depth > ABYSS:
            raise yaml.MarkedYAMLError(problem="nesting depth", problem_mark=event.start_mark)
        event = next(events)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
