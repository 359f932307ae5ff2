"""The bytes of a file, as a text that can be looked through.

In: bytes. Out: findings, or why nobody can look through them.
"""

import re
from collections.abc import Iterable

from build_tools.personal_data import Finding
from build_tools.problems import Fault
from build_tools.screening.approval import NOTHING, Approval
from build_tools.screening.finder import Finder
from build_tools.screening.lines import Span
from build_tools.screening.texts import findings
from build_tools.tree import LARGEST

NOT_TEXT = Fault(
    "protect.not_text",
    "is no text in UTF-8; pictures and other such files are not accepted yet, for what they carry is public with the "
    "commit",
)
TOO_LARGE = Fault(
    "protect.too_large",
    "is larger than {limit} KB, and nobody looks at more; divide it",
    {"limit": LARGEST // 1024},
)

_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def text_of(data: bytes) -> str | None:
    """Return the text of a file, or nothing where it is none."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if _NO_TEXT.search(text) else text


def of_file(
    path: str,
    data: bytes,
    finder: Finder | None = None,
    spans: Iterable[Span] = (),
    approval: Approval = NOTHING,
) -> list[Finding] | Fault:
    """Return what may be personal in a file, or in some stretches of it, or why it is not looked at."""
    if len(data) > LARGEST:
        return TOO_LARGE
    text = text_of(data)
    return NOT_TEXT if text is None else findings(path, text, spans, finder, approval)
