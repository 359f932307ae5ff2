"""Telephone numbers, e-mail addresses and names in networks, by the patterns that find them on pages.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterator

from build_tools.personal_data.finding import Category, Finding
from build_tools.personal_data.name_forms import likeness
from build_tools.personal_data.namesakes import is_namesake
from build_tools.personal_data.numbers import NAMED as NAMED_NUMBER
from build_tools.personal_data.numbers import hide
from build_tools.personal_data.reading import Reading, in_lines, lines_with
from build_tools.phones import number_spans
from build_tools.reachable import (
    ADDRESS,
    CALL,
    CALLED,
    DIGITS,
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
    re.IGNORECASE,
)
"""A number of a town, which only the word before it tells from others."""

IN_PAIRS = re.compile(r"\d[ -]\d{2}[ -]\d{2}|\d{4}\)? ?\d{5}")
SHORTEST_LOCAL = 5

NETWORKS = (
    *("ник", "логин", "аккаунт", "name", "handle", "account", "user", "gram", "грам", "app", "ватсап", "tok", "тикток"),
    *("book", "бук", "вк", "vk"),
)
SHORTEST = 3
IN_CODE = frozenset("`{($%[")
AFTER_CODE = re.compile(r" ?[:=(]|\.[a-z]")
JOINED = re.compile(r"(?<![\w/@.-])[A-Za-z][A-Za-z0-9]*+(?:_[A-Za-z0-9]++)+(?![\w/-])")
"""A name with low lines, as networks give them."""

LOW_LINE = re.compile("_")

NETWORK = (
    r"(?:telegram|телеграмм?\w{0,3}|instagram|инстаграмм?\w{0,3}|whatsapp|ватсап\w{0,3}|tik ?tok|тикток\w{0,3}|"
    r"facebook|фейсбук\w{0,3}|вк|vk)"
)
NAMED = re.compile(
    rf"\b(?:{NETWORK} ?[:=] ?|(?:ник(?:ом|нейм\w{{0,3}})?|логин\w{{0,3}}|username|nickname|аккаунт\w{{0,4}}|"
    rf"handle|account|user)"
    r"(?: is| name)?[ :=«\"']{1,3})(?=[@A-Za-z])",
    re.IGNORECASE,
)
LATIN = re.compile("[@A-Z]", re.IGNORECASE)
"""What the name of an account begins with."""

TOLD = ("собака", "айқұлақ", "черкив", "underscore", "сызық")
TOLD_NAME = re.compile(
    r"\b(?:ник\w{0,4}|логин\w{0,2}|аккаунт\w{0,4}|канал\w{0,3}|арна\w{0,4}|теле\w{2,6}|инста\w{0,7}|ватсап\w{0,2})\W{1,3}"
    r"(?:собака|айқұлақ) \w{2,30}(?: \w{2,30}){0,4}|"
    r"(?<=\w )(?:(?:нижнее )?подч[её]ркивание|underscore|төменгі сызық|астыңғы сызық) \w{1,30}",
    re.IGNORECASE,
)
"""A name in a network told word by word."""

NAME = re.compile(r"@?[A-Za-z][\w.]{3,40}")
COLON_BEFORE = re.compile(r":[ :=«\"']{0,2}[@A-Za-z]")
SIGN_IN_NAME = re.compile(r"[\d_.](?:(?<=[^\W\d_][\d_])|(?<=[^\W\d_]\.)(?=[\w.]))")
NO_WORD = re.compile(r"[\d._]")


def phones(reading: Reading) -> Iterator[Finding]:
    """Yield telephone numbers, and what looks like one."""
    text = reading.figures
    if reading.digits < LEAST_DIGITS or not DIGITS.search(text):
        return
    without = ADDRESS.sub(lambda address: " | ".ljust(len(address[0])), text)
    for start, end in number_spans(NAMED_NUMBER.sub(hide, without), TRIES):
        yield Finding(start, end, "PHONE", "block")


def of_a_town(reading: Reading) -> Iterator[Finding]:
    """Yield numbers without the code of a town after a word that says that one can call there."""
    if reading.digits >= SHORTEST_LOCAL and IN_PAIRS.search(reading.figures):
        for found in reading.in_numbered(LOCAL, reading.figures):
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
    lines = lines_with(LATIN, text) if has_account(reading) and reading.mentions(NETWORKS) else ()
    for found in in_lines(lines, NAMED, text):
        name = NAME.match(text, found.end())
        if name and (":" in found[0] or NO_WORD.search(name[0].rstrip("."))):
            yield Finding(*name.span(), "HANDLE", "block")


def told_names(reading: Reading) -> Iterator[Finding]:
    """Yield names in networks that are told word by word."""
    if reading.mentions(TOLD):
        yield from (Finding(*found.span(), "HANDLE", "block") for found in TOLD_NAME.finditer(reading.text))


def has_account(reading: Reading) -> bool:
    """Tell quickly of most texts that no name of an account stands there: a colon is before it, or a sign in it."""
    return bool(COLON_BEFORE.search(reading.text) or SIGN_IN_NAME.search(reading.text))


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
