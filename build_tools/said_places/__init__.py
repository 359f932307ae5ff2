"""Which places of the vocabulary a text names, in whichever form.

In: a text in its plain form, its language and the vocabulary. Out: codes, with where they are named. A name that
several places bear gives the codes of all of them: Almaty is a city and a region.
"""

from collections.abc import Iterator

from build_tools.models import Vocabulary
from build_tools.said_places.finding import Mention, mentions
from build_tools.said_places.gazetteer import gazetteer

__all__ = ["Mention", "places_in"]


def places_in(text: str, language: str, vocabulary: Vocabulary) -> Iterator[Mention]:
    """Yield each place that a text names: its codes, and where it stands."""
    return mentions(text, language, gazetteer(vocabulary, language))
