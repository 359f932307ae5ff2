"""What people decided about findings of the gate: each entry is exact, of two people where it is an exception, and
names nobody.

In: the entries. Out: problems. Those of ``GUARDS`` ask for nothing else, so that the gate holds a file against them
wherever it lies; a file that breaks one approves nothing.
"""

from collections.abc import Callable, Iterator

from build_tools import paths
from build_tools.models import Site, kind_of
from build_tools.paths import REVIEWED
from build_tools.personal_data.skeleton import folded
from build_tools.personal_data.vocabulary import PART
from build_tools.problems import Fault, Problem
from build_tools.validate.generic import days_in_order
from build_tools.validate.reviewed_words import (
    Holds,
    canaries_are_found,
    decisions_of,
    exceptions_of,
    names_of,
    no_term_is_a_lone_name,
    nobody_is_named,
    nothing_is_a_pattern,
    public_persons_have_whole_names,
    terms_are_terms,
    terms_of,
)

_SAME_REVIEWER = Fault("reviewed.same_reviewer", "is the role of the first review too; a second person has to decide")
EXPIRED = Fault("reviewed.expired", "has passed; reword what it is about, or let two people decide again")
_AGAIN = Fault("reviewed.entered_twice", "is entered earlier in this file too; keep one of the two")
_NO_FILE = Fault(
    "reviewed.no_file_of_the_project",
    "is no file that a project has; write its path from the folder of the project, as a check says it",
)
_OTHER_LANGUAGE = Fault("reviewed.other_language", "is not the language of its file or field; correct one of them")
_OTHERS = ("README.md", "docs/", f"{paths.SITE_SRC}/locales/")


def two_people_decide(site: Holds) -> Iterator[Problem]:
    """An exception, and who may be quoted, is decided by two roles."""
    for place, entry in decisions_of(site, "second_reviewer"):
        if entry.reviewer == entry.second_reviewer:
            yield Problem(REVIEWED, _SAME_REVIEWER, place)


def _exceptions_end(site: Holds) -> Iterator[Problem]:
    """What two people decide ends, within a year."""
    yield from days_in_order(REVIEWED, site.approvals)


def entries_differ(site: Holds) -> Iterator[Problem]:
    """Nothing is entered twice, so that deleting an entry takes it back."""
    taken = set[object]()
    for (_, number, _, language), text in terms_of(site):
        words = (language, *map(folded, PART.findall(text)))
        if words in taken:
            yield Problem(REVIEWED, _AGAIN, ("vocabulary", number))
        taken.add(words)
    for (_, number, _, language), name in names_of(site):
        if (language, name) in taken:
            yield Problem(REVIEWED, _AGAIN, ("public_persons", number))
        taken.add((language, name))
    for place, entry in exceptions_of(site, "text"):
        about = (entry.file, entry.field, entry.category, entry.text)
        if about in taken:
            yield Problem(REVIEWED, _AGAIN, place[:-1])
        taken.add(about)


def files_are_of_the_project(site: Holds) -> Iterator[Problem]:
    """An exception is about a file that lies where people write, which may come with the next commit."""
    for place, entry in exceptions_of(site, "file"):
        if not is_of_people(entry.file):
            yield Problem(REVIEWED, _NO_FILE, place)


GUARDS: tuple[Callable[[Holds], Iterator[Problem]], ...] = (
    nothing_is_a_pattern,
    terms_are_terms,
    nobody_is_named,
    no_term_is_a_lone_name,
    public_persons_have_whole_names,
    two_people_decide,
    _exceptions_end,
    entries_differ,
    files_are_of_the_project,
    canaries_are_found,
)
"""What a file must keep to approve anything."""


def exceptions_are_in_force(site: Site) -> Iterator[Problem]:
    """What has ended excuses nothing, and goes."""
    for place, entry in decisions_of(site, "expires"):
        if entry.expires < site.day:
            yield Problem(REVIEWED, EXPIRED, place)


def languages_fit(site: Site) -> Iterator[Problem]:
    """An exception names the language of what it is about."""
    codes = site.settings.codes
    for place, entry in exceptions_of(site, "lang"):
        named = {step for step in (*entry.file.split("/"), *entry.field.split(".")) if step in codes}
        if named and entry.lang in codes and entry.lang not in named:
            yield Problem(REVIEWED, _OTHER_LANGUAGE, place)


def is_of_people(path: str) -> bool:
    """Whether a path is one of a file in which people write for people."""
    steps = path.split("/")
    if "" in steps or "." in steps or ".." in steps:
        return False
    if path.startswith((f"{paths.CONTENT}/", f"{paths.CASES}/")):
        return path.endswith(".md") or (path != REVIEWED and path.endswith(".yml") and kind_of(path) is not None)
    return path.startswith(_OTHERS) and path.endswith((".md", ".po"))
