"""From the project's folder to a ``Site``, with every problem of reading it.

In: the root of the project. Out: the content where all of it can be read, or all problems. Writes nothing.
"""

import datetime
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from build_tools import paths, tree
from build_tools.closed_tree import may_lie
from build_tools.load.data import read_record, read_words
from build_tools.load.locate import located
from build_tools.load.text import read_text
from build_tools.models import RECORD_KINDS, RecordKind, Settings, Site, kind_of
from build_tools.problems import Fault, Problem, Refused

_CATALOGUE_LIMIT = 1_048_576
_DOMAINS = ("interface", "problems")
_LANGUAGE_FOLDER = Fault(
    "content.unknown_folder",
    "is a folder that is not read; name its language in content/site.yml by the same code, or move the folder away",
)


def load_site(root: Path, locales: Path, day: datetime.date) -> tuple[Site | None, list[Problem]]:
    """Read everything below ``root``, and the gettext catalogues in ``locales``, as of ``day``; any problem means no
    content."""
    found = [*tree.files(root, paths.CONTENT), *tree.files(root, paths.CASES)]
    problems = [Problem(path, fault) for path, fault in found if fault]
    listed = sorted(path for path, fault in found if fault is None and may_lie(path))
    records: dict[str, Any] = {}
    for kind in RECORD_KINDS:
        files = [path for path in kind.files if path in listed or (kind.required and path == kind.place)]
        if kind.in_folder:
            files = [path for path in listed if path.endswith(".yml") and path.startswith(kind.place)]
        records[kind.part], wrong = _read_kind(root, kind, [path for path in files if kind_of(path) is kind])
        problems += wrong
    settings: Settings | None = records["settings"]
    languages = settings.codes if settings else tuple(sorted({path.split("/")[1] for path in _words_in(listed)}))
    words, of_words = _read_all_words(root, listed, languages)
    catalogues, of_catalogues = _read_catalogues(locales, languages)
    problems += of_words + of_catalogues
    return None if problems else Site.of_records(records, day=day, words=words, catalogues=catalogues), problems


def whole_site(root: Path, locales: Path, day: datetime.date) -> Site:
    """Return the content. Raises ``Refused`` where anything of it cannot be read."""
    site, problems = load_site(root, locales, day)
    if site is None:
        raise Refused(located(root, problems))
    return site


def _read_kind(root: Path, kind: RecordKind, files: list[str]) -> tuple[Any, list[Problem]]:
    """Read the files of one kind of record: by path, or the one record, nothing where it cannot be read."""
    read = [(path, *read_record(root, path, kind.model)) for path in files]
    problems = [problem for _, _, found in read for problem in found]
    if kind.several:
        return {path: made for path, made, _ in read if made is not None}, problems
    return read[0][1] if read else kind.model(), problems


ByLanguage = dict[tuple[str, str], Any]
"""Words by (language, name), texts of catalogues by (domain, language)."""


def _words_in(listed: list[str]) -> list[str]:
    return [path for path in listed if path.startswith(f"{paths.CONTENT}/") and path.endswith(".md")]


def _read_all_words(root: Path, listed: list[str], languages: tuple[str, ...]) -> tuple[ByLanguage, list[Problem]]:
    """Read the words of every language; those of a language that the site does not have are a problem."""
    folders = {f"{paths.words_folder(language)}/": language for language in languages}
    files = _words_in(listed)
    others = {"/".join(path.split("/")[:2]) for path in files if not path.startswith(tuple(folders))}
    problems = [Problem(folder, _LANGUAGE_FOLDER) for folder in sorted(others)]
    words: ByLanguage = {}
    for folder, language in folders.items():
        for path in (path for path in files if path.startswith(folder)):
            made, found = read_words(root, path, language)
            problems += found
            if made:
                words[language, made.name] = made
    return words, problems


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
