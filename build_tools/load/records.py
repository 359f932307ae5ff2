"""From plain data to a model, or to problems that say what right looks like.

In: a dictionary as it was read and the model it should be. Out: the record, or problems; never a value from the file.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from build_tools.files.paths import CASE_ID
from build_tools.models import PERIOD_FORM, Model, ModelT, models_in
from build_tools.models.base import ADDRESS, FINGERPRINT, PAGE_NAME
from build_tools.models.case import CODED
from build_tools.models.law import ARTICLES
from build_tools.models.settings import FEED_NAMES, HOME, ONION, PUBLIC_KEY, REACHABLE
from build_tools.models.statements import ANCHOR, STATEMENT_NAME, YEAR
from build_tools.models.vocabulary import PLURAL_FORM
from build_tools.problems import N_, Fault, Field, FindLine, Problem

_MISSING = Fault("fields.missing", "is missing or empty; right is {form}")
_WRONG = Fault("fields.wrong_form", "has the wrong form; right is {form}")
_BAD_KEY = Fault("fields.wrong_name", "holds a name of the wrong form; right is {form}")
_UNKNOWN_FIELD = Fault(
    "fields.unknown_field",
    "has a field that is not known here; correct its spelling or delete it; missing or known here: {fields}",
)
_DAY = N_("a day of the calendar, written as year-month-day, such as 2022-01-19")
_GROUP = N_("a group of lines, indented below it, each of the form name: value")
_TRUTH = N_("true or false, in small letters and without quotes")
_BY_KIND = {
    "string_type": N_("a text in straight quotes"),
    "string_too_short": N_("a text of {min_length} or more characters"),
    "string_too_long": N_("a text of at most {max_length} characters"),
    "int_type": N_("a whole number: digits alone, without quotes, spaces, commas or points"),
    "greater_than_equal": N_("a number of at least {ge}"),
    "less_than_equal": N_("a number of at most {le}"),
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "literal_error": N_("one of: {expected}"),
    "date_type": _DAY,
    "date_parsing": _DAY,
    "date_from_datetime_parsing": _DAY,
    "date_from_datetime_inexact": _DAY,
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "tuple_type": N_("a list: one line for each entry, beginning with a hyphen"),
    "too_short": N_("a list of {min_length} or more entries"),
    "too_long": N_("a list of at most {max_length} entries"),
}
"""What right looks like, by the kind of an error of pydantic."""

CODE_FORM = N_("a code: small Latin letters, no Cyrillic ones that look alike, and digits, joined by _")
FORMS = {
    f"^{CASE_ID}$": N_("4 to 8 digits and capital letters, without I, L, O and U, such as 7Q4K"),
    r"^([0-9]{4}-[0-9]{1,2}|examples)$": N_("examples, or a year and a number, such as 2022-1"),
    r"^[0-9]{4}-[0-9]{1,2}$": N_("a year and a number, such as 2022-1"),
    PERIOD_FORM: N_("2022-01, 2022-Q1, 2022 or not_stated"),
    r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$": N_("a date in quotes, such as 2022-01-19"),
    r"^[0-9]{4}-([0-9]{1,2}|[0-9]{2}-[0-9]{2})$": N_(
        "the date of a briefing or the name of a release, in quotes, such as 2022-01-19 or 2027-1"
    ),
    r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|newest)$": N_("newest, or the date of a briefing in quotes, such as 2022-01-19"),
    ADDRESS: N_(
        "an address that begins with https://, as a browser copies it: no space, no quote, no letter but Latin"
    ),
    REACHABLE: N_("an address that begins with https:// or mailto:, of Latin letters, without spaces and quotes"),
    HOME: N_("an address that begins with https:// and names a folder, without ? and # and quotes"),
    ONION: N_(
        "http://, 56 small letters and digits from 2 to 7, then .onion and at most names of folders, without ? and #"
    ),
    FEED_NAMES: N_("a host, a comma and a year or day in which it was yours, such as www.example.org,2026"),
    STATEMENT_NAME: N_(
        "the code of a statement, with the date of its briefing and a stroke before it if that is another: "
        "2022-01-19/finding_1"
    ),
    YEAR: N_("a year in quotes, such as 2022"),
    ANCHOR: N_("an anchor as the words of the briefing have it, such as finding-1"),
    PLURAL_FORM: N_("zero, one, two, few, many or other: the forms that nouns have beside numbers"),
    PAGE_NAME: N_("the name of a page without ending, such as report or briefings/2022-01-19"),
    ARTICLES: N_("the number of an article in quotes, or a range, such as 65-1 or 96 to 106"),
    CODED: N_("a code: Latin letters and digits, joined by - or _, without spaces, such as KZ-75"),
    FINGERPRINT: N_("0, until `transparency check` has named the 24 consonants to put there"),
    r"^[A-Z]{2}$": N_("the two capital letters of a country, such as KZ"),
    PUBLIC_KEY: N_("a public key, copied whole: the two words ssh-ed25519 AAAA… without the comment after them"),
    r"^[a-z]{2,3}$": N_("a language code such as kk, ru or en"),
    r"^[a-z0-9]+([_-][a-z0-9]+)*$": N_("what the gate is about, such as kk, cases or 2027-03-01"),
}
"""What right looks like, by the pattern that a value must meet."""

_AS_ELSEWHERE = N_("as in the examples in cases_public/examples and content")

_KEY = "[key]"
_TAGS = ("[by language]", "[one]")
"""What pydantic adds to the way to a value: that it is a name, or one text in place of one for each language."""


def record(
    data: Mapping[str, Any], model: type[ModelT], path: str, find_line: FindLine
) -> tuple[ModelT | None, list[Problem]]:
    """Make one record of ``model``; on failure return every problem of the file, with the line that ``find_line``
    tells: a field whose name is not ours may not be named."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, list(_explain(error, model, path, find_line))


