"""The sheet of A4, and what it shares with the card: what a PDF says, and the problem where words do not fit.

In: the content in one language. Out: PDF bytes. Raises ``Refused``, never because of a contact; cuts nothing off.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from build_tools.models import KIT, Organisation
from build_tools.paths import words_file
from build_tools.pdf import Unset, pdf
from build_tools.plain_words import Block, Section, sections
from build_tools.problems import N_, Problem, Refused
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.help import contacts, entries
from build_tools.render.help.contacts import serving_its_age
from build_tools.render.help.kit.edition import PHONE, edition, paper_words

CARD = KIT[0]
_NOW = "now"
"""The section of a situation that says what to do first."""

_SIZES = (10, 9, 8.5)
"""Sizes of type for the sheet, in points: the first in which all fits on ``_PAGES``."""

_SIZE = 9
"""Where nothing fits on ``_PAGES``: to be read by poor light, on not too much paper."""

_PAGES = 2
"""Both sides of one sheet: the aim, no limit, for a number must come out however many there are."""

JsonObject = dict[str, Any]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """A part of the sheet: sections of words, and below them organisations."""

    title: str
    sections: list[JsonObject]
    organisations: tuple[entries.Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the sheet places, its size of type, and how many pages it may have at most."""

    parts: list[PaperPart]
    size: float
    most: int | None


def sheet(context: Context, papers: Path) -> bytes:
    """Return the sheet of A4."""
    parts = sheet_parts(context)
    for size in _SIZES:
        with suppress(Refused):
            return typeset(papers / "sheet.typ", Sheet(parts, size, _PAGES), context)
    return typeset(papers / "sheet.typ", Sheet(parts, _SIZE, None), context)


def sheet_parts(context: Context) -> list[PaperPart]:
    """Return what the sheet says."""
    say = context.locale.translate
    return [
        PaperPart(words.title_of(context.words(CARD), context), section_data(sections_of(CARD, context))),
        PaperPart(say(N_("What to do now")), section_data(first_steps(context))),
        contacts_part(real_in_order(context), context),
        PaperPart(words.title_of(context.words(PHONE), context), section_data(sections_of(PHONE, context)[:1])),
    ]


def contacts_part(organisations: list[Organisation], context: Context) -> PaperPart:
    """Return every organisation, after the sentence that none of them can help independently, where that is so."""
    line = contacts.nobody_reached(context)
    first = [Section("", "", (Block("text", line, 0),))] if line else []
    found = tuple(entries.entry_of(organisation, context) for organisation in organisations)
    return PaperPart(contacts.heading_over(organisations, context), section_data(first), found)


def typeset(template: Path, values: Any, context: Context) -> bytes:
    """Return the PDF, or raise the one problem that it has."""
    title = context.locale.translate(N_("Information"))
    whole = {"language": context.language, "title": title, "edition": edition(context), **asdict(values)}
    try:
        return pdf(template, whole)
    except Unset as unset:
        raise Refused([_problem_of(template, unset, context.language)]) from None


def _problem_of(template: Path, unset: Unset, language: str) -> Problem:
    """Say what did not fit, and where it is written."""
    own = f"{template.parent.parent.name}/{template.parent.name}/{template.name}"
    path = words_file(language, CARD) if unset.part == "front" else own
    return Problem(path, unset.message, values={"reason": unset.reason})


def sections_of(name: str, context: Context) -> list[Section]:
    """Return the sections of words, without marks."""
    return sections(paper_words(name, context))


def first_steps(context: Context) -> list[Section]:
    """Return what to do now in each situation."""
    steps = []
    for name in context.situations():
        found = [section for section in sections_of(name, context) if section.id == _NOW]
        for section in found[:1]:
            special = names_line(serving_its_age(name, context), context)
            steps.append(Section(words.title_of(context.words(name), context), section.id, (*section.blocks, *special)))
    return steps


def names_line(organisations: Iterable[Organisation], context: Context) -> tuple[Block, ...]:
    """Return a line with the names of organisations, where there are any."""
    found = list(organisations)
    names = "; ".join(organisation.name[context.language] for organisation in found)
    return (Block("entry", f"{contacts.heading_over(found, context)}: {names}", 0),) if found else ()


def section_data(found: Iterable[Section]) -> list[JsonObject]:
    """Return sections as JSON has them."""
    return [
        {"title": section.title, "blocks": [{"kind": block.kind, "text": block.text} for block in section.blocks]}
        for section in found
    ]


def real_in_order(context: Context) -> list[Organisation]:
    """Return the organisations that exist, the most useful first."""
    return contacts.most_useful_first(contacts.real_organisations(context), context)
