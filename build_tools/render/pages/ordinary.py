"""Pages of words without data, and the pages of contacts."""

from collections.abc import Iterator
from functools import partial

from build_tools.models import GENERATED, KIT, Fragment, Page, Values
from build_tools.paths import BRIEFINGS, EXAMPLE_ORGANISATIONS
from build_tools.problems import N_
from build_tools.render.authored import page_of_words
from build_tools.render.context import INVENTED, Context
from build_tools.render.help import contacts
from build_tools.render.pages.cases import EXAMPLE_CONTACTS, register_page
from build_tools.render.words import emergency_html

_PLACED = (*GENERATED, *KIT)
"""Names of the words that something else places."""

_AUTHENTICITY = "authenticity"


def ordinary_pages(context: Context) -> Iterator[Page]:
    """Yield a page for every file of words that no other page places."""
    for language, name in context.site.words:
        if language == context.language and name not in _PLACED and not name.startswith((BRIEFINGS, "k/")):
            yield page_of_words(name, "words.html", context, partial(_ordinary, name))


def _ordinary(name: str, context: Context) -> Values:
    """Return what an ordinary page places beside its words: on that of authenticity, at which address the site is."""
    return {"address": _true_address(context) if name == _AUTHENTICITY else ""}


def _true_address(context: Context) -> str:
    """Return a sentence on the address of the site, or that nobody has decided it yet."""
    settings = context.site.settings
    if settings.address_is_placeholder:
        undecided = N_("The address of this site is not decided yet. Until then no address proves that a page is real.")
        return context.say(undecided)
    return context.say(N_("This site is at {address} and nowhere else, but for copies."), address=settings.address)


def report_page(context: Context) -> Iterator[Page]:
    """Yield the page of contacts."""
    values, parts = (contacts.all_contacts, _beside_contacts), ("organisations", "names")
    yield page_of_words("report", "report.html", context, *values, parts=parts)


def _beside_contacts(context: Context) -> Values:
    """Return whom to call when life is in danger, and that nobody can help independently, where that is so."""
    return {"emergency": emergency_html(context), "nobody": contacts.nobody_reached(context)}


def example_contacts_page(context: Context) -> Iterator[Page]:
    """Yield the page of the invented contacts, which stand on no page that somebody in need opens."""
    if contacts.invented_organisations(context):
        body = Fragment("contacts-examples.html", partial(contacts.example_contacts, context))
        title, about = context.say(N_("Invented contacts")), context.say(INVENTED)
        parts = {"organisations": [context.site.organisations[EXAMPLE_ORGANISATIONS].review[context.language]]}
        yield register_page(context.examples, context, EXAMPLE_CONTACTS, title, about, body, parts, section="report")
