"""Whether a ledger still says what it said in any commit that had its seal: numbers, days, sources, words.

In: the sealed versions of a ledger as plain data, and the ledger with what was corrected. Out: problems. Words may be
polished, but the numbers in them stay.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from build_tools.models import Ledger, Site, public
from build_tools.paths import BRIEFINGS
from build_tools.problems import Fault, Field, Problem
from build_tools.versions.facts import facts

OTHER_NUMBER = Fault(
    "published.other_number",
    "was {value} when it was published; put it back, or say in content/corrections.yml what was wrong",
)
FIGURE_GONE = Fault("published.figure_gone", "lacks {name}, which was published with {value}; put it back")
OTHER_FACT = Fault(
    "published.other_fact",
    "is not as it was published, or has another number in its words; put it back, or say in content/corrections.yml "
    "what was wrong, with page: {page}",
)

OTHERWISE_KEPT = ("review", "seal", "note", "key_figures", "cannot_answer")
OF_FIGURES = ("figures", "tables", "not_given")
Plain = Mapping[str, Any]


def numbers_kept(path: str, sealed: list[Plain], ledger: Ledger, site: Site) -> Iterator[Problem]:
    """Yield the numbers that are none of those that a figure has or had, as the log of corrections says."""
    changes = [one.change for one in site.corrections.changes() if one.change.briefing == ledger.id]
    unsaid = {one.figure for one in changes if one.was is None}
    known = {name: {figure.value} for name, figure in ledger.figures.items()}
    for one in changes:
        known.get(str(one.figure), set()).update(number for number in (one.was, one.now) if number is not None)
    for name, value in {item: None for version in sealed for item in _numbers(version).items()}:
        if name not in known:
            yield Problem(path, FIGURE_GONE, ("figures",), {"name": name, "value": value})
        elif value not in known[name] and name not in unsaid:
            yield Problem(path, OTHER_NUMBER, ("figures", name, "value"), {"value": value})


def _numbers(version: Plain) -> dict[str, int]:
    """Return the numbers of a version of a ledger by name, as far as it can be read."""
    figures = version.get("figures")
    found = figures.items() if isinstance(figures, dict) else ()
    return {name: one["value"] for name, one in found if isinstance(one, dict) and isinstance(one.get("value"), int)}


def facts_kept(path: str, sealed: list[Plain], ledger: Ledger, site: Site) -> Iterator[Problem]:
    """Yield what else readers take from a ledger and was published otherwise; what is corrected is said of its page."""
    page = f"{BRIEFINGS}{ledger.id}"
    if any(getattr(one.change, "page", None) == page for one in site.corrections.changes()):
        return
    now = _facts(public(ledger), site)
    before = dict.fromkeys(item for version in sealed for item in _facts(version, site).items())
    for place in dict.fromkeys(place for place, fact in before if now.get(place) != fact):
        if place in now or place[0] not in OF_FIGURES:
            yield Problem(path, OTHER_FACT, place if place in now else place[:1], {"page": page})


def _facts(version: Plain, site: Site) -> dict[Field, str]:
    """Return the facts of a ledger beside its numbers and what these mean, which others keep."""
    said = {name: part for name, part in version.items() if name not in OTHERWISE_KEPT}
    languages = site.settings.codes
    found = facts(said, languages)
    return {place: fact for place, fact in found if place[0] not in OF_FIGURES or place[-1] in languages}
