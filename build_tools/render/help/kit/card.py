"""The card for the pocket: which contacts stand on it, and what it says.

In: the content in one language. Out: PDF bytes. Raises ``Refused``, never because of a contact; cuts nothing off.
"""

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from build_tools.models import Channel, Organisation
from build_tools.problems import N_, Refused
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.help import contacts, entries
from build_tools.render.help.kit.paper import CARD, Shown, made, reach, sections_of, shown

CARD_CONTACTS, CARD_TRIED = 3, 8
"""So many telephones stand on a card at most, of the first so many that are tried for room. All stand on the sheet."""

ON_THE_SHEET = N_("Whom to turn to stands on the sheet of A4 and in the other copies.")


def card(context: Context, papers: Path) -> bytes:
    """Return the card for the pocket, with the most useful contacts of those for which there is room."""
    text = context.words(CARD)
    front = {"title": words.title_of(text, context), "sections": shown(sections_of(CARD, context))}

    def with_contacts(found: list[Shown], instead: str = "") -> bytes:
        return made(papers / "card.typ", {"front": front, "back": side(found, context, instead)}, context)

    found: list[Shown] = []
    data, candidates = b"", for_back(context)
    for contact in candidates[:CARD_TRIED]:
        with suppress(Refused):
            data = with_contacts([*found, contact])
            found.append(contact)
        if len(found) == CARD_CONTACTS:
            break
    return data or with_contacts([], instead(candidates, context))


def instead(candidates: list[Shown], context: Context) -> str:
    """Say why no telephone stands on a card: there was no room, or independent help has none, or cannot be reached."""
    others = contacts.independent_reached(contacts.real(context), context)
    return context.locale.translate(ON_THE_SHEET if candidates or others else contacts.NOBODY)


def for_back(context: Context) -> list[Shown]:
    """Return what may stand on the back of a card, best first: each with a telephone."""
    found = [of_card(o, context) for o in for_card(context)]
    return once(contact for contact in found if contact["phones"])


def once(found: Iterable[Shown]) -> list[Shown]:
    """Return those whose telephone nobody before them has; there is room for few numbers."""
    by_number: dict[str, Shown] = {}
    for contact in found:
        by_number.setdefault(contact["phones"][0]["href"], contact)
    return list(by_number.values())


def side(found: list[Shown], context: Context, instead: str = "") -> Shown:
    """Return the side of contacts, or a sentence instead of them, with lines to write on."""
    say = context.locale.translate
    return {
        "title": contacts.heading(contacts.real(context), context),
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
    """Return an organisation as the card shows it: one telephone, after its risk."""
    o = entries.shown(organisation, context)
    phones = [channel for channel in o["channels"] if channel["href"].startswith("tel:")]
    return {
        "name": " · ".join((o["name"], *reach(o, context))),
        "risk": (o["risk"] or o["named"]) if phones else "",
        "phones": phones[:1],
    }
