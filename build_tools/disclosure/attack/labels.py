"""Numbers of people that a label alone describes, by authority or by place of detention say: what they grow by.

In: wholes of ledgers, k. Out: what two briefings tell together of such a part, and of those who are not in it. A part
that others break down is a whole of its own, which the audit asks about.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.disclosure.attack.wholes import Whole, besides, lies_in, never_both
from build_tools.models import Ledger


@dataclass(frozen=True, slots=True)
class Growth:
    """By how many a part, or the rest of the whole, is larger in a later ledger; figures by file and name."""

    path: str
    description: str
    number: int
    figures: tuple[tuple[str, str], ...]


def growths(wholes: Sequence[Whole], k: int) -> Iterator[Growth]:
    """Yield what grows by 1 to ``k`` - 1 people; what others published in both tells nothing new."""
    mains = [whole for whole in wholes if whole.main and whole.name]
    told = {(whole.path, whole.name) for whole in wholes}
    for later in mains:
        inner = [one for one in mains if one is not later and lies_in(one, later)]
        for some in ([one] for one in inner):
            yield from _growths(some, later, told, k)
        for apart in _apart(inner):
            yield from _growths(apart, later, told, k)


def _apart(inner: Sequence[Whole]) -> Iterator[list[Whole]]:
    """Yield several wholes that count nobody twice: the outermost of those that lie in each other, or the innermost."""
    outermost = [one for one in inner if not any(one is not other and lies_in(one, other) for other in inner)]
    innermost = [one for one in inner if not any(one is not other and lies_in(other, one) for other in inner)]
    for some in (outermost, innermost):
        if len(some) > 1 and all(one is other or never_both(one, other) for one in some for other in some):
            yield some


def _growths(some: Sequence[Whole], later: Whole, told: set[tuple[str, str]], k: int) -> Iterator[Growth]:
    if all(whole.ledger.already_public for whole in (*some, later)):
        return
    for name, around in _parts(later).items():
        earlier = [(one, own) for one in some if (own := _same_part(name, later.ledger, one)) is not None]
        names = ((later.path, name), *((one.path, own) for one, own in earlier))
        if not earlier or told.issuperset(names):
            continue
        more = later.ledger.figures[name].value - sum(one.ledger.figures[own].value for one, own in earlier)
        beside = ", ".join(one.ledger.id for one, _ in earlier)
        if 0 < more < k:
            yield Growth(later.path, f"within = {name}, within ≠ {beside}", more, names)
        if all(around in one.ledger.figures for one, _ in earlier):
            whole = later.ledger.figures[around].value - sum(one.ledger.figures[around].value for one, _ in earlier)
            if 0 < whole - more < k:
                totals = ((later.path, around), *((one.path, around) for one, _ in earlier))
                yield Growth(
                    later.path, f"within = {around}, within ≠ {name}, {beside}", whole - more, (*names, *totals)
                )


def _parts(whole: Whole) -> Mapping[str, str]:
    """Return the parts of a whole that nothing but a label describes, with the figure that each lies within."""
    ledger: Ledger = whole.ledger
    around = {name: ledger.around(name) for name in ledger.plain if name != whole.name}
    return {name: (some or [whole.name])[0] for name, some in around.items() if not some or whole.name in some}


def _same_part(name: str, ledger: Ledger, earlier: Whole) -> str | None:
    """Return the part of an earlier whole that has the same name or the same label."""
    parts, label = _parts(earlier), ledger.figures[name].label
    same = [own for own in parts if label and earlier.ledger.figures[own].label == label]
    found = name if name in parts else next(iter(same), None)
    return found if found and besides(ledger, name) == besides(earlier.ledger, found) else None
