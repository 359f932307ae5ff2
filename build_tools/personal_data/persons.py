"""Names as findings: several words as one, with what of a name stands beside them; less severe where a town, a street
or an institution bears the name.

In: a text made ready. Out: findings in the plain text, none beside another.
"""

import re
from collections.abc import Iterator

from build_tools.personal_data.finding import Finding, severer
from build_tools.personal_data.name_forms import is_namesake, likeness
from build_tools.personal_data.names import is_title_of, names
from build_tools.personal_data.reading import Reading, Span
from build_tools.personal_data.table import pattern, words

_JOINS = re.compile(r" ?- ?| |\. ?|, ?(?=\w\.)|")
_BESIDE = re.compile(r" ?- ?| ")
_REACH = 40


def persons(reading: Reading, line: Span) -> Iterator[Finding]:
    """Yield the names of persons; one that places bear too, and nothing says whose it is, less severe."""
    for one in _joined(reading, list(names(reading, line))):
        sure = one.severity == "block" and not _is_borne(reading, one)
        yield one if sure else Finding(one.start, one.end, one.category, "review")


def _joined(reading: Reading, findings: list[Finding]) -> list[Finding]:
    """Return the findings with names side by side as one, and with what of a name stands before or after."""
    whole: list[Finding] = []
    # Several rules find the same name.
    wide = {span: _extended(reading, *span) for span in {(one.start, one.end) for one in findings}}
    for one in sorted(Finding(*wide[one.start, one.end], "PERSON", one.severity) for one in findings):
        last = whole[-1] if whole else None
        if last and (one.start <= last.end or _JOINS.fullmatch(reading.text[last.end : one.start])):
            whole[-1] = Finding(last.start, max(last.end, one.end), "PERSON", severer(one.severity, last.severity))
        else:
            whole.append(one)
    return whole


def _extended(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """Return a stretch with the unknown capitalised word before it, and the surname in small letters after it."""
    before, after = reading.word_before(start), reading.word_after(end)
    if before and _BESIDE.fullmatch(reading.text[before.end : start]) and before.begins and len(before.text) > 1:
        start = start if before.approved or before.ordinary else before.start
    if after and _BESIDE.fullmatch(reading.text[end : after.start]) and not after.capital:
        is_name = likeness(after.text) in ("surname", "patronymic", "part")
        end = after.end if is_name and not reading.vocabulary.is_ordinary(after.text) else end
    return start, end


def _is_borne(reading: Reading, one: Finding) -> bool:
    """Tell whether something is named after somebody, or a known name stands alone that a place bears."""
    before, after = reading.low[max(0, one.start - _REACH) : one.start], reading.low[one.end : one.end + _REACH]
    if pattern("NAMED_AFTER").search(before) or pattern("BORNE_AFTER").match(after):
        return True
    if pattern("QUOTED_BODY").search(f"{before}\0{after}"):
        return True
    inside = [word for word in reading.words_in(one.start, one.end) if word.capital]
    if any(len(word.text) == 1 for word in inside) or not all(is_namesake(word.text) for word in inside):
        return False
    if pattern("BEFORE_A_PLACE").search(before) or pattern("AFTER_A_PLACE").match(after):
        return True
    return len(inside) == 1 and is_namesake(inside[0].text, alone=True) and not _is_marked(reading, one)


def _is_marked(reading: Reading, one: Finding) -> bool:
    """Tell whether a title stands before a name or after it."""
    before, after = reading.word_before(one.start), reading.word_after(one.end)
    if (after and after.text in words("called")) or reading.low.endswith("по имени ", 0, one.start):
        return True
    return before is not None and is_title_of(reading, before, one.start)
