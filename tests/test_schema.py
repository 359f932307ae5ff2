"""The editors' schemas of the files of data."""

import json
import os
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from build_tools.build import content
from build_tools.load import strict_yaml
from build_tools.models import (
    RECORD_KINDS,
    Case,
    Figure,
    Organisation,
    RecordKind,
    Site,
    Statement,
    Vocabulary,
    coded_fields,
    kind_of,
    models_below,
)

ROOT = Path(__file__).parents[1]


@cache
def site() -> Site:
    """Return the real content."""
    return content.checked(ROOT, ROOT / "site_src")


def schema_in(kind: RecordKind) -> Any:
    """Return the schema of a kind of record as it lies in the project."""
    return json.loads((ROOT / kind.schema).read_text("utf-8"))


def test_schemas_are_fresh() -> None:
    """The schemas in the project are those that models and vocabulary give; `transparency schema` renews them."""
    made = content.schemas(site())
    assert {path: (ROOT / path).read_text("utf-8") for path in made} == made


def test_schema_lists_the_codes() -> None:
    """Editors offer exactly the codes of the vocabulary for every coded field of every kind of record."""
    offered = {}
    for kind in RECORD_KINDS:
        schema = schema_in(kind)
        for model in models_below(kind.model):
            part = schema if model is kind.model else schema["$defs"][model.__name__]
            offered |= {(model, name): list(enums(part["properties"][name])) for name in coded_fields(model)}
    vocabulary, coded = site().vocabulary, (Case, Figure, Organisation, Statement)
    lists = {(model, name): codes for model in coded for name, codes in coded_fields(model).items()}
    assert offered == {field: [list(vocabulary.labels(codes))] for field, codes in lists.items()}
    # A list that is only put together is a method of the codebook.
    assert {*lists.values()} - set(Vocabulary.model_fields) == {"places", "places_of_help"}


def enums(field: Any) -> Iterator[list[str]]:
    """Yield the lists of values that the schema of a field names."""
    for key, inner in field.items() if isinstance(field, dict) else enumerate(field if isinstance(field, list) else ()):
        yield from (inner,) if key == "enum" else enums(inner)


def files() -> dict[str, RecordKind]:
    """Return the kind of record of every file of data of the project."""
    found = (path.relative_to(ROOT).as_posix() for place in ("content", "cases_public") for path in place_files(place))
    return {name: kind for name in found if (kind := kind_of(name))}


def place_files(place: str) -> list[Path]:
    """Return the files of data in a folder."""
    return sorted((ROOT / place).rglob("*.yml"))


def plain(name: str) -> Any:
    """Return a file of data as it is read."""
    return strict_yaml.parse((ROOT / name).read_text("utf-8"), name)[0]


def marked(kind: RecordKind, data: Any) -> list[tuple[tuple[str | int, ...], str]]:
    """Return what an editor marks: the way to a value, and what the schema says of it."""
    found = Draft202012Validator(schema_in(kind)).iter_errors(data)
    return [(tuple(error.absolute_path), str(error.validator)) for error in found]


def test_schemas_take_every_file_as_it_is() -> None:
    """No editor marks a line of a file that the check finds right."""
    assert len(files()) == len([*place_files("content"), *place_files("cases_public")])
    assert {name: found for name, kind in files().items() if (found := marked(kind, plain(name)))} == {}


BROKEN = {
    "a code that does not exist": ("cases_public/examples/KF13W.yml", "place", "zq", (("place",), "anyOf")),
    "a code in a list": ("cases_public/examples/KF13W.yml", "treatment", ["zq"], (("treatment", 0), "enum")),
    "a number in the place of a text": ("content/site.yml", "address", 7, (("address",), "type")),
    "a value too small": ("content/site.yml", "k", 1, (("k",), "minimum")),
    "a field that nobody knows": ("content/law.yml", "zq", 1, ((), "additionalProperties")),
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
    assert {*marked(files()[path], {**plain(path), field: value})} == {found}


def test_each_file_names_its_schema() -> None:
    """The first line of a file of data leads editors to its schema; a tombstone may hold no remark."""
    for name, kind in files().items():
        first = (ROOT / name).read_text("utf-8").partition("\n")[0]
        schema = Path(os.path.relpath(kind.schema, Path(name).parent)).as_posix()
        assert first == f"# yaml-language-server: $schema={schema}", name


PLACES = {
    **{path: kind.part for kind in RECORD_KINDS for path in kind.files},
    "content/figures/2030-01-01.yml": "ledgers",
    "content/figures/2030-1.yml": "releases",
    "content/statements/2030-01-01.yml": "statements",
    "cases_public/examples/7Q4K.yml": "cases",
    "cases_public/2030-1/7Q4K.yml": "cases",
    "cases_public/withdrawn/7Q4K.yml": "withdrawn",
}
"""Files, and the kind of record that each is: the innermost folder counts."""


def test_editors_find_one_schema_for_each_file() -> None:
    """`.vscode/settings.json` binds each kind of record to its schema, also where the first line lacks; no two kinds
    share a schema."""
    bound = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))["yaml.schemas"]
    assert sorted(bound) == sorted(kind.schema for kind in RECORD_KINDS)
    for path, part in PLACES.items():
        kind = kind_of(path)
        assert kind
        assert kind.part == part
        assert [schema for schema, globs in bound.items() if any(fnmatch(path, glob) for glob in globs)] == [
            kind.schema
        ]
