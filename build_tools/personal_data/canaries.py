"""Invented items that have to be found with whatever vocabulary is in use, or it silences too much.

In: a vocabulary. Out: the kinds of which an item of `data/canaries.txt` is missed.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple, cast

from build_tools.personal_data import Category, find
from build_tools.personal_data.table import lines
from build_tools.personal_data.vocabulary import Vocabulary

_BRACES = re.compile(r"[{}]")


class Item(NamedTuple):
    """A kind, the text that an item of it stands in, and where."""

    category: Category
    text: str
    span: tuple[int, int]


def missed(vocabulary: Vocabulary) -> list[Category]:
    """Return the kinds of the items that are not found, one for each item."""
    return [item.category for item in canary_items() if not _is_found(item, vocabulary)]


def canary_items() -> Iterator[Item]:
    """Yield each item."""
    for line in lines("canaries"):
        category, _, sentence = line.partition(": ")
        before, item, after = _BRACES.split(sentence)
        yield Item(cast(Category, category), before + item + after, (len(before), len(before + item)))


def _is_found(item: Item, vocabulary: Vocabulary) -> bool:
    """Tell whether an item is found with its kind."""
    (start, end), found = item.span, find(item.text, vocabulary)
    return any(one.category == item.category and one.start < end and start < one.end for one in found)
