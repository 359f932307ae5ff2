"""The vocabulary of a project: what ships with the program, and the public words that its people have approved.

In: terms. Out: a vocabulary. A name of one person is no term, also where a town bears it: then only the town together
with its word, such as город, is one.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from build_tools.personal_data.name_forms import likeness
from build_tools.personal_data.table import lines
from build_tools.personal_data.vocabulary import Vocabulary, shipped, vocabulary, with_more

_PLACES = ("* қаласы", "город *", "* city", "town of *")
LONGEST_TERM = 8
"""A longer term is a sentence."""


@lru_cache(maxsize=16)
def with_terms(terms: frozenset[str]) -> Vocabulary:
    """Return the vocabulary that the program ships with, and these terms."""
    return with_more(shipped(), vocabulary(sorted(safe(terms)))) if terms else shipped()


@lru_cache(maxsize=16)
def public_terms(terms: frozenset[str]) -> Vocabulary:
    """Return the bodies, laws and other terms that ship with the program, the country, and these terms: of places a
    story may name no other but that of its code."""
    return vocabulary([*lines("terms"), *_COUNTRY, *sorted(safe(terms))])


_COUNTRY = (
    *("Қазақстан", "Казахстан", "Kazakhstan"),
    *("Қазақстан Республикасы", "Республика Казахстан", "Republic of Kazakhstan"),
)


def safe(terms: Iterable[str]) -> Iterator[str]:
    """Yield the terms, and in place of one that is also a person's name the phrases that make a place of it."""
    for term in terms:
        words = term.split()
        if len(words) == 1 and likeness(term.strip("()")):
            yield from (place.replace("*", term) for place in _PLACES)
        elif len(words) <= LONGEST_TERM:
            yield term
