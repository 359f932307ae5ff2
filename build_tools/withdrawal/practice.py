"""A case to practise with: an invented example that a copy of the project holds as if it were real.

In: a project. Out: the folder of the copy while it is needed, and the id. Changes nothing in the project.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from build_tools import git
from build_tools.paths import CASES, case_file, snapshot_file
from build_tools.problems import Fault, Problem, Refused
from build_tools.variables import build_day
from build_tools.withdrawal.accepted import accepting
from build_tools.withdrawal.rehearsal import commit_staged, copy_of

_RELEASE = "9999-1"
"""No release is ever called so."""

_NO_EXAMPLE = Fault(
    "withdraw.no_example", "holds no invented example with words, and somebody can practise with such a one alone"
)
_EXAMPLES = f"{CASES}/examples"


@contextmanager
def ground(root: Path) -> Iterator[tuple[Path, str]]:
    """Give a copy and the id of a case in it. Raises ``Refused`` where there is no example."""
    with copy_of(root) as copy:
        case = _placed(copy)
        git.git(copy, "add", "--all", "--", CASES)
        commit_staged(copy, "a case to practise with")
        yield copy, case


def _placed(copy: Path) -> str:
    """Put the first example that has words among the cases, and return its id."""
    for path in sorted((copy / _EXAMPLES).glob("*.yml")):
        text = path.read_text("utf-8")
        if "\nsummary:" in text:
            place = copy / case_file(_RELEASE, path.stem)
            place.parent.mkdir(parents=True)
            record = re.sub(r"^release: examples", f'release: "{_RELEASE}"', text, flags=re.MULTILINE)
            place.write_text(record, "utf-8")
            snapshot = copy / snapshot_file(_RELEASE)
            snapshot.parent.mkdir(exist_ok=True)
            snapshot.write_text(accepting(record, build_day()), "utf-8")
            path.unlink()
            return path.stem
    raise Refused([Problem(_EXAMPLES, _NO_EXAMPLE)])
