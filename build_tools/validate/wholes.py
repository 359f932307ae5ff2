"""Figures that lie within others: none is larger than its whole or within itself, and all are of one unit.

In: a site. Out: problems; the wholes of a figure.
"""

from collections.abc import Iterator

from build_tools.models import Ledger, Site
from build_tools.problems import Fault, Problem
from build_tools.validate.offers import allowed

NO_FIGURE = Fault("figures.unknown_figure", "is not a figure of this ledger; use one of: {allowed}")
TOO_LARGE = Fault(
    "figures.larger_than_its_whole", "is {value}, more than the {whole} it lies within; correct one of the two"
)
OTHER_WHOLE = Fault(
    "figures.whole_of_another_unit", "counts something else; a figure lies within a figure of the same unit"
)
ITSELF = Fault("figures.within_itself", "is the figure itself; name the figure it is a part of")
CIRCLE = Fault(
    "figures.within_circle", "leads back to the figure itself ({names}); name the figure that each of them is a part of"
)


def wholes_hold_their_parts(site: Site) -> Iterator[Problem]:
    """A figure is not larger than the figure it lies within."""
    for path, ledger in site.briefings.items():
        for name, figure in ledger.figures.items():
            yield from _within(path, ledger, name, figure.within) if figure.within is not None else ()


def _within(path: str, ledger: Ledger, name: str, whole: str) -> Iterator[Problem]:
    place, figures = ("figures", name, "within"), ledger.figures
    if whole not in figures:
        yield Problem(path, NO_FIGURE, place, {"allowed": allowed(figures, whole)})
    elif whole == name:
        yield Problem(path, ITSELF, place)
    elif unit_of(ledger, whole) != unit_of(ledger, name):
        yield Problem(path, OTHER_WHOLE, place)
    elif name in (wholes := wholes_of(ledger, name)):
        yield Problem(path, CIRCLE, place, {"names": ", ".join(wholes)})
    elif figures[name].value > figures[whole].value:
        values = {"value": figures[name].value, "whole": figures[whole].value}
        yield Problem(path, TOO_LARGE, ("figures", name, "value"), values)


def wholes_of(ledger: Ledger, figure: str) -> list[str]:
    """Return the figures that a figure lies within, the nearest first, up to one that is there already."""
    found, next_one = list[str](), ledger.figures[figure].within
    while next_one in ledger.figures and next_one not in found:
        found.append(next_one)
        next_one = ledger.figures[next_one].within
    return found


def unit_of(ledger: Ledger, figure: str) -> str:
    """Return what a figure counts."""
    return ledger.figures[figure].unit or ledger.unit
