"""Steps: the numbered lists of pages of help. Each says who learns of it, in every language the same.

In: a site. Out: problems.
"""

import re
from collections.abc import Iterator

from build_tools.models import NOBODY, RISK, TELLS_STEPS, Site, Unread
from build_tools.paths import ORGANISATIONS
from build_tools.problems import Fault, Problem
from build_tools.validate.offers import allowed
from build_tools.validate.words.counterparts import unsaid
from build_tools.validate.words.legal_texts import paragraphs
from build_tools.validate.words.reading import body, by_name, original, pieces

STEP = re.compile(r"[ ]*\d{1,3}[.)] ")
"""How a step begins."""

SILENT = Fault(
    "steps.risk_unsaid",
    "is a step that does not say who learns of it; end it with {{{{ risk(…) }}}} and one of: {allowed}",
)
UNKNOWN = Fault(
    "steps.unknown_risk", "calls a risk that content/organisations.yml does not have; use one of: {allowed}"
)
OTHERS = Fault("steps.risks_differ", "calls other risks than the same page in {language}; there: {risks}")


def steps_say_who_learns(site: Site) -> Iterator[Problem]:
    """Nobody is sent anywhere without being told who learns of it; a step of which nobody learns says so."""
    values = {"allowed": allowed(known_risks(site))}
    for words in site.words.values():
        for start, text in paragraphs(words.text) if TELLS_STEPS.fullmatch(words.name) else ():
            if STEP.match(text) and not RISK.search(text):
                yield body(words).problem(start, SILENT, values)


def known_risks(site: Site) -> list[str]:
    """Return what a step can call."""
    file = site.organisations.get(ORGANISATIONS)
    return [NOBODY, *(one.id for one in (*file.recipients, *file.organisations))] if file else [NOBODY]


def risks_exist(site: Site) -> Iterator[Problem]:
    """Each call names an organisation or a recipient of the content."""
    if site.hides(ORGANISATIONS):
        raise Unread(ORGANISATIONS)
    known = known_risks(site)
    for piece in (piece for words in site.words.values() for piece in pieces(words)):
        for call in RISK.finditer(piece.text):
            if call[1] not in known:
                yield piece.problem(call.start(), UNKNOWN, {"allowed": allowed(known, call[1])})


def same_risks(site: Site) -> Iterator[Problem]:
    """Every language of a page names the same recipients, step by step; what lacks one was said already."""
    yield from unsaid(_other_risks, (steps_say_who_learns, risks_exist), site)


def _other_risks(site: Site) -> Iterator[Problem]:
    for versions in by_name(site).values():
        first = original(versions)
        there = RISK.findall(first.text)
        for words in versions.values():
            if RISK.findall(words.text) != there:
                values = {"language": first.language, "risks": ", ".join(there)}
                yield Problem(words.path, OTHERS, values=values)
