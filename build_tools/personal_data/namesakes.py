"""Names that a town, a street or an institution bears: to be looked at, no reason to stop a text at once.

In: a text made ready, and what of it names a person. Out: the same findings, some of them less severe, none left out.
"""

import re
from collections.abc import Iterator
from functools import cache

from build_tools.personal_data.endings import OF_NAMES, stems
from build_tools.personal_data.finding import Finding
from build_tools.personal_data.lists import lines
from build_tools.personal_data.places import AFTER, AFTER_EN, BEFORE
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.skeleton import skeleton, skeletons
from build_tools.personal_data.titles import CALLED, is_title, is_title_gap
from build_tools.personal_data.words import Word

LEAST = 4
REACH = 40
INSTITUTION_EN = (
    r"(?:institute|foundation|university|cent(?:re|er)|prize|award|school|lyceum|library|museum|theatre|theater|"
    r"hospital|academy|fund|stiftung|college|stadium|airport)"
)
INSTITUTION = (
    r"(?:институт|фонд|университет|премия|премии|премию|центр|школ[аеыу]|лице[йя]|библиотек|музе[йя]|театр|больниц|"
    r"академи|колледж|стадион|аэропорт)\w{0,3}"
)
PLACE = r"(?:район|сел[оае]|аул|посёл|посел|округ|город|област|станци)\w{0,3}"
NAMED_AFTER = re.compile(
    r"(?<!\w)(?<!по )(?<!от )(?<!без )(?<!под )(?<!его )(?<!её )(?<!ее )(?:имени|им\.|named (?:after|for)) ?[«\"]?$"
)
"""Not *by the name of*, which names a person."""

BORNE_AFTER = re.compile(rf" (?:атындағы|атындагы|ат\.)|(?:'s)? {INSTITUTION_EN}\b")
QUOTED_BODY = re.compile(
    r"(?<!\w)(?:фонд\w{0,3}|объединени\w{1,2}|оф|оо|foundation|fund|association|ngo) [«\"“]\x00[»\"”]|"
    r"[«\"“]\x00[»\"”] (?:қоғамдық )?(?:қор|бірлестіг)"
)
"""A body that bears in quotes a name, here a single sign, and nothing else."""

BEFORE_A_PLACE = re.compile(rf"(?<!\w)(?:{BEFORE}|{INSTITUTION}|{PLACE}) ?[«\"]?$")
AFTER_A_PLACE = re.compile(
    rf"[»\"]?(?: (?:хан|би|батыр|ақын|акын|ата|жырау|сал|khan|bi|batyr))?,? (?:{AFTER}|{AFTER_EN.lower()}|"
    r"(?:ауданы|ауылы|қаласы|облысы|округі|district|region|village|town|city|район|университеті|институты|мектебі|қоры)"
    r"[^\W\d_]{0,5})(?![^\W\d_])"
)


def softened(reading: Reading, findings: list[Finding]) -> Iterator[Finding]:
    """Yield the findings; a name that is known to be that of a place, and nothing says whose it is, less severe."""
    for one in findings:
        sure = one.severity == "block" and not is_borne(reading, one)
        yield one if sure else Finding(one.start, one.end, one.category, "review")


def is_borne(reading: Reading, one: Finding) -> bool:
    """Tell whether something is named after somebody, or a known name stands alone that a place bears."""
    before, after = reading.low[max(0, one.start - REACH) : one.start], reading.low[one.end : one.end + REACH]
    if NAMED_AFTER.search(before) or BORNE_AFTER.match(after) or QUOTED_BODY.search(f"{before}\0{after}"):
        return True
    inside = [word for word in reading.words_in(one.start, one.end) if word.capital]
    if any(len(word.text) == 1 for word in inside) or not all(is_namesake(word.text) for word in inside):
        return False
    if BEFORE_A_PLACE.search(before) or AFTER_A_PLACE.match(after):
        return True
    return len(inside) == 1 and is_namesake(inside[0].text, alone=True) and not is_marked(reading, one)


def is_marked(reading: Reading, one: Finding) -> bool:
    """Tell whether a title stands before a name or after it."""
    before, after = reading.word_before(one.start), reading.word_after(one.end)
    called = (after is not None and after.text in CALLED) or reading.low.endswith("по имени ", 0, one.start)
    return called or (before is not None and is_title_of(reading, before, one))


def is_title_of(reading: Reading, word: Word, one: Finding) -> bool:
    """Tell whether the word before a name is a title or a role, and belongs to it."""
    return is_title(word.text) and is_title_gap(word.text, reading.text[word.end : one.start])


@cache
def namesakes() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that places bear, and those of towns, which are written without a word of theirs."""
    names = lines("namesakes")
    return skeletons(name.rstrip("*") for name in names), skeletons(name[:-1] for name in names if name.endswith("*"))


def is_namesake(word: str, *, alone: bool = False) -> bool:
    """Tell whether a word is a form of such a name."""
    return not namesakes()[alone].isdisjoint(stems(skeleton(word), OF_NAMES, LEAST))
