"""What an earlier version of a record said that it does not say now, and whether that was finer.

In: the codes of two versions, and the codebook. Out: fields. An earlier value is finer where the present one follows
from it along the ladders; a code that the codebook does not have may say anything, and counts as finer.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.disclosure.ladders import above
from build_tools.models import NOT_ASKED, NOT_STATED, PERIOD_FORM, Period, Vocabulary, fact_fields
from build_tools.versions.reading import Said

_SILENT = frozenset({NOT_STATED, NOT_ASKED})
_PERIODS = "periods"


def differences(
    earlier: Mapping[str, Said], now: Mapping[str, Said], vocabulary: Vocabulary | None
) -> Iterator[tuple[str, bool]]:
    """Yield each field of which two versions say different things, and whether the earlier one was finer. What an
    earlier version does not say is no value; what is left out now says nothing."""
    for name, codes in fact_fields().items():
        was, said = earlier.get(name), now.get(name, frozenset({NOT_ASKED}))
        if was is not None and was != said:
            yield name, _is_finer(codes, was, said, vocabulary)


def _is_finer(codes: str, was: Said, said: Said, vocabulary: Vocabulary | None) -> bool:
    """Whether all that is said now follows from what was said."""
    if was <= _SILENT:
        return False
    steps = [_steps(codes, code, vocabulary) for code in was]
    return any(step is None for step in steps) or said <= _SILENT.union(*(step for step in steps if step is not None))


def _steps(codes: str, code: str, vocabulary: Vocabulary | None) -> frozenset[str] | None:
    """Return a code and all that follows from it, or nothing where nobody knows."""
    if code in _SILENT:
        return frozenset()
    if codes == _PERIODS:
        return frozenset(_periods(code)) if re.fullmatch(PERIOD_FORM, code) else None
    if vocabulary is None or code not in vocabulary.labels(codes):
        return None
    try:
        return frozenset({code, *above(codes, code, vocabulary)})
    except KeyError:  # a ladder that leads to a code that is not there, which the check says
        return None


def _periods(code: str) -> Iterator[str]:
    period: Period | None = Period(code)
    while period is not None:
        yield str(period)
        period = period.broader
