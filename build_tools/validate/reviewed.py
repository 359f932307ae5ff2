"""What people decided about findings of the gate: each entry is exact, of two people where it is an exception, and
names nobody.

In: the entries. Out: problems. Those of ``GUARDS`` ask for nothing else, so that the gate holds a file against them
wherever it lies; a file that breaks one approves nothing.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Protocol

from build_tools import paths
from build_tools.models import AllowedFinding, Approvals, Site, kind_of
from build_tools.paths import REVIEWED
from build_tools.personal_data import Category, shipped
from build_tools.personal_data.canaries import missed
from build_tools.personal_data.name_forms import likeness, of_list
from build_tools.personal_data.names import initialled, marked
from build_tools.personal_data.reading import read
from build_tools.personal_data.skeleton import folded
from build_tools.personal_data.terms import LONGEST, with_terms
from build_tools.personal_data.vocabulary import LEAST, PART
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.decisions import LONGEST as YEAR
from build_tools.validate.texts import FOREIGN

PATTERN = Fault("reviewed.pattern", "has a sign that stands for others, such as * or ?; write exactly what is meant")
NOT_A_TERM = Fault(
    "reviewed.not_a_term",
    "is no term that can be approved; write one word of four letters or more, or up to eight words with spaces between",
)
PERSON = Fault(
    "reviewed.person",
    "names a person, whom no entry approves; delete it, and say without a name who it is, as in “a man, 30 to 44, "
    "Almaty”",
)
LONE_NAME = Fault(
    "reviewed.lone_name",
    "is also a name of people; add the word beside it that makes something else of it, such as город or city",
)
SAME_REVIEWER = Fault("reviewed.same_reviewer", "is the role of the first review too; a second person has to decide")
BACKWARDS = Fault("reviewed.ends_before_it_begins", "is before date; write the last day on which the exception counts")
TOO_LONG = Fault(
    "reviewed.counts_too_long", "is more than a year after date; write an earlier day, and decide again by then"
)
EXPIRED = Fault("reviewed.expired", "has passed; reword what it is about, or let two people decide again")
AGAIN = Fault("reviewed.entered_twice", "is entered earlier in this file too; keep one of the two")
NO_FILE = Fault(
    "reviewed.no_file_of_the_project",
    "is no file that a project has; write its path from the folder of the project, as a check says it",
)
OTHER_LANGUAGE = Fault("reviewed.other_language", "is not the language of the file or the field that is named")
SILENCES = Fault(
    "reviewed.silences",
    "approves so much that invented items are found no longer, of these kinds: {kinds}; take words away, or write them "
    "with the words beside them",
)

_SIGNS = re.compile(r"[*?\[\]{}|\\^$~…]")
_EXACT = ("file", "field", "text")
_OTHERS = ("README.md", "docs/", f"{paths.SITE_SRC}/locales/")


class Holds(Protocol):
    """What holds the entries of a project, as a site does."""

    @property
    def approvals(self) -> Approvals:
        """The entries."""
        ...


def nothing_is_a_pattern(site: Holds) -> Iterator[Problem]:
    """An entry says what it is about letter by letter, so that it silences nothing that nobody has seen."""
    exact = ((place, getattr(one, name)) for name in _EXACT for place, one in _exceptions(site, name))
    for place, text in (*_terms(site), *exact):
        if _SIGNS.search(text):
            yield Problem(REVIEWED, PATTERN, place)


def terms_are_terms(site: Holds) -> Iterator[Problem]:
    """A term is a word that is long enough to be told from others, or a few words."""
    for place, text in _terms(site):
        words = PART.findall(text)
        if not words or max(len(words), len(text.split())) > LONGEST or (len(words) == 1 and len(words[0]) < LEAST):
            yield Problem(REVIEWED, NOT_A_TERM, place)


def nobody_is_named(site: Holds) -> Iterator[Problem]:
    """No entry has the form of a person's name: a patronymic, initials or a title; no term is made of names alone."""
    for place, text in _terms(site):
        if _is_marked(text) or _is_whole_name(text):
            yield Problem(REVIEWED, PERSON, place)
    for place, entry in _exceptions(site, "text"):
        if _is_marked(entry.text):
            yield Problem(REVIEWED, PERSON, place)


def no_term_is_a_lone_name(site: Holds) -> Iterator[Problem]:
    """What is on the lists of names is a term only with the word beside it."""
    for place, text in _terms(site):
        words = PART.findall(text)
        if len(words) == 1 and of_list(words[0]):
            yield Problem(REVIEWED, LONE_NAME, place)


