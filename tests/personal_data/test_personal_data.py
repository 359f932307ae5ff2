"""What may be personal is found in three languages however it is spelt; what every briefing says is left alone."""

import sys
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.personal_data import Finding, calls_of, find, rules, shipped
from build_tools.personal_data.finding import merged
from build_tools.personal_data.names import OF_WORDS
from build_tools.personal_data.normalise import plain
from build_tools.personal_data.numbers import is_checked
from build_tools.personal_data.persons import OF_LINES
from build_tools.personal_data.table import rows
from tests.personal_data.items import MADE
from tests.personal_data.tables import Sentence, result, sentences

SENTENCES = list(sentences())


@pytest.mark.parametrize("sentence", SENTENCES, ids=str)
def test_a_sentence_of_the_tables(sentence: Sentence) -> None:
    """Each item is found with its kind; a legal sentence is not stopped."""
    assert result(sentence), [(one.category, one.severity) for one in find(sentence.text)]


CALLED = defaultdict(list)
"""By the name of a rule the sentences with an item that call it; what the original text calls for stands beside all."""

for one in (one for one in SENTENCES if one.category):
    for name in {rule.name for _, called in calls_of(shipped()).lines(plain(one.text).text) for rule in called}:
        CALLED[name].append(one)

PATTERNS = {name: CALLED[row.name] for row in rows() for name, _ in row.named if "original" not in row.forms}
OF_NAMES = dict.fromkeys((*OF_WORDS, *OF_LINES), tuple(CALLED["names"]))
ROWS = {row.name for row in rows()}
OTHERS = ["escaped", "mixed words", "letters apart", "accents"]
OTHERS += [name for row in rows() for name, _ in row.named if "original" in row.forms]
HIDDEN = tuple(one for one in SENTENCES if one.category and one.table in ("hygiene", "escaped", "scripts"))
EVERY = {
    **PATTERNS,
    **OF_NAMES,
    **dict.fromkeys(OTHERS, HIDDEN),
    **{rule.name: CALLED[rule.name] for rule in rules() if rule.name not in ROWS},
}


@pytest.mark.parametrize("rule", EVERY)
def test_no_rule_can_be_left_out(rule: str) -> None:
    """Without any one rule or pattern some item is missed, so each is needed and a test would tell."""
    assert any(not result(sentence, without=rule) for sentence in EVERY[rule])


@given(st.text(st.characters(exclude_categories=[]), max_size=80))
@settings(deadline=None)
def test_any_text_has_an_answer_whose_places_lie_in_it(text: str) -> None:
    """Also half an emoji, unassigned signs, mixed ends of lines: each finding holds at least one sign of the text."""
    for one in find(text):
        assert 0 <= one.start < one.end <= len(text)


SIGNS = "Ежрд ZHan 0123456789\u0301\u0306\u200b\u00ad&;shyacute#x*_`~-\u2013.<b>иеЁ\u00a0\uff11ﬁ\r\n…\ud83d"


@given(st.text(st.sampled_from(SIGNS), max_size=60))
@settings(deadline=None)
def test_each_sign_of_the_plain_text_knows_where_it_stands(text: str) -> None:
    """The way back leads to places in order, within the text, and to the sign itself where it is unchanged."""
    read = plain(text)
    places = [read.origin(number, number + 1) for number in range(len(read.text))]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


SEPARATORS = st.sampled_from(["", " ", ".", "-", "\u00a0", "\u2013", " - ", "  ", "\u200b", "/"])


@given(st.dates(), st.integers(0, 6), st.integers(0, 9999), st.lists(SEPARATORS, min_size=11, max_size=11))
@settings(deadline=None)
def test_a_number_of_a_person_of_any_day_is_found_whatever_parts_its_digits(day, century, serial, signs) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001
    """Any date, any separators: the whole number is covered."""
    begin = f"{day:%y%m%d}{century}{serial:04}"
    checked = [begin + str(digit) for digit in range(10) if is_checked(begin + str(digit))]
    for number in checked:
        text = "".join(digit + sign for digit, sign in zip(number, [*signs, ""], strict=True))
        found = [one for one in find(f"№ {text} екен") if one.category == "IIN"]
        assert [(one.start, one.end) for one in found] == [(2, 2 + len(text))]


def test_a_check_digit_is_that_of_two_rows_of_weights() -> None:
    """A number whose first sum leaves ten takes the second row in its own order, which others have got wrong."""
    assert is_checked(MADE["iin2"]())
    assert not is_checked(MADE["wrong iin"]())


def test_findings_that_overlap_are_one() -> None:
    """Of one kind, and as severe as the severest; another kind beside it stays."""
    found = [Finding(2, 5, "PERSON", "review"), Finding(0, 3, "PERSON", "block"), Finding(1, 4, "DOC", "block")]
    assert merged(found) == [Finding(0, 5, "PERSON", "block"), Finding(1, 4, "DOC", "block")]


LONG = 100_000
PIECES = [
    "a",
    "Ә",
    "1",
    "1 ",
    " ",
    "Е" + "ржан ",
    "а-",
    "А. ",
    "@",
    "a@",
    "&",
    "<",
    "*a",
    "\u200b",
    "\u0301",
    "\n",
    "\r\n",
    "\ud83d",
    "8 701 ",
    "О",
    "бір ",
    "_a",
]


@pytest.mark.parametrize("piece", PIECES, ids=ascii)
def test_a_long_line_has_an_answer(piece: str) -> None:
    """Whatever is repeated in one line, the answer comes; `test_growth.py` says that no pattern grows faster."""
    find(piece * (LONG // len(piece)))


def test_every_sign_of_unicode_has_an_answer() -> None:
    """In one text, with a word between them."""
    text = " ".join(chr(number) for number in range(0, sys.maxunicode, 17))
    assert find(text)
