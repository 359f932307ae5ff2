"""Ledgers of statements: each finding has its record, and what a record names is there.

In: a site. Out: problems. Whether what was published is as it was, ``sealed_statements`` asks.
"""

from collections.abc import Iterator, Mapping

from build_tools.models import NOT_FOUND, Site, Statement, Statements
from build_tools.paths import BRIEFINGS, FIGURES, SINCE, STATEMENTS, statements_file, words_file
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.offers import allowed
from build_tools.validate.published import is_written, ledgers_by_id, lost_ledgers
from build_tools.validate.words.reading import items

OWN_ANCHORS = ("findings", "since", "outcomes")
"""Codes whose anchors the page of statements has itself."""

NO_BRIEFING = Fault("statements.no_briefing", "is the day of no briefing; its ledger would be content/figures/ID.yml")
NO_WORDS = Fault(
    "statements.no_words", "has no words; name a finding of the briefing under finding, or write text: in each language"
)
TWO_WORDS = Fault(
    "statements.finding_with_more",
    "stands beside finding; the words of a finding are those of the briefing: delete this line, or make it a statement "
    "of its own",
)
NO_TOPIC = Fault("statements.unknown_topic", "is not a topic of this file; use one of: {allowed}")
SAME_ANCHOR = Fault(
    "statements.code_twice", "is the code of something else on the same page; give each topic and statement its own"
)
NO_FINDING = Fault(
    "statements.unknown_finding",
    "is no numbered item with an anchor of the briefing in {language}; use one of: {allowed}",
)
FINDING_TWICE = Fault("statements.finding_twice", "has a record already; each finding has one")
NOT_RECORDED = Fault(
    "statements.finding_without_record",
    "lacks the record of finding {finding} of the briefing; add it under statements, with finding: {finding}",
)
NO_FILE = Fault(
    "statements.no_file",
    "does not exist; it holds a record of each finding of the briefing: {findings}",
)
NOT_BESIDE = Fault(
    "statements.no_notes",
    "does not exist; write it in each language: it stands on the page of the briefing before what was learnt since, to "
    "which findings lead",
)
NOT_ABOUT = Fault("statements.about_no_finding", "is not the code of a finding of this file; use one of: {allowed}")
NO_PAGE = Fault("statements.no_page", "is no page of the site; use one of: {allowed}")
NO_SOURCE = Fault(
    "statements.source_missing",
    "is missing; say where a statement is from, or, of what you looked for and did not find, evidence: not_found",
)
Found = tuple[str, Statements, str, Statement]


def every_statement(site: Site) -> Iterator[Found]:
    """Yield path and file of each statement, its code and the statement."""
    for path, file in site.statements.items():
        yield from ((path, file, code, one) for code, one in file.statements.items())


def statements_lie_beside_a_briefing(site: Site) -> Iterator[Problem]:
    """The briefing of each file has a ledger; that the file is named after it, another rule says."""
    for path, file in site.statements.items():
        if (
            path == statements_file(file.id)
            and file.id not in {*ledgers_by_id(site), *lost_ledgers(site)}
            and not site.hides_in(FIGURES)
        ):
            yield Problem(path, NO_BRIEFING, ("id",))


def statements_have_words(site: Site) -> Iterator[Problem]:
    """A finding has those of the briefing and nothing beside them; any other has its own, and a topic."""
    for path, file, code, one in every_statement(site):
        place = ("statements", code)
        if one.finding:
            beside = [name for name in ("topic", "text", "outcome_of", "about", "series") if getattr(one, name)]
            yield from (Problem(path, TWO_WORDS, (*place, name)) for name in beside[:1])
        elif not one.text:
            yield Problem(path, NO_WORDS, place)
        elif one.topic not in file.topics:
            yield Problem(path, NO_TOPIC, (*place, "topic"), {"allowed": allowed(file.topics, one.topic or "")})


def anchors_differ(site: Site) -> Iterator[Problem]:
    """No two parts of the page of statements have one anchor."""
    for path, file in site.statements.items():
        for code in file.statements:
            if code in file.topics or code in OWN_ANCHORS:
                yield Problem(path, SAME_ANCHOR, ("statements", code))
        yield from (Problem(path, SAME_ANCHOR, ("topics", code)) for code in file.topics if code in OWN_ANCHORS)


def findings_of(site: Site, briefing: str) -> Mapping[str, Mapping[str, str]] | None:
    """Return the findings of a briefing by language and anchor, or nothing where some of its words are not known."""
    name = f"{BRIEFINGS}{briefing}"
    if any((code, name) not in site.words for code in site.settings.codes):
        return None
    return {code: items(site.words[code, name].text) for code in site.settings.codes}


def findings_are_recorded(site: Site) -> Iterator[Problem]:
    """Each finding of a briefing has one record, and each record its finding in every language."""
    for ledger in site.ledgers.values():
        path, found = statements_file(ledger.id), findings_of(site, ledger.id)
        file = site.statements.get(path)
        if found is None or (file is None and (site.hides(path) or site.hides(STATEMENTS))):
            continue
        anchors = next(iter(found.values()))
        if file is None:
            yield from [Problem(path, NO_FILE, values={"findings": ", ".join(anchors)})] if anchors else []
            continue
        lacking = [anchor for anchor in anchors if anchor not in file.by_finding]
        yield from list(_without_item(path, file, found)) or (
            Problem(path, NOT_RECORDED, ("statements",), {"finding": anchor}) for anchor in lacking
        )


def notes_stand_beside_findings(site: Site) -> Iterator[Problem]:
    """A briefing of whose findings more is known has notes, below which that stands on its page."""
    first = next(iter(site.settings.codes))
    for ledger in site.ledgers.values():
        notes, file = f"{BRIEFINGS}{ledger.id}{SINCE}", site.statements.get(statements_file(ledger.id))
        speaks = file and any(one.about and one.topic for one in file.statements.values())
        if speaks and not any(is_written(site, code, notes) for code in site.settings.codes):
            yield Problem(words_file(first, notes), NOT_BESIDE)


def _without_item(path: str, file: Statements, found: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    seen = set[str]()
    for code, one in file.statements.items():
        if not one.finding:
            continue
        place: Field = ("statements", code, "finding")
        lacking = next((language for language, anchors in found.items() if one.finding not in anchors), None)
        if one.finding in seen:
            yield Problem(path, FINDING_TWICE, place)
        elif lacking:
            yield Problem(path, NO_FINDING, place, {"language": lacking, "allowed": allowed(found[lacking])})
        seen.add(one.finding)


def what_statements_name_is_there(site: Site) -> Iterator[Problem]:
    """The findings that a statement speaks of are in its file, the pages are on the site, and it has a source."""
    pages = site.pages
    for path, file, code, one in every_statement(site):
        findings = [name for name, other in file.statements.items() if other.finding]
        for position, finding in enumerate(one.about):
            if finding not in findings:
                values = {"allowed": allowed(findings, finding)}
                yield Problem(path, NOT_ABOUT, ("statements", code, "about", position), values)
        for position, name in enumerate(one.see):
            hidden = any(site.hides(words_file(language, name)) for language in site.settings.codes)
            if name not in pages and not hidden:
                yield Problem(path, NO_PAGE, ("statements", code, "see", position), {"allowed": allowed(pages, name)})
        if not (one.finding or one.sources or one.evidence == NOT_FOUND):
            yield Problem(path, NO_SOURCE, ("statements", code, "sources"))
