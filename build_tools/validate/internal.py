"""Texts for maintainers, which no file of the site may hold.

In: a site. Out: the texts of its internal fields that can be told from what readers are meant to see.
"""

from collections.abc import Iterator

from build_tools.models import Internal, Model, Site
from build_tools.validate.walk import documents, walk

LONG_ENOUGH = 20
"""Characters. A shorter text, such as the role *editor* or the word *example*, may stand on a page by right."""


def internal_texts(site: Site) -> tuple[str, ...]:
    """Return the long texts of internal fields, each once.

    A text that stands in public words, data or messages too, such as the address of a law that is also where a
    contact was found, is left out: on a page it would prove nothing.
    """
    public = squeezed("\n".join(public_texts(site)))
    found = (text for record in documents(site).values() for text in internal(record) if len(text) >= LONG_ENOUGH)
    return tuple(text for text in dict.fromkeys(found) if squeezed(text) not in public)


def internal(record: Model) -> Iterator[str]:
    """Yield the texts of the internal fields of a record and of the records in it."""
    for _, _, value in walk(record):
        if isinstance(value, Model):
            texts = (getattr(value, name) for name in internal_fields(type(value)))
            yield from (text for text in texts if text)


def internal_fields(model: type[Model]) -> list[str]:
    """Return the fields of a model that are marked as internal."""
    return [name for name, field in model.model_fields.items() if Internal() in field.metadata]


def public_texts(site: Site) -> Iterator[str]:
    """Yield what readers may see: words, texts of the data files that are not internal, messages."""
    yield from (words.text for words in site.words.values())
    yield from site.catalogues.values()
    for record in documents(site).values():
        hidden = set(internal(record))
        yield from (text for _, _, text in walk(record) if isinstance(text, str) and text not in hidden)


def squeezed(text: str) -> str:
    """Return a text without differences of case and of spaces."""
    return " ".join(text.casefold().split())
