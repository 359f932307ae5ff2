"""Stories: words in each language, agreed to as they are, which say no more than the codes: no finer time, age or
place, no number, and no name; ids that were drawn, and none of a case that was withdrawn.

In: a site, or a case with the codebook and what people have approved. Out: problems, which repeat no word: they name
the sentence. What may mark somebody out two people may excuse, the rest nobody.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial

from build_tools.models import Approvals, Case, Period, Site, Vocabulary
from build_tools.personal_data.normalise import plain
from build_tools.personal_data.place_names import Mention, PlaceNames
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.stories import ASKED as MARKS
from build_tools.personal_data.stories import END, REFUSED_KINDS, Detail, capitals_in, details_in
from build_tools.personal_data.story_words import ANSWERS
from build_tools.personal_data.vocabulary import public_terms
from build_tools.problems import N_, ONE_OF_TWO, Fault, Problem, one_of_missing
from build_tools.text.phone_text import counted
from build_tools.validate.texts import is_blank

IS_WITHDRAWN = Fault(
    "withdrawn.case_is_withdrawn",
    "is the id of a case that was withdrawn; delete this file: such an id is never used again",
)
NOT_AGREED_TO = Fault(
    "cases.other_words_agreed_to",
    "is not that of the present words; put back what somebody changed after the person agreed, or, once the person has "
    "agreed to these words as they are now, write {version}",
)
NOT_CONFIRMED = Fault(
    "cases.not_confirmed",
    "is not of the present words and codes; once a second reader has seen that the words tell these codes and no "
    "others, write {form}",
)
_COUNTED = Fault(
    "disclosure.ids_counted",
    "is one of {number} ids of release {release} that follow each other by one step: {ids}; draw all ids of the "
    "release at random, for an id that was counted tells when a case was taken in",
)

FINER = Fault(
    "disclosure.story_says_more",
    "says more than the codes of the story, in sentence {number}: {form}; change the words, or add the code that they "
    "tell",
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
STORY_FORMS = {
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


def cases_are_right(site: Site) -> Iterator[Problem]:
    """A case is written in each language, or says in which it is not; consent and a second reader name the fingerprint
    of its words; no case, real or invented, has the id of one that was withdrawn."""
    withdrawn = {tombstone.id for tombstone in site.withdrawn.values()}
    for path, case in site.cases.items():
        if case.id in withdrawn:
            yield Problem(path, IS_WITHDRAWN, ("id",))
        if case.summary.keys() <= set(site.settings.codes):  # of a language that is misspelt another rule speaks
            yield from _words_are_whole(path, case, site.settings.codes)
        if case.consent != case.agreed_words and not any(map(is_blank, case.summary.values())):
            yield Problem(path, NOT_AGREED_TO, ("consent",), {"version": case.agreed_words})
        yield from confirmed(path, case)


def confirmed(path: str, case: Case) -> Iterator[Problem]:
    """Yield a problem where no second reader has compared the words of somebody's story with its codes."""
    if not case.is_confirmed and not any(map(is_blank, case.summary.values())):
        form = f'{{by: second_reader, "on": YYYY-MM-DD, version: {case.told_words}}}'
        place = ("confirmed", "version") if case.confirmed else ("confirmed",)
        yield Problem(path, NOT_CONFIRMED, place, {"form": form})


def _words_are_whole(path: str, case: Case, languages: Iterable[str]) -> Iterator[Problem]:
    """A summary is written in each language, of which it is said who has read it, or listed as not translated."""
    for language in languages:
        is_written, is_listed = not is_blank(case.summary.get(language, "")), language in case.not_translated
        values = {"one": f"summary.{language}", "other": f"not_translated: [{language}]"}
        if is_written and is_listed:
            yield Problem(path, ONE_OF_TWO, ("not_translated",), values)
        elif not is_written and (not is_listed or language in case.summary):
            yield Problem(path, ONE_OF_TWO, ("summary", language), values)
        if language in case.summary and language not in case.review:
            yield Problem(path, one_of_missing("source", "machine-translated"), ("review", language))


def ids_are_not_counted(site: Site) -> Iterator[Problem]:
    """No ids of a release follow each other by the same step, as those that somebody counted up do."""
    releases = defaultdict[str, dict[str, str]](dict)
    for path, case in site.cases.items():
        if not case.example:
            releases[case.release][case.id] = path
    for release, paths in releases.items():
        if ids := counted(paths):
            values = {"number": len(ids), "release": release, "ids": ", ".join(ids)}
            yield Problem(paths[ids[0]], _COUNTED, ("id",), values)


_FOUND: dict[str, tuple[tuple[Case, Vocabulary, Approvals], list[Problem]]] = {}
"""What was found in each story last, and by what: a preview that follows each change asks for most of it again."""


