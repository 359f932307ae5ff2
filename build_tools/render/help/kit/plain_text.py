"""Plain text: all pages of help in one file, and short texts cut into the parts that a phone sends.

In: the content in one language. Out: text, UTF-8, lines of at most 76 characters but for what cannot be broken.
"""

import textwrap
from collections.abc import Iterable, Iterator

from build_tools import sms
from build_tools.models import KIT, PLACE_OF_DATA
from build_tools.plain_words import Block, Section, sections
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.help import contacts, entries
from build_tools.render.help.contacts import nobody_for_page, turned_to
from build_tools.render.help.kit.edition import CONTACTS, edition, page_names, paper_words
from build_tools.render.help.kit.paper import names_line, real_in_order, sections_of

WIDTH = 76
_SMS = KIT[1]


def plain_text(context: Context) -> str:
    """Return all pages of help, one after the other."""
    title = context.locale.translate(N_("Information"))
    urgent = context.site.emergency
    first = (*edition(context), *([urgent.text[context.language]] if urgent else []))
    head = _underlined(title, "=") + [line for text in first for line in _wrapped(text)]
    parts = [head, *(_page_lines(name, context) for name in page_names(context))]
    return "\n\n\n".join("\n".join(part) for part in parts) + "\n"


def _page_lines(name: str, context: Context) -> list[str]:
    """Return the lines of one page."""
    lines = _underlined(words.title_of(context.words(name), context), "=")
    before, after = _section_halves(name, context)
    here = block_lines(names_line(turned_to(name, context), context)) if name in context.situations() else []
    contacts_of_page = _organisation_lines(context) if name == CONTACTS else ["", *here] if here else []
    first = ["", *_wrapped(line)] if (line := nobody_for_page(name, context)) else []
    return [*lines, *first, *_of_sections(before), *contacts_of_page, *_of_sections(after)]


def _section_halves(name: str, context: Context) -> tuple[list[Section], list[Section]]:
    """Return the sections of a page before and after its data."""
    before, _, after = paper_words(name, context).partition(PLACE_OF_DATA)
    return sections(before), sections(after)


def _of_sections(found: Iterable[Section]) -> list[str]:
    """Return sections as lines, each below its heading."""
    lines = []
    for section in found:
        heading = ["", *_underlined(section.title, "-")] if section.title else []
        lines += [*heading, *block_lines(section.blocks)]
    return lines


def block_lines(found: Iterable[Block]) -> list[str]:
    """Return blocks as lines, paragraphs apart from lists; steps count from 1."""
    lines: list[str] = []
    before, step = "", 0
    for block in found:
        step = step + 1 if block.kind == "step" else 0
        mark = {"entry": "- ", "step": f"{step}. "}.get(block.kind, "")
        lines += [""] if before and (block.kind == "text" or block.kind != before) else []
        lines += _wrapped(block.text, mark)
        before = block.kind
    return lines


def _organisation_lines(context: Context) -> list[str]:
    """Return every organisation with its contacts."""
    lines = []
    for organisation in real_in_order(context):
        o = entries.entry_of(organisation, context)
        texts = (o.gap, *o.reach, o.named, o.risk, *map(_channel_line, o.channels), o.advice, o.does, o.terms, o.cannot)
        lines += ["", *_underlined(o.name, "-"), *(line for text in texts if text for line in _wrapped(text))]
    return lines


def _channel_line(channel: entries.Contact) -> str:
    """Return a contact on one line: kind, value, hours, and when it was checked; one that may be dead stands out."""
    hours = f" · {channel.hours}" if channel.hours else ""
    checked = f"[! {channel.checked}]" if channel.expired else f"({channel.checked})"
    return f"{channel.kind}: {channel.value}{hours} {checked}"


def _underlined(title: str, sign: str) -> list[str]:
    """Return a heading with a line below it."""
    lines = _wrapped(title)
    return [*lines, sign * max(map(len, lines))]


def _wrapped(text: str, mark: str = "") -> list[str]:
    """Break a text into lines; an address or a number longer than a line stays whole."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def sms_messages(context: Context) -> str:
    """Return every message in the parts that a phone sends, each part on a line of its own."""
    say = context.locale.translate
    head = [*_underlined(words.title_of(context.words(_SMS), context), "="), *edition(context)]
    hint = say(N_("Each line below a count is one SMS; the count says how many characters it has."))
    parts = ["\n".join([*head, *_wrapped(hint)])]
    for title, text in (
        *_of_words(context),
        *_of_contacts(context),
        (say(N_("This edition")), _edition_message(context)),
    ):
        parts.append("\n".join([words.on_one_line(title), *_numbered(sms.parts(words.on_one_line(text)))]))
    return "\n\n".join(parts) + "\n"


def _numbered(parts: tuple[str, ...]) -> Iterator[str]:
    """Yield parts, each after its number and its size."""
    room = sms.room("".join(parts))
    for number, part in enumerate(parts, 1):
        yield f"[{number}/{len(parts)}: {sms.size(part, room)}]"
        yield part


def _of_words(context: Context) -> Iterator[tuple[str, str]]:
    """Yield title and text of each message that people wrote."""
    for section in sections_of(_SMS, context):
        yield section.title, " ".join(block.text for block in section.blocks)


def _of_contacts(context: Context) -> Iterator[tuple[str, str]]:
    """Yield a message for each organisation with a telephone, or the one that says that there is none."""
    say, found = context.locale.translate, []
    for organisation in real_in_order(context):
        o = entries.entry_of(organisation, context)
        for phone in o.phones:
            texts = (o.name, o.risk or o.named, f"{phone.kind}: {phone.value}", phone.hours, *o.reach, phone.checked)
            found.append((o.name, ". ".join(text.rstrip(".") for text in texts if text)))
    yield from found or [(say(contacts.WHO_THERE_IS), say(N_("No telephone number is confirmed yet.")))]


def _edition_message(context: Context) -> str:
    """Return version and code as a message."""
    return ". ".join(edition(context)[:2])
