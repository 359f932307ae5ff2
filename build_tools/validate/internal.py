"""Texts for maintainers, which no file of the site may hold.

In: a site. Out: the texts of its internal fields that can be told from what readers are meant to see.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from build_tools.models import Internal, Model, Site, models_below
from build_tools.problems import Field
from build_tools.validate.walk import described, documents, walk

LONG_ENOUGH = 20
"""Characters. A shorter text, such as the role *editor*, can be a part of a public one by chance, not the whole."""


def internal_texts(site: Site) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the texts of internal fields, each once: those that are long enough to stand nowhere by chance, and apart
    from them the short ones, which may be no whole value.

    A text that stands in public words, data or messages too, such as the address of a law that is also where a
    contact was found, is left out: on a page it would prove nothing.
    """
    hidden: dict[str, None] = {}
    public = [*(words.text for words in site.words.values()), *site.catalogues.values()]
    for record in records(site):
        internal, others = told_apart(record)
        hidden |= dict.fromkeys(internal)
        public += others
    seen = squeezed("\n".join(public))
    found = [text for text in hidden if text.strip() and squeezed(text) not in seen]
    long = tuple(text for text in found if len(text) >= LONG_ENOUGH)
    return long, tuple(text for text in found if len(text) < LONG_ENOUGH)


def records(site: Site) -> Iterator[Model]:
    """Yield every record; of cases, of which there are many, those that have a field for maintainers."""
    yield from documents(site).values()
    yield from (record for _, record, _ in described(site) if internal_below(type(record)))


@cache
def internal_below(model: type[Model]) -> bool:
    """Tell whether a model or one in it has an internal field."""
    return any(map(internal_fields, models_below(model)))


def told_apart(record: Model) -> tuple[list[str], list[str]]:
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


def squeezed(text: str) -> str:
    """Return a text without differences of case and of spaces."""
    return " ".join(text.casefold().split())
