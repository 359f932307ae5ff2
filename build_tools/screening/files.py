"""The one door to a verdict: a file of a project, as the check and the gate around git judge it.

In: the place of a file and its bytes. Out: what may be personal in it, or why it is refused as a whole, such as a text
of people that goes beyond its bounds. What was found clean is noted by digest, and not judged again.
"""

import re
from collections.abc import Callable

from build_tools.bounds import TOO_LARGE, excesses, most_of
from build_tools.personal_data import Finding
from build_tools.problems import Fault, Problem
from build_tools.screening.approval import NOTHING, Approval
from build_tools.screening.clean import Clean
from build_tools.screening.lines import with_plain_ends
from build_tools.screening.masks import PUBLISHED
from build_tools.screening.pasted import ELSEWHERE, tells_a_story
from build_tools.screening.texts import findings
from build_tools.tree import LARGEST

NOT_TEXT = Fault(
    "protect.not_text",
    "is no text in UTF-8, or holds a picture, or stands for a file that Git LFS or git-annex keeps elsewhere; pictures "
    "and other such files are not accepted yet, for what they carry is public with the commit",
)

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


_CARRIES = re.compile(
    r"\Aversion https://git-lfs\.github\.com/|\A[./]*(?:\.git/)?annex/objects/|"
    r"data:(?:image|audio|video|font|application)/[\w.+;=-]{1,60},[^\s\"'()]{48}"
)
"""How the pointer to a file begins that lies elsewhere; a picture within a text, which is longer than an example."""

_OWN_LISTS = re.compile(r"build_tools/personal_data/data/|tests/personal_data/\w+\.yml")
"""The lists of the finder and its examples, which hold what it finds and are read as such."""

Verdict = list[Finding] | Problem


def screened(path: str, digest: str, read: Callable[[], bytes], approval: Approval, note: Clean) -> Verdict:
    """Return the verdict on a file, by what git calls its bytes, which are read where the note does not know them."""
    if note.has(path, digest, approval.mark):
        return []
    verdict = screen(path, read(), approval)
    if verdict == []:
        note.add(path, digest, approval.mark)
    return verdict


def screen(path: str, data: bytes, approval: Approval = NOTHING) -> Verdict:
    """Return what may be personal in a file, or why it is refused as a whole."""
    of_people = path.startswith(PUBLISHED) and path.endswith((".md", ".yml"))
    limit = most_of(path) if of_people else LARGEST
    if len(data) > limit:
        return Problem(path, TOO_LARGE.said(limit=limit // 1024))
    text = text_of(data)
    if text is None:
        return Problem(path, NOT_TEXT)
    if path.endswith((".md", ".yml")) and tells_a_story(path, text):
        return Problem(path, ELSEWHERE)
    for fault, line in excesses(path, with_plain_ends(text)) if of_people else ():
        return Problem(path, fault, line=line)
    return [] if _OWN_LISTS.match(path) else findings(path, text, approval)


def text_of(data: bytes) -> str | None:
    """Return the text of a file, or nothing where it is none, or more than one."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _NO_TEXT.search(text) or _CARRIES.search(text) else text
