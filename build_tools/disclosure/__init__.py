"""Which case records may be shown, and as what.

In: all cases. Out: registers, the only thing that ``aggregate`` counts and that pages show.
The disclosure audit joins here; until it exists, real cases are refused.
"""

from collections.abc import Iterable, Mapping

from build_tools.models import Case, Register
from build_tools.problems import N_, Problem

NOT_YET = N_(
    "is a real case; none may lie here before the personal-data gate and the disclosure audit exist: "
    "what is committed is published"
)


def refused(cases: Mapping[str, Case], invented: bool) -> list[Problem]:
    """Return a problem for each case that nobody has protected, unless the whole site is ``invented``."""
    return [Problem(path, NOT_YET) for path, case in cases.items() if not (invented or case.example)]


def protect(cases: Mapping[str, Case], release: bool) -> tuple[Register, Register]:
    """Return the published and the example register; a release has no examples."""
    published = register((case for case in cases.values() if not case.example), example=False)
    examples = register((case for case in cases.values() if case.example and not release), example=True)
    return published, examples


def register(cases: Iterable[Case], example: bool) -> Register:
    """Put cases into a register, in the order of their random ids."""
    return Register(tuple(sorted(cases, key=lambda case: case.id)), example)
