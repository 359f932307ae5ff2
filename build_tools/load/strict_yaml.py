"""Read one YAML file strictly, in one pass over the parser's events; and say where its fields stand.

In: text. Out: dict, list, str, int, bool and None, or problems with their lines: each value that could be taken for
something else, up to the first fault of form. Never guesses what a value without quotes might mean, never builds an
object, never repeats a value or the parser's words in a message.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, NoReturn

import yaml

from build_tools.files.tree import LONG_WORD, NESTED, has_long_word
from build_tools.load.text import CONTROL, hidden_in
from build_tools.problems import Fault, Field, Problem

Value = str | int | bool | None | list["Value"] | dict[str, "Value"]
_Event = Any
"""What the fast parser yields; the types of the package know the slow one alone."""

_MAX_DEPTH = 12
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")

_NO_KEY = Fault("yaml.no_key", "does not begin with a key; write at least one line of the form key: value")
_SIGN = Fault(
    "yaml.sign_of_yaml",
    "uses a sign by which YAML refers, merges or marks a type (& * << !); put the text in quotes, or write the value "
    "out",
)
_TWO_WAYS = Fault(
    "yaml.needs_quotes",
    "can be read in two ways; put a text, a code or a key that is no word in straight quotes, with inner ones as « »; "
    "write a number in digits alone, yes and no as true and false, a list from the line after its key on, and a remark "
    "on a line of its own",
)
_FORBIDDEN = Fault(
    "yaml.forbidden_character",
    "holds a sign that nobody sees or that YAML does not allow; delete it, also where it is written with a \\",
)
_KEY_TWICE = Fault("yaml.key_twice", "is given twice; keep one of the two")
BROKEN = Fault(
    "yaml.does_not_fit",
    "does not fit what stands before it: indent with ordinary spaces: no tab; write a colon and a space after a key, "
    "and lists and longer texts from the next line on; put a text with a colon, with quotes, or that begins with a "
    "sign in straight quotes, inner ones as « », a backslash twice; close quotes and brackets above; keep one document "
    "in a file, without a line ---",
)


def parse(text: str, path: str) -> tuple[dict[str, Value] | None, list[Problem]]:
    """Read ``text``; any problem means no data, so that nothing doubtful goes further."""
    reader = _Reader(text, _value_of)
    found = dict.fromkeys(reader.found)
    problems = [Problem(path, fault, _sayable(field), line=line + 1) for fault, field, line in found]
    return (None if problems else reader.data), problems


def _sayable(field: Field) -> Field:
    """Cut a field before the first key that is not a plain name: such a key may hold somebody's words."""
    kept = (at for at, part in enumerate(field) if isinstance(part, str) and not _PLAIN_NAME.fullmatch(part))
    return field[: next(kept, len(field))]


def places_in(text: str) -> list[tuple[Field, _Event]]:
    """Return where each key, value and entry before a fault in the form of the file begins, in order."""
    return _Reader(_ENDS_OF_LINES.sub(" ", text), lambda event, _: (event.value, None)).places


_ENDS_OF_LINES = re.compile("[\x85\u2028\u2029]")
"""Signs that end a line for YAML, and for nothing else that counts lines."""


class Scalar(NamedTuple):
    """A key, a value or an entry: the way to it, what it says, and where it stands in the text, quotes included."""

    field: Field
    value: str
    start: int
    end: int


def scalars(text: str) -> list[Scalar]:
    """Return every key, value and entry of a text in order, up to what cannot be read."""
    of_scalars = ((place, event) for place, event in places_in(text) if hasattr(event, "style"))
    return [Scalar(place, one.value, one.start_mark.index, one.end_mark.index) for place, one in of_scalars]


class _Broken(Exception):
    """Raised at the first fault of form, which is noted already."""


