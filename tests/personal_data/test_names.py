"""No vocabulary, place word or sign silences a name, and what the project itself writes is left alone."""

from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.personal_data import Vocabulary, find, shipped
from build_tools.personal_data.canaries import canary_items, missed
from build_tools.personal_data.finding import Category
from build_tools.personal_data.name_forms import likeness
from build_tools.personal_data.skeleton import skeleton
from build_tools.personal_data.table import lines
from build_tools.personal_data.terms import with_terms
from build_tools.personal_data.vocabulary import vocabulary, with_more
from build_tools.screening.texts import findings

ROOT = Path(__file__).parents[2]
LISTED = [name.capitalize() for name in lines("given_names") if not name.endswith("*")]


def test_no_name_of_the_list_is_a_word_of_the_vocabulary() -> None:
    """A name that is no ordinary word is a person, wherever it stands in a sentence; in case forms nearly always."""
    assert [name for name in LISTED if not named(f"Кеше {name} келді.")] == []
    assert [name for name in LISTED if not named(f"{name} кеше келді.")] == []
    forms = [f"{name}{ending}" for name in LISTED[::4] if not name.isascii() for ending in ("ға", "ның")]
    assert sum(not named(f"Кеше {form} келді.") for form in forms) <= len(forms) // 100


def named(text: str, approving: Vocabulary | None = None) -> bool:
    """Tell whether a person is found in a text."""
    return any(one.category == "PERSON" for one in find(text, approving))


NAMES = ["Б|ауыржан", "С|әдуақас", "Г|ульнары", "К|удайбергенова", "Y|erlan", "S|eitzhanov", "М|агомедов", "Т|октасын"]
BEFORE = [
    "улица ",
    "город ",
    "область ",
    "село ",
    "проспект ",
    "",
    "«",
    "(",
    "– ",
    ": ",
    "**",
    "Абай облысы, ",
    "г. Алматы, ",
]
AFTER = [
    " көшесі",
    " ауданы",
    " облысы",
    " қаласы",
    " Street",
    " district",
    " район",
    "»",
    ")",
    ",",
    ";",
    ":",
    "**",
    "!",
    "…",
    "-ға",
]


@given(
    st.sampled_from(NAMES),
    st.sampled_from(BEFORE),
    st.sampled_from(AFTER),
    st.sampled_from(["Кеше ", "Вчера ", "Then ", ""]),
)
@settings(deadline=None)
def test_nothing_beside_a_name_silences_it(name: str, before: str, after: str, begin: str) -> None:
    """Words of places and signs before or after a name leave it a name."""
    assert named(f"{begin}{before}{name.replace('|', '')}{after} болды.")


def test_every_canary_is_found() -> None:
    """With the vocabulary of the program, in every kind."""
    assert missed(shipped()) == []
    assert len(list(canary_items())) > 55
    assert {item.category for item in canary_items()} == set(get_args(Category))


def test_a_vocabulary_that_silences_a_name_is_told_by_a_canary() -> None:
    """Whoever approves a surname, alone, makes a canary sing; as a part of a longer term it does no harm."""
    surname = "Mand" + "ela"
    assert missed(with_more(shipped(), vocabulary([surname]))) == ["PERSON"]
    assert missed(with_more(shipped(), vocabulary([f"{surname} Rules"]))) == []


def test_a_term_of_several_words_is_approved_as_a_whole() -> None:
    """In any case form, with letters of either alphabet; a part of it is not."""
    assert not find("Нельсон Мандела ережелеріне және Правилам Нельсона Манделы сай.")
    assert not find("Абай облысында, в области Абай, in Abai Region.")
    assert not find("Казакстан Республикасынын Конституциясы және Қарағандыда.")
    assert named("Ережелерді Мандела жазған.")
    assert named("Бұл туралы Абай айтты.")


TOWN = "".join(("Мыс", "алов"))


def test_a_town_with_the_name_of_a_person_is_approved_with_its_word_alone() -> None:
    """Whoever approves the name of a town that a person bore approves the town, and no person of that name."""
    town = with_terms(frozenset([TOWN]))
    assert not named(f"Осы {TOWN} қаласында болды.", town)
    assert named(f"Осы {TOWN} деген болды.", town)
    assert named(f"Осы {TOWN} қаласында болды.")


SPELLINGS = [
    ("Н|ұрлан", "Н|урлан", "N|urlan", "N|URLAN"),
    ("Е|рлан", "Y|erlan", "E|rlan"),
    ("Ә|сел", "А|сель", "A|ssel"),
]


@pytest.mark.parametrize("forms", SPELLINGS)
def test_spellings_of_a_name_are_compared_alike(forms: tuple[str, ...]) -> None:
    """With Kazakh letters or without, doubled letters, in Latin letters."""
    written = [form.replace("|", "") for form in forms]
    assert len({skeleton(form) for form in written}) == 1
    assert {likeness(form) for form in written} == {"given"}


STRUCTURED = ("content/vocabulary.yml", "content/site.yml")
"""Names of towns and an address, which are legal there by what they are."""


def test_what_the_project_writes_is_left_alone() -> None:
    """Pages, law, figures, cases, guides and catalogues are not stopped, and hardly ever to be looked at."""
    folders = ("content", "cases_public", "docs", "site_src/locales")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in (".md", ".yml", ".po")]
    read = ((path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in (ROOT / "README.md", *paths))
    texts = {name: text for name, text in read if name not in STRUCTURED}
    found = [(name, one.severity) for name, text in texts.items() for one in findings(name, text)]
    assert [name for name, severity in found if severity == "block"] == []
    assert len(found) * 10_000 <= sum(map(len, texts.values()))
