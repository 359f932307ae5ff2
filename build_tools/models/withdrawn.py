"""What stays of a case that was withdrawn: its id, which is never used again, and the release it belonged to."""

from typing import Annotated

from pydantic import StringConstraints

from build_tools.models.base import Model
from build_tools.models.case import CaseId


class Withdrawn(Model):
    """A tombstone. No reason and no date: they could point at the person."""

    id: CaseId
    release: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{1,2}$")]
