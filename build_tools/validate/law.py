"""The law: sources for what was read, a duty told as a duty, no open question that a provision answers; and periods,
which words and data call by name from content/law.yml, so that no two languages can disagree.

In: a site. Out: problems. Cases tell what happened to somebody; numbers of hours in a briefing may be no law.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from build_tools.files.paths import LAW, QUESTIONS, STATEMENTS
from build_tools.models import HOW_SURE, PERIOD, Organisation, Provision, Site
from build_tools.problems import BESIDE, N_, Fault, Problem, allowed, one_of_missing, wrong_form
from build_tools.validate.walk import every
from build_tools.validate.words import lowered, paragraphs, passages_of_law, readable

_HEADING = N_("a heading that states no fact and says with one of these words that it is a {kind}: {words}")

HEADINGS: dict[str, dict[str, tuple[str, ...]]] = {
    "duty": {"en": ("must", "is to", "are to"), "ru": ("обязан-", "долж-"), "kk": ("тиіс-", "міндет-")},
    "prohibition": {
        "en": ("may not", "must not", "cannot", "could not", "no one may", "nothing may", "prohibited"),
        "ru": ("нельзя", "не может", "не могут", "не вправе", "запре-", "не подлеж-", "не допуска-"),
        "kk": ("болма-", "алмайды", "тыйым-", "-меуге тиіс", "-мауға тиіс"),
    },
    "right": {
        "en": ("right", "may", "can"),
        "ru": ("прав-", "вправе", "может", "могут", "можете", "можно"),
        "kk": ("құқы-", "алады", "аласыз", "болады"),
    },
    "power": {
        "en": ("may", "can"),
        "ru": ("вправе", "может", "могут", "можно"),
        "kk": ("құқылы", "алады", "болады", "мүмкін"),
    },
    "sanction": {"en": ("punish-",), "ru": ("наказ-",), "kk": ("жаза-",)},
}
"""Words of which a heading has one, by kind and language; a hyphen stands for any letters. What only defines has
none, and a language without words is refused for nothing."""

NOUNS = {
    "hours": {"en": r"hours?\b", "ru": r"час(?:а|ов|ам|ами|ах|у)?\b", "kk": "сағат"},
    "days": {
        "en": r"days?\b",
        "ru": r"(?:д(?:ень|ня|ней|ням|нями|нях)|сут(?:ки|ок|кам|ками|ках))\b",
        "kk": "(?:күн|тәулік)",
    },
    "working_days": {"en": r"working days?\b", "ru": r"рабоч\w{2,3} д(?:ень|ня|ней|ням|нями|нях)\b", "kk": "жұмыс күн"},
    "months": {"en": r"months?\b", "ru": r"месяц", "kk": r"ай"},
    "years": {"en": r"years?\b", "ru": r"(?:год|лет\b)", "kk": "жыл"},
}
"""The noun that follows a period, by unit and language, in every form."""

_BETWEEN = r"(?:[^\w.!?;]|_|&#?\w{1,10};){0,80}"
"""What may stand between number and noun and is no word: spaces, dashes, marks of Markdown, a blanked address, an
entity that holds both on one line."""

_NUMERALS = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-]\w{3,5})?|hundred|dozen|\w{3,5}teen|"
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"\w{2,8}надцат[ьи]\w?|двадцат[ьи]\w?|тридцат[ьи]\w?|сорока?|пят[ьи]десят\w?|шест[ьи]десят\w?|сем[ьи]десят\w?|"
    r"восе?мь?и?десят\w?|девяност[оа]|ст[оа]|полутора|полтор[аы]|дв(?:а|е|ое|оих|ух|ум|умя)|тр(?:и|ое|оих|[её]х|[её]м|емя)|"
    r"четверо|четыр\w{1,3}|пят(?:ь|и|ью)|шест(?:ь|и|ью)|сем(?:ь|и|ью)|восемь\w?\w?|восьми|девят(?:ь|и|ью)|десят(?:ь|и|ью)|"
    r"екі|үш|төрт|бес|алты|жеті|сегіз|тоғыз|он|жиырма|отыз|қырық|елу|алпыс|жетпіс|сексен|тоқсан|жүз"
)
_DIGITS = r"(?<!\d)\d{1,3}(?:-[^\W\d_]{1,3})?"
"""A number of at most three digits, so no year: *24*, *24-х*."""

_WORD = rf"(?:{_BETWEEN}[^\W\d_]{{1,20}})?"
_NUMBER_BEFORE = re.compile(rf"(?:{_DIGITS}{_WORD}|\b(?:{_NUMERALS})){_BETWEEN}\Z")
"""A number, with or without a word before the noun, such as *48 full*."""

_NUMBER_OF_DAYS_BEFORE = re.compile(rf"(?:{_DIGITS}|\b(?:{_NUMERALS})){_WORD}{_BETWEEN}\Z")
_NUMBER_AFTER = re.compile(r"\s?[:=(–—]\s?\d{1,3}")
_REACH = 200
"""So many characters before a noun its number lies at most."""

_HOURS = re.compile(
    r"(?:hours?|hrs?|час(?:а|ы|ов\w{0,5}|ам|ами|ах)|сут(?:ки|ок|кам|ками|ках|очн\w{1,3})|сағ|(?:сағат|тәулік)\w{0,12})\b"
)
_DAYS = re.compile(
    r"(?:days?|weeks?|months?|дн(?:я|ей|ям|ях)|недел\w{1,3}|месяц\w{0,3}|күн\w{0,4}|ай(?:дан|ға|да)?|апта\w{0,4})\b"
)
_SHORT_HOURS = re.compile(rf"\d{{1,3}}(?<!\d\d{{3}}){_BETWEEN}(?:h|ч|час)\b")
"""What stands for the noun after digits alone; *a third hour* is no number of hours."""

_SPACE = r"(?:\s|&#?\w{1,10};)+"
_WITHIN = re.compile(rf"\b(?:течени[еи]|более|до|дольше|позднее|свыше|за|через|на){_SPACE}\Z")
_WITHIN_AFTER = re.compile(rf"(?<=тәулік)\w{{0,6}}{_SPACE}(?:ішінде|дейін|артық)")
"""What stands before or after the noun where it means one day, which needs no number."""

_UNREAD = {
    "en": re.compile(r"\b(?:ha(?:ve|s)|was|were) not (?:been )?read\b|\bask a lawyer how\b", re.IGNORECASE),
    "ru": re.compile(r"\bне (?:прочита(?:ли|н)|читали)|\bспросите (?:юриста|адвоката), как\b", re.IGNORECASE),
    "kk": re.compile(r"\b(?:оқыған жоқпыз|оқылмаған)|\bқалай екенін (?:заңгерден|адвокаттан) сұра", re.IGNORECASE),
}
"""How people say that they have not read a law; a language that is not here is not judged."""

_ARTICLE, _REST = re.compile(r"\b\d+(?:-\d+)?\b"), re.compile("[.!?\n]")
_NAME_THE_ARTICLE = N_(
    "the article that was not read; those of articles_read in content/law.yml are read, so say what they say, or take "
    "out of the list what was not read whole"
)
_UNBOUND = Fault(
    "periods.unbound",
    "has a number of hours, days, weeks or months that is not bound to the law; write {{{{ period(provision.name) }}}} "
    "for the number and leave the noun, with one of: {allowed}; a period that is no law, such as opening hours, needs "
    "no number here",
)
_NOUN = N_("the noun of {unit} after the period {name}, as content/law.yml has it")

_Span = tuple[int, int]


def _provisions_are_whole(site: Site) -> Iterator[Problem]:
    """Only what was not read has no source. The text of a provision calls each of its periods; one that is quoted whole
    says them in its own words."""
    for _, place, provision in every(site, Provision):
        if not provision.sources and provision.verified != "not_read":
            yield Problem(LAW, one_of_missing("verified: not_read", *site.law.sources), (*place, "sources"))
        texts = [text for code, text in provision.text.items() if provision.wording.get(code) != "quoted"]
        for name in provision.periods:
            called = f"{provision.id}.{name}"
            if any(called not in PERIOD.findall(text) for text in texts):
                yield Problem(LAW, one_of_missing(f"{{{{ period({called}) }}}}"), (*place, "periods", name))


def _headings_tell_the_kind(site: Site) -> Iterator[Problem]:
    """Each heading tells the law as what it is, a duty or a prohibition, and never as what happens."""
    for _, place, provision in every(site, Provision):
        for language, heading in provision.right.items():
            words = HEADINGS.get(provision.kind, {}).get(language)
            if words and not _one_of(words).search(heading):
                fault = wrong_form(_HEADING, kind=provision.kind, words=", ".join(words))
                yield Problem(LAW, fault, (*place, "right", language))


@cache
def _one_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds one of the words, a hyphen standing for any letters before or after it."""
    return re.compile("|".join(rf"\b{re.escape(word)}\b".replace(r"\-", r"\w*") for word in words), re.IGNORECASE)


