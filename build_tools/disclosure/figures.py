"""What the figures of a ledger say of people: whom each counts, within which whole, by which codes.

In: a ledger. Out: its wholes with their figures, and the codes of each figure. Judges nothing.
"""

from collections.abc import Mapping

from build_tools.models import Figure, Ledger


def populations(ledger: Ledger) -> dict[str, dict[str, Figure]]:
    """Return by the name of each whole, or of none, the figures that count people of it: the whole itself, which has no
    codes, and those within it. A figure of which nobody says what it lies within is taken to lie in the whole, where
    there is one."""
    counted = ledger.people
    coded = {name: next(iter(ledger.plain_around(name)), "") for name, one in counted.items() if one.codes}
    known = {whole for whole in coded.values() if whole}
    found = {name: {name: figure} for name, figure in counted.items() if not figure.codes}
    only = ledger.whole or (next(iter(known or found)) if len(known or found) == 1 else "")
    for name, whole in coded.items():
        found.setdefault(whole or only, {})[name] = ledger.figures[name]
    return {whole: figures for whole, figures in found.items() if any(figure.codes for figure in figures.values())}


def readings(name: str, ledger: Ledger) -> list[Mapping[str, str]]:
    """Return what a figure says of those whom it counts: the codes of it and of all that it lies within; and, where no
    other figure has its own codes, these alone. The one minor among the men is read as the only minor too."""
    own, around = ledger.figures[name].codes, ledger.codes_of(name)
    alone = [other for other, figure in ledger.people.items() if figure.codes == own] == [name]
    return [own, around] if alone and own != around else [around]


def said_of(codes: Mapping[str, str]) -> str:
    """Say codes by field, as messages do."""
    return ", ".join(f"{field} = {code}" for field, code in codes.items())
