"""Hold plain data against a JSON schema: as much of draft 2020-12 as our schemas use, and an error for anything else.

In: a schema and a value. Out: what is wrong, as the way to it and the keyword that refuses it.
"""

import re
from collections.abc import Iterator
from typing import Any

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
ONLY_TOLD = {"$schema", "$defs", "title", "description", "default", "format"}
"""What refuses nothing: a format is only told to people."""

OF_PARTS = {"properties", "patternProperties", "additionalProperties", "prefixItems", "items"}
"""What says of which schema the parts of a value are."""

Wrong = tuple[tuple[str | int, ...], str]


def wrong(schema: dict[str, Any], value: object) -> list[Wrong]:
    """Return what a schema refuses of a value."""
    return list(_wrong(schema, value, (), schema))


def _wrong(schema: Any, value: Any, place: tuple[str | int, ...], top: dict[str, Any]) -> Iterator[Wrong]:
    if isinstance(schema, bool):
        yield from () if schema else [(place, "nothing")]
        return
    for word in schema.keys() - ONLY_TOLD - OF_PARTS:
        yield from _said(word, schema[word], value, place, top)
    for step, part, of in _parts(schema, value):
        yield from _wrong(of, part, (*place, step), top)


def _said(word: str, told: Any, value: Any, place: tuple[str | int, ...], top: dict[str, Any]) -> Iterator[Wrong]:
    """Yield what one keyword refuses."""
    if word == "$ref":
        yield from _wrong(top["$defs"][told.removeprefix("#/$defs/")], value, place, top)
    elif word in ("anyOf", "oneOf"):
        fitting = sum(not [*_wrong(choice, value, place, top)] for choice in told)
        yield from () if fitting == 1 or (fitting and word == "anyOf") else [(place, word)]
    elif not FITS[word](told, value):
        yield place, word


def _parts(schema: dict[str, Any], value: Any) -> Iterator[tuple[str | int, Any, Any]]:
    """Yield the way to each part of a value, the part, and its schema."""
    first = schema.get("prefixItems", [])
    if isinstance(value, dict):
        yield from ((name, part, _of_property(schema, name)) for name, part in value.items())
    for position, part in enumerate(value if isinstance(value, list) else ()):
        yield position, part, first[position] if position < len(first) else schema.get("items", True)


def _of_property(schema: dict[str, Any], name: str) -> Any:
    if name in schema.get("properties", {}):
        return schema["properties"][name]
    found = [of for pattern, of in schema.get("patternProperties", {}).items() if re.search(pattern, name)]
    return found[0] if found else schema.get("additionalProperties", True)


def _is(told: str, value: object) -> bool:
    return isinstance(value, TYPES[told]) and not (told == "integer" and isinstance(value, bool))


FITS = {
    "type": _is,
    "enum": lambda told, value: value in told,
    "const": lambda told, value: value == told,
    "pattern": lambda told, value: not isinstance(value, str) or re.search(told, value),
    "minLength": lambda told, value: not isinstance(value, str) or len(value) >= told,
    "maxLength": lambda told, value: not isinstance(value, str) or len(value) <= told,
    "minimum": lambda told, value: not isinstance(value, int) or value >= told,
    "maximum": lambda told, value: not isinstance(value, int) or value <= told,
    "minItems": lambda told, value: not isinstance(value, list) or len(value) >= told,
    "maxItems": lambda told, value: not isinstance(value, list) or len(value) <= told,
    "minProperties": lambda told, value: not isinstance(value, dict) or len(value) >= told,
    "propertyNames": lambda told, value: not isinstance(value, dict) or not any(wrong(told, name) for name in value),
    "required": lambda told, value: not isinstance(value, dict) or value.keys() >= set(told),
}
"""Whether a value fits what a keyword says of it as a whole. Another keyword is an error of the test."""
