"""Codes that a problem offers: what is allowed, the likeliest first. In: codes and what was written. Out: a list."""

from collections.abc import Iterable
from difflib import get_close_matches

from build_tools.problems import NONE

OFFERED = 12


def allowed(values: Iterable[str], instead_of: str = "") -> str:
    """List at most 12 of the allowed values, the closest to ``instead_of`` first, then in their order."""
    values = list(values)
    close = get_close_matches(instead_of, values, n=1)
    listed = [*close, *(value for value in values if value not in close)]
    return ", ".join([*listed[:OFFERED], *(["…"] if len(listed) > OFFERED else [])]) or NONE
