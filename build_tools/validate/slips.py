"""Where a single digit slipped in what is sealed: looked for only when a seal does not fit.

In: the plain data of a record, and whether a seal fits it. Out: the way to the value. Changes nothing.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from build_tools.problems import Fault, Field

SLIPPED = Fault(
    "published.sign_changed",
    "has another digit, or under seals another letter, than when it was published; put it back",
)

Plain = Mapping[str, Any]
DIGIT = re.compile("[0-9]")


def slipped_field(said: Plain, fits: Callable[[Any], bool]) -> Field:
    """Return the way to the value in which another digit would make the seal fit, or none: ``()``."""
    return next((place for place, other in _with_another_digit(said) if fits(other)), ())


def differ_by_a_sign(seal: str, right: str) -> bool:
    """Tell whether it is the seal itself in which a sign slipped: of two records they differ in nearly all."""
    return len(seal) == len(right) and sum(one != other for one, other in zip(seal, right, strict=True)) == 1


def _with_another_digit(value: object) -> Iterator[tuple[Field, object]]:
    """Yield plain data with one digit of one value or key replaced, and the way to it."""
    match value:
        case Mapping():
            for key, part in value.items():
                yield from (((key, *way), {**value, key: other}) for way, other in _with_another_digit(part))
                rest = {name: one for name, one in value.items() if name != key}
                yield from (((key,), {**rest, other: part}) for other in _texts(key) if other not in rest)
        case list():
            for position, part in enumerate(value):
                others = _with_another_digit(part)
                yield from (
                    ((position, *way), [*value[:position], other, *value[position + 1 :]]) for way, other in others
                )
        case str():
            yield from (((), other) for other in _texts(value))
        case int() if not isinstance(value, bool):
            yield from (((), int(other)) for other in _texts(str(value)))


def _texts(text: str) -> Iterator[str]:
    for found in DIGIT.finditer(text):
        others = (digit for digit in "0123456789" if digit != found[0])
        yield from (text[: found.start()] + digit + text[found.end() :] for digit in others)
