"""What was published stays: each line of content/published.yml that a commit holds is still there, and as it was.

In: a repository, and the content as it is now. Out: problems. What is said beside numbers changes for an entry of the
corrections alone that was not there before, a translation also where its file said in some commit that it was
reviewed; of statements and of the corrections nothing but translations.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from build_tools import git
from build_tools.git import history, objects
from build_tools.load import plain_in
from build_tools.models import Correction, Site, public
from build_tools.paths import PUBLISHED
from build_tools.problems import Fault, Problem
from build_tools.validate.published_lines import FACTS, Subject, files_of, subject_of

LAST_DRAFT = "97d2addde377ea761fb9f26b34eb7630a79d5def"
"""The last commit before which everything was a draft: no release had gone out. What a draft sealed may be mended; it
moves no more once a release has gone out. A commit that is not in the repository excuses nothing."""

_LINE_GONE = Fault(
    "published.line_gone", "was in this file, and is gone; put it back: `git log -- content/published.yml` shows it"
)
_LINE_CHANGED = Fault(
    "published.line_changed",
    "is not as it was published ({parts}); put it back: `git log -- content/published.yml` shows it. Words beside "
    "numbers change with an entry of their own in content/corrections.yml, page: {page}, a translation with a review",
)

_Plain = Mapping[str, Any]


class _State:
    """The files of one time as plain data; ``read`` returns one by its path, or nothing of one that is not there."""

    def __init__(self, read: Callable[[str], _Plain]):
        self.read = read
        self.lines = _mapping(read(PUBLISHED).get("lines"))

    def parts(self, key: str) -> _Plain:
        """Return the parts of a line: its number and whether it is removed, its facts, and the words by language."""
        line = _mapping(self.lines.get(key))
        number = {"value": line.get("value"), "removed": line.get("removed") or None}
        return {**number, FACTS: line.get(FACTS), **_mapping(line.get("words"))} if line else {}

    def review(self, about: Subject, language: str) -> object:
        """Return the state of the words of a language in the file that a line is about."""
        said = _mapping(self.read(about.path).get("review")).get(language)
        return _mapping(said).get("state", said)


def _mapping(said: object) -> _Plain:
    return said if isinstance(said, Mapping) else {}


def published_kept(root: Path, site: Site) -> Iterator[Problem]:
    """Yield what became of published lines since they were committed. Raises ``git.Unknown``."""
    files, log = {**files_of(site), PUBLISHED: site.published}, site.corrections.corrections
    now = _State(lambda path: public(files[path]) if path in files else {})
    with objects.reader(root) as reader:
        states = [*_committed(root, reader), now]
        for key in dict.fromkeys(key for state in states for key in state.lines):
            changed = dict.fromkeys(part for state in states for part in _changed(key, state, states, log))
            if key not in now.lines:
                yield Problem(PUBLISHED, _LINE_GONE, ("lines", key))
            elif changed:
                values = {"parts": ", ".join(changed), "page": subject_of(key).page}
                yield Problem(PUBLISHED, _LINE_CHANGED, ("lines", key), values)


def _changed(key: str, then: _State, states: list[_State], log: Mapping[str, Correction]) -> Iterator[str]:
    """Yield the parts of a line that are others in the last state than they were then, for no reason. A number may be
    removed, for good: each check asks whether the corrections say so."""
    about, now = subject_of(key), states[-1]
    for part, was in then.parts(key).items():
        present = now.parts(key).get(part)
        goes = now.parts(key).get("removed") and (part == "removed" or (part == "value" and present is None))
        if was == present or goes:
            continue
        is_translation = part != FACTS and then.review(about, part) != "source"
        same = (state for state in states if state.parts(key).get(part) == present)
        is_read = is_translation and any(one.review(about, part) == "reviewed" for one in same)
        is_new = any(one.about == about.named and f"corrections/{id_}" not in then.lines for id_, one in log.items())
        is_corrected = is_new and (is_translation or not about.is_entry)
        if part in ("value", "removed") or not (is_read or is_corrected):
            yield part


def _committed(root: Path, reader: objects.ObjectReader) -> Iterator[_State]:
    """Yield the states of all commits that changed the lines and that anything in a repository leads to, but for
    drafts, the oldest first, as far as these can be read; in a history that is cut short nobody knows them. Raises
    ``git.Unknown``."""
    history.check_not_shallow(root)
    refs = git.git(root, "for-each-ref", "--format=%(objectname)").split()
    head, last = (history.commit_named(root, name) for name in ("HEAD", LAST_DRAFT))
    commits = history.commits(root, [*refs, *([head] if head else [])], [last] if last else [])
    prefix = git.git(root, "rev-parse", "--show-prefix")
    for commit in history.brought(root, commits, [f"{prefix}{PUBLISHED}"]):

        def read(path: str, place: str = f"{commit}:{prefix}") -> _Plain:
            found = reader(f"{place}{path}")
            return (plain_in(found.data, path) if found else None) or {}

        yield _State(read)
