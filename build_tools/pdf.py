"""The door to Typst: in comes a template of ours with its data, out come the bytes of a tagged PDF or of a picture.

Always the same bytes: only the fonts that Typst itself carries, no clock, nothing from the network.
Loads Typst when it is first used, so that a mere check does not wait for it.
"""

import json
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from build_tools.models import KIT, Values
from build_tools.paths import words_file
from build_tools.problems import Fault, Problem, Refused

if TYPE_CHECKING:
    import typst

UNPRINTED = re.compile(
    "[^\t\n -~\xa0-\u017f\u0391-\u03a1\u03a3-\u03c9\u0400-\u04ff"
    "\u2000-\u200a\u2010-\u2027\u202f-\u2040\u20a0-\u20bf\u2116\u2190-\u2193\u2212\u2264\u2265]"
)
"""A sign that the font of Typst may not have: all but letters, digits, punctuation, signs of money, plain arrows."""

_DOTS = 96
"""In an inch: more of them make a picture too heavy for a slow network."""

_Form = Literal["pdf", "png"]

_FRONT_IS_FULL = "too long: front"
"""What the template of the card says. Contacts that do not fit are not refused: fewer are chosen."""

_FULL = Fault(
    "kit.card_full",
    "is too long for a card of 85.6 × 54 mm; shorten it, for type smaller than this is hard to read",
)
_FAILED = Fault("kit.cannot_be_typeset", "cannot be made into a PDF; mend the template: {reason}")


def typeset(form: _Form, template: Path, values: Values) -> bytes:
    """Return the PDF of a template, or its picture of one page; other files it may name lie in its folder.

    Raises ``Refused`` with the one problem that there is, at the words of the card if these did not fit.
    """
    changed = tuple(sorted(file.stat().st_mtime_ns for file in template.parent.iterdir()))
    try:
        return _compiled(form, template, json.dumps(values, ensure_ascii=False, sort_keys=True), changed)
    except (OSError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).replace(f"{template.parent}/", "").split())
        own = "/".join(template.parts[-3:])
        problem = Problem(own, _FAILED, values={"reason": reason})
        if _FRONT_IS_FULL in reason:
            problem = Problem(words_file(values["language"], KIT[0]), _FULL)
        raise Refused([problem]) from None


# A preview asks again for most of them after each change.
@lru_cache(maxsize=128)
def _compiled(form: _Form, template: Path, data: str, changed: tuple[int, ...]) -> bytes:
    """Return what is made of a template whose folder was ``changed`` at these times."""
    import typst

    return typst.compile(
        str(template),
        root=str(template.parent),
        format=form,
        font_paths=_fonts(),
        sys_inputs={"data": data},
        ppi=_DOTS,
        pdf_standards="ua-1" if form == "pdf" else None,
        timestamp=0,
    )


@cache
def _fonts() -> "typst.Fonts":
    """Return the fonts that Typst itself carries, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False)
