"""Words of a withdrawn case in what people wrote: where they stand when it is withdrawn, and where they come back.

In: a repository and ids of cases. Out: problems that name the files, and never a word. What other cases or the
interface say too tells of nobody. Changes nothing.
"""

import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from build_tools import git
from build_tools.files import tree
from build_tools.files.paths import CASES, CONTENT, REVIEWED, SITE_SRC, case_id_in, stone_file
from build_tools.git import history, objects
from build_tools.load.strict_yaml import parse
from build_tools.problems import Fault, Problem

_RUN = 5
"""Words that stand one after the other by chance no more."""

_ALIKE = Fault(
    "withdraw.words_are_alike",
    "has words that stand in the case too, one after the other; read them: if they tell of the case, take them out and "
    "commit that first; if they do not, or if there is no time, withdraw with --words-stay",
)
_RETURNED = Fault(
    "release.withdrawn_words_return",
    "has words of a withdrawn case, one after the other, that were not there all the time since; take them out again, "
    "or say it in other words if they tell of something else",
)
_WORD, _TAG = re.compile(r"\w+"), re.compile(r"<[^<>]*>")
_OF_OTHERS = (".yml", ".po", ".html", ".typ")
"""How names end of files with words."""

Run = tuple[str, ...]
Runs = Collection[Run]
"""Words that stand one after the other in a case, and in nothing that is known to be of something else."""


def words_alike(root: Path, case: str) -> Iterator[Problem]:
    """Yield where words of a case stand that is about to be withdrawn. Raises ``git.Unknown``."""
    runs = _runs_of(root, [case])[case]
    yield from (Problem(path, _ALIKE) for path, text in _words(root).items() if _holds(text, runs))


def words_returned(root: Path, cases: Collection[str]) -> Iterator[Problem]:
    """Yield where words of withdrawn cases are back; those that stood there ever since, somebody left on purpose.
    Raises ``git.Unknown``."""
    words = _words(root) if cases else {}
    for case, runs in _runs_of(root, sorted(cases)).items() if cases else ():
        found = (path for path, text in words.items() if _holds(text, runs))
        yield from (Problem(path, _RETURNED) for path in found if not _stayed(root, path, case, runs))


def _words(root: Path) -> dict[str, str]:
    """Return the texts of a project that people wrote, by path."""
    return {path: text for path, text in _texts(root, (".md", ".yml"), CONTENT).items() if path != REVIEWED}


def _texts(root: Path, endings: tuple[str, ...], *folders: str) -> dict[str, str]:
    found = (path for folder in folders for path, _ in tree.files(root, folder) if path.endswith(endings))
    data = ((path, tree.read(root, path)) for path in found)
    return {path: text.decode("utf-8", "replace") for path, text in data if isinstance(text, bytes)}


def _runs_of(root: Path, cases: Collection[str]) -> Mapping[str, Runs]:
    """Return by case the runs of words of all that its files ever held, but for those that another text has."""
    ever = {path: digests for path, digests in history.ever_added(root, CASES).items() if case_id_in(path) in cases}
    texts = objects.blob_texts(root, {digest for digests in ever.values() for digest in digests})
    own = {case: set[Run]() for case in cases}
    for path, digests in ever.items():
        own[str(case_id_in(path))].update(run for digest in digests for run in _of_record(texts[digest]))
    every = frozenset[Run]().union(*own.values())
    for path, text in _texts(root, _OF_OTHERS, CASES, SITE_SRC).items():
        known = every.intersection(_runs(text))
        for runs in (runs for case, runs in own.items() if case != case_id_in(path)):
            runs.difference_update(known)
    return own


def _of_record(text: str) -> Iterator[Run]:
    """Yield the runs of words that a record tells, in each language."""
    summary = (parse(text, "")[0] or {}).get("summary")
    for words in summary.values() if isinstance(summary, dict) else ():
        yield from _runs(words) if isinstance(words, str) else ()


def _runs(text: str) -> Iterator[Run]:
    """Yield each run of words of a text, in small letters."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).casefold())
    yield from zip(*(words[start:] for start in range(_RUN)), strict=False)


def _holds(text: str, runs: Runs) -> bool:
    """Tell whether one of these runs stands in a text, as it is or as a reader of the page sees it."""
    seen = (html.unescape(text), html.unescape(_TAG.sub(" ", text)))
    return any(run in runs for view in seen for run in _runs(view))


def _stayed(root: Path, path: str, case: str, runs: Runs) -> bool:
    """Tell whether the words stood in a file in each commit since the tombstone came; without one, they did."""
    walk = ("log", "--full-history", "-m", "--no-show-signature", "--no-color", "--format=%H")
    came = git.git(root, *walk, "--diff-filter=A", "--", stone_file(case)).split()
    later = git.git(root, *walk, f"{came[-1]}..HEAD", "--", f":(literal){path}").split() if came else []
    with objects.reader(root) as read:
        held = [read(f"{commit}:./{path}") for commit in (*came[-1:], *later)]
    return all(stored is not None and _holds(stored.data.decode("utf-8", "replace"), runs) for stored in held)