def two_people_decide(site: Holds) -> Iterator[Problem]:
    """An exception is decided by two roles."""
    for place, entry in _exceptions(site, "second_reviewer"):
        if entry.reviewer == entry.second_reviewer:
            yield Problem(REVIEWED, SAME_REVIEWER, place)


def exceptions_end(site: Holds) -> Iterator[Problem]:
    """An exception ends, within a year."""
    for place, entry in _exceptions(site, "expires"):
        if entry.expires < entry.date:
            yield Problem(REVIEWED, BACKWARDS, place)
        elif entry.expires - entry.date > YEAR:
            yield Problem(REVIEWED, TOO_LONG, place)


def entries_differ(site: Holds) -> Iterator[Problem]:
    """Nothing is entered twice, so that deleting an entry takes it back."""
    taken = set[object]()
    for (_, number, _, language), text in _terms(site):
        words = (language, *map(folded, PART.findall(text)))
        if words in taken:
            yield Problem(REVIEWED, AGAIN, ("vocabulary", number))
        taken.add(words)
    for place, entry in _exceptions(site, "text"):
        about = (entry.file, entry.field, entry.category, entry.text)
        if about in taken:
            yield Problem(REVIEWED, AGAIN, place[:-1])
        taken.add(about)


def files_are_of_the_project(site: Holds) -> Iterator[Problem]:
    """An exception is about a file that lies where people write, which may come with the next commit."""
    for place, entry in _exceptions(site, "file"):
        if not _can_be(entry.file):
            yield Problem(REVIEWED, NO_FILE, place)


def canaries_are_found(site: Holds) -> Iterator[Problem]:
    """With the words of the project, every invented item of the program is found."""
    if site.approvals.vocabulary and (kinds := _missed(frozenset(text for _, text in _terms(site)))):
        yield Problem(REVIEWED, SILENCES, ("vocabulary",), {"kinds": ", ".join(kinds)})


GUARDS: tuple[Callable[[Holds], Iterator[Problem]], ...] = (
    nothing_is_a_pattern,
    terms_are_terms,
    nobody_is_named,
    no_term_is_a_lone_name,
    two_people_decide,
    exceptions_end,
    entries_differ,
    files_are_of_the_project,
    canaries_are_found,
)
"""What a file must keep to approve anything."""


def exceptions_are_in_force(site: Site) -> Iterator[Problem]:
    """An exception that has ended excuses nothing, and goes."""
    for place, entry in _exceptions(site, "expires"):
        if entry.expires < site.day:
            yield Problem(REVIEWED, EXPIRED, place)


def languages_fit(site: Site) -> Iterator[Problem]:
    """An exception names the language of what it is about."""
    codes = site.settings.codes
    for place, entry in _exceptions(site, "lang"):
        named = {step for step in (*entry.file.split("/"), *entry.field.split(".")) if step in codes}
        if entry.lang not in codes:
            yield Problem(REVIEWED, FOREIGN, place, {"languages": ", ".join(codes)})
        elif named and entry.lang not in named:
            yield Problem(REVIEWED, OTHER_LANGUAGE, place)


def _terms(site: Holds) -> Iterator[tuple[Field, str]]:
    """Yield each term in each language, with its place."""
    for number, entry in enumerate(site.approvals.vocabulary):
        yield from ((("vocabulary", number, "term", language), text) for language, text in entry.term.items())


def _exceptions(site: Holds, name: str) -> Iterator[tuple[Field, AllowedFinding]]:
    """Yield each exception with the place of one of its fields."""
    for number, entry in enumerate(site.approvals.exceptions):
        yield ("exceptions", number, name), entry


def _is_marked(text: str) -> bool:
    """Whether a text has the form of a person's name: a patronymic in it, initials, a title before or after it."""
    reading = read(text, shipped())
    patronymic = any(likeness(word) == "patronymic" for word in PART.findall(text))
    return patronymic or any(True for rule in (marked, initialled) for _ in rule(reading))


def _is_whole_name(text: str) -> bool:
    """Whether a text of several words is made of names alone, of which the lists know one."""
    words = PART.findall(text)
    return len(words) > 1 and all(map(likeness, words)) and any(map(of_list, words))


def _can_be(path: str) -> bool:
    """Whether a path is one where people write."""
    steps = path.split("/")
    if "" in steps or "." in steps or ".." in steps:
        return False
    if path.startswith((f"{paths.CONTENT}/", f"{paths.CASES}/")):
        return path.endswith(".md") or (path != REVIEWED and path.endswith(".yml") and kind_of(path) is not None)
    return path.startswith(_OTHERS) and path.endswith((".md", ".po"))


@lru_cache(maxsize=16)
def _missed(terms: frozenset[str]) -> tuple[Category, ...]:
    return tuple(dict.fromkeys(missed(with_terms(terms))))
