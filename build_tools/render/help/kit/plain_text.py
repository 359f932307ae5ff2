"""Plain text: all pages of help in one file, and short texts cut into the parts that a phone sends.

In: the content in one language. Out: text, UTF-8, lines of at most 76 characters but for what cannot be broken.
"""

import textwrap
from collections.abc import Iterable, Iterator

from build_tools import sms
from build_tools.models import KIT, PLACE_OF_DATA
from build_tools.plain_words import Block, Section, on_one_line, sections
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.context import Context
from build_tools.render.help import contacts, entries
from build_tools.render.help.kit.edition import edition, page_names, paper_words
from build_tools.render.help.kit.paper import names_line, real_in_order, sections_of

WIDTH = 76
_SMS = KIT[1]


def plain_text(context: Context) -> str:
    """Return all pages of help, one after the other."""
    urgent = context.site.emergency
    first = (*edition(context), *([urgent.text[context.language]] if urgent else []))
    head = [*_underlined(context.say(N_("Information")), "="), *(line for text in first for line in _wrapped(text))]
    parts = [head, *(list(_page_lines(name, context)) for name in page_names(context))]
    return "\n\n\n".join("\n".join(part) for part in parts) + "\n"


def _page_lines(name: str, context: Context) -> Iterator[str]:
    """Yield the lines of one page."""
    yield from _underlined(words.title_of(context.words(name), context), "=")
    if line := contacts.nobody_for_page(name, context):
        yield from ("", *_wrapped(line))
    before, _, after = paper_words(name, context).partition(PLACE_OF_DATA)
    yield from _section_lines(sections(before))
    if name == contacts.CONTACTS:
        yield from _organisation_lines(context)
    elif name in context.situations() and (named := names_line(contacts.turned_to(name, context), context)):
        yield from ("", *_block_lines(named))
    yield from _section_lines(sections(after))


def _section_lines(found: Iterable[Section]) -> Iterator[str]:
    """Yield sections as lines, each below its heading."""
    for section in found:
        yield from ("", *_underlined(section.title, "-")) if section.title else ()
        yield from _block_lines(section.blocks)


def _block_lines(found: Iterable[Block]) -> list[str]:
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


def _organisation_lines(context: Context) -> Iterator[str]:
    """Yield every organisation with its contacts."""
    for organisation in real_in_order(context):
        o = entries.entry_of(organisation, context)
        texts = (o.gap, *o.reach, o.named, o.risk, *map(_channel_line, o.channels), o.advice, o.does, o.terms, o.cannot)
        yield from ("", *_underlined(o.name, "-"), *(line for text in texts if text for line in _wrapped(text)))


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
    """Return a text broken into lines; an address or a number longer than a line stays whole."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )


def sms_messages(context: Context) -> str:
    """Return every message in the parts that a phone sends, each part on a line after its number and size."""
    hint = context.say(N_("Each line below a count is one SMS; the count says how many characters it has."))
    own = edition(context)
    head = [*_underlined(words.title_of(context.words(_SMS), context), "="), *own, *_wrapped(hint)]
    parts = ["\n".join(head)]
    for title, text in (*_messages(context), (context.say(N_("This edition")), ". ".join(own[:2]))):
        cut = sms.parts(on_one_line(text))
        room, lines = sms.room("".join(cut)), [on_one_line(title)]
        for number, part in enumerate(cut, 1):
            lines += [f"[{number}/{len(cut)}: {sms.size(part, room)}]", part]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _messages(context: Context) -> Iterator[tuple[str, str]]:
    """Yield title and text of each message: of those that people wrote, and of each telephone of an organisation, or
    that there is none."""
    for section in sections_of(_SMS, context):
        yield section.title, " ".join(block.text for block in section.blocks)
    with_phone = False
    for organisation in real_in_order(context):
        o = entries.entry_of(organisation, context)
        for phone in o.phones:
            texts = (o.name, o.risk or o.named, f"{phone.kind}: {phone.value}", phone.hours, *o.reach, phone.checked)
            yield o.name, ". ".join(text.rstrip(".") for text in texts if text)
            with_phone = True
    if not with_phone:
        yield context.say(contacts.WHO_THERE_IS), context.say(N_("No telephone number is confirmed yet."))
