"""What in the text of a file may be personal, whatever kind of file it is: words for people, or text of the program.

In: the path of a file in the project and its text. Out: findings, by their places in it. Masks keep every place.
"""

import re
from collections.abc import Iterator

from build_tools import paths
from build_tools.personal_data import Finding
from build_tools.screening.approval import NOTHING, Approval, unexcused
from build_tools.screening.finder import said_once
from build_tools.screening.masks import PUBLISHED, SCHEMA, code_in, mask
from build_tools.screening.rights import stands_by_right
from build_tools.screening.shown import shown
from build_tools.screening.values import data_of, found_in_codes

OF_THE_PROGRAM = (
    *("build_tools/", "site_src/", "tests/", "requirements/", "deploy/", "benchmarks/", ".github/", ".vscode/"),
    *(".gitlab-ci.yml", ".pre-commit-hooks.yaml", ".gitattributes", ".gitignore", "Makefile", "LICENSE"),
    *(paths.MKDOCS, "pyproject.toml"),
)
"""Folders and files in which people write for machines; what is anywhere else is for people."""

_CATALOGUES = f"{paths.SITE_SRC}/locales/"


def findings(path: str, text: str, approval: Approval = NOTHING) -> list[Finding]:
    """Return what may be personal in the text of a file; nothing of what is a contact by right, or approved where it
    stands."""
    masked, look = mask(path, text), approval.finder()
    found = look(masked)
    if is_program(path):
        found = [one for one in found if is_sure(one) and not _is_syntax(one, masked)]
    data = data_of(path, text)
    found = [*_without_words_of_code(path, text, found), *found_in_codes(data, look), *_spelt_by_code(path, data)]
    if path.startswith(PUBLISHED) and path.endswith(".md"):
        found += [] if found else shown(path, text, look)
    found = [one for one in said_once(found) if not stands_by_right(path, text, one)]
    return unexcused(path, text, found, approval)


def _without_words_of_code(path: str, text: str, found: list[Finding]) -> list[Finding]:
    """Return the findings in a file without words that are only unknown and stand in the code of a guide."""
    code = code_in(path, text)
    return [
        one
        for one in found
        if one.severity == "block" or not any(start <= one.start and one.end <= end for start, end in code)
    ]


_ESCAPE = re.compile(r"\\(?![\"\\/nt])")


def _spelt_by_code(path: str, data: str) -> Iterator[Finding]:
    """Yield the signs of published data that are written as codes of YAML, or joined over the end of a line: nobody
    sees there what readers will."""
    for found in _ESCAPE.finditer(data) if path.startswith(PUBLISHED) else ():
        yield Finding(*found.span(), "HYGIENE", "block")


def is_program(path: str) -> bool:
    """Whether a file is one of the program; what its pages say, and its guides, are words for people."""
    if path.endswith(SCHEMA):
        return True
    return path.startswith(OF_THE_PROGRAM) and not path.startswith(_CATALOGUES)


def is_sure(one: Finding) -> bool:
    """Whether a finding counts in text of the program, which is full of names in capitals and of signs for machines."""
    return one.severity == "block" and one.category != "HYGIENE"


def _is_syntax(one: Finding, text: str) -> bool:
    """Whether a name in a network is one for machines: a decorator, a rule of a stylesheet, an action of a pipeline.
    One of a person comes with the network."""
    return one.category == "HANDLE" and "/" not in text[one.start : one.end].removeprefix("@")


def is_bare(one: Finding, text: str) -> bool:
    """Whether a name in a network is a word alone, as names of programs are: with no sign and without the network."""
    return one.category == "HANDLE" and not {"@", "/"} & set(text[one.start : one.end])
