"""Cases: words in each language, agreed to as they are; ids that were drawn, and none of a case that was withdrawn.

In: a site. Out: problems.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from build_tools.models import Case, Site
from build_tools.models.base import NO_WORDS_YET
from build_tools.problems import MISSING_VALUE, Fault, Problem
from build_tools.validate.generic import ONE_OF_TWO
from build_tools.validate.texts import is_blank

IS_WITHDRAWN = Fault(
    "withdrawn.case_is_withdrawn",
    "is the id of a case that was withdrawn; delete this file: such an id is never used again",
)


def withdrawn_cases_stay_away(site: Site) -> Iterator[Problem]:
    """No case, real or invented, has the id of a case that was withdrawn."""
    ids = {tombstone.id for tombstone in site.withdrawn.values()}
    for path, case in site.cases.items():
        if case.id in ids:
            yield Problem(path, IS_WITHDRAWN, ("id",))


_NOT_AGREED = Fault(
    "cases.agreed_words_missing",
    "names no words; once the person has agreed to these words as they are now, write {version}",
)
OTHER_WORDS = Fault(
    "cases.other_words_agreed_to",
    "is not that of the present words: somebody changed them after the person agreed; put them back, or ask the person "
    "again and then write {version}",
)


def words_are_whole(site: Site) -> Iterator[Problem]:
    """A summary is written in each language of the site, of which it is said who has read it, or listed as not
    translated. Of a language that is misspelt another rule speaks."""
    codes = site.settings.codes
    for path, case in site.cases.items():
        foreign, lacking = case.summary.keys() - set(codes), set(codes) - {*case.summary, *case.not_translated}
        # As many foreign as lacking languages are codes that are misspelt.
        for language in codes if len(foreign) != len(lacking) else case.summary.keys() & set(codes):
            yield from _words_in(path, case, language)
        for language in case.summary if not foreign else ():
            if language not in case.review:
                yield Problem(path, MISSING_VALUE, ("review", language), {"allowed": "source, machine-translated"})


def _words_in(path: str, case: Case, language: str) -> Iterator[Problem]:
    is_written, is_listed = not is_blank(case.summary.get(language, "")), language in case.not_translated
    values = {"one": f"summary.{language}", "other": f"not_translated: [{language}]"}
    if is_written and is_listed:
        yield Problem(path, ONE_OF_TWO, ("not_translated",), values)
    elif not is_written and (not is_listed or language in case.summary):
        yield Problem(path, ONE_OF_TWO, ("summary", language), values)


def words_are_those_agreed_to(site: Site) -> Iterator[Problem]:
    """Consent names the fingerprint of the words that it is about."""
    for path, case in site.cases.items():
        if case.consent != case.agreed_words and not any(map(is_blank, case.summary.values())):
            fault = _NOT_AGREED if case.consent == NO_WORDS_YET else OTHER_WORDS
            yield Problem(path, fault, ("consent",), {"version": case.agreed_words})


_COUNTED = Fault(
    "disclosure.ids_counted",
    "is one of {number} ids of release {release} that follow each other by one step: {ids}; draw all ids of the "
    "release at random, for an id that was counted tells when a case was taken in",
)

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The digits of Crockford's base 32, in their order."""

_IN_BASE_32 = str.maketrans(DIGITS, "0123456789abcdefghijklmnopqrstuv")

_RUNS = ((5, 3), (10, 4))
"""So many bits at the end may differ, and so many ids at one distance are too many: three that share all but their last
digit, four that share all but their last two."""


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


def counted(ids: Collection[str]) -> list[str]:
    """Return the first ids of one length that follow each other, or none."""
    for length in sorted({*map(len, ids)}):
        known = {number_of(one): one for one in sorted(ids) if len(one) == length}
        if run := next(_runs(known), None):
            return [known[number] for number in run]
    return []


def number_of(id_: str) -> int:
    """Return an id as a number."""
    return int(id_.translate(_IN_BASE_32), 32)


def _runs(known: Mapping[int, str]) -> Iterator[range]:
    yield from (range(first, first + 3) for first in known if first + 1 in known and first + 2 in known)
    for bits, size in _RUNS:
        alike = defaultdict[int, list[int]](list)
        for number in known:
            alike[number >> bits].append(number)
        for block in alike.values():
            for first, second in combinations(block, 2):
                run = range(first, first + (second - first) * size, second - first)
                if run[-1] >> bits == first >> bits and all(number in known for number in run):
                    yield run


RULES = (withdrawn_cases_stay_away, words_are_whole, words_are_those_agreed_to, ids_are_not_counted)
