"""How statements stand today: a status is a review with its day, one sentence and a source, or they are as published.

In: a site. Out: problems. That a review lies in the past, ``dates`` asks.
"""

from collections.abc import Iterator

from build_tools.models import NOT_FOUND, Site
from build_tools.paths import BRIEFINGS, STATEMENTS, statements_file
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.offers import allowed
from build_tools.validate.statements import every_statement, findings_of
from build_tools.validate.words.headlines import on_one_line

LONGEST = 40
"""So many words of a review stand above a statement."""

NOT_REVIEWED = Fault(
    "statements.review_missing",
    "is missing beside status: {status}; write the day of the review (reviewed_on) and in each language one sentence "
    "of what is true today (text), or delete the status: then the statement is shown as published",
)
NO_STATUS = Fault(
    "statements.status_missing",
    "does not go with the status of this statement; write status: {allowed}, or delete this line",
)
NOT_REPLACED = Fault(
    "statements.replacement_missing",
    "is missing; a statement that was answered or overtaken names the later one that did it, or sources: under today",
)
NO_STATEMENT = Fault(
    "statements.unknown_statement",
    "is not a statement; write the code of one of this file, or of another as DATE/CODE; here: {allowed}",
)
NOT_LATER = Fault(
    "statements.replacement_not_later",
    "is as of {day}, which is not later than this one; what answers or overtakes a statement has a later as_of",
)
TOO_LONG = Fault(
    "statements.review_too_long", "has {number} words, and at most {most} stand first; write one short sentence"
)
NOT_SEARCHED = Fault(
    "statements.search_missing",
    "is missing; evidence: not_found says in each language what was searched, where and when",
)
OLD = Fault(
    "statements.review_ageing",
    "was more than a year ago; look at the statement again, and write the new day and what is true then",
)
OVERTAKEN = Fault(
    "headlines.overtaken",
    "is of a finding that was overtaken, and the home page shows it as if it held; quote another finding",
)


def a_status_is_a_review(site: Site) -> Iterator[Problem]:
    """Only what somebody reviewed has a status; then it says when, and in few words what is true."""
    for path, _, code, one in every_statement(site):
        place: Field = ("statements", code, "today")
        if one.status == "as_published" and one.today:
            yield Problem(path, NO_STATUS, place, {"allowed": "stands, answered, overtaken"})
        elif one.status != "as_published" and not one.today:
            yield Problem(path, NOT_REVIEWED, place, {"status": one.status})
        for language, text in (one.today.text if one.today else {}).items():
            if (number := len(text.split())) > LONGEST:
                yield Problem(path, TOO_LONG, (*place, "text", language), {"number": number, "most": LONGEST})


def changes_are_dated(site: Site) -> Iterator[Problem]:
    """What was answered or overtaken names the statement that did it, which is of a later day, or a source."""
    named = {f"{file.id}/{code}": one for _, file, code, one in every_statement(site)}
    for path, file, code, one in every_statement(site):
        place: Field = ("statements", code, "replaced_by")
        other = named.get(file.full_name(one.replaced_by)) if one.replaced_by else None
        is_changed = one.status in ("answered", "overtaken")
        if one.replaced_by and not is_changed:
            yield Problem(path, NO_STATUS, place, {"allowed": "answered, overtaken"})
        elif is_changed and one.today and not (one.replaced_by or one.today.sources):
            yield Problem(path, NOT_REPLACED, place)
        elif one.replaced_by and other is None and not site.hides_in(STATEMENTS):
            yield Problem(path, NO_STATEMENT, place, {"allowed": allowed(file.statements, one.replaced_by)})
        elif other and other.as_of <= one.as_of:
            yield Problem(path, NOT_LATER, place, {"day": other.as_of.isoformat()})


def searches_are_told(site: Site) -> Iterator[Problem]:
    """What was not found says what was searched: else silence is taken for an answer."""
    for path, _, code, one in every_statement(site):
        if one.evidence == NOT_FOUND and not one.searched:
            yield Problem(path, NOT_SEARCHED, ("statements", code, "searched"))


def highlights_hold(site: Site) -> Iterator[Problem]:
    """The home page quotes no finding that was overtaken."""
    for words in site.words.values():
        briefing = words.name.removeprefix(BRIEFINGS)
        file = site.statements.get(statements_file(briefing))
        found = (findings_of(site, briefing) or {}).get(words.language, {})
        for one in file.statements.values() if file and words.about.highlight else ():
            said = on_one_line(found.get(one.finding or "", ""))
            if one.status == "overtaken" and on_one_line(words.about.highlight or "") in said:
                yield Problem(words.path, OVERTAKEN, ("highlight",))


def ageing(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: reviews older than a year."""
    for path, _, code, one in every_statement(site):
        if one.today and one.today.is_old(site.day):
            yield Problem(path, OLD, ("statements", code, "today", "reviewed_on"))
