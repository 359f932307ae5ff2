"""From the project's folder to a ``Site``, with every problem of reading it.

In: the root of the project. Out: what could be read, which says what could not, and all problems. Writes nothing.
"""

import datetime
import re
from dataclasses import replace
from functools import lru_cache, partial
from itertools import product
from pathlib import Path
from typing import Any

from build_tools import paths, tree
from build_tools.closed_tree import may_lie
from build_tools.load import front_matter
from build_tools.load.data import read_record
from build_tools.load.files import name_problems, strangers, walk
from build_tools.load.records import record
from build_tools.load.text import read_text
from build_tools.models import (
    RECORD_FOLDERS,
    RECORD_KINDS,
    REQUIRED,
    FrontMatter,
    RecordKind,
    Settings,
    Site,
    Unread,
    Words,
    kind_of,
)
from build_tools.problems import Problem

_CATALOGUE_LIMIT = 1_048_576
_LANGUAGE = re.compile("[a-z]{2,3}")
_MEANT_TO_BE_READ = re.compile(r"\.(md|markdown|ya?ml)|^[^.]*$")
_DOMAINS = ("interface", "problems")


def load_site(root: Path, locales: Path, day: datetime.date) -> tuple[Site, list[Problem]]:
    """Read everything below ``root``, and the gettext catalogues in ``locales``, as of ``day``."""
    files, problems = _files_of_records(root)
    records: dict[str, Any] = {}
    for kind in RECORD_KINDS:
        records[kind.part], found = _read_kind(root, kind, files[kind])
        problems += found
    known = _languages_of(records["settings"])
    problems += strangers(root, known)
    languages = known or _folders_of_languages(root)
    words, of_words = _read_all_words(root, languages)
    catalogues, of_catalogues = _read_catalogues(locales, languages)
    problems += of_words + of_catalogues
    unread = frozenset(_hidden_by(problem.path, languages) for problem in problems)
    return Site.of_records(records, day=day, words=words, catalogues=catalogues, unread=unread), problems


def _files_of_records(root: Path) -> tuple[dict[RecordKind, list[str]], list[Problem]]:
    """Return the files of each kind of record. One that a project must have is among them if it is not there."""
    files = {kind: [path for path in kind.files if _is_asked_for(root, path, kind)] for kind in RECORD_KINDS}
    problems: list[Problem] = []
    for folder in RECORD_FOLDERS:
        listed, found = walk(root, folder, ".yml")
        problems += found
        for path in listed:
            if kind := kind_of(path):
                files[kind].append(path)
    return files, problems


def _is_asked_for(root: Path, path: str, kind: RecordKind) -> bool:
    """Tell whether a file is opened: one that a project may lack only where it is there."""
    return (kind.required and path == kind.place) or tree.has(root, path)


def _read_kind(root: Path, kind: RecordKind, files: list[str]) -> tuple[Any, list[Problem]]:
    """Read the files of one kind of record: by path, or the one record, which may be unread."""
    read = [(path, *read_record(root, path, kind.model)) for path in files]
    problems = [problem for _, _, found in read for problem in found]
    if kind.several:
        return {path: made for path, made, _ in read if made is not None}, problems
    return (read[0][1] or kind.model.unread()) if read else kind.model(), problems


def _languages_of(settings: Settings) -> tuple[str, ...] | None:
    """Return the languages of the site, or nothing where they could not be read."""
    try:
        return settings.codes
    except Unread:
        return None


def _folders_of_languages(root: Path) -> tuple[str, ...]:
    """Return the folders of the content that are named like a language, where the settings do not say which are."""
    folders = (entry.name for entry in tree.entries(root, paths.CONTENT) or () if entry.is_folder)
    return tuple(name for name in folders if _LANGUAGE.fullmatch(name))


def _hidden_by(path: str, languages: tuple[str, ...]) -> str:
    """Return what a problem of reading hides: a file of the right name hides itself; a stray one, which could be meant
    as any page or ledger of the folder around it, hides that folder."""
    is_meant = _MEANT_TO_BE_READ.search(path.rpartition("/")[2].lower())
    if may_lie(path) or not is_meant or not path.startswith(f"{paths.CONTENT}/"):
        return path
    folder = "/".join(path.split("/")[:2])
    return folder if folder in (*RECORD_FOLDERS, *map(paths.words_folder, languages)) else paths.CONTENT


ByLanguage = dict[tuple[str, str], Any]
"""Words by (language, name), texts of catalogues by (domain, language)."""


def _read_all_words(root: Path, languages: tuple[str, ...]) -> tuple[ByLanguage, list[Problem]]:
    """Read the words of every language."""
    words: ByLanguage = {}
    problems: list[Problem] = []
    for language in languages:
        folder = paths.words_folder(language)
        files, found = walk(root, folder, ".md")
        problems.extend(found)
        required = {paths.words_file(language, name) for name in REQUIRED}
        misnamed = {problem.path: problem for problem in name_problems(files, folder)}
        problems.extend(misnamed.values())
        # Which of two pages is meant nobody knows, but where the program links to one.
        twins = {problem.values.get("other") for problem in misnamed.values()} - required
        for path in (path for path in files if path not in misnamed.keys() | twins):
            made, found = read_words(root, path, language)
            problems.extend(found)
            if made:
                words[language, made.name] = made
    return words, problems


def read_words(root: Path, path: str, language: str) -> tuple[Words | None, list[Problem]]:
    """Read one page of words; any problem means no words."""
    text, problems = read_text(root, path)
    words, wrong = _words_of(text, path, language) if text is not None else (None, ())
    return words, [*problems, *wrong]


@lru_cache(maxsize=512)
def _words_of(text: str, path: str, language: str) -> tuple[Words | None, tuple[Problem, ...]]:
    front, body, first_line, problems = front_matter.split(text, path)
    if front is None:
        return None, tuple(problems)
    about, wrong = record(front, FrontMatter, path, partial(front_matter.line_of, text))
    name = path.removeprefix(f"{paths.words_folder(language)}/").removesuffix(".md")
    return Words(path, language, name, about, body, first_line) if about else None, tuple(wrong)


def _read_catalogues(locales: Path, languages: tuple[str, ...]) -> tuple[ByLanguage, list[Problem]]:
    """Read the text of each catalogue that there is and that can be read."""
    found: ByLanguage = {}
    problems: list[Problem] = []
    for domain, code in product(_DOMAINS, languages):
        if tree.has(locales, f"{domain}.{code}.po"):
            text, wrong = read_text(locales, f"{domain}.{code}.po", _CATALOGUE_LIMIT)
            problems.extend(replace(problem, path=paths.catalogue_file(domain, code)) for problem in wrong)
            found |= {(domain, code): text} if text is not None else {}
    return found, problems


def catalogue_text(locales: Path, domain: str, language: str) -> str | None:
    """Return the text of one gettext catalogue, or nothing where it does not exist or cannot be read."""
    return read_text(locales, f"{domain}.{language}.po", _CATALOGUE_LIMIT)[0]
