"""The seal of a ledger: the numbers of a published briefing stay, and what was corrected is said.

In: a site. Out: problems, at the number itself where the seal tells which it is. A correction or a planned revision
is undone before the seal is compared, so the seal is never written anew for one.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from build_tools.models import Ledger, Site
from build_tools.paths import CORRECTIONS
from build_tools.problems import Fault, Field, Problem
from build_tools.validate.slips import SLIPPED as DAY_SLIPPED
from build_tools.validate.slips import slipped_field

UNSEALED = Fault(
    "figures.seal_does_not_fit",
    "does not fit the figures; put back what was published, the numbers with their codes, tables and time; a number "
    "that was wrong is corrected in content/corrections.yml, with was and now; if nothing was published yet, write "
    "{seal} here",
)
BORROWED = Fault(
    "figures.seal_of_another",
    "is the seal of {other}, whose numbers these are not; delete it until these are published",
)
SLIPPED = Fault(
    "figures.published_number_changed",
    "is {value}, but {right} was published; put it back, or say in content/corrections.yml what was wrong; if nothing "
    "was published yet, delete the seal",
)
NEVER_WAS = Fault(
    "corrections.never_published",
    "was never published: the seal fits the ledger as it is now, with {now}; put the right number into the ledger, or "
    "delete this entry",
)
NO_SEAL = Fault(
    "figures.seal_missing",
    "is missing; once the numbers are published, write seal: {seal}, so that no later slip changes them unseen",
)


@dataclass(frozen=True, slots=True)
class Slip:
    """A figure whose number is not the one that was sealed, and that number."""

    figure: str
    right: int


def borrowed(site: Site) -> dict[str, str]:
    """Return the ledgers that kept the seal of the one they were copied from, each with that one."""
    prints = {path: site.corrections.fingerprint(ledger) for path, ledger in site.ledgers.items()}
    owners = {ledger.seal: path for path, ledger in site.ledgers.items() if ledger.seal == prints[path]}
    return {
        path: owners[ledger.seal]
        for path, ledger in site.ledgers.items()
        if ledger.seal in owners and ledger.seal != prints[path]
    }


def slip_in(ledger: Ledger, site: Site, more: Mapping[str, int]) -> Slip | None:
    """Return the one number that must be another for the seal to fit, if there is one: with another digit, or as
    ``more`` says by figure."""
    known = site.corrections.sealed_numbers(ledger)
    if site.hides(CORRECTIONS) or ledger.seal is None or ledger.seal == ledger.fingerprint_with(known):
        return None
    for name, figure in ledger.figures.items():
        likely = [figure.value, *([more[name]] if name in more else [])]
        for value in (*likely, *_with_another_digit(known.get(name, figure.value))):
            if ledger.fingerprint_with({**known, name: value}) == ledger.seal:
                return Slip(name, value)
    return None


def slip_by_tables(ledger: Ledger, site: Site) -> Slip | None:
    """Return that number; those with which a table adds up are likely."""
    right = dict[str, int]()
    for table in ledger.tables.values():
        values = {name: ledger.figures[name].value for name in (table.total, *table.parts) if name in ledger.figures}
        lacking = values.get(table.total, 0) - sum(values.get(part, 0) for part in table.parts)
        if lacking and len(values) > len(table.parts):
            right |= {part: values[part] + lacking for part in table.parts}
            right[table.total] = values[table.total] - lacking
    return slip_in(ledger, site, right)


def _with_another_digit(value: int) -> Iterator[int]:
    """Yield the numbers that differ in one digit, by a digit more or less, or by less than ten."""
    written = str(value)
    yield from (value + step for step in range(-min(value, 9), 10))
    for place in range(len(written)):
        yield from (int(written[:place] + digit + written[place + 1 :]) for digit in "0123456789")
        yield int(f"0{written[:place]}{written[place + 1 :]}")
    for place in range(len(written) + 1):
        yield from (int(written[:place] + digit + written[place:]) for digit in "0123456789")


def slipped(path: str, ledger: Ledger, slip: Slip, site: Site) -> Problem:
    """Return the problem of a number that is not the one that was sealed: in the ledger, or where it is corrected."""
    changes = site.corrections.of_figure(ledger.id, slip.figure)
    told = next((one for one in changes if one.change.was is not None), None)
    if told is None:
        values = {"value": ledger.figures[slip.figure].value, "right": slip.right}
        return Problem(path, SLIPPED, ("figures", slip.figure, "value"), values)
    part, name, change = told
    if slip.right == ledger.figures[slip.figure].value:
        return Problem(CORRECTIONS, NEVER_WAS, (part, name, "was"), {"now": slip.right})
    return Problem(CORRECTIONS, SLIPPED, (part, name, "was"), {"value": change.was, "right": slip.right})


def published_figures_are_sealed(site: Site) -> Iterator[Problem]:
    """What a release refuses: numbers that nothing keeps as they were published."""
    for path, ledger in site.ledgers.items():
        if ledger.seal is None:
            yield Problem(path, NO_SEAL, ("seal",), {"seal": ledger.fingerprint})


def seals_fit(site: Site) -> Iterator[Problem]:
    """The figures of a published briefing are those that were sealed; corrections that could not be read may say why
    they are not."""
    if site.hides(CORRECTIONS):
        return
    of_others = borrowed(site)
    for path, ledger in site.ledgers.items():
        if path in of_others:
            yield Problem(path, BORROWED, ("seal",), {"other": of_others[path]})
        elif ledger.seal and ledger.seal != site.corrections.fingerprint(ledger):
            yield _unfit(path, ledger, site)


def _unfit(path: str, ledger: Ledger, site: Site) -> Problem:
    """Return the problem of a ledger that its seal does not fit, at the number or the day that is another."""
    if slip := slip_in(ledger, site, {}):
        return slipped(path, ledger, slip, site)
    if place := _day_in(ledger, site):
        return Problem(path, DAY_SLIPPED, place)
    return Problem(path, UNSEALED, ("seal",), {"seal": ledger.fingerprint})


def _day_in(ledger: Ledger, site: Site) -> Field:
    """Return the place of the day, time or address that must be another for the seal to fit, if there is one."""
    known = site.corrections.sealed_numbers(ledger)
    return slipped_field(ledger.sealed_days, lambda days: ledger.fingerprint_with(known, days) == ledger.seal)
