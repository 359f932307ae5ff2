"""What looks through a text: the rules of `personal_data`, with the vocabulary that is approved."""

from collections.abc import Callable, Iterator

from build_tools.personal_data import Finding

Finder = Callable[[str], list[Finding]]


def said_once(found: list[Finding]) -> Iterator[Finding]:
    """Yield the findings without those long numbers that are found as something more exact as well."""
    exact = [one for one in found if one.category != "NUMBER"]
    for one in found:
        if one.category != "NUMBER" or not any(one.start < other.end and other.start < one.end for other in exact):
            yield one