def _explain(error: ValidationError, model: type[Model], path: str, find_line: FindLine) -> Iterator[Problem]:
    """Yield each error of pydantic as a problem, without the value it was about. An unknown field is mostly a missing
    one that is misspelt, so it names what is missing beside it."""
    details = error.errors(include_url=False)
    missing, unknown = _by_group(details, "missing"), _by_group(details, "extra_forbidden")
    wrong_within = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    for detail in details:
        # A list is often too short only because entries of it are wrong.
        if detail["type"] == "too_short" and detail["loc"] in wrong_within:
            continue
        kind, place = detail["type"], tuple(step for step in detail["loc"] if step not in _TAGS)
        if kind == "extra_forbidden":
            fields = ", ".join(missing.get(detail["loc"][:-1], _fields_at(model, place[:-1])))
            yield Problem(path, _UNKNOWN_FIELD, place[:-1], {"fields": fields}, find_line(place))
        elif kind == "missing" and detail["loc"][:-1] in unknown:
            continue
        elif place[-1:] == (_KEY,):
            yield Problem(path, _BAD_KEY, place[:-2], _form(detail), find_line(place[:-1]))
        else:
            is_there = kind != "missing" and detail["input"] not in (None, "")
            form = _form(detail) if kind != "missing" else _form_of_field(model, place)
            yield Problem(path, _WRONG if is_there else _MISSING, place, form, find_line(place))


def _by_group(details: Iterable[Mapping[str, Any]], kind: str) -> dict[Field, list[str]]:
    """Return the names of the fields that errors of a kind are about, by the way to their group."""
    found = defaultdict[Field, list[str]](list)
    for *inside, name in (detail["loc"] for detail in details if detail["type"] == kind):
        found[*inside,].append(str(name))
    return found


def _form(detail: Mapping[str, Any]) -> dict[str, Any]:
    """Return what right looks like for an error, with the bounds that the model sets; our own validators say it in the
    error that they raise."""
    context = detail.get("ctx", {})
    bounds = {name: context[name] for name in ("ge", "le", "min_length", "max_length") if name in context}
    expected = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "").replace("True", "true")
    is_own = detail["type"] == "value_error"
    by_kind = str(context["error"]) if is_own else _BY_KIND.get(detail["type"], _AS_ELSEWHERE)
    form = FORMS.get(context["pattern"], CODE_FORM) if "pattern" in context else by_kind
    return {**bounds, "expected": expected, "form": form}


def _form_of_field(model: type[Model], place: Field) -> dict[str, Any]:
    """Return what right looks like for a field that is missing: the form of an empty text, or its type."""
    field = _fields_at(model, place[:-1]).get(str(place[-1]))
    kind: Any = Annotated[field.annotation, *field.metadata, None] if field else type(None)
    for value in ("", object()):
        try:
            TypeAdapter(kind).validate_python(value)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            if value or detail["type"] != "string_too_short":
                return _form(detail)
    return {"form": _AS_ELSEWHERE}


def _fields_at(model: type[Model], place: Field) -> dict[str, FieldInfo]:
    """Return the fields, by the names that files write, of the model at ``place`` below ``model``."""
    found = model
    for step in place:
        if isinstance(step, str) and step in found.model_fields:
            found = next(models_in(found.model_fields[step].annotation), found)
    return {field.alias or name: field for name, field in found.model_fields.items()}
