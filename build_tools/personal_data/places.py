"""Where somebody lives: addresses with a number. A street or a square alone is legal.

Out: rows of patterns, and what finds a name with a number after it.
"""

import re
from collections.abc import Iterator
from functools import partial

from build_tools.personal_data.births import MONTHS
from build_tools.personal_data.finding import Finding
from build_tools.personal_data.number_words import NUMBERS
from build_tools.personal_data.reading import Reading, is_said_before
from build_tools.personal_data.rows import Row, rows

COUNTED = (
    r"(?:кв|м[²2]|соток|год|лет\b|жыл|г\.|чел|адам|люд|лиц|people|person|час|сағ|hour|раз\b|рет|процент|пайыз|"
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
    r"шағын ?аудан\w{0,7}|ықшам ?аудан\w{0,7}|"
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
    " ул.| ул |улиц| пр.|просп| пр-| мкр|микрор| пер.|переул| бул.|бульв| б-р| ш.|шоссе|площад| пл.|набереж| "
    "наб.|тупик| туп.|"
    "проезд|жилмас| кв-л| ul.|ulits| pr.|microd|mikror| mkr|street|avenue|prosp"
)
ROADS_AFTER = (
    "көшес|кошес| көш.| көш | к-с|даңғыл|дангыл| д-лы| даң.| даң |тұйығ|бульв|шағын|шагын|мөлтек|ықшам|/а|/ а|"
    "алаңы|тас жол|"
    "тасжол|koshes|dangyl|улиц|просп|микрор|переул"
)
FLATS = " кв|пәт|патер|apart| apt| flat| kv"
ROADS_EN = "street| str| st.| st | st,|avenue| ave| road| rd| lane|boulevard| blvd|microd| drive|highway| square| alley"

SPELT = rf"(?:{'|'.join(NUMBERS.replace('|', '').split())})"
ROAD_EN = AFTER_EN.lower()
HOUSE_IN_WORDS = rf"(?:house|number|no\.) {SPELT}\b(?:[ -]{SPELT}\b)?"

CAPITAL = r"[A-ZА-ЯЁӘҒҚҢӨҮҰҺІ][a-zа-яёәғқңөүұһі]{2,24}"
address = partial(rows, category="ADDRESS")
address_perhaps = partial(rows, category="ADDRESS", severity="review")

