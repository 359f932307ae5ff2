"""Where somebody lives: addresses with a number. A street or a square alone is legal.

In: a text made ready. Out: findings in the plain text.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from operator import itemgetter

from build_tools.personal_data.births import MONTHS
from build_tools.personal_data.finding import Finding, Severity
from build_tools.personal_data.number_words import NUMBERS
from build_tools.personal_data.reading import Reading

Hinted = tuple[tuple[str, ...], re.Pattern[str]]
"""What one of has to stand in a text in small letters, and what is looked for in it then."""

COUNTED = (
    r"(?:кв|м[²2]|соток|год|жыл|г\.|чел|адам|люд|лиц|people|person|час|сағ|hour|раз\b|рет|процент|пайыз|"
    r"per ?cent|балл|млн|млрд|million|billion|миллион|миллиард|тыс|мың|%|задерж|участник|полиц|"
    r"митинг|машин|"
    r"protest|officer|day|күн|дн|минут|тенге|теңге|tenge|метр|km|км|metre|меся|ай\b|ш[іы]\b|инші|-?й\b|-?го\b|"
    r"-?м\b|бап|"
    r"статья|из\b|или\b|сотруд|случ|жағдай|оқиға|хабар|деген|сообщ|report|case|women|men\b|children|бала|дет|"
    r"әйел|ер\b|"
    r"ұста|қаза|шек|куә|свидет|witness|detain|автомоб|патрул|военн|сол?дат|отряд|a\.m|p\.m|am\b|pm\b|o'clock|wounded|"
    r"жара|раненых|погибш|dead|killed|were\b|was\b|болды|был)"
)
NO_COUNT = rf"(?![\d]|[.,:]\d| ?-? ?(?:{COUNTED}|{MONTHS})|-?(?:19|20)\d\d)"
NUMBER = rf"(?:№ ?)?(?!(?:19|20)\d\d(?!\d))\d{{1,4}}(?:[/-]\d{{1,4}})?(?:[а-яa-zА-ЯA-Z](?![^\W\d_]))?{NO_COUNT}"
HOUSE = (
    r"(?:д(?:\.|ом\w{0,2}\b|(?= ?\d))|[үу]й\w{0,6}|house|bld\w{0,5}\.?|building|"
    r"стр\.|строение|корп\w{0,3}\.?|уч\w{0,5}\.?)"
)
FLAT = (
    r"(?:,? ?(?:(?:кв|пәт|п|оф|под|эт|корп|apt|ap)\.|кв(?= ?\d)|квартир\w{0,2}|пәтер\w{0,6}|подъезд\w{0,2}|этаж\w{0,2}|"
    r"офис\w{0,2}|"
    r"flat|apartment|apt|room|kv\.?|к\.) ?№? ?\d{1,4}|"
    r",? \d{1,4} ?-? ?(?:ші |шы )?(?:(?:пәтер|патер|кв|қабат)\w{0,6}|п\b))"
)
NAME = r"(?:[^\W\d_][^\W\d_'.\-]{0,24}[.]?|\d{1,2}(?:-[^\W\d_]{1,3})?)"
NAMES = rf"(?:[«\"]?{NAME}[»\"]?[ -]){{0,3}}[«\"]?{NAME}[»\"]?"

BEFORE = (
    r"(?:ул(?:\.|иц[аеыуй]{1,2}\b|(?= ))|(?:пр(?:осп)?|пр-т|пр-кт|пер|мкр|мкрн|мкр-н|бул|б-р|ш|пл|туп|кв-л|наб)\.|"
    r"пр-(?:т|кт)\b|"
    r"проспект\w{0,2}|переул\w{2,4}|бульвар\w{0,2}|микрорайон\w{0,2}|мкр\b|шоссе|площад\w{1,2}|набережн\w{2}|"
    r"тупик\w{0,2}|"
    r"проезд\w{0,2}|жилмассив\w{0,2}|ul\.|ulits[aeyu]|prospekte?|pr\.|mkr\.?|mikrorayon\w?|microdistrict|street|"
    r"avenue)"
)
AFTER = (
    r"(?:көшес\w{1,7}|кошес\w{1,7}|к-с[іi]\w{0,5}|көш\b\.?|даңғыл\w{0,7}|дангыл\w{0,7}|д-лы\w{0,5}|даң\b\.?|тұйығ\w{1,7}|бульвар\w{1,7}|"
    r"шағын ?аудан\w{0,7}|"
    r"шагын ?аудан\w{0,7}|мөлтек ?аудан\w{0,7}|ш\.? ?/ ?а\.?|ы\.? ?/ ?а\.?|м\.? ?/ ?а\.?|алаң\w{1,7}|тас ?жол\w{1,7}|"
    r"koshes\w{1,5}|dangyl\w{1,5}|улиц[аеу]|проспект[е]?|микрорайон\w?|переул\w{2,3})"
)
AFTER_EN = (
    r"(?:Street|[Ss]tr\.?|St\.?|Avenue|Ave\.?|Road|Rd\.?|Lane|Boulevard|Blvd\.?|Microdistrict|"
    r"microdistrict|Drive|Highway|Square|Alley|street|avenue|road)"
)
CAPITALS = r"(?:[A-Z][\w'-]{1,24}\.? ){1,4}"

THEN = r"(?:,(?!(?<=\d,)\d))?"
"""A comma, but for that of a decimal number."""

ROADS = (
    *(
        "ул.",
        "ул ",
        "улиц",
        "пр.",
        "просп",
        "пр-",
        "мкр",
        "микрор",
        "пер.",
        "переул",
        "бул.",
        "бульв",
        "б-р",
        "ш.",
        "шоссе",
    ),
    *("площад", "пл.", "набер", "наб.", "туп", "проезд", "жилмас", "кв-л", "ul.", "ulits", "pr.", "microd", "mikror"),
    *("mkr", "street", "avenue", "prosp"),
)
ROADS_AFTER = (
    *(
        "көшес",
        "кошес",
        "көш",
        "к-с",
        "даңғыл",
        "дангыл",
        "д-лы",
        "даң",
        "тұйығ",
        "бульв",
        "шағын",
        "шагын",
        "мөлтек",
        "/а",
        "/ а",
    ),
    *("алаң", "тас жол", "тасжол", "koshes", "dangyl", "улиц", "просп", "микрор", "переул"),
)
HOUSES = ("д.", "дом", "house", "bld", "building", "стр", "корп", "уч", "үй", "уй")
HOUSES_ALONE = ("дом", "house", "үй")
FLATS = ("кв", "пәт", "патер", "apart", "apt", "flat", "kv")

ADDRESSES: tuple[Hinted, ...] = (
    (ROADS, re.compile(rf"(?<!\w){BEFORE} ?{NAMES}{THEN} {{0,2}}(?:{HOUSE} ?)?{NUMBER}{FLAT}{{0,3}}")),
    (ROADS, re.compile(rf"(?<!\w){BEFORE} ?{NAMES},? {HOUSE} ?№? ?\d{{1,4}}[^\W_]?(?:/\d+)?{FLAT}{{0,3}}")),
    (
        ROADS_AFTER,
        re.compile(rf"(?:(?<!\w){NAMES} ){AFTER},? {{0,2}}(?:{HOUSE} ?)?{NUMBER}(?: ?-? ?{HOUSE})?{FLAT}{{0,3}}"),
    ),
    (
        ROADS_AFTER,
        re.compile(
            rf"(?<!\d)\d{{1,2}}(?:-[^\W\d_]{{1,3}}|-?м|-?ші|th|st|rd|nd)? ?{AFTER},? (?:{HOUSE} ?)?№? ?\d{{1,4}}"
            rf"{NO_COUNT}(?: ?-? ?{HOUSE})?{FLAT}{{0,3}}"
        ),
    ),
    (HOUSES, re.compile(rf"(?<!\w){HOUSE} ?№? ?\d{{1,4}}[^\W_]?,? (?:по |на )?{BEFORE} ?{NAMES}")),
    (("үй",), re.compile(rf"(?<!\w)(?:№ ?)?\d{{1,4}} ?-? ?үй\w{{0,6}}{FLAT}{{1,3}}")),
    (("үй",), re.compile(rf"(?<!\w)\d{{1,4}}[а-я]? ?-? ?үй\w{{0,6}},? {NAMES} {AFTER}")),
    (FLATS, re.compile(rf"(?<!\w){HOUSE} ?№? ?\d{{1,4}}[а-яa-z]?(?:/\d+)?{FLAT}{{1,3}}")),
    (
        FLATS,
        re.compile(
            r"(?<!\w)(?:кв\.|квартир\w{0,2}|пәтер|apartment|apt\.?|flat|kv\.) ?(?:№|no\.?|number)? ?\d{1,4}(?![\d%]|"
            r"[.,]\d| ?(?:тенге|теңге|кв|м\b|жыл|год))"
        ),
    ),
    (("пәтер",), re.compile(r"(?<!\w)№? ?\d{1,4} ?-? ?(?:ші |шы )?пәтер(?!лі|лер|ші)\w{0,6}")),
    (("kv",), re.compile(r"(?<!\w)(?:d|dom)\.? ?\d{1,4}\w?,? (?:kv|kvartira)\.? ?\d{1,4}")),
    (
        (", ",),
        re.compile(r"\d(?<!\d\d)\d{5}, (?:г|қ|город|қала|казахстан|қазақстан|республика|kazakhstan)\b"),
    ),
)
ENGLISH_ROADS = ("st", "ave", "road", "rd", "lane", "boul", "blvd", "micro", "drive", "highway", "square", "alley")
ENGLISH = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.])(?!(?:19|20)\d\d\b)\d{{1,4}}[A-Za-z]?(?:/\d+)?,? {CAPITALS}{AFTER_EN}(?!\w){FLAT}{{0,3}}",
        rf"(?<!\w)(?i:house|building|flat|apartment|apt\.?|number|no\.?) ?\d{{1,4}}[A-Za-z]?,? (?:(?:on|in|at|of) )?"
        rf"{CAPITALS}{AFTER_EN}(?!\w)",
        rf"(?<!\w){CAPITALS}{AFTER_EN},? (?:(?:No\.?|no\.?|number|house|building|bld\.?|#) ?)?{NUMBER}{FLAT}{{0,3}}",
    )
)
SPELT = rf"(?:{'|'.join(NUMBERS.replace('|', '').split())})"
ROAD_EN = AFTER_EN.lower()
HOUSE_IN_WORDS = rf"(?:house|number|no\.) {SPELT}\b(?:[ -]{SPELT}\b)?"
IN_WORDS: tuple[Hinted, ...] = (
    (("дом", "д."), re.compile(rf"(?<!\w){BEFORE} ?{NAMES},? д(?:\.|ом\w{{0,2}}) {SPELT}\b(?: {SPELT}\b)?")),
    (("үй",), re.compile(rf"(?<!\w){AFTER},? (?:{SPELT} )?[^\W\d_]{{2,10}}нш[ыі] үй\w{{0,6}}")),
    (
        ("house", "number", "no."),
        re.compile(
            rf"(?<!\w)(?:{HOUSE_IN_WORDS},? (?:(?:on|in|at|of) )?{NAMES} {ROAD_EN}|{ROAD_EN},? {HOUSE_IN_WORDS})(?!\w)"
        ),
    ),
)
"""Houses whose number is told in words, as hints and patterns as well."""

A_LATIN_CAPITAL = re.compile("[A-Z][a-z]")
HOUSE_ALONE = re.compile(
    rf"(?<!\w)(?:доме?|house|дома) ?(?:№|no\.?|number) ?\d{{1,4}}{NO_COUNT}|(?<!\w)№ ?\d{{1,4}}-? ?үй\w{{0,6}}|"
    rf"(?<!\w)\d{{1,4}}-үй\w{{0,6}}",
)


def addresses(reading: Reading) -> Iterator[Finding]:
    """Yield addresses with a number; a house alone is to be looked at, and one with a number in words."""
    for pattern in called(reading, IN_WORDS):
        yield from matches(pattern.finditer(reading.low), "review")
    if not reading.digits:
        return
    for pattern in called(reading, ADDRESSES):
        yield from matches(reading.in_numbered(pattern, reading.low), "block")
    if reading.mentions(HOUSES_ALONE):
        yield from matches(reading.in_numbered(HOUSE_ALONE, reading.low), "review")
    if reading.mentions(ENGLISH_ROADS) and A_LATIN_CAPITAL.search(reading.text):
        for pattern in ENGLISH:
            yield from matches(reading.in_numbered(pattern, reading.text), "block")


HINTS = itemgetter(0)


def called(reading: Reading, table: Iterable[Hinted]) -> Iterator[re.Pattern[str]]:
    """Yield the patterns one of whose hints stands in a text."""
    for hints, rows in itertools.groupby(table, key=HINTS):
        yield from (pattern for _, pattern in rows) if reading.mentions(hints) else ()


SHORT_NUMBER = re.compile(rf" (?P<number>(?!(?:19|20)\d\d(?!\d))\d{{1,4}}(?:[/-]\d{{1,4}})?[а-яa-z]?(?!\w)){NO_COUNT}")
WITH_A_FLAT = re.compile(rf" \d{{1,3}}[а-яa-z]?, ?\d{{1,3}}(?:[-/]\d{{1,3}})?(?![.,]\d|\w){NO_COUNT}")


def numbered(reading: Reading) -> Iterator[Finding]:
    """Yield names with a number after them, as people write a street without its word: to be looked at."""
    for word in reading.capitals if reading.digits else ():
        if not word.ordinary and not word.shouted and len(word.text) > 1:
            street = not word.begins and not (word.approved and reading.vocabulary.has_term(word.text))
            found = SHORT_NUMBER.match(reading.low, word.end) if street else None
            found = found or WITH_A_FLAT.match(reading.low, word.end)
            if found:
                yield Finding(word.start, found.end(), "ADDRESS", "review")


def matches(found: Iterable[re.Match[str]], severity: Severity) -> Iterator[Finding]:
    """Yield what was found as addresses."""
    return (Finding(*one.span(), "ADDRESS", severity) for one in found)
