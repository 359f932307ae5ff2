"""Words about the law, cut where the text of the law that they link to can stand beside them.

In: the HTML of words, and the anchors of texts that may stand there. Out: pieces of it, each with the anchors that it
is the first to link to.
"""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

_AFTER_A_BLOCK = re.compile(r"(?:(?<=</p>)|(?<=</[uo]l>))\n(?=<[phuob])")
_ANCHOR = re.compile(r'href="#([^"]+)"')

Piece = tuple[Markup, tuple[str, ...]]


def pieces(html: Markup, anchors: Iterable[str]) -> Iterator[Piece]:
    """Cut words behind each paragraph or list that links to one of the anchors; each stands beside one piece."""
    left, pending = set(anchors), list[str]()
    for block in _AFTER_A_BLOCK.split(html):
        pending.append(block)
        found = [anchor for anchor in dict.fromkeys(_ANCHOR.findall(block)) if anchor in left]
        if found:
            yield Markup("\n".join(pending)), tuple(found)
            left, pending = left - set(found), []
    yield Markup("\n".join(pending)), ()
