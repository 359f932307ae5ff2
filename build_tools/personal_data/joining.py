"""Names of several words as one finding, with what of a name stands before or after them.

In: a text made ready, and what of it is a name. Out: findings in the plain text, none beside another.
"""

import re

from build_tools.personal_data.finding import Finding, Severity
from build_tools.personal_data.name_forms import likeness
from build_tools.personal_data.reading import Reading

GAP = re.compile(r" ?- ?| |\. ?|, ?(?=\w\.)|")
AFTER = re.compile(r" ?- ?| ")


def joined(reading: Reading, findings: list[Finding]) -> list[Finding]:
    """Return the findings with names side by side as one, and with what of a name stands before or after."""
    whole: list[Finding] = []
    # Several rules find the same name.
    wide = {span: extended(reading, *span) for span in {(one.start, one.end) for one in findings}}
    for one in sorted(Finding(*wide[one.start, one.end], "PERSON", one.severity) for one in findings):
        last = whole[-1] if whole else None
        if last and (one.start <= last.end or GAP.fullmatch(reading.text[last.end : one.start])):
            severity: Severity = "block" if "block" in (one.severity, last.severity) else "review"
            whole[-1] = Finding(last.start, max(last.end, one.end), "PERSON", severity)
        else:
            whole.append(one)
    return whole


def extended(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the unknown capitalised word before it, and the surname in small letters after it."""
    before, after = reading.word_before(start), reading.word_after(end)
    if before and AFTER.fullmatch(reading.text[before.end : start]) and before.capital and before.begins:
        start = start if before.approved or before.ordinary or len(before.text) < 2 else before.start
    if after and AFTER.fullmatch(reading.text[end : after.start]) and not after.capital:
        like = likeness(after.text)
        end = (
            after.end
            if like in ("surname", "patronymic", "part") and not reading.vocabulary.is_ordinary(after.text)
            else end
        )
    return start, end
