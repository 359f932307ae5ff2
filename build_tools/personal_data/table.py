"""What the gate says of a text: where something stands that may be personal, of what kind, what to write in its place,
and never what it is; and the lists and the table of patterns that the program ships with, each read once.

In: the name of a list, of words or of a pattern. Out: lines, words, a compiled pattern, rows, each of which is a rule.
The head of `data/patterns.toml` explains the table.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

from build_tools.problems import Fault

Category = Literal[
    "HYGIENE",
    "IIN",
    "NUMBER",
    "PHONE",
    "EMAIL",
    "HANDLE",
    "DOC",
    "CARD",
    "IBAN",
    "PLATE",
    "DOB",
    "DATE",
    "ADDRESS",
    "GPS",
    "PERSON",
]
Severity = Literal["block", "review"]


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A stretch of a text: ``block`` stops whatever it is in, ``review`` waits for other words or a decision."""

    start: int
    end: int
    category: Category
    severity: Severity

    def at(self, start: int, end: int) -> "Finding":
        """Return the same finding at another place."""
        return Finding(start, end, self.category, self.severity)


def severer(one: Severity, other: Severity) -> Severity:
    """Return the severer of two."""
    return "block" if "block" in (one, other) else "review"


def merged(findings: list[Finding]) -> list[Finding]:
    """Return the findings in order; those of one kind that overlap are one, as severe as the severest."""
    joined: dict[Category, list[Finding]] = {}
    for one in sorted(findings):
        same = joined.setdefault(one.category, [])
        if same and one.start < same[-1].end:
            last = same.pop()
            one = Finding(last.start, max(last.end, one.end), one.category, severer(one.severity, last.severity))
        same.append(one)
    return sorted(one for same in joined.values() for one in same)


FAULTS: Mapping[Category, Fault] = {
    "HYGIENE": Fault(
        "personal.hidden",
        "holds a spelling that hides what it says: unseen signs, letters of two alphabets in a word, or letters that "
        "stand apart; type it anew, plainly",
    ),
    "IIN": Fault(
        "personal.iin",
        "may hold the number of a person or a firm (IIN, BIN); leave it out, and say it as in “a man, 30 to 44, "
        "Almaty”, or name the body",
    ),
    "NUMBER": Fault(
        "personal.number",
        "holds a number that may be a person’s, or of a file about one; leave it out, or write the unit of a sum after "
        "it",
    ),
    "PHONE": Fault(
        "personal.phone",
        "may hold a telephone number; leave it out: contacts stand as channels in content/organisations.yml alone",
    ),
    "EMAIL": Fault(
        "personal.email",
        "may hold an e-mail address; leave it out: contacts stand as channels in content/organisations.yml alone",
    ),
    "HANDLE": Fault(
        "personal.handle",
        "may hold somebody’s name in a network; leave it out: contacts stand as channels in content/organisations.yml "
        "alone",
    ),
    "DOC": Fault("personal.document", "may hold the number of a document; leave it out, and write “an identity card”"),
    "CARD": Fault("personal.card", "may hold the number of a bank card; leave it out, and write “a bank card”"),
    "IBAN": Fault("personal.iban", "may hold the number of an account; leave it out, and write “a bank account”"),
    "PLATE": Fault("personal.plate", "may hold the number of a vehicle; leave it out, and write “a car”"),
    "DOB": Fault(
        "personal.birth", "may hold a date of birth; write an age band in its place, as in “a man, 30 to 44, Almaty”"
    ),
    "DATE": Fault(
        "personal.date",
        "may tell the day or the hour at which something was done to somebody; write the month or the year in "
        "its place",
    ),
    "ADDRESS": Fault(
        "personal.address",
        "may hold somebody’s address, or the number of a school, a ward or a room; write the region or the city in its "
        "place",
    ),
    "GPS": Fault(
        "personal.coordinates", "may hold coordinates or a link to a map; write the region or the city in its place"
    ),
    "PERSON": Fault(
        "personal.person",
        "may hold the name of a person; say without a name who it is, as in “a man, 30 to 44, Almaty”; whoever "
        "acts in a "
        "public office is entered under public_persons in content/reviewed.yml",
    ),
}

Form = Literal["original", "text", "low", "figures"]
"""How a text is read: as it is, plain, in small letters, with digits for letters that stand for some."""

_FOLDER = Path(__file__).with_name("data")
_PART = re.compile(r"\{([A-Z_]+)\}|\{([a-z_]+)\}")
_HINT = re.compile(r"[^|\n]+")


class Row(NamedTuple):
    """Patterns, the kind of what they find, what calls for them, and what has to stand around a match."""

    name: str
    kind: Category
    patterns: Sequence[re.Pattern[str]]
    severity: Severity = "block"
    forms: Sequence[Form] = ("low",)
    hints: tuple[str, ...] = ()
    signs: str = ""
    digits: int = 1
    whole: bool = False
    label: re.Pattern[str] | None = None
    said: re.Pattern[str] | None = None
    then: re.Pattern[str] | None = None
    but: re.Pattern[str] | None = None


@cache
def lines(name: str) -> tuple[str, ...]:
    """Return the lines of a list, without the remark that begins it."""
    text = (_FOLDER / f"{name}.txt").read_text("utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def table() -> dict[str, Any]:
    """Return the table of patterns as it is written."""
    return tomllib.loads((_FOLDER / "patterns.toml").read_text("utf-8"))


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of a list of the table."""
    return tuple(table()["words"][name].split())


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern that rules ask for by name."""
    return _compiled(table()["patterns"][name])


@cache
def rows() -> tuple[Row, ...]:
    """Return the rows of the table."""
    return tuple(map(_row, table()["rows"]))


def _row(entry: dict[str, Any]) -> Row:
    around: dict[str, Any] = {key: _compiled(entry[key]) for key in ("label", "said", "then", "but") if key in entry}
    hints, patterns = tuple(_HINT.findall(entry.get("hints", ""))), [*map(_compiled, entry["patterns"])]
    return Row(**{**entry, **around, "hints": hints, "patterns": patterns})


def _compiled(written: str) -> re.Pattern[str]:
    """Return a pattern of the table, with its parts in their places."""
    return re.compile(_whole(written))


def _whole(written: str) -> str:
    """Return the text of a pattern: its lines joined, parts and words in their places."""
    joined = "".join(line.strip() for line in written.splitlines())
    parts = {**table()["parts"], **table()["patterns"]}
    return _PART.sub(lambda part: _whole(parts[part[1]]) if part[1] else "|".join(words(part[2])), joined)
