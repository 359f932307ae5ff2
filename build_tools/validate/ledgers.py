"""Ledgers by the briefing they belong to."""

import re

from build_tools.models import Ledger, Site
from build_tools.paths import BRIEFINGS

DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def ledgers_by_id(site: Site) -> dict[str, Ledger]:
    """Return the ledgers by id, and by the name of their file, so that a wrong name is one problem only."""
    by_file = {path.rpartition("/")[2].removesuffix(".yml"): ledger for path, ledger in site.ledgers.items()}
    return {**by_file, **{ledger.id: ledger for ledger in site.ledgers.values()}}


def lost_ledgers(site: Site) -> set[str]:
    """Return the briefings that have words in every language and no ledger: its file is gone."""
    names = [name.removeprefix(BRIEFINGS) for _, name in site.words if name.startswith(BRIEFINGS)]
    complete = {name for name in names if names.count(name) == len(site.settings.codes)}
    return {name for name in complete if DATE.fullmatch(name)} - ledgers_by_id(site).keys()
