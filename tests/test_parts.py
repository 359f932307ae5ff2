"""One fault hides no other in the same file: what could be read of it is judged in the same run, entry by entry."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.content import checked
from build_tools.load.left_out import without_broken
from build_tools.problems import Refused, sentence
from build_tools.validate import MORE
from build_tools.validate.parts import of_parts
from tests.conftest import EXAMPLE, ROOT
from tests.personal_data.items import MADE
from tests.repositories import changed
from tests.test_names_unsaid import FILES, PLACES
from tests.test_names_unsaid import changed as changed_data

SITE_SRC = ROOT / "site_src"
ORGANISATIONS, LAW, VOCABULARY = "content/organisations.yml", "content/law.yml", "content/vocabulary.yml"
LEDGER = "content/figures/2000-01-01.yml"

TWO_FAULTS = {
    "another organisation": (
        ORGANISATIONS,
        ("kind: independent", "kind: zq", "organisations (item 1).kind: must be one of"),
        ('risk: {kk: "Атыңыз белгілі болады."', 'risk: {kk: " "', "organisations (item 2).risk.kk: is empty"),
    ),
    "an organisation before": (
        ORGANISATIONS,
        ("kind: international", "kind: zq", "organisations (item 3).kind: must be one of"),
        ("Ни один контакт не проверен.", MADE["phone"](), "organisations.yml:20: may hold a telephone number"),
    ),
    "another contact of the organisation": (
        ORGANISATIONS,
        ("kind: post", "kind: zq", "channels (item 2).kind: must be one of"),
        ('hours: {kk: "Күн сайын"', 'hours: {kk: " "', "channels (item 1).hours.kk: is empty"),
    ),
    "the only lead": (
        ORGANISATIONS,
        ('seen_on: "2000-12-01"', 'seen_on: "zq"', "lead.seen_on: must be a day"),
        ("gap:\n      kk: ", "gap:\n      kk: ' ' #", "organisations (item 1).gap.kk: is empty"),
    ),
    "another figure": (
        LEDGER,
        ("value: 612", 'value: "612"', "value: must be a whole number"),
        ('label: {kk: "Ойдан шығарылған қалалар"', 'label: {kk: " "', "label.kk: is empty"),
    ),
    "another provision": (
        LAW,
        ("verified: not_read", "verified: zq", "provisions (item 2).verified: must be one of"),
        ("Названная статья", " ", "provisions (item 3).provision.ru: is empty"),
    ),
    "another city": (
        VOCABULARY,
        ("tile: [1, 2]", "tile: [1, 99]", "must be at most 9"),
        ('aliases: ["Imaginberg"]', 'aliases: [" "]', "aliases (item 1): is empty"),
    ),
}
"""A fault that keeps an entry from being read, and another beside it: file, what is changed, what is said."""


def said(root: Path) -> list[str]:
    """Return every message about the content, but for the one that more may follow."""
    with pytest.raises(Refused) as refused:
        checked(root, SITE_SRC)
    return [sentence(problem) for problem in refused.value.problems if problem.fault != MORE]


@pytest.mark.parametrize("case", TWO_FAULTS.values(), ids=TWO_FAULTS)
def test_a_fault_hides_no_other_entry(
    case: tuple[str, tuple[str, str, str], tuple[str, str, str]], example: Path
) -> None:
    """Both faults are said in one run, each once, and nothing that only seems wrong because an entry is left out."""
    path, *faults = case
    for old, new, _ in faults:
        changed(example, path, old, new)
    messages = said(example)
    assert len(messages) == 2, messages
    assert all(any(words in message for message in messages) for _, _, words in faults), messages


SITE = checked(EXAMPLE, SITE_SRC)
OF_ENTRIES = [(path, way) for path, way in PLACES if not path.startswith(("cases_public/", "content/site.yml"))]


@settings(max_examples=100)
@given(st.sampled_from(OF_ENTRIES), st.sampled_from(["value", "renamed", "added"]))
def test_what_is_left_out_is_never_missed(place: tuple[str, tuple[Any, ...]], how: str) -> None:
    """Whatever one value of a good file is broken, nothing else of the file is called wrong because of that."""
    path, way = place
    part = without_broken(changed_data(path, way, how, {"zq": 0}), FILES[path])
    assert part is None or list(of_parts(replace(SITE, parts={path: part}))) == []


PAGE = "content/kk/method.md"
BODY = "\n\nzq <b>zq</b>\n\n+7 701 123 45 67\n\n# Zq\n\n![zq](zq.png)\n\n"
OF_BODY = ("has HTML", "may hold a telephone number", "has a heading of the first level", "has an image")
FRONT = {
    "a wrong value": (
        "state: machine-translated",
        "state: zq",
        "state: must be one of",
        ("has a number that is not bound",),
    ),
    "a missing value": ("title: ", "# ", "title: is missing", ("has a number that is not bound",)),
    "a misspelt name": ("description: ", "descripton: ", "in place of description", ()),
    "no front matter": ("---\n", "", "has no front matter", ()),
    "bad YAML": ("---\n", "---\na: [\n", "opens a bracket", ()),
}


@pytest.mark.parametrize("case", FRONT.values(), ids=FRONT)
def test_the_words_of_a_page_are_judged_whatever_its_front_matter(
    case: tuple[str, str, str, tuple[str, ...]], example: Path
) -> None:
    """A page whose first lines are wrong is judged in its words in the same run, with the lines of the file."""
    old, new, wrong, besides = case
    text = (example / PAGE).read_text("utf-8")
    head, _, words = text.partition("\n---\n")
    text = f"{head}\n---\n{BODY}{words}".replace(old, new, 1)
    (example / PAGE).write_text(text, "utf-8")
    messages = said(example)
    assert any(wrong in message for message in messages), messages
    assert all(any(found in message for message in messages) for found in (*OF_BODY, *besides)), messages
    line = text[: text.index("<b>")].count("\n") + 1
    assert any(message.partition(" ")[0].endswith(f":{line}:") and "has HTML" in message for message in messages)
