"""What of the text of a file is words: the keys and values of data by themselves, nothing that is nobody's; and what
may stand in it by right although it looks personal: contacts where the project keeps them, names of towns.

In: the path of a file and its text. Out: the same signs at the same places, without those of YAML and without what is
known to be nobody's; by the field in which a finding stands, whether it may. Where a file cannot be read, nothing may.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from build_tools.files import paths
from build_tools.gate import Finder
from build_tools.personal_data import Category, Finding
from build_tools.personal_data.table import pattern
from build_tools.problems import Field

if TYPE_CHECKING:
    from build_tools.load.strict_yaml import Scalar

PUBLISHED = (f"{paths.CONTENT}/", f"{paths.CASES}/")
"""The folders of what readers see."""

SCHEMA = ".schema.json"
CATALOGUES = f"{paths.SITE_SRC}/locales/"
FOR_MAINTAINERS = f"{CATALOGUES}problems."

_FRONT = re.compile(r"\A---[ ]*\n(?:(?!---[ ]*$).*\n)*", re.MULTILINE)
_SIGNS = re.compile(r"[\s,:\[\]{}|>+?-]*")
"""What stands between two values and is no remark."""

_AS_IN_WORDS = str.maketrans("[]{}|>+?-,", "         .")
"""A colon and a full stop part values as they part sentences, so that no number goes on in the next."""

_ESCAPED = re.compile(r"\\[nt]|\\(?=[\"/\\])")
_CODE = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)+")
"""A code of a closed list, or the name of a field. One that is a word alone is read as a word."""

_RELEASED = re.compile(r"(?<===)[0-9][0-9A-Za-z.+!]*")
"""Some packages have the day in the number of a release."""

_RESERVED = re.compile(
    r"(?:mailto:(?=[\w.+-]{1,64}@)|@)(?=(?:[\w.+-]{1,64}@)?[A-Za-z0-9.-]{0,200}\b(?:invalid|example|test|localhost|example\.(?:com|net|org))\b(?![.-]?[A-Za-z0-9]))"
)
"""Before a name of the internet that is reserved for examples (RFC 2606) and reaches nobody. What stands before the
sign is judged as words."""

_REMARK = re.compile(r"^[ ]*#.*", re.MULTILINE)
_MESSAGE = re.compile(r'^(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?) "|\\[nt]', re.MULTILINE)
"""In a catalogue, after which a sentence begins."""


# Of one file much is asked.
@lru_cache(maxsize=4)
def values_in(data: str) -> "list[Scalar]":
    """Return the keys, values and entries of data, as far as it can be read."""
    if not data:
        return []
    from build_tools.load import strict_yaml  # takes long to load, and most files hold no data

    return strict_yaml.scalars(data)


def value_around(data: str, one: Finding) -> "Scalar | None":
    """Return the key, value or entry in which a finding lies."""
    every = values_in(data)
    number = bisect_right(every, one.start, key=lambda value: value.start) - 1
    return every[number] if number >= 0 and one.end <= every[number].end else None


def data_of(path: str, text: str) -> str:
    """Return the data with which a text begins: all of a YAML file, the front matter of a page, or nothing."""
    if path.endswith(".yml"):
        return text
    found = _FRONT.match(text.replace("\r\n", " \n").replace("\r", "\n"))
    return text[: found.end()] if found else ""


def mask(path: str, text: str) -> str:
    """Return a text of the same length in which data stands as words, without what is known to be no number and no
    address of anybody, and with a break where a sentence begins."""
    data = data_of(path, text)
    for known in (pattern("DIGEST_ALONE"), *((_RELEASED,) if path.startswith("requirements/") else ())):
        text = known.sub(lambda found: "x" * len(found[0]), text)
    text = _without_reserved(path, text)
    if path.startswith(CATALOGUES):
        return _MESSAGE.sub(lambda found: "\n".rjust(len(found[0])), text)
    return _apart(text[: len(data)], values_in(data)) + text[len(data) :]


def _without_reserved(path: str, text: str) -> str:
    """Return a text without the addresses that are kept for examples. In what is published an address is one, whoever
    it reaches, and only a remark in data may show one."""
    if path.endswith(SCHEMA) or not path.startswith((*PUBLISHED, CATALOGUES)):
        return _RESERVED.sub(_blank, text)
    if path.endswith(".yml"):
        return _REMARK.sub(lambda remark: _RESERVED.sub(_blank, remark[0]), text)
    return text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _apart(data: str, values: "list[Scalar]") -> str:
    """Return data in which each key and value stands on a line of its own; from where it cannot be read on, as it is
    written."""
    parts, end = list[str](), 0
    for one in values:
        parts += (_between(data[end : one.start]), _words_of(data[one.start : one.end]))
        end = one.end
    rest = data[end:]
    return "".join((*parts, _between(rest) if _SIGNS.fullmatch(rest) else rest))


def _between(text: str) -> str:
    """Return what stands before a value, without the signs of YAML, at the end of a line."""
    lines = (line.translate(_AS_IN_WORDS) if _SIGNS.fullmatch(line) else line for line in text.split("\n"))
    text = text.translate(_AS_IN_WORDS) if _SIGNS.fullmatch(text) else "\n".join(lines)
    return f"{text[:-1]}\n" if text.endswith(" ") else text


def _words_of(value: str) -> str:
    """Return a value as it is written, without its quotes; no code."""
    if value[:1] in "\"'" and value[-1:] == value[:1]:
        value = _ESCAPED.sub(_blank, f" {value[1:-1]}.")
    return " " * len(value) if _CODE.fullmatch(value.strip()) else value


def found_in_codes(data: str, look: Finder) -> Iterator[Finding]:
    """Yield the codes of data in which something may be personal. What looks like a name in a network, as codes do,
    counts where the code read as words names somebody."""
    for one in values_in(data):
        if _CODE.fullmatch(one.value):
            yield from (found.at(one.start, one.end) for found in _found_in_code(one.value, look))


# Most codes come again and again.
@lru_cache(maxsize=1024)
def _found_in_code(code: str, look: Finder) -> list[Finding]:
    found = look(f"{code}:")
    if {one.category for one in found} == {"HANDLE"}:
        return found if any(one.severity == "block" for one in look(code.replace("_", " ").title())) else []
    return found


_EXAMPLE = "tests/example/"
"""A project of its own, with content of its own."""

Kinds = frozenset[Category]
_NOTHING: Kinds = frozenset()
_CONTACTS: Kinds = frozenset(("PHONE", "EMAIL", "HANDLE", "NUMBER"))
_WHERE_TO_GO: Kinds = frozenset(("ADDRESS",))
_CODES: Kinds = frozenset(("HANDLE",))
"""Those of towns are made of their names, which may be those of persons."""

_NAMES: Kinds = frozenset(("PERSON",))
_DRAWN: Kinds = frozenset(("PLATE", "PERSON", "DOC"))
"""What the id of a case may look like by chance: it is drawn, and is the name of its file."""

_KEY: Kinds = _CONTACTS | _DRAWN | {"CARD", "IBAN", "HYGIENE"}
"""What the letters of a key may look like by chance."""

_SOURCE: Kinds = frozenset(("HANDLE", "PHONE", "NUMBER"))
"""Where a datum was found may be any page on any host, whatever the numbers in its address; of the field nothing else
may be a contact."""

_ADDRESS = re.compile(r"https?://[^\s<>()\"']+")


def stands_by_right(path: str, text: str, one: Finding) -> bool:
    """Tell whether a finding may stand where it does."""
    path = path.removeprefix(_EXAMPLE)
    data = data_of(path, text) if path.startswith(PUBLISHED) else ""
    value = value_around(data, one)
    if value is None:
        return False
    beside = {other.field: other.value for other in values_in(data)}
    kinds = right_of(path, value.field, beside.get((*value.field[:-1], "kind")))
    if kinds == _SOURCE:
        addresses = (found.span() for found in _ADDRESS.finditer(text, value.start, value.end))
        return one.category in kinds and any(start <= one.start and one.end <= end for start, end in addresses)
    return one.category in kinds


def right_of(path: str, place: Field, kind: str | None = None) -> Kinds:
    """Return what the value of a field may hold; ``kind`` is what is written beside it."""
    match (path, *place):
        case (*_, "source" | "sources" | "exit_address") | (*_, "source" | "sources" | "exit_address", _):
            return _SOURCE
        case (paths.ORGANISATIONS | paths.EXAMPLE_ORGANISATIONS, *_, "channels", _, "value"):
            from build_tools.models import IN_WORDS

            return _CONTACTS if kind and kind not in IN_WORDS else _WHERE_TO_GO
        case (paths.ORGANISATIONS | paths.EXAMPLE_ORGANISATIONS, *_, "channels", _, "value", _):
            return _WHERE_TO_GO
        case (paths.SETTINGS, "signing_key" | "security" | "errors_to" as part, *_):
            return _KEY if part == "signing_key" else _CONTACTS
        case (paths.VOCABULARY, *steps) if {"name", "former", "aliases"} & set(steps):
            return _NAMES
        case (paths.VOCABULARY, "cities" | "towns", _) | (paths.LAW, *_, "id"):
            return _CODES
        case (_, *_, "id") if path.startswith(paths.CASES):
            return _DRAWN
    return _NOTHING
