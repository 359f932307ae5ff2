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
PLACEHOLDER_CONTACT = N_("is a placeholder; before a release, write a contact that somebody reads, or remove security")
BELOW_ROOT = N_(
    "cannot be published, because the address of the site has a path and this file lies at its host; remove it"
)
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


def security_contact_is_real(site: Site) -> Iterator[Problem]:
    """What a release refuses too: a contact for finders of weaknesses that reaches nobody."""
    for position in site.settings.security.placeholders if site.settings.security else ():
        yield Problem(SETTINGS, PLACEHOLDER_CONTACT, ("security", "contact", position))


def security_lies_at_the_root(site: Site) -> Iterator[Problem]:
    """RFC 9116 knows the file in one place of a host only."""
    if site.settings.security and site.settings.base_path != "/":
        yield Problem(SETTINGS, BELOW_ROOT, ("security",))


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
