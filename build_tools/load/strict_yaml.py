"""Read one YAML file strictly, in one pass over the parser's events.

In: text. Out: dict, list, str, int, bool and None, or every problem of the file with its line.
Never guesses what an unquoted value might mean, never builds an object, never repeats a value in a message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import Any

import yaml

from build_tools.bounds import LONG_WORD, has_long_word
from build_tools.load.plain_scalars import swallows_more, value_of
from build_tools.load.signs import CONTROL, hidden_in
from build_tools.load.yaml_errors import FORBIDDEN, INDENT, NO_COLON, TOO_DEEP, syntax_fault
from build_tools.problems import Fault, Field, Problem

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]
Event = Any
"""What the fast parser yields; the types of the package know the slow one alone."""

Found = tuple[Fault, Field, int]

LOADER = getattr(yaml, "CLoader", yaml.Loader)
MAX_DEPTH = 12
_MAX_SKIPPED_DEPTH = 100  # reading on would take the slow parser hours; the fast one gives up at 1000 by itself
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")

_EMPTY = Fault("yaml.empty", "holds nothing; write at least one line of the form key: value")
_NO_KEY = Fault("yaml.no_key", "does not begin with a key; write lines of the form key: value")
_SECOND_DOCUMENT = Fault("yaml.second_document", "begins a second document; keep one in a file, without a line ---")
_NOT_PLAIN = Fault(
    "yaml.sign_of_yaml",
    "uses a sign by which YAML refers, merges or marks a type (& * << !); put the text in quotes, or write the value "
    "out",
)
_KEY = Fault(
    "yaml.key_is_no_word",
    "has a key that is not a word (a number, a yes or no, a list, nothing); put the key in quotes",
)
_KEY_TWICE = Fault("yaml.key_twice", "is given twice; keep one of the two")


def parse(
    text: str, path: str, first_line: int = 1, loader: type = LOADER
) -> tuple[dict[str, Value] | None, list[Problem]]:
    """Read ``text``; any problem means no data, so that nothing doubtful goes further.

    ``first_line`` is the line of the file on which ``text`` begins.
    """
    reader = Reader(text, yaml.parse(text, Loader=loader))
    data = None
    try:
        data = reader.document()
    except yaml.MarkedYAMLError as error:
        reader.refuse(*syntax_fault(error, text))
    except (yaml.YAMLError, ValueError):
        sign = CONTROL.search(text)
        reader.refuse(FORBIDDEN, text.count("\n", 0, sign.start()) if sign else 0)
    found = dict.fromkeys(reader.found)
    problems = [Problem(path, fault, _sayable(field), line=line + first_line) for fault, field, line in found]
    return (None if problems else data), problems


def _sayable(field: Field) -> Field:
    """Cut a field before the first key that is not a plain name: such a key may hold somebody's words."""
    kept = (at for at, part in enumerate(field) if isinstance(part, str) and not _PLAIN_NAME.fullmatch(part))
    return field[: next(kept, len(field))]


def is_a(event: Event, kind: type) -> bool:
    """Tell the kind of an event, which stays what it is: the types of the package say that it may have no line."""
    return isinstance(event, kind)


@dataclass
class Reader:
    """The events of a file that are still to be read, and what was found wrong with those before."""

    text: str
    events: Iterator[Event]
    found: list[Found] = made_by(default_factory=list)

    def refuse(self, fault: Fault, line: int, field: Field = ()) -> None:
        """Keep what is wrong, with its line from 0."""
        self.found.append((fault, field, line))

    def document(self) -> dict[str, Value] | None:
        """Return the one document of the file."""
        next(self.events)  # the stream begins
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.refuse(_EMPTY, 0)
            return None
        event = next(self.events)
        if not is_a(event, yaml.MappingStartEvent):
            self.refuse(_NO_KEY, event.start_mark.line)
            return None
        data: dict[str, Value] = self.value(event, ())
        next(self.events)  # the document ends
        after = next(self.events)
        if is_a(after, yaml.DocumentStartEvent):
            self.refuse(_SECOND_DOCUMENT, after.start_mark.line)
        return data

    def value(self, event: Event, field: Field) -> Any:
        """Return the value that begins with an event."""
        line = event.start_mark.line
        marked = event.anchor is not None or getattr(event, "tag", None) is not None
        if marked:
            self.refuse(_NOT_PLAIN, line, field)
        if event.__class__ is yaml.ScalarEvent:
            value, fault = self.scalar(event)
            if fault and not marked:
                self.refuse(fault, line, field)
            return value
        if isinstance(event, yaml.AliasEvent):
            return None
        if len(field) >= MAX_DEPTH:
            self.refuse(TOO_DEEP, line, field)
            skip(event, self.events)
            return None
        return self.mapping(field) if isinstance(event, yaml.MappingStartEvent) else self.sequence(field)

    def scalar(self, event: Event) -> tuple[Value, Fault | None]:
        """Return the value of a scalar and what is wrong with it; quotes and blocks always make a text."""
        text = event.value
        if has_long_word(text):
            return text, LONG_WORD
        if event.style:
            return text, FORBIDDEN if event.style == '"' and hidden_in(text) is not None else None
        if fault := swallows_more(event, self.text):
            return text, fault
        return value_of(text)

    def mapping(self, field: Field) -> dict[str, Value]:
        """Return the mapping whose first key comes next."""
        data: dict[str, Value] = {}
        for event in self.events:
            if event.__class__ is yaml.MappingEndEvent:
                break
            skip(event, self.events)
            key = getattr(event, "value", "")
            fault = self.fault_of_key(event)
            if fault or key in data:
                self.refuse(fault or _KEY_TWICE, event.start_mark.line, field if fault else (*field, key))
            data[key] = self.value(next(self.events), (*field, key))
        return data

    def sequence(self, field: Field) -> list[Value]:
        """Return the list whose first entry comes next."""
        data: list[Value] = []
        for event in self.events:
            if event.__class__ is yaml.SequenceEndEvent:
                break
            data.append(self.value(event, (*field, len(data))))
        return data

    def fault_of_key(self, event: Event) -> Fault | None:
        """Return what is wrong with a key."""
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            return _NOT_PLAIN
        if event.__class__ is not yaml.ScalarEvent:
            return _KEY
        if not event.style and event.value == "<<":
            return _NOT_PLAIN
        if not event.style and event.value[:1].isspace():
            return INDENT
        value, fault = self.scalar(event)
        return fault if fault in (NO_COLON, LONG_WORD) else _KEY if fault or not isinstance(value, str) else None


def skip(event: Event, events: Iterator[Event]) -> None:
    """Pass over the rest of a mapping or list; a scalar or alias has no rest."""
    depth = int(isinstance(event, yaml.CollectionStartEvent))
    while depth:
        if depth > _MAX_SKIPPED_DEPTH:
            raise yaml.MarkedYAMLError(problem="nesting depth", problem_mark=event.start_mark)
        event = next(events)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
