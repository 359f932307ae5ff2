"""How a problem is said: its place, the way to the value, the sentence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args

import pytest

from build_tools.load.messages import problem_report, sentence, way
from build_tools.load.records import FORMS
from build_tools.models import Model
from build_tools.models.base import Code
from build_tools.problems import Fault, Problem

SITE_SRC = Path(__file__).parents[1] / "site_src"


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ((), "a.yml: is wrong"),
        (("unit",), "a.yml: unit: is wrong"),
        (("treatment", 0), "a.yml: treatment (item 1): is wrong"),
        (("groups", 1, "provisions", 9, "text", "kk"), "a.yml: groups (item 2).provisions (item 10).text.kk: is wrong"),
        (("tile", 0, 1), "a.yml: tile (item 1) (item 2): is wrong"),
    ],
)
def test_entries_of_a_list_are_counted_as_people_count(field: tuple[str | int, ...], said: str) -> None:
    """The first entry of a list is item 1, wherever in the way to the value it stands. One sentence stands for all
    files that have the same, and says that it does."""
    assert sentence(Problem("a.yml", Fault("test.wrong", "is wrong"), field)) == said
    many = Problem("a.yml", Fault("test.wrong", "is wrong"), field, line=3, files=12)
    place, _, rest = said.partition(": ")
    assert sentence(many) == f"{place}:3: {rest} (the same in other files, 12 in all; this is the first)"


@pytest.mark.parametrize(("language", "said"), [("ru", "groups (пункт 1).text"), ("kk", "groups (1-тармақ).text")])
def test_an_item_is_called_so_in_the_maintainers_language(
    language: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The word for an entry of a list is translated, the names of fields are not."""
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", language)
    assert problem_report(
        [Problem("a.yml", Fault("test.wrong", "is given twice; keep one of the two"), ("groups", 0, "text"))], SITE_SRC
    ).startswith(f"a.yml: {said}: ")


def patterns(kind: Any) -> Iterator[str]:
    """Yield the patterns that a type, or a part of it, must meet."""
    for mark in getattr(kind, "__metadata__", ()):
        inner = getattr(mark, "metadata", ())
        yield from (found for one in (mark, *inner) if (found := getattr(one, "pattern", None)))
    for part in get_args(kind):
        yield from patterns(part)


def models(of: type[Model] = Model) -> Iterator[type[Model]]:
    """Yield every model."""
    for model in of.__subclasses__():
        yield from (model, *models(model))


def test_every_form_that_is_asked_for_is_explained() -> None:
    """No value is refused with the explanation of another form: each pattern of each model has its own."""
    fields = [field for model in models() for field in model.model_fields.values()]
    kinds = [Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation for field in fields]
    found = {pattern for kind in kinds for pattern in patterns(kind)}
    assert len(found) > 8
    assert found - FORMS.keys() - {*patterns(Code)} == set()


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("reports_town", "figures.reports_town.value"),
        ("almaty", "figures.almaty.value"),
        ("KZ-AST", "figures.KZ-AST.value"),
        ("kk", "figures.kk.value"),
        *(
            (key, "figures.….value")
            for key in ("aset", "reports_of_serikov", "zqx", "Reports", "abay", "87010000000", "")
        ),
    ],
)
def test_a_key_that_people_chose_is_shown_where_it_can_be_nobody(key: str, shown: str) -> None:
    """Ordinary words, codes and places say which value is meant; a name, and a word that is in no list, are hidden."""
    assert way(("figures", key, "value")) == shown
