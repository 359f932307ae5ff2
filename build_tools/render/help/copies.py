"""What copies of help hold without the look of a page: which edition they are, their words as plain text, and short
texts cut into the parts that a phone sends.

In: the content in one language. Out: text, UTF-8, lines of at most 76 characters but for what cannot be broken.
Version, newest check and check code are the same on every copy and on the page of copies. The code tells editions
apart; it cannot prove that nobody changed a copy.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from build_tools.files.paths import ORGANISATIONS
from build_tools.git import result_cache
from build_tools.models import KIT, PLACE_OF_DATA, Organisation, Words, public
from build_tools.problems import N_
from build_tools.render import words
from build_tools.render.context import INVENTED, Context, review_notes
from build_tools.render.help import contacts
from build_tools.render.help.contacts import CONTACTS, HOURS, INDEX, PHONE, PLACES, real_organisations
from build_tools.text import phone_text
from build_tools.text.markdown import Block, Section, on_one_line, sections
from build_tools.text.phone_text import crockford, grouped

_SIGNS = 8


def page_names(context: Context) -> tuple[str, ...]:
    """Return the names of the pages that the kit holds, in its order."""
    return (INDEX, *context.situations(), HOURS, CONTACTS, PHONE)


def edition(context: Context) -> tuple[str, ...]:
    """Return what stands on every copy: version, newest check, code, and the state of all words, those of the program
    among them."""
    say, found = context.say, _all_words(context).values()
    checks = [channel.checked_on for one in real_organisations(context) for channel in one.channels]
    newest = N_("Newest check of a contact: {date}") if checks else N_("No contact has been checked yet.")
    parts = {**context.parts("hours", "organisations", "names"), "catalogue": [context.locale.catalogue.reviewed]}
    law = context.law_read_in({code for one in found for code in one.about.read_in})
    return (
        say(N_("Version: {day}"), day=context.site.day.isoformat()),
        say(N_("Check code: {code}"), code=check_code(context)),
        say(newest, date=context.locale.date(max(checks)) if checks else ""),
        *review_notes([one.about.state for one in found], parts, context.locale),
        *([law] if law else []),
        *([say(INVENTED)] if context.site.settings.invented else []),
    )


# Every copy says it.
@lru_cache(maxsize=8)
def check_code(context: Context) -> str:
    """Return the check code of a language, such as ``7Q4K-0B6T``: the first 40 bits of the SHA-256 of all that the kit
    is made of, as JSON with sorted names: words, contacts with whom situations lead to, questions, hours, places."""
    site, vocabulary = context.site, context.site.vocabulary
    file = site.organisations[ORGANISATIONS]
    own = tuple(one.model_copy(update={"lead": None}) for one in file.organisations)  # no copy holds a lead
    facts = {
        "language": context.language,
        "words": {
            name: [found.about.title, found.about.menu, found.text] for name, found in _all_words(context).items()
        },
        "organisations": public(file.model_copy(update={"organisations": own})),
        "questions": public(site.questions),
        "hours": public(site.hours),
        "towns": {code: public(town) for code, town in vocabulary.settlements.items()},
        "places": vocabulary.labels("places_of_help"),
    }
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return grouped(crockford(hashlib.sha256(text.encode()).digest(), _SIGNS))


def _all_words(context: Context) -> dict[str, Words]:
    """Return the words that the kit is made of, by name."""
    return {name: context.words(name) for name in (*page_names(context), PLACES, *KIT)}


_LINK = N_("Leave this site")
_SECTION = re.compile(r"^## [^\n]*\{#exit\}.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)
_LEAD, _PLACE = r"[^\W\d_][^\[\]\n:.!?]*: ", r"\[[^\[\]\n]*\]\((?!https:)[^()\n]*\)"
WAYS = re.compile(rf"^(?:{_LEAD}{_PLACE}(?:, {_PLACE})*(?:\. *|(?=\n|\Z)))+(?:\n|\Z)", re.MULTILINE)
"""A line of nothing but links to places of this site, each group after a few words: *All: [whom to turn to](…).*"""

_ENTRY = re.compile(r"^[-*+] [^\n]*(?:\n +[^\n]+)*(?:\n|\Z)", re.MULTILINE)


# Text, messages, paper and the one file are made of the same words.
@lru_cache(maxsize=128)
def copied_words(name: str, context: Context) -> str:
    """Return the words of a page; entries of its lists that name the link are left out."""
    authored, link = context.words(name), context.locale.translate(_LINK)
    text = words.in_markdown(authored, context)
    text = _SECTION.sub("", text) if name == PHONE else text
    return _ENTRY.sub(lambda entry: "" if link in " ".join(entry[0].split()) else entry[0], text)


def names_line(organisations: Iterable[Organisation], context: Context) -> tuple[Block, ...]:
    """Return a line with the names of organisations, where there are any."""
    found = list(organisations)
    names = "; ".join(organisation.name[context.language] for organisation in found)
    return (Block("entry", f"{contacts.heading_over(found, context)}: {names}", 0),) if found else ()


def real_in_order(context: Context) -> list[Organisation]:
    """Return the organisations that exist, the most useful first."""
    return contacts.most_useful_first(contacts.real_organisations(context), context)


def sections_of(name: str, context: Context) -> list[Section]:
    """Return the sections of words, without marks and without lines of links alone, which say nothing where no link can
    be followed."""
    return list(sections(WAYS.sub("", copied_words(name, context))))


WIDTH = 76
_SPACE, _PART = re.compile(r"[\t-\r]"), re.compile("[ ]+|[^ ]+")
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
    before, _, after = WAYS.sub("", copied_words(name, context)).partition(PLACE_OF_DATA)
    yield from _kept_lines(before)
    if name == contacts.CONTACTS:
        yield from _organisation_lines(context)
    elif name in context.situations() and (named := names_line(contacts.turned_to(name, context), context)):
        yield from ("", *_block_lines(named))
    yield from _kept_lines(after)


def _kept_lines(text: str) -> list[str]:
    return result_cache.made(lambda: "".join(f"{line}\n" for line in _section_lines(text)), "lines", text).split("\n")[
        :-1
    ]


def _section_lines(text: str) -> Iterator[str]:
    """Yield the sections of a text as lines, each below its heading."""
    for section in sections(text):
        yield from ("", *_underlined(section.title, "-")) if section.title else ()
        yield from _block_lines(section.blocks)


def _block_lines(found: Iterable[Block]) -> list[str]:
    """Return blocks as lines, paragraphs apart from lists; steps count from 1."""
    lines: list[str] = []
    for kind, alike in groupby(found, key=lambda block: block.kind):
        for number, block in enumerate(alike, 1):
            lines += [""] if lines and (number == 1 or kind == "text") else []
            lines += _wrapped(block.text, {"entry": "- ", "step": f"{number}. "}.get(kind, ""))
    return lines


def _organisation_lines(context: Context) -> Iterator[str]:
    """Yield every organisation with its contacts."""
    for organisation in real_in_order(context):
        o = contacts.entry_of(organisation, context)
        texts = (o.gap, *o.reach, o.named, o.risk, *map(_channel_line, o.channels), o.advice, o.does, o.terms, o.cannot)
        yield from ("", *_underlined(o.name, "-"), *(line for text in texts if text for line in _wrapped(text)))


def _channel_line(channel: contacts.Contact) -> str:
    """Return a contact on one line: kind, value, hours, and when it was checked; one that may be dead stands out."""
    checked = f"[! {channel.checked}]" if channel.expired else f"({channel.checked})"
    return f"{channel.kind}: {' · '.join(filter(None, (channel.value, channel.hours)))} {checked}"


def _underlined(title: str, sign: str) -> list[str]:
    """Return a heading with a line below it."""
    lines = _wrapped(title)
    return [*lines, sign * max(map(len, lines))]


def _wrapped(text: str, mark: str = "") -> list[str]:
    """Return a text broken into lines; an address or a number longer than a line stays whole."""
    lines, parts = list[str](), _PART.findall(_SPACE.sub(" ", text.expandtabs()))[::-1]
    while parts:
        indent, line = " " * len(mark) if lines else mark, list[str]()
        room = most = WIDTH - len(indent)
        if lines and parts[-1].isspace():
            parts.pop()
        while parts and (len(parts[-1]) <= room or (not line and len(parts[-1]) > most)):
            line.append(parts.pop())
            room -= len(line[-1])
        # A space that no line breaks at, alone between others, is a part too.
        if found := "".join(line[:-1] if line and line[-1].isspace() else line):
            lines.append(indent + found)
    return lines


def sms_messages(context: Context) -> str:
    """Return every message in the parts that a phone sends, each part on a line after its number and size."""
    hint = context.say(N_("Each line below a count is one SMS; the count says how many characters it has."))
    own = edition(context)
    head = [*_underlined(words.title_of(context.words(_SMS), context), "="), *own, *_wrapped(hint)]
    parts = ["\n".join(head)]
    for title, text in (*_messages(context), (context.say(N_("This edition")), ". ".join(own[:2]))):
        cut, lines = phone_text.parts(on_one_line(text)), [on_one_line(title)]
        for number, (part, size) in enumerate(cut, 1):
            lines += [f"[{number}/{len(cut)}: {size}]", part]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _messages(context: Context) -> Iterator[tuple[str, str]]:
    """Yield title and text of each message: of those that people wrote, and of each telephone of an organisation, or
    that there is none."""
    for section in sections_of(_SMS, context):
        yield section.title, " ".join(block.text for block in section.blocks)
    with_phone = False
    for organisation in real_in_order(context):
        o = contacts.entry_of(organisation, context)
        for phone in o.phones:
            texts = (o.name, o.risk or o.named, f"{phone.kind}: {phone.value}", phone.hours, *o.reach, phone.checked)
            yield o.name, ". ".join(text.rstrip(".") for text in texts if text)
            with_phone = True
    if not with_phone:
        yield context.say(contacts.WHO_THERE_IS), context.say(N_("No telephone number is confirmed yet."))
