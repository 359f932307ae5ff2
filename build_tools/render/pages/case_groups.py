"""The groups that cases are listed by, with their place in the site."""

from dataclasses import dataclass

from build_tools import aggregate
from build_tools.models import Case, Register
from build_tools.render.context import Context


@dataclass(frozen=True, slots=True)
class Group:
    """One list of cases. ``division`` names the administrative division of a region, else it is empty."""

    code: str
    title: str
    division: str
    subpath: str
    cases: tuple[Case, ...]


def folder(register: Register) -> str:
    """Return the folder of a register in the folder of a language."""
    return "cases/examples" if register.example else "cases"


def groups(register: Register, context: Context) -> dict[str, list[Group]]:
    """Return the lists by region (alphabetically by size of number) and by time (newest first)."""
    vocabulary, locale = context.site.vocabulary, context.locale
    regions = aggregate.by_region(register, vocabulary)
    periods = aggregate.by_period(register)
    division = {code: vocabulary.regions[code].division if code in vocabulary.regions else "" for code in regions}
    return {
        "region": [
            Group(code, locale.label("places", code), division[code], f"{folder(register)}/region/{code}.html", cases)
            for code, cases in regions.items()
        ],
        "period": [
            Group(code, locale.period(code), "", f"{folder(register)}/period/{code}.html", cases)
            for code, cases in sorted(periods.items(), reverse=True)
        ],
    }


def pieces(cases: tuple[Case, ...], size: int) -> list[tuple[Case, ...]]:
    """Cut a list into pages of ``size`` cases."""
    return [cases[start : start + size] for start in range(0, len(cases), size)]
