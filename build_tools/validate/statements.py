"""Statements of briefings: each finding has its record, what replaces one is later, words are plain and said once; and
nothing of one briefing is left in another that began as a copy of it: numbers of another time, and its source.

In: a site. Out: problems, each at the later of two files. Never says what a statement says. That what was published
stays, ``published`` asks.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from build_tools.files.paths import BRIEFINGS, SINCE, ledger_file, statements_file, words_file
from build_tools.models import Site, Statement, Statements, Words
from build_tools.models.statements import NOT_FOUND
from build_tools.problems import ENDED, N_, REPEATED, Field, Problem, one_of_missing, unknown, wrong_form
from build_tools.text.markdown import blocks
from build_tools.validate.texts import language_missing
from build_tools.validate.walk import DATE, ledgers_by_id
from build_tools.validate.words import Passage, body, passages_of, passages_of_records

_MARKS = re.compile(r"\]\(|\]\[|[<>]|\*\*|(?<!\w)[*_](?=\w)|`|^ {0,3}(?:#|[-*+] |\d{1,3}(?:\.|\)) |>)", re.MULTILINE)
"""What would be a mark of Markdown or HTML, and is shown as it is written here."""

_VALID_DAYS = 365
"""So long a review counts as new."""

_PLAIN = N_(
    "plain sentences without marks of Markdown or HTML, which readers would see: findings stand under about, pages "
    "under see, addresses under sources"
)
_NOT_OF_FEW = N_("a place where {k} reports or more are counted: what became of fewer could point at a person")
_READ_FIRST = N_(
    "another grade, for a source that this file cites is read in part: read it whole first, "
    "or name under `replaced_by` what was found since"
)
_OF_A_FINDING = N_(
    "words of one finding of this briefing that still holds, as they stand there, beside an anchor such as "
    "{{: #finding-1 }}"
)


def _every_statement(site: Site) -> Iterator[tuple[str, Statements, Field, Statement]]:
    """Yield path and file of each statement, the way to it and the statement."""
    for path, file in site.statements.items():
        yield from ((path, file, ("statements", code), one) for code, one in file.statements.items())


def findings_of(site: Site, briefing: str) -> Mapping[str, Mapping[str, str]]:
    """Return the findings of a briefing by language and anchor; a release has none."""
    every = ((code, site.words.get((code, f"{BRIEFINGS}{briefing}"))) for code in site.settings.codes)
    return {code: _findings_in(words.text) for code, words in every if words}


@lru_cache(maxsize=128)
def _findings_in(text: str) -> Mapping[str, str]:
    """Return the steps of Markdown that have an anchor, by that."""
    return {block.id: block.text for block in blocks(text) if block.kind == "step" and block.id}


def _findings_are_recorded(site: Site) -> Iterator[Problem]:
    """Each finding of a briefing has a record, and each record its finding in every language."""
    for briefing in ledgers_by_id(site):
        path, found = statements_file(briefing), findings_of(site, briefing)
        recorded = site.statements[path].by_finding if path in site.statements else {}
        lost = list(_lost_findings(path, recorded, found))
        yield from lost
        unrecorded = [f"finding: {anchor}" for anchor in next(iter(found.values()), ()) if anchor not in recorded]
        if unrecorded and not lost:
            yield Problem(path, one_of_missing(*unrecorded), ("statements",))


def _lost_findings(path: str, recorded: Mapping[str, str], found: Mapping[str, Mapping[str, str]]) -> Iterator[Problem]:
    for finding, code in recorded.items():
        if language := next((language for language, anchors in found.items() if finding not in anchors), None):
            fault = unknown(f"anchors (content/{language}/briefings)", found[language], finding)
            yield Problem(path, fault, ("statements", code, "finding"))


def _notes_stand_beside_findings(site: Site) -> Iterator[Problem]:
    """A briefing of whose findings more is known has notes, below which that stands on its page."""
    code = site.settings.codes[0]
    for file in (one for one in site.statements.values() if one.id in ledgers_by_id(site)):
        notes = f"{BRIEFINGS}{file.id}{SINCE}"
        if (code, notes) not in site.words and any(one.about and one.topic for one in file.statements.values()):
            yield language_missing(words_file(code, notes), (), site)


def _what_replaces_a_statement_is_later(site: Site) -> Iterator[Problem]:
    """What answered or overtook a statement is another one, of its file or another, of a later day."""
    named = {f"{file.id}/{place[1]}": one for _, file, place, one in _every_statement(site)}
    for path, file, place, one in _every_statement(site):
        if one.replaced_by is None:
            continue
        other = named.get(file.full_name(one.replaced_by))
        if other is None:
            yield Problem(path, unknown("statements", file.statements, one.replaced_by), (*place, "replaced_by"))
        elif other.as_of <= one.as_of:
            later = [name for name, some in file.statements.items() if some.as_of > one.as_of]
            fault = unknown(f"statements (as_of > {one.as_of.isoformat()})", later, one.replaced_by)
            yield Problem(path, fault, (*place, "replaced_by"))


def _outcomes_are_of_many(site: Site) -> Iterator[Problem]:
    """What became of reports is told of no place where a ledger counts fewer than k of them."""
    counted = [figure for ledger in site.ledgers.values() for figure in ledger.figures.values()]
    few = {figure.place for figure in counted if figure.value < site.settings.k}
    for path, _, place, one in _every_statement(site):
        for position, code in enumerate(one.places if one.outcome_of else ()):
            if few.intersection(site.counted_places.get(code, ())):
                yield Problem(path, wrong_form(_NOT_OF_FEW, k=site.settings.k), (*place, "places", position))


def _what_was_read_in_part_is_read_whole(site: Site) -> Iterator[Problem]:
    """Nothing counts as not found while a source that the same file cites was read in part: it may stand there."""
    for path, file in site.statements.items():
        in_part = any(one.evidence == "read_in_part" for one in file.statements.values())
        for code, one in file.statements.items() if in_part else ():
            if one.evidence == NOT_FOUND and one.replaced_by is None:
                yield Problem(path, wrong_form(_READ_FIRST), ("statements", code, "evidence"))


def _statements_are_plain(site: Site) -> Iterator[Problem]:
    """No text of a statement has marks, for nothing makes them into anything."""
    texts = (one for one in passages_of_records(site) if one.path in site.statements and one.language)
    return (one.problem(wrong_form(_PLAIN)) for one in texts if _MARKS.search(one.text))


def _highlights_hold(site: Site) -> Iterator[Problem]:
    """What the home page quotes of a briefing stands in one of its findings, as it is, that nothing has overtaken."""
    for words in (words for words in site.words.values() if words.about.highlight):
        file = site.statements.get(statements_file(words.name.removeprefix(BRIEFINGS)))
        overtaken = {one.finding for one in file.statements.values() if one.status == "overtaken"} if file else ()
        quoted = " ".join((words.about.highlight or "").split())
        if not any(quoted in text for anchor, text in _findings_in(words.text).items() if anchor not in overtaken):
            yield Problem(words.path, wrong_form(_OF_A_FINDING), ("highlight",))


def old_reviews(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: reviews older than a year."""
    for path, _, place, one in _every_statement(site):
        if one.today and (site.day - one.today.reviewed_on).days > _VALID_DAYS:
            yield Problem(path, ENDED, (*place, "today", "reviewed_on"))


