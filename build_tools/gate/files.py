"""The one door to a verdict: a file of a project and its name, as the check and the gate around git judge them.

In: the place of a file and its bytes. Out: what may be personal in it, by its places, or why it is refused as a whole,
such as a text of people that goes beyond its bounds.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from build_tools.files import paths
from build_tools.files.tree import LARGEST, TOO_LARGE, excesses, most_of
from build_tools.gate import ELSEWHERE, Finder, tells_a_story, with_plain_ends, without_doubles
from build_tools.gate.approval import NOTHING, Approval, unexcused
from build_tools.gate.data import CATALOGUES, PUBLISHED, SCHEMA, data_of, found_in_codes, mask, stands_by_right
from build_tools.personal_data import Finding, find
from build_tools.personal_data.normalise import Plain, replaced
from build_tools.personal_data.vocabulary import surname_in_name
from build_tools.problems import Fault, Problem

NOT_TEXT = Fault(
    "protect.not_text",
    "is no text in UTF-8, or holds a picture, or stands for a file that Git LFS or git-annex keeps elsewhere; pictures "
    "and other such files are not accepted yet, for what they carry is public with the commit",
)

NAMED = Fault("protect.name", "has a name in which a person may be named or reached; rename it")

_OF_A_CASE = re.compile(rf"{paths.CASE_ID}\.yml")
_SEPARATORS = re.compile(r"[-_.,+=]+")
_WORD_OF_NAME = re.compile(r"[^\W\d_]+")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_POINTS = re.compile(r"version https://git-lfs\.github\.com/|[./]*(?:\.git/)?annex/objects/")
_CARRIES = re.compile(r"data:(?:image|audio|video|font|application)/[\w.+;=-]{1,60},[^\s\"'()]{48}")
"""How the pointer to a file begins that lies elsewhere; a picture within a text, which is longer than an example."""

_OF_THE_PROGRAM = (
    *("build_tools/", "site_src/", "tests/", "requirements/", "deploy/", "benchmarks/", ".github/", ".vscode/"),
    *(".gitlab-ci.yml", ".pre-commit-hooks.yaml", ".gitattributes", ".gitignore", "Makefile", "LICENSE"),
    *(paths.MKDOCS, "pyproject.toml"),
)
"""Folders and files in which people write for machines; what is anywhere else is for people."""

_ESCAPE = re.compile(r"\\(?![\"\\/nt])")
_MARKUP = re.compile(
    r"!?\[|[`*]+|~~|\](?:\((?:\s(?:\"[^\"\n]*\"|'[^'\n]*')\s?(?=\))|[^()]|\((?:[^()]|\([^()]*+\))*+\))*+\)|"
    r"\[[^\[\]]{0,99}\])?|<[^<>]{1,500}>|\{:?[^{}\n]{1,500}\}|\\(?=[!-/:-@\[-`{-~])"
)
"""The signs of links, with where they lead, of code, stress, HTML, attributes and escapes, which pages do not show."""

_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)[^`]{1,2000}\1(?!`)")
_CALL = re.compile(r"\{\{[^{}\n]*\}\}")
_PARAGRAPH = re.compile(r"(?:(?!\r).+\n?)+")

Verdict = list[Finding] | Problem


def screen(path: str, data: bytes, approval: Approval = NOTHING) -> Verdict:
    """Return what may be personal in a file, or why it is refused as a whole."""
    of_people = path.startswith(PUBLISHED) and path.endswith((".md", ".yml"))
    limit = most_of(path) if of_people else LARGEST
    if len(data) > limit:
        return Problem(path, TOO_LARGE.filled(limit=limit // 1024))
    text = text_of(data)
    if text is None:
        return Problem(path, NOT_TEXT)
    if (path.endswith((".md", ".yml")) or not _is_program(path)) and tells_a_story(path, text):
        return Problem(path, ELSEWHERE)
    for fault, line in excesses(path, with_plain_ends(text)) if of_people else ():
        return Problem(path, fault, line=line)
    return findings(path, text, approval)


def text_of(data: bytes) -> str | None:
    """Return the text of a file, or nothing where it is none, or more than one."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _NO_TEXT.search(text) or _POINTS.match(text) or _CARRIES.search(text) else text


