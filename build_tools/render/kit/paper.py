"""Card and sheet: what a PDF of the kit says, and the problem where words do not fit.

In: the content in one language. Out: PDF bytes. Raises ``Refused``, never because of a contact; cuts nothing off.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from build_tools.models import KIT, Channel, Organisation
from build_tools.paths import words_file
from build_tools.pdf import Unset, pdf
from build_tools.plain_words import Block, Section, sections
from build_tools.problems import N_, Problem, Refused
from build_tools.render import contacts, words
from build_tools.render.context import Context
from build_tools.render.kit.edition import PHONE, edition
from build_tools.render.kit.offline import on_paper
from build_tools.render.situations import for_its_age

CARD = KIT[0]
CARD_CONTACTS, CARD_TRIED = 3, 8
"""So many telephones stand on a card at most, of the first so many that are tried for room. All stand on the sheet."""

TURN_TO = N_("Whom to turn to")
ON_THE_SHEET = N_("Whom to turn to stands on the sheet of A4 and in the other copies.")

NOW = "now"
"""The section of a situation that says what to do first."""

SIZES = (10, 9, 8.5)
"""Sizes of type for the sheet, in points: the first in which all fits on ``PAGES``."""

SIZE = 9
"""Where nothing fits on ``PAGES``: to be read by poor light, on not too much paper."""

PAGES = 2
"""Both sides of one sheet: the aim, no limit, for a number must come out however many there are."""

Shown = dict[str, Any]


def card(context: Context, papers: Path) -> bytes:
    """Return the card for the pocket, with the most useful contacts of those for which there is room."""
    text = context.words(CARD)
    front = {"title": words.title_of(text, context), "sections": shown(sections_of(CARD, context))}

    def with_contacts(found: list[Shown], instead: str = "") -> bytes:
        return made(papers / "card.typ", {"front": front, "back": side(found, context, instead)}, context)

    found, data, candidates = [], b"", for_back(context)
    for contact in candidates[:CARD_TRIED]:
        with suppress(Refused):
            data = with_contacts([*found, contact])
            found.append(contact)
        if len(found) == CARD_CONTACTS:
            break
    return data or with_contacts([], context.locale.translate(ON_THE_SHEET) if candidates else "")


def for_back(context: Context) -> list[Shown]:
    """Return what may stand on the back of a card, best first: telephones, or what is missing of the first."""
    found = [of_card(o, context) for o in for_card(context)]
    return once(contact for contact in found if contact["phones"]) or found[:1]


def once(found: Iterable[Shown]) -> list[Shown]:
    """Return those whose telephone nobody before them has; there is room for few numbers."""
    by_number: dict[str, Shown] = {}
    for contact in found:
        by_number.setdefault(contact["phones"][0]["href"], contact)
    return list(by_number.values())


def sheet(context: Context, papers: Path) -> bytes:
    """Return the sheet of A4."""
    say = context.locale.translate
    parts = [
        {"title": words.title_of(context.words(CARD), context), "sections": shown(sections_of(CARD, context))},
        {"title": say(N_("What to do now")), "sections": shown(first_steps(context))},
        {"title": say(TURN_TO), "organisations": [of_organisation(o, context) for o in listed(context)]},
        {"title": words.title_of(context.words(PHONE), context), "sections": shown(sections_of(PHONE, context)[:1])},
    ]
    for size in SIZES:
        with suppress(Refused):
            return made(papers / "sheet.typ", {"parts": parts, "size": size, "most": PAGES}, context)
    return made(papers / "sheet.typ", {"parts": parts, "size": SIZE, "most": None}, context)


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
    """Return a line with the names of those to turn to, where there are any."""
    names = "; ".join(organisation.name[context.language] for organisation in organisations)
    return (Block("entry", f"{context.locale.translate(TURN_TO)}: {names}", 0),) if names else ()


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
    o = contacts.shown(organisation, context)
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
        *([say(N_("Works in: {places}")).format(places=", ".join(o["places"]))] if o["places"] else []),
        *([say(N_("Only for: {ages}")).format(ages=", ".join(o["ages"]))] if o["ages"] else []),
    ]


def side(found: list[Shown], context: Context, instead: str = "") -> Shown:
    """Return the side of contacts, or a sentence instead of them, with lines to write on."""
    say = context.locale.translate
    return {
        "title": say(TURN_TO),
        "contacts": found,
        "instead": instead,
        "own": [say(N_("My lawyer:")), say(N_("A number that I trust:"))],
    }


def for_card(context: Context) -> list[Organisation]:
    """Return who may stand on the card, most useful first; no state body, for the card is read in its rooms.

    A telephone whose check no longer counts comes after all others, then independent ones come first, then those
    that serve all places and all ages. The telephones of each are in the same order.
    """
    day, kinds = context.site.day, list(contacts.KINDS)

    def old(channel: Channel) -> bool:
        return channel.kind != "phone" or channel.freshness(day) == "expired"

    def rank(o: Organisation) -> tuple[bool, int, bool, bool]:
        return all(map(old, o.channels)), kinds.index(o.kind), bool(o.places), bool(o.ages)

    found = [o for o in contacts.real(context) if o.kind != "state"]
    ordered = (o.model_copy(update={"channels": tuple(sorted(o.channels, key=old))}) for o in found)
    return sorted(ordered, key=rank)


def of_card(organisation: Organisation, context: Context) -> Shown:
    """Return an organisation as the card shows it: one telephone after its risk, or what is said instead."""
    o = contacts.shown(organisation, context)
    phones = [channel for channel in o["channels"] if channel["href"].startswith("tel:")]
    return {
        "name": " · ".join((o["name"], *reach(o, context))),
        "risk": (o["risk"] or o["named"]) if phones else "",
        "phones": phones[:1],
        "gap": "" if phones else o["gap"],
    }
