"""What is printed of help: the card for the pocket, the sheet of A4, and the papers to hand in, alike on their page and
in their PDF.

In: the content in one language. Out: what they say, PDF bytes. Raises ``Refused`` where words do not fit, never because
of a contact; cuts nothing off. A paper to hand in names neither this site nor who wrote it: whoever hands it in speaks
for himself.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict
from itertools import takewhile
from operator import itemgetter
from pathlib import Path

from build_tools.models import KIT, LINES, PLACE_OF_DATA, Organisation, Values
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.context import INVENTED, Context
from build_tools.render.drawn import typeset
from build_tools.render.help import contacts
from build_tools.render.help.copies import edition, names_line, real_in_order, sections_of
from build_tools.text.markdown import Block, Section, sections

_CARD = KIT[0]
_FIRST_STEPS, _WHERE = "now", "where"
"""The sections of a situation that say what to do first, and what if nobody says where the person is."""

_SIZES = (10, 9, 8.5)
"""Sizes of type for the sheet, in points, the largest first."""

_SIZE, _PAGES = 9, 2
"""Where nothing fits on so many pages: to be read by poor light, on not too much paper. They are the aim, no limit, for
a number must come out however many there are."""

_CARD_CONTACTS = 3
"""So many telephones stand on a card at most. All stand on the sheet."""


def card_sides(context: Context) -> Values:
    """Return the two sides of a card: contacts, of which its template shows the most useful that it has room for, or
    where it has room for none a sentence ``instead`` of them, and lines to write on."""
    found, everybody = back_contacts(context), contacts.real_organisations(context)
    # There was no room for a telephone, or independent help has none, or cannot be reached.
    there_is_more = found or contacts.independent_reached(everybody, context)
    instead = N_("The A4 sheet and the other copies say whom to turn to.") if there_is_more else contacts.NOBODY_REACHED
    back = {
        "title": contacts.heading_over(everybody, context),
        "contacts": found,
        "instead": context.say(instead),
        "own": [context.say(N_("My lawyer:")), context.say(N_("A number that I trust:"))],
        "most": _CARD_CONTACTS,
    }
    return {"front": _card_part(context), "back": back, "edition": edition(context)}


def back_contacts(context: Context) -> list[Values]:
    """Return what may stand on the back of a card, best first: organisations with one telephone each, that nobody
    before has, after its risk; no state body, for the card is read in its rooms.

    A telephone whose check no longer counts comes after all others, then independent ones come first, then those
    that serve all places and all ages.
    """
    kinds, found = list(contacts.KINDS_IN_ORDER), []
    for one in contacts.real_organisations(context):
        entry = contacts.entry_of(one, context)
        calls = [channel for channel in entry.channels if channel.href.startswith("tel:")]
        if calls and one.kind != "state":
            contact = {"name": " · ".join((entry.name, *entry.reach)), "risk": entry.risk or entry.named}
            rank = calls[0].expired, kinds.index(one.kind), bool(one.places), bool(one.ages)
            found.append((rank, calls[0].href, {**contact, "phones": [asdict(calls[0])]}))
    by_number: dict[str, Values] = {}
    for _, number, contact_with_it in sorted(found, key=itemgetter(0)):
        by_number.setdefault(number, contact_with_it)
    return list(by_number.values())


def sheet(template: Path, values: Values) -> bytes:
    """Return the sheet of A4, in the largest type in which all fits on ``_PAGES``, or else on as many as it takes."""
    for size in _SIZES:
        with suppress(ValueError):
            return typeset(template, {**values, "size": size, "most": _PAGES})
    return typeset(template, {**values, "size": _SIZE, "most": None})


def sheet_parts(context: Context) -> Values:
    """Return what the sheet says."""
    phone = words.title_of(context.words(contacts.PHONE), context)
    parts = [
        _card_part(context),
        _part(context.say(N_("What to do now")), first_steps(context)),
        contacts_part(real_in_order(context), context),
        _part(phone, sections_of(contacts.PHONE, context)[:1]),
    ]
    return {"parts": parts, "edition": edition(context)}


def contacts_part(organisations: list[Organisation], context: Context) -> Values:
    """Return every organisation, after the sentence that none of them can help independently, where that is so."""
    line = contacts.nobody_reached(context)
    first = [Section("", "", (Block("text", line, 0),))] if line else []
    found = [asdict(contacts.entry_of(organisation, context)) for organisation in organisations]
    return _part(contacts.heading_over(organisations, context), first, found)


def first_steps(context: Context) -> list[Section]:
    """Return what to do now in each situation, with the first of its hours, whose sections have no id; and who serves
    the age alone that it is about. What to do if nobody says where somebody is stands once."""
    steps: list[Section] = []
    for name in context.situations():
        every = sections_of(name, context)
        at = next((at for at, section in enumerate(every) if section.id == _FIRST_STEPS), len(every))
        for section in every[at : at + 1]:
            special = names_line(contacts.serving_its_age(name, context), context)
            title = words.title_of(context.words(name), context)
            steps.append(Section(title, section.id, (*section.blocks, *special)))
        steps += takewhile(lambda section: not section.id, every[at + 1 :])
        known = {step.title for step in steps}
        steps += [one for one in every if one.id == _WHERE and one.title not in known]
    return steps


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


_LINE = "\u2500"
"""Stands in words for a line to write on while they are cut into blocks."""


def hand_in_sheet(name: str, context: Context) -> Values:
    """Return what a sheet says; each block with the number of lines to write on that begin behind it. Of its sections
    the first has no title: to whom it goes, and from whom."""
    say, authored = context.say, context.words(name)
    drawn = LINES.sub(lambda call: _LINE * int(call[1]), authored.text.partition(PLACE_OF_DATA)[0])
    return {
        "parts": [
            {"title": part.title, "id": part.id, "blocks": list(map(_block, part.blocks))} for part in sections(drawn)
        ],
        "by_law": say(N_("What the law says")),
        "law": [_cited(code, context) for code in authored.about.provisions],
        "sign": [say(N_("Signature:")), say(N_("Day:"))],
        "keep": say(N_("Cut off here and keep. Received: {paper}"), paper=words.title_of(authored, context)),
        "receipt": [
            [say(N_("By whom (name, position):"))],
            [say(label) for label in (N_("Day and hour:"), N_("Number:"), N_("Signature, stamp:"))],
        ],
        "invented": say(INVENTED) if context.site.settings.invented else "",
    }


def _block(block: Block) -> Values:
    return {"kind": block.kind, "text": block.text.replace(_LINE, "").strip(), "lines": block.text.count(_LINE)}


def _cited(code: str, context: Context) -> str:
    """Return where a provision stands, and what it says in plain words."""
    law, language = context.site.law, context.language
    provision = law.provisions[code]
    article, act, right = provision.provision[language], law.acts[provision.act][language], provision.right[language]
    return f"{act}, {article[:1].lower()}{article[1:]}. {right}."


def hand_in_file(name: str, language: str) -> str:
    """Return where the PDF of a paper lies in the site; its name says little, for it stays on a phone."""
    return f"kit/paper-{name.rpartition('/')[2]}-{language}.pdf"
