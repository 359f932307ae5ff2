"""The page that is made of authored words, with data between their two halves; what its margin says of it; and a place
of the site ready to be quoted, by a line in the language of the page and an entry for a bibliography.

In: words of one language and data. Out: descriptions of pages, which are rendered when they are asked for; text and
BibTeX, never with an address that is not decided.
"""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from markupsafe import Markup, escape

from build_tools.files.paths import LAW
from build_tools.models import GENERATED, HOW_SURE, Fragment, LawPage, Page, Review, State, Values, Words
from build_tools.problems import N_
from build_tools.render.context import COALITION, INVENTED, Context, Link
from build_tools.render.words import description_of, headline_of, html_halves, link_to, tied_text, title_of
from build_tools.text.markdown import sentences

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


_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")
_BIBTEX_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # an escaped brace still counts where BibTeX looks for the end of a value
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
_ESCAPED = str.maketrans(_BIBTEX_SIGNS)


@dataclass(frozen=True, slots=True)
class Citation:
    """A line to quote something by, and the same as an entry of BibTeX."""

    text: str
    bibtex: str


def citation(
    title: str,
    path: str,
    context: Context,
    date: str = "",
    day: datetime.date | None = None,
    remark: str = "",
    author: str = "",
    source: str = "",
) -> Citation:
    """Return how to quote what ``title`` names at ``path``, from the language folder on, with its anchor if it has one.

    ``date`` says as of when it holds, ``day`` gives the year; ``remark`` is what a reader must know of the words,
    ``author`` who says it, if not the Coalition. For an address that is not decided stands ``source``, if there is one.
    """
    settings, author = context.site.settings, author or context.say(COALITION)
    own_name = next(language.name for language in settings.languages if language.code == context.language)
    url = "" if settings.address_is_placeholder else settings.url(path)
    original = f"{context.say(N_('Source:'))} {source}" if source and not url else ""
    remarks = [remark, *([context.say(INVENTED)] if settings.invented else [])]
    fields = {
        "author": f"{{{_bibtex_value(author)}}}",
        "title": f"{{{_bibtex_value(title)}}}",
        "year": str(day.year) if day else "",
        "language": _bibtex_value(own_name),
        "note": _bibtex_value(f"{sentences([date, *remarks])} {original}"),
        "url": url,
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    entry = f"@misc{{{_key(path)},\n" + ",\n".join(lines) + "\n}"
    return Citation(f"{sentences([author, title, *remarks, date])} {url or original}".rstrip(), entry)


def page_citation(words: Words, context: Context, date: str, day: datetime.date | None) -> Citation:
    """Return how to quote a page of words, which says of a translation that it is one."""
    about, path = words.about, f"{context.language}/{words.name}.html"
    remark = _translated_from(about.translates.language, about.state, context) if about.translates else ""
    return citation(title_of(words, context), path, context, date, day, remark)


def _key(path: str) -> str:
    """Return the name of an entry, the same in all languages but for its end."""
    language, _, place = path.partition("/")
    words = [word for word in _NOT_IN_KEYS.split(place.replace(".html", "", 1).lower()) if word]
    return "-".join(["coalition", *words, language])


def _bibtex_value(text: str) -> str:
    """Return a text as a value of BibTeX, on one line; letters of every script stay as they are."""
    return " ".join(text.split()).translate(_ESCAPED)


def _translated_from(original: str, state: State, context: Context) -> str:
    """Return of a translation from which language it is, and whether a machine made it."""
    read, unread = N_("Translation (original: {language})"), N_("Machine translation (original: {language})")
    return context.say(read if state == "reviewed" else unread, language=context.locale.language_name(original))


def remark_on(review: Review, context: Context) -> str:
    """Return of data that its words are a translation; nothing in the language in which they were written."""
    state = review[context.language].state
    original = next((language for language, one in review.items() if one.state == "source"), None)
    return _translated_from(original, state, context) if original and state != "source" else ""
