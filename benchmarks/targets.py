"""The numbers to reach. In: the results of one number of stories. Out: sentences that say what was reached."""

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.contenders import BEFORE, OURS
from benchmarks.run import Cost, Result

COLD = {0: 1.3, 1000: 1.1, 10_000: 1.0}
KEPT = {0: 0.85, 1000: 0.65, 10_000: 0.75}
"""CPU seconds in relation to those of the earlier commit, which count on a busy machine as well."""

MEMORY = 400e6
PAGE = 8_000

Results = Mapping[int, Sequence[Result]]


def verdicts(count: int, results: Results) -> Iterator[str]:
    """Yield a sentence for each target that ``count`` stories have."""
    by_name = {result.name: result for result in results[count]}
    ours, before = by_name[OURS], by_name.get(BEFORE)
    if ours.first is None or ours.cost is None or ours.pages is None:
        return
    yield from ratio(ours.first, before.first if before else None, COLD.get(count), "first build")
    yield from ratio(ours.cost, before.cost if before else None, KEPT.get(count), "with kept verdicts")
    yield verdict(ours.cost.memory <= MEMORY, f"at most {MEMORY / 1e6:g} MB", f"{ours.cost.memory / 1e6:.0f}")
    if not count:
        return
    yield verdict(
        ours.pages.largest <= PAGE, f"at most {PAGE / 1000:g} KB a case page", f"{ours.pages.largest / 1000:.1f}"
    )
    if len([size for size in results if size]) > 1:
        yield independence(results)


def ratio(ours: Cost, before: Cost | None, wanted: float | None, which: str) -> Iterator[str]:
    """Yield whether a build is cheap enough beside that of the earlier commit."""
    if wanted is not None:
        text = f"{which}: at most {wanted:g} of the CPU seconds of {BEFORE}"
        found = ours.cpu / before.cpu if before else None
        yield f"not measured: {text}" if found is None else verdict(found <= wanted, text, f"{found:.2f}")


def independence(results: Results) -> str:
    """Say whether the pages of the cases that all sizes share are the same bytes at every size."""
    rows = (row for size, row in results.items() if size)
    found = {result.pages.shared for row in rows for result in row if result.name == OURS and result.pages}
    return verdict(len(found) == 1, "case pages do not depend on the number of cases", "compared byte for byte")


def verdict(met: bool, wanted: str, measured: str) -> str:
    """Say whether a target is met."""
    return f"{'met' if met else 'MISSED'}: {wanted} – {measured}"