def _open_ones_are_unanswered(site: Site) -> Iterator[Problem]:
    """A question is not open while a provision of the law answers it."""
    answers = {number: one.id for _, _, one in every(site, Provision) for number in one.answers}
    for position, question in enumerate(site.questions.questions):
        if question.number in answers:
            answer = {"other": f"{LAW}: {answers[question.number]}.answers"}
            yield Problem(QUESTIONS, BESIDE, ("questions", position), answer)


@lru_cache(maxsize=4096)
def hours(text: str) -> tuple[_Span, ...]:
    """Return where numbers of hours begin and end in a text whose calls and addresses are blanked."""
    text = lowered(text)
    found = [match.span() for match in _SHORT_HOURS.finditer(text)]
    for noun, before in _nouns(_HOURS, text):
        number = _NUMBER_BEFORE.search(text, *before)
        after = _NUMBER_AFTER.match(text, noun.end()) if noun[0].startswith(("hour", "час", "сағат")) else None
        if number or after or _is_one_day(noun, before, text):
            found.append((number.start() if number else noun.start(), after.end() if after else noun.end()))
    return tuple(sorted(found))


def _nouns(pattern: re.Pattern[str], text: str) -> Iterator[tuple[re.Match[str], _Span]]:
    """Yield nouns that are whole words, each with the part of its paragraph in which its number may stand."""
    for noun in pattern.finditer(text):
        end = noun.start()
        if not text[end - 1 : end].isalpha():
            yield noun, (max(text.rfind("\n\n", 0, end) + 1, end - _REACH, 0), end)


