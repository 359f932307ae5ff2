"""A page made of authored words with data between their two halves, and what the words say of themselves."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from build_tools.models import Fragment, FrontMatter, Page, Values
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.words import tied_text

Make = Callable[[Context], Values]
"""Makes what a template places beside the authored words."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name and the address that it leads to; an empty one leads nowhere."""

    title: str
    href: str


def link_to(name: str, context: Context) -> Link:
    """Return a link to the page of the words ``name``, as seen from the folder of the language."""
    about = context.words(name).about
    return Link(about.menu or about.title, f"{name}.html")


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
    name: str, template: str, context: Context, *values: Make, parts: Sequence[str] = (), **about: Any
) -> Page:
    """Return the page of the words ``name``; the template gets them and ``values``.

    ``parts`` are those of ``PARTS`` that the page shows beside its words; its notes tell of their review too.

    Pages that show invented content beside real content in a preview pass ``noindex``.
    """
    authored = context.words(name)

    def whole() -> tuple[Values, ...]:
        own = Authored(*words.halves(authored, context), basis(authored.about, context))
        return (own, *(make(context) for make in values))

    return Page(
        language=context.language,
        subpath=f"{name}.html",
        title=words.title_of(authored, context),
        description=words.description_of(authored, context),
        body=Fragment(template, whole),
        **{"section": name, "notes": context.notes_on(authored.about, *parts), **about},
    )


def basis(about: FrontMatter, context: Context) -> Basis:
    """Return what words rest on."""
    sources = (Link(tied_text(text), text if text.startswith("https://") else "") for text in about.sources)
    return Basis(context.locale.as_of(about.valid_on) if about.valid_on else "", tuple(sources))
