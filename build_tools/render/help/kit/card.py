"""The card for the pocket: which contacts stand on it, and what it says.

In: the content in one language. Out: PDF bytes. Raises ``Refused``, never because of a contact; cuts nothing off.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from build_tools.models import Channel, Organisation
from build_tools.problems import N_, Refused
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.help import contacts, entries
from build_tools.render.help.kit.paper import CARD, PaperPart, section_data, sections_of, typeset

_CARD_CONTACTS, _CARD_TRIED = 3, 8
"""So many telephones stand on a card at most, of the first so many that are tried for room. All stand on the sheet."""

_ON_THE_SHEET = N_("Whom to turn to stands on the sheet of A4 and in the other copies.")


@dataclass(frozen=True, slots=True)
class CardContact:
    """An organisation on a card: one telephone, after its risk."""

    name: str
    risk: str
    phones: tuple[entries.Contact, ...]


@dataclass(frozen=True, slots=True)
class Back:
    """The side of contacts, or a sentence instead of them, with lines to write on."""

    title: str
    contacts: list[CardContact]
    instead: str
    own: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """What the card places on its two sides."""

    front: PaperPart
    back: Back


def card(context: Context, papers: Path) -> bytes:
    """Return the card for the pocket, with the most useful contacts of those for which there is room."""
    front = _front(context)

    def with_contacts(found: list[CardContact], instead: str = "") -> bytes:
        return typeset(papers / "card.typ", Card(front, back_of(found, context, instead)), context)

    found: list[CardContact] = []
    data, candidates = b"", back_contacts(context)
    for contact in candidates[:_CARD_TRIED]:
        with suppress(Refused):
            data = with_contacts([*found, contact])
            found.append(contact)
        if len(found) == _CARD_CONTACTS:
            break
    return data or with_contacts([], reason_for_no_phone(candidates, context))


def _front(context: Context) -> PaperPart:
    return PaperPart(words.title_of(context.words(CARD), context), section_data(sections_of(CARD, context)))


def whole_card(context: Context) -> Card:
    """Return all that may stand on a card, whether or not there is room for it."""
    candidates = back_contacts(context)
    return Card(_front(context), back_of(candidates, context, reason_for_no_phone(candidates, context)))


def reason_for_no_phone(candidates: list[CardContact], context: Context) -> str:
    """Say why no telephone stands on a card: there was no room, or independent help has none, or cannot be reached."""
    others = contacts.independent_reached(contacts.real_organisations(context), context)
    return context.locale.translate(_ON_THE_SHEET if candidates or others else contacts.NOBODY_REACHED)


def back_contacts(context: Context) -> list[CardContact]:
    """Return what may stand on the back of a card, best first: each with a telephone."""
    found = [card_contact(o, context) for o in card_organisations(context)]
    return _each_phone_once(contact for contact in found if contact.phones)


def _each_phone_once(found: Iterable[CardContact]) -> list[CardContact]:
    """Return those whose telephone nobody before them has; there is room for few numbers."""
    by_number: dict[str, CardContact] = {}
    for contact in found:
        by_number.setdefault(contact.phones[0].href, contact)
    return list(by_number.values())


def back_of(found: list[CardContact], context: Context, instead: str = "") -> Back:
    """Return the back of a card."""
    say = context.locale.translate
    title = contacts.heading_over(contacts.real_organisations(context), context)
    return Back(title, found, instead, (say(N_("My lawyer:")), say(N_("A number that I trust:"))))


def card_organisations(context: Context) -> list[Organisation]:
    """Return who may stand on the card, most useful first; no state body, for the card is read in its rooms.

    A telephone whose check no longer counts comes after all others, then independent ones come first, then those
    that serve all places and all ages. The telephones of each are in the same order.
    """
    day, kinds = context.site.day, list(contacts.KINDS_IN_ORDER)

    def old(channel: Channel) -> bool:
        return channel.kind != "phone" or channel.freshness(day) == "expired"

    def rank(o: Organisation) -> tuple[bool, int, bool, bool]:
        return all(map(old, o.channels)), kinds.index(o.kind), bool(o.places), bool(o.ages)

    found = [o for o in contacts.real_organisations(context) if o.kind != "state"]
    ordered = (o.model_copy(update={"channels": tuple(sorted(o.channels, key=old))}) for o in found)
    return sorted(ordered, key=rank)


def card_contact(organisation: Organisation, context: Context) -> CardContact:
    """Return an organisation as the card shows it."""
    o = entries.entry_of(organisation, context)
    phones = tuple(channel for channel in o.channels if channel.href.startswith("tel:"))
    return CardContact(" · ".join((o.name, *o.reach)), (o.risk or o.named) if phones else "", phones[:1])
