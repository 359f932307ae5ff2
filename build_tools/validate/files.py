"""Which files there are: each has the name that its record says, each page is there in every language, and a briefing
has words and numbers.

In: a site. Out: problems. All other rules lean on it.
"""

from collections.abc import Iterator

from build_tools.models import GENERATED, KIT, REQUIRED, Site
from build_tools.paths import BRIEFINGS, FIGURES, SINCE, ledger_file, words_file
from build_tools.problems import N_, Fault, Field, Problem
from build_tools.validate.sentences import one_of_missing, unknown, wrong_form
from build_tools.validate.walk import DATE, every_record, ledgers_by_id

LANGUAGE_MISSING = Fault("texts.language_missing", "is missing; write it in each language of the site: {languages}")
_NAMED_AFTER = N_("what the name of this file and of its folder says: files here are called {name}")


def language_missing(path: str, place: Field, site: Site) -> Problem:
    """Return the problem that a text, or a page, lacks a language."""
    return Problem(path, LANGUAGE_MISSING, place, {"languages": ", ".join(site.settings.codes)})


def files_are_named_after_their_record(site: Site) -> Iterator[Problem]:
    """The names of a file and of its folder are what the record in it says."""
    for path, record, kind in every_record(site):
        for name in kind.misplaced(path, record) if kind else ():
            yield Problem(path, wrong_form(_NAMED_AFTER, name=kind.called if kind else ""), (name,))


def pages_are_in_every_language(site: Site) -> Iterator[Problem]:
    """Pages that the program makes or links to, briefings, and every page found in one language are there in all."""
    briefings = (BRIEFINGS + ledger.id for path, ledger in site.briefings.items() if path == ledger_file(ledger.id))
    names = {*REQUIRED, *KIT, *briefings, *(name for _, name in site.words)}
    for language in site.settings.codes:
        lacking = sorted(name for name in names if (language, name) not in site.words)
        yield from (language_missing(words_file(language, name), (), site) for name in lacking)


def briefings_have_a_ledger(site: Site) -> Iterator[Problem]:
    """Words of a briefing, and the notes beside it, have a ledger; the home page has a briefing to show."""
    known = ledgers_by_id(site)
    written = {words.name: words for words in site.words.values() if words.name.startswith(BRIEFINGS)}
    names = sorted(written.keys() - {*GENERATED})
    for name in names:
        briefing = name.removeprefix(BRIEFINGS)
        if DATE.fullmatch(briefing) and briefing not in known:
            yield Problem(ledger_file(briefing), one_of_missing(f"id: {briefing}"))
        elif briefing.removesuffix(SINCE) not in known and name.removesuffix(SINCE) not in names:
            yield Problem(written[name].path, unknown(f"ledgers ({FIGURES})", known, briefing))
    if not site.briefings and not names:
        yield Problem(FIGURES, one_of_missing(f"{FIGURES}/DATE.yml"))


RULES = (files_are_named_after_their_record, pages_are_in_every_language, briefings_have_a_ledger)
