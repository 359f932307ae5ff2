"""No vocabulary, place word or sign silences a name, and what the project itself writes is left alone."""

import itertools
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import load
from build_tools.models import Law, Organisations
from build_tools.models import Vocabulary as Codebook
from build_tools.personal_data import Vocabulary, find, shipped
from build_tools.personal_data.approved import approved
from build_tools.personal_data.canaries import CANARIES, items, missed
from build_tools.personal_data.lists import lines
from build_tools.personal_data.name_forms import likeness
from build_tools.personal_data.skeleton import skeleton
from build_tools.personal_data.vocabulary import vocabulary, with_more

ROOT = Path(__file__).parents[2]
LISTED = [name.capitalize() for name in lines("given_names") if not name.endswith("*")]


@cache
def of_our_site() -> Vocabulary:
    """Return the vocabulary of the real content."""
    kinds = (("vocabulary", Codebook), ("law", Law), ("organisations", Organisations))
    return approved([load.read_record(ROOT, f"content/{name}.yml", kind)[0] for name, kind in kinds])


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


@pytest.mark.parametrize("approving", [shipped, of_our_site], ids=["shipped", "of our site"])
def test_every_canary_is_found(approving: Any) -> None:
    """With the vocabulary of the program and with that of the real content, in every kind."""
    assert missed(approving()) == []
    assert len(list(items())) > 55
    assert all(CANARIES.values())


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


def test_a_town_with_the_name_of_a_person_is_approved_with_its_word_alone() -> None:
    """The vocabulary of the real content knows the town, and no person of that name."""
    assert not named("Осы Қонаев қаласында болды.", of_our_site())
    assert named("Осы Қонаев деген болды.", of_our_site())


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


QUOTED = re.compile(r'"(.*)"$')


def texts_of(path: Path) -> Iterator[str]:
    """Yield the texts of a file: paragraphs of Markdown, values and remarks of YAML, lines of a catalogue."""
    text = path.read_text("utf-8")
    if path.suffix == ".yml":
        yield from values(yaml.safe_load(text))
        yield from (line for line in text.split("\n") if line.lstrip().startswith("#"))
    elif path.suffix == ".md" and text.startswith("---\n"):
        about, _, rest = text[4:].partition("\n---\n")
        yield from itertools.chain(values(yaml.safe_load(about)), rest.split("\n\n"))
    elif path.suffix == ".po":
        yield from (quoted[1] if (quoted := QUOTED.search(line)) else line for line in text.split("\n"))
    else:
        yield from text.split("\n\n")


def values(data: Any) -> Iterator[str]:
    """Yield every text in plain data."""
    if isinstance(data, dict):
        yield from (text for part in data.values() for text in values(part))
    elif isinstance(data, list):
        yield from (text for part in data for text in values(part))
    elif isinstance(data, str):
        yield data


STRUCTURED = ("content/vocabulary.yml", "content/organisations.examples.yml", "content/site.yml")
"""Names of towns, contacts and examples of them, which are legal there by what they are."""


def test_what_the_project_writes_is_left_alone() -> None:
    """Pages, law, figures, cases, guides and catalogues are not stopped, and hardly ever to be looked at."""
    folders = ("content", "cases_public", "docs", "site_src/locales")
    paths = [path for folder in folders for path in (ROOT / folder).rglob("*") if path.suffix in (".md", ".yml", ".po")]
    found: list[tuple[str, str]] = []
    looked_at = 0
    for path in [ROOT / "README.md", *sorted(paths)]:
        name = path.relative_to(ROOT).as_posix()
        if name not in STRUCTURED:
            texts = list(texts_of(path))
            looked_at += len(texts)
            found += ((name, one.severity) for text in texts for one in find(text, of_our_site()))
    assert [name for name, severity in found if severity == "block"] == []
    assert len(found) * 200 <= looked_at
