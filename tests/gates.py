"""What each gate of a release says of a project, by the name of its function, and what is undecided."""

from pathlib import Path

from build_tools.load.messages import sentence
from build_tools.publish.checks import release_of
from build_tools.publish.gates import GATES, UNREAD_GATES, found_by, verdict_of

BY_NAME = {gate.__name__: gate for gate in (*UNREAD_GATES, *GATES)}


def sentences(project: Path, name: str) -> list[str]:
    """Return what one gate says."""
    return [sentence(problem) for problem in found_by([BY_NAME[name]], release_of(project))]


def open_gates(project: Path, published: str = "") -> set[str]:
    """Return what keeps a release from going out: names of gates, and of kinds of points that nobody has decided."""
    release = release_of(project, published)
    found = {name: found_by([gate], release) for name, gate in BY_NAME.items()}
    shut = {name for name, problems in found.items() if not all(map(release.waits, problems))}
    return shut | {point.gate for point in verdict_of(release).undecided}
