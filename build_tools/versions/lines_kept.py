"""Whether every line of content/published.yml that a commit holds is still there: lines join, and none is rewritten.

In: a repository, and the content as it is now. Out: problems. A part of a line is another only with an entry of the
corrections that was not there before, a translation also where its file said in some commit that it was reviewed.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from build_tools import git
from build_tools.load import record_in
from build_tools.models import Published, PublishedLine, Site, public
from build_tools.paths import CORRECTIONS, PUBLISHED, VOCABULARY
from build_tools.problems import Fault, Problem
from build_tools.tree import LARGEST
from build_tools.validate.published_lines import page_of, parts_of, place_of
from build_tools.versions.history import final_commits, plain_of

LINE_GONE = Fault(
    "published.line_gone", "was in this file, and is gone; put it back: `git log -- content/published.yml` shows it"
)
LINE_CHANGED = Fault(
    "published.line_changed",
    "is not as it was published ({parts}); put it back: `git log -- content/published.yml` shows it. Words change with "
    "an entry of their own in content/corrections.yml, page: {page}, and in a translation with a review",
)


class State(NamedTuple):
    """The lines at one time, and the other files of that time as plain data, by their paths."""

    lines: Mapping[str, PublishedLine]
    read: Callable[[str], Mapping[str, Any]]

    def parts(self, key: str) -> dict[str, object]:
        """Return the parts of a line; the value of one that is removed is True."""
        line = self.lines.get(key)
        return {"value": line.removed or line.value, **parts_of(line)} if line else {}

    def review(self, key: str, language: str) -> object:
        """Return the state of the words of a language in the file that a line is about."""
        said = _mapping(self.read(place_of(key)[0]).get("review")).get(language)
        return _mapping(said).get("state", said)

    def entries(self, page: str) -> set[str]:
        """Return the corrections of a page."""
        log = _mapping(self.read(CORRECTIONS).get("corrections"))
        return {name for name, entry in log.items() if _mapping(entry).get("page") == page}


def _mapping(said: object) -> Mapping[str, Any]:
    return said if isinstance(said, Mapping) else {}


def lines_kept(root: Path, site: Site) -> Iterator[Problem]:
    """Yield what became of published lines since they were committed. Raises ``git.Unknown``."""
    files = {CORRECTIONS: site.corrections, VOCABULARY: site.vocabulary, **site.ledgers}
    now = State(site.published.lines, lambda path: public(files[path]) if path in files else {})
    with git.reader(root, LARGEST + 1) as reader:
        states = [*_committed(root, reader), now]
        for key in dict.fromkeys(key for state in states for key in state.lines):
            changed = dict.fromkeys(part for state in states for part in _changed(key, state, states))
            if key not in now.lines:
                yield Problem(PUBLISHED, LINE_GONE, ("lines", key))
            elif changed:
                values = {"parts": ", ".join(changed), "page": page_of(key)}
                yield Problem(PUBLISHED, LINE_CHANGED, ("lines", key), values)


def _changed(key: str, then: State, states: list[State]) -> Iterator[str]:
    """Yield the parts of a line that are others in the last state than they were then, for no reason. A number may be
    removed: each check asks whether the corrections say so."""
    now = states[-1]
    for part, was in then.parts(key).items():
        present = now.parts(key).get(part)
        if was == present or (part == "value" and present is True):
            continue
        same = (state for state in states if state.parts(key).get(part) == present)
        is_read = then.review(key, part) != "source" and any(one.review(key, part) == "reviewed" for one in same)
        if part == "value" or not (is_read or now.entries(page_of(key)) - then.entries(page_of(key))):
            yield part


def _committed(root: Path, reader: git.Reader) -> Iterator[State]:
    """Yield the states of all commits that changed the lines, as far as these can be read."""
    prefix = git.git(root, "rev-parse", "--show-prefix")
    for commit, _ in git.brought(root, final_commits(root), [f"{prefix}{PUBLISHED}"]):

        def read(path: str, place: str = f"{commit}:{prefix}") -> Mapping[str, Any]:
            found = reader(f"{place}{path}")
            return (plain_of(found.data) if found else None) or {}

        data = reader(f"{commit}:{prefix}{PUBLISHED}")
        published, _ = record_in(data.data if data else b"", PUBLISHED, Published)
        yield State(published.lines if published else {}, read)
