"""The closed tree: which files may lie in the folders of what is published. Any other file there is refused by its
place, whatever it holds; elsewhere a project may hold what it likes.

In: a path from the folder of the project, with ``/``. Out: whether it may lie there. A new kind of file is a line in
``NAMES``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import takewhile
from pathlib import Path, PurePosixPath

from build_tools import git
from build_tools.files import tree
from build_tools.files.paths import CASE_ID, CASES, MKDOCS, SITE_SRC
from build_tools.problems import Fault, Problem

_NAME = "[a-z0-9]+(?:-[a-z0-9]+)*"
_NO_WORDS = (
    r"(?:k|places|cases)/|(?:k|places|cases|papers|briefings)\.md|.*/index\.md"
    r"|(?:.*/)?(?:con|prn|aux|nul|(?:com|lpt)[0-9]|404)[./]"
)
"""What has names of its own, would have nearly the address of other words, is a device on Windows, or the page that
hosts show for an address that leads nowhere."""

_PARTS = {
    "language": "[a-z]{2,3}",
    "day": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "release": "[0-9]{4}-[0-9]{1,2}",
    "case": CASE_ID,
    "words": f"(?!{_NO_WORDS})(?:{_NAME}/)*{_NAME}",
    "situation": "[1-9][0-9]?",
    "schema": "corrections|decisions|figures|hours|law|organisations|published|questions|release|reviewed|site|"
    "statements|vocabulary",
}
"""What the names in angle brackets stand for; words may lie in folders of such names."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "content": (
        *("corrections.yml", "decisions.yml", "law.yml", "organisations.yml", "organisations.examples.yml"),
        *("published.yml", "questions.yml", "reviewed.yml", "site.yml", "vocabulary.yml"),
        *("hours.yml", "<schema>.schema.json"),
    ),
    "content/figures": ("<day>.yml", "<release>.yml"),
    "content/statements": ("<day>.yml",),
    "content/<language>": ("<words>.md",),
    "content/<language>/k": (
        *("<situation>.md", "contacts.md", "copies.md", "hours.md", "index.md", "phone.md", "places.md"),
    ),
    "content/<language>/places": ("each.md",),
    "content/<language>/briefings": ("<day>.since.md", "index.md"),
    "content/<language>/cases": ("index.md",),
    "content/<language>/papers": ("index.md",),
    "cases_public": ("README.md", "case.schema.json", "withdrawn.schema.json"),
    "cases_public/<release>": ("<case>.yml",),
    "cases_public/examples": ("<case>.yml",),
    "cases_public/withdrawn": ("<case>.yml",),
}
"""The names that may lie in each folder."""

PROJECTS_OF_TESTS = ("tests/example/", "tests/series/")
"""Projects of their own, whose stories are all invented."""

