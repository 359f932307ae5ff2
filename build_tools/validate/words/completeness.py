"""Every page has its words in every language, and every briefing its ledger."""

from collections.abc import Iterator

from build_tools.models import GENERATED, KIT, REQUIRED, Site
from build_tools.paths import BRIEFINGS, FIGURES, SINCE, ledger_file, words_file
from build_tools.problems import N_, Fault, Problem
from build_tools.validate.ledgers import is_written, ledgers_by_id, lost_ledgers

MISSING = Fault("words.page_missing", N_("is missing; every page is written in each language of the site: {languages}"))
FOREIGN = Fault(
    "words.foreign_language",
    N_("lies in the folder of a language that the site does not have; the languages are: {languages}"),
)
GONE = Fault("words.ledger_gone", N_("is missing; the briefing of this date needs the ledger of its numbers"))
NO_LEDGER = Fault(
    "words.briefing_without_ledger", N_("has no ledger; a briefing needs content/figures/DATE.yml of the same date")
)


def every_name_in_every_language(site: Site) -> Iterator[Problem]:
    """Pages that the program makes or links to, briefings, and every page found in one language are there in all."""
    briefings = (ledger.id for path, ledger in site.ledgers.items() if path == ledger_file(ledger.id))
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