PLACES: tuple[tuple[Row, ...], ...] = (
    address(
        "streets",
        ROADS,
        rf"(?<!\w){BEFORE} ?{NAMES}{THEN} {{0,2}}(?:{HOUSE} ?)?{NUMBER}{FLAT}{{0,3}}",
        rf"(?<!\w){HOUSE} ?№? ?\d{{1,4}}[^\W_]?,? (?:по |на )?{BEFORE} ?{NAMES}",
    ),
    address(
        "streets before their word",
        ROADS_AFTER,
        rf"(?:(?<!\w){NAMES} ){AFTER},? {{0,2}}(?:{HOUSE} ?)?{NUMBER}(?: ?-? ?{HOUSE})?{FLAT}{{0,3}}",
        rf"(?<!\d)\d{{1,2}}(?:-[^\W\d_]{{1,3}}|-?м|-?ші|th|st|rd|nd)?[ -]?{AFTER},? (?:{HOUSE} ?)?№? ?\d{{1,4}}"
        rf"{NO_COUNT}(?: ?-? ?{HOUSE})?{FLAT}{{0,3}}",
    ),
    address(
        "flats",
        FLATS,
        rf"(?<!\w){HOUSE} ?№? ?\d{{1,4}}[а-яa-z]?(?:/\d+)?{FLAT}{{1,3}}",
        r"(?<!\w)(?:кв\.|квартир\w{0,2}|пәтер|apartment|apt\.?|flat|kv\.) ?(?:№|no\.?|number)? ?\d{1,4}(?![\d%]|"
        r"[.,]\d| ?(?:тенге|теңге|кв|м\b|жыл|год))",
        r"(?<!\w)№? ?\d{1,4} ?-? ?(?:ші |шы )?пәтер(?!лі|лер|ші)\w{0,6}",
        r"(?<!\w)(?:d|dom)\.? ?\d{1,4}\w?,? (?:kv|kvartira)\.? ?\d{1,4}",
    ),
    address(
        "houses",
        "үй| дом",
        rf"(?<!\w)\d{{1,4}}[а-я]? ?-? ?үй\w{{0,6}},? {NAMES} {AFTER}",
        rf"(?<!\w)(?:№ ?)?\d{{1,4}} ?-? ?(?:(?:ші|шы) )?үй\w{{0,6}}{FLAT}{{1,3}}",
        r"(?<!\w)\d{1,4}-?(?:ші|шы) үй\w{0,6},? \d{1,2}-?(?:ші|шы) (?:кіреберіс|қабат)\w{0,4}",
        rf"(?<!\w)дом[ауе]? (?:№ ?)?\d{{1,4}}[а-я]?{NO_COUNT}(?= (?:в|на|у|около)\b)",
    ),
    address(
        "indexes",
        ", ",
        r"\d(?<!\d\d)\d{5}, (?:г|қ|город|қала|казахстан|қазақстан|республика|kazakhstan)\b",
    ),
    address(
        "English streets",
        ROADS_EN,
        rf"(?<![\w.])(?!(?:19|20)\d\d\b)\d{{1,4}}[A-Za-z]?(?:/\d+)?,? {CAPITALS}{AFTER_EN}(?!\w){FLAT}{{0,3}}",
        rf"(?<!\w)(?i:house|building|flat|apartment|apt\.?|number|no\.?) ?\d{{1,4}}[A-Za-z]?,? (?:(?:on|in|at|of) )?"
        rf"{CAPITALS}{AFTER_EN}(?!\w)",
        rf"(?<!\w){CAPITALS}{AFTER_EN},? (?:(?:No\.?|no\.?|number|house|building|bld\.?|#) ?)?{NUMBER}{FLAT}{{0,3}}",
        on="text",
    ),
    address(
        "quarters",
        "-",
        rf"(?<![\w-]){CAPITAL}(?: {CAPITAL})?-\d{{1,2}}(?:,? (?:(?:дом|д\.|үй|house|№) ?)?\d{{1,4}}[^\W\d_]?"
        rf"(?:[,/-] ?\d{{1,4}})?(?![\d%]|[.:]\d| ?-?{COUNTED})| (?:ықшам|шағын|мөлтек|микрорайон|мкр|microdistrict))",
        rf"(?<!\w)(?:мкр\.?|микрорайон\w{{0,2}}|microdistrict) {CAPITAL}-\d{{1,2}}",
        on="text",
    ),
    address(
        "houses in a quarter",
        " дом|house",
        rf"(?<!\w)(?:house|дом\w?) \d{{1,4}} (?:in|в) {CAPITAL}\b",
        on="text",
        beside=True,
    ),
    address(
        "houses by sign",
        " дом|house|үй|building",
        rf"(?<!\w)(?:дом[аеу]?|house|building) ?(?:№|no\.?|number) ?\d{{1,4}}{NO_COUNT}|"
        rf"(?<!\w)№ ?\d{{1,4}}-? ?үй\w{{0,6}}|(?<!\w)\d{{1,4}}-үй\w{{0,6}}",
    ),
    address_perhaps(
        "villages",
        " сел| аул|ауыл|village| посёл",
        rf"(?<!\w)(?:[Сс]ел[оеау]м?|[Аа]ул[еау]?|[Пп]осёлк?[еау]?|[Vv]illage of) (?P<item>{CAPITAL}(?:-{CAPITAL})?)",
        rf"(?<!\w)(?P<item>{CAPITAL}) (?:ауылы\w{{0,4}}|village\b)",
        on="text",
        digits=False,
    ),
    address_perhaps(
        "houses in words",
        " дом| д.|үй|house| number| no.",
        rf"(?<!\w){BEFORE} ?{NAMES},? д(?:\.|ом\w{{0,2}}) {SPELT}\b(?: {SPELT}\b)?",
        rf"(?<!\w){AFTER},? (?:{SPELT} )?[^\W\d_]{{2,10}}нш[ыі] үй\w{{0,6}}",
        rf"(?<!\w)(?:{HOUSE_IN_WORDS},? (?:(?:on|in|at|of) )?{NAMES} {ROAD_EN}|{ROAD_EN},? {HOUSE_IN_WORDS})(?!\w)",
        digits=False,
    ),
)

SHORT_NUMBER = re.compile(
    rf",? (?P<number>(?!(?:19|20)\d\d(?!\d))\d{{1,4}}(?:[/-]\d{{1,4}})?[а-яa-z]?(?!\w)){NO_COUNT}"
)
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


STREET = re.compile(
    rf"(?<!\w){CAPITAL}(?: (?:{CAPITAL}|би|бі|батыр|хан|ақын|ата|Bi|bi|batyr|khan))?,? "
    rf"(?:(?!(?:19|20)\d\d(?!\d))\d{{1,4}}[а-яa-z]?(?:[/-]\d{{1,3}})?"
    rf"(?:,? ?(?:кв|apt|flat)\.? ?\d{{1,4}}|"
    rf",? \d{{1,4}} ?-?пәтер\w{{0,4}})?(?![\d%]|[.:]\d|[^\W\d_]|,\d| ?-?(?:{COUNTED}|{MONTHS})))"
)
"""A street without its word and a house."""

LIVES = re.compile(
    r"(?:прожива\w{2,4}|жив[её]т|жил[аи]?|прописан\w{0,2}|зарегистрирован\w{0,2}|адрес\w{0,3}|приш(?:ли|ёл) на|"
    r"обыск\w{0,3}|\bдом\w{0,2}|квартир\w{1,2}|мекенжай\w{0,6}|тіркелген|үйі\w{0,4}|\bli(?:ves?|ving)|resid\w{2,4}|address|registered|"
    r"came to|searched|\bflat|\bhome)\b"
)
LIVES_THERE = re.compile(r",? (?:деген )?(?:[^\W\d_]{1,12} )?(?:мекенжай|тұрад|тұрат|тұрғын|тіркелген|үйі)")
NEAR = 48


def lived_in(reading: Reading) -> Iterator[Finding]:
    """Yield streets without their word, with a house, where words beside them say that somebody lives there."""
    for found in reading.in_numbered(STREET, reading.text):
        start, end = found.span()
        if is_said_before(LIVES, reading.low, start, NEAR) or LIVES_THERE.match(reading.low, end):
            yield Finding(start, end, "ADDRESS", "block")
