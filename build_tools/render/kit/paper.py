"""Card and sheet: what a PDF of the kit says, and the problem where it does not fit.

In: the content in one language. Out: PDF bytes. Raises ``Refused``; never cuts anything off.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from build_tools.models import KIT, Channel, Organisation
from build_tools.paths import ORGANISATIONS, words_file
from build_tools.pdf import Unset, pdf
from build_tools.plain_words import Block, Section, sections
from build_tools.problems import N_, Problem, Refused
from build_tools.render import contacts, words
from build_tools.render.context import Context
from build_tools.render.kit.edition import PHONE, edition
from build_tools.render.kit.offline import kept
from build_tools.render.situations import for_its_age

CARD = KIT[0]
CARD_CONTACTS = (3, 2, 1)
"""So many telephones stand on a card: the first number of them for which there is room. All stand on the sheet."""

TURN_TO = N_("Whom to turn to")

NOW = "now"
"""The section of a situation that says what to do first."""

SIZES = (10, 9, 8)
"""Sizes of type for the sheet, in points: the first in which all fits on two pages."""

TURN = 2
"""The part of the sheet that begins the second page: the contacts."""

Shown = dict[str, Any]


def card(context: Context, papers: Path) -> bytes:
    """Return the card for the pocket."""
    text = context.words(CARD)
    front = {"title": words.title_of(text, context), "sections": shown(sections_of(CARD, context))}
    for most in CARD_CONTACTS[:-1]:
        with suppress(Refused):
            return made(papers / "card.typ", {"front": front, "back": back(context, most)}, context)
    return made(papers / "card.typ", {"front": front, "back": back(context, CARD_CONTACTS[-1])}, context)


def sheet(context: Context, papers: Path) -> bytes:
    """Return the sheet of A4."""
    say = context.locale.translate
    parts = [
        {"title": words.title_of(context.words(CARD), context), "sections": shown(sections_of(CARD, context))},
        {"title": say(N_("What to do now")), "sections": shown(first_steps(context))},
        {"title": say(TURN_TO), "sections": [of_organisation(o, context) for o in listed(context)]},
        {"title": words.title_of(context.words(PHONE), context), "sections": shown(sections_of(PHONE, context)[:1])},
    ]
    turned = [{**part, "turn": at == TURN} for at, part in enumerate(parts)]
    for size in SIZES[:-1]:
        with suppress(Refused):
            return made(papers / "sheet.typ", {"parts": turned, "size": size}, context)
    return made(papers / "sheet.typ", {"parts": turned, "size": SIZES[-1]}, context)


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
    places = {"front": words_file(language, CARD), "back": ORGANISATIONS, "sheet": ORGANISATIONS}
    path = places.get(unset.part, f"{template.parent.parent.name}/{template.parent.name}/{template.name}")
    return Problem(path, unset.message, values={"reason": unset.reason})


def sections_of(name: str, context: Context) -> list[Section]:
    """Return the sections of words, without marks."""
    return sections(kept(name, context))


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
    """Return an organisation as a section of the sheet."""
    o = contacts.shown(organisation, context)
    lines = [o["gap"], o["does"], *reach(o, context), o["risk"], f"{o['anonymous']} {o['cost']}".strip()]
    lines += [o["languages"], *map(channel_line, o["channels"]), o["cannot"]]
    return {"title": o["name"], "blocks": [{"kind": "text", "text": line} for line in lines if line]}


def reach(o: Shown, context: Context) -> list[str]:
    """Say in which places an organisation works and which ages it serves, where it does not serve all."""
    say = context.locale.translate
    return [
        *([say(N_("Works in: {places}")).format(places=", ".join(o["places"]))] if o["places"] else []),
        *([say(N_("Only for: {ages}")).format(ages=", ".join(o["ages"]))] if o["ages"] else []),
    ]


def named(o: Shown, context: Context) -> str:
    """Say that callers cannot stay anonymous, where that is so."""
    warning = context.locale.translate(contacts.ANONYMITY["not_possible"])
    return warning if o["anonymous"] == warning else ""


def channel_line(channel: dict[str, str]) -> str:
    """Return a contact on one line: kind, value, hours, and when it was checked."""
    hours = f" · {channel['hours']}" if channel["hours"] else ""
    return f"{channel['kind']}: {channel['value']}{hours} ({channel['checked']})"


def back(context: Context, most: int) -> Shown:
    """Return the side of contacts: at most so many telephones, each once, or what is missing, and lines to write on."""
    say, found = context.locale.translate, [of_card(o, context) for o in for_card(context)]
    with_phone: dict[str, Shown] = {}
    for contact in found:
        for phone in contact["phones"]:
            with_phone.setdefault(phone["href"], contact)
    return {
        "title": say(TURN_TO),
        "contacts": [*with_phone.values()][:most] or found[:1],
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
        "risk": (o["risk"] or named(o, context)) if phones else "",
        "phones": phones[:1],
        "gap": "" if phones else o["gap"],
    }
