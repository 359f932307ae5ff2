"""What every model shares: frozen records, refused extra fields, texts in several languages and their review."""

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Self, TypeVar, Union, get_args, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic.fields import FieldInfo

from build_tools.models.annotations import Internal, MayLieAhead, Past
from build_tools.problems import N_, Fault, Problem
from build_tools.problems import Field as Way

State = Literal["source", "machine-translated", "reviewed", "outdated"]
"""Whether words are the original, a machine's translation, read by a person, or older than their source text."""

Text = Annotated[str, StringConstraints(min_length=1)]
Texts = dict[str, Text]
"""The same words by language code; ``validate`` refuses a missing language."""

ONE_OR_EACH = Discriminator(lambda value: "[by language]" if isinstance(value, dict) else "[one]")
"""Tells a value for all languages from one for each, by tags that ``load`` leaves out of the way to a fault."""

OneTextOrTexts = Annotated[Annotated[Texts, Tag("[by language]")] | Annotated[Text, Tag("[one]")], ONE_OR_EACH]
"""The same words for all readers, or words in each language."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
Count = Annotated[int, Field(strict=True, ge=0)]

SIGNS = "A-Za-z0-9._~!$&()*+,;=:@%/"
"""Signs of the path of an address (RFC 3986) but the apostrophe: no quote, no bracket of HTML, no space, nothing that
a reader cannot see. So an address ends no line, no attribute and no value where it is written."""

PAGE_NAME = r"^[a-z0-9]+([-/.][a-z0-9]+)*$"
PageName = Annotated[str, StringConstraints(pattern=PAGE_NAME)]
"""The name of the words of a page, such as *rights* or *briefings/2000-01-01*."""

ADDRESS = rf"^https://[A-Za-z0-9.-]+(:[0-9]+)?(/[{SIGNS}?#\[\]-]*)?$"
Address = Annotated[str, StringConstraints(pattern=ADDRESS)]


class Model(BaseModel):
    """A frozen record that refuses unknown fields and never repeats a value in an error. What a validator of a record
    raises is what right looks like, for people."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, defer_build=True)


ModelT = TypeVar("ModelT", bound=Model)


def models_in(annotation: object) -> Iterator[type[Model]]:
    """Yield the models that a type such as ``dict[str, tuple[Figure, ...]]`` is made of."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from models_in(inner)


@cache
def models_below(model: type[Model]) -> tuple[type[Model], ...]:
    """Return a model and all models that its fields are made of, each once."""
    found = [model]
    for one in found:
        inner = (kind for field in one.model_fields.values() for kind in models_in(field.annotation))
        found += (kind for kind in dict.fromkeys(inner) if kind not in found)
    return tuple(found)


def bare(kind: Any) -> Any:
    """Return a type without ``Annotated`` and ``| None``."""
    if get_origin(kind) in (Union, UnionType, Annotated):
        return bare(next(part for part in get_args(kind) if part is not NoneType))
    return kind


def public(record: Model) -> dict[str, Any]:
    """Return a record as plain values for JSON, without what is internal and without what is not said."""
    return record.model_dump(mode="json", by_alias=True, exclude_none=True, serialize_as_any=True)


def annotations_of(field: FieldInfo) -> list[Any]:
    """Return what a field says of its values; a day is past unless it may lie ahead."""
    is_past = bare(field.annotation) is datetime.date and MayLieAhead() not in field.metadata
    return [*field.metadata, *([Past()] if is_past else [])]


NO_WORDS_YET = "b" * 24
"""What a fingerprint is until the check has named it; people write zeros."""

FINGERPRINT = r"^[bcdfghjklmnpqrst]{24}$"
Fingerprint = Annotated[
    str,
    StringConstraints(pattern=FINGERPRINT),
    BeforeValidator(
        lambda value: NO_WORDS_YET if set(str(value)) == {"0"} else value,
        json_schema_input_type=Annotated[str, StringConstraints(pattern=r"^(0+|[bcdfghjklmnpqrst]{24})$")] | Literal[0],
    ),
]
"""The first 96 bits of a SHA-256, four to a consonant: digits in a row could be taken for the number of a person, and
letters such as -bai at the end for a name."""

_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")


def version_of(texts: Iterable[str]) -> str:
    """Return the fingerprint of texts in their order."""
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:24].translate(_LETTERS)


_WITH_REVIEWER = N_(
    "state: reviewed with reviewed_by (a role), reviewed_on (a date) and reviewed_version, as in README.md"
)


class Reviewed(Model):
    """What is known of words in one language. ``reviewed_by`` is a role, never a name; ``reviewed_version`` is the
    fingerprint of the words that were read: other words have not been reviewed."""

    state: State
    reviewed_by: Annotated[Code | None, Internal()] = None
    reviewed_on: datetime.date | None = None
    reviewed_version: Fingerprint | None = None

    @property
    def is_read(self) -> bool:
        """Whether nothing needs to be said to readers: the words are the original, or a person has reviewed them."""
        return self.state in ("source", "reviewed")

    @model_validator(mode="after")
    def _review_is_accounted_for(self) -> Self:
        if self.state == "reviewed" and not (self.reviewed_by and self.reviewed_on):
            raise ValueError(_WITH_REVIEWER)
        return self


Review = dict[
    str,
    Annotated[
        Reviewed,
        BeforeValidator(
            lambda value: {"state": value} if isinstance(value, str) else value,
            json_schema_input_type=State | Reviewed,
        ),
    ],
]
"""The review of all words of one file, by language code; a state alone may stand for it."""


OTHER_WORDS = Fault(
    "reviews.words_changed",
    "is not that of the present words; when a person has read all of them as they are now, write {version} here and "
    "the day, or go back to machine-translated",
)


def stale(path: str, place: Way, review: Reviewed, version: str) -> Iterator[Problem]:
    """Yield a problem where words count as reviewed and nobody has read them as they are."""
    if review.state == "reviewed" and review.reviewed_version != version:
        yield Problem(path, OTHER_WORDS, place, {"version": version})
