"""From plain data to a model, or to problems that say what right looks like.

In: a dictionary as it was read and the model it should be. Out: the record, or problems; never a value from the file.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from build_tools.load.misspelt import misspelt
from build_tools.models import PERIOD_FORM, FrontMatter, Model, ModelT, models_in
from build_tools.models.base import ADDRESS
from build_tools.models.case import CODED
from build_tools.models.settings import HOME, ONION, PUBLIC_KEY, REACHABLE
from build_tools.problems import N_, Fault, Field, Problem

KEY = "[key]"
TAGS = ("[by language]", "[one]")
"""What pydantic adds to the way to a value that may be one text or one for each language."""

PARTED = re.compile(r"\S[\s;,]+\S")
CYRILLIC = re.compile("[\u0400-\u052f]")

KINDS = {
    "missing": Fault("fields.missing", "is missing; add it"),
    "string_type": Fault("fields.not_text", "must be text; put it in quotes"),
    "empty": Fault("fields.empty", "is empty; write the value after the colon"),
    "several": Fault("fields.not_one_text", "must be one text; a list or a group of lines cannot stand here"),
    "int_type": Fault(
        "fields.not_a_whole_number",
        "must be a whole number: digits alone, without quotes, spaces, commas or points",
    ),
    "greater_than_equal": Fault("fields.too_small", "must be at least {ge}"),
    "less_than_equal": Fault("fields.too_large", "must be at most {le}"),
    "bool_type": Fault("fields.not_true_or_false", "must be true or false, in small letters and without quotes"),
    "bool_parsing": Fault("fields.not_true_or_false", "must be true or false, in small letters and without quotes"),
    "string_too_short": Fault("fields.too_short", "is too short; write at least {min_length} characters"),
    "string_too_long": Fault("fields.too_long", "is too long; write at most {max_length} characters"),
    "literal_error": Fault("fields.not_one_of", "must be one of: {expected}"),
    "too_short": Fault("fields.too_few", "has too few entries; write at least {min_length}"),
    "too_long": Fault("fields.too_many", "has too many entries; write at most {max_length}"),
    "date_type": Fault(
        "fields.not_a_day", "must be a day of the calendar, written as year-month-day, such as 2022-01-19"
    ),
    "date_parsing": Fault(
        "fields.not_a_day", "must be a day of the calendar, written as year-month-day, such as 2022-01-19"
    ),
    "date_from_datetime_parsing": Fault(
        "fields.not_a_day", "must be a day of the calendar, written as year-month-day, such as 2022-01-19"
    ),
    "date_from_datetime_inexact": Fault(
        "fields.not_a_day", "must be a day of the calendar, written as year-month-day, such as 2022-01-19"
    ),
    "dict_type": Fault(
        "fields.not_a_group", "must be a group of lines, indented below it, each of the form name: value"
    ),
    "model_type": Fault(
        "fields.not_a_group", "must be a group of lines, indented below it, each of the form name: value"
    ),
    "tuple_type": Fault("fields.not_a_list", "must be a list: one line for each entry, beginning with a hyphen"),
    "string_pattern_mismatch": Fault("fields.wrong_form", "has the wrong form; right is {form}"),
    "together": Fault(
        "fields.several_in_one",
        "has the wrong form, or is several entries in one; put a comma between entries; right is {form}",
    ),
    "cyrillic": Fault(
        "fields.in_cyrillic",
        "has Cyrillic letters, and some look like Latin ones; type it anew in Latin letters; right is {form}",
    ),
    "no_consent": Fault(
        "fields.no_consent", "a case without consent to publish the record may not be here; remove the file"
    ),
    "words_without_consent": Fault(
        "fields.words_without_consent",
        "has words without consent; remove the words, or record the consent if it was given",
    ),
    "contact_by_language": Fault(
        "fields.contact_by_language",
        "is the same for readers of all languages; write it once, after the colon: words in each language are for "
        "the kinds visit and post alone",
    ),
    "figure_without_name": Fault(
        "fields.figure_without_name", "has no name; give it a place, a gender, an age band or a label"
    ),
    "figure_too_fine": Fault("fields.figure_too_fine", "may be broken down by two fields at most; remove one"),
    "review_without_reviewer": Fault(
        "fields.review_without_reviewer",
        "is marked as reviewed; add reviewed_by (a role), reviewed_on (a date) and reviewed_version, as README.md "
        "shows",
    ),
    "translation_without_source": Fault(
        "fields.translation_without_source",
        "is a translation; add translates: and below it language: en and version: with twelve zeros in quotes; the "
        "check then names the version",
    ),
}
OF_A_PAGE = {
    "title": Fault("fields.title_missing", "is missing; write title: and the title of the page in quotes"),
    "description": Fault(
        "fields.description_missing",
        "is missing; write description: and one sentence of 20 to 200 characters in quotes",
    ),
    "state": Fault(
        "fields.state_missing",
        "is missing; write state: source for an original, state: machine-translated for a translation",
    ),
}
"""What a page lacks, said so that somebody who writes the first one knows what to write."""

UNKNOWN = Fault("fields.not_valid", "is not valid; compare it with the examples in cases_public/examples and content")
EXTRA = Fault(
    "fields.unknown_field",
    "holds a field that is not known here; correct its spelling or remove it; the known fields are: {fields}",
)
MISSPELT = Fault(
    "fields.misspelt_field",
    "holds a field that is not known here in place of {field}, which is missing; correct its spelling",
)
BAD_KEY = Fault("fields.wrong_name", "holds a name of the wrong form; right is {form}")

FORMS = {
    r"^[0-9A-HJKMNP-TV-Z]{4,8}$": N_("4 to 8 digits and capital letters, without I, L, O and U, such as 7Q4K"),
    r"^([0-9]{4}-[0-9]{1,2}|examples)$": N_("examples, or a year and a number, such as 2022-1"),
    r"^[0-9]{4}-[0-9]{1,2}$": N_("a year and a number, such as 2022-1"),
    PERIOD_FORM: N_("2022-01, 2022-Q1, 2022 or not_stated"),
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": N_("a date in quotes, such as 2022-01-19"),
    r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|newest)$": N_("newest, or the date of a briefing in quotes, such as 2022-01-19"),
    ADDRESS: N_(
        "an address that begins with https://, as a browser copies it: no space, no quote, no letter but Latin"
    ),
    REACHABLE: N_("an address that begins with https:// or mailto:, of Latin letters, without spaces and quotes"),
    HOME: N_("an address that begins with https:// and names a folder, without ? and # and quotes"),
    ONION: N_(
        "http://, 56 small letters and digits from 2 to 7, then .onion and at most names of folders, without ? and #"
    ),
    CODED: N_("a code: Latin letters and digits, joined by - or _, without spaces, such as KZ-75"),
    r"^[0-9a-f]{12}$": N_("12 digits and letters from a to f, as `transparency check` names them"),
    r"^[A-Z]{2}$": N_("the two capital letters of a country, such as KZ"),
    PUBLIC_KEY: N_(
        "a public key, copied whole: the two words ssh-ed25519 AAAA… without the comment after them, or the line RW… "
        "of minisign"
    ),
    r"^[a-z]{2,3}$": N_("a language code such as kk, ru or en"),
}
CODE_FORM = N_("a code: small Latin letters and digits, joined by _")


OWN_FIELDS: dict[str, Field] = {
    "no_consent": ("consent", "record"),
    "contact_by_language": ("value",),
    "words_without_consent": ("consent",),
    "review_without_reviewer": ("state",),
    "translation_without_source": ("state",),
}
"""Where the errors that concern a whole record are shown."""

FindLine = Callable[[Field], int | None]


def record(
    data: Mapping[str, Any], model: type[ModelT], path: str, find_line: FindLine
) -> tuple[ModelT | None, list[Problem]]:
    """Make one record of ``model``; on failure return every problem of the file.

    ``find_line`` tells the line of a field that may not be named, because its name is not ours.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, list(explain(error, model, path, find_line))


