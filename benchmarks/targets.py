"""The numbers to reach. In: the results of one number of cases. Out: sentences that say what was reached."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.contenders import HUGO, LISTS, MENU, OURS
from benchmarks.run import Result

CPU = {1000: 2.5, 10_000: 25.0}
MEMORY = {10_000: 500e6}
COMPARED = 1000
TIMES = 5.0
PAGE = 15_000

Results = Mapping[int, Sequence[Result]]


def verdicts(count: int, results: Results) -> Iterator[str]:
    """Yield a sentence for each target that ``count`` cases have."""
    by_name = {result.name: result for result in results[count]}
    cost, pages = by_name[OURS].cost, by_name[OURS].pages
    if cost is None or pages is None:
        return
    if count in CPU:
        yield said(cost.cpu <= CPU[count], f"at most {CPU[count]:g} CPU s", f"{cost.cpu:.2f}")
    if count in MEMORY:
        yield said(cost.memory <= MEMORY[count], f"at most {MEMORY[count] / 1e6:g} MB", f"{cost.memory / 1e6:.0f}")
    if count == COMPARED:
        yield from comparisons(cost.cpu, by_name)
    yield said(pages.largest <= PAGE, f"at most {PAGE / 1000:g} KB a case page", f"{pages.largest / 1000:.1f}")
    if len(results) > 1:
        yield independence(results)


def comparisons(cpu: float, by_name: Mapping[str, Result]) -> Iterator[str]:
    """Compare with both builds of MkDocs, of which the cheaper one decides, and with Hugo."""
    costs = {name: by_name[name].cost for name in (LISTS, MENU) if name in by_name}
    mkdocs = {name: cost.cpu / cpu for name, cost in costs.items() if cost}
    wanted = f"at least {TIMES:g} times less CPU than plain MkDocs + Material"
    if mkdocs:
        yield said(min(mkdocs.values()) >= TIMES, wanted, ", ".join(f"{n:.1f} ({name})" for name, n in mkdocs.items()))
    else:
        yield f"not measured: {wanted}"
    hugo = by_name[HUGO].cost if HUGO in by_name else None
    if hugo:
        yield said(cpu < hugo.cpu, "less CPU than Hugo", f"{cpu:.2f} against {hugo.cpu:.2f} s")
    else:
        yield "not measured: less CPU than Hugo"


def independence(results: Results) -> str:
    """Say whether the pages of the cases that all sizes share are the same bytes at every size."""
    found = {result.pages.shared for row in results.values() for result in row if result.name == OURS and result.pages}
    return said(len(found) == 1, "case pages do not depend on the number of cases", "compared byte for byte")


def said(met: bool, wanted: str, measured: str) -> str:
    """Say whether a target is met."""
    return f"{'met' if met else 'MISSED'}: {wanted} – {measured}"
