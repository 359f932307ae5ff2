"""Authored words as HTML, and the page that is made of them with data between their two halves.

Spaces become no-break spaces where no line may break. No sign is added: on an old phone it could show as a box, and it
would keep a search in the page from finding words.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from build_tools.models import COUNTED_TIME, FIGURE, PLACE_OF_DATA, Fragment, FrontMatter, Ledger, Page, Values, Words
from build_tools.plain_words import html_of
from build_tools.problems import N_, fill
from build_tools.render.context import COALITION, Context

NBSP = "\u00a0"
BEFORE = r"Articles?|[Сс]тать\w+|[Пп]ункт\w*|[Чч]аст[иью]\w*|ст\.|№|No\."
"""Words that belong to the number after them."""

AFTER = r"hours?|years?|час\w*|лет|года?|году|сағат\w*|жыл\w*|жас\w*"
"""Words that belong to the number before them."""

_TIES = re.compile(rf"(?<=\S) (?=– )|(?<!\w)(?:{BEFORE}) (?=\d)|(?<=\d) (?=(?:{AFTER})\b)")
TAG = re.compile(r"(<[^<>]*>)")


def tied(html: str) -> Markup:
    """Return HTML in which a dash stays with the word before it, and a number with its article or unit."""
    # A split at a group gives text and tags in turns, text first.
    parts = TAG.split(html)
    parts[::2] = [_TIES.sub(lambda tie: tie[0].replace(" ", NBSP), text) for text in parts[::2]]
    return Markup("".join(parts))


def tied_text(text: str) -> Markup:
    """Return plain text as HTML of that kind."""
    return tied(escape(text))


_PAGE_LINK = re.compile(r'href="([^":#]+)\.md(#[^"]*)?"')
_OUTSIDE_LINK = re.compile(r'<a href="https://')
_ITEM = re.compile(r'<li id="([a-z0-9-]+)">\s*(?:<p>)?')
_LIST_OF_ITEMS = re.compile(r'<ol>(?=\s*<li id=")')
_MARKS = re.compile(r"""[!"#$&()*+:;<=>?@[\\\]^_`{|}~]""")
_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def _with_figures(text: str, words: Words, context: Context, written: Callable[[str], str] = str) -> str:
    """Put the figures and days of the page's ledger into a text, each as ``written`` writes it there."""

    def number(match: re.Match[str]) -> str:
        if match[1] == "date":
            return written(_date_of(ledger, match[2], context))
        figure = ledger.figures[match[2]]
        if match[1] == "figure":
            return written(context.locale.number(figure.value))
        return written(context.locale.count(figure.value, figure.unit or ledger.unit))

    if not words.about.ledger:
        return text
    ledger = context.ledger(words.about.ledger)
    return FIGURE.sub(number, text)


def _date_of(ledger: Ledger, name: str, context: Context) -> str:
    """Write a day of a ledger, or the time that it counts."""
    if name != COUNTED_TIME or ledger.counts is None:
        return context.locale.date(ledger.days[name])
    times = dict.fromkeys((ledger.counts.since, ledger.counts.until))
    return " – ".join(map(context.locale.period, times))


def in_markdown(words: Words, context: Context) -> str:
    """Return the text of words with the figures of their ledger, in which no sign of a unit's name is a mark."""
    return _with_figures(words.text, words, context, _as_plain_markdown)


def _as_plain_markdown(text: str) -> str:
    """Return Markdown that reads as this plain text: no sign of it is a mark, and it begins no line."""
    return _MARKS.sub(lambda mark: f"&#{ord(mark[0])};", on_one_line(text))


def on_one_line(text: str) -> str:
    """Return a text without breaks of lines."""
    return _BREAKS.sub(" ", text)


def title_of(words: Words, context: Context) -> str:
    """Return the title of a page with its figures."""
    return _with_figures(words.about.title, words, context)


def headline_of(words: Words, context: Context) -> str:
    """Return the title that stands above a page: the short one, if it has one."""
    return _with_figures(words.about.headline or words.about.title, words, context)


def highlight_of(words: Words, context: Context) -> str:
    """Return the words that the home page quotes, with their figures; nothing where none are named."""
    return " ".join(_with_figures(words.about.highlight or "", words, context).split())


def description_of(words: Words, context: Context) -> str:
    """Return the description of a page with its figures."""
    return _with_figures(words.about.description, words, context)


def html_halves(words: Words, context: Context) -> tuple[Markup, Markup]:
    """Return the HTML of the words before and after the place of data."""
    before, _, after = in_markdown(words, context).partition(PLACE_OF_DATA)
    return words_html(before), words_html(after)


# The kit holds the words of help a second time.
@lru_cache(maxsize=256)
def words_html(text: str) -> Markup:
    """Convert Markdown; links to ``.md`` lead to ``.html``, outside links tell nobody where the reader was."""
    made = _PAGE_LINK.sub(r'href="\1.html\2"', html_of(text))
    made = _OUTSIDE_LINK.sub('<a rel="noreferrer" href="https://', made)
    return tied(_with_anchors(made))


def _with_anchors(made: str) -> str:
    """Give each list item that has a permanent id a link to itself, named by its place among them."""
    number = itertools.count(1)
    made = _LIST_OF_ITEMS.sub('<ol class="findings">', made)
    return _ITEM.sub(lambda item: f'{item[0]}<a class="anchor" href="#{item[1]}">{next(number)}</a> ', made)


MakeValues = Callable[[Context], Values]
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