_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_NUMBER = re.compile(r"\d|\{\{")
_LONG = 200
"""Characters of a paragraph from which on no two are the same by chance; a shorter one may be a list or a phrase."""

_SENTENCE_ENDS = re.compile(r"(?<=[.!?…;]) ")


def _words_are_of_their_own_briefing(site: Site) -> Iterator[Problem]:
    """A briefing has its own words."""
    first: dict[object, str] = {}
    for passage, offset, text in _of_words(site):
        other = first.setdefault((passage.field, passage.language, text), passage.path)
        if other != passage.path:
            yield passage.problem(REPEATED, offset, {"other": other})


def _of_words(site: Site) -> Iterator[tuple[Passage, int, str]]:
    """Yield titles, and long paragraphs but for one without a number that ends the words: the Coalition ends each
    briefing with the same reminder. A call writes the day of each briefing."""
    for words in _words_of_briefings(site):
        fields = (one for one in passages_of(words) if one.field not in ((), ("highlight",)))
        yield from ((one, 0, one.text) for one in fields if "{{" not in one.text)
        for paragraph in _PARAGRAPH.finditer(words.text):
            is_last = not words.text[paragraph.end() :].strip()
            text = _flat(paragraph[0])
            if len(text) > _LONG and (_NUMBER.search(text) or not is_last):
                yield body(words), paragraph.start(), text


def _words_of_briefings(site: Site) -> Iterator[Words]:
    for (_, name), words in sorted(site.words.items()):
        if name.startswith(BRIEFINGS) and DATE.fullmatch(name.removeprefix(BRIEFINGS)):
            yield words


def _flat(text: str) -> str:
    return " ".join(text.split())


def questions_are_of_their_own_briefing(site: Site) -> Iterator[Problem]:
    """What a ledger cannot answer is not all said by another already, and no sentence of it that has a number."""
    earlier: dict[str, set[str]] = {}
    for path, ledger in sorted(site.briefings.items()):
        answers = {_flat(text) for answer in ledger.cannot_answer for text in answer.values()}
        sentences = {sentence for text in answers for sentence in _SENTENCE_ENDS.split(text)}
        numbered = {sentence for sentence in sentences if any(map(str.isdigit, sentence))}
        if other := next((one for one, said in earlier.items() if answers <= said or numbered & said), None):
            yield Problem(path, REPEATED, ("cannot_answer",), {"other": other})
        earlier[path] = answers | numbered


def _sources_are_of_their_own_briefing(site: Site) -> Iterator[Problem]:
    """Ledger and words of a briefing name one source."""
    for words in _words_of_briefings(site):
        path = ledger_file(words.name.removeprefix(BRIEFINGS))
        if words.about.sources and path in site.ledgers and site.ledgers[path].source not in words.about.sources:
            yield Problem(words.path, one_of_missing(f"source ({path})"), ("sources",))


RULES = (
    _findings_are_recorded,
    _notes_stand_beside_findings,
    _what_replaces_a_statement_is_later,
    _outcomes_are_of_many,
    _what_was_read_in_part_is_read_whole,
    _statements_are_plain,
    _highlights_hold,
    _words_are_of_their_own_briefing,
    questions_are_of_their_own_briefing,
    _sources_are_of_their_own_briefing,
)
