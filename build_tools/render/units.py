"""What figures count, ready to show: units with their meaning, and links to the codebook.

In: a ledger and its figures. Out: values for templates, in one language.
"""

from dataclasses import dataclass

from build_tools.models import LAST_STEP, Figure, Ledger, figure_fields
from build_tools.render.codebook import code_address
from build_tools.render.context import Context
from build_tools.render.tables import unit_label
from build_tools.render.words import Link


@dataclass(frozen=True, slots=True)
class Unit:
    """What figures count: its name, which leads to the codebook from the folder of the language, and its meaning."""

    link: Link
    meaning: str


def units_of(ledger: Ledger, context: Context) -> list[Unit]:
    """Return what the figures of a ledger count, each once."""
    used = dict.fromkeys(figure.unit or ledger.unit for figure in ledger.figures.values())
    units = context.site.vocabulary.units
    return [Unit(_link(unit, context), units[unit].definition[context.language]) for unit in used]


def codes_of(figure: Figure, ledger: Ledger, context: Context) -> list[Link]:
    """Return links to what the codebook says of the unit and the codes of a figure."""
    lists, locale = figure_fields(), context.locale
    codes = [(lists[field], code) for field, code in figure.codes.items() if code != LAST_STEP]
    unit = _link(figure.unit or ledger.unit, context)
    known = [(name, code) for name, code in codes if name != "periods"]
    return [unit, *(Link(locale.label(name, code), code_address(name, code)) for name, code in known)]


def _link(unit: str, context: Context) -> Link:
    return Link(unit_label(unit, context), code_address("units", unit))
