"""Fields that are missing under their name and there under another: one mistake that the model sees as two.

In: the errors of pydantic. Out: where the misspelt fields are, and which they are meant to be.
"""

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from build_tools.problems import Field

Detail = Mapping[str, Any]


def misspelt(details: Sequence[Detail]) -> dict[Field, Field]:
    """Return the place of each unknown field that stands for a missing one, with the place of that one."""
    found: dict[Field, Field] = {}
    for place in _places(details, "extra_forbidden"):
        inside = place[:-1]
        unknown, missing = (_beside(inside, details, kind) for kind in ("extra_forbidden", "missing"))
        left = [name for name in missing if (*inside, name) not in found.values()]
        alone = len(unknown) == len(missing) == 1
        if close := left if alone else get_close_matches(str(place[-1]), left, n=1):
            found[place] = (*inside, close[0])
    return found


def _places(details: Sequence[Detail], kind: str) -> list[Field]:
    return [tuple(detail["loc"]) for detail in details if detail["type"] == kind]


def _beside(inside: Field, details: Sequence[Detail], kind: str) -> list[str]:
    """The names of the fields of one group that an error of this kind is about."""
    return [str(place[-1]) for place in _places(details, kind) if place[:-1] == inside]