def _is_one_day(noun: re.Match[str], before: _Span, text: str) -> bool:
    """Whether a noun is that of one day, without a number; a period that is called may stand before it."""
    if noun[0] in ("суток", "сутки"):
        return _WITHIN.search(text, *before) is not None
    return _WITHIN_AFTER.match(text, noun.start() + len("тәулік")) is not None and text[noun.start() - 2] != "\0"


def _what_is_unread_is_not_read(site: Site) -> Iterator[Problem]:
    """Words that say that a law was not read, or how must be asked, name an article, and none of those that were.
    Elsewhere stand doubts that the site knows of, and statements, which have a grade of their own."""
    for passage in passages_of_law(site):
        if passage.path.startswith(STATEMENTS) or (passage.words and passage.words.name == HOW_SURE):
            continue
        unread, about = _UNREAD.get(passage.language or ""), passage.words.about.read_in if passage.words else ()
        sources = site.law.sources
        read = {one for code in about or sources if code in sources for one in sources[code].articles}
        for found in unread.finditer(passage.text) if unread else ():
            start = max(passage.text.rfind(sign, 0, found.start()) for sign in ".!?\n") + 1
            named = set(_ARTICLE.findall(_REST.split(passage.text[start:], maxsplit=1)[0]))
            if not named or named & read:
                yield passage.problem(wrong_form(_NAME_THE_ARTICLE), found.start())


def _periods_are_bound(site: Site) -> Iterator[Problem]:
    """No number of hours stands in words or data by itself, and none of days in what the law file and state bodies say;
    to record it as a plain number does not help."""
    values = {"allowed": allowed(site.law.periods)}
    of_the_state = {(path, place) for path, place, one in every(site, Organisation) if one.kind == "state"}
    for passage in passages_of_law(site):
        found = [start for start, _ in hours(readable(passage.text))]
        if passage.path == LAW or (passage.path, passage.field[:2]) in of_the_state:
            text = lowered(readable(passage.text))
            numbers = (_NUMBER_OF_DAYS_BEFORE.search(text, *before) for _, before in _nouns(_DAYS, text))
            found += [number.start() for number in numbers if number]
        yield from passage.once_a_line(sorted(found), _UNBOUND, **values)


def _periods_are_called_as_the_law_is(site: Site) -> Iterator[Problem]:
    """After a period stands the noun of its unit, so that hours do not become days in one language; and a paragraph
    that names a period also names the one without which it would be false."""
    known = site.law.periods
    for passage in passages_of_law(site):
        for start, block in paragraphs(passage.text) if "{" in passage.text else ():
            calls = [call for call in PERIOD.finditer(block) if call[1] in known]
            for call in calls:
                noun = NOUNS[known[call[1]].unit].get(passage.language)
                if noun and not re.match(rf"[\s*_-]{{1,4}}{noun}", block[call.end() :], re.IGNORECASE):
                    fault = wrong_form(_NOUN, unit=known[call[1]].unit, name=call[1])
                    yield passage.problem(fault, start + call.start())
            for name, call in {call[1]: call for call in calls}.items():
                other = f"{name.partition('.')[0]}.{known[name].only_with}"
                if known[name].only_with and all(call[1] != other for call in calls):
                    yield passage.problem(one_of_missing(f"{{{{ period({other}) }}}}"), start + call.start())


RULES = (
    _what_is_unread_is_not_read,
    _provisions_are_whole,
    _headings_tell_the_kind,
    _open_ones_are_unanswered,
    _periods_are_bound,
    _periods_are_called_as_the_law_is,
)
