"""Spaces at which no line may break. In: HTML of words. Out: the same, with no-break spaces; nothing else changes.

No sign is added: on an old phone it could show as a box, and it would keep a search in the page from finding words.
"""

import itertools
import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup, escape

from build_tools.models import FIGURE, PLACE_OF_DATA, Words
from build_tools.plain_words import html_of
from build_tools.render.context import Context

NBSP = "\u00a0"
BEFORE = r"Articles?|[Сс]тать\w+|[Пп]ункт\w*|[Чч]аст[иью]\w*|ст\.|№|No\."
"""Words that belong to the number after them."""

AFTER = r"hours?|years?|час\w*|лет|года?|году|сағат\w*|жыл\w*|жас\w*"
"""Words that belong to the number before them."""

TIES = re.compile(rf"(?<=\S) (?=– )|(?<!\w)(?:{BEFORE}) (?=\d)|(?<=\d) (?=(?:{AFTER})\b)")
TAG = re.compile(r"(<[^<>]*>)")


def tied(html: str) -> Markup:
    """Return HTML in which a dash stays with the word before it, and a number with its article or unit."""
    # A split at a group gives text and tags in turns, text first.
    parts = TAG.split(html)
    parts[::2] = [TIES.sub(lambda tie: tie[0].replace(" ", NBSP), text) for text in parts[::2]]
    return Markup("".join(parts))


def tied_text(text: str) -> Markup:
    """Return plain text as HTML of that kind."""
    return tied(escape(text))


PAGE_LINK = re.compile(r'href="([^":#]+)\.md(#[^"]*)?"')
OUTSIDE_LINK = re.compile(r'<a href="https://')
ITEM = re.compile(r'<li id="([a-z0-9-]+)">\s*(?:<p>)?')
LIST_OF_ITEMS = re.compile(r'<ol>(?=\s*<li id=")')
MARKS = re.compile(r"""[!"#$&()*+:;<=>?@[\\\]^_`{|}~]""")
BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")


def bound(text: str, words: Words, context: Context, written: Callable[[str], str] = str) -> str:
    """Put the figures and days of the page's ledger into a text, each as ``written`` writes it there."""

    def number(match: re.Match[str]) -> str:
        if match[1] == "date":
            return written(context.locale.date(ledger.days[match[2]]))
        figure = ledger.figures[match[2]]
        if match[1] == "figure":
            return written(context.locale.number(figure.value))
        return written(context.locale.count(figure.value, figure.unit or ledger.unit))

    if not words.about.ledger:
        return text
    ledger = context.ledger(words.about.ledger)
    return FIGURE.sub(number, text)


def in_markdown(words: Words, context: Context) -> str:
    """Return the text of words with the figures of their ledger, in which no sign of a unit's name is a mark."""
    return bound(words.text, words, context, literal)


def literal(text: str) -> str:
    """Return Markdown that reads as this plain text: no sign of it is a mark, and it begins no line."""
    return MARKS.sub(lambda mark: f"&#{ord(mark[0])};", on_one_line(text))


def on_one_line(text: str) -> str:
    """Return a text without breaks of lines."""
    return BREAKS.sub(" ", text)


def title_of(words: Words, context: Context) -> str:
    """Return the title of a page with its figures."""
    return bound(words.about.title, words, context)


def description_of(words: Words, context: Context) -> str:
    """Return the description of a page with its figures."""
    return bound(words.about.description, words, context)


def halves(words: Words, context: Context) -> tuple[Markup, Markup]:
    """Return the HTML of the words before and after the place of data."""
    before, _, after = in_markdown(words, context).partition(PLACE_OF_DATA)
    return html(before), html(after)


# The kit holds the words of help a second time.
@lru_cache(maxsize=256)
def html(text: str) -> Markup:
    """Convert Markdown; links to ``.md`` lead to ``.html``, outside links tell nobody where the reader was."""
    made = PAGE_LINK.sub(r'href="\1.html\2"', html_of(text))
    made = OUTSIDE_LINK.sub('<a rel="noreferrer" href="https://', made)
    return tied(with_anchors(made))


def with_anchors(made: str) -> str:
    """Give each list item that has a permanent id a link to itself, named by its place among them."""
    number = itertools.count(1)
    made = LIST_OF_ITEMS.sub('<ol class="findings">', made)
    return ITEM.sub(lambda item: f'{item[0]}<a class="anchor" href="#{item[1]}">#{next(number)}</a> ', made)
