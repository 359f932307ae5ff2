"""The door to Typst: in comes a template of ours with its data, out come the bytes of a tagged PDF or of a picture.

Always the same bytes: only the fonts that Typst itself carries, no clock, nothing from the network.
Loads Typst when it is first used, so that a mere check does not wait for it.
"""

import json
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from build_tools.problems import Fault

if TYPE_CHECKING:
    import typst

UNPRINTED = re.compile(
    "[^\t\n -~\xa0-\u017f\u0391-\u03a1\u03a3-\u03c9\u0400-\u04ff"
    "\u2000-\u200a\u2010-\u2027\u202f-\u2040\u20a0-\u20bf\u2116\u2190-\u2193\u2212\u2264\u2265]"
)
"""A sign that the font of Typst may not have: all but letters, digits, punctuation, signs of money, plain arrows."""

_TOO_LONG = re.compile(r"too long: (\w+)")
_DOTS = 96
"""In an inch: more of them make a picture too heavy for a slow network."""

_Form = Literal["pdf", "png"]

_FULL = {
    "front": Fault(
        "kit.card_full",
        "is too long for a card of 85.6 × 54 mm; shorten it, for type smaller than this is hard to read",
    ),
}
"""What to say of the words that templates measure. Contacts that do not fit are not refused: fewer are chosen."""

_FAILED = Fault("kit.cannot_be_typeset", "cannot be made into a PDF; mend the template: {reason}")


class Unset(Exception):
    """Nothing was made. ``part`` is what did not fit, if that is why; ``message`` says it to a maintainer."""

    def __init__(self, part: str, reason: str):
        super().__init__(reason)
        self.part = part
        self.reason = reason
        self.message = _FULL.get(part, _FAILED)


def pdf(template: Path, data: Mapping[str, object]) -> bytes:
    """Return the PDF of a template; other files it may name lie in its folder. Raises ``Unset``."""
    return _made("pdf", template, data)


def png(template: Path, data: Mapping[str, object]) -> bytes:
    """Return the picture of a template of one page, as ``pdf`` does."""
    return _made("png", template, data)


def _made(form: _Form, template: Path, data: Mapping[str, object]) -> bytes:
    changed = tuple(sorted(file.stat().st_mtime_ns for file in template.parent.iterdir()))
    return _compiled(form, template, json.dumps(data, ensure_ascii=False, sort_keys=True), changed)


# A preview asks again for most of them after each change.
@lru_cache(maxsize=128)
def _compiled(form: _Form, template: Path, data: str, changed: tuple[int, ...]) -> bytes:
    """Return what is made of a template whose folder was ``changed`` at these times."""
    import typst

    try:
        made: bytes = typst.compile(
            str(template),
            root=str(template.parent),
            format=form,
            font_paths=_fonts(),
            sys_inputs={"data": data},
            ppi=_DOTS,
            pdf_standards="ua-1" if form == "pdf" else None,
            timestamp=0,
        )
    except (typst.TypstError, OSError, ValueError, RuntimeError) as error:
        reason = " ".join(str(error).replace(f"{template.parent}/", "").split())
        part = _TOO_LONG.search(reason)
        raise Unset(part[1] if part else "", reason) from None
    return made


@cache
def _fonts() -> "typst.Fonts":
    """Return the fonts that Typst itself carries, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False)
