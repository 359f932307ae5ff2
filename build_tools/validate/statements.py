"""Ledgers of statements: each finding has its record, what replaces one is later, and words are plain and said once.

In: a site. Out: problems. Never says what a statement says. That what was published stays, ``seals`` asks.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.models import Site, Statement, Statements, Texts
from build_tools.paths import BRIEFINGS, SINCE, STATEMENTS, statements_file, words_file
from build_tools.problems import Fault, Field, Problem, allowed
from build_tools.validate.generic import unknown
from build_tools.validate.published import is_written
from build_tools.validate.walk import walk
from build_tools.validate.words.calls import items
from build_tools.validate.words.language import JUDGED, OTHER_LANGUAGE, language_of

MARKS = re.compile(r"\]\(|\]\[|[<>]|\*\*|(?<!\w)[*_](?=\w)|`|^ {0,3}(?:#|[-*+] |\d{1,3}(?:\.|\)) |>)", re.MULTILINE)
"""What would be a mark of Markdown or HTML, and is shown as it is written here."""

_LONGEST = 40
"""So many words of a review stand above a statement."""

_UNKNOWN_FINDING = Fault(
    "statements.unknown_finding",
    "is no numbered item with an anchor of the briefing in {language}; use one of: {allowed}",
)
_MISSING_RECORD = Fault(
    "statements.finding_without_record",
    "lacks the record of findings of the briefing ({findings}); each stands in this file, under statements, with its "
    "finding:",
)
_MISSING_NOTES = Fault(
    "statements.no_notes",
    "does not exist; write it in each language: it stands on the page of the briefing before what was learnt since, to "
    "which findings lead",
)
_EARLIER_REPLACEMENT = Fault(
    "statements.replacement_not_later",
    "is as of {day}, which is not later than this one; what answers or overtakes a statement has a later as_of",
)
_MARKUP = Fault(
    "statements.not_plain",
    "has a mark of Markdown or HTML, which readers would see; write plain sentences, name findings under about, pages "
    "under see and addresses under sources",
)
_DUPLICATE_TEXT = Fault(
    "statements.text_twice", "is also what another statement says, in {other}; say each thing once, or say what differs"
)
_LONG_REVIEW = Fault(
    "statements.review_too_long", "has {number} words, and at most {most} stand first; write one short sentence"
)
_OLD_REVIEW = Fault(
    "statements.review_ageing",
    "was more than a year ago; look at the statement again, and write the new day and what is true then",
)
_OVERTAKEN_FINDING = Fault(
    "headlines.overtaken",
    "is of a finding that was overtaken, and the home page shows it as if it held; quote another finding",
)


def _every_statement(site: Site) -> Iterator[tuple[str, Statements, Field, Statement]]:
    """Yield path and file of each statement, the way to it and the statement."""
    for path, file in site.statements.items():
        yield from ((path, file, ("statements", code), one) for code, one in file.statements.items())


def findings_of(site: Site, briefing: str) -> Mapping[str, Mapping[str, str]] | None:
    """Return the findings of a briefing by language and anchor, or nothing where some of its words are not known."""
    name = f"{BRIEFINGS}{briefing}"
    if any((code, name) not in site.words for code in site.settings.codes):
        return None
    return {code: items(site.words[code, name].text) for code in site.settings.codes}


def findings_are_recorded(site: Site) -> Iterator[Problem]:
    """Each finding of a briefing has a record, and each record its finding in every language."""
    for ledger in site.ledgers.values():
        path, found = statements_file(ledger.id), findings_of(site, ledger.id)
        file = site.statements.get(path)
        if found is None or (file is None and (site.hides(path) or site.hides(STATEMENTS))):
            continue
        recorded = file.by_finding if file else {}
        lost = list(_lost_findings(path, recorded, found))
        yield from lost
        if not lost and (lacking := [anchor for anchor in next(iter(found.values())) if anchor not in recorded]):
            yield Problem(path, _MISSING_RECORD, ("statements",) if file else (), {"findings": ", ".join(lacking)})


def _lost_findings(path: str, recorded: Mapping[str, str], found: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    for finding, code in recorded.items():
        if language := next((language for language, anchors in found.items() if finding not in anchors), None):
            values = {"language": language, "allowed": allowed(found[language])}
            yield Problem(path, _UNKNOWN_FINDING, ("statements", code, "finding"), values)


def notes_stand_beside_findings(site: Site) -> Iterator[Problem]:
    """A briefing of whose findings more is known has notes, below which that stands on its page."""
    first = next(iter(site.settings.codes))
    for ledger in site.ledgers.values():
        notes, file = f"{BRIEFINGS}{ledger.id}{SINCE}", site.statements.get(statements_file(ledger.id))
        speaks = file and any(one.about and one.topic for one in file.statements.values())
        if speaks and not any(is_written(site, code, notes) for code in site.settings.codes):
            yield Problem(words_file(first, notes), _MISSING_NOTES)


def statements_are_about_findings(site: Site) -> Iterator[Problem]:
    """What a statement speaks of are findings of its file."""
    for path, file, place, one in _every_statement(site):
        findings = [code for code, other in file.statements.items() if other.finding]
        for position, finding in enumerate(one.about):
            if finding not in findings:
                yield Problem(path, unknown("statements (finding)", findings, finding), (*place, "about", position))


def replacements_are_later(site: Site) -> Iterator[Problem]:
    """What answered or overtook a statement is another one, of this file or another, of a later day."""
    named = {f"{file.id}/{code}": one for file in site.statements.values() for code, one in file.statements.items()}
    for path, file, place, one in _every_statement(site):
        if one.replaced_by is None:
            continue
        other = named.get(file.full_name(one.replaced_by))
        if other is None and not site.hides_in(STATEMENTS):
            yield Problem(path, unknown("statements", file.statements, one.replaced_by), (*place, "replaced_by"))
        elif other and other.as_of <= one.as_of:
            yield Problem(path, _EARLIER_REPLACEMENT, (*place, "replaced_by"), {"day": other.as_of.isoformat()})


def statements_are_plain(site: Site) -> Iterator[Problem]:
    """No text of a statement has marks, for nothing makes them into anything; what a review found is short."""
    for path, file in site.statements.items():
        for place, kind, value in walk(file):
            texts = value.items() if kind == Texts and isinstance(value, Mapping) else ()
            yield from (Problem(path, _MARKUP, (*place, code)) for code, text in texts if MARKS.search(text))
    for path, _, place, one in _every_statement(site):
        for language, text in (one.today.text if one.today else {}).items():
            if (number := len(text.split())) > _LONGEST:
                values = {"number": number, "most": _LONGEST}
                yield Problem(path, _LONG_REVIEW, (*place, "today", "text", language), values)


def statements_are_of_their_language(site: Site) -> Iterator[Problem]:
    """A statement of some length is not written in another language of the three than the one that it stands under."""
    for path, _, place, one in _every_statement(site):
        for language, text in (one.text or {}).items():
            if language in JUDGED and language_of(text) not in (None, language):
                yield Problem(path, OTHER_LANGUAGE, (*place, "text", language), {"language": language})


def nothing_is_said_twice(site: Site) -> Iterator[Problem]:
    """No two statements have the same text; one problem where all languages do."""
    taken: dict[tuple[str, str], str] = {}
    for path, _, place, one in _every_statement(site):
        texts = [(language, " ".join(text.split())) for language, text in (one.text or {}).items()]
        again = {language: taken[language, text] for language, text in texts if (language, text) in taken}
        whole = bool(again) and len(again) == len(texts)
        for language, other in list(again.items())[: 1 if whole else None]:
            yield Problem(path, _DUPLICATE_TEXT, (*place, "text", *(() if whole else (language,))), {"other": other})
        taken |= {text: path for text in texts if text not in taken}


def highlights_hold(site: Site) -> Iterator[Problem]:
    """The home page quotes no finding that was overtaken."""
    for words in site.words.values():
        briefing = words.name.removeprefix(BRIEFINGS)
        file = site.statements.get(statements_file(briefing))
        found = (findings_of(site, briefing) or {}).get(words.language, {})
        for one in file.statements.values() if file and words.about.highlight else ():
            text = found.get(one.finding or "", "")
            if one.status == "overtaken" and " ".join((words.about.highlight or "").split()) in text:
                yield Problem(words.path, _OVERTAKEN_FINDING, ("highlight",))


def ageing(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: reviews older than a year."""
    for path, _, place, one in _every_statement(site):
        if one.today and one.today.is_old(site.day):
            yield Problem(path, _OLD_REVIEW, (*place, "today", "reviewed_on"))
