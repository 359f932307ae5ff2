"""What pages and files say and the content does not: what the generator put together is looked through as well.

In: a finished folder, of which a judge that has seen nothing reads every file. Out: problems. The
content was looked through before, line by line: what is found here alone is a fault of the generator.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path

from build_tools.files import paths, tree
from build_tools.files.compression import is_copy
from build_tools.gate import without_doubles
from build_tools.gate.approval import in_force
from build_tools.gate.data import right_of
from build_tools.gate.files import is_bare, is_sure
from build_tools.models import Site
from build_tools.personal_data import Finding
from build_tools.personal_data.table import FAULTS
from build_tools.problems import Fault, Problem, in_order
from build_tools.text.markdown import all_text, html_of, lines_of
from build_tools.validate.walk import nodes, walk
from build_tools.verify import together

_SPACES = re.compile(r"\s+")
_QUOTED = re.compile(r'"(.*)"')
_APART = " | "
_ID = re.compile(rf"(?<!\w){paths.CASE_ID}(?!\w)")
_MARKS = re.compile(r"( · | – |: |, |\.$)")
_DIGIT, _WORD = re.compile(r"\d"), re.compile(r"\w+")
_BETWEEN_LINES = "\n|\n"
"""What keeps two lines from being read as one."""

_BREAKS_OF_NAMES = re.compile(r"[-_.]+")
_SUMS = re.compile(r"^(?:[0-9a-f]{64}(?=  \S+$)|# (?:commit|lock): (?:[0-9a-f]{40}|[0-9a-f]{64})$)", re.MULTILINE)
"""The sums of a manifest, which may begin as the number of a document does; ``verify`` works each out anew."""


class OutputJudge:
    """Looks through the lines of a site. ``by_right`` are texts that may stand anywhere though they look personal:
    contacts, addresses of sources, periods."""

    def __init__(self, site: Site, by_right: Iterable[str]):
        self.finder = in_force(site.approvals, site.day).finder()
        self.said, self.seen = set(map(_plain, _texts_of(site))), set[str]()
        self.words = {word for line in self.said for word in _WORD.findall(line)}
        ids = (path.rpartition("/")[2].removesuffix(".yml") for path in site.cases)
        # What is digits alone looks like nobody, and may be a part of a number, as may a line of the content with some.
        self.ids = {own for own in ids if not own.isdigit()}
        parts = {line for line in self.said if not _DIGIT.search(line)}.union(
            _plain(text) for text in by_right if not text.isdigit()
        )
        self.parts = parts | {part[:1].lower() + part[1:] for part in parts}
        # In an order in which none is lost within another.
        self.rights = sorted({*by_right, *self.ids, *_own_names(site)} - {""}, key=len, reverse=True)

    def personal_faults(self, text: str) -> list[Fault]:
        """Return what may be personal in the lines of a text, each kind once, but for those that the content has or
        another file of the site had."""
        lines = (line for line in dict.fromkeys(map(_plain, text.split("\n"))) if line not in self.said)
        new = [line for line in dict.fromkeys(map(self._without_known_parts, lines)) if line not in self.seen]
        found = self._sure(new) and self._sure(map(self._without_rights, new))
        if not found:
            self.seen.update(new)
        return list(dict.fromkeys(FAULTS[one.category] for one in found))

    def _sure(self, lines: Iterable[str]) -> list[Finding]:
        """Return what is sure in lines. Names of programs, as in attributes, are no names in a network, a spelling that
        hides something was refused in the content, and one word of it is no name for what was put before it."""
        text = _BETWEEN_LINES.join(lines)
        found = without_doubles(self.finder(text)) if text else ()
        new = (one for one in found if one.category != "PERSON" or text[one.start : one.end] not in self.words)
        return [one for one in new if is_sure(one) and not is_bare(one, text)]

    def _without_known_parts(self, line: str) -> str:
        """Return a line without the id of a case, and without what stands by right and what the content says as a line
        of its own, where they stand between marks."""
        line = _ID.sub(lambda word: _APART if word[0] in self.ids else word[0], line)
        return "".join([_APART if part in self.parts else part for part in _MARKS.split(line)])

    def _without_rights(self, line: str) -> str:
        for right in self.rights:
            if right in line:
                line = re.sub(rf"(?<!\w){re.escape(right)}(?!\w)", _APART, line)
        return line


def _plain(line: str) -> str:
    """Return a line as it is compared: with no entities, and single spaces."""
    return _SPACES.sub(" ", unescape(line) if "&" in line else line).strip()


def _texts_of(site: Site) -> Iterator[str]:
    """Yield the lines of the content that were looked through; not the values of channels, of which some are shown."""
    yield from (one.value for _, one in nodes(site) if isinstance(one.value, str) and "channels" not in one.place)
    yield from (text for case in site.cases.values() for text in case.summary.values())
    for words in site.words.values():
        yield from (one.value for one in walk(words.about) if isinstance(one.value, str))
        yield from all_text(html_of(words.text)).split("\n")
    for catalogue in site.catalogues.values():
        yield from _QUOTED.findall(catalogue)


def _own_names(site: Site) -> Iterator[str]:
    """Yield what stands by right in the vocabulary and the settings, such as names of towns, which may be those of
    persons, and the codes that are made of them; who may be quoted."""
    for path, record in ((paths.VOCABULARY, site.vocabulary), (paths.SETTINGS, site.settings)):
        yield from (one.value for one in walk(record) if isinstance(one.value, str) and right_of(path, one.place))
    yield from (step for one in walk(site.vocabulary) for step in one.place[1:2] if isinstance(step, str))
    for person in site.approvals.public_persons:
        yield from person.name.values() if site.day <= person.expires else ()


def outside_problems(folder: Path, look: OutputJudge, drawn: Mapping[str, str]) -> list[Problem]:
    """Return what may be personal in a finished site, read as whoever gets it reads it; ``drawn`` are the words of
    papers, by their paths. Compressed copies unpack to the files beside them, as ``verify`` makes sure."""
    return in_order(together(_problems(folder, look, drawn)))


def _problems(folder: Path, look: OutputJudge, drawn: Mapping[str, str]) -> Iterator[Problem]:
    for path, unread in tree.files(folder, ""):
        if not unread and not is_copy(path):
            text = drawn.get(path) or lines_of(path, (folder / path).read_text("utf-8", "replace"))
            names = (_BREAKS_OF_NAMES.sub(" ", name) for name in path.split("/"))
            for fault in look.personal_faults("\n".join((*names, _SUMS.sub("", text)))):
                yield Problem(path, fault)
