"""One page taken apart: its telling tags and its raw texts.

In: the path of a page. Out: `Page`, which lives as long as its rules run, and `Kept`, the little that remains of it.
Never judges more than single tags.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from build_tools.problems import Fault, Problem
from build_tools.verify.markup import TAG, raw_texts
from build_tools.verify.site import Site, problem, text_of
from build_tools.verify.tags import Seen, judge
from build_tools.verify.targets import Target

REMEMBERED = 2**15  # what the pages of a folder share fits in many times, all tags of 10,000 pages do not


class Page(NamedTuple):
    """A page in hand."""

    path: str
    text: str
    tags: tuple[Seen, ...]
    """The tags that have something to say, in order."""
    metas: tuple[tuple[str, str], ...]
    """Name or header, in lower case, and content of each <meta>."""
    raw: tuple[tuple[str, str], ...]
    """Name and content of each element of raw text; that of a block of data is ``DATA``."""

    def named(self, name: str) -> list[Seen]:
        """The tags of one name."""
        return [tag for tag in self.tags if tag.name == name]

    def meta(self, name: str) -> list[str]:
        """The contents of all <meta> of one name or header."""
        return [content for said, content in self.metas if said == name]

    def ids(self) -> tuple[str, ...]:
        """All ids, in order."""
        return tuple([tag.attributes["id"] for tag in self.tags if "id" in tag.attributes])

    def anchors(self) -> list[tuple[Seen, Target]]:
        """The links to a place on a page."""
        return [(tag, target) for tag in self.tags for target in tag.targets if target.fragment]

    def problem(self, fault: Fault, tag: Seen | None = None) -> Problem:
        """Place a fault on this page, in the line of the tag when there is one."""
        if tag is None:
            return problem(self.path, fault)
        return problem(self.path, fault, self.text.count("\n", 0, self.text.find(f"<{tag.source}>")) + 1)


class Kept(NamedTuple):
    """What later rules need of a page: its anchors, the anchors it points to elsewhere, whether search may list it."""

    ids: tuple[str, ...]
    anchors: tuple[Target, ...]
    listed: bool


class Remembered(dict[str, Seen | None]):
    """The tags of one folder, each judged when it is first met; forgets all when they are too many."""

    def __init__(self, judge_tag: Callable[[str], Seen | None]) -> None:
        self.judge_tag = judge_tag

    def __missing__(self, source: str) -> Seen | None:
        if len(self) == REMEMBERED:
            self.clear()
        seen = self[source] = self.judge_tag(source)
        return seen


def reader(site: Site, place: str) -> Callable[[str], Page]:
    """A function that reads the pages of one folder and remembers their tags as long as it is kept."""
    seen = Remembered(partial(judge, site, place))

    def read(path: str) -> Page:
        text = text_of(site, path)
        tags = tuple(filter(None, map(seen.__getitem__, TAG.findall(text))))
        return Page(path, text, tags, tuple(metas(tags)), tuple(raw_texts(text)))

    return read


def metas(tags: tuple[Seen, ...]) -> Iterator[tuple[str, str]]:
    """What each <meta> says, as ``Page`` holds it."""
    for said in [tag.attributes for tag in tags if tag.name == "meta"]:
        yield said.get("http-equiv", said.get("name", "")).lower(), said.get("content", "")


def kept(page: Page) -> Kept:
    """The little of a page that is kept."""
    return Kept(
        ids=page.ids(),
        anchors=tuple([target for _, target in page.anchors() if target.path]),
        listed=not any("noindex" in content.lower() for content in page.meta("robots")),
    )
