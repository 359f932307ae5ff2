"""What statements say: the same in every language, once, in plain words, and once it is published, for good.

In: a site. Out: problems. Never says what a statement says.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.models import PERIOD, Site, Statement, Texts
from build_tools.models.statements import print_of
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.alike_numbers import differing
from build_tools.validate.slips import SLIPPED, differ_by_a_sign, slipped_field
from build_tools.validate.statements import every_statement, findings_of
from build_tools.validate.walk import walk
from build_tools.validate.words.language import JUDGED, OTHER_LANGUAGE, language_of

MARKS = re.compile(r"\]\(|\]\[|[<>]|\*\*|(?<!\w)[*_](?=\w)|`|^ {0,3}(?:#|[-*+] |\d{1,3}(?:\.|\)) |>)", re.MULTILINE)
"""What would be a mark of Markdown or HTML, and is shown as it is written here."""

MARKED = Fault(
    "statements.not_plain",
    "has a mark of Markdown or HTML, which readers would see; write plain sentences, name findings under about, pages "
    "under see and addresses under sources",
)
SAID_TWICE = Fault(
    "statements.text_twice", "is also what another statement says, in {other}; say each thing once, or say what differs"
)
CHANGED = Fault(
    "statements.published_statement_changed",
    "is not as it was published; put it back. To change what is said, add a statement of a later day, as_of, and write "
    "replaced_by: with its code here; if only a translation says the same better, write {seal} for it under seals",
)
GONE = Fault(
    "statements.published_statement_gone",
    "is published, and gone from the statements or renamed; bring it back as it was: a statement is never removed, it "
    "gets status: answered or overtaken, and replaced_by: with the code of what is said today",
)
UNSEALED = Fault(
    "statements.seal_missing",
    "is not sealed; once it is published, write {seal} for it under seals, so that no later slip changes it unseen",
)


def statements_are_plain(site: Site) -> Iterator[Problem]:
    """No text of a statement has marks: nothing makes them into anything."""
    for path, file in site.statements.items():
        for place, kind, value in walk(file):
            texts = value.items() if kind == Texts and isinstance(value, Mapping) else ()
            yield from (Problem(path, MARKED, (*place, code)) for code, text in texts if MARKS.search(text))


def statements_are_of_their_language(site: Site) -> Iterator[Problem]:
    """A statement of some length is not written in another language of the three than the one that it stands under."""
    for path, _, code, one in every_statement(site):
        for language, text in (one.text or {}).items():
            found = language_of(text)
            if found and language in JUDGED and language != found:
                yield Problem(path, OTHER_LANGUAGE, ("statements", code, "text", language), {"language": language})


def nothing_is_said_twice(site: Site) -> Iterator[Problem]:
    """No two statements have the same text; one problem where all languages do."""
    said: dict[tuple[str, str], tuple[str, str]] = {}
    for path, _, code, one in every_statement(site):
        texts = {language: " ".join(text.split()) for language, text in (one.text or {}).items()}
        first = {
            language: said.setdefault(item, (path, code)) for language, item in zip(texts, texts.items(), strict=True)
        }
        again = [language for language, owner in first.items() if owner != (path, code)]
        places: list[Field] = [()] if len(again) == len(texts) else [(language,) for language in again]
        for place in places if again else ():
            yield Problem(path, SAID_TWICE, ("statements", code, "text", *place), {"other": first[again[0]][0]})


def _words_of(one: Statement, briefing: str, site: Site) -> dict[str, str] | None:
    """Return the words of the briefing and the periods of law that a statement calls, or nothing where some are not
    known."""
    found = findings_of(site, briefing) or {} if one.finding else {}
    words = {language: anchors.get(one.finding or "", "") for language, anchors in found.items()}
    if one.finding and not (words and all(words.values())):
        return None
    called = {name for text in (one.text or {}).values() for name in PERIOD.findall(text)}
    return words | {name: str(site.law.periods[name].value) for name in sorted(called & site.law.periods.keys())}


def seals(site: Site) -> Iterator[tuple[str, str, str | None, str]]:
    """Yield file and code of each statement of which all is known, the seal that is kept, and the right one."""
    for path, file, code, one in every_statement(site):
        words = _words_of(one, file.id, site)
        if words is not None:
            yield path, code, file.seals.get(code), one.fingerprint(words)


def _changed(path: str, code: str, kept: str, right: str, site: Site) -> Problem:
    """Return the problem of what is not as it was: at the seal in which a sign slipped, at the value in which a digit
    did, or at the whole statement."""
    if differ_by_a_sign(kept, right):
        return Problem(path, SLIPPED, ("seals", code))
    file = site.statements[path]
    one = file.statements[code]
    words = _words_of(one, file.id, site) or {}
    if place := slipped_field(one.claimed, lambda claimed: print_of(claimed, words) == kept):
        return Problem(path, SLIPPED, ("statements", code, *place))
    return Problem(path, CHANGED, ("statements", code), {"seal": right})


def published_statements_stay(site: Site) -> Iterator[Problem]:
    """What is sealed is as it was and still there; of numbers that differ something else is said already."""
    others = {(path, place[1]) for path, place, _ in differing(site) if place[0] == "statements"}
    for path, code, kept, right in seals(site):
        if kept and kept != right and (path, code) not in others:
            yield _changed(path, code, kept, right, site)
    for path, file in site.statements.items():
        yield from (Problem(path, GONE, ("seals", code)) for code in file.seals if code not in file.statements)


def published_statements_are_sealed(site: Site) -> Iterator[Problem]:
    """What a release refuses: statements that nothing keeps as they were published."""
    for path, code, kept, right in seals(site):
        if kept is None:
            yield Problem(path, UNSEALED, ("statements", code), {"seal": right})
