"""The page that is made of authored words, with data between their two halves, and what its margin says of it.

In: words of one language and data. Out: descriptions of pages, which are rendered when they are asked for.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from build_tools.models import Fragment, FrontMatter, Page, Values, Words
from build_tools.problems import N_
from build_tools.render.citing import Citation, page_citation
from build_tools.render.context import Context
from build_tools.render.words import (
    Link,
    MakeValues,
    description_of,
    headline_of,
    html_halves,
    tied_text,
)


@dataclass(frozen=True, slots=True)
class Basis:
    """What words rest on: as of which day they hold, and their sources; what is not recorded is empty."""

    as_of: str
    sources: tuple[Link, ...]


def _flat(part: Any) -> Values:
    return part if isinstance(part, dict) else {field.name: getattr(part, field.name) for field in fields(part)}


def page_of_words(
    name: str, template: str, context: Context, *values: MakeValues, parts: Sequence[str] = (), **about: Any
) -> Page:
    """Return the page of the words ``name``; the template gets them and ``values``.

    ``parts`` are those of ``PARTS`` that the page shows beside its words; its notes tell of their review too.

    Pages that show invented content beside real content in a preview pass ``noindex``.
    """
    authored = context.words(name)

    def whole() -> Values:
        before, after = html_halves(authored, context)
        own = {"before": before, "after": after, "basis": basis_of(authored.about, context)}
        return own | {name: value for make in values for name, value in _flat(make(context)).items()}

    return Page(
        language=context.language,
        subpath=f"{name}.html",
        title=headline_of(authored, context),
        description=description_of(authored, context),
        body=Fragment(template, whole),
        **{
            "section": name,
            "notes": context.notes_on(authored.about, *parts),
            "aside": aside_of(authored, context),
            **about,
        },
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """What the margin says of a page: a name, a text, links, and an entry for a bibliography, folded; ``on_screen`` is
    left out on paper."""

    name: str
    text: str
    links: tuple[Link, ...] = ()
    on_screen: bool = False
    bibtex: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in the margin of a page, below its contents."""

    facts: tuple[Fact, ...]


def aside_of(
    words: Words,
    context: Context,
    facts: Iterable[Fact] = (),
    date: str = "",
    day: datetime.date | None = None,
    paper: Link | None = None,
) -> Fragment:
    """Return the margin of a page: ``facts`` about it, how to quote it as of ``day``, which ``date`` writes, how to
    print it, or its document for ``paper``."""
    say, own, valid_on = context.locale.translate, tuple(facts), words.about.valid_on

    def whole() -> tuple[Aside]:
        said = date or (context.locale.as_of(valid_on) if valid_on else "")
        cite = to_quote(page_citation(words, context, said, day or valid_on), context)
        on_paper = say(N_("Printed from the browser, this page is a document without menus."))
        name = say(N_("On paper"))
        printing = Fact(name, "", (paper,), on_screen=True) if paper else Fact(name, on_paper, on_screen=True)
        return (Aside((*own, cite, printing)),)

    return Fragment("aside.html", whole)


def to_quote(cited: Citation, context: Context) -> Fact:
    """Return what the margin says of how to quote its page."""
    return Fact(context.locale.translate(N_("To quote this page")), cited.text, bibtex=cited.bibtex)


def basis_of(about: FrontMatter, context: Context) -> Basis:
    """Return what words rest on."""
    sources = (Link(tied_text(text), text if text.startswith("https://") else "") for text in about.sources)
    return Basis(context.locale.as_of(about.valid_on) if about.valid_on else "", tuple(sources))
