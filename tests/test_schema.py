"""The editors' schema of case files."""

import json
from pathlib import Path

from build_tools import content
from build_tools.models import Case, Figure, Organisation, Vocabulary, coded_fields
from build_tools.schema import case_schema

ROOT = Path(__file__).parents[1]


def test_schema_is_fresh() -> None:
    """The schema in the project is the one that model and vocabulary give; `transparency schema` renews it."""
    site = content.checked(ROOT, ROOT / "site_src")
    assert (ROOT / "cases_public" / "case.schema.json").read_text("utf-8") == case_schema(site.vocabulary)


def test_schema_lists_the_codes() -> None:
    """Editors offer exactly the codes of the vocabulary for every coded field."""
    site = content.checked(ROOT, ROOT / "site_src")
    properties = json.loads(case_schema(site.vocabulary))["properties"]
    for name, codes in coded_fields(Case).items():
        field = properties[name].get("items", properties[name])
        assert field["enum"] == list(site.vocabulary.labels(codes))


def test_every_coded_field_has_its_list() -> None:
    """The codebook has the list of each coded field; a list that is only put together is a method of it."""
    used = {codes for model in (Case, Figure, Organisation) for codes in coded_fields(model).values()}
    assert used - set(Vocabulary.model_fields) == {"places", "places_of_help"}
