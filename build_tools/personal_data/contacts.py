"""Telephone numbers, e-mail addresses and names in networks, by the patterns that find them on pages.

In: a text made ready. Out: findings in the plain text.
"""

import itertools
import re
from collections.abc import Iterator

from build_tools.personal_data.finding import Category, Finding
from build_tools.personal_data.lists import words
from build_tools.personal_data.name_forms import likeness
from build_tools.personal_data.namesakes import is_namesake
from build_tools.personal_data.normalise import LATIN_LETTER
from build_tools.personal_data.numbers import NAMED as NAMED_NUMBER
from build_tools.personal_data.numbers import hide
from build_tools.personal_data.reading import Reading, in_lines, in_small_letters, lines_with
from build_tools.personal_data.rows import Row, rows
from build_tools.personal_data.vocabulary import common
from build_tools.phones import LIKELY, every_span
from build_tools.reachable import (
    ADDRESS,
    CALL,
    CALLED,
    EMAIL,
    HANDLE,
    IDEOGRAPHIC,
    has_handle,
    has_mail,
)

PLACEHOLDER = re.compile(r"(?:admin|publish|root|git)@site\.example\.org\b|[\w.+-]{1,64}@[\w-]{1,64}\.invalid\b")
"""What guides write for the address of a server, and a host that can never be."""

IN_NAME = frozenset("._+%-")
LONGEST_NAME = 64
AFTER_AT = re.compile(
    r"[\w-]{0,64}(?: ?(?:[\[({] ?(?:dot|точка|нүкте|\.) ?[\])}]|(?<![^\W\d_])\.(?! )|(?<= )(?:dot|точка|"
    r"нүкте)(?= )|\.(?=\w)) ?[\w-]{1,64}){0,4}",
    re.IGNORECASE,
)
LEAST_DIGITS = 7
TRIES = 500
"""How often the library of numbers looks again in one text."""

REST = re.compile(r"[^\s<>\"'»”,;()\[\]]*")
LOCAL = re.compile(
    r"(?:тел(?:\.|ефон\w{0,6})|tel\.?|phone|нөмір\w{0,4}|звони(?:те|ть)|(?:на|по)бер(?:и|ите)|городской(?: номер)?|"
    r"домашний(?: номер)?|стационарный(?: номер)?|қоңырау шал\w{0,6}|хабарлас\w{0,6}|факс|landline|fax|dial|"
    r"home number|(?:call|ring)(?: me| us| her| him)?(?: on| at)?)"
    r"[^\n\d]{0,20}?"
    r"(?P<number>(?:\(\d{3,5}\) ?)?\d{1,3}[ -]\d{2}[ -]\d{2}(?:[ -]\d{2})?|\(?\d{4,5}\)? ?\d{5,6})(?![\d])",
)
"""A number of a town, which only the word before it tells from others."""

CALLS = words(
    "тел.|телефон|phone| tel|нөмір|звон|набер|побер|городск|домашн|стацион|қоңырау|хабарлас|факс|landline| fax| "
    "dial|number|"
    " call| ring",
    "|",
)
IN_PAIRS = re.compile(r"\d[ -]\d{2}[ -]\d{2}|\d{4}\)? ?\d{5}")
SHORTEST_LOCAL = 5

SHORTEST = 3
REACH, LEAST_OF_NAME = 40, 4
IN_CODE = frozenset("`{($%[")
AFTER_CODE = re.compile(r" ?[:=(]|\.[a-z]")
JOINED = re.compile(r"(?<![\w/@.-])[A-Za-z][A-Za-z0-9]*+(?:_[A-Za-z0-9]++)+(?![\w/-])")
"""A name with low lines, as networks give them."""

LOW_LINE = re.compile("_")

