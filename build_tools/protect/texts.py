"""What in the text of a file may be personal, whatever kind of file it is: words for people, or text of the program.

In: the path of a file in the project and its text. Out: findings, by their places in it. Masks keep every place.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping

from build_tools import paths
from build_tools.personal_data import Category, Finding, find

OF_THE_PROGRAM = (
    *("build_tools/", "site_src/", "tests/", "requirements/", "deploy/", "benchmarks/", ".github/", ".vscode/"),
    *(".gitlab-ci.yml", ".pre-commit-hooks.yaml", ".gitattributes", ".gitignore", "Makefile", "LICENSE"),
    *(paths.MKDOCS, "pyproject.toml"),
)
"""Folders and files in which people write for machines; what is anywhere else is for people."""

EXAMPLE = "tests/example/"
"""A project of its own, with content of its own."""

_CATALOGUES = f"{paths.SITE_SRC}/locales/"
_SCHEMA = ".schema.json"
_CONTACTS: frozenset[Category] = frozenset(("PHONE", "EMAIL", "HANDLE", "NUMBER"))

_DIGEST = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]{0,127}[a-f])[0-9a-f]{12,128}(?![0-9A-Za-z])")
"""A digest: with a letter from a to f, so that no number is taken for one."""

_VERSION = re.compile(r"(?<=ersion: )([\"']?)[0-9a-f]{12}\b|(?<=seal: )([\"']?)[0-9a-f]{12}\b")
"""The fingerprint of words, which the check holds against them; of digits alone it may be."""

_ZEROS = re.compile(r"(?<!\w)(?:0{9,}|0123456789)(?!\w)")
"""What stands for a number where none is meant."""

_RESERVED = re.compile(
    r"@(?=[A-Za-z0-9.-]{0,200}\b(?:invalid|example|test|localhost|example\.(?:com|net|org))\b(?![.-]?[A-Za-z0-9]))"
)
"""Before a name of the internet that is reserved for examples (RFC 2606) and reaches nobody. What stands before the
sign is judged as words."""

_LOCKS, _RELEASED = "requirements/", re.compile(r"(?<===)[0-9][0-9A-Za-z.+!]*")
"""Some packages have the day in the number of a release."""

_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^`]{1,2000}\1(?!`)")
_ANGLES = str.maketrans("<>", "  ")


def findings(path: str, text: str) -> list[Finding]:
    """Return what may be personal in the text of a file; nothing of what is a contact by right."""
    masked = mask(path, text)
    found = find(masked)
    if _is_program(path):
        found = [one for one in found if _is_sure(one) and not _is_syntax(one, masked)]
    right = _by_right(path, text)
    return [one for one in found if not right(one)]


def _is_program(path: str) -> bool:
    """Whether a file is one of the program; its catalogues and guides are words for people."""
    if path.endswith(_SCHEMA):
        return True
    return path.startswith(OF_THE_PROGRAM) and not path.startswith(_CATALOGUES)


def _is_sure(one: Finding) -> bool:
    """Whether a finding counts in text of the program, which is full of names in capitals and of signs for machines."""
    return one.severity == "block" and one.category != "HYGIENE"


def _is_syntax(one: Finding, text: str) -> bool:
    """Whether a name in a network is one for machines: a decorator, a rule of a stylesheet, an action of a pipeline.
    One of a person comes with the network."""
    return one.category == "HANDLE" and "/" not in text[one.start : one.end].removeprefix("@")


def mask(path: str, text: str) -> str:
    """Return a text of the same length without what is known to be no number and no address of anybody."""
    for pattern in (_DIGEST, _VERSION, _ZEROS):
        text = pattern.sub(lambda found: "x" * len(found[0]), text)
    text = _RESERVED.sub(" ", text)
    if path.startswith(_LOCKS):
        text = _RELEASED.sub(lambda found: "x" * len(found[0]), text)
    if path.endswith(".md"):
        return _CODE.sub(lambda code: code[0].translate(_ANGLES), text)
    return text.translate(_ANGLES) if path.startswith(f"{_CATALOGUES}problems.") else text


_VALUE = re.compile(r"^[ ]*(?:- )?value:.*$", re.MULTILINE)
_SOURCE = re.compile(r"^[ ]*(?:- )?(?:source|sources|exit_address):.*(?:\n[ ]*- \"?https://.*)*$", re.MULTILINE)
_SECURITY = re.compile(r"^(?:security:|signing_key:).*(?:\n[ ].*)*", re.MULTILINE)

Right = tuple[re.Pattern[str], frozenset[Category]]
"""Where in a file contacts of some kinds may stand."""

_OF_SOURCES: Right = (_SOURCE, frozenset(("HANDLE",)))
"""Where a datum was found may be any host."""

_OF_FILES: Mapping[str, Right] = {
    paths.ORGANISATIONS: (_VALUE, _CONTACTS),
    paths.EXAMPLE_ORGANISATIONS: (_VALUE, _CONTACTS),
    paths.SETTINGS: (_SECURITY, _CONTACTS),
}
"""The channels of organisations, and the contact for weaknesses of the site."""


def _by_right(path: str, text: str) -> Callable[[Finding], bool]:
    """Return what tells of a finding whether it is a contact that may stand there."""
    if not path.removeprefix(EXAMPLE).startswith(f"{paths.CONTENT}/") or not path.endswith(".yml"):
        return lambda _: False
    path = path.removeprefix(EXAMPLE)
    rights = [_OF_SOURCES, *([_OF_FILES[path]] if path in _OF_FILES else [])]
    spans = [(found.span(), kinds) for where, kinds in rights for found in where.finditer(text)]
    return lambda one: any(
        start <= one.start and one.end <= end and one.category in kinds for (start, end), kinds in spans
    )


_SEPARATORS = re.compile(r"[-_.,+=]+")


def in_name(name: str) -> bool:
    """Whether a name of a file, a folder, a branch or a tag may hold something personal, as it is or spelt apart."""
    return any(find(mask("", text)) for text in {name, _SEPARATORS.sub(" ", name)})


_BREAK = re.compile("\r\n|\r|\n")


class Lines:
    """The lines of a text, whatever ends them, and which of them are new."""

    def __init__(self, text: str):
        ends = [0, *(found.end() for found in _BREAK.finditer(text))]
        self.starts = ends
        self.lines = [line.rstrip() for line in _BREAK.split(text)]

    def at(self, place: int) -> tuple[int, int]:
        """Return the line and the column of a place, from 1."""
        number = self._number(place)
        return number + 1, place - self.starts[number] + 1

    def touched(self, one: Finding) -> list[str]:
        """Return the lines that a finding touches."""
        return self.lines[self._number(one.start) : self._number(one.end - 1) + 1]

    def _number(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def hold(self, lines: list[str]) -> bool:
        """Whether these lines stand here, one after the other."""
        first, size = lines[0], len(lines)
        places = (number for number, line in enumerate(self.lines) if line == first)
        return any(self.lines[number : number + size] == lines for number in places)
