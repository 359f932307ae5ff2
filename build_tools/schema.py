"""The editors' schema of each kind of record, made from its model and the vocabulary, so that editors offer the codes.

In: a site. Out: the texts of the files, and which files of a project are of another vocabulary. Writes nothing.
"""

import json
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from build_tools import tree
from build_tools.models import RECORD_KINDS, Model, RecordKind, Site, Vocabulary, coded_fields, models_below
from build_tools.problems import Fault, Problem

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_STALE = Fault("schema.stale", "does not hold the codes of the codebook; renew it with `transparency schema`")


def schemas(site: Site) -> dict[str, str]:
    """Return the schema of every kind of record, by its file."""
    return {kind.schema: schema_of(kind, site.vocabulary) for kind in RECORD_KINDS}


def schema_of(kind: RecordKind, vocabulary: Vocabulary) -> str:
    """Return the JSON schema of a kind of record; each coded field, however deep, lists its codes."""
    schema = deepcopy(_without_codes(kind.model))
    parts = {**schema.get("$defs", {}), kind.model.__name__: schema}
    for model in models_below(kind.model):
        _with_codes(parts[model.__name__], model, vocabulary)
    return json.dumps({"$schema": _DRAFT, **schema}, ensure_ascii=False, indent=1) + "\n"


@cache
def _without_codes(model: type[Model]) -> dict[str, Any]:
    return model.model_json_schema()


def _with_codes(schema: dict[str, Any], model: type[Model], vocabulary: Vocabulary) -> None:
    """Put the codes of the vocabulary into the schema of one model."""
    for name, codes in coded_fields(model).items():
        field = schema["properties"][name]
        target = _text_in(field)
        target.pop("minLength", None)
        target["enum"] = list(vocabulary.labels(codes))
        if name in vocabulary.fields:
            field["description"] = " · ".join(vocabulary.fields[name].label.values())


def _text_in(field: dict[str, Any]) -> dict[str, Any]:
    """Return where the schema of a field speaks of one code: an entry of a list, or what may stand beside nothing."""
    choices = [field, *field.get("anyOf", ())]
    found = next(choice for choice in choices if choice.get("type") in ("array", "string"))
    items: dict[str, Any] = found.get("items", found)
    return items


def stale(root: Path, site: Site) -> Iterator[Problem]:
    """Yield a problem for each schema of a project that model and codebook would not give; a project needs none."""
    for path, text in schemas(site).items():
        if tree.has(root, path) and tree.read(root, path) != text.encode():
            yield Problem(path, _STALE)