NETWORK = re.compile(
    r"\b(?P<network>теле(?:г\w?|грам\w{0,5})\b|telegram|инст(?:а\b|аграм\w{0,5})|insta(?:gram)?\b|ватсап\w{0,3}|whatsapp|"
    r"тик-?ток\w{0,3}|tik ?tok|фейсбук\w{0,3}|facebook|вк\b|вконтакте|vk\b|ютуб\w{0,3}|youtube|скайп\w{0,3}|skype|"
    r"дискорд\w{0,3}|discord|снапчат\w{0,3}|snapchat|ник\w{0,8}|логин\w{0,3}|login|username|nickname|handle|"
    r"имя пользователя)|аккаунт\w{0,6}|account|user|юзер\w{0,3}|пользовател\w{1,3}|posted|online|выложил\w?|"
    r"профил\w{1,4}|парақша\w{0,6}"
)
NETWORKS = words(
    "телег|телеграм|инста|ватсап|тикток|тик-ток|тик ток|tik|фейсбук|facebook| вк | вк:|вконтакте| vk | vk:|"
    "telegram|whatsapp|"
    "ютуб|youtube|скайп|skype|дискорд|discord|снап|snapchat| insta| ник | ник:| ники| ником|никнейм| логин| "
    "login|username|"
    "nickname| handle|аккаунт|account| user|юзер|пользов| posted| online|выложил|профил|парақша",
    "|",
)
NAME = re.compile(r"(?<![\w@./#-])@?[A-Za-z](?:[._#]?[A-Za-z0-9_]){2,40}+(?![\w@/]|\.[a-z]{2,4}\b)")
SIGNED = re.compile(r"[\d_.#]")
HOST = re.compile(r"\.(?:kz|com|org|net|ru|int|html?|md|yml|py)(?:#.*)?$")
CODE = re.compile(r"[|/=$<>{}`\[\]#]")
INTRODUCED = re.compile(
    r"(?:[-\w]*[аеуыіi])?[ :=«\"'-]{0,3}(?:(?:is|was|as|under|named|called|user|как|под|деп|аты|name|account|page|"
    r"аккаунт\w{0,3}|парақша\w{0,4}|арна\w{0,4}|он|ол|деген)[ :=«\"'-]{1,3}){0,3}"
)
NICKNAME = (
    r"(?:ником|никнейм\w{0,3}|прозвищ\w{1,2}|кличк\w{1,2}|лақап аты|nicknamed|known as|a\.k\.a\.) ?[«\"“]?"
    r"(?P<item>[A-ZА-ЯЁӘҒҚҢӨҮҰҺІ]\w{2,20})"
)
IN_CELLS = r"(?: ?(?:\| ?){1,3}(?:\n ?(?:\| ?){1,3})?|[\n ]{1,2} ?(?:[-*+•]|\d{1,2}[).]) |\n\n|[ ().-]{1,3})"
"""What stands between the groups of a number that cells of a table or entries of a list part."""

PARTED: tuple[tuple[Row, ...], ...] = (
    rows("nicknames", "ник|прозвищ|кличк|лақап|known|a.k.a", NICKNAME, on="text", digits=False, category="HANDLE"),
    rows(
        "phones in cells",
        "8|+",
        rf"[+8](?:(?<=\+) ?7|(?<=8)(?<![\w.,].)){IN_CELLS}?7\d\d{IN_CELLS}?\d{{3}}{IN_CELLS}?\d\d{IN_CELLS}?\d\d(?!\d)",
        digits=False,
        category="PHONE",
    ),
    rows(
        "numbers of persons in cells",
        "иин|жсн|iin",
        rf"(?:иин|жсн|iin)[^\d\n]{{0,20}}(?P<item>(?:\d{IN_CELLS}?){{11}}\d)(?!\d)",
        digits=False,
        category="IIN",
    ),
    rows(
        "phones without their first digit",
        "7",
        r"(?<![\w.,+/-])(?:\(7\d\d\)|7\d\d)[ -]\d{3}[ -]\d\d[ -]\d\d(?![\w-])",
        on="figures",
        category="PHONE",
    ),
)

TOLD = ("собака", "айқұлақ", "черкив", "underscore", "сызық")
TOLD_NAME = re.compile(
    r"\b(?:ник\w{0,4}|логин\w{0,2}|аккаунт\w{0,4}|канал\w{0,3}|арна\w{0,4}|теле\w{2,6}|инста\w{0,7}|ватсап\w{0,2})\W{1,3}"
    r"(?:собака|айқұлақ) \w{2,30}(?: \w{2,30}){0,4}|"
    r"(?<=\w )(?:(?:нижнее )?подч[её]ркивание|underscore|төменгі сызық|астыңғы сызық) \w{1,30}",
    re.IGNORECASE,
)
"""A name in a network told word by word."""


def phones(reading: Reading) -> Iterator[Finding]:
    """Yield telephone numbers, and what looks like one."""
    text = reading.figures
    if reading.digits < LEAST_DIGITS or not LIKELY.search(text):
        return
    without = ADDRESS.sub(lambda address: " | ".ljust(len(address[0])), text)
    for start, end in every_span(NAMED_NUMBER.sub(hide, without), TRIES):
        yield Finding(start, end, "PHONE", "block")


def of_a_town(reading: Reading) -> Iterator[Finding]:
    """Yield numbers without the code of a town after a word that says that one can call there."""
    if reading.digits >= SHORTEST_LOCAL and reading.mentions(CALLS) and IN_PAIRS.search(reading.figures):
        for found in reading.in_numbered(LOCAL, in_small_letters(reading.figures)):
            yield Finding(*found.span("number"), "PHONE", "block")


