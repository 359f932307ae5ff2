"""The editors' schemas of the files of data."""

import json
from pathlib import Path

from build_tools import content
from build_tools.models import RECORD_KINDS, Case, Figure, Organisation, Vocabulary, coded_fields, models_below
from build_tools.schema import schema_of, schemas

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
    codes = {model: coded_fields(model) for model in (Case, Figure, Organisation)}
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


def test_every_coded_field_has_its_list() -> None:
    """The codebook has the list of each coded field; a list that is only put together is a method of it."""
    used = {codes for model in (Case, Figure, Organisation) for codes in coded_fields(model).values()}
    assert used - set(Vocabulary.model_fields) == {"places", "places_of_help"}
