"""The approved vocabulary of a site: what ships with the program, and what its data call places, bodies and laws.

In: the records of a site. Out: a vocabulary. A name of one person is no term, also where a town bears it: then only the
town together with its word, such as город, is one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from build_tools.models import Model
from build_tools.personal_data.name_forms import likeness
from build_tools.personal_data.vocabulary import Vocabulary, shipped, vocabulary, with_more

CODE = re.compile(r"[a-z0-9]+(?:_[a-z0-9]+)+")
NAMES = frozenset(("name", "label", "group", "title", "former", "aliases"))
"""Fields whose words name something that anybody may name."""

PLACES = ("* қаласы", "город *", "* city", "town of *")
LONGEST = 8
"""A longer label is a sentence, not a term."""


def approved(records: Sequence[Model]) -> Vocabulary:
    """Return the vocabulary of the codebook, the law and the organisations of a site."""
    found = {term for record in records for term in named(record.model_dump())}
    codes = {part for record in records for code in coded(record.model_dump()) for part in code.split("_")}
    return with_more(shipped(), vocabulary(sorted(safe(found)), sorted(code for code in codes if not likeness(code))))


def coded(value: Any) -> Iterator[str]:
    """Yield the codes in plain data: keys and values of several words with low lines."""
    if isinstance(value, Mapping):
        yield from (str(key) for key in value if CODE.fullmatch(str(key)))
        yield from (code for part in value.values() for code in coded(part))
    elif isinstance(value, list | tuple):
        yield from (code for part in value for code in coded(part))
    elif isinstance(value, str) and CODE.fullmatch(value):
        yield value


def named(value: Any, inside: str = "") -> Iterator[str]:
    """Yield the names and labels in plain data, in every language."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from named(part, str(key) if str(key) in NAMES or inside not in NAMES else inside)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from named(part, inside)
    elif isinstance(value, str) and inside in NAMES:
        yield value


def safe(terms: Iterable[str]) -> Iterator[str]:
    """Yield the terms, and in place of one that is also a person's name the phrases that make a place of it."""
    for term in terms:
        words = term.split()
        if len(words) == 1 and likeness(term.strip("()")):
            yield from (place.replace("*", term) for place in PLACES)
        elif len(words) <= LONGEST:
            yield term
