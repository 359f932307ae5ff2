"""Numbers of papers, accounts and cars.

In: a text made ready. Out: findings in the plain text.
"""

import itertools
import re
from collections.abc import Iterator
from functools import partial

from build_tools.personal_data.births import BEGINNINGS_OF_MONTHS
from build_tools.personal_data.finding import Category, Finding
from build_tools.personal_data.lists import words
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.rows import Row, rows

CAPITAL = "A-ZА-ЯЁҚҒҢӨҮҰҺӘІ"

ACCOUNT = re.compile(
    r"(?<![^\W_])(?:[KКkк][ZЗzз3](?:[ -]?\d){5}(?:[ -]?[A-Za-z0-9]){9,13}"
    r"|[A-Z]{2}\d\d(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,4})?)(?![^\W_])"
)
"""An account by its shape, whether or not its check digits are right."""

ACCOUNT_DIGITS = re.compile(r"\d(?:(?:[ -]?\d){4}|\d(?<=[A-Z]{2}\d\d))")
ACCOUNT_LEAST, PAPER_LEAST, PLATE_LEAST = 2, 5, 2
"""So many digits each of them has at least."""

PAPER = re.compile(
    rf"(?<![^\W_])[NН№] ?№? ?\d{{8}}(?!\d)|(?<![^\W_])[{CAPITAL}]{{2}} ?(?:№|No\.?)? ?\d(?:[ -]?\d){{6}}(?![-.]?\d)|"
    r"(?<![\d.,-])\d\d(?: \d\d|\d\d)(?: |, ?|-| ?№ ?)\d{6}(?!\d)|(?<![^\W_])(?<!\d[ .-])0(?:[ .-]?\d){8}(?![ .-]?\d)"
)
"""A passport or an identity card of Kazakhstan or its neighbours."""

NAMED_PAPER = re.compile(
    r"\b(?:удостоверени|паспорт|куәлі[кг]|куали[кг]|төлқұжат|толкужат|passport|identity card|id card|id no|"
    r"жеке басын|"
    r"водительск|driv(?:ing|er'?s) licen|жетон|төсбелгі|badge|доверенност|военн\w{2} билет|загранпаспорт|"
    r"cert\w+ of birth)"
)
OF_PAPER = re.compile(rf"(?<!\d)(?:[{CAPITAL}]{{1,2}} ?)?\d(?:[ -]?\d){{4,11}}+(?![\d/]|[-.]\d)")
LONG_NUMBER = re.compile(r"\d(?: ?[ -]?\d){4}")
REACH, NEAR = 40, 20
DATE = re.compile(r"(?:19|20)\d\d[ -]?\d{0,2}[ -]?\d{0,2}|\d{1,2} (?:19|20)\d\d")

NO_PLATE = "УК|УПК|ҚК|КК|АК|ГК|ЗРК|ҚР|РК|АПК|USD|EUR|KZT|RUB|GBP|UN|ILO|ECHR|CPC|CC|CAT|KB|MB|GB|КБ|МБ|ГБ"
REGION = r"(?:0[1-9]|1\d|20)"
OF_A_DATE = rf" (?:{'|'.join(BEGINNINGS_OF_MONTHS)}|ма[йя]\b)"
NAMED_PLATE = re.compile(
    r"\b(?:госномер\w{0,3}|гос\. ?номер\w{0,3}|номер\w{0,4}|нөмір\w{0,8}|номир\w{0,8}|plates?|registration|"
    r"көлі[кг]\w{0,8}|"
    r"автокөлі\w{0,8}|автомобил\w{0,4}|машин\w{0,6}|cars?\b|vehicle|авто|(?:нив[аеуы]|лад[аеуы]|жигул\w|приор[аеуы]|"
    r"газел[ьи]\w{0,2}|уаз|камри|тойот\w{1,3}|хенд[аэ]й|хундай|джип\w{0,2}|внедорожник\w{0,2}|микроавтобус\w{0,3}|такси|"
    r"фургон\w{0,2}|седан\w{0,2}|camry|toyota|hyundai|lada|van|jeep|minibus|taxi|truck|sedan|suv)\b)"
)
CARS = words(
    "номер|нөмір|номир|plate|registr|көлік|көліг|автокөл|автомоб|машин| car| vehicle| авто| нив| лад|жигул|приор|"
    "газел|уаз|камри|"
    "тойот|хенд|хундай|джип|внедорож|микроавт|такси|фургон|седан|toyota|hyundai| van|jeep|minibus|taxi|truck|"
    "sedan| suv",
    "|",
)
plate = partial(rows, category="PLATE")

