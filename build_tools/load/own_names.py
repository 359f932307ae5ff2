"""Which names of files can be said: those that the program, a date, a language or a page gives, never a person's.

In: a project's folder and a path. Out: how far the path can be said. A name that nobody but its author chose may be
somebody's, and what a check says is public.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path, PurePosixPath

from build_tools import git, paths, tree
from build_tools.load import front_matter
from build_tools.load.names import is_name
from build_tools.load.text import read_text
from build_tools.models import KIT, RECORD_KINDS, REQUIRED, SITUATION, data_files, schema_files
from build_tools.reachable import contacts_in

PROGRAM = Path(__file__).parents[2]
"""Where the program lies; what its own commit names, everybody can read."""

ALWAYS = (
    *(".", "", "Makefile", "README.md", "mkdocs.yml", "pyproject.toml", "requirements", "site", "release"),
    *(".gitattributes", ".gitignore", ".gitmodules", ".mailmap", ".venv", paths.CONTENT, paths.SITE_SRC),
)
"""What can lie in the folder of a project."""

OF_THE_SITE = re.compile(
    r"[a-z]{2,3}/[A-Za-z0-9/_.-]+\.html|[a-z]{2,3}/feed\.xml|(assets|data|kit)/[a-z0-9/_.-]+|(index|404)\.html|sitemap\.xml|robots\.txt"
    r"|[A-Z_]+|commit [0-9a-f]+"
)
"""What problems name beside files of the project: pages of the finished site, variables, a commit."""

SCHEMAS = "|".join(re.escape(PurePosixPath(path).name) for path in schema_files())
OF_CASES = re.compile(
    r"cases_public(/(examples|withdrawn|[0-9]{4}-[0-9]{1,2}))?"
    rf"(/([#._~]*(?:{paths.CASE_ID}|[0-9]{{4}}-[0-9]{{1,2}})( \([0-9]+\))?"
    r"(\.(yml|yaml|txt|json|md|bak|swp|swo|orig|tmp|old))*[~#]?"
    rf"|README\.md|{SCHEMAS}|Thumbs\.db|desktop\.ini|\.DS_Store))?"
)
"""Among records: ids, and what systems and editors add."""

ENDINGS = ("yml", "yaml", "txt", "json", "md", "markdown", "bak", "swp", "swo", "orig", "tmp", "old")
DATE = re.compile(rf"[12][0-9]{{3}}[-._][0-9]{{1,2}}[-._][0-9]{{1,2}}({re.escape(paths.SINCE)})?")
RELEASE = re.compile(rf"[12][0-9]{{3}}-[0-9]{{1,2}}|{DATE.pattern}")
LANGUAGE = re.compile("[a-z]{2}", re.IGNORECASE)
NEAR, LONGER = 0.8, 2
"""How like a known name another is that is a slip, and by how many letters it may be longer or shorter."""


def sayable(root: Path, path: str) -> str:
    """Return a path as far as each of its parts can be said; ``.`` where not even the first can."""
    if OF_THE_SITE.fullmatch(path) and not tree.has(root, path):
        return path
    said = ""
    for part in path.split("/"):
        way = f"{said}/{part}".lstrip("/")
        if not _is_own(root, way):
            break
        said = way
    return said if said or not path else "."


def _is_own(root: Path, path: str) -> bool:
    """Tell whether the last part of a path can be said, if those before it can."""
    folder, *rest = path.split("/")
    if folder == paths.CASES:
        return OF_CASES.fullmatch(path) is not None
    if folder != paths.CONTENT or not rest:
        return path in ALWAYS or path in _committed()
    name, *below = rest
    if below and f"{folder}/{name}/" in {kind.place for kind in RECORD_KINDS}:
        return RELEASE.fullmatch(_stem(below[-1])) is not None
    return _is_of_words(root, name, below) if below else _is_of_content(root, name)


def _is_of_content(root: Path, name: str) -> bool:
    folders = (kind.place.rstrip("/") for kind in RECORD_KINDS if kind.in_folder)
    names = (PurePosixPath(path).name for path in (*data_files(), *schema_files(), *folders))
    return _is_language(root, name) or _is_near(_stem(name), map(_stem, names))


def _is_language(root: Path, name: str) -> bool:
    """Tell whether a folder is called like a language: by two letters, or as a catalogue of the project is."""
    return bool(LANGUAGE.fullmatch(name)) or tree.has(root, paths.catalogue_file("interface", name))


def _is_of_words(root: Path, language: str, parts: list[str]) -> bool:
    """Tell whether a file or folder of words has a name that a page has elsewhere, or is a page with such a name; one
    by which somebody could be reached is never said, though it could be the address of a page."""
    *folders, name = parts
    name = "/".join((*folders, _stem(name)))
    if contacts_in(name):
        return False
    if DATE.fullmatch(_stem(parts[-1])) or SITUATION.fullmatch(name):
        return True
    pages = (page.split("/") for page in (*REQUIRED, *KIT, *_pages_elsewhere(root, language)))
    beside = {page[len(folders)] for page in pages if page[: len(folders)] == folders != page}
    return _is_near(_stem(parts[-1]), beside) or _is_a_page(root, "/".join((paths.CONTENT, language, *parts)), name)


def _pages_elsewhere(root: Path, language: str) -> Iterator[str]:
    """Yield the names of pages in other languages that can be addresses."""
    folders = (entry.name for entry in tree.entries(root, paths.CONTENT) or () if entry.is_folder)
    for folder in (name for name in folders if name != language and _is_language(root, name)):
        names = _texts(root, paths.words_folder(folder))
        yield from (name[:-3] for name in names if is_name(name[:-3]))


def _is_a_page(root: Path, path: str, name: str) -> bool:
    """Tell whether a name is about to be an address: of a file with front matter, or of a folder that holds one."""
    if not is_name(name):
        return False
    files = [path] if path.endswith(".md") else [f"{path}/{file}" for file in _texts(root, path)]
    texts = (read_text(root, file)[0] for file in files)
    return any(text is not None and text.startswith(front_matter.FENCE) for text in texts)


def _texts(root: Path, folder: str) -> Iterator[str]:
    """Yield the files of words below a folder, from there."""
    return (path.removeprefix(f"{folder}/") for path in tree.files(root, folder) if path.endswith(".md"))


def _stem(name: str) -> str:
    """Return a name without what systems, editors and people add: signs, endings, the number of a copy."""
    name = name.lstrip("#._~$").rstrip("~#")
    while name.rpartition(".")[2].lower() in ENDINGS and "." in name:
        name = name.rpartition(".")[0]
    whole, copy, number = name.removesuffix(")").rpartition(" (")
    return whole if copy and number.isdecimal() else name


def _is_near(name: str, known: Iterable[str]) -> bool:
    """Tell whether a name is a known one, or a slip of one."""
    close = get_close_matches(name.lower(), list(known), n=1, cutoff=NEAR)
    return bool(close) and abs(len(close[0]) - len(name)) <= LONGER


def _committed() -> frozenset[str]:
    """Return the files and folders that the commit of the program names, but for those of people; nothing where git
    cannot tell."""
    try:
        return _named_by(PROGRAM)
    except git.Unknown:
        return frozenset()


@lru_cache(maxsize=1)
def _named_by(root: Path) -> frozenset[str]:
    files = map(PurePosixPath, git.files_at(root, "HEAD"))
    return frozenset(str(way) for file in files for way in (file, *file.parents))
