"""Signs that may not stand in words: what Markdown would make of them is not published, or is not what was meant.

In: a site. Out: problems. Each kind is a line of ``KINDS``: what is wrong, how it is found, and what is no such sign.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from build_tools.models import FIGURE, KIT, PERIOD, PLACE_OF_DATA, RISK, SITUATION, Site
from build_tools.pdf import UNPRINTED
from build_tools.problems import Fault, Problem
from build_tools.validate.walk import data_files, descriptions, walk
from build_tools.validate.words.reading import ATTRIBUTES, AUTOLINK, Piece, hidden, pieces, starts

_CARD, _ = KIT
DATA_LINE = re.compile(rf"^{re.escape(PLACE_OF_DATA)}[ ]*$", re.MULTILINE)
MEANT = re.compile(r"<!-*\s*(data|данные|деректер)\s*-*>", re.IGNORECASE)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_OTHER_ENTRY = re.compile(r"^ *(?:[•●▪◦‣∙·]|[0-9]{1,2}\)) *(?=\S)", re.MULTILINE)
"""What word processors write at the beginning of an entry of a list."""

_IMAGE = re.compile(r"!\[")
_BRACE = re.compile(r"\{|\}\}")
_BRACED = re.compile(r"\{[^{}\n]*\}")
"""Calls and ids, of which another rule says what is wrong."""

_MIXED = re.compile("[A-Za-z](?:(?=[\u0400-\u052f])|(?<=[\u0400-\u052f].))")
"""A Latin letter beside a Cyrillic one, most often one that looks the same."""

DEFINITION = re.compile(r"^ {0,3}\[[^\[\]]*\]:.*", re.MULTILINE)
_SPACED = re.compile(r"\][ \t]+\((?:https?://[^()\s]*|[^()\s]*\.md(?:#[^()\s]*)?)\)")
"""The address of a link behind a space, which Markdown takes for words."""

_HTML = Fault("markup.html", "has HTML; write Markdown, and &lt; for the sign itself")
_OTHERWISE = Fault(
    "markup.data_line_misspelt",
    "seems to place the data; write exactly <!-- data --> on a line of its own, without spaces before it",
)
_NO_LIST = Fault(
    "markup.not_a_list",
    "begins with a sign that makes no list here; begin entries with a hyphen and a space, or with 1. and a space",
)
_PICTURE = Fault("markup.image", "has an image; no images are published yet, say it in words")
_APART = Fault("links.address_apart", "keeps the address apart from the link; write [words](address) in one place")
BRACES = Fault(
    "words.unknown_braces",
    "has braces that call nothing; write {{{{ figure(name) }}}} or {{{{ count(name) }}}} for a figure, "
    "{{{{ period(provision.name) }}}} for a period of content/law.yml, {{#id}} at the end of a heading",
)
_UNPRINTABLE = Fault(
    "kit.unprintable_sign",
    "has a sign that the printed card and sheet cannot show, at character {column}; use letters, digits and "
    "punctuation",
)
_TWO_ALPHABETS = Fault(
    "language.two_alphabets",
    "mixes Latin and Cyrillic letters in one word, at character {column}; type the word again in one alphabet",
)


def _everywhere(piece: Piece) -> bool:
    return True


def _in_text(piece: Piece) -> bool:
    return not piece.field


def _on_paper(piece: Piece) -> bool:
    name = piece.words.name
    return piece.field in ((), ("title",)) and (name in (_CARD, "k/phone") or SITUATION.fullmatch(name) is not None)


class Kind(NamedTuple):
    """A sign that may not stand in some pieces of words. What the ``hidden`` patterns match is looked over."""

    fault: Fault
    sign: re.Pattern[str]
    hidden: tuple[re.Pattern[str], ...] = ()
    is_in: Callable[[Piece], bool] = _in_text


KINDS = (
    Kind(_OTHERWISE, MEANT, (DATA_LINE, AUTOLINK)),
    Kind(_HTML, _TAG, (DATA_LINE, AUTOLINK, MEANT)),
    Kind(_NO_LIST, _OTHER_ENTRY),
    Kind(_PICTURE, _IMAGE),
    Kind(_APART, DEFINITION),
    Kind(_APART, _SPACED),
    Kind(BRACES, _BRACE, (FIGURE, PERIOD, ATTRIBUTES, RISK)),
    Kind(BRACES, _BRACE, (FIGURE, PERIOD), is_in=lambda piece: bool(piece.field)),
    Kind(_TWO_ALPHABETS, _MIXED, (_BRACED,), is_in=_everywhere),
    Kind(_UNPRINTABLE, UNPRINTED, is_in=_on_paper),
)


def no_sign_is_out_of_place(site: Site) -> Iterator[Problem]:
    """No words hold a sign that may not stand there; one problem for each kind and line."""
    for words in site.words.values():
        for piece in pieces(words):
            for kind in KINDS:
                if kind.sign.search(piece.text) and kind.is_in(piece):
                    yield from _found(kind, piece)


def _found(kind: Kind, piece: Piece) -> Iterator[Problem]:
    text = piece.text
    for pattern in kind.hidden:
        text = hidden(text, pattern)
    return piece.once_a_line(starts(kind.sign, text), kind.fault)


def data_have_no_such_sign(site: Site) -> Iterator[Problem]:
    """No word of a text in data files or cases mixes alphabets, and what goes on paper can be printed: what
    organisations say of themselves, but for a value to dial or to open, which has a form of its own."""
    records = data_files(site).items()
    texts = [(path, place, value) for path, record in records for place, _, value in walk(record)]
    for path, place, text in (*texts, *descriptions(site)):
        if not isinstance(text, str):
            continue
        if mixed := _MIXED.search(text):
            yield Problem(path, _TWO_ALPHABETS, place, {"column": mixed.start() + 1})
        on_paper = path in site.organisations and place[-1] != "value"
        if on_paper and (unprinted := UNPRINTED.search(text)):
            yield Problem(path, _UNPRINTABLE, place, {"column": unprinted.start() + 1})
