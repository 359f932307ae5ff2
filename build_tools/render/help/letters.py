"""The quiet index of a language: pages, questions, laws and towns by letter, under each name that people write.

In: words, law and places. Out: letters in the order of the alphabet, with links from the folder of the language.
"""

import re
from collections.abc import Iterator

from build_tools.localize import alphabet_key
from build_tools.models import Values, anchor_of, place_page
from build_tools.plain_words import sections
from build_tools.render.context import Context, Link
from build_tools.render.help.contacts import A_TO_Z, PLACES
from build_tools.render.help.places import division_today
from build_tools.render.words import link_to

_QUESTIONS = "rights"
"""The page whose sections people look for by themselves."""

_NO_ENTRY = (A_TO_Z, "index", "changes")
_BEFORE_LETTERS = re.compile(r"^[\W\d_]*(?=\w)")


def by_letter(context: Context) -> Values:
    """Return the letters, each with the topics and the places that begin with it, and those of another alphabet apart:
    readers of the language seldom look there."""
    letters: dict[str, dict[str, list[Link]]] = {}
    found = [("topics", link) for link in _topics(context)] + [("places", link) for link in places_by_name(context)]
    begun = {link.title: _BEFORE_LETTERS.sub("", link.title) for _, link in found}
    for kind, link in sorted(found, key=lambda pair: alphabet_key(begun[pair[1].title])):
        letters.setdefault(begun[link.title][0].upper(), {"topics": [], "places": []})[kind].append(link)
    is_latin = context.words(A_TO_Z).about.title[0].isascii()
    groups = [[pair for pair in letters.items() if pair[0].isascii() == side] for side in (is_latin, not is_latin)]
    return {"letters": groups[0], "others": groups[1]}


def _topics(context: Context) -> Iterator[Link]:
    """Yield each page of words, also by its other names; the questions; groups of provisions, and laws."""
    for name in context.site.pages:
        if name not in _NO_ENTRY:
            page = link_to(name, context)
            yield from (page, *(Link(f"{form} → {page.title}", page.href) for form in context.words(name).about.also))
    for section in sections(context.words(_QUESTIONS).text):
        yield from [Link(section.title, f"{_QUESTIONS}.html#{section.id}")] if section.id else []
    laws: dict[str, str] = {}
    for group in context.site.law.groups:
        laws.setdefault(group.title[context.language], f"{group.page}.html#{anchor_of(group.id)}")
        for one in group.provisions:
            laws.setdefault(context.site.law.acts[one.act][context.language], f"{group.page}.html#{anchor_of(one.id)}")
    yield from (Link(*law) for law in laws.items())


def places_by_name(context: Context) -> Iterator[Link]:
    """Yield the regions, and each name of a town, with that of today where it is another one; a place leads to its
    page, or to its region."""
    words, today, counted = context.site.vocabulary, division_today(context), context.site.counted_places
    named = [(town.names(context.language) + town.former, code) for code, town in words.settlements.items()]
    for code, one in words.regions.items():
        if one.division == today and code not in words.cities_alone(today):
            named.append(((one.name[context.language],), code))
    for (own, *others), code in named:
        [region] = words.regions_around(code, today)
        href = f"{place_page(code)}.html" if code in counted else f"{PLACES}.html#{region.lower()}"
        yield from (Link(own, href), *(Link(f"{name} → {own}", href) for name in dict.fromkeys(others)))
