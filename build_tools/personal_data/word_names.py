"""Names that are ordinary words as well, or stand where names hide: what stands around them tells.

In: a text made ready. Out: findings in the plain text, all to be looked at.
"""

import re
from collections.abc import Iterator

from build_tools.personal_data.finding import Finding
from build_tools.personal_data.lists import words
from build_tools.personal_data.name_forms import is_nominative, likeness
from build_tools.personal_data.names import is_strange
from build_tools.personal_data.reading import Reading
from build_tools.personal_data.titles import is_known, person
from build_tools.personal_data.vocabulary import common
from build_tools.personal_data.words import Word

LEAST = 4
LONG, SURNAME = 5, 7
CODE = re.compile(r"(?<!\S)[^\s./_-]*[-./_]\S*")


def coded(reading: Reading) -> Iterator[Finding]:
    """Yield names within a code or the name of a file that has digits as well, in large letters or small."""
    if not (reading.digits and HAS_DIGIT.search(reading.text)):
        return
    for code in reading.in_numbered(CODE, reading.text):
        if HAS_DIGIT.search(code[0]) and not ON_THE_WEB.search(code[0]):
            names = (word for word in words_in(reading, code) if is_name(reading, word) or is_surname(reading, word))
            yield from (person(word, "review") for word in names)


ON_THE_WEB = re.compile(r"://|\.(?:kz|org|com|int|net)\b|\.[a-z]{2,4}/")
HAS_DIGIT = re.compile(r"\d[-_./]|[-_./]\d")


def words_in(reading: Reading, code: re.Match[str]) -> Iterator[Word]:
    """Yield the words that a code holds."""
    word = reading.word_after(code.start())
    while word and word.end <= code.end():
        yield word
        word = reading.word_after(word.end)


def is_name(reading: Reading, word: Word) -> bool:
    """Tell whether a word is a given name of the list as it stands there, and no word of everyday."""
    if len(word.text) < LEAST or likeness(word.text) not in ("given", "word") or not is_nominative(word.text):
        return False
    return not (word.approved or is_known(reading, word) or common().is_ordinary(word.text))


def is_surname(reading: Reading, word: Word) -> bool:
    """Tell whether a long word ends like a surname and no list has it."""
    return len(word.text) >= SURNAME and likeness(word.text) == "surname" and is_strange(reading, word)


def in_capitals(reading: Reading) -> Iterator[Finding]:
    """Yield Kazakh names in Latin capitals: in such letters they are no words, though in Cyrillic ones they are."""
    for word in reading.capitals:
        if word.shouted and word.text.isascii() and len(word.text) >= LONG and is_name(reading, word):
            yield person(word, "review")


ASKING = frozenset(
    words(
        "ask call tell text ping email phone contact thank remind meet from от у спросить спроси спросите "
        "попросить попроси "
        "попросите позвонить позвони позвоните написать напиши напишите передать передай передайте сказать скажи "
        "скажите "
        "уточнить уточни уточните узнать узнай узнайте"
    )
)
ASKED = ("хабарлас", "сұра", "айт", "қоңырау", "жаз", "кездес", "жолық", "шақыр", "ескерт")
"""Words that have a person beside them: after them in Russian and English, before them in Kazakh."""

IN_A_CASE = re.compile(r"(?:[ғгқкн][ае]|[дтн][ае]н|[дтн][ыі]|мен|бен|пен)$")


def asked(reading: Reading) -> Iterator[Finding]:
    """Yield given names in small letters beside a verb of asking, calling or writing, and no words of everyday."""
    for number in reading.small_names:
        word = reading.words[number]
        if likeness(word.text) not in ("given", "word") or not is_beside_a_verb(reading, number):
            continue
        if not (word.approved or is_known(reading, word) or common().is_ordinary(word.text)):
            yield person(word, "review")


def is_beside_a_verb(reading: Reading, number: int) -> bool:
    """Tell whether such a verb stands before a word, or in Kazakh after it."""
    word, before, after = (
        reading.words[number],
        reading.words[number - 1 : number],
        reading.words[number + 1 : number + 2],
    )
    if before and before[0].text.lower() in ASKING and reading.text[before[0].end : word.start] == " ":
        return True
    said = after and after[0].text.startswith(ASKED) and reading.text[word.end : after[0].start] == " "
    return bool(said and IN_A_CASE.search(word.text))


ACTS = re.compile(
    r"(?:үйі|оралма|оралды|айтты|айтқан|деді|жыла|келді|келген|келме|кетті|кеткен|жазды|жазған|барды|барма|бармай|шақыр|қайтты|ұсталды|"
    r"көрді|көрген|естіді|жауап берді|күтті|күткен|тірі|ауырып|ауруханада|анасы|әкесі|ағасы|інісі|"
    r"сказал|пришл|пришёл|ушл|ушёл|забрал|вернул|плакал|молчал|ждала?|видел|слышал|написал|рассказал|позвонил|умер|жила?|просил|"
    r"ответил|узнал|искал|приехал|уехал|подписал|боялась|боится|работал|сама|сам)[^\W\d_]{0,6}"
)
BODY = re.compile(
    r"(?:(?:көз|шаш|қол|бет|аяғ|саусағ|тіс|құлағ|мұрн|мойн|кеуде|қабырға|арқа|дене|тізе)(?:с?[ыі])(?:н[^\W\d_]{0,3})?|"
    r"басын[ан]{0,3}|анасы|әкесі|ағасы|інісі|жұбайы)"
)
"""What only a person has, named after the person."""

ABSTRACT = re.compile(r" (?:[-–:]|(?:на|в|во|к|ко|о|об|и|с|со|по|из|за|пен|мен|бен|деген|туралы|емес|үшін|ретінде)\b)")
SENTENCE = re.compile(r"[^.,!?\n]{0,80}")


ANYBODY = ("адам", "азамат", "әкім", "орынбасар", "әскер", "сағат", "пол", "жас")


def is_anybody(word: Word) -> bool:
    """Tell whether a word says of somebody what many are."""
    return word.text.lower().startswith(ANYBODY)


def acting(reading: Reading) -> Iterator[Finding]:
    """Yield words that are names as well where they begin a sentence and do what persons alone do."""
    for word in reading.capitals:
        if word.begins and not word.shouted and likeness(word.text) == "word" and not is_anybody(word):
            after = SENTENCE.match(reading.low, word.end)
            said = after[0].split() if after and not ABSTRACT.match(after[0]) else ()
            acts = any(map(ACTS.fullmatch, said[:6])) and is_nominative(word.text)
            if acts or any(map(BODY.fullmatch, said[:2])):
                yield person(word, "review")