BY_NUMBER: tuple[tuple[Row, ...], ...] = (
    plate(
        "plates",
        "",
        rf"\d\d\d(?<![\w-]\d\d\d)(?<!№ \d\d\d)[ .-]?(?!(?<!0\d\d)(?<!0\d\d[ .-])(?:{NO_PLATE}))[{CAPITAL}]{{2,3}}[ .-]?"
        rf"{REGION}(?![\w-]|\.\d|{OF_A_DATE})",
        rf"[{CAPITAL}](?<![\w.-].)[ -]?\d{{3}}[ -]?(?!(?:{NO_PLATE})\b)[{CAPITAL}]{{2,3}}(?:[ -]?\d{{2,3}})?(?![\w-])",
        rf"\d\d\d(?<![\w-]\d\d\d)(?!бап|мың|мин|мил|чел|раз|рет)[a-zа-яқі]{{2,3}}{REGION}(?!\w)",
        rf"0\d\d(?<![\w.,-]\d\d\d)[ -][a-zа-яқі]{{2,3}}[ -]{REGION}(?![\w-]|[.,]\d)",
        on="text",
    ),
    plate(
        "plates by their number",
        "номер|нөмір|plate|регион|нив|лад|приор|газел|камри|тойот|хенд|хунд|джип|camry|toyota|hyundai|jeep|niva",
        r"(?:номер\w{0,2}|нөмірі|plate) (?P<item>\d{3}),? (?:регион|region|өңір)",
        r"(?:госномер\w{0,2}|номер\w{0,2} (?:машины|авто\w{0,8})|номерн\w{2,3} знак\w{0,2}|"
        r"(?:number |licen[cs]e )?plate|"
        r"(?:нив[аеуыой]{1,2}|лад[аеуыой]{1,2}|приор\w{1,2}|газел\w{1,2}|камри|тойот\w{1,2}|хенд[аэ]й|хундай|джип\w{0,2}|"
        r"camry|toyota|hyundai|jeep|niva),?(?: (?:номер\w{0,2}|number|plate|нөмірі))?) (?:№ ?|no\.? ?)?(?P<item>\d{3})"
        r"(?![\d%]|[.,]\d| ?(?:км|км/ч|тыс|мың|тенге|теңге|km|чел|адам))",
        beside=True,
    ),
    plate(
        "digits by name",
        " номер| нөмір| plate| number| digit| цифр| сандар|заканчива| начина| ended| ends| аяқтал",
        r"(?:номер|нөмір|plate|number|digit|цифр|сандар|заканчива|начина|ended|ends|аяқтал)[^\n.]{0,40}?\b(?P<item>"
        r"(?:дв[ае]|тр[иё]\w{0,2}|ч\w{5}|пят\w|t[wh]\w{1,3}|f[io]\w{2}|\w{2,4}(?= \w{3,8}(?:лік|тік|дық|лық|стік))) "
        r"(?:двоек|двойк[аи]|троек|тройк[аи]|четв[её]р(?:ок|к[аи])|пят[её]р(?:ок|к[аи])|шест[её]р(?:ок|к[аи])|"
        r"сем[её]р(?:ок|к[аи])|восьм[её]р(?:ок|к[аи])|девят(?:ок|к[аи])|единиц[аы]?|zeros|ones|twos|threes|fours|fives|"
        r"sixes|sevens|eights|nines|бірлік|екілік|үштік|төрттік|бестік|алтылық|жетілік|сегіздік|тоғыздық))\b",
        digits=False,
    ),
)
SMALL = "(?!км|мм|см|кв|сек|раз|kb|mb|km|cm|mm|and|men)[a-zқавекмнорстух]{2,3}"
NEAR_A_CAR = re.compile(rf"(?<![\w.,-])\d{{3}}[ -]?(?:[{CAPITAL}]{{2,3}}|{SMALL})[ -]?{REGION}(?![\w-]|[.,]\d)")
"""What only a word for a car beside it tells from a sum or a measure."""

OF_PLATE = re.compile(
    rf"(?<!\w)(?:[{CAPITAL}a-zа-я]{{1,3}}[ -]?)?\d{{2,4}}[ -]?(?!{NO_PLATE})"
    rf"(?:[{CAPITAL}]{{2,3}}|{SMALL}(?=[ -]?{REGION}\b))(?:[ -]?{REGION})?(?![\w])",
)


def accounts(reading: Reading) -> Iterator[Finding]:
    """Yield numbers of bank accounts."""
    if reading.digits < ACCOUNT_LEAST:
        return
    for text in dict.fromkeys((reading.text, reading.figures)):
        if ACCOUNT_DIGITS.search(text):
            yield from matches(reading, ACCOUNT, text, "IBAN")


def papers(reading: Reading) -> Iterator[Finding]:
    """Yield numbers of passports, cards and badges: those that have their shape, and those that words call so."""
    if reading.digits < PAPER_LEAST or not LONG_NUMBER.search(reading.figures):
        return
    for text in dict.fromkeys((reading.figures, reading.text)):
        yield from matches(reading, PAPER, text, "DOC")
    for number in named(NAMED_PAPER, OF_PAPER, reading.figures, reading.low):
        if not DATE.fullmatch(number[0]):
            yield Finding(*number.span(), "DOC", "block")


def plates(reading: Reading) -> Iterator[Finding]:
    """Yield numbers of cars that only a word for one beside them tells from others."""
    if reading.digits < PLATE_LEAST or not reading.mentions(CARS):
        return
    for number in named(NAMED_PLATE, OF_PLATE, reading.text, reading.low):
        yield Finding(*number.span(), "PLATE", "block")
    for number in reading.in_numbered(NEAR_A_CAR, reading.text):
        if NAMED_PLATE.search(reading.low, number.end(), number.end() + NEAR):
            yield Finding(*number.span(), "PLATE", "block")


def named(word: re.Pattern[str], number: re.Pattern[str], text: str, low: str) -> Iterator[re.Match[str]]:
    """Yield numbers that follow a word which names them, in the same line."""
    for found in word.finditer(low):
        line = text.find("\n", found.end(), found.end() + REACH)
        end = line if line >= 0 else found.end() + REACH
        yield from itertools.islice(number.finditer(text, found.end(), end + 12), 1)


def matches(reading: Reading, pattern: re.Pattern[str], text: str, category: Category) -> Iterator[Finding]:
    """Yield what matches a pattern in a line with digits."""
    return (Finding(*found.span(), category, "block") for found in reading.in_numbered(pattern, text))
