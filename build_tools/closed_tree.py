"""The closed tree: which files a project may hold, by folder. Anything else is refused by its place, whatever it holds.

In: a path from the folder of the project, with ``/``. Out: whether it may lie there, and how far it can be said.
A new kind of file is a line in ``NAMES``.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from itertools import takewhile
from operator import itemgetter
from pathlib import Path, PurePosixPath

from build_tools import git, tree
from build_tools.git import history
from build_tools.paths import CASE_ID, CASES, MKDOCS, SITE_SRC
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
    "page": f"(?:{_NAME}/)*{_NAME}",
    "words": f"(?!{_NO_WORDS})(?:{_NAME}/)*{_NAME}",
    "situation": "[1-9][0-9]?",
    "module": "(?:[a-z0-9_]+/)*[a-z0-9_]+",
    "schema": "corrections|decisions|figures|hours|law|organisations|published|questions|release|reviewed|site|"
    "statements|vocabulary",
}
"""What the names in angle brackets stand for; a page and a module may lie in folders of such names."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "": (
        *(".editorconfig", ".gitattributes", ".gitignore", ".gitlab-ci.yml", ".pre-commit-config.yaml"),
        *(".pre-commit-hooks.yaml", ".python-version", "CHANGELOG.md", "CITATION.cff", "CODE_OF_CONDUCT.md"),
        *("CONTRIBUTING.md", "LICENSE", "Makefile", "README.md", "SECURITY.md", "mkdocs.yml", "pyproject.toml"),
    ),
    ".ci": ("run",),
    ".github": ("CODEOWNERS", "dependabot.yml", "pull_request_template.md"),
    ".github/workflows": ("<page>.yml",),
    ".vscode": ("extensions.json", "settings.json"),
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
    "site_src/kit": ("<page>.typ",),
    "site_src/drawn": ("<page>.typ",),
    "site_src/locales": ("interface.<language>.po", "problems.<language>.po"),
    "site_src/quiet": ("<page>.css", "<page>.html", "<page>.js"),
    "site_src/templates": ("<page>.html", "feed.xml"),
    "site_src/theme": ("<page>.css", "<page>.html"),
    "build_tools": ("<module>.py", "<module>.txt"),
    "build_tools/personal_data/data": ("patterns.toml",),
    "build_tools/hosting/headers": ("Caddyfile", "_headers", "htaccess", "nginx.conf"),
    "tests": ("<module>.py", "codes.txt", "example/README.md"),
    "tests/golden": ("sitemap.xml",),
    "tests/golden/data": (
        *("cases.csv", "cases.json", "codebook.csv"),
        *("figures-<day>.csv", "figures-<day>.json", "figures-<day>.semicolon.csv"),
        *("figures-<release>.csv", "frozen/figures-<day>.csv"),
    ),
    "tests/golden/<language>": ("<page>.html", "<page>.md"),
    "tests/golden/<language>/cases": ("<case>.md", "index.md"),
    "tests/header_files": ("Caddyfile", "_headers", "htaccess", "nginx.conf"),
    "tests/kit": ("<page>.txt",),
    "tests/personal_data": ("<module>.yml",),
    "tests/rules": ("<module>.yml",),
    "benchmarks": ("README.md", "<module>.py", "broken.yml"),
    "benchmarks/hugo": ("hugo.toml",),
    "benchmarks/hugo/layouts": ("<module>.html",),
    "benchmarks/hugo/static": ("site.css",),
    "deploy": ("<page>.conf", "<page>.sh", "publish", "push", "sudoers"),
    "deploy/hooks": ("pre-receive",),
    "docs": ("<page>.md", "publishing/README.md"),
    "requirements": ("<module>.sh", "<page>.txt"),
}
"""The names that may lie in each folder."""

PROJECTS_OF_TESTS = ("tests/example/", "tests/series/")
"""Projects of their own, whose stories are all invented."""

MISPLACED = Fault(
    "tree.misplaced",
    "may not lie here under this name; here may lie {names}; a name of your own has small Latin letters, digits and "
    "single hyphens; whatever is committed is public and stays so: rename it or move it out of the folder of the "
    "project, and ask for help if it was committed already",
)


