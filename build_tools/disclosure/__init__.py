"""Which case records may be shown, and as what.

In: all cases. Out: registers, the only thing that ``aggregate`` counts and that pages show.
The disclosure audit joins here; until it exists, a release with real cases is refused.
"""

from collections.abc import Iterable, Mapping

from build_tools.models import Case, Register
from build_tools.problems import N_, Problem

NOT_YET = N_(
    "real cases cannot be released before the personal-data gate and the disclosure audit exist; "
    "publish figures and words only, and keep cases out of the public repository"
)


def protect(cases: Mapping[str, Case], release: bool) -> tuple[tuple[Register, Register], list[Problem]]:
    """Return the published and the example register; a release has no examples and refuses real cases."""
    published = register((case for case in cases.values() if not case.example), example=False)
    examples = register((case for case in cases.values() if case.example and not release), example=True)
    refused = [Problem(path, NOT_YET) for path, case in cases.items() if release and not case.example]
    return (published, examples), refused


def register(cases: Iterable[Case], example: bool) -> Register:
    """Put cases into a register, in the order of their random ids."""
    return Register(tuple(sorted(cases, key=lambda case: case.id)), example)
