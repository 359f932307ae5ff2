"""The numbers to reach. In: the results of one number of cases. Out: sentences that say what was reached."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.run import Result

OURS, HUGO, MKDOCS = "transparency build", "Hugo", "MkDocs"
CPU = {1000: 2.5, 10_000: 25.0}
MEMORY = {10_000: 500e6}
TIMES = {1000: 5.0}
PAGE = 15_000

Results = Mapping[int, Sequence[Result]]


def verdicts(count: int, results: Results) -> Iterator[str]:
    """Yield a sentence for each target that ``count`` cases have."""
    by_name = {result.name: result for result in results[count]}
    ours = by_name[OURS]
    if ours.cost is None or ours.pages is None:
        return
    if count in CPU:
        yield said(ours.cost.cpu <= CPU[count], f"at most {CPU[count]:g} CPU s", f"{ours.cost.cpu:.2f} CPU s")
    if count in MEMORY:
        limit = f"at most {MEMORY[count] / 1e6:g} MB"
        yield said(ours.cost.memory <= MEMORY[count], limit, f"{ours.cost.memory / 1e6:.0f} MB")
    if count in TIMES:
        yield from comparisons(ours.cost.cpu, TIMES[count], by_name)
    yield said(
        ours.pages.largest <= PAGE, f"at most {PAGE / 1000:g} KB a case page", f"{ours.pages.largest / 1000:.1f} KB"
    )
    prints = {r.pages.shared for several in results.values() for r in several if r.name == OURS and r.pages}
    if len(results) > 1:
        measured = "byte for byte" if len(prints) == 1 else "they differ"
        yield said(len(prints) == 1, "case pages do not depend on the number of cases", measured)


def comparisons(cpu: float, times: float, by_name: Mapping[str, Result]) -> Iterator[str]:
    """Compare with the cheaper one of the MkDocs builds that were measured, and with Hugo."""
    mkdocs = [result.cost.cpu for name, result in by_name.items() if name.startswith(MKDOCS) and result.cost]
    wanted = f"at least {times:g} times less CPU than plain MkDocs + Material"
    if mkdocs:
        yield said(min(mkdocs) >= times * cpu, wanted, f"{min(mkdocs) / cpu:.1f} times less")
    else:
        yield f"not measured: {wanted}"
    hugo = by_name.get(HUGO)
    if hugo and hugo.cost:
        yield said(cpu < hugo.cost.cpu, "less CPU than Hugo", f"{cpu:.2f} against {hugo.cost.cpu:.2f} CPU s")
    else:
        yield "not measured: less CPU than Hugo"


def said(met: bool, wanted: str, measured: str) -> str:
    """Say whether a target is met."""
    return f"{'met' if met else 'MISSED'}: {wanted} – {measured}"
