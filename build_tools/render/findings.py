"""The findings of a briefing, as its words have them.

In: the name of the words of a briefing. Out: each numbered item with an anchor, as HTML. Never words of its own.
"""

import re
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.paths import statements_file
from build_tools.render import words
from build_tools.render.context import Context

_FINDING = re.compile(r'([a-z0-9-]+)">\s*(?:<p>)?<a class="anchor"[^<>]*>(\d+)</a> ')


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a briefing: its anchor there, its number, its words, and where its record stands, as seen from
    the folder of the language."""

    anchor: str
    number: str
    text: Markup
    href: str

    @property
    def plain(self) -> str:
        """Its words without marks, with plain spaces."""
        return " ".join(self.text.striptags().split())


def findings_of(name: str, context: Context) -> list[Finding]:
    """Return the findings of the briefing that has the words ``name``."""
    html = "".join(words.html_halves(context.words(name), context))
    pieces = (piece.rpartition('<li id="')[2] for piece in html.split("</li>")[:-1])
    found = ((_FINDING.match(item), item) for item in pieces)
    return [
        Finding(
            match[1],
            match[2],
            Markup(item[match.end() :].strip().removesuffix("</p>").strip()),
            _href(name, match[1], context),
        )
        for match, item in found
        if match
    ]


def _href(name: str, anchor: str, context: Context) -> str:
    """Return where the record of a finding stands, or the finding itself where it has none."""
    briefing = name.rpartition("/")[2]
    file = context.site.statements.get(statements_file(briefing))
    code = file.by_finding.get(anchor) if file else None
    return f"{name}.html#{anchor}" if code is None else record_address(briefing, code)


def record_address(briefing: str, code: str) -> str:
    """Return where the record of a statement stands, as seen from the folder of the language."""
    return f"statements/{briefing}.html#{code.replace('_', '-')}"
