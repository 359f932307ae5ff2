"""The ladder of each answer: its code, the steps above it, and the last step, in which all ladders end.

In: a field, a code, the vocabulary. Out: steps. A city climbs in the division of its event's period.
"""

import datetime
import re
from collections.abc import Collection, Iterable, Mapping

from build_tools.models import (
    LAST_STEP,
    NOT_STATED,
    PERIOD_FORM,
    SEVERAL_ANSWERS,
    Period,
    Report,
    Vocabulary,
    fact_fields,
)

Ladder = tuple[str, ...]
"""A code and the steps above it, ``LAST_STEP`` the last."""

NONE = "none"
"""Where one report may have several codes, this one stands alone and is no line."""


def ladder_of(field: str, code: str, day: datetime.date, vocabulary: Vocabulary) -> Ladder:
    """Return the ladder of a code; ``day`` says in which division a city lies."""
    return (*vocabulary.ladder(fact_fields()[field], code, day), LAST_STEP)


def ladders_in(report: Report, field: str, vocabulary: Vocabulary) -> list[Ladder]:
    """Return the ladders of the answers of a report to a field; of several codes, those that can have a line."""
    day = min(Period(report.answers["period"][0]).start, report.registered)
    left_out = (NOT_STATED, NONE) if field in SEVERAL_ANSWERS else ()
    return [ladder_of(field, code, day, vocabulary) for code in report.answers[field] if code not in left_out]


def ladders_of(field: str, codes: Iterable[str], vocabulary: Vocabulary) -> list[Ladder]:
    """Return the ladders of some codes, in their order; of a city one in each division."""
    days = [division.valid_to or datetime.date.max for division in vocabulary.divisions]
    return list(dict.fromkeys(ladder_of(field, code, day, vocabulary) for code in codes for day in days))


def is_step(field: str, step: str, until: datetime.date, vocabulary: Vocabulary) -> bool:
    """Whether a table by a field may have a line of this name; ``until`` is the last day of registration, before which
    nothing happened in a region of a later division."""
    if step == LAST_STEP:
        return field not in SEVERAL_ANSWERS
    if step == NOT_STATED or (step == NONE and field in SEVERAL_ANSWERS):
        return False
    codes = fact_fields()[field]
    if codes == "periods":
        return bool(re.fullmatch(PERIOD_FORM, step))
    later = [one.id for one in vocabulary.divisions if one.valid_from and one.valid_from > until]
    is_later = codes == "places" and step in vocabulary.regions and vocabulary.regions[step].division in later
    return step in vocabulary.labels(codes) and not is_later


def order_of(field: str, vocabulary: Vocabulary) -> Mapping[str, int]:
    """Return the position of each step of a field, in the order of the vocabulary; periods have the order of time."""
    codes = fact_fields()[field]
    steps: Collection[str] = () if codes == "periods" else vocabulary.labels(codes)
    return {step: position for position, step in enumerate(steps)}


def covering(ladder: Ladder, lines: Collection[str]) -> str:
    """Return the line that an answer is counted in: the nearest step at or above it that has one, or the last step."""
    return next((step for step in ladder if step in lines), LAST_STEP)
