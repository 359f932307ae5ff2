"""From plain data to a model, or to problems that say what right looks like.

In: a dictionary as it was read and the model it should be. Out: the record, or problems; never a value from the file.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from build_tools.load.sentences import (
    BAD_KEY,
    CODE_FORM,
    EXTRA,
    FORMS,
    KINDS,
    MISSPELT,
    OF_A_PAGE,
    ONE_OF_MISSING,
    OWN_FIELDS,
    RISK_MISSING,
    UNKNOWN,
)
from build_tools.models import FrontMatter, Model, ModelT, models_in
from build_tools.models.base import bare
from build_tools.problems import Fault, Field, FindLine, Problem

Detail = Mapping[str, Any]


def _misspelt(details: Iterable[Detail]) -> dict[Field, Field]:
    """Return the place of each unknown field that stands for a missing one, with the place of that one."""
    found: dict[Field, Field] = {}
    missing = _by_group(details, "missing")
    for inside, unknown in _by_group(details, "extra_forbidden").items():
        left = missing[inside]
        alone = len(unknown) == len(left) == 1
        for name in unknown:
            if close := left if alone else get_close_matches(name, left, n=1):
                found[*inside, name] = (*inside, close[0])
                left.remove(close[0])
    return found


def _by_group(details: Iterable[Detail], kind: str) -> dict[Field, list[str]]:
    """Return the names of the fields that errors of a kind are about, by the way to their group."""
    found = defaultdict[Field, list[str]](list)
    for *inside, name in (detail["loc"] for detail in details if detail["type"] == kind):
        found[*inside,].append(str(name))
    return found


_KEY = "[key]"
_TAGS = ("[by language]", "[one]")
"""What pydantic adds to the way to a value that may be one text or one for each language."""

_PARTED = re.compile(r"\S[\s;,]+\S")
_CYRILLIC = re.compile("[\u0400-\u052f]")


def record(
    data: Mapping[str, Any], model: type[ModelT], path: str, find_line: FindLine
) -> tuple[ModelT | None, list[Problem]]:
    """Make one record of ``model``; on failure return every problem of the file.

    ``find_line`` tells the line of a field that may not be named, because its name is not ours.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, list(_explain(error, model, path, find_line))


def _explain(error: ValidationError, model: type[Model], path: str, find_line: FindLine) -> Iterator[Problem]:
    """Say each error of pydantic as a problem, without the value it was about."""
    details = error.errors(include_url=False)
    meant = _misspelt(details)
    named = set(meant.values())
    wrong_within = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    for detail in details:
        # A list is often too short only because entries of it are wrong, which is said already.
        if detail["type"] == "too_short" and detail["loc"] in wrong_within:
            continue
        kind, place, context = _kind_of(detail), _without_tags(detail["loc"]), detail.get("ctx", {})
        if place in meant:
            yield Problem(path, MISSPELT, place[:-1], {"field": meant[place][-1]}, find_line(place))
        elif kind == "extra_forbidden":
            fields = ", ".join(_known_fields(model, place[:-1]))
            yield Problem(path, EXTRA, place[:-1], {"fields": fields}, find_line(place))
        elif place and place[-1] == _KEY:
            yield Problem(path, BAD_KEY, place[:-2], {"form": _form(context)})
        elif place not in named:
            place += OWN_FIELDS.get(str(context.get("error", "")), ())
            said = _lacking(model, place) if kind == "missing" else _message(kind, context)
            expected = {"expected": ", ".join(_choices(model, place))} if said is ONE_OF_MISSING else {}
            yield Problem(path, said, place, {**_safe(context), "form": _form(context), **expected})


def _lacking(model: type[Model], place: Field) -> Fault:
    """Return the sentence for a value that is missing."""
    own = OF_A_PAGE.get(str(place[-1])) if model is FrontMatter and len(place) == 1 else None
    one_of = ONE_OF_MISSING if _choices(model, place) else None
    return own or one_of or (RISK_MISSING if place[-1:] == ("risk",) else KINDS["missing"])


def _choices(model: type[Model], place: Field) -> tuple[str, ...]:
    """Return the values that a field may have, if these are a closed list."""
    # What is missing may be an entry of a list of two.
    field = _model_at(model, place[:-1]).model_fields.get(str(place[-1])) if place else None
    kind = bare(field.annotation) if field else None
    allowed = get_args(kind) if get_origin(kind) is Literal else ()
    return tuple("true" if one is True else one for one in allowed)


def _without_tags(place: Field) -> Field:
    """Return the way to a value as the file has it."""
    return tuple(step for step in place if step not in _TAGS)


def _kind_of(detail: Mapping[str, Any]) -> str:
    """Return the kind of an error; of the value only its type and its script are looked at."""
    kind, value = detail["type"], detail["input"]
    if (kind == "string_type" and value is None) or (kind == "string_too_short" and detail["ctx"]["min_length"] == 1):
        return "empty"
    if kind == "string_type" and isinstance(value, list | dict):
        return "several"
    if kind == "string_pattern_mismatch" and _CYRILLIC.search(value):
        return "cyrillic"
    in_list = detail["loc"] and isinstance(detail["loc"][-1], int)
    return "together" if kind == "string_pattern_mismatch" and in_list and _PARTED.search(value) else kind


def _message(kind: str, context: Mapping[str, Any]) -> Fault:
    """Return the sentence for one kind of error; our own validators name theirs in the error they raise."""
    own = str(context.get("error", "")) if kind == "value_error" else kind
    return KINDS.get(own, UNKNOWN)


def _form(context: Mapping[str, Any]) -> str:
    """Return what right looks like for the pattern that was not met."""
    return FORMS.get(context.get("pattern", ""), CODE_FORM)


def _safe(context: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of an error's context what comes from the model."""
    numbers = {k: v for k, v in context.items() if k in ("ge", "le", "min_length", "max_length")}
    expected = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "").replace("True", "true")
    return {**numbers, "expected": expected}


def _known_fields(model: type[Model], place: Field) -> list[str]:
    """Return the fields of the model at ``place`` below ``model``."""
    return [field.alias or name for name, field in _model_at(model, place).model_fields.items()]


def _model_at(model: type[Model], place: Field) -> type[Model]:
    """Return the model at ``place`` below ``model``."""
    found = model
    for step in place:
        if isinstance(step, str) and step in found.model_fields:
            found = next(iter(models_in(found.model_fields[step].annotation)), found)
    return found
