"""Stories as files of small repositories: in come changes of fields, out come texts.

Everything in it is invented: a country XX with two towns, as in ``site_builder``.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from build_tools.models import public
from tests.repositories import write
from tests.site_builder import ALIKE, agreed, case, case_file

RELEASE = "2000-1"

Record = Mapping[str, Any]


def record(own: str, **changes: Any) -> dict[str, Any]:
    """Return a story of the release under an id, with consent to its words."""
    made = {**case(1), "id": own, "release": RELEASE, "alike": ALIKE, **changes}
    if made["consent"] is not True:
        return made
    story = agreed(made)
    return {**made, "consent": str(story.consent), "confirmed": public(story.confirmed) if story.confirmed else ""}


def text_of(data: Record) -> str:
    """Return the text of the file of a record."""
    return "".join(f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in data.items())


def write_record(root: Path, data: Record, path: str = "") -> None:
    """Write a record where it belongs, or elsewhere."""
    write(root, path or case_file(dict(data)), text_of(data))


STORY, SILENT = record("7Q4K"), {**record("7Q4K"), "alike": None}
PATH = case_file(STORY)
MORE = record("7Q4K", summary={"ru": "Его били два часа."}, consent=True)
"""A story, the same before anybody counted who is like it, and one whose words say more than its codes."""

UNCOUNTED, ELSEWHERE = "stories.not_counted", "protect.record_elsewhere"
OTHER_WORDS, SAYS_MORE = "cases.other_words_agreed_to", "disclosure.story_says_more"
NAME = "".join(("Айг", "үл ", "Сері", "кова"))
"""An invented name, in letters of Kazakh."""