class _Reader:
    """A file that was read: its ``data``, the ``places`` of its keys, values and entries, and what is wrong, with lines
    from 0; ``value_of`` says what a scalar is worth, which the places do not depend on."""

    def __init__(self, text: str, value_of: Callable[[_Event, str], tuple[Value, Fault | None]]) -> None:
        self.text, self.value_of = text, value_of
        self.places: list[tuple[Field, _Event]] = []
        self.found: list[tuple[Fault, Field, int]] = []
        self.data: dict[str, Value] | None = None
        try:
            self.events: Iterator[_Event] = iter(yaml.CLoader(text).get_event, None)
            self.data = self.document()
        except _Broken:
            return
        except yaml.MarkedYAMLError as error:
            # A value that took the broken line into itself is a part of what broke.
            if self.found and self.found[-1][1] == self.places[-1][0]:
                self.found.pop()
            self.found.append((BROKEN, (), _line_of_error(error, text)))
        except (yaml.YAMLError, ValueError):
            sign = CONTROL.search(text)
            self.found.append((_FORBIDDEN, (), text.count("\n", 0, sign.start()) if sign else 0))

    def refuse(self, fault: Fault, event: _Event, field: Field) -> None:
        """Keep what is wrong."""
        self.found.append((fault, field, event.start_mark.line))

    def stop(self, fault: Fault, event: _Event, field: Field = ()) -> NoReturn:
        """Keep what is wrong with the form of the file. Raises ``_Broken``."""
        self.refuse(fault, event, field)
        raise _Broken

    def document(self) -> dict[str, Value] | None:
        """Return the one document of the file."""
        next(self.events)  # the stream begins
        start = next(self.events)
        event: _Event = next(self.events) if isinstance(start, yaml.DocumentStartEvent) else start
        if not isinstance(event, yaml.MappingStartEvent):
            self.found.append((_NO_KEY, (), 0))
            raise _Broken
        data: dict[str, Value] | None = self.value(event, ())
        next(self.events)  # the document ends
        after: _Event = next(self.events)
        return data if isinstance(after, yaml.StreamEndEvent) else self.stop(BROKEN, after)

    def value(self, event: _Event, field: Field) -> Any:
        """Return the value that begins with an event."""
        self.places.append((field, event))
        if event.anchor is not None or event.tag is not None:  # it is referred to, refers or has a type
            self.stop(_SIGN, event, field)
        if event.__class__ is yaml.ScalarEvent:
            return self.scalar(event, field)
        if len(field) >= _MAX_DEPTH:
            self.stop(NESTED, event, field)
        return self.mapping(field) if isinstance(event, yaml.MappingStartEvent) else self.sequence(field)

    def scalar(self, event: _Event, field: Field) -> Value:
        """Return the value of a scalar."""
        value, fault = self.value_of(event, self.text)
        if fault:
            self.refuse(fault, event, field)
        return value

    def mapping(self, field: Field) -> dict[str, Value]:
        """Return the mapping whose first key comes next."""
        data: dict[str, Value] = {}
        for event in self.events:
            if event.__class__ is yaml.MappingEndEvent:
                break
            key = self.key(event, field)
            place = (*field, key)
            if key in data:
                self.refuse(_KEY_TWICE, event, place)
            self.places.append((place, event))
            data[key] = self.value(next(self.events), place)
        return data

    def key(self, event: _Event, field: Field) -> str:
        """Return a key, which is a word or stands in quotes."""
        is_marked = event.anchor is not None or event.tag is not None
        if is_marked or (getattr(event, "value", "") == "<<" and not event.style):
            self.stop(_SIGN, event, field)
        if event.__class__ is not yaml.ScalarEvent:
            self.stop(_TWO_WAYS, event, field)
        if not event.style and event.value[:1].isspace():
            self.stop(BROKEN, event, field)  # indented with other signs than spaces
        if not isinstance(self.scalar(event, field), str):
            self.refuse(_TWO_WAYS, event, field)
        return str(event.value)

    def sequence(self, field: Field) -> list[Value]:
        """Return the list whose first entry comes next."""
        data: list[Value] = []
        for event in self.events:
            if event.__class__ is yaml.SequenceEndEvent:
                break
            data.append(self.value(event, (*field, len(data))))
        return data


_UNFINISHED = re.compile("end of stream|document|simple key|flow |quoted scalar")
"""The parser's words of an unfinished thing, of which the beginning is named."""


def _line_of_error(error: yaml.MarkedYAMLError, text: str) -> int:
    """Return the line, from 0, where the parser stopped, or where what is unfinished begins, such as quotes that do not
    close just above."""
    begins = error.context_mark if _UNFINISHED.search(f"{error.context} {error.problem}") else None
    mark: Any = begins or error.problem_mark
    line = min(mark.line if mark else 0, text.rstrip().count("\n"))
    lines = text.split("\n")[: line + 1]
    is_open = '"' in lines[-1] and len(lines) > 1 and lines[-2].count('"') % 2
    return line - 1 if is_open else line


_PLAIN_VALUES = {"true": True, "false": False, "null": None, "~": None, "": None}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_OTHER_VALUE = re.compile(
    r"""(?xi)  y | n | yes | no | on | off | true | false | null
    | [-+]? 0 (b [01_]+ | o [0-7_]+ | x [0-9a-f_]+)
    | [-+]? [0-9_]+ (: [0-9_]+)+ (\. [0-9_]*)?             # 12:30 is a number in base sixty
    | [-+]? ([0-9] [0-9_]* (\. [0-9_]*)? | \. [0-9] [0-9_]*) (e [-+]? [0-9]+)?
    | [-+]? \. (inf | nan)"""
)
"""What a reader of YAML 1.1 or 1.2 takes for a number, for yes or no, or for nothing."""

_ODDLY_QUOTED = re.compile(r"""[“”„‟‘’‚«»‹›](?:.*[“”„‟‘’‚«»‹›"'])?|[^"]*\"""")
"""A text that begins and ends in quotes that quote nothing for YAML, or ends in straight ones that nothing opens."""

_REMARK = re.compile(r"[ \t]+#(.?)")
_PLAINLY_WHOLE = re.compile(r"[a-z0-9_.:/?&=#-]*|[A-Z0-9_-]+")
"""A code, a number, a date, an address or nothing: what stands after it, parted by ``# ``, can only be a remark."""


def _value_of(event: _Event, file: str) -> tuple[Value, Fault | None]:
    """Return the value of a scalar, and what is wrong with it. Quotes and blocks always make a text; what YAML, or a
    reader, could take for something else stands in quotes."""
    text = event.value
    if has_long_word(text):
        return text, LONG_WORD
    if event.style:
        return text, _FORBIDDEN if event.style == '"' and hidden_in(text) is not None else None
    remark = _REMARK.match(file, event.end_mark.index)
    # A remark begins with a space of its own; "#5" more likely belongs to the text.
    is_part = remark and not (remark[1] in " \t#" and _PLAINLY_WHOLE.fullmatch(text))
    if event.end_mark.line > event.start_mark.line or is_part:
        return text, _TWO_WAYS
    if text in _PLAIN_VALUES:
        return _PLAIN_VALUES[text], None
    if _WHOLE.fullmatch(text):
        return int(text), None
    if text != text.strip():
        return text, _FORBIDDEN
    return text, _TWO_WAYS if _OTHER_VALUE.fullmatch(text) or _ODDLY_QUOTED.fullmatch(text) else None
