"""As what a batch of cases was accepted: the record of a release, which ``transparency freeze`` alone writes.

It holds digests, no bounds and nothing about how small a count is. A withdrawal takes what is of the person out of it.
"""

import datetime
from typing import Annotated

from pydantic import Field

from build_tools.models.base import Code, Digest, Model, Text
from build_tools.models.case import CaseId, ReleaseId

Size = Annotated[int, Field(strict=True, ge=1)]


class AlikeRecords(Model):
    """How many records share one description: ``codes`` are those of the key fields, in their order. Without the names
    of the fields beside them nobody takes the file for one of records."""

    codes: tuple[Text, ...]
    number: Size


class Snapshot(Model):
    """The records of a release as they were accepted, by digest of what each states, and the descriptions that they
    share; ``rules`` is the version of the rules of disclosure control that they were accepted by."""

    release: ReleaseId
    day: datetime.date
    rules: Size
    k: Annotated[int, Field(strict=True, ge=3)]
    l: Size  # noqa: E741 (so it is called)
    key_fields: Annotated[tuple[Code, ...], Field(min_length=1)]
    records: dict[CaseId, Digest]
    classes: tuple[AlikeRecords, ...]
