"""What stays of a case that was withdrawn: its id, which is never used again, and the release it belonged to."""

from build_tools.models.base import Model
from build_tools.models.case import CaseId, ReleaseId


class Withdrawn(Model):
    """A tombstone. No reason and no date: they could point at the person."""

    id: CaseId
    release: ReleaseId
