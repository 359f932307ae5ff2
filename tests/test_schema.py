"""The editors' schemas of the files of data."""

import json
import os
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

from build_tools import content
from build_tools.load import strict_yaml
from build_tools.models import (
    RECORD_KINDS,
    Case,
    Figure,
    Organisation,
    RecordKind,
    Statement,
    Vocabulary,
    coded_fields,
    kind_of,
    models_below,
)
from build_tools.schema import schema_of, schemas
from tests.schema_checker import wrong

ROOT = Path(__file__).parents[1]


def test_schemas_are_fresh() -> None:
    """The schemas in the project are those that models and vocabulary give; `transparency schema` renews them."""
    site = content.checked(ROOT, ROOT / "site_src")
    made = schemas(site)
    assert {path: (ROOT / path).read_text("utf-8") for path in made} == made


def test_schema_lists_the_codes() -> None:
    """Editors offer exactly the codes of the vocabulary for every coded field of every kind of record."""
    site = content.checked(ROOT, ROOT / "site_src")
    offered = {}
    for kind in RECORD_KINDS:
        schema = json.loads(schema_of(kind, site.vocabulary))
        for model in models_below(kind.model):
            part = schema if model is kind.model else schema["$defs"][model.__name__]
            offered |= {(model, name): enums(part["properties"][name]) for name in coded_fields(model)}
    codes = {model: coded_fields(model) for model in (Case, Figure, Organisation, Statement)}
    wanted = {
        (model, name): [list(site.vocabulary.labels(one))] for model in codes for name, one in codes[model].items()
    }
    assert offered == wanted


def enums(field: object) -> list[list[str]]:
    """Return the lists of values that the schema of a field names."""
    if isinstance(field, list):
        return [found for inner in field for found in enums(inner)]
    if not isinstance(field, dict):
        return []
    return [field["enum"]] if "enum" in field else enums(list(field.values()))


def files() -> Iterator[tuple[str, RecordKind]]:
    """Yield every file of data of the project, with its kind of record."""
    for folder in ("content", "cases_public"):
        for path in sorted((ROOT / folder).rglob("*.yml")):
            name = path.relative_to(ROOT).as_posix()
            kind = kind_of(name)
            assert kind, name
            yield name, kind


def plain(name: str) -> Any:
    """Return a file of data as it is read."""
    data, problems = strict_yaml.parse((ROOT / name).read_text("utf-8"), name)
    assert problems == []
    return data


def test_schemas_take_every_file_as_it_is() -> None:
    """No editor marks a line of a file that the check finds right."""
    made = {kind: json.loads((ROOT / kind.schema).read_text("utf-8")) for kind in RECORD_KINDS}
    assert {name: found for name, kind in files() if (found := wrong(made[kind], plain(name)))} == {}


BROKEN = {
    "a code that does not exist": ("cases_public/examples/KF13W.yml", "place", "zq", (("place",), "anyOf")),
    "a code in a list": ("cases_public/examples/KF13W.yml", "treatment", ["zq"], (("treatment", 0), "enum")),
    "a number in the place of a text": ("content/site.yml", "address", 7, (("address",), "type")),
    "a value too small": ("content/site.yml", "k", 1, (("k",), "minimum")),
    "a field that nobody knows": ("content/law.yml", "zq", 1, (("zq",), "nothing")),
    "a state of review that does not exist": ("content/law.yml", "review", {"kk": "zq"}, (("review", "kk"), "anyOf")),
    "a figure of a place that does not exist": (
        "content/figures/2022-01-19.yml",
        "figures",
        {"x": {"value": 1, "place": "zq"}},
        (("figures", "x", "place"), "anyOf"),
    ),
    "a decision without a reason": ("content/decisions.yml", "decisions", [{}], (("decisions", 0), "required")),
}
"""What an editor marks: a file, one of its fields, what somebody writes there, and what is said of which value."""


@pytest.mark.parametrize("name", BROKEN)
def test_schemas_refuse(name: str) -> None:
    """The sentence names what an editor marks while it is written."""
    path, field, value, found = BROKEN[name]
    kind = kind_of(path)
    assert kind
    schema = json.loads((ROOT / kind.schema).read_text("utf-8"))
    assert wrong(schema, {**plain(path), field: value}) == [found]


def test_each_file_names_its_schema() -> None:
    """The first line of a file of data leads editors to its schema; a tombstone may hold no remark."""
    for name, kind in files():
        first = (ROOT / name).read_text("utf-8").partition("\n")[0]
        schema = Path(os.path.relpath(kind.schema, Path(name).parent)).as_posix()
        assert first == f"# yaml-language-server: $schema={schema}", name


PLACES = (
    *(path for kind in RECORD_KINDS for path in kind.files),
    "content/figures/2030-01-01.yml",
    "content/figures/2030-1.yml",
    "content/statements/2030-01-01.yml",
    "cases_public/examples/7Q4K.yml",
    "cases_public/2030-1/7Q4K.yml",
    "cases_public/withdrawn/7Q4K.yml",
)


def test_editors_find_one_schema_for_each_file() -> None:
    """`.vscode/settings.json` binds each kind of record to its schema, also where the first line lacks."""
    bound = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    assert bound.keys() == {kind.schema for kind in RECORD_KINDS}
    for path in PLACES:
        kind = kind_of(path)
        found = [schema for schema, globs in bound.items() if any(fnmatch(path, glob) for glob in globs)]
        assert kind
        assert found == [kind.schema], path


def test_every_coded_field_has_its_list() -> None:
    """The codebook has the list of each coded field; a list that is only put together is a method of it."""
    used = {codes for model in (Case, Figure, Organisation, Statement) for codes in coded_fields(model).values()}
    assert used - set(Vocabulary.model_fields) == {"places", "places_of_help"}


def test_each_file_has_the_kind_of_the_innermost_folder() -> None:
    """A tombstone lies in the folder of cases and is none; no two kinds share a file, a schema or a part."""
    assert [kind.part for path in PLACES if (kind := kind_of(path))][-6:] == OF_PLACES
    for names in ([kind.part for kind in RECORD_KINDS], [kind.schema for kind in RECORD_KINDS]):
        assert len(names) == len(set(names))


OF_PLACES = ["ledgers", "releases", "statements", "cases", "cases", "withdrawn"]
"""The kinds of the last places."""