def addresses(reading: Reading) -> Iterator[Finding]:
    """Yield e-mail addresses, also those that are spelt for people alone."""
    text = reading.text.replace(IDEOGRAPHIC, ".")
    if not has_mail(text):
        return
    for found in EMAIL.finditer(text):
        start = start_of_name(text, found.start())
        if PLACEHOLDER.match(text, start):
            continue
        after = AFTER_AT.match(text, found.end())
        yield Finding(start, after.end() if after else found.end(), "EMAIL", "block")


def start_of_name(text: str, at: int) -> int:
    """Return where the name before the sign of an e-mail address begins."""
    start = at - 1 if text[at - 1 : at] == " " else at
    least = max(0, start - LONGEST_NAME)
    while start > least and (text[start - 1].isalnum() or text[start - 1] in IN_NAME):
        start -= 1
    return start


def names_in_networks(reading: Reading) -> Iterator[Finding]:
    """Yield names and addresses in networks, and addresses that call or write to somebody."""
    text = reading.text.replace(IDEOGRAPHIC, ".")
    for pattern, called in ((HANDLE, has_handle(text)), (CALL, CALLED.search(text))):
        for found in pattern.finditer(text) if called else ():
            rest = REST.match(text, found.end())
            end = trimmed(text, found.end(), rest.end() if rest else found.end())
            if any(map(str.isalnum, text[found.end() - 1 : end])):
                yield Finding(found.start(), end, kind(found[0]), "block")
    for joined in in_lines(lines_with(LOW_LINE, text), JOINED, text):
        parts = [part for part in re.split(r"[_\d]+", joined[0]) if len(part) >= SHORTEST]
        towns = {part for part in parts[1:] if is_town(reading, part)}  # as in the keys of ledgers: reports_semey
        named = (part for part in parts if part not in towns and likeness(part) not in ("", "word"))
        if not all(reading.vocabulary.is_ordinary(part) for part in named) or not (
            is_code(text, joined) or all(is_plain(reading, part) for part in parts)
        ):
            yield Finding(*joined.span(), "HANDLE", "block")


def accounts(reading: Reading) -> Iterator[Finding]:
    """Yield names of accounts beside the word for a network or an account: with a sign that no word has, or after what
    introduces them."""
    for network in NETWORK.finditer(reading.low) if has_latin(reading) else ():
        line = reading.text.find("\n", network.end())
        end = min(network.end() + REACH, line if line >= 0 else len(reading.text))
        for name in itertools.islice(NAME.finditer(reading.text, network.end(), end), 2):
            gap = reading.text[network.end() : name.start()]
            if is_account(reading, network, gap, name[0]):
                yield Finding(*name.span(), "HANDLE", "block")


def has_latin(reading: Reading) -> bool:
    """Tell quickly of most texts that no name of an account stands there."""
    return bool(LATIN_LETTER.search(reading.text)) and reading.mentions(NETWORKS)


def is_account(reading: Reading, network: re.Match[str], gap: str, name: str) -> bool:
    """Tell whether a word in Latin letters is the name of an account."""
    if SIGNED.search(name):
        return not (HOST.search(name) or CODE.search(gap))
    if not INTRODUCED.fullmatch(gap) or NETWORK.fullmatch(name.lower()):
        return False
    known = reading.vocabulary.is_ordinary(name) or common().is_ordinary(name) or reading.vocabulary.has_term(name)
    said = bool(network["network"]) or len(gap.split()) > 0
    return len(name) >= LEAST_OF_NAME and said and (not known or ":" in gap or "=" in gap)


def told_names(reading: Reading) -> Iterator[Finding]:
    """Yield names in networks that are told word by word."""
    if reading.mentions(TOLD):
        yield from (Finding(*found.span(), "HANDLE", "block") for found in TOLD_NAME.finditer(reading.text))


def is_plain(reading: Reading, part: str) -> bool:
    """Tell whether a part of a name of several is a word of everyday or of the vocabulary, or letters of a body."""
    return part.isupper() or reading.vocabulary.is_ordinary(part) or is_town(reading, part)


def is_town(reading: Reading, part: str) -> bool:
    """Tell whether a part is a term, or known as a town, although somebody may be called so too."""
    return reading.vocabulary.has_term(part) or is_namesake(part, alone=True)


def is_code(text: str, joined: re.Match[str]) -> bool:
    """Tell whether a name is written as names in programs are: between their signs, or before what it is given."""
    return text[joined.start() - 1 : joined.start()] in IN_CODE or bool(AFTER_CODE.match(text, joined.end()))


def trimmed(text: str, least: int, end: int) -> int:
    """Return the end of an address without the full stop of its sentence."""
    while end > least and text[end - 1] in ".:!?*_`":
        end -= 1
    return end


def kind(address: str) -> Category:
    """Return what an address leads to."""
    begin = address.lower()
    return "EMAIL" if begin.startswith("mailto") else "PHONE" if begin.startswith(("tel:", "sms")) else "HANDLE"
