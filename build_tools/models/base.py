"""What every model shares: frozen records, refused extra fields, texts in several languages and their review."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, StringConstraints, Tag

State = Literal["source", "machine-translated", "reviewed", "outdated"]
"""Whether words are the original, a machine's translation, read by a person, or older than their source text."""

Text = Annotated[str, StringConstraints(min_length=1)]
Texts = dict[str, Text]
"""The same words by language code; ``validate`` refuses a missing language."""

ONE_OR_EACH = Discriminator(lambda value: "[by language]" if isinstance(value, dict) else "[one]")
"""Tells a value for all languages from one for each, by tags that ``load`` leaves out of the way to a fault."""

OneTextOrTexts = Annotated[Annotated[Texts, Tag("[by language]")] | Annotated[Text, Tag("[one]")], ONE_OR_EACH]
"""The same words for all readers, or words in each language."""

Review = dict[str, State]
"""The state of all words of one file, by language code."""

Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
Count = Annotated[int, Field(strict=True, ge=0)]

SIGNS = "A-Za-z0-9._~!$&()*+,;=:@%/"
"""Signs of the path of an address (RFC 3986) but the apostrophe: no quote, no bracket of HTML, no space, nothing that
a reader cannot see. So an address ends no line, no attribute and no value where it is written."""

ADDRESS = rf"^https://[A-Za-z0-9.-]+(:[0-9]+)?(/[{SIGNS}?#\[\]-]*)?$"
Address = Annotated[str, StringConstraints(pattern=ADDRESS)]


class Model(BaseModel):
    """A frozen record that refuses unknown fields and never repeats a value in an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


@dataclass(frozen=True, slots=True)
class Internal:
    """Marks a field that is for maintainers and may stand in no file of the site."""


@dataclass(frozen=True, slots=True)
class Codes:
    """Marks a field whose values are codes of the named list of the vocabulary."""

    list: str
