"""What in the text of a file may be personal, whatever kind of file it is: words for people, or text of the program.

In: the path of a file in the project and its text. Out: findings, by their places in it. Masks keep every place.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from build_tools import paths
from build_tools.personal_data import Finding, find
from build_tools.protect.rights import by_right

OF_THE_PROGRAM = (
    *("build_tools/", "site_src/", "tests/", "requirements/", "deploy/", "benchmarks/", ".github/", ".vscode/"),
    *(".gitlab-ci.yml", ".pre-commit-hooks.yaml", ".gitattributes", ".gitignore", "Makefile", "LICENSE"),
    *(paths.MKDOCS, "pyproject.toml"),
)
"""Folders and files in which people write for machines; what is anywhere else is for people."""

_CATALOGUES = f"{paths.SITE_SRC}/locales/"
_SCHEMA = ".schema.json"
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
_MESSAGE = re.compile(r'^(?:msgid|msgstr) "', re.MULTILINE)
"""After which a sentence begins."""

_ANGLES = str.maketrans("<>", "  ")


Span = tuple[int, int]
Finder = Callable[[str], list[Finding]]
"""What looks through a text."""


def findings(path: str, text: str, spans: Iterable[Span] = (), finder: Finder = find) -> list[Finding]:
    """Return what may be personal in the text of a file, or in some stretches of it; nothing of what is a contact by
    right."""
    masked = mask(path, text)
    found = [
        replace(one, start=start + one.start, end=start + one.end)
        for start, end in spans or [(0, len(text))]
        for one in finder(masked[start:end])
    ]
    if _is_program(path):
        found = [one for one in found if _is_sure(one) and not _is_syntax(one, masked)]
    right = by_right(path, text)
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
    if path.endswith(".yml"):
        text = _BEGINS.sub(lambda found: f"{found[0][:-1]}\n", text)
    if path.endswith(".md"):
        return _CODE.sub(lambda code: code[0].translate(_ANGLES), text)
    if path.startswith(_CATALOGUES):
        text = _MESSAGE.sub(lambda found: "\n".rjust(len(found[0])), text)
    return text.translate(_ANGLES) if path.startswith(f"{_CATALOGUES}problems.") else text


_BEGINS = re.compile(r"(?:^ {0,40}(?:- )?|[{,] ?)[a-z][a-z0-9_]{0,40}: [\"']?|^ {0,40}- [\"']?", re.MULTILINE)
"""What stands before a value of YAML, which begins a sentence of its own."""

_SEPARATORS = re.compile(r"[-_.,+=]+")


def in_name(name: str, path: str = "", finder: Finder = find) -> bool:
    """Whether a name of a file, a folder, a branch or a tag may hold something personal, as it is or spelt apart; in
    the program a word in capitals that no vocabulary has does not count."""
    texts = {name, _SEPARATORS.sub(" ", name)}
    found = ((one, text) for text in texts for one in finder(mask("", text)) if not _is_bare(one, text))
    return any(not _is_program(path) or _is_sure(one) or text[one.start].islower() for one, text in found)


def in_words(text: str, finder: Finder = find) -> list[Finding]:
    """Return what may be personal in the message of a commit or a tag, which names parts of the program and begins with
    words in capitals that no vocabulary has."""
    masked = mask("", text)
    found = (one for one in finder(masked) if not _is_bare(one, masked))
    return [one for one in found if one.severity == "block" or not _begins_a_line(one, masked)]


def _is_bare(one: Finding, text: str) -> bool:
    """Whether a name in a network is a word alone, as names of programs are: with no sign and without the network."""
    return one.category == "HANDLE" and not {"@", "/"} & set(text[one.start : one.end])


def _begins_a_line(one: Finding, text: str) -> bool:
    """Whether a finding is the one word with which a line begins."""
    before = text[: one.start].rpartition("\n")[2]
    return not before.strip(" *#>-") and " " not in text[one.start : one.end].strip()


_BREAK = re.compile("\r\n|\r|\n")


class Lines:
    """The lines of a text, whatever ends them, and which of them are new."""

    def __init__(self, text: str):
        ends = [0, *(found.end() for found in _BREAK.finditer(text))]
        self.starts, self.size = ends, len(text)
        self.lines = [line.rstrip() for line in _BREAK.split(text)]

    def at(self, place: int) -> tuple[int, int]:
        """Return the line and the column of a place, from 1."""
        number = self._number(place)
        return number + 1, place - self.starts[number] + 1

    def touched(self, one: Finding) -> list[str]:
        """Return the lines that a finding touches."""
        return self.lines[self._number(one.start) : self._number(one.end - 1) + 1]

    def around_new(self, olds: "Sequence[Lines]", reach: int) -> list[Span]:
        """Return the stretches around lines that no other text has, with so many lines before and after them."""
        known = {line for old in olds for line in old.lines}
        new = [number for number, line in enumerate(self.lines) if line not in known]
        near = sorted({beside for number in new for beside in range(number - reach, number + reach + 1)})
        inside = [number for number in near if 0 <= number < len(self.lines)]
        runs = (list(run) for _, run in groupby(enumerate(inside), lambda pair: pair[1] - pair[0]))
        starts = [*self.starts, self.size]
        return [(starts[run[0][1]], starts[run[-1][1] + 1]) for run in runs]

    def _number(self, place: int) -> int:
        return bisect_right(self.starts, place) - 1

    def hold(self, lines: list[str]) -> bool:
        """Whether these lines stand here, one after the other."""
        first, size = lines[0], len(lines)
        places = (number for number, line in enumerate(self.lines) if line == first)
        return any(self.lines[number : number + size] == lines for number in places)
