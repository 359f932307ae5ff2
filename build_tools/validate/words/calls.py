"""What words call by ``{{ … }}``, name in their first lines and link to: ledgers, figures, days, periods, who learns of
a step; pages and anchors of the same language that exist, and outside by https only.

In: a site. Out: problems. Of periods ``law`` says more; other braces, and whatever is no plain link
``[words](address)`` or ``<address>``, are judged in ``signs``.
"""

import posixpath
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter

from build_tools.files.paths import (
    BRIEFINGS,
    FIGURES,
    HOURS,
    LAW,
    ORGANISATIONS,
    SINCE,
    statements_file,
    words_file,
    words_folder,
)
from build_tools.models import (
    DATES,
    FIGURE,
    HOW_SURE,
    LINES,
    NEWEST,
    NOBODY,
    PAPER,
    PERIOD,
    PLACE_OF_DATA,
    RISK,
    SITUATION,
    TELLS_STEPS,
    TIMETABLE,
    Ledger,
    Site,
    Words,
    anchor_of,
    place_page,
)
from build_tools.problems import N_, REPEATED, Fault, Problem, allowed, one_of_missing, unknown, wrong_form
from build_tools.validate.walk import DATE, ledgers_by_id
from build_tools.validate.words import (
    NO_CALLS,
    OUTSIDE,
    Passage,
    addresses,
    anchors,
    anchors_in,
    body,
    paragraphs,
    passages,
)

_STEP = re.compile(r"[ ]*\d{1,3}[.)] ")
"""How a step begins."""

_REACHES = {
    "en": re.compile(
        r"(?:^|[.!?:;,] |\*\*|\band |\bor )(?:please )?(?:ask|tell|call|phone|show|send|report|complain|hand|give|talk|"
        r"speak|say|let|inform|notify|invite|see a|go to a|write to)\b",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:с?прос|попрос|скаж|расскаж|позвон|звон|покаж|отправ|переда[йё]|сда[йё]|пода[йё]|отда[йё]|да[йё]|заяв|"
        r"пожалу|поговор|обрат|сообщ|пригла)\w{0,3}те(?:сь)?\b"
        r"|\bпишите (?:прокурору|в полицию|в суд|адвокату|врачу|нам|в ООН)",
        re.IGNORECASE,
    ),
    "kk": re.compile(
        r"\b(?:сұра|айт|хабарла|хабарлас|көрсет|көрін|жібер|тапсыр|бер|шағымдан|сөйлес|жүгін|шақыр)(?:ы|і)?ңы?і?з\b"
        r"|қоңырау шал|(?:ға|ге|қа|ке|на|не) жаз(?:ып )?ыңыз",
        re.IGNORECASE,
    ),
}
"""How people are told to ask, tell, call, write or hand over; a language that is not here is not judged."""

_SOMEBODY_LEARNS = N_(
    "whoever learns of it, such as {{{{ risk(trusted) }}}}, where somebody is asked, told, called, written to or given "
    "something"
)
_NO_DAY = N_(
    "words without the day of a briefing, for this page shows the newest one; in the text write "
    "{{{{ date(as_of) }}}} or {{{{ date(briefing) }}}} in its place, and delete this line"
)
_PAPER = N_(
    "a whole paper to hand in: the sheet, with {{{{ lines(3) }}}} where people write, then a line with <!-- data -->, "
    "then what to do with {{{{ risk(…) }}}}, and in the first lines provisions: with what it cites"
)
_OF_EVERY_PAGE = "content"
"""The anchor that the program gives to the text of each page."""

_NOT_HERE = N_("nothing, for it has a meaning only on pages such as {pages}")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/\\]")
_HTTPS = N_("https:// and a host, or the file of a page as seen from this one, such as method.md")


def _ledgers_are_their_own(site: Site) -> Iterator[Problem]:
    """The ledger that a page names is there; the first page shows the newest briefing, and a briefing itself, not the
    one it was copied from."""
    ids = sorted(filter(DATE.fullmatch, ledgers_by_id(site)), reverse=True)
    for words in site.words.values():
        ledger, date = words.about.ledger, words.name.removeprefix(BRIEFINGS)
        is_briefing = words.name.startswith(BRIEFINGS) and DATE.fullmatch(date)
        own = [NEWEST] if words.name == "index" else [date] if is_briefing else [*ids, NEWEST]
        if ledger and ledger not in own:
            yield Problem(words.path, unknown(f"ledgers ({FIGURES})", own, ledger), ("ledger",))


