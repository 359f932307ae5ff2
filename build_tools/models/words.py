"""The front matter of a page that people write, and what words may call: a figure of the ledger, a period of law."""

import datetime
import re
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from build_tools.models.base import Codes, Model, Reviewed, Text, Version
from build_tools.models.case import AnyCode

FIGURE = re.compile(r"\{\{ (figure|count|date)\(([a-z0-9_]+)\) \}\}")
"""``{{ figure(reports) }}`` stands for that number of the page's ledger, ``{{ count(reports) }}`` for the number
with what it counts, in the right plural form, ``{{ date(as_of) }}`` for one of its days (``DAYS``)."""

NEWEST = "newest"
"""What a page names in place of a ledger that always shows the newest briefing."""

PERIOD = re.compile(r"\{\{ period\(([a-z0-9_]+\.[a-z0-9_]+)\) \}\}")
"""``{{ period(cpc_131_4.adult) }}`` stands for the number of a period of law: provision and name of content/law.yml."""

PLACE_OF_DATA = "<!-- data -->"
"""A line of its own that says where a generated page puts its tables; at the end where there is no such line."""


class Translates(Model):
    """The language a text was translated from, and the fingerprint of the words it translates."""

    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    version: Version


class FrontMatter(Reviewed):
    """What a page says about itself.

    ``ages`` says whom a page of help is about: who serves that age alone is shown too, the most useful first.
    """

    title: Text
    description: Annotated[str, StringConstraints(min_length=20, max_length=200)]
    menu: Text | None = None
    translates: Translates | None = None
    valid_on: datetime.date | None = None
    ledger: Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|newest)$")] | None = None
    ages: Annotated[tuple[AnyCode, ...], Codes("age_bands")] = ()
    plain_numbers: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()

    @model_validator(mode="after")
    def _translation_has_a_source(self) -> Self:
        if self.state in ("machine-translated", "outdated") and self.translates is None:
            raise ValueError("translation_without_source")
        return self
