"""What the entries about findings of the gate say, letter by letter: exact words, and nobody's name.

In: the entries. Out: problems.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

from build_tools.models import AllowedFinding, Approvals, PublicPerson
from build_tools.paths import REVIEWED
from build_tools.personal_data import Category, shipped
from build_tools.personal_data.canaries import missed
from build_tools.personal_data.name_forms import likeness, of_list
from build_tools.personal_data.persons import is_marked_name
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.terms import LONGEST_TERM, with_terms
from build_tools.personal_data.vocabulary import PART, SHORTEST_STEM
from build_tools.problems import Fault, Field, Problem

_PATTERN = Fault("reviewed.pattern", "has a sign that stands for others, such as * or ?; write exactly what is meant")
_NOT_A_TERM = Fault(
    "reviewed.not_a_term",
    "is no term that can be approved; write one word of four letters or more, or up to eight words with spaces between",
)
_PERSON = Fault(
    "reviewed.person",
    "names a person, whom no entry approves; delete it, and say without a name who it is, as in “a man, 30 to 44, "
    "Almaty”",
)
_LONE_NAME = Fault(
    "reviewed.lone_name",
    "is also a name of people; add the word beside it that makes something else of it, such as город or city",
)
_NOT_WHOLE = Fault(
    "reviewed.not_whole_name", "is no whole name; write the given name and the surname, exactly as they are quoted"
)
_WHOLE = 2
_SILENCES = Fault(
    "reviewed.silences",
    "approves so much that invented items are found no longer, of these kinds: {kinds}; take words away, or write them "
    "with the words beside them",
)

_SIGNS = re.compile(r"[*?\[\]{}|\\^$~…]")
_EXACT = ("file", "field", "text")


class Holds(Protocol):
    """What holds the entries of a project, as a site does."""

    @property
    def approvals(self) -> Approvals:
        """The entries."""
        ...


def terms_of(site: Holds) -> Iterator[tuple[Field, str]]:
    """Yield each term in each language, with its place."""
    for number, entry in enumerate(site.approvals.vocabulary):
        yield from ((("vocabulary", number, "term", language), text) for language, text in entry.term.items())


def decisions_of(site: Holds, name: str) -> Iterator[tuple[Field, AllowedFinding | PublicPerson]]:
    """Yield each exception and each public person with the place of one of the fields that they have in common."""
    yield from exceptions_of(site, name)
    for number, entry in enumerate(site.approvals.public_persons):
        yield ("public_persons", number, name), entry


def names_of(site: Holds) -> Iterator[tuple[Field, str]]:
    """Yield the name of each public person in each language, with its place."""
    for number, entry in enumerate(site.approvals.public_persons):
        yield from ((("public_persons", number, "name", language), text) for language, text in entry.name.items())


def exceptions_of(site: Holds, name: str) -> Iterator[tuple[Field, AllowedFinding]]:
    """Yield each exception with the place of one of its fields."""
    for number, entry in enumerate(site.approvals.exceptions):
        yield ("exceptions", number, name), entry


def nothing_is_a_pattern(site: Holds) -> Iterator[Problem]:
    """An entry says what it is about letter by letter, so that it silences nothing that nobody has seen."""
    exact = ((place, getattr(one, name)) for name in _EXACT for place, one in exceptions_of(site, name))
    for place, text in (*terms_of(site), *names_of(site), *exact):
        if _SIGNS.search(text):
            yield Problem(REVIEWED, _PATTERN, place)


def terms_are_terms(site: Holds) -> Iterator[Problem]:
    """A term is a word that is long enough to be told from others, or a few words."""
    for place, text in terms_of(site):
        words = PART.findall(text)
        if (
            not words
            or max(len(words), len(text.split())) > LONGEST_TERM
            or (len(words) == 1 and len(words[0]) < SHORTEST_STEM)
        ):
            yield Problem(REVIEWED, _NOT_A_TERM, place)


def nobody_is_named(site: Holds) -> Iterator[Problem]:
    """No entry has the form of a person's name: a patronymic, initials, a title, or a given name beside a surname."""
    texts = ((place, entry.text) for place, entry in exceptions_of(site, "text"))
    for place, text in (*terms_of(site), *texts):
        if is_marked_name(Reading(text, shipped())) or _is_whole_name(text):
            yield Problem(REVIEWED, _PERSON, place)


def public_persons_have_whole_names(site: Holds) -> Iterator[Problem]:
    """Who may be quoted is named whole, for a surname alone is that of others too."""
    for place, text in names_of(site):
        if len([word for word in PART.findall(text) if len(word) > 1]) < _WHOLE or len(text.split()) > LONGEST_TERM:
            yield Problem(REVIEWED, _NOT_WHOLE, place)


def no_term_is_a_lone_name(site: Holds) -> Iterator[Problem]:
    """What is on the lists of names is a term only with the word beside it."""
    for place, text in terms_of(site):
        words = PART.findall(text)
        if len(words) == 1 and of_list(words[0]):
            yield Problem(REVIEWED, _LONE_NAME, place)


def canaries_are_found(site: Holds) -> Iterator[Problem]:
    """With the words of the project, every invented item of the program is found."""
    if site.approvals.vocabulary and (kinds := _missed(frozenset(text for _, text in terms_of(site)))):
        yield Problem(REVIEWED, _SILENCES, ("vocabulary",), {"kinds": ", ".join(kinds)})


def _is_whole_name(text: str) -> bool:
    """Whether a text of several words is made of names alone, of which the lists know one."""
    words = PART.findall(text)
    return len(words) > 1 and all(map(likeness, words)) and any(map(of_list, words))


@lru_cache(maxsize=16)
def _missed(terms: frozenset[str]) -> tuple[Category, ...]:
    return tuple(dict.fromkeys(missed(with_terms(terms))))
