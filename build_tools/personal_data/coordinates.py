"""Places on a map: coordinates, and links to a map.

In: a text made ready. Out: findings in the plain text.
"""

import re
from collections.abc import Iterable, Iterator

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.reading import Reading

DEGREES = r"[+-]?[01]?\d{1,2}\.\d{3,10}°?"
LINK = re.compile(
    r"(?:https?://)?(?:(?:www\.|maps?\.)?googl[e]\.[a-z.]{2,6}/maps|map[s]\.googl[e]\.|go[o]\.gl/maps|map[s]\.app\.go[o]\.gl|"
    r"(?:www\.)?yande[x]\.[a-z]{2,3}/(?:maps|navi)|(?:yande[x]\.[a-z]{2,3}/)?map[s]\.yandex|(?:go\.)?2gi[s]\.[a-z]{2,3}|"
    r"(?:www\.)?openstreetma[p]\.org|os[m]\.org|map[s]\.apple\.com|map[s]\.me|what3word[s]\.com|w3[w]\.co|wikimapi[a]\.org|"
    r"waz[e]\.com|plu[s]\.codes|bin[g]\.com/maps|(?:share|wego)\.her[e]\.com|her[e]\.com/l/|ge[0]\.me|oma[p]s\.app)[^\s<>\"')\]]{0,300}"
)
Hinted = tuple[tuple[str, ...], re.Pattern[str]]
"""What one of has to stand in a text in small letters, and what is looked for in it then."""

IN_DECIMALS: tuple[Hinted, ...] = (
    (
        (".",),
        re.compile(
            rf"(?<![\d.,])(?!0\.\d{{3,10}},? 0\.){DEGREES} ?[nсs]?(?:\.? ?ш\.)?(?: ?[,;:/|] ?| )(?:[ew]|"
            rf"lon\w{{0,6}}:? ?|долгота:? ?|бойлық:? ?)?{DEGREES}(?![\d]|\.\d)"
        ),
    ),
    ((".",), re.compile(r"(?<![\d.,])\d{2,3}\.\d{4,8}°?,? (?:и|and|мен|және|by) \d{2,3}\.\d{4,8}(?!\d)")),
    ((",",), re.compile(r"(?<![\d.,])\d{2},\d{4,8} ?[;/ ] ?\d{2},\d{4,8}(?!\d)")),
    (
        ("lat", "lon", "lng", "шир", "долг", "енд", "бойл"),
        re.compile(
            r"\b(?:lat(?:itude)?|lon(?:g(?:itude)?)?|lng|шир(?:от\w)?|долг(?:от\w)?|енді[кг]\w{0,3}|енд(?=\.)|бойл(?:ы[қғ]\w{0,3})?)\b"
            r"\.?[\"']?(?: is)? ?[:=-]? ?[+-]?\d{1,3}[.,]\d{3,10}"
        ),
    ),
    (
        ("n", "s", "с", "ю"),
        re.compile(r"(?<!\w)[nsсю] ?:?\d{1,2}[.,]\d{3,10}°?[ ,;/]{1,3}[ewвз] ?:?\d{1,3}[.,]\d{3,10}(?!\d)"),
    ),
    ((".",), re.compile(r"(?<![\d.,])\d{1,3}\.\d{3,10}°? ?(?:[neсв]\b|с\. ?ш|в\. ?д|ш\. ?б|с\.е|ш\.б)")),
    (
        ("с.", "в.", "ш.", "° "),
        re.compile(r"(?<![\d.,])\d{1,3},\d{3,10}°? ?(?:с\. ?ш|в\. ?д|ш\. ?[бе])"),
    ),
)
IN_OTHER_NUMBERS: tuple[Hinted, ...] = (
    (
        ("°",),
        re.compile(
            r"(?<!\d)\d{1,3} ?° ?\d{1,2}(?:[.,]\d+)? ?(?:['′]|мин)[^\n]{0,12}?(?:[\"″]|''|′′)?(?: ?[nsewсвюз])?"
            r"(?:[^\n\w°]{0,4}\d{1,3} ?° ?\d{1,2}(?:[.,]\d+)? ?['′](?: ?\d{1,2}(?:[.,]\d+)? ?(?:[\"″]|''|′′))?)?"
        ),
    ),
    (
        ("deg", "градус"),
        re.compile(
            r"(?<!\d)\d{1,3} ?(?:deg\w{0,4}|градус\w{0,4})\.?,? ?\d{1,2}(?:[.,]\d{1,6})? ?(?:min|мин)\w{0,4}\b\.?,?"
            r"(?: ?\d{1,2}(?:[.,]\d{1,6})? ?(?:sec|сек)\w{0,4}\b\.?)?,? ?(?:[nsewсвюз]\b|north|south|east|west|"
            r"(?:северн|южн|восточн|западн)\w{2}|(?:солтүстік|оңтүстік|шығыс|батыс)\w{0,4})"
        ),
    ),
    (
        (" n", " с", " s", " ю"),
        re.compile(
            r"(?<![\d.,])\d{1,2} \d{1,2} \d{1,2}(?:[.,]\d+)? ?[nsсю]\b(?:\. ?ш)?[^\w\n]{0,3}"
            r"\d{1,3} \d{1,2} \d{1,2}(?:[.,]\d+)? ?[ewвз]\b"
        ),
    ),
    (
        ("координат", "coordinate"),
        re.compile(
            r"\b(?:координат|coordinate)\w{0,8}[^\d\n]{0,20}-?\d{1,3}[.,]\d{2,10}(?!\d)[^\d\n]{1,8}-?\d{1,3}[.,]\d{2,10}(?!\d)"
        ),
    ),
)
OTHERS: tuple[Hinted, ...] = (
    (("///",), re.compile(r"(?<![\w:/])///[^\W\d_]{2,30}\.[^\W\d_]{2,30}\.[^\W\d_]{2,30}")),
    (("geo:",), re.compile(r"\bgeo:-?\d")),
    (
        (
            "google",
            "goo.gl",
            "yandex",
            "2gis",
            "osm.",
            "openstr",
            "maps",
            "3w",
            "wikimapia",
            "waze",
            "plus.",
            "here.com",
            "ge0.",
            "omaps",
        ),
        LINK,
    ),
    (("+",), re.compile(r"(?<!\w)[2-9cfghjmpqrvwx]{4,8}\+[2-9cfghjmpqrvwx]{2,3}(?!\w)")),
)
IN_NUMBERS = (*IN_DECIMALS, *IN_OTHER_NUMBERS)
PLACES = (*IN_NUMBERS, *OTHERS)
"""In degrees with decimals, in other numbers of one line, and in any other way."""

DECIMALS = re.compile(r"\d[.,]\d{3}")


def coordinates(reading: Reading) -> Iterator[Finding]:
    """Yield places on the map, in numbers or as a link."""
    decimal = reading.digits > 3 and bool(DECIMALS.search(reading.text))
    for hints, pattern in IN_NUMBERS if decimal else IN_OTHER_NUMBERS if reading.digits else ():
        if reading.mentions(hints):
            yield from matches(reading.in_numbered(pattern, reading.low))
    for hints, pattern in OTHERS:
        if reading.mentions(hints):
            yield from matches(pattern.finditer(reading.low))


def matches(found: Iterable[re.Match[str]]) -> Iterator[Finding]:
    """Yield what was found as places."""
    return (Finding(*one.span(), "GPS", "block") for one in found)
