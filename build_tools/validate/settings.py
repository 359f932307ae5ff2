"""The settings: languages that differ, menus that lead to pages, a newest briefing that has a ledger."""

from collections.abc import Iterator

from build_tools.models import KIT, REQUIRED, Site
from build_tools.paths import SETTINGS
from build_tools.problems import N_, Problem
from build_tools.validate.allowed import allowed
from build_tools.validate.ledgers import ledgers_by_id, lost_ledgers

REPEATED = N_("is there already; name each language once")
NO_PAGE = N_("is not a page; use one of: {allowed}")
PLACEHOLDER = N_("is a placeholder; before a release, write the address at which the site will be found")
INVENTED = N_("says that nothing here is real; a release is made of what is real: delete the line, or make a preview")
NO_LEDGER = N_("is not a briefing with a ledger in content/figures; use one of: {allowed}")


def languages_differ(site: Site) -> Iterator[Problem]:
    """No language is named twice."""
    codes = site.settings.codes
    for position, code in enumerate(codes):
        if code in codes[:position]:
            yield Problem(SETTINGS, REPEATED, ("languages", position, "code"))


def address_is_real(site: Site) -> Iterator[Problem]:
    """What a release refuses: a site that leads its readers to a host of examples."""
    if site.settings.address_is_placeholder:
        yield Problem(SETTINGS, PLACEHOLDER, ("address",))


def nothing_is_invented(site: Site) -> Iterator[Problem]:
    """What a release refuses: a site that says of itself that nothing in it is real."""
    if site.settings.invented:
        yield Problem(SETTINGS, INVENTED, ("invented",))


def pages_are_written(site: Site) -> Iterator[Problem]:
    """Every entry of the navigation and the footer is a page that has words, or must have them."""
    names = sorted({*REQUIRED, *(name for _, name in site.words)}.difference(KIT))
    for menu in ("navigation", "footer"):
        for position, name in enumerate(getattr(site.settings, menu)):
            if name not in names:
                yield Problem(SETTINGS, NO_PAGE, (menu, position), {"allowed": allowed(names, name)})


def newest_briefing_has_a_ledger(site: Site) -> Iterator[Problem]:
    """The newest briefing is one of the ledgers."""
    ids = sorted({*ledgers_by_id(site), *lost_ledgers(site)}, reverse=True)
    if site.settings.newest_briefing not in ids:
        values = {"allowed": allowed(ids, site.settings.newest_briefing)}
        yield Problem(SETTINGS, NO_LEDGER, ("newest_briefing",), values)