def findings(path: str, text: str, approval: Approval = NOTHING) -> list[Finding]:
    """Return what may be personal in the text of a file; nothing of what is a contact by right, or approved where it
    stands."""
    look, data = approval.finder(), data_of(path, text)
    found = [*_in_words(path, text, look), *found_in_codes(data, look), *_spelt_by_code(path, data)]
    if path.startswith(PUBLISHED) and path.endswith(".md"):
        found += [] if found else _on_the_page(path, text, len(data), look)
    found = [one for one in without_doubles(found) if not stands_by_right(path, text, one)]
    return unexcused(path, text, found, approval)


def _in_words(path: str, text: str, look: Finder) -> list[Finding]:
    """Return what is found in a text as it is written. In one of the program only what is sure counts, and no name for
    machines: a decorator, a rule of a stylesheet, an action of a pipeline. In the code of a guide, which pages do not
    have, no word counts that is only unknown, such as the name of a part of the program."""
    masked = mask(path, text)
    found = look(masked)
    if _is_program(path):
        sure = (one for one in found if is_sure(one))
        return [one for one in sure if one.category != "HANDLE" or "/" in masked[one.start : one.end]]
    is_guide = path.endswith(".md") and not path.startswith(PUBLISHED)
    code = [part.span() for part in _CODE.finditer(text)] if is_guide else []
    return [
        one
        for one in found
        if one.severity == "block" or not any(start <= one.start and one.end <= end for start, end in code)
    ]


def _spelt_by_code(path: str, data: str) -> Iterator[Finding]:
    """Yield the signs of published data that are written as codes of YAML, or joined over the end of a line: nobody
    sees there what readers will."""
    for found in _ESCAPE.finditer(data) if path.startswith(PUBLISHED) else ():
        yield Finding(*found.span(), "HYGIENE", "block")


def _on_the_page(path: str, text: str, first: int, look: Finder) -> Iterator[Finding]:
    """Yield what may be personal as a page shows its words, from the ``first`` on: a number across links, an address in
    code."""
    for part in _PARAGRAPH.finditer(text, first):
        shown = replaced(replaced(Plain(part[0]), _CALL, lambda _: "|"), _MARKUP, lambda _: "")
        for one in look(mask(path, shown.text)) if shown.text != part[0] else ():
            yield one.at(*(part.start() + place for place in shown.origin(one.start, one.end)))


def _is_program(path: str) -> bool:
    """Whether a file is one of the program; what its pages say, and its guides, are words for people."""
    return path.endswith(SCHEMA) or (path.startswith(_OF_THE_PROGRAM) and not path.startswith(CATALOGUES))


def is_sure(one: Finding) -> bool:
    """Whether a finding counts in text of the program, which is full of names in capitals and of signs for machines."""
    return one.severity == "block" and one.category != "HYGIENE"


def is_bare(one: Finding, text: str) -> bool:
    """Whether a name in a network is a word alone, as names of programs are: with no sign and without the network."""
    return one.category == "HANDLE" and not {"@", "/"} & set(text[one.start : one.end])


def in_name(name: str, path: str = "", finder: Finder = find) -> bool:
    """Whether a name of a file, a folder, a branch or a tag may hold something personal, as it is or spelt apart; in
    the program a word in capitals that no vocabulary has does not count."""
    if path.startswith(f"{paths.CASES}/") and _OF_A_CASE.fullmatch(name):
        return False
    found = _found_in_name(name, finder)
    return (
        not name.isprintable()
        or surname_in_name(_WORD_OF_NAME.findall(name))
        or any(not _is_program(path) or is_sure(one) or text[one.start].islower() for one, text in found)
    )


# Thousands of files lie in a few folders.
@lru_cache(maxsize=512)
def _found_in_name(name: str, finder: Finder) -> tuple[tuple[Finding, str], ...]:
    texts = {name, _SEPARATORS.sub(" ", name)}
    found = ((one, text) for text in texts for one in finder(mask("", text)))
    return tuple((one, text) for one, text in found if not is_bare(one, text))


def named_in(path: str, finder: Finder = find) -> str | None:
    """Return the folder, if any, that holds the first name of a path in which something may be personal."""
    parts = path.split("/")
    found = (number for number, name in enumerate(parts) if in_name(name, path, finder))
    return next(("/".join(parts[:number]) for number in found), None)