def ledger_of(words: Words, site: Site) -> Ledger | None:
    """Return the ledger that a page calls figures of, if there is one."""
    name = words.about.ledger
    return ledgers_by_id(site).get((site.newest_briefing if name == NEWEST and site.briefings else name) or "")


def _calls_name_what_is_there(site: Site) -> Iterator[Problem]:
    """Each call names a figure or a day of the page's ledger, a period of law, a timetable, or who learns of a step."""
    lists: Mapping[re.Pattern[str], tuple[str, Collection[str]]] = {
        PERIOD: (f"periods ({LAW})", list(site.law.periods)),
        TIMETABLE: (f"timetables ({HOURS})", list(site.hours.timetables)),
        RISK: (f"organisations, recipients ({ORGANISATIONS})", _risks(site)),
    }
    for passage in (one for one in passages(site) if "{" in one.text and one.calls is not NO_CALLS):
        for pattern, (title, known) in lists.items():
            for call in pattern.finditer(passage.text):
                if call[1] not in known:
                    yield passage.problem(unknown(title, known, call[1]), call.start())
        yield from _figures(passage, passage.words, site) if passage.words else ()


def _figures(passage: Passage, words: Words, site: Site) -> Iterator[Problem]:
    ledger = ledger_of(words, site)
    for call in FIGURE.finditer(passage.text):
        title, names = ("days", DATES) if call[1] == "date" else ("figures", ledger.figures if ledger else ())
        if not words.about.ledger:
            fault = one_of_missing(NEWEST, *ledgers_by_id(site))
            yield replace(passage.problem(fault, call.start()), field=("ledger",))
        elif names and call[2] not in names:
            yield passage.problem(unknown(title, names, call[2]), call.start())


def _risks(site: Site) -> list[str]:
    """Return what a step can call."""
    file = site.organisations.get(ORGANISATIONS)
    return [NOBODY, *(file.to_whom if file else ())]


def _steps_say_who_learns(site: Site) -> Iterator[Problem]:
    """Nobody is sent anywhere without being told who learns of it; a step of which nobody learns says so, and in it
    nobody is asked, told, called, written to or given anything."""
    fault = one_of_missing(f"{{{{ risk(…) }}}} ({allowed(_risks(site))})")
    for words in site.words.values():
        reaches = _REACHES.get(words.language)
        for start, text in paragraphs(words.text) if TELLS_STEPS.fullmatch(words.name) else ():
            if _STEP.match(text) and not RISK.search(text):
                yield body(words).problem(fault, start)
            elif set(RISK.findall(text)) == {NOBODY} and reaches and (verb := reaches.search(text)):
                yield body(words).problem(wrong_form(_SOMEBODY_LEARNS), start + verb.start())


def _days_of_briefings_are_called(site: Site) -> Iterator[Problem]:
    """What shows the newest briefing names no day of one by hand, for the next briefing would not change it."""
    days = [day for ledger in site.ledgers.values() for day in (ledger.as_of.isoformat(), ledger.id)]
    marks = [{int(day[:4]), int(day[8:])} for day in days if DATE.fullmatch(day)]
    of_newest = [words for words in site.words.values() if words.about.ledger == NEWEST]
    for words in (words for words in of_newest if not words.name.startswith(BRIEFINGS)):
        for position, phrase in enumerate(words.about.plain_numbers):
            numbers = {int(number) for number in re.findall("[0-9]{1,4}", phrase)}
            if any(numbers.issuperset(mark) for mark in marks):
                yield Problem(words.path, wrong_form(_NO_DAY), ("plain_numbers", position))


