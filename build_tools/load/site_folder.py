"""Read what people write: a file as a record, plain values or words with front matter, a folder as a ``Site``.

In: the root of the project, or the bytes of a file as a commit has them. Out: what can be read, or all problems.
Nothing is repaired or written; the body of a page is not looked into, and no part of it dropped.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import lru_cache, partial
from hashlib import sha256
from itertools import product
from pathlib import Path
from typing import Any

from build_tools.files import paths, tree
from build_tools.files.tree import most_of
from build_tools.load import strict_yaml
from build_tools.load.closed_tree import may_lie
from build_tools.load.locate import FRONT_MATTER, line_in_page, line_of
from build_tools.load.locate import located as located
from build_tools.load.records import record
from build_tools.load.text import CATALOGUE_LIMIT, Read, read_text, text_in
from build_tools.models import RECORD_KINDS, FrontMatter, Model, ModelT, RecordKind, Settings, Site, Words, kind_of
from build_tools.problems import Fault, FindLine, Problem, Refused

_SCHEMA_LINE = re.compile(r"\A# yaml-language-server: \$schema=\.\./case\.schema\.json$", re.MULTILINE)
"""What tells an editor how to check the file; it says the same in each."""

_INVENTED = re.compile(r"^invented: true(?!\S)", re.MULTILINE)
_REMARK = Fault(
    "disclosure.remark_in_case",
    "holds a sign #, as a remark does; the file of a real case or of a tombstone says what its fields say and nothing "
    "else, for whatever is committed is public; delete the remark",
)
_NO_FRONT_MATTER = Fault(
    "front_matter.missing",
    "has no front matter; begin with a line ---, then title, description and state, each of the form key: value, "
    "then a line ---, as under “A new page” in README.md",
)

ByLanguage = dict[tuple[str, str], Any]
"""Words by (language, name), texts of catalogues by (domain, language)."""

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
    pages = [path for path in listed if path.startswith(f"{paths.CONTENT}/") and path.endswith(".md")]
    languages = settings.codes if settings else tuple(sorted({path.split("/")[1] for path in pages}))
    words, of_words = _read_all_words(root, pages, languages)
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


def _read_all_words(root: Path, files: list[str], languages: tuple[str, ...]) -> tuple[ByLanguage, list[Problem]]:
    """Read the words of every language; those of a language that the site does not have are a problem."""
    in_folder = {path: "/".join(path.split("/")[:2]) for path in files}
    others = {*in_folder.values()}.difference(map(paths.words_folder, languages))
    own = ((code, path) for code in languages for path in files if in_folder[path] == paths.words_folder(code))
    read = [(code, *read_words(root, path, code)) for code, path in own]
    of_words = (problem for _, _, found in read for problem in found)
    problems = [*(Problem(folder, _LANGUAGE_FOLDER) for folder in sorted(others)), *of_words]
    return {(code, made.name): made for code, made, _ in read if made}, problems


def _read_catalogues(locales: Path, languages: tuple[str, ...]) -> tuple[ByLanguage, list[Problem]]:
    """Read the text of each catalogue that there is and that can be read."""
    found: ByLanguage = {}
    problems: list[Problem] = []
    for domain, code in product(_DOMAINS, languages):
        if tree.has(locales, f"{domain}.{code}.po"):
            text, wrong = read_text(locales, f"{domain}.{code}.po", CATALOGUE_LIMIT)
            problems.extend(replace(problem, path=paths.catalogue_file(domain, code)) for problem in wrong)
            found |= {(domain, code): text} if text is not None else {}
    return found, problems


def read_record(root: Path, path: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Read one YAML file as one record; any problem means that it is none to go on with."""
    data = tree.read(root, path, most_of(path))
    return (None, [Problem(path, data)]) if isinstance(data, Fault) else record_in(data, path, model)


_KEPT: dict[tuple[str, type[Model]], tuple[bytes, tuple[Any, list[Problem]]]] = {}
"""By path and kind the digest of each file that was read, and its record: a preview reads the same files again."""


def record_in(data: bytes, path: str, model: type[ModelT]) -> tuple[ModelT | None, list[Problem]]:
    """Read the bytes of one YAML file, as a commit has them, as one record, as ``read_record`` does."""
    digest = sha256(data).digest()
    if _KEPT.get((path, model), (b"",))[0] != digest:
        _KEPT[path, model] = digest, _made(text_in(data, path), lambda text: _record_of(text, path, model))
    return _KEPT[path, model][1]


def read_plain(root: Path, path: str) -> tuple[dict[str, Any] | None, list[Problem], FindLine]:
    """Read one YAML file as plain data, with what tells the line of a field; any problem means no data."""
    read = read_text(root, path)
    return *_made(read, lambda text: strict_yaml.parse(text, path)), partial(line_of, read[0] or "")


def plain_in(data: bytes, path: str) -> dict[str, Any] | None:
    """Read the bytes of one YAML file, or the front matter of a page, as plain data; any problem means no data."""
    text, _ = text_in(data, path)
    front = FRONT_MATTER.match(text or "")
    return strict_yaml.parse(front[1] if front else text, path)[0] if text is not None else None


def read_words(root: Path, path: str, language: str) -> tuple[Words | None, list[Problem]]:
    """Read one page of words; any problem means no words."""
    return _made(read_text(root, path), lambda text: words_of(text, path, language))


def _made(read: Read, make: Callable[[str], tuple[Any, Iterable[Problem]]]) -> tuple[Any, list[Problem]]:
    """Return what is made of the text of a file, if it has one, and all problems."""
    text, problems = read
    made, wrong = make(text) if text is not None else (None, ())
    return made, [*problems, *wrong]


def _record_of(text: str, path: str, model: type[Model]) -> tuple[Model | None, tuple[Problem, ...]]:
    data, problems = strict_yaml.parse(text, path)
    made, wrong = record(data, model, path, partial(line_of, text)) if data is not None else (None, [])
    return made, (*problems, *wrong, *_remarks(text, path))


def _remarks(text: str, path: str) -> Iterator[Problem]:
    """Yield the first sign of a remark in the file of a person: of a tombstone, or of a case of which it is not plain
    that it is invented. In the text of a story such a sign is as little needed."""
    is_tombstone = path.startswith(paths.WITHDRAWN)
    if not path.startswith(f"{paths.CASES}/") or path.startswith(f"{paths.CASES}/examples/"):
        return
    found = text if is_tombstone else _SCHEMA_LINE.sub("", text)
    if "#" in found and (is_tombstone or not _INVENTED.search(text)):
        yield Problem(path, _REMARK, line=found[: found.index("#")].count("\n") + 1)


@lru_cache(maxsize=512)
def words_of(text: str, path: str, language: str) -> tuple[Words | None, tuple[Problem, ...]]:
    """Return the words of a page: what its front matter says, and its body with the line on which that begins."""
    divided = FRONT_MATTER.match(text)
    if divided is None:
        return None, (Problem(path, _NO_FRONT_MATTER, line=1),)
    front, problems = strict_yaml.parse(f"\n{divided[1]}", path)
    if front is None:
        return None, tuple(replace(one, line=max(one.line or 2, 2)) for one in problems)
    about, wrong = record(front, FrontMatter, path, partial(line_in_page, text))
    name = path.removeprefix(f"{paths.words_folder(language)}/").removesuffix(".md")
    first_line = divided[0].count("\n") + 1
    body = text[divided.end() :]
    return Words(path, language, name, about, body, first_line) if about else None, tuple(wrong)
