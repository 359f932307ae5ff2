"""The page that is made of authored words, with data between their two halves, and what its margin says of it.

In: words of one language and data. Out: descriptions of pages, which are rendered when they are asked for.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from markupsafe import Markup, escape

from build_tools.models import GENERATED, HOW_SURE, Fragment, LawPage, Page, Values, Words
from build_tools.paths import LAW
from build_tools.render.citing import page_citation
from build_tools.render.context import Context, Link
from build_tools.render.words import description_of, headline_of, html_halves, link_to, tied_text

_QUOTED = ("data", "torture", "absolute-right", "rights")
"""Pages of words that people quote, beside those of figures and briefings."""

MakeValues = Callable[[Context], Values]
"""Makes what a template places beside the authored words."""

PageKind = Callable[[Context], Iterator[Page]]
"""Yields the pages of one kind in one language."""


def words_page(name: str, template: str, *values: MakeValues, parts: Sequence[str] = (), **about: Any) -> PageKind:
    """Return the kind of page of which there is one, of the words ``name``, as ``page_of_words`` makes it."""
    return lambda context: iter((page_of_words(name, template, context, *values, parts=parts, **about),))


def page_of_words(
    name: str, template: str, context: Context, *values: MakeValues, parts: Sequence[str] = (), **about: Any
) -> Page:
    """Return the page of the words ``name``; the template gets them, before and after its data, and ``values``.

    ``parts`` are those of ``_PARTS`` that the page shows beside its words; its notes tell of their review too.

    Pages that show invented content beside real content in a preview pass ``noindex``.
    """
    authored = context.words(name)

    def whole() -> Values:
        before, after = html_halves(authored, context)
        found: dict[str, Any] = {"before": before, "after": after, "basis": basis_of(authored, context)}
        for make in values:
            found |= make(context)
        return found

    return Page(
        language=context.language,
        description=description_of(authored, context),
        body=Fragment(template, whole),
        **{
            "subpath": f"{name}.html",
            "title": headline_of(authored, context),
            "section": name,
            "notes": (*badge(authored.about.read_in, name, context), *context.notes_on(authored.about, *parts)),
            "aside": aside_of(authored, context),
            **about,
        },
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """What the margin says of a page: a name, a text, links; ``on_screen`` is left out on paper."""

    name: str
    text: str
    links: tuple[Link, ...] = ()
    on_screen: bool = False


def aside_of(
    words: Words, context: Context, facts: Iterable[Fact] = (), date: str = "", day: datetime.date | None = None
) -> Fragment:
    """Return the margin of a page: ``facts`` about it, and if people quote it a line for that as of ``day``, which
    ``date`` writes; beside data also the entry for a bibliography, folded."""

    def whole() -> Values:
        cited = page_citation(words, context, date or _as_of(words, context), day or words.about.valid_on)
        is_quoted = day or words.name in _QUOTED
        return margin(facts, cited.text if is_quoted else "", cited.bibtex if words.name == "data" else "")

    return Fragment("aside.html", whole)


def margin(facts: Iterable[Fact] = (), to_quote: str = "", bibtex: str = "") -> Values:
    """Return what a margin places."""
    return {"facts": facts, "to_quote": to_quote, "bibtex": bibtex}


def badge(sources: Iterable[str], name: str, context: Context) -> list[str]:
    """Return how surely the law of a page is known that rests on these sources, with the way to all that is not."""
    if not (text := context.law_read_in(sources)):
        return []
    link, up = link_to(HOW_SURE, context), "../" * name.count("/")
    return [Markup(f'{escape(text)} <a href="{up}{link.href}">{escape(link.title)}</a>')]


def _as_of(words: Words, context: Context) -> str:
    return context.locale.as_of(words.about.valid_on) if words.about.valid_on else ""


def basis_of(words: Words, context: Context) -> Values:
    """Return what words rest on: as of which day they hold, their sources, and when they or the law beside them were
    changed last; what is not recorded is empty."""
    is_law, date = words.name in get_args(LawPage), context.locale.date
    # A page that lists or counts stories must not tell when one of them came.
    paths = (words.path, *([LAW] * is_law)) if is_law or words.name not in GENERATED else ()
    changed = max((context.changed[path] for path in paths if path in context.changed), default=None)
    links = [Link(tied_text(text), text if text.startswith("https://") else "") for text in words.about.sources]
    return {"as_of": _as_of(words, context), "sources": links, "changed": date(changed) if changed else ""}
