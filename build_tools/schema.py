"""The editors' schema of a case file, made from the model and the vocabulary, so that editors offer the right codes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from build_tools.models import Case, Vocabulary, coded_fields
from build_tools.paths import CASE_SCHEMA
from build_tools.problems import N_, Fault, Problem

DRAFT = "https://json-schema.org/draft/2020-12/schema"
STALE = Fault("schema.stale", N_("does not hold the codes of the codebook; renew it with `transparency schema`"))


def case_schema(vocabulary: Vocabulary) -> str:
    """Return the JSON schema of a case file; each coded field lists its codes."""
    schema = Case.model_json_schema()
    for name, codes in coded_fields().items():
        field = schema["properties"][name]
        target = field["items"] if field.get("type") == "array" else field
        target.pop("minLength", None)
        target["enum"] = list(vocabulary.labels(codes))
        field["description"] = described(name, vocabulary)
    return json.dumps({"$schema": DRAFT, **schema}, ensure_ascii=False, indent=1) + "\n"


def stale(root: Path, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield a problem where the schema of a project is not the one that the codebook gives; a project needs none."""
    path = root / CASE_SCHEMA
    if path.is_file() and path.read_bytes() != case_schema(vocabulary).encode():
        yield Problem(CASE_SCHEMA, STALE)


def described(name: str, vocabulary: Vocabulary) -> Any:
    """Return what a field is called in every language, for the editor's hint."""
    return " · ".join(vocabulary.fields[name].label.values())
