"""What in a text reaches somebody: numbers, addresses, names in networks, however they are spelt.

In: a text. Out: the lines on which something begins. Never repeats it.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from unicodedata import normalize

from build_tools.phones import numbers_in

UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\U000e0000-\U000e0fff]"
)
"""Signs that nobody sees between two digits or letters."""

SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
"""Spaces that a page shows as a single plain one, which they are not yet."""

BREAK = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]")
IDEOGRAPHIC = "\u3002"
"""A full stop that browsers take for that of an address."""

ADDRESS = re.compile(r"https?://[^\s<>()]+")
HOSTS = r"(?:gmail|hotmail|outlook|yandex|proton(?:mail)?|icloud|yahoo|tutanota|rambler|жмейл|джимейл|гмейл|яндекс)\b"
"""Hosts of mail that people name without their ending."""

IN_BRACKETS = r"[\[({]\s?(?:at|собака|айқұлақ|ат|dot|точка|нүкте|[@.])\s?[\])}]"
ON_A_HOST = r"\sна\s(?:e?mail|gmail|yandex|ya|bk|inbox|list)\.\w"
"""How Russian says at, before a host that gives people addresses."""

AT_A_HOST = r"\sat\s[\w-]{1,64}\.\w"

EMAIL = re.compile(
    rf"[\w.+-]\s?@\s?[\w-]{{1,64}}\s?\.\s?\w|{IN_BRACKETS}|"
    r"\b(?:at|собака|айқұлақ)\s\w{1,64}\s(?:dot|точка|нүкте)\s\w|[\w.+-]%40[\w-]{1,64}\.\w|"
    rf"\b(?:at|собака|ат)\s{HOSTS}|\bсобака\s[A-Za-z0-9-]{{1,64}}\b|\bсобака\s\w{{1,64}}\.\w|"
    rf"[a-z0-9][._+][a-z0-9]{{1,20}}{AT_A_HOST}|[a-z][._+][a-z0-9]{{1,20}}{ON_A_HOST}",
    re.IGNORECASE,
)
"""Also as addresses of links write it, and as people spell it for people alone: with [at], with *at … dot*, with *at*
between a name that only an address has and a host."""

HANDLE = re.compile(
    r"(?<![\w.@])@(?!misc\{)\w{3}|\b(?:tg|viber|whatsapp|sgnl)://|"
    r"(?<![\w-])(?:t\.me|telegram\.me|wa\.me|whatsapp\.com|signal\.(?:me|group)|viber\.com|vk\.(?:com|me)|ok\.ru|"
    r"instagram\.com|facebook\.com|fb\.(?:com|me)|m\.me|tiktok\.com|x\.com|twitter\.com|youtube\.com|linkedin\.com|"
    r"threads\.(?:net|com)|threema\.id|discord\.gg|telegram\.dog|youtu\.be|taplink\.cc|linktr\.ee|bsky\.app|"
    r"my\.mail\.ru|line\.me)/\S",
    re.IGNORECASE,
)
CALL = re.compile(
    r"\b(?:tel|smsto|sms|mms|mailto|callto|facetime|skype|sips?|xmpp|whatsapp|viber|tg):[^\s<>]", re.IGNORECASE
)
"""How the address of a link begins that calls or writes to somebody."""

DIGITS = re.compile(r"\d(?:\D{0,9}\d){6}")
"""What a text that holds a number has; to look for numbers themselves takes long."""

SPELT_AT = re.compile(IN_BRACKETS, re.IGNORECASE)
SAID_AT = re.compile(r"\b(?:at|собака|айқұлақ|ат)\s", re.IGNORECASE)
SAID_A_HOST = re.compile(rf"{AT_A_HOST}|{ON_A_HOST}", re.IGNORECASE)
MAIL_WORDS = (
    *("dot", "точка", "нүкте", "собака", "gma", "hotma", "outlook", "yandex", "proton", "cloud", "yahoo", "tutanota"),
    *("rambler", "мейл", "яндекс"),
)
"""What an address has whose full stop is told or left out: no i, which some alphabets write without its dot."""

HOST = re.compile(r"\.\w+/\S")
CALLED = re.compile(r":[^\s<>]")


def has_mail(text: str) -> bool:
    """Tell quickly of most texts that they hold no address of mail."""
    if "@" in text or "%40" in text or SPELT_AT.search(text) or SAID_A_HOST.search(text):
        return True
    return any(map(text.casefold().__contains__, MAIL_WORDS)) and bool(SAID_AT.search(text))


def has_handle(text: str) -> bool:
    """Tell quickly of most texts that they hold no name in a network."""
    return "@" in text or "://" in text or bool(HOST.search(text))


# Two languages may share a text, and a preview that follows each change judges most texts again.
@lru_cache(maxsize=8192)
def contacts_in(text: str, *, skip_web_addresses: bool = False) -> frozenset[int]:
    """Return the lines of a text, from 0, on which something begins by which somebody could be reached.

    These are telephone numbers, e-mail addresses, names in networks, and addresses that call or write to somebody,
    however they are spelt: with entities of HTML, unseen signs, digits of other scripts. With
    ``skip_web_addresses`` those of the web may lead to any host, as in a source, and are not searched.
    """
    plain = as_read(text)
    without = ADDRESS.sub(lambda address: " | ".ljust(len(address[0])), plain) if "://" in plain else plain
    whole = without if skip_web_addresses else plain
    spots = [*numbers_in(without)] if DIGITS.search(without) else []
    spots += starts(EMAIL, whole) if has_mail(whole) else ()
    spots += starts(HANDLE, whole) if has_handle(whole) else ()
    spots += starts(CALL, plain) if CALLED.search(plain) else ()
    return frozenset(plain.count("\n", 0, spot) for spot in spots)


def starts(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Yield where the matches of a pattern begin."""
    return (match.start() for match in pattern.finditer(text))


def as_read(text: str) -> str:
    """Return a text as a reader takes it, line by line: no entities, nothing unseen, each sign in its plain form, and
    single spaces."""
    if "&" in text:
        text = "\n".join(BREAK.sub(" ", unescape(line)) if "&" in line else line for line in text.split("\n"))
    # No sign forms another one over the end of a line, so all lines are put into plain signs at once.
    return SPACES.sub(" ", UNSEEN.sub("", normalize("NFKC", text))).replace(IDEOGRAPHIC, ".")
