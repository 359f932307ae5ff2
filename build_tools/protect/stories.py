"""Whether the stories and tables that a commit brings may be published as it has them: each commit is public by itself.

In: the place of a file and its bytes. Out: what is wrong, or nothing. What others tell beside it, `check` judges.
"""

from build_tools.closed_tree import PROJECTS_OF_TESTS
from build_tools.disclosure.stories import UNCOUNTED
from build_tools.load import record_in
from build_tools.models import Case, kind_of
from build_tools.paths import CASE_FILE
from build_tools.problems import Fault
from build_tools.screening.finder import ELSEWHERE
from build_tools.validate.stories import NOT_AGREED_TO, hard_problems

_UNREADABLE = Fault(
    "protect.record_unreadable",
    "cannot be read as what lies in its place, so nobody knows what would be published; mend it in the commit that "
    "brings it",
)


def fault_of(path: str, data: bytes) -> Fault | None:
    """Return what is wrong with a file in the place of a story, a tombstone or a table."""
    project = next(filter(path.startswith, PROJECTS_OF_TESTS), "")
    own = path.removeprefix(project)
    kind = kind_of(own)
    if kind is None:
        return None
    record, problems = record_in(data, own, kind.model)
    if record is None:
        return _UNREADABLE
    if not isinstance(record, Case):
        return problems[0].fault if problems else _UNREADABLE if kind.misplaced(own, record) else None
    place = CASE_FILE.fullmatch(own)
    if project or place is None:
        return None if record.example or (project and record.invented) else ELSEWHERE
    if problems or (record.release, record.id) != place.groups():
        return problems[0].fault if problems else _UNREADABLE
    return _of_a_story(own, record)


def _of_a_story(path: str, story: Case) -> Fault | None:
    """Return what is wrong with the story of somebody that lies in its place."""
    if story.consent != story.agreed_words:
        return NOT_AGREED_TO.said(version=story.agreed_words)
    for problem in hard_problems(path, story):
        return problem.fault.said(**problem.values)
    return UNCOUNTED if story.alike is None and not story.invented else None
