"""What changed since a briefing, in parts, and which of them speak of a finding of the briefing.

In: the notes beside a briefing, as HTML. Out: an introduction and one part for each heading. A part that links to a
finding is named beside it: whoever reads an old sentence is told there that more is known.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from build_tools.render import words
from build_tools.render.authored import Basis, basis_of
from build_tools.render.context import Context
from build_tools.render.words import Link

_BEGINS = '<h3 id="'
_PART = re.compile(f"(?={_BEGINS})")


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since a briefing: words of their own, before the ``parts``."""

    title: str
    html: Markup
    parts: tuple[Markup, ...]
    notes: tuple[str, ...]
    basis: Basis


def changes_since(name: str, context: Context) -> Since | None:
    """Return what changed since a briefing, or nothing where nobody has written it."""
    found = context.site.words.get((context.language, f"{name}.since"))
    if found is None:
        return None
    first, *parts = _PART.split(words.html_halves(found, context)[0])
    return Since(
        title=words.title_of(found, context),
        html=Markup(first),
        parts=tuple(map(Markup, parts)),
        notes=context.notes_on(found.about),
        basis=basis_of(found.about, context),
    )


def later_notes(parts: Iterable[str], page: str) -> Mapping[str, list[Link]]:
    """Return, by the id of a finding of ``page``, links to the parts that link to it."""
    finding = re.compile(rf'href="{re.escape(page)}#([^"]+)"')
    later = defaultdict[str, list[Link]](list)
    for part in parts:
        anchor, _, rest = part.removeprefix(_BEGINS).partition('">')
        for told in dict.fromkeys(finding.findall(part)):
            later[told].append(Link(Markup(rest.partition("</h3>")[0]), f"#{anchor}"))
    return later
