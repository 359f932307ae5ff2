"""The index of a language: pages, questions, laws and places by letter, under each name that people write for them.

In: words, law and places. Out: one page of links in the order of the alphabet; letters of another alphabet come last.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.localize import alphabet_key
from build_tools.models import Page, Values, anchor_of, place_page
from build_tools.plain_words import sections
from build_tools.render.authored import page_of_words
from build_tools.render.context import Context, Link
from build_tools.render.help.contacts import PLACES
from build_tools.render.help.places import alphabet_of, division_today, names_of_towns, regions_of_today
from build_tools.render.words import link_to

_A_TO_Z, _HOME = "a-z", "index"
_OF_SEVERAL = "changes"
"""The page that is there as soon as there are several briefings."""

_OF_QUESTIONS = ("rights",)
"""Pages whose sections people look for by themselves."""

_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Entry:
    """What something is called and where it stands; each of its ``parts`` has a link of its own."""

    title: str
    href: str
    parts: tuple[Link, ...] = ()


def a_to_z_page(context: Context) -> Iterator[Page]:
    """Yield the index."""
    yield page_of_words(_A_TO_Z, "a-z.html", context, _by_letter, parts=["law", "names"], aside=None)


def _by_letter(context: Context) -> Values:
    """Return the letters, each with the topics and the places that begin with it, and apart those of another alphabet,
    in which readers of the language seldom look."""
    [own] = (alphabet_of(one.name) for one in context.site.settings.languages if one.code == context.language)
    letters: dict[str, Values] = {}
    found = [("topics", one) for of in (_pages, _questions, _laws) for one in of(context)]
    found += [("places", one) for one in _places(context)]
    for kind, entry in sorted(found, key=lambda pair: _order(pair[1].title, own)):
        letter = letters.setdefault(_begun(entry.title)[0].upper(), {"topics": [], "places": []})
        letter[kind].append(entry)
    return {
        "letters": [(letter, found) for letter, found in letters.items() if alphabet_of(letter) == own],
        "others": [(letter, found) for letter, found in letters.items() if alphabet_of(letter) != own],
    }


def _order(title: str, own: str) -> tuple[bool, tuple[int, ...]]:
    """Return the place of a title: those that begin in the alphabet of the language before others."""
    return alphabet_of(_begun(title)) != own, alphabet_key(_begun(title))


def _begun(title: str) -> str:
    """Return a title from its first letter on."""
    first = _LETTER.search(title)
    return title[first.start() :] if first else title


def _pages(context: Context) -> Iterator[Entry]:
    """Yield each page of words, under its name and under others that people write."""
    without = (_A_TO_Z, _HOME, *([] if len(context.site.briefings) > 1 else [_OF_SEVERAL]))
    for name in context.site.pages:
        if name not in without:
            page = link_to(name, context)
            yield Entry(page.title, page.href)
            for form in context.words(name).about.also:
                yield Entry(f"{form} → {page.title}", page.href)


def _questions(context: Context) -> Iterator[Entry]:
    """Yield the sections of the pages of questions."""
    for name in _OF_QUESTIONS:
        for section in sections(context.words(name).text):
            if section.id:
                yield Entry(section.title, f"{name}.html#{section.id}")


def _laws(context: Context) -> Iterator[Entry]:
    """Yield the groups of provisions by their headings, and each law with its articles."""
    laws: dict[str, dict[str, str]] = {}
    for group in context.site.law.groups:
        page = f"{group.page}.html"
        yield Entry(group.title[context.language], f"{page}#{anchor_of(group.id)}")
        for one in group.provisions:
            article = one.provision[context.language].partition(",")[0]
            laws.setdefault(one.instrument[context.language], {}).setdefault(article, f"{page}#{anchor_of(one.id)}")
    for law, articles in laws.items():
        yield Entry(law, "", tuple(Link(*article) for article in articles.items()))


def _places(context: Context) -> Iterator[Entry]:
    """Yield the regions, and each name of a town, with that of today where it is another one."""
    counted, vocabulary = context.site.counted_places, context.site.vocabulary
    alone = vocabulary.cities_alone(division_today(context))
    regions = [code for code in regions_of_today(context) if code not in alone]
    names = [(vocabulary.regions[code].name[context.language], code, code) for code in regions]
    for name, code, region in (*names, *names_of_towns(context)):
        own = {**vocabulary.settlements, **vocabulary.regions}[code].name[context.language]
        href = place_page(code) + ".html" if code in counted else f"{PLACES}.html#{region.lower()}"
        yield Entry(name if name == own else f"{name} → {own}", href)
