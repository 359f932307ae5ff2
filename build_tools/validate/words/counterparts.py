"""Every page has its words in every language, and every briefing its ledger."""

from collections import Counter
from collections.abc import Callable, Iterator

from build_tools.models import DATES, FIGURE, GENERATED, KIT, REQUIRED, Site, Words
from build_tools.paths import BRIEFINGS, FIGURES, SINCE, ledger_file, words_file
from build_tools.problems import Fault, Problem
from build_tools.validate.published import is_written, ledgers_by_id, lost_ledgers
from build_tools.validate.words.markup import headings_are_sections
from build_tools.validate.words.numbers import numbers_are_bound
from build_tools.validate.words.reading import by_name, original, pieces, written_anchors
from build_tools.validate.words.references import braces_are_known, figures_exist
from build_tools.validate.words.translations import translations_are_current

MISSING = Fault("words.page_missing", "is missing; every page is written in each language of the site: {languages}")
FOREIGN = Fault(
    "words.foreign_language",
    "lies in the folder of a language that the site does not have; the languages are: {languages}",
)
GONE = Fault("words.ledger_gone", "is missing; the briefing of this date needs the ledger of its numbers")
NO_LEDGER = Fault(
    "words.briefing_without_ledger", "has no ledger; a briefing needs content/figures/DATE.yml of the same date"
)


def every_name_in_every_language(site: Site) -> Iterator[Problem]:
    """Pages that the program makes or links to, briefings, and every page found in one language are there in all."""
    briefings = (ledger.id for path, ledger in site.briefings.items() if path == ledger_file(ledger.id))
    names = {*REQUIRED, *KIT, *(BRIEFINGS + date for date in briefings), *(name for _, name in site.words)}
    languages = {"languages": ", ".join(site.settings.codes)}
    for language in site.settings.codes:
        for name in names:
            if not is_written(site, language, name):
                yield Problem(words_file(language, name), MISSING, values=languages)
    for (language, _), words in site.words.items():
        if language not in site.settings.codes:
            yield Problem(words.path, FOREIGN, values=languages)


def briefings_have_a_ledger(site: Site) -> Iterator[Problem]:
    """Words in the folder of briefings belong to a ledger; notes beside a briefing too."""
    if site.hides_in(FIGURES):
        return
    lost = lost_ledgers(site)
    yield from (Problem(ledger_file(briefing), GONE) for briefing in lost)
    ids = {*ledgers_by_id(site), *lost}
    for words in site.words.values():
        folder, date = words.name[: len(BRIEFINGS)], words.name[len(BRIEFINGS) :].removesuffix(SINCE)
        if folder == BRIEFINGS and words.name not in GENERATED and date not in ids:
            yield Problem(words.path, NO_LEDGER)


OTHER_LEDGER = Fault(
    "counterparts.other_ledger",
    "is not the ledger of the same page in {language}; each language states the same figures",
)
OTHER_FIGURES = Fault(
    "counterparts.other_figures", "calls other figures than the same page in {language}; there: {figures}"
)
OTHER_ANCHORS = Fault(
    "counterparts.other_anchors",
    "has other anchors, or another order, than the same page in {language}; there: {anchors}",
)
OF_EVERY_PAGE = "content"
"""The anchor that the program gives to the text of each page."""

TWICE = Fault("counterparts.anchor_twice", "has the anchor {anchor} twice; give each heading and item its own")


Rule = Callable[[Site], Iterator[Problem]]


def same_figures(site: Site) -> Iterator[Problem]:
    """Every language of a page calls the same figures equally often; ``figure`` or ``count`` is free."""
    return unsaid(_other_figures, (numbers_are_bound, figures_exist, braces_are_known, translations_are_current), site)


def same_anchors(site: Site) -> Iterator[Problem]:
    """Every language of a page has the same anchors in the same order, each once."""
    return unsaid(_other_anchors, (headings_are_sections, braces_are_known, translations_are_current), site)


def unsaid(rule: Rule, others: tuple[Rule, ...], site: Site) -> Iterator[Problem]:
    """Yield what a rule finds in files of which none of the others says anything; they run only if it finds any."""
    found = list(rule(site))
    said = {problem.path for other in others for problem in other(site)} if found else set()
    return (problem for problem in found if problem.path not in said)


def _other_figures(site: Site) -> Iterator[Problem]:
    for versions in by_name(site).values():
        first = original(versions)
        for words in versions.values():
            values = {"language": first.language}
            if words.about.ledger != first.about.ledger:
                yield Problem(words.path, OTHER_LEDGER, ("ledger",), values)
            elif _calls(words) != _calls(first):
                yield Problem(words.path, OTHER_FIGURES, values={**values, "figures": _listed(site, first)})


def _other_anchors(site: Site) -> Iterator[Problem]:
    for versions in by_name(site).values():
        first = original(versions)
        for words in versions.values():
            twice = [anchor for anchor, times in Counter([OF_EVERY_PAGE, *written_anchors(words)]).items() if times > 1]
            yield from (Problem(words.path, TWICE, values={"anchor": anchor}) for anchor in twice)
            if not twice and written_anchors(words) != written_anchors(first):
                values = {"language": first.language, "anchors": ", ".join(written_anchors(first)) or "–"}
                yield Problem(words.path, OTHER_ANCHORS, values=values)


def _calls(words: Words) -> Counter[str]:
    calls = (call for piece in pieces(words) for call in FIGURE.finditer(piece.text))
    return Counter(f"date({call[2]})" if call[1] == "date" else call[2] for call in calls)


def _listed(site: Site, words: Words) -> str:
    """The figures that words call and that their ledger has, with how often."""
    known = {name for ledger in site.ledgers.values() for name in (*ledger.figures, *(f"date({day})" for day in DATES))}
    calls = sorted((name, times) for name, times in _calls(words).items() if name in known)
    return ", ".join(f"{name} × {times}" if times > 1 else name for name, times in calls) or "–"
