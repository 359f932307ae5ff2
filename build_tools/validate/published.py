"""Which briefings there are: their ledgers, and words of which the ledger could not be read."""

import re

from build_tools.models import Ledger, Site
from build_tools.paths import BRIEFINGS, words_file

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
