"""Texts for maintainers, which no file of the site may hold.

In: a site. Out: the texts of its internal fields that can be told from what readers are meant to see.
"""

from functools import cache

from build_tools.models import Internal, Model, Site
from build_tools.validate.walk import SINGLE, documents, walk

LONG_ENOUGH = 20
"""Characters. A shorter text, such as the role *editor* or the word *example*, may stand on a page by right."""


def internal_texts(site: Site) -> tuple[str, ...]:
    """Return the long texts of internal fields, each once.

    A text that stands in public words, data or messages too, such as the address of a law that is also where a
    contact was found, is left out: on a page it would prove nothing.
    """
    hidden: dict[str, None] = {}
    public = [*(words.text for words in site.words.values()), *site.catalogues.values()]
    for record in documents(site).values():
        internal, others = told_apart(record)
        hidden |= dict.fromkeys(text for text in internal if len(text) >= LONG_ENOUGH)
        public += others
    seen = squeezed("\n".join(public))
    return tuple(text for text in hidden if squeezed(text) not in seen)


def told_apart(record: Model) -> tuple[list[str], list[str]]:
    """Return the internal texts of a record and of the records in it, and apart from them its other texts."""
    values = [value for _, _, value in walk(record)]
    texts = [value for value in values if isinstance(value, str)]
    models = (value for value in values if not isinstance(value, SINGLE) and isinstance(value, Model))
    internal = [text for model in models for name in internal_fields(type(model)) if (text := getattr(model, name))]
    hidden = set(internal)
    return internal, [text for text in texts if text not in hidden]


@cache
def internal_fields(model: type[Model]) -> list[str]:
    """Return the fields of a model that are marked as internal."""
    return [name for name, field in model.model_fields.items() if Internal() in field.metadata]


def squeezed(text: str) -> str:
    """Return a text without differences of case and of spaces."""
    return " ".join(text.casefold().split())