def _papers_are_whole(site: Site) -> Iterator[Problem]:
    """A paper to hand in has a sheet to write on, says beside it who learns of it, and cites the law; only it does.
    Only a situation is about an age."""
    for words in site.words.values():
        sheet, _, beside = words.text.partition(PLACE_OF_DATA)
        on_sheet, says_who = LINES.search(sheet), RISK.search(beside)
        if PAPER.fullmatch(words.name):
            whole = on_sheet and says_who and words.about.provisions
            if not whole or LINES.search(beside) or RISK.search(sheet):
                yield Problem(words.path, wrong_form(_PAPER), line=words.first_line)
        elif on_sheet or LINES.search(beside) or words.about.provisions:
            yield Problem(words.path, wrong_form(_NOT_HERE, pages="papers/1"), line=words.first_line)
        if words.about.ages and not SITUATION.fullmatch(words.name):
            yield Problem(words.path, wrong_form(_NOT_HERE, pages="k/1"), ("ages",))


def _anchors_are_there_once(site: Site) -> Iterator[Problem]:
    """Each anchor of a page, with the notes beside a briefing, is there once; one is of the page itself."""
    of_page = defaultdict[tuple[str, str], dict[str, str]](lambda: {_OF_EVERY_PAGE: f"#{_OF_EVERY_PAGE}"})
    for words in sorted(site.words.values(), key=attrgetter("path")):
        first = of_page[words.language, words.name.removesuffix(SINCE)]
        for mark in anchors_in(words.text):
            line = words.first_line + words.text.count("\n", 0, mark.start())
            other = first.setdefault(mark[1], f"{words.path}:{line}")
            if other != f"{words.path}:{line}":
                yield Problem(words.path, REPEATED, (), {"other": other}, line)


def _links_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Every link leads to a page with words, to one of its anchors, or outside by https; other names of a page to its
    anchors."""
    for words in site.words.values():
        for start, address in addresses(words):
            if fault := _fault(site, words, address):
                yield body(words).problem(fault, start)
        for position, form in enumerate(words.about.also):
            if "#" in form and (fault := _fault(site, words, f"#{form.partition('#')[2]}")):
                yield Problem(words.path, fault, ("also", position))
        for position, source in enumerate(words.about.sources):
            if source.startswith("https://") and not OUTSIDE.fullmatch(source):
                yield Problem(words.path, wrong_form(_HTTPS), ("sources", position))


def _fault(site: Site, words: Words, address: str) -> Fault | None:
    """Return what is wrong with an address that leads nowhere."""
    if _SCHEME.match(address):
        return None if OUTSIDE.fullmatch(address) else wrong_form(_HTTPS)
    file, _, anchor = address.partition("#")
    folder = posixpath.dirname(words.name)
    path = posixpath.normpath(posixpath.join(folder, file)) if file else f"{words.name}.md"
    pages = _pages(site)
    if not address or (file and (path not in pages or file != posixpath.normpath(file))):
        close = [posixpath.relpath(page, folder or ".") for page in pages]
        return unknown(f"pages ({words_folder(words.language)})", close, file)
    name = path.removesuffix(".md").removesuffix(SINCE)
    known = _anchors(site, words.language, name) if (words.language, name) in site.words else [anchor]
    if "#" in address and anchor not in known:
        return unknown(f"anchors ({words_file(words.language, name)})", known, anchor)
    return None


@lru_cache(maxsize=1)
def _pages(site: Site) -> list[str]:
    """Return the files of the pages that words may link to."""
    return [f"{name}.md" for name in (*site.pages, *map(place_page, site.counted_places))]


@lru_cache(maxsize=1024)
def _anchors(site: Site, language: str, name: str) -> list[str]:
    """Return the anchors of a page, with those of notes and topics beside a briefing; to a provision words link as if
    all stood on the page of the law."""
    parts = (site.words.get((language, part)) for part in (name, name + SINCE))
    written = [anchor for part in parts if part for anchor in anchors(part)]
    file = site.statements.get(statements_file(name.removeprefix(BRIEFINGS)))
    written += [anchor_of(topic) for topic in file.topics] if file else []
    written += site.questions.anchors if name == HOW_SURE else ()
    written += [code.lower() for code in site.vocabulary.regions] if name == "k/places" else ()
    return [*written, *(site.law.places if name == "law" else ())]


RULES = (
    _ledgers_are_their_own,
    _calls_name_what_is_there,
    _steps_say_who_learns,
    _days_of_briefings_are_called,
    _papers_are_whole,
    _anchors_are_there_once,
    _links_lead_somewhere,
)