def part(data: Mapping[str, Any], model: type[ModelT]) -> ModelT:
    """Return a record of which only the values without a fault are known."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faulty = {detail["loc"][:1] for detail in error.errors(include_url=False)}
    fields = {name: field for name, field in model.model_fields.items() if not {(), (name,)} & faulty}
    written = fields.keys() & data.keys()
    # Behind a name that is not known a field may hide that has a default.
    silent = fields.keys() - written if data.keys() <= model.model_fields.keys() else set()
    known = {name: adapter_of(fields[name]).validate_python(data[name]) for name in written}
    return model.of_part({**known, **{name: fields[name].get_default() for name in silent}})


def adapter_of(field: FieldInfo) -> TypeAdapter[Any]:
    """Return what checks the value of one field, as the whole model would."""
    return TypeAdapter(Annotated[field.annotation, field])  # type: ignore[arg-type]  # a type made while the program runs


def explain(error: ValidationError, model: type[Model], path: str, find_line: FindLine) -> Iterator[Problem]:
    """Say each error of pydantic as a problem, without the value it was about."""
    details = error.errors(include_url=False)
    meant = misspelt(details)
    for detail in (detail for detail in details if not follows(detail, details)):
        kind, place, context = kind_of(detail), without_tags(detail["loc"]), detail.get("ctx", {})
        if place in meant:
            yield Problem(path, MISSPELT, place[:-1], {"field": meant[place][-1]}, find_line(place))
        elif kind == "extra_forbidden":
            fields = ", ".join(known_fields(model, place[:-1]))
            yield Problem(path, EXTRA, place[:-1], {"fields": fields}, find_line(place))
        elif place and place[-1] == KEY:
            yield Problem(path, BAD_KEY, place[:-2], {"form": form(context)})
        elif place not in meant.values():
            place += OWN_FIELDS.get(str(context.get("error", "")), ())
            said = lacking(model, place) if kind == "missing" else message(kind, context)
            yield Problem(path, said, place, {**safe(context), "form": form(context)})


def lacking(model: type[Model], place: Field) -> Fault:
    """Return the sentence for a value that is missing."""
    own = OF_A_PAGE.get(str(place[-1])) if model is FrontMatter and len(place) == 1 else None
    return own or KINDS["missing"]


def without_tags(place: Field) -> Field:
    """Return the way to a value as the file has it."""
    return tuple(step for step in place if step not in TAGS)


def kind_of(detail: Mapping[str, Any]) -> str:
    """Return the kind of an error; of the value only its type and its script are looked at."""
    kind, value = detail["type"], detail["input"]
    if kind == "string_type" and value is None:
        return "empty"
    if kind == "string_type" and isinstance(value, list | dict):
        return "several"
    if kind == "string_pattern_mismatch" and CYRILLIC.search(value):
        return "cyrillic"
    in_list = detail["loc"] and isinstance(detail["loc"][-1], int)
    return "together" if kind == "string_pattern_mismatch" and in_list and PARTED.search(value) else kind


def follows(detail: Mapping[str, Any], details: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a list is too short only because entries of it are wrong, which is said already."""
    place = detail["loc"]
    inside = (other["loc"] for other in details if len(other["loc"]) > len(place))
    return detail["type"] == "too_short" and any(other[: len(place)] == place for other in inside)


def message(kind: str, context: Mapping[str, Any]) -> Fault:
    """Return the sentence for one kind of error; our own validators name theirs in the error they raise."""
    own = str(context.get("error", "")) if kind == "value_error" else kind
    return KINDS.get(own, UNKNOWN)


def form(context: Mapping[str, Any]) -> str:
    """Return what right looks like for the pattern that was not met."""
    return FORMS.get(context.get("pattern", ""), CODE_FORM)


def safe(context: Mapping[str, Any]) -> dict[str, Any]:
    """Keep of an error's context what comes from the model."""
    numbers = {k: v for k, v in context.items() if k in ("ge", "le", "min_length", "max_length")}
    return {**numbers, "expected": str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")}


def known_fields(model: type[Model], place: Field) -> list[str]:
    """Return the fields of the model at ``place`` below ``model``."""
    found: type[Model] = model
    for step in place:
        if isinstance(step, str) and step in found.model_fields:
            found = next(iter(models_in(found.model_fields[step].annotation)), found)
    return list(found.model_fields)
