"""The sheet of A4, and what it shares with the card: what a PDF says, and the problem where words do not fit.

In: the content in one language. Out: PDF bytes. Raises ``Refused``, never because of a contact; cuts nothing off.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from build_tools.models import KIT, Organisation
from build_tools.paths import words_file
from build_tools.pdf import Unset, pdf
from build_tools.plain_words import Block, Section, sections
from build_tools.problems import N_, Problem, Refused, fill
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.help import contacts, entries
from build_tools.render.help.kit.edition import PHONE, edition
from build_tools.render.help.kit.offline import on_paper
from build_tools.render.help.situations import for_its_age

CARD = KIT[0]
NOW = "now"
"""The section of a situation that says what to do first."""

SIZES = (10, 9, 8.5)
"""Sizes of type for the sheet, in points: the first in which all fits on ``PAGES``."""

SIZE = 9
"""Where nothing fits on ``PAGES``: to be read by poor light, on not too much paper."""

PAGES = 2
"""Both sides of one sheet: the aim, no limit, for a number must come out however many there are."""

Shown = dict[str, Any]


def sheet(context: Context, papers: Path) -> bytes:
    """Return the sheet of A4."""
    say, everybody = context.locale.translate, listed(context)
    parts = [
        {"title": words.title_of(context.words(CARD), context), "sections": shown(sections_of(CARD, context))},
        {"title": say(N_("What to do now")), "sections": shown(first_steps(context))},
        {"title": contacts.heading(everybody, context), **to_turn_to(everybody, context)},
        {"title": words.title_of(context.words(PHONE), context), "sections": shown(sections_of(PHONE, context)[:1])},
    ]
    for size in SIZES:
        with suppress(Refused):
            return made(papers / "sheet.typ", {"parts": parts, "size": size, "most": PAGES}, context)
    return made(papers / "sheet.typ", {"parts": parts, "size": SIZE, "most": None}, context)


def to_turn_to(organisations: list[Organisation], context: Context) -> Shown:
    """Return every organisation, after the sentence that none of them can help independently, where that is so."""
    line = contacts.nobody(context)
    first = [Section("", "", (Block("text", line, 0),))] if line else []
    return {"sections": shown(first), "organisations": [of_organisation(o, context) for o in organisations]}


def made(template: Path, data: Shown, context: Context) -> bytes:
    """Return the PDF, or raise the one problem that it has."""
    title = context.locale.translate(N_("Information"))
    whole = {"language": context.language, "title": title, "edition": edition(context), **data}
    try:
        return pdf(template, whole)
    except Unset as unset:
        raise Refused([problem(template, unset, context.language)]) from None


def problem(template: Path, unset: Unset, language: str) -> Problem:
    """Say what did not fit, and where it is written."""
    own = f"{template.parent.parent.name}/{template.parent.name}/{template.name}"
    path = words_file(language, CARD) if unset.part == "front" else own
    return Problem(path, unset.message, values={"reason": unset.reason})


def sections_of(name: str, context: Context) -> list[Section]:
    """Return the sections of words, without marks."""
    return sections(on_paper(name, context))


def first_steps(context: Context) -> list[Section]:
    """Return what to do now in each situation: its steps, without remarks between them."""
    steps = []
    for name in context.situations():
        found = [section for section in sections_of(name, context) if section.id == NOW]
        for section in found[:1]:
            only = tuple(block for block in section.blocks if block.kind != "text")
            special = whom(for_its_age(name, context), context)
            steps.append(Section(words.title_of(context.words(name), context), section.id, (*only, *special)))
    return steps


def whom(organisations: Iterable[Organisation], context: Context) -> tuple[Block, ...]:
    """Return a line with the names of organisations, where there are any."""
    found = list(organisations)
    names = "; ".join(organisation.name[context.language] for organisation in found)
    return (Block("entry", f"{contacts.heading(found, context)}: {names}", 0),) if found else ()


def shown(found: Iterable[Section]) -> list[Shown]:
    """Return sections as the templates take them."""
    return [
        {"title": section.title, "blocks": [{"kind": block.kind, "text": block.text} for block in section.blocks]}
        for section in found
    ]


def listed(context: Context) -> list[Organisation]:
    """Return the organisations that exist, the most useful first."""
    return contacts.in_order(contacts.real(context), context)


def of_organisation(organisation: Organisation, context: Context) -> Shown:
    """Return an organisation as the sheet shows it: what a caller must know comes before the contacts."""
    o = entries.shown(organisation, context)
    return {
        "name": o["name"],
        "before": [line for line in (o["gap"], *reach(o, context), o["named"]) if line],
        "risk": o["risk"],
        "channels": o["channels"],
        "after": [line for line in (o["does"], o["terms"], o["cannot"]) if line],
    }


def reach(o: Shown, context: Context) -> list[str]:
    """Say in which places an organisation works and which ages it serves, where it does not serve all."""
    say = context.locale.translate
    return [
        *([fill(say(N_("Works in: {places}")), places=", ".join(o["places"]))] if o["places"] else []),
        *([fill(say(N_("Only for: {ages}")), ages=", ".join(o["ages"]))] if o["ages"] else []),
    ]