MISPLACED = Fault(
    "tree.misplaced",
    "is no file that belongs here; here may lie {names}. Rename it with small Latin letters, digits and single "
    "hyphens, or move it out of the folder of the project",
)
_SPREADSHEET = Fault(
    "tree.spreadsheet",
    "is a spreadsheet, such as a register of reports, in the folder of the project; move it to the encrypted disk, and "
    "if it was committed, follow docs/publishing/personal-data.md",
)
_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Return what fits any of some forms as a whole."""
    escaped = "|".join(map(re.escape, forms))
    return re.compile(re.sub(r"<(\w+)>", lambda part: f"(?:{_PARTS[part[1]]})", escaped))


_FILES = _pattern(f"{folder}/{name}" for folder, names in NAMES.items() for name in names)


def may_lie(path: str) -> bool:
    """Whether a project may hold a file of this name."""
    return not _is_closed(path) or _FILES.fullmatch(_of_its_project(path)) is not None


def place_fault(path: str) -> Fault | None:
    """Return what is wrong with the place of a file."""
    return None if may_lie(path) else MISPLACED.filled(names=_names_beside(path))


def is_read(path: str) -> bool:
    """Whether a build reads what lies at a path, so that it must be the file itself and no link to another."""
    return _is_closed(path) or path == MKDOCS or path.startswith(f"{SITE_SRC}/")


def _is_closed(path: str) -> bool:
    """Whether a path lies in a folder of what is published, or in one that some computers take for the same."""
    return re.sub("[^a-z]", "", _of_its_project(path).split("/")[0].casefold()) in ("content", "casespublic")


def _of_its_project(path: str) -> str:
    """Return a path as the project of its own says it that lies among the tests."""
    return next((path.removeprefix(place) for place in PROJECTS_OF_TESTS if path.startswith(place)), path)


def tree_problems(root: Path) -> Iterator[Problem]:
    """Yield a problem for each spreadsheet; for each file of the closed folders that is no plain file or may not lie
    where it lies, of a folder that is not of the list one for all of its files; and for what else a build reads."""
    strays: dict[str, list[str]] = {}
    sheets = _spreadsheets(root)
    yield from (Problem(path, _SPREADSHEET) for path in sheets)
    for path, fault in sorted(_closed_files(root).items()):
        if fault:
            yield Problem(path, fault)
        elif not may_lie(path) and path not in sheets:
            folder = _known_folder(path)
            name = path.removeprefix(folder).lstrip("/").split("/")[0]
            strays.setdefault(tree.joined(folder, name), []).append(path)
    for first, *others in strays.values():
        yield Problem(first, MISPLACED.filled(names=_names_beside(first)), files=1 + len(others))
    yield from unplain(root)


def unplain(root: Path) -> Iterator[Problem]:
    """Yield what is no plain file of that which MkDocs opens before the content is judged: a link would put a file from
    elsewhere on the pages, a pipe never ends; nothing is opened to find out."""
    opened = {**dict(tree.files(root, SITE_SRC)), **tree.faults(root, [MKDOCS, *_READ_BY_GIT])}
    yield from (Problem(path, fault) for path, fault in opened.items() if fault)


def _closed_files(root: Path) -> dict[str, Fault | None]:
    """Return each file of the closed folders; of the content none that git is told to ignore, where git can tell."""
    tops = filter(_is_closed, tree.names(root, ""))
    found = {path: fault for top in tops for path, fault in tree.files(root, top)}
    listed = _listed(root, "--exclude-standard")
    if listed is None:
        return found
    inside = tuple(path for path in listed if path.endswith("/"))
    return {path: found[path] for path in found if path in listed or path.startswith((f"{CASES}/", *inside))}


def _spreadsheets(root: Path) -> frozenset[str]:
    """Return the spreadsheets in the folder of a project, also those that git is told to ignore."""
    forms = (f":(icase)*{ending}" for ending in _SPREADSHEETS)
    return _listed(root, "--", *forms, ":(exclude).venv*") or frozenset()


def _listed(root: Path, *which: str) -> frozenset[str] | None:
    """Return files that git holds or could add, or nothing where git cannot tell or would wait for its settings."""
    if any(tree.faults(root, _READ_BY_GIT).values()):
        return None
    try:
        return frozenset(git.listed(root, "ls-files", "--cached", "--others", "-z", *which))
    except git.Unknown:
        return None


_READ_BY_GIT = (".gitignore", ".gitattributes", ".gitmodules", ".mailmap")


def _names_beside(path: str) -> str:
    """Return the names that people may write in the last folder of a path that is one of the list."""
    form = _form_of(_known_folder(path)) or ""
    below = form and f"{form}/"
    folders = {one.removeprefix(below).partition("/")[0] for one in NAMES if one.startswith(below) and one != form}
    names = (name for name in NAMES.get(form, ()) if not name.endswith(".schema.json"))
    return ", ".join((*names, *(f"{name}/" for name in sorted(folders))))


def _known_folder(path: str) -> str:
    """Return the last folder of a path that is one of the list."""
    folders = (str(folder) for folder in PurePosixPath(path).parents)
    return next((folder for folder in folders if _form_of(folder)), "")


@cache
def _form_of(folder: str) -> str | None:
    """Return the form that a folder of the list has."""
    return next((form for form in NAMES if _pattern([form]).fullmatch(_of_its_project(f"{folder}/").rstrip("/"))), None)


def sayable(path: str) -> str:
    """Return a path up to the first name in which something may be personal; ``.`` where that is the first. What is
    said of a file is public, and a name that nobody but its author chose may be a person's."""
    from build_tools.personal_data import find  # takes long to load, and most runs say no path
    from build_tools.personal_data.vocabulary import surname_in_name

    names = path.split("/")
    words = [re.findall(r"[^\W\d_]+", name) for name in names]
    spaced = (re.sub(r"[-_.,+=]+", " ", name) for name in names)
    pairs = zip(spaced, words, strict=True)
    nobody = (name.isprintable() and not find(name) and not surname_in_name(of) for name, of in pairs)
    said = "/".join(names[: sum(1 for _ in takewhile(bool, nobody))])
    return said or ("." if path else "")
