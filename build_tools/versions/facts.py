"""What readers take from a record as a fact: its numbers, days, sources and codes, and the numbers in its words.

In: plain data. Out: facts by their place. Words themselves are no facts: they may be polished and translated anew.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from build_tools.problems import Field

DIGITS = re.compile(r"\d+")


def facts(value: object, languages: Collection[str], place: Field = ()) -> Iterator[tuple[Field, str]]:
    """Yield the facts of plain data: of a text in a language its numbers, of every other value the whole. What lists
    hold has no place that stays, so it is left out, but for records."""
    if isinstance(value, Mapping):
        for key, part in value.items():
            yield from facts(part, languages, (*place, key))
    elif isinstance(value, list):
        for position, part in enumerate(value):
            yield from facts(part, languages, (*place, position)) if isinstance(part, Mapping) else ()
    elif isinstance(value, str) and place[-1] in languages:
        yield place, " ".join(DIGITS.findall(value))
    elif isinstance(value, str | int):
        yield place, str(value)
