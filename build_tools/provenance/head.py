"""The head of a manifest: the commit a release was built from, its day, and the lock of its libraries.

In: the first lines of a manifest, or facts. Out: facts, or those lines. Knows no other line, and no other order.
"""

import datetime
import re
from collections.abc import Mapping, Sequence

from build_tools.problems import Fault, Problem

FORMAT = "# transparency manifest 1"
LOCK = "requirements/site.txt"
UNKNOWN, CHANGED = "none (no commit is known)", "none (uncommitted changes)"
NO_COMMIT = (UNKNOWN, CHANGED)
NO_LOCK = f"none (no {LOCK})"


def _either(*forms: str) -> re.Pattern[str]:
    """Return what fits a form of digits or one of the known words."""
    return re.compile("|".join(forms))


FACTS = {
    "commit": _either("[0-9a-f]{40}", "[0-9a-f]{64}", *map(re.escape, NO_COMMIT)),
    "day": _either("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
    "lock": _either("[0-9a-f]{64}", re.escape(NO_LOCK)),
}
"""What a head says, in this order, and the forms that each fact can have."""

LINES = 1 + len(FACTS)

_NO_FORMAT = Fault("manifest.not_a_manifest", "is not a manifest of a release; its first line is: {first}")
NO_FACT = Fault(
    "manifest.fact_missing",
    "is not the line of a manifest that says the {fact}; the first lines name commit, day and lock, and nothing "
    "else; build the release anew",
)


def head_of(facts: Mapping[str, str]) -> list[str]:
    """Return the lines of a head."""
    return [FORMAT, *(f"# {name}: {facts[name]}" for name in FACTS)]


def read_head(lines: Sequence[str], path: str) -> tuple[dict[str, str], list[Problem]]:
    """Return the facts of a head strictly, for it may come from anywhere; any problem means none.

    ``path`` is the manifest, to name it in problems.
    """
    if lines[:1] != [FORMAT]:
        return {}, [Problem(path, _NO_FORMAT, values={"first": FORMAT}, line=1)]
    facts = {}
    for number, (name, form) in enumerate(FACTS.items(), 2):
        line = lines[number - 1] if number <= len(lines) else ""
        value = line.removeprefix(f"# {name}: ")
        if value == line or not form.fullmatch(value) or (name == "day" and not _is_day(value)):
            return {}, [Problem(path, NO_FACT, values={"fact": name}, line=number)]
        facts[name] = value
    return facts, []


def _is_day(text: str) -> bool:
    """Whether a text is a day of the calendar."""
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True