def words_say_no_more(site: Site) -> Iterator[Problem]:
    """The words of a story tell nothing that its codes do not, and in each language the same place."""
    names = cache(partial(PlaceNames, site.vocabulary))
    for path, case in site.cases.items():
        judged = case, site.vocabulary, site.approvals
        # Equal stories may have their languages in another order.
        if path not in _FOUND or _FOUND[path][0][0] is not case or _FOUND[path][0] != judged:
            _FOUND[path] = judged, [*story_problems(path, case, site.vocabulary, names, site.approvals)]
        yield from _FOUND[path][1]


def story_problems(
    path: str, case: Case, vocabulary: Vocabulary, names: Callable[[str], PlaceNames], approvals: Approvals
) -> Iterator[Problem]:
    """Yield what the words of one story say beyond its codes; ``names`` are those of the places, by language."""
    ladder = (case.place, *vocabulary.steps_above("places", case.place)) if case.place else ()
    finest = dict[str, int]()
    for language, text, said in _read(case):
        named = list(names(language).mentions(text))
        beyond = [Detail(one.start, one.end, "place") for one in named if one.codes.isdisjoint(ladder)]
        yield from _hard(path, language, text, (*said, *beyond))
        yield from _of_people(path, language, text, (*said, *named), approvals)
        if not beyond:
            steps = (ladder.index(code) for one in named for code in one.codes.intersection(ladder))
            finest[language] = min(steps, default=len(ladder))
    first, *others = finest or ("",)
    for language in others:
        if finest[language] != finest[first]:
            yield Problem(path, _OTHERWISE, ("summary", language), {"language": first})


def hard_problems(path: str, case: Case) -> Iterator[Problem]:
    """Yield what nobody may excuse and nothing but the story itself tells, so that each commit can be held to it."""
    for language, text, said in _read(case):
        yield from _hard(path, language, text, said)


def _read(case: Case) -> Iterator[tuple[str, str, tuple[Detail, ...]]]:
    """Yield each text of a story, in its plain form, with its language and what it says."""
    codes = _codes_of(case)
    for language, written in case.summary.items():
        text = plain(written).text
        yield language, text, tuple(details_in(text, language, codes))


def _hard(path: str, language: str, text: str, said: Iterable[Detail]) -> Iterator[Problem]:
    hard = (one for one in said if one.kind in (*REFUSED_KINDS, *ANSWERS, "place"))
    return (_problem(FINER, path, language, text, one) for one in hard)


def _of_people(
    path: str, language: str, text: str, said: Sequence[Detail | Mention], approvals: Approvals
) -> Iterator[Problem]:
    """Yield what people may approve: what may mark somebody out, and capital letters of which nothing else is said."""
    excused = f"{path} summary.{language} STORY"
    entries = [one.text for one in approvals.exceptions if f"{one.file} {one.field} {one.category}" == excused]
    for one in said:
        if isinstance(one, Detail) and one.kind in MARKS and not _is_excused(text, one, entries):
            yield _problem(_ASKED, path, language, text, one)
    terms = frozenset(word for entry in approvals.vocabulary for word in entry.term.values())
    yield from (_problem(_CAPITAL, path, language, text, one) for one in _names(text, said, terms))


def _problem(fault: Fault, path: str, language: str, text: str, said: Detail) -> Problem:
    number, form = len(END.findall(text, 0, said.start)) + 1, said.code or STORY_FORMS.get(said.kind)
    return Problem(path, fault, ("summary", language), {"number": number, "form": form})


def _names(text: str, said: Sequence[Detail | Mention], terms: frozenset[str]) -> Iterator[Detail]:
    """Yield words with a capital letter of which nothing else is said and that begin no approved term."""
    found = capitals_in(text)
    inside = [(start, end) for start, end in found if not any(one.start < end and start < one.end for one in said)]
    words = Reading(text, public_terms(terms)).words_in(0, len(text)) if inside else ()
    approved = {word.start for word in words if word.approved}
    yield from (Detail(start, end, "") for start, end in inside if start not in approved)


def _is_excused(text: str, said: Detail, entries: Iterable[str]) -> bool:
    """Whether two people have looked at the words around: an entry has exactly these."""
    patterns = (r"\s+".join(map(re.escape, plain(words).text.split())) for words in entries)
    found = (one for pattern in patterns for one in re.finditer(pattern, text))
    return any(one.start() <= said.start and said.end <= one.end() for one in found)


def _codes_of(case: Case) -> frozenset[str]:
    """Return the codes of a story: of time and age with the steps above, such as ``01``, ``Q1``, ``2022``, ``minor``;
    of other fields with the field, such as ``gender=woman``."""
    step: Period | None = case.period
    codes = {case.age_band or "", *(f"{name}={code}" for name in ANSWERS for code in case.stated_codes.get(name, ()))}
    while step and step.is_stated:
        codes.add(step[5:] or step[:])
        step = step.broader
    return frozenset(codes)


RULES = (cases_are_right, ids_are_not_counted, words_say_no_more)
