"""A place, a kind of fault and its values come in; one problem goes out: where, what is wrong, what to do.

Never holds a value that came from the content, only names, codes and numbers that the program knows; ``load.messages``
says it in the maintainer's language. A rule needs a sentence of its own only where none of the general ones at the end
says what to do.
"""

import dataclasses
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

Field = tuple[str | int, ...]
Translate = Callable[[str], str]
FindLine = Callable[[Field], int | None]


def N_(message: str) -> str:
    """Mark ``message`` for a catalogue and return it as it is; the message of a ``Fault`` needs no mark."""
    return message


BRACE = re.compile(r"\{\{|\}\}|\{[a-z_]+\}|[{}]")
"""A doubled brace stands for one, a name in braces for a value; a single brace has no meaning."""


def fill(template: str, /, **values: object) -> str:
    """Put values into a template. Raises ``KeyError`` for a name without value.

    Unlike ``str.format`` it knows names and nothing else: a template may come from a catalogue, and must reach no
    attribute of a value and set no width.
    """
    return BRACE.sub(lambda found: str(values[found[0][1:-1]]) if len(found[0]) > 2 else found[0][0], template)


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of problem, wherever it is found.

    ``code`` never changes, and is all that programs may compare: an area and what is wrong there, such as
    ``figures.parts_overlap``. ``message`` is the English template for ``fill`` with ``values``.
    """

    code: str
    message: str
    values: Mapping[str, object] = dataclasses.field(default_factory=dict, hash=False)

    def __str__(self) -> str:
        return self.message

    def filled(self, **values: object) -> "Fault":
        """Return the same fault with values for its sentence."""
        return dataclasses.replace(self, values=values)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend before anything is built.

    ``path`` is relative to the project and uses ``/``, and is empty where the whole run is meant; ``field`` leads from
    the top of the file to the value (keys and list positions); ``line`` counts from 1 and is filled in when the problem
    is printed; ``values`` are those of the sentence, beside the fault's own; ``files`` says how many files have the
    same problem, of which ``path`` is the first. ``entry`` counts from 1: where the name of a file may be somebody's,
    ``path`` is its folder, and this is its place among the names there.
    """

    path: str
    fault: Fault
    field: Field = ()
    values: Mapping[str, object] = dataclasses.field(default_factory=dict)
    line: int | None = None
    files: int = 1
    entry: int | None = None

    @property
    def code(self) -> str:
        """The code of its fault."""
        return self.fault.code

    @property
    def is_of_a_person(self) -> bool:
        """Whether it points at something personal; where it stands is for one person, and for no public log."""
        return self.code.startswith(_OF_PERSONS)

    @property
    def all_values(self) -> Mapping[str, object]:
        """All values of its sentence."""
        return {**self.fault.values, **self.values}


_OF_PERSONS = ("personal.", "protect.name", "disclosure.")
"""How the codes begin of what points at something personal, or at somebody who could be singled out."""


class Refused(Exception):
    """The content has problems; nothing may be built of it. ``problems`` are in order and carry their lines."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def refuse(problems: Iterable[Problem]) -> None:
    """Raise ``Refused`` where there are problems."""
    if found := list(problems):
        raise Refused(found)


def in_english(message: str) -> str:
    """The translation function of a maintainer who reads English."""
    return message


HIDDEN = "…"
"""Stands for a name that people invented, which may be anybody's."""

NONE = "–"
"""Stands for the allowed values where there are none."""


def text_of(
    message: str, values: Mapping[str, object], translate: Translate, say_way: Callable[[Field], str] = str
) -> str:
    """Say what is wrong, without its place.

    The value ``form``, what right looks like, is a message with values of its own, and translated; ``say_way`` says
    the way to another value.
    """
    said = {name: say_way(value) if isinstance(value, tuple) else value for name, value in values.items()}
    if isinstance(form := values.get("form"), str):
        said["form"] = fill(translate(form), **values)
    template = translate(message)
    if said.get("allowed") == NONE:
        none = " " + translate(N_("there is none to choose from"))
        template = ";".join(none if "{allowed}" in part else part for part in template.split(";"))
    return fill(template, **said)


def without_echoes(
    found: Iterable[Problem], codes: Collection[str], about: Callable[[Problem], object]
) -> list[Problem]:
    """Return problems without those of some codes where something else is said about the same: mostly that says it more
    exactly, and what is left is found when it is mended."""
    every = list(found)
    said = {about(one) for one in every if one.code not in codes}
    return [one for one in every if one.code not in codes or about(one) not in said]


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Sort problems by file, line and field, each said once; last what is about no file."""
    unique = {(p.path, p.line or 0, p.field, _plain_text(p), p.entry or 0, p.files): p for p in problems}
    return [unique[key] for key in sorted(unique, key=lambda key: (not key[0], key[0], key[1], str(key[2]), key[3]))]


def _plain_text(problem: Problem) -> str:
    return text_of(problem.fault.message, problem.all_values, in_english)


_OFFERED = 12
"""So many names of a list are offered."""


def allowed(values: Iterable[str], instead_of: str = "") -> str:
    """List at most 12 of the allowed values, the closest to ``instead_of`` first, then in their order."""
    values = list(values)
    close = get_close_matches(instead_of, values, n=1)
    listed = [*close, *(value for value in values if value not in close)]
    return ", ".join([*listed[:_OFFERED], *(["…"] if len(listed) > _OFFERED else [])]) or NONE


UNKNOWN = Fault("names.unknown", "names something that is not in the list {list}; write one of: {allowed}")
REPEATED = Fault("names.repeated", "is there already, in {other}; write it once, or give each its own")
TOO_EARLY = Fault("days.too_early", "is before {other}; write that day or a later one")
TOO_LATE = Fault("days.too_late", "is after {other}; write that day or an earlier one")
ENDED = Fault(
    "days.counts_no_more",
    "is too long ago or has passed, so it no longer counts; try the contact, look or decide again and write the new "
    "day, or delete what it is about",
)
ENDING = Fault("days.ends_soon", "will not count after {date}: try the contact, look or decide again before that")
ONE_OF_TWO = Fault("values.one_of_two", "both are there, or neither is; write one alone: {one}, or {other}")
BESIDE = Fault("values.beside", "may not stand beside {other}; delete one of the two")
WRONG_FORM = Fault("values.wrong_form", "does not fit here; right is {form}")
_MISSING = Fault("fields.one_of_missing", "is missing; add what fits: {allowed}")
NO_CIRCLE = N_("what each of these is a part of, for they lead back to where they began: {names}")


def unknown(title: str, names: Collection[str], name: str) -> Fault:
    """Return the fault that a name is not in a list."""
    return UNKNOWN.filled(list=title, allowed=allowed(names, name))


def wrong_form(form: str, **values: object) -> Fault:
    """Return the fault that a value is not what right looks like: a marked message, with its values."""
    return WRONG_FORM.filled(form=form, **values)


def one_of_missing(*names: str) -> Fault:
    """Return the fault that one of these is missing: a code, a call, a heading, the place of something."""
    return _MISSING.filled(allowed=allowed(names))
