"""Whether a story, as a commit has it, may be published: each commit is public by itself.

In: the bytes of its file. Out: what is wrong, or nothing. What others tell beside it, `check` judges.
"""

from build_tools.disclosure.stories import UNCOUNTED
from build_tools.load import record_in, remarks_in_case
from build_tools.load.text import text_in
from build_tools.models import Case
from build_tools.paths import CASE_FILE
from build_tools.problems import Fault
from build_tools.validate.cases import OTHER_WORDS
from build_tools.validate.stories import hard_problems

UNREADABLE = Fault(
    "protect.record_unreadable",
    "cannot be read as the story that it is called by, so nobody knows what would be published; mend it in the commit "
    "that brings it",
)


def fault_of(path: str, data: bytes) -> Fault | None:
    """Return what is wrong with the file in the place of a story."""
    place = CASE_FILE.fullmatch(path)
    for problem in remarks_in_case(text_in(data, path)[0], path):
        return problem.fault
    story, _ = record_in(data, path, Case)
    if story is None or place is None or (story.release, story.id) != place.groups():
        return UNREADABLE
    if story.consent != story.agreed_words:
        return OTHER_WORDS.said(version=story.agreed_words)
    for problem in hard_problems(path, story):
        return problem.fault.said(**problem.values)
    return UNCOUNTED if story.alike is None and not story.invented else None
