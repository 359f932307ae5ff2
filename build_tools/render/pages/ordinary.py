"""Pages that are words and nothing else."""

from collections.abc import Iterator

from build_tools.models import GENERATED, KIT, Page
from build_tools.paths import BRIEFINGS
from build_tools.render.context import Context
from build_tools.render.pages.base import page_of_words

PLACED = (*GENERATED, *KIT)
"""Names of the words that something else places."""


def ordinary(context: Context) -> Iterator[Page]:
    """Yield a page for every file of words that no other page places."""
    for language, name in context.site.words:
        if language == context.language and name not in PLACED and not name.startswith((BRIEFINGS, "k/")):
            yield page_of_words(name, "words.html", context, {})
