"""The marks of numbers, in the shorthand of official statistics, and what each of them means.

In: a mark. Out: words of one language. A page that shows a mark says what it means.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.models import Mark
from build_tools.problems import N_
from build_tools.render.context import Context

MEANINGS: dict[Mark, str] = {
    "p": N_("provisional: it will be revised, as announced"),
    "r": N_("revised, as announced"),
    "c": N_("confidential: not given, so that nobody can be recognised; it may also be zero"),
    "x": N_("not available: this briefing does not give it"),
    "z": N_("not applicable: there can be no such number"),
}


@dataclass(frozen=True, slots=True)
class ShownMark:
    """A mark as it is written, such as ``[p]``, and what it means."""

    sign: str
    meaning: str


def sign_of(mark: Mark) -> str:
    """Return a mark as it stands behind a number, or nothing where there is none."""
    return f"[{mark}]" if mark else ""


def legend(signs: Iterable[str], context: Context) -> tuple[ShownMark, ...]:
    """Return what the marks mean that a page shows, each once, in their usual order."""
    shown = set(signs)
    every = (ShownMark(sign_of(mark), context.locale.translate(text)) for mark, text in MEANINGS.items())
    return tuple(one for one in every if one.sign in shown)
