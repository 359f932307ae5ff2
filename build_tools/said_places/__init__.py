"""Which places of the vocabulary a text names, in whichever form.

In: a text, its language and the vocabulary. Out: codes. A name that several places bear gives the codes of all of them.
"""

from collections.abc import Iterator

from build_tools.models import Vocabulary
from build_tools.said_places.finding import mentions
from build_tools.said_places.gazetteer import gazetteer

__all__ = ["mentioned", "places_named"]


def places_named(text: str, language: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the codes of all cities, towns, regions and parts of the country that a text may name."""
    return frozenset().union(*mentioned(text, language, vocabulary))


def mentioned(text: str, language: str, vocabulary: Vocabulary) -> Iterator[frozenset[str]]:
    """Yield for each place that a text names the codes that it may mean: Almaty is a city and a region."""
    return mentions(text, language, gazetteer(vocabulary, language))
