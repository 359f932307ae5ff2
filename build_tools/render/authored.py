"""The page that is made of authored words, with data between their two halves, and what its margin says of it.

In: words of one language and data. Out: descriptions of pages, which are rendered when they are asked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from build_tools.models import Fragment, FrontMatter, Page, Values, Words
from build_tools.problems import N_, fill
from build_tools.render.context import COALITION, Context
from build_tools.render.words import (
    Link,
    MakeValues,
    description_of,
    headline_of,
    html_halves,
    tied_text,
    title_of,
)


@dataclass(frozen=True, slots=True)
class Basis:
    """What words rest on: as of which day they hold, and their sources; what is not recorded is empty."""

    as_of: str
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Authored:
    """The words of a page, before and after its data."""

    before: Markup
    after: Markup
    basis: Basis


def page_of_words(
    name: str, template: str, context: Context, *values: MakeValues, parts: Sequence[str] = (), **about: Any
) -> Page:
    """Return the page of the words ``name``; the template gets them and ``values``.

    ``parts`` are those of ``PARTS`` that the page shows beside its words; its notes tell of their review too.

    Pages that show invented content beside real content in a preview pass ``noindex``.
    """
    authored = context.words(name)

    def whole() -> tuple[Values, ...]:
        own = Authored(*html_halves(authored, context), basis_of(authored.about, context))
        return (own, *(make(context) for make in values))

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
    """What the margin says of a page: a name, a text, and links; ``on_screen`` is left out on paper."""

    name: str
    text: str
    links: tuple[Link, ...] = ()
    on_screen: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands in the margin of a page, below its contents."""

    facts: tuple[Fact, ...]


def aside_of(words: Words, context: Context, facts: Iterable[Fact] = (), date: str = "") -> Fragment:
    """Return the margin of a page: ``facts`` about it, how to quote it as of ``date``, how to print it."""
    say, own = context.locale.translate, tuple(facts)

    def whole() -> tuple[Aside]:
        about = words.about
        day = date or (context.locale.as_of(about.valid_on) if about.valid_on else "")
        cite = Fact(say(N_("To quote this page")), citation(words, context, day))
        on_paper = say(N_("Printed from the browser, this page is a document without menus."))
        printing = Fact(say(N_("On paper")), on_paper, on_screen=True)
        return (Aside((*own, cite, printing)),)

    return Fragment("aside.html", whole)


def citation(words: Words, context: Context, date: str) -> str:
    """Return the line to quote a page by; in place of the address it says that none is decided, while that is so."""
    settings, say = context.site.settings, context.locale.translate
    undecided, url = settings.address_is_placeholder, settings.url(f"{context.language}/{words.name}.html")
    address = say(N_("[the address of this site is not decided yet]")) if undecided else url
    parts = (say(COALITION), title_of(words, context), _translation(words, context), date)
    # A Russian date ends with a full stop of its own, and a title may be a question.
    ended = (part if part.endswith(("?", "!")) else f"{part.rstrip('.')}." for part in parts if part)
    return " ".join([*ended, address])


def _translation(words: Words, context: Context) -> str:
    """Say of words that they are a translation, of what, and whether somebody has reviewed it; else nothing."""
    about = words.about
    if about.translates is None:
        return ""
    text = N_("Translation (original: {language})")
    if about.state != "reviewed":
        text = N_("Translation, not reviewed (original: {language})")
    names = {language.code: language.name for language in context.site.settings.languages}
    return fill(context.locale.translate(text), language=names[about.translates.language])


def basis_of(about: FrontMatter, context: Context) -> Basis:
    """Return what words rest on."""
    sources = (Link(tied_text(text), text if text.startswith("https://") else "") for text in about.sources)
    return Basis(context.locale.as_of(about.valid_on) if about.valid_on else "", tuple(sources))