def _pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Return what fits any of some forms as a whole."""
    escaped = "|".join(map(re.escape, forms))
    return re.compile(re.sub(r"<(\w+)>", lambda part: f"(?:{_PARTS[part[1]]})", escaped))


_FILES = _pattern(f"{folder}/{name}".lstrip("/") for folder, names in NAMES.items() for name in names)


def may_lie(path: str) -> bool:
    """Whether a project may hold a file of this name."""
    return _FILES.fullmatch(_of_its_project(path)) is not None


def place_fault(path: str) -> Fault | None:
    """Return what is wrong with the place of a file."""
    return None if may_lie(path) else MISPLACED.filled(names=_names_beside(path))


def _of_its_project(path: str) -> str:
    """Return a path as the project of its own says it that lies among the tests."""
    own = next((path.removeprefix(place) for place in PROJECTS_OF_TESTS if path.startswith(place)), path)
    return own if own.startswith(("content/", "cases_public/", "mkdocs.yml")) else path


def tree_problems(root: Path) -> Iterator[Problem]:
    """Yield a problem for each file that could be committed and is no plain file, or may not lie where it lies; of a
    folder that is not of the list one for all of its files."""
    strays: dict[str, list[str]] = {}
    for path, fault in sorted(_committable(root).items(), key=itemgetter(0)):
        if fault:
            yield Problem(path, fault)
        elif not may_lie(path):
            folder = _known_folder(path)
            name = path.removeprefix(folder).lstrip("/").split("/")[0]
            strays.setdefault(tree.joined(folder, name), []).append(path)
    for first, *others in strays.values():
        yield Problem(first, MISPLACED.filled(names=_names_beside(first)), files=1 + len(others))


def unplain(root: Path) -> Iterator[Problem]:
    """Yield what is no plain file of that which MkDocs opens before the content is judged: a link would put a file from
    elsewhere on the pages, a pipe never ends; nothing is opened to find out."""
    opened = {**dict(tree.files(root, SITE_SRC)), **tree.faults(root, [MKDOCS])}
    yield from (Problem(path, fault) for path, fault in opened.items() if fault)


def _committable(root: Path) -> dict[str, Fault | None]:
    """Return each file that git holds or would add, and all below the folder of cases; where git cannot tell, or would
    wait for its own settings, all that was not made here."""
    try:
        listed = ("",) if any(tree.faults(root, _READ_BY_GIT).values()) else history.could_be_committed(root)
    except git.Unknown:
        listed = ("",)
    found = dict(tree.files(root, CASES))
    for folder in (path.rstrip("/") for path in listed if not path or path.endswith("/")):
        inside = tree.files(root, folder)
        found |= {path: fault for path, fault in inside if not any(map(_MADE.fullmatch, path.split("/")))}
    return found | tree.faults(root, (path for path in listed if path[-1:] not in ("", "/") and path not in found))


_READ_BY_GIT = (".gitignore", ".gitattributes", ".gitmodules", ".mailmap")

_MADE = re.compile(r"(\.git|\.venv.*|\.site-.*|site|release|\.nginx|\.hypothesis|\.\w+_cache|__pycache__|node_modules)")
"""Folders that are made here and never committed, where no git says so."""


def _names_beside(path: str) -> str:
    """Return the names that people may write in the last folder of a path that is one of the list."""
    form = _form_of(_known_folder(path)) or ""
    below = form and f"{form}/"
    folders = {one.removeprefix(below).partition("/")[0] for one in NAMES if one.startswith(below) and one != form}
    names = (name for name in NAMES.get(form, ()) if not name.endswith(".schema.json"))
    return ", ".join((*names, *(f"{name}/" for name in sorted(folders))))


def sayable(path: str) -> str:
    """Return a path as far as its names are those of the list, or nearly so, and none looks like somebody's; ``.``
    where not even the first is. What is said of a file is public, and a name that nobody but its author chose may be a
    person's."""
    if path in _MADE_HERE:
        return path
    folder = _known_folder(path)
    is_known = may_lie(path) or _form_of(path) is not None or _is_slip(folder, path.removeprefix(folder).lstrip("/"))
    return _without_persons(path if is_known else folder) or "."


_MADE_HERE = ("", ".", ".git", ".git/info", ".git/info/exclude", ".venv", "release", "site")
"""What lies beside the files of a project and is never committed."""


def _known_folder(path: str) -> str:
    """Return the last folder of a path that is one of the list."""
    folders = (str(folder) for folder in PurePosixPath(path).parents)
    return next((folder for folder in folders if _form_of(folder)), "")


@cache
def _form_of(folder: str) -> str | None:
    """Return the form that a folder of the list has."""
    every = {str(one) for form in NAMES for one in (PurePosixPath(form), *PurePosixPath(form).parents)} - {"."}
    own = _of_its_project(f"{folder}/").rstrip("/")
    return max((form for form in every if _pattern([form]).fullmatch(own)), key=len, default=None)


def _is_slip(folder: str, name: str) -> bool:
    """Whether a name is nearly that of a file or folder of a folder, or would be one in small Latin letters."""
    spelt = re.sub("[^a-z0-9./]+", "-", name.lower()).replace("-.", ".").removesuffix(".txt")
    meant = f"{folder}/{spelt}".lstrip("/").replace(".yaml", ".yml").replace(".markdown", ".md")
    if not (name.isascii() and name.isprintable()):
        return False
    if may_lie(meant) or _form_of(meant) is not None or _OF_NOBODY.fullmatch(name):
        return True
    known = (*NAMES.get(_form_of(folder) or "", ()), ".gitmodules", ".mailmap")
    close = get_close_matches(name.lower(), known, n=1, cutoff=0.8)
    return bool(close) and abs(len(close[0]) - len(name)) <= 2


_OF_NOBODY = re.compile(
    rf"(?:{_PARTS['case']}|{_PARTS['day']}|{_PARTS['release']})(?: \([0-9]+\))?(?:\.[a-z]{{2,4}})*~?"
)
"""The id of a case, a day or a release, with what systems and editors add to them."""


def _without_persons(path: str) -> str:
    """Return a path up to the first name in which something may be personal."""
    from build_tools.personal_data import find  # takes long to load, and most runs say no path

    names = path.split("/")
    spaced = (re.sub(r"[-_.,+=]+", " ", name) for name in names)
    clean = takewhile(lambda name: not any(one.severity == "block" for one in find(name)), spaced)
    return "/".join(names[: sum(1 for _ in clean)])
