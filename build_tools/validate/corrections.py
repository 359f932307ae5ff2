"""Corrections and planned revisions: of what is there, from the number that was published to the one that stands; and
the tables of a release, which are closed: a line stays, is joined with others, or is corrected by many.

In: a site. Out: problems; which lines are what was published, of several lines together. No old number that is repeated
points at anybody, and none moves by fewer than ``k``, which would tell of few what its correction says of them (T4 and
T6 of the policy); that the numbers of a ledger were public before excuses none that was published in error.
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from build_tools.files.paths import CORRECTIONS
from build_tools.models import (
    LAST_STEP,
    REGISTERED,
    SEVERAL_ANSWERS,
    Change,
    Correction,
    Ledger,
    ReleaseLedger,
    Revision,
    Site,
    figure_fields,
    figure_of,
)
from build_tools.models.hierarchies import covering
from build_tools.problems import REPEATED, TOO_EARLY, Fault, Field, Problem, unknown
from build_tools.validate.figures import NOT_ITS_NUMBER
from build_tools.validate.walk import ledgers_by_id

_SMALL_OLD_NUMBER = Fault(
    "corrections.old_number_below_k",
    "is below {k}, or leaves fewer than {k} of what it lies within, who could be pointed at; delete this line: then "
    "the old number is not repeated",
)
_FEW_MOVED = Fault(
    "figures.correction_of_few",
    "differs from what was published by fewer than {k} reports, and a correction would tell of them: put the number "
    "back and correct it in words alone, or give no number any more: in a briefing it goes to not_given, in a release "
    "all lines that are wrong are joined with that of the step above or other_or_not_stated; then it says less and "
    "nothing false, and an entry in content/corrections.yml with page: says so",
)


def corrections_are_of_something(site: Site) -> Iterator[Problem]:
    """The figure and the statement that changed are those of the briefing, which stood somewhere from its day on at the
    earliest, and only what was announced is revised."""
    ledgers, statements = ledgers_by_id(site), {file.id: file.statements for file in site.statements.values()}
    for part, name, change in site.corrections.changes():
        if ledger := ledgers.get(change.briefing or ""):
            place, first = (part, name), ledger.as_of.isoformat() if ledger.is_release else ledger.id
            field, began = ("since", change.since) if isinstance(change, Correction) else ("on", change.on)
            if began.isoformat() < first:
                yield Problem(CORRECTIONS, TOO_EARLY, (*place, field), {"other": first})
            known = statements.get(ledger.id, {})
            if isinstance(change, Correction) and change.statement and change.statement not in known:
                yield Problem(CORRECTIONS, unknown("statements", known, change.statement), (*place, "statement"))
            if change.figure:
                yield from _of_figure((*place, "figure"), change, change.figure, ledger, site)


def _of_figure(place: Field, change: Change, figure: str, ledger: Ledger, site: Site) -> Iterator[Problem]:
    if figure not in ledger.figures:
        if not site.published.figure(ledger, figure):  # whether a published figure may go, another rule says
            yield Problem(CORRECTIONS, unknown("figures", ledger.figures, figure), place)
    elif isinstance(change, Revision) and not ledger.figures[figure].provisional:
        announced = [name for name, one in ledger.figures.items() if one.provisional]
        yield Problem(CORRECTIONS, unknown("figures (provisional: true)", announced, figure), place)


def corrections_follow_each_other(site: Site) -> Iterator[Problem]:
    """Each change of a figure leads to the number that the next one begins with, the last to that of the ledger."""
    figures = ((ledger, name) for ledger in site.ledgers.values() for name in ledger.figures)
    for ledger, figure in figures:
        changes = site.corrections.of_figure(ledger.id, figure)
        after = [*(one.change.was for one in changes[1:]), ledger.figures[figure].value]
        for (part, name, change), following in zip(changes, after, strict=False):
            if change.was == change.now:
                yield Problem(CORRECTIONS, REPEATED, (part, name, "now"), {"other": "was"})
            if following is not None and change.now != following:
                values = {"value": change.now, "right": following}
                yield Problem(CORRECTIONS, NOT_ITS_NUMBER, (part, name, "now"), values)


def old_numbers_point_at_nobody(site: Site) -> Iterator[Problem]:
    """No old number is of few people, nor tells of few who were taken from a part that codes describe, or put there;
    also where a change does not repeat the number before it, for everybody may have kept it."""
    few, values = range(1, site.settings.k), {"k": site.settings.k}
    for ledger in site.ledgers.values():
        first = site.published.first_numbers(ledger)
        numbers = {name: one.value for name, one in ledger.figures.items()} | first
        for name, figure in ledger.people.items():
            before, whole = first.get(name), numbers.get(str(figure.within))
            for part, id_, change in site.corrections.of_figure(ledger.id, name):
                before = before if change.was is None else change.was
                moved = before is not None and change.now is not None and abs(change.now - before) in few
                rest = None if whole is None or change.was is None else whole - change.was
                if change.was in few or rest in few:
                    yield Problem(CORRECTIONS, _SMALL_OLD_NUMBER, (part, id_, "was"), values)
                elif moved and (figure.fields or ledger.is_release):
                    place = (part, id_, "now" if change.was is None else "was")
                    yield Problem(CORRECTIONS, _FEW_MOVED, place, values)
                before = change.now


def closed_tables_change_by_many(site: Site) -> Iterator[Problem]:
    """No line of a published release, and no sum of lines that were joined, changes by fewer than ``k``."""
    few, values = range(1, site.settings.k), {"k": site.settings.k}
    for path, release in site.releases.items():
        if abs(change_of(release, None, site) or 0) in few:
            yield Problem(path, _FEW_MOVED, ("total",), values)
        for field, lines in release.tables.items():
            for step, change in _changes(release, field, site).items():
                if abs(change) in few:
                    place = ("tables", field, step) if step in lines else ("tables", field)
                    yield Problem(path, _FEW_MOVED, place, values)


def change_of(release: ReleaseLedger, line: tuple[str, str] | None, site: Site) -> int | None:
    """Return by how much a line (field and step), or the total without one, differs from what was published of it and
    of the lines that were joined with it; nothing where that cannot be said."""
    if line is not None:
        return _changes(release, line[0], site).get(line[1])
    was = site.published.lines.get(f"{release.id}/figures/{REGISTERED}")
    return None if was is None or was.value is None else release.total - was.value


def _changes(release: ReleaseLedger, field: str, site: Site) -> Mapping[str, int]:
    """Return by how much a table changed, by the steps that it has and had; a line that it has or had alone counts in
    the step above that both have. Where one report may have several answers, no line is part of another."""
    if field not in figure_fields():  # which another rule says
        return {}
    old, new = _published(release, field, site), release.tables.get(field, {})
    if not old or not new:
        return {}
    common = old.keys() & new.keys()
    if field in SEVERAL_ANSWERS:
        return {step: new[step] - old[step] for step in common} | {step: new[step] for step in new.keys() - common}
    found = Counter[str]()
    for sign, lines in ((1, new), (-1, old)):
        for step, count in lines.items():
            above = site.vocabulary.steps_above(figure_fields()[field], step)
            found[covering((step, *above), common)] += sign * count
    return found


def _published(release: ReleaseLedger, field: str, site: Site) -> dict[str, int]:
    """Return the lines of a table that were published first, also those that are joined since then."""
    start = f"{release.id}/figures/"
    lines = {key.removeprefix(start): line.value for key, line in site.published.lines.items() if key.startswith(start)}
    if (codes := figure_fields()[field]) == "periods":
        known = [name.removeprefix("period_").replace("_", "-").upper() for name in lines]
    else:
        known = [*site.vocabulary.labels(codes)]
    steps = {figure_of(field, step): step for step in (*known, LAST_STEP)}
    return {steps[name]: value for name, value in lines.items() if value and name in steps}


RULES = (
    corrections_are_of_something,
    corrections_follow_each_other,
    old_numbers_point_at_nobody,
    closed_tables_change_by_many,
)
