"""Words of stories, which say no more than their codes: no finer time, age or place, no number, and no name.

In: a case with its story, the codebook and what people have approved. Out: problems, which repeat no word: they name
the sentence. What may mark somebody out two people may excuse, the rest nobody.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from build_tools.models import Approvals, Case, Period, Site, Vocabulary
from build_tools.personal_data.normalise import plain
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.stories import ASKED as MARKS
from build_tools.personal_data.stories import END, REFUSED_KINDS, Said, capitals_in, said_in
from build_tools.personal_data.vocabulary import public_terms
from build_tools.problems import N_, Fault, Problem
from build_tools.said_places import Mention, places_in

FINER = Fault(
    "disclosure.story_says_more",
    "says more than the codes of the story, in sentence {number}: {form}; leave it out, or say it as the code does",
)
_CAPITAL = Fault(
    "disclosure.story_capital",
    "has a capital letter inside sentence {number}, as names have; leave the name out, or have the term entered under "
    "vocabulary in content/reviewed.yml",
)
_ASKED = Fault(
    "disclosure.story_marks_out",
    "may tell who it is about, in sentence {number}: {form}; leave it out, or let two people enter the words under "
    "exceptions in content/reviewed.yml, with category STORY",
)
_OTHERWISE = Fault(
    "disclosure.places_differ",
    "does not name the same place as summary.{language}; the finest place that is named must be the same in every "
    "language, or none",
)
FORMS = {
    "time": N_("a day, a holiday, an hour, or a time that the code of the period does not tell"),
    "count": N_("a number with a unit of time or age"),
    "age": N_("an age that the code of the age does not tell"),
    "number": N_("a number, or that of a room, an article, a file or a school"),
    "place": N_("a place that the code of the place does not tell"),
    "unique": N_("what few others are, such as only, first or known"),
    "kin": N_("a relative; “the family” is enough"),
    "office": N_("an office or a rank"),
    "profession": N_("a profession or an occupation"),
    "nation": N_("a nationality"),
    "faith": N_("a faith"),
    "illness": N_("an illness, a disability or a pregnancy"),
    "family": N_("an event in a family, such as a wedding or a death"),
    "media": N_("a video, a newspaper or a network, where others may have seen it"),
    "landmark": N_("a kind of place of which there are few"),
}


def words_say_no_more(site: Site) -> Iterator[Problem]:
    """The words of a story tell nothing that its codes do not, and in each language the same place."""
    for path, case in site.cases.items():
        yield from story_problems(path, case, site.vocabulary, site.approvals)


def story_problems(path: str, case: Case, vocabulary: Vocabulary, approvals: Approvals) -> Iterator[Problem]:
    """Yield what the words of one story say beyond its codes."""
    ladder = (case.place, *vocabulary.places_above(case.place)) if case.place else ()
    finest = dict[str, int]()
    for language, text, said in _read(case):
        named = list(places_in(text, language, vocabulary))
        beyond = [Said(one.start, one.end, "place") for one in named if one.codes.isdisjoint(ladder)]
        yield from _hard(path, language, text, (*said, *beyond))
        yield from _of_people(path, language, text, (*said, *named), approvals)
        if not beyond:
            finest[language] = _finest(ladder, named)
    first, *others = finest or ("",)
    for language in others:
        if finest[language] != finest[first]:
            yield Problem(path, _OTHERWISE, ("summary", language), {"language": first})


def hard_problems(path: str, case: Case) -> Iterator[Problem]:
    """Yield what nobody may excuse and nothing but the story itself tells, so that each commit can be held to it."""
    for language, text, said in _read(case):
        yield from _hard(path, language, text, said)


def _read(case: Case) -> Iterator[tuple[str, str, tuple[Said, ...]]]:
    """Yield each text of a story, in its plain form, with its language and what it says."""
    codes = _codes_of(case)
    for language, written in case.summary.items():
        text = plain(written).text
        yield language, text, tuple(said_in(text, language, codes))


def _hard(path: str, language: str, text: str, said: Iterable[Said]) -> Iterator[Problem]:
    hard = (one for one in said if one.kind in (*REFUSED_KINDS, "place"))
    return (_problem(FINER, path, language, text, one) for one in hard)


def _of_people(
    path: str, language: str, text: str, said: Sequence[Said | Mention], approvals: Approvals
) -> Iterator[Problem]:
    """Yield what people may approve: what may mark somebody out, and capital letters of which nothing else is said."""
    excused = f"{path} summary.{language} STORY"
    entries = [one.text for one in approvals.exceptions if f"{one.file} {one.field} {one.category}" == excused]
    for one in said:
        if isinstance(one, Said) and one.kind in MARKS and not _is_excused(text, one, entries):
            yield _problem(_ASKED, path, language, text, one)
    terms = frozenset(word for entry in approvals.vocabulary for word in entry.term.values())
    yield from (_problem(_CAPITAL, path, language, text, one) for one in _names(text, said, terms))


def _problem(fault: Fault, path: str, language: str, text: str, said: Said) -> Problem:
    values = {"number": len(END.findall(text, 0, said.start)) + 1, "form": FORMS.get(said.kind)}
    return Problem(path, fault, ("summary", language), values)


def _names(text: str, said: Sequence[Said | Mention], terms: frozenset[str]) -> Iterator[Said]:
    """Yield words with a capital letter of which nothing else is said and that begin no approved term."""
    spans = (span for span in capitals_in(text))
    inside = [(start, end) for start, end in spans if not any(one.start < end and start < one.end for one in said)]
    words = Reading(text, public_terms(terms)).words_in(0, len(text)) if inside else ()
    approved = {word.start for word in words if word.approved}
    yield from (Said(start, end, "") for start, end in inside if start not in approved)


def _is_excused(text: str, said: Said, entries: Iterable[str]) -> bool:
    """Whether two people have looked at the words around: an entry has exactly these."""
    patterns = (r"\s+".join(map(re.escape, plain(words).text.split())) for words in entries)
    found = (one for pattern in patterns for one in re.finditer(pattern, text))
    return any(one.start() <= said.start and said.end <= one.end() for one in found)


def _codes_of(case: Case) -> frozenset[str]:
    """Return the codes of time and age that a story has, with the steps above: ``01``, ``Q1``, ``2022``; ``minor``."""
    step: Period | None = case.period
    codes = {case.age_band or ""}
    while step and step.is_stated:
        codes.add(step[5:] or step[:])
        step = step.broader
    return frozenset(codes)


def _finest(ladder: tuple[str, ...], found: list[Mention]) -> int:
    """Return the lowest step of the ladder that is named, or none of them."""
    return min((ladder.index(code) for one in found for code in one.codes.intersection(ladder)), default=len(ladder))


RULES = (words_say_no_more,)
