"""Cases: words in each language, agreed to as they are; ids that were drawn, and none of a case that was withdrawn.

In: a site. Out: problems.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

from build_tools.models import Case, Site
from build_tools.models.base import NO_WORDS_YET
from build_tools.problems import Fault, Problem
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


EMPTY = Fault(
    "cases.summary_or_not_translated",
    "must be one of the two and not both: write summary.{language}, or list {language} under not_translated",
)
_NOT_READ = Fault(
    "cases.review_missing", "is missing; write source where the summary was first written, or machine-translated"
)
_NOT_AGREED = Fault(
    "cases.agreed_words_missing",
    "names no words; once the person has agreed to these words as they are now, write {version}",
)
OTHER_WORDS = Fault(
    "cases.other_words_agreed_to",
    "is not that of the present words: somebody changed them after the person agreed; put them back, or ask the person "
    "again and then write {version}",
)


def summaries_are_complete(site: Site) -> Iterator[Problem]:
    """A summary is written in each language of the site or listed as not translated."""
    for path, case in site.cases.items():
        yield from _summary(path, case, site.settings.codes)


def summaries_have_a_review(site: Site) -> Iterator[Problem]:
    """Of each language of a summary it is said who has read it; of a language that is misspelt another rule speaks."""
    codes = site.settings.codes
    for path, case in site.cases.items():
        for language in case.summary if case.summary.keys() <= set(codes) else ():
            if language not in case.review:
                yield Problem(path, _NOT_READ, ("review", language))


def words_are_those_agreed_to(site: Site) -> Iterator[Problem]:
    """Consent names the fingerprint of the words that it is about."""
    for path, case in site.cases.items():
        if any(map(is_blank, case.summary.values())):
            continue  # which is said
        if case.consent == NO_WORDS_YET:
            yield Problem(path, _NOT_AGREED, ("consent",), {"version": case.agreed_words})
        elif case.consent != case.agreed_words:
            yield Problem(path, OTHER_WORDS, ("consent",), {"version": case.agreed_words})


def _summary(path: str, case: Case, codes: Sequence[str]) -> Iterator[Problem]:
    foreign = case.summary.keys() - set(codes)
    lacking = set(codes) - case.summary.keys() - set(case.not_translated)
    # As many foreign as lacking languages are codes that are misspelt, which is said.
    said = lacking if len(foreign) == len(lacking) else set()
    for language in (code for code in codes if code not in said):
        written = not is_blank(case.summary.get(language, ""))
        if written and language in case.not_translated:
            yield Problem(path, EMPTY, ("not_translated",), {"language": language})
        elif not written and (language not in case.not_translated or language in case.summary):
            yield Problem(path, EMPTY, ("summary", language), {"language": language})


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
