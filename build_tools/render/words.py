"""Authored words as HTML, with their figures, titles and links.

Spaces become no-break spaces where no line may break. No sign is added: on an old phone it could show as a box, and it
would keep a search in the page from finding words.
"""

import itertools
import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from build_tools.models import COUNTED_TIME, FIGURE, PLACE_OF_DATA, Correction, Ledger, Words, anchor_of
from build_tools.paths import BRIEFINGS
from build_tools.plain_words import html_of, literal
from build_tools.problems import N_
from build_tools.render.context import Context, Link
from build_tools.render.figures import ShownLedger
from build_tools.render.steps import emergency, with_steps

_TO_LAW = re.compile(r"\blaw\.md#([a-z0-9-]+)")

NBSP = "\u00a0"
_BEFORE = r"Articles?|[Сс]тать\w+|[Пп]ункт\w*|[Чч]аст[иью]\w*|ст\.|№|No\."
"""Words that belong to the number after them."""

_AFTER = r"hours?|years?|час\w*|лет|года?|году|сағат\w*|жыл\w*|жас\w*"
"""Words that belong to the number before them."""

_TIES = re.compile(rf"(?<=\S) (?=– )|(?<!\w)(?:{_BEFORE}) (?=\d)|(?<=\d) (?=(?:{_AFTER})\b)")
TAG = re.compile(r"(<[^<>]*>)")
_PAGE_LINK = re.compile(r'href="([^":#]+)\.md(#[^"]*)?"')
_OUTSIDE_LINK = re.compile(r'<a href="https://')
_ITEM = re.compile(r'<li id="([a-z0-9-]+)">\s*(?:<p>)?')
_LIST_OF_ITEMS = re.compile(r'<ol>(?=\s*<li id=")')


def tied(html: str) -> Markup:
    """Return HTML in which a dash stays with the word before it, and a number with its article or unit."""
    # A split at a group gives text and tags in turns, text first.
    parts = TAG.split(html)
    parts[::2] = [_TIES.sub(lambda tie: tie[0].replace(" ", NBSP), text) for text in parts[::2]]
    return Markup("".join(parts))


def tied_text(text: str) -> Markup:
    """Return plain text as HTML of that kind."""
    return tied(escape(text))


def _with_figures(
    text: str, words: Words, context: Context, written: Callable[[str], str] = str, noted: bool = False
) -> str:
    """Return a text with the figures and days of the page's ledger, each as ``written`` writes it there. A briefing
    says what it said on its day; where that was changed since, a link behind it says so if it is ``noted``."""
    if not words.about.ledger:
        return text
    ledger = context.ledger(words.about.ledger)
    is_briefing = words.name == f"{BRIEFINGS}{ledger.id}"
    first = context.site.published.first_numbers(ledger) if is_briefing else {}

    def number(match: re.Match[str]) -> str:
        kind, name = match.groups()
        if kind == "date":
            return written(_date_of(ledger, name, context))
        figure = ledger.figures[name]
        value, unit = first.get(name, figure.value), figure.unit or ledger.unit
        number = context.locale.number(value) if kind == "figure" else context.locale.count(value, unit)
        return written(number) + (_change_note(name, ledger, context) if noted and name in first else "")

    return FIGURE.sub(number, text)


def _date_of(ledger: Ledger, name: str, context: Context) -> str:
    """Return a day of a ledger, or the time that it counts, as it is written."""
    if name != COUNTED_TIME:
        return context.locale.date(ledger.days[name])
    return context.locale.period(ledger.period) if ledger.period else ShownLedger(ledger, context).counted


def _change_note(name: str, ledger: Ledger, context: Context) -> str:
    """Return Markdown that says of a number in a briefing whether it was changed since, and leads to how."""
    changes = context.site.corrections.of_figure(ledger.id, name)
    if not changes:
        return ""
    last = changes[-1]
    word = N_("corrected since") if isinstance(last.change, Correction) else N_("revised since")
    return f" ([{context.say(word)}](../corrections.md#{anchor_of(last.id)}))"


def in_markdown(words: Words, context: Context) -> str:
    """Return all that a page of words tells, in which no sign of a unit's name or of data is a mark."""
    text = _with_figures(words.text, words, context, literal, noted=True)
    return with_steps(_to_chapters(text, context), words, context)


def _to_chapters(text: str, context: Context) -> str:
    """Return a text whose links to provisions lead to the pages on which they stand."""
    places = context.site.law.places if "law.md#" in text else {}
    return _TO_LAW.sub(lambda link: f"{places[link[1]]}.md#{link[1]}" if link[1] in places else link[0], text)


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
    before, _, after = words_html(in_markdown(words, context)).partition(PLACE_OF_DATA)
    return before.rstrip("\n"), after.lstrip("\n")


def emergency_html(context: Context) -> Markup:
    """Return whom to call when life is in danger."""
    return words_html(emergency(context))


# The kit holds the words of help a second time.
@lru_cache(maxsize=256)
def words_html(text: str) -> Markup:
    """Return Markdown as HTML; links to ``.md`` lead to ``.html``, outside links tell nobody where the reader was, and
    each list item that has a permanent id has a link to itself, named by its place among them."""
    made = _PAGE_LINK.sub(r'href="\1.html\2"', html_of(text))
    made = _OUTSIDE_LINK.sub('<a rel="noreferrer" href="https://', made)
    made, number = _LIST_OF_ITEMS.sub('<ol class="findings">', made), itertools.count(1)
    return tied(_ITEM.sub(lambda item: f'{item[0]}<a class="anchor" href="#{item[1]}">{next(number)}</a> ', made))


def link_to(name: str, context: Context) -> Link:
    """Return a link to the page of the words ``name``, as seen from the folder of the language."""
    about = context.words(name).about
    return Link(about.menu or about.title, f"{name}.html")
