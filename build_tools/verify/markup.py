"""The house style of markup: the only HTML that the check reads, so that simple patterns read it as browsers do.

In: one tag without its angle brackets. Out: its name and attributes, or the fault in its grammar.
Never repairs and never guesses: what it does not know is a fault.
"""

# Why patterns are enough here, and a parser (25 times slower) is not needed. A browser finds markup only where
# there is a "<". The house style wants every "<" to begin a tag in lower case, of a known element, with known
# attributes, each once and in double quotes, and without "<" or ">" inside: so what stands between "<" and ">" is the
# complete list of tags. A browser could see fewer where reading changes, hence no comments, no CDATA, no foreign
# content (svg, math), no element that hides or reinterprets its content (iframe, noscript, template, xmp), and the four
# elements of raw text hold only text up to their own end. It could see other tags only in other spellings, such as
# single quotes, capitals, "<svg><script>": they are not missed, they are refused.

import re
from collections.abc import Iterator, Mapping
from html import unescape
from typing import NamedTuple

from build_tools.problems import Fault

TAG = re.compile(r"<([^>]*)(?:>|\Z)")  # one with another "<" inside, or without an end, has no known shape
RAW = re.compile(r"<((title|style|script|textarea)(?=[ \n\t>])[^<>]*)>([^<]*)</\2>")
DATA, DATA_TAG = "data", 'script type="application/ld+json"'
"""What a block of data is called among raw texts, and its tag: browsers run no script of that type."""

SHAPE = re.compile(r'([a-z][a-z0-9]*)((?:[ \n\t]+[a-z][a-z0-9-]*(?:="[^"<>]*")?)*)[ \n\t]*(/?)')
ATTRIBUTE = re.compile(r'[ \n\t]([a-z][a-z0-9-]*)(?:="([^"]*)")?')
END = re.compile(r"/[a-z][a-z0-9]*")
START = re.compile(r"<!doctype html>\s*<html [^<>]*>\s*<head>", re.IGNORECASE)
DOCTYPE = "!doctype html"


def words(text: str) -> frozenset[str]:
    """The words of a text as a set."""
    return frozenset(text.split())


RAW_TEXT = words("title style script textarea")
VOID = words("br col hr img input link meta source wbr")
ELEMENTS = (
    RAW_TEXT
    | VOID
    | words("html head body header nav main footer section article aside address search h1 h2 h3 h4 h5 h6 hgroup")
    | words("p ul ol li dl dt dd div span blockquote pre figure figcaption details summary picture")
    | words("a strong em b i u s small sub sup abbr dfn time data q cite code kbd samp var mark ins del bdi bdo")
    | words("table caption colgroup thead tbody tfoot tr th td output progress meter")
    | words("form fieldset legend label select optgroup option button")
)
REFUSED = words(
    "iframe frame frameset object embed applet base svg math template noscript video audio track canvas map area portal"
)
ATTRIBUTES = (
    words("id class lang dir title hidden tabindex role translate charset name content http-equiv property media")
    | words("rel href hreflang type sizes color download src srcset alt width height loading decoding")
    | words("scope colspan rowspan headers span abbr align datetime start reversed value open label for")
    | words("action method placeholder required checked disabled selected readonly multiple autocomplete inputmode")
    | words("pattern spellcheck min max step low high optimum minlength maxlength size rows cols")
)

UNREADABLE = Fault(
    "page.markup",
    'is not in the house style of markup; write <name attribute="value"> in lower case and double quotes, '
    "every other < as &lt;, and no comments",
)
UNKNOWN_ELEMENT = Fault(
    "page.unknown_element", "has an element that the check does not know; use a plain element of HTML"
)
REFUSED_ELEMENT = Fault(
    "page.refused_element", "has <{tag}>, which can load from elsewhere or hide markup; use plain elements of HTML"
)
TWICE = Fault("page.attribute_twice", "has an attribute twice on <{tag}>; write it once")


def raw_texts(text: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of each element of raw text; a block of data is no script."""
    for tag, name, content in RAW.findall(text):
        yield DATA if tag == DATA_TAG else name, content


class Tag(NamedTuple):
    """A start tag; attributes are unescaped, one without a value is empty."""

    name: str
    attributes: Mapping[str, str]


def parse(source: str) -> Tag | Fault | None:
    """Read what stands between ``<`` and ``>``; None for an end tag and the document type, which say nothing."""
    if END.fullmatch(source) or source.lower() == DOCTYPE:
        return None
    shape = SHAPE.fullmatch(source)
    if shape is None:
        return UNREADABLE
    name, rest, slash = shape.groups()
    if name not in ELEMENTS:
        return REFUSED_ELEMENT.said(tag=name) if name in REFUSED else UNKNOWN_ELEMENT
    if slash and name not in VOID:
        return UNREADABLE
    pairs = ATTRIBUTE.findall(rest)
    attributes = {key: unescape(value) if "&" in value else value for key, value in pairs}
    return TWICE.said(tag=name) if len(attributes) < len(pairs) else Tag(name, attributes)
