"""Ledgers by the briefing they belong to, and what a copied ledger or page still says of another briefing."""

import re
from collections.abc import Iterator

from build_tools.models import Ledger, Site
from build_tools.paths import BRIEFINGS, ledger_file, words_file
from build_tools.problems import N_, Field, Problem

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
BEFORE_COUNT = N_("is before as_of; nobody publishes a count before the day up to which it counts")
SAME_SOURCE = N_("is the source of {other} too; each briefing has an address of its own")
SAME_COUNT = N_(
    "is what {other} says too; say which reports this briefing counts, such as since when and up to which day"
)
SAME_WORDS = N_("is that of {other} too; write what belongs to this briefing alone")
OTHER_SOURCE = N_("names the source of another briefing and not that of this one, which stands in {ledger}")


def ledgers_by_id(site: Site) -> dict[str, Ledger]:
    """Return the ledgers by id, and by the name of their file, so that a wrong name is one problem only."""
    by_file = {path.rpartition("/")[2].removesuffix(".yml"): ledger for path, ledger in site.ledgers.items()}
    return {**by_file, **{ledger.id: ledger for ledger in site.ledgers.values()}}


def lost_ledgers(site: Site) -> set[str]:
    """Return the briefings that have words in every language and no ledger: its file is gone."""
    names = {name.removeprefix(BRIEFINGS) for _, name in site.words if name.startswith(BRIEFINGS)}
    complete = {name for name in names if all(is_written(site, code, BRIEFINGS + name) for code in site.settings.codes)}
    return {name for name in complete if DATE.fullmatch(name)} - ledgers_by_id(site).keys()


def is_written(site: Site, language: str, name: str) -> bool:
    """Whether words are there, or may be there in a file that could not be read."""
    return (language, name) in site.words or site.hides(words_file(language, name))


def nothing_is_left_of_another(site: Site) -> Iterator[Problem]:
    """A ledger that began as a copy of another has its own source, its own reports and its own day of publication."""
    first: dict[tuple[Field, str], str] = {}
    for path, ledger in sorted(site.ledgers.items()):
        own = [(SAME_SOURCE, ("source",), ledger.source)]
        own += [(SAME_COUNT, ("covers", language), text) for language, text in ledger.covers.items()]
        for message, place, text in own:
            other = first.setdefault((place, bare(text)), path)
            if other != path:
                yield Problem(path, message, place, {"other": other})
        counted = ledger.as_of.isoformat() <= ledger.id  # otherwise the day of the count is wrong, which is said
        if ledger.already_public and counted and ledger.already_public.date < ledger.as_of:
            yield Problem(path, BEFORE_COUNT, ("already_public", "date"))


def words_are_of_one_briefing(site: Site) -> Iterator[Problem]:
    """The page of a briefing that began as a copy of another has its own title, and not the other's source."""
    by_id, first = ledgers_by_id(site), dict[tuple[str, str, str], str]()
    owners = {ledger.source: ledger.id for _, ledger in sorted(site.ledgers.items(), reverse=True)}
    for (language, name), words in sorted(site.words.items()):
        ledger = by_id.get(name.removeprefix(BRIEFINGS)) if name.startswith(BRIEFINGS) else None
        if ledger is None:
            continue
        about = words.about
        for field, text in (("title", about.title), ("description", about.description), ("menu", about.menu)):
            other = first.setdefault((language, field, bare(text)), words.path) if text else words.path
            if other != words.path:
                yield Problem(words.path, SAME_WORDS, (field,), {"other": other})
        named = {owners[source] for source in about.sources if source in owners}
        if named and ledger.id not in named:
            yield Problem(words.path, OTHER_SOURCE, ("sources",), {"ledger": ledger_file(ledger.id)})


def bare(text: str) -> str:
    """Return a text without what makes no other words of it: spaces and capitals."""
    return " ".join(text.split()).casefold()
