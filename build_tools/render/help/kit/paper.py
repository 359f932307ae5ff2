"""The two papers of the kit, the card for the pocket and the sheet of A4: what they say, and the problem where words do
not fit.

In: the content in one language. Out: PDF bytes. Raises ``Refused``, never because of a contact; cuts nothing off.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from itertools import dropwhile, islice, takewhile
from pathlib import Path

from build_tools.models import KIT, Channel, Organisation, Values
from build_tools.paths import words_file
from build_tools.pdf import Unset, pdf
from build_tools.plain_words import Block, Section, sections
from build_tools.problems import N_, Problem, Refused
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.help import contacts, entries
from build_tools.render.help.kit.edition import edition, paper_words

_CARD = KIT[0]
_FIRST_STEPS = "now"
"""The section of a situation that says what to do first."""

_SIZES = (10, 9, 8.5)
"""Sizes of type for the sheet, in points, the largest first."""

_SIZE = 9
"""Where nothing fits on ``_PAGES``: to be read by poor light, on not too much paper."""

_PAGES = 2
"""Both sides of one sheet: the aim, no limit, for a number must come out however many there are."""

_CARD_CONTACTS = 3
"""So many telephones stand on a card at most. All stand on the sheet."""


@dataclass(frozen=True, slots=True)
class CardContact:
    """An organisation on a card: one telephone, after its risk."""

    name: str
    risk: str
    phones: tuple[entries.Contact, ...]


def card(context: Context, papers: Path) -> bytes:
    """Return the card for the pocket; its template shows the most useful contacts of those for which there is room."""
    return typeset_pdf(papers / "card.typ", _about(context), card_sides(context))


def card_sides(context: Context) -> Values:
    """Return the two sides of a card: contacts, or where there is room for none a sentence ``instead`` of them, and
    lines to write on."""
    title = contacts.heading_over(contacts.real_organisations(context), context)
    found, own = back_contacts(context), (context.say(N_("My lawyer:")), context.say(N_("A number that I trust:")))
    instead = reason_for_no_phone(found, context)
    back = {"title": title, "contacts": [asdict(one) for one in found], "instead": instead, "own": own}
    return {"front": _card_part(context), "back": {**back, "most": _CARD_CONTACTS}}


def reason_for_no_phone(candidates: Sequence[CardContact], context: Context) -> str:
    """Return why no telephone stands on a card: there was no room, or independent help has none, or cannot be
    reached."""
    if candidates or contacts.independent_reached(contacts.real_organisations(context), context):
        return context.say(N_("The A4 sheet and the other copies say whom to turn to."))
    return context.say(contacts.NOBODY_REACHED)


def back_contacts(context: Context) -> list[CardContact]:
    """Return what may stand on the back of a card, best first: each with a telephone that nobody before has."""
    by_number: dict[str, CardContact] = {}
    for organisation in card_organisations(context):
        one = entries.entry_of(organisation, context)
        phones = tuple(channel for channel in one.channels if channel.href.startswith("tel:"))[:1]
        for phone in phones:
            contact = CardContact(" · ".join((one.name, *one.reach)), one.risk or one.named, phones)
            by_number.setdefault(phone.href, contact)
    return list(by_number.values())


def card_organisations(context: Context) -> list[Organisation]:
    """Return who may stand on the card, most useful first; no state body, for the card is read in its rooms.

    A telephone whose check no longer counts comes after all others, then independent ones come first, then those
    that serve all places and all ages. The telephones of each are in the same order.
    """
    day, kinds = context.site.day, list(contacts.KINDS_IN_ORDER)

    def is_old(channel: Channel) -> bool:
        return channel.kind != "phone" or channel.freshness(day) == "expired"

    def rank(one: Organisation) -> tuple[bool, int, bool, bool]:
        return all(map(is_old, one.channels)), kinds.index(one.kind), bool(one.places), bool(one.ages)

    found = [one for one in contacts.real_organisations(context) if one.kind != "state"]
    ordered = (one.model_copy(update={"channels": tuple(sorted(one.channels, key=is_old))}) for one in found)
    return sorted(ordered, key=rank)


def sheet(context: Context, papers: Path) -> bytes:
    """Return the sheet of A4, in the largest type in which all fits on ``_PAGES``, or else on as many as it takes."""
    typeset, parts = partial(typeset_pdf, papers / "sheet.typ", _about(context)), sheet_parts(context)

    def fitting(size: float) -> bytes:
        with suppress(Refused):
            return typeset({"parts": parts, "size": size, "most": _PAGES})
        return b""

    # The middle size first: most sheets fit in it, or in the smaller one.
    larger, middle, smaller = _SIZES
    made = fitting(middle)
    made = (fitting(larger) or made) if made else fitting(smaller)
    return made or typeset({"parts": parts, "size": _SIZE, "most": None})


def sheet_parts(context: Context) -> list[Values]:
    """Return what the sheet says."""
    phone = words.title_of(context.words(contacts.PHONE), context)
    return [
        _card_part(context),
        _part(context.say(N_("What to do now")), first_steps(context)),
        contacts_part(real_in_order(context), context),
        _part(phone, sections_of(contacts.PHONE, context)[:1]),
    ]


def contacts_part(organisations: list[Organisation], context: Context) -> Values:
    """Return every organisation, after the sentence that none of them can help independently, where that is so."""
    line = contacts.nobody_reached(context)
    first = [Section("", "", (Block("text", line, 0),))] if line else []
    found = [asdict(entries.entry_of(organisation, context)) for organisation in organisations]
    return _part(contacts.heading_over(organisations, context), first, found)


def first_steps(context: Context) -> list[Section]:
    """Return what to do now in each situation, with the first of its hours, whose sections have no id; and who serves
    the age alone that it is about."""
    steps = []
    for name in context.situations():
        first = dropwhile(lambda section: section.id != _FIRST_STEPS, sections_of(name, context))
        for section in islice(first, 1):
            special = names_line(contacts.serving_its_age(name, context), context)
            title = words.title_of(context.words(name), context)
            steps.append(Section(title, section.id, (*section.blocks, *special)))
        steps += takewhile(lambda section: not section.id, first)
    return steps


def names_line(organisations: Iterable[Organisation], context: Context) -> tuple[Block, ...]:
    """Return a line with the names of organisations, where there are any."""
    found = list(organisations)
    names = "; ".join(organisation.name[context.language] for organisation in found)
    return (Block("entry", f"{contacts.heading_over(found, context)}: {names}", 0),) if found else ()


def real_in_order(context: Context) -> list[Organisation]:
    """Return the organisations that exist, the most useful first."""
    return contacts.most_useful_first(contacts.real_organisations(context), context)


def sections_of(name: str, context: Context) -> list[Section]:
    """Return the sections of words, without marks."""
    return sections(paper_words(name, context))


def _card_part(context: Context) -> Values:
    """Return the words of the card, with which the sheet begins too."""
    return _part(words.title_of(context.words(_CARD), context), sections_of(_CARD, context))


def _part(title: str, found: Iterable[Section], organisations: Sequence[Values] = ()) -> Values:
    """Return a part of a paper: sections of words, and below them organisations."""
    written = [
        {
            "title": section.title,
            "level": 2 if section.id else 3,
            "blocks": [{"kind": block.kind, "text": block.text} for block in section.blocks],
        }
        for section in found
    ]
    return {"title": title, "sections": written, "organisations": organisations}


def _about(context: Context) -> Values:
    """Return what every paper says of itself."""
    return {"language": context.language, "title": context.say(N_("Information")), "edition": edition(context)}


def typeset_pdf(template: Path, about: Values, values: Values) -> bytes:
    """Return the PDF, or raise the one problem that it has: what did not fit, and where it is written."""
    try:
        return pdf(template, {**about, **values})
    except Unset as unset:
        own = f"{template.parent.parent.name}/{template.parent.name}/{template.name}"
        path = words_file(about["language"], _CARD) if unset.part == "front" else own
        raise Refused([Problem(path, unset.message, values={"reason": unset.reason})]) from None
