"""The tables of a release are closed: a line stays, is joined with others, or is corrected by many.

In: a site. Out: problems; which lines are what was published, of several lines together. A number that moves by
fewer than ``k`` tells of few what its correction says of them (T4 and T6 of the policy).
"""

from collections import Counter
from collections.abc import Iterator, Mapping

from build_tools.ladders import covering
from build_tools.models import LAST_STEP, SEVERAL_ANSWERS, ReleaseLedger, Site, figure_fields, figure_of
from build_tools.models.figures import REGISTERED
from build_tools.problems import Fault, Problem

_FEW = Fault(
    "figures.correction_of_few",
    "differs from what was published by fewer than {k} reports, and a correction would tell of them; take all lines "
    "that are wrong out of this table and add their old numbers to the line of the step above, or to "
    "other_or_not_stated: then it says less and nothing false. Say in content/corrections.yml, page: statistics, that "
    "they are joined since then",
)
_FEW_IN_ALL = Fault(
    "figures.total_corrected_by_few",
    "is {now}, and {was} was published; a correction by fewer than {k} reports would tell of them, as where one was "
    "counted twice. Put the number back and say it in words alone: in content/corrections.yml, page: statistics",
)


def closed_tables_change_by_many(site: Site) -> Iterator[Problem]:
    """No line of a published release, and no sum of lines that were joined, changes by fewer than ``k``."""
    few = range(1, site.settings.k)
    for path, release in site.releases.items():
        was = _total(release, site)
        if was is not None and abs(release.total - was) in few:
            values = {"now": release.total, "was": was, "k": site.settings.k}
            yield Problem(path, _FEW_IN_ALL, ("total",), values)
        for field, lines in release.tables.items():
            for step, change in _changes(release, field, site).items():
                if abs(change) in few:
                    place = ("tables", field, step) if step in lines else ("tables", field)
                    yield Problem(path, _FEW, place, {"k": site.settings.k})


def change_of(release: ReleaseLedger, line: tuple[str, str] | None, site: Site) -> int | None:
    """Return by how much a line (field and step), or the total without one, differs from what was published of it and
    of the lines that were joined with it; nothing where that cannot be said."""
    if line is None:
        was = _total(release, site)
        return None if was is None else release.total - was
    return _changes(release, line[0], site).get(line[1])


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
    lines = {key.removeprefix(start): line for key, line in site.published.lines.items() if key.startswith(start)}
    steps = {figure_of(field, step): step for step in _steps(field, lines, site)}
    return {step: lines[name].value or 0 for name, step in steps.items() if name in lines and lines[name].value}


def _steps(field: str, names: Mapping[str, object], site: Site) -> list[str]:
    codes = figure_fields()[field]
    if codes != "periods":
        return [*site.vocabulary.labels(codes), LAST_STEP]
    rest = [name.removeprefix("period_") for name in names if name.startswith("period_")]
    return [LAST_STEP if one == LAST_STEP else one.replace("_", "-").upper() for one in rest]


def _total(release: ReleaseLedger, site: Site) -> int | None:
    line = site.published.lines.get(f"{release.id}/figures/{REGISTERED}")
    return line.value if line else None
