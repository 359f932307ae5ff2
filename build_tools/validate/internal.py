"""Texts for maintainers, which no page and no file of the site may hold.

In: a site. Out: the texts of its internal fields that can be told from what readers are meant to see, and whether a
text holds one of them. Never says which one, nor where.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from urllib.parse import unquote

from build_tools.models import Internal, Model, Site, models_below
from build_tools.problems import Fault, Field
from build_tools.validate.walk import described, documents, walk

_LONG_ENOUGH = 20
"""Characters. A shorter text, such as the role *editor*, can be a part of a public one by chance, not the whole."""

INTERNAL_TEXT = Fault(
    "page.internal_text", "holds text of a field that is not public; find out which template or table prints it"
)

_CODED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|([\"\\/])|[nrt])")


@dataclass(frozen=True)
class InternalTexts:
    """``long`` are texts that stand nowhere by chance; a ``short`` one may be a part of another, but no whole value."""

    long: tuple[str, ...]
    short: tuple[str, ...]

    def are_in(self, text: str) -> bool:
        """Tell whether a text, or one of its values, is one of these in whatever spelling."""
        text = _without_spelling(text)
        if any(word in text for word in self._short_words) and self._whole.search(text):
            return True
        line = _on_one_line(text)
        return len(line) >= _LONG_ENOUGH and any(sought in line for sought in self._long_lines)

    @cached_property
    def _long_lines(self) -> tuple[str, ...]:
        return tuple(filter(None, (_on_one_line(_without_spelling(text)) for text in self.long)))

    @cached_property
    def _short_words(self) -> tuple[str, ...]:
        """One word of each short text, by which most texts that do not hold it are quickly known."""
        return tuple(max(_without_spelling(text).split(), key=len) for text in self.short if text.split())

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        """What a whole value looks like: a line, a cell, a text of JSON that is no name, an attribute or the text of an
        element. Classes, ids and relations are words of the templates."""
        spelt = "|".join(r"\s+".join(map(re.escape, _without_spelling(text).split())) for text in self.short)
        start = r"(?:^|[>,;\t|]|(?<!\bclass=)(?<!\bid=)(?<!\brel=)\")\s*"
        return re.compile(rf"{start}(?:{spelt})\s*(?:$|[<,;\t|]|\"(?!\s*:))", re.MULTILINE)


def _without_spelling(text: str) -> str:
    """Return a text without the spellings of HTML, JSON and addresses, in this order, and differences of case."""
    if "&" in text:
        text = unescape(text)
    if "\\" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else match[2] or " ", text)
    if "%" in text:
        text = _CODED.sub(lambda match: unquote(match[0]), text)
    return text.casefold()


def _on_one_line(text: str) -> str:
    """Return a text with single spaces between its words, however it was wrapped or indented."""
    return " ".join(text.split())


def internal_texts(site: Site) -> InternalTexts:
    """Return the texts of internal fields, each once.

    A text that stands in public words, data or messages too, such as the address of a law that is also where a
    contact was found, is left out: on a page it would prove nothing.
    """
    hidden: dict[str, None] = {}
    public = [*(words.text for words in site.words.values()), *site.catalogues.values()]
    for record in _records(site):
        internal, others = _texts_of(record)
        hidden |= dict.fromkeys(internal)
        public += others
    seen = _on_one_line("\n".join(public).casefold())
    found = [text for text in hidden if text.strip() and _on_one_line(text.casefold()) not in seen]
    long = tuple(text for text in found if len(text) >= _LONG_ENOUGH)
    return InternalTexts(long, tuple(text for text in found if len(text) < _LONG_ENOUGH))


def _records(site: Site) -> Iterator[Model]:
    """Yield every record; of cases, of which there are many, those that have a field for maintainers."""
    yield from documents(site).values()
    yield from (record for _, record, _ in described(site) if _has_internal(type(record)))


@cache
def _has_internal(model: type[Model]) -> bool:
    """Tell whether a model or one in it has an internal field."""
    return any(map(internal_fields, models_below(model)))


def _texts_of(record: Model) -> tuple[list[str], list[str]]:
    """Return the texts in internal fields of a record and of those in it, and apart from them its other texts; codes
    that are keys are texts too."""
    inside: set[Field] = set()
    internal: list[str] = []
    others: list[str] = []
    for place, _, value in walk(record):
        if place and place[:-1] in inside:
            inside.add(place)
        if isinstance(value, Model):
            inside |= {(*place, name) for name in internal_fields(type(value))}
        texts = [value] if isinstance(value, str) else map(str, value) if isinstance(value, Mapping) else ()
        (internal if place in inside else others).extend(texts)
    return internal, others


@cache
def internal_fields(model: type[Model]) -> list[str]:
    """Return the fields of a model that are marked as internal."""
    return [name for name, field in model.model_fields.items() if Internal() in field.metadata]
