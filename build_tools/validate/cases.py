"""Cases: words in each language, agreed to as they are, and none of a case that was withdrawn.

In: a site. Out: problems.
"""

from collections.abc import Iterator, Sequence

from build_tools.models import Case, Site
from build_tools.models.case import NO_WORDS_YET
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


EMPTY = Fault("cases.summary_empty", "is empty; write it or list {language} under not_translated")
BOTH = Fault(
    "cases.summary_and_not_translated", "lists {language}, yet summary.{language} is written; delete one of the two"
)
NOT_READ = Fault(
    "cases.review_missing", "is missing; write source where the summary was first written, or machine-translated"
)
NOT_AGREED = Fault(
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
                yield Problem(path, NOT_READ, ("review", language))


def words_are_those_agreed_to(site: Site) -> Iterator[Problem]:
    """Consent names the fingerprint of the words that it is about."""
    for path, case in site.cases.items():
        if any(map(is_blank, case.summary.values())):
            continue  # which is said
        if case.consent == NO_WORDS_YET:
            yield Problem(path, NOT_AGREED, ("consent",), {"version": case.agreed_words})
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
            yield Problem(path, BOTH, ("not_translated",), {"language": language})
        elif not written and (language not in case.not_translated or language in case.summary):
            yield Problem(path, EMPTY, ("summary", language), {"language": language})
