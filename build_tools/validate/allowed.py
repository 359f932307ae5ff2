"""Name the values that are allowed where another was found. Never names the value that was found."""

from collections.abc import Iterable
from difflib import get_close_matches

MOST = 12


def allowed(values: Iterable[str], instead_of: str = "") -> str:
    """List at most 12 of the allowed values, the closest to ``instead_of`` first, then in their order."""
    values = list(values)
    close = get_close_matches(instead_of, values, n=1)
    listed = [*close, *(value for value in values if value not in close)]
    return ", ".join([*listed[:MOST], *(["…"] if len(listed) > MOST else [])]) or "–"
