"""What words call by ``{{ … }}`` and name in their first lines: ledgers, figures, days, periods, who learns of a step;
and whom each page of help leads to, decided once for all languages.

In: a site. Out: problems. Of periods ``law`` says more; other braces are judged in ``signs``.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from build_tools.models import (
    DATES,
    FIGURE,
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
    Organisation,
    Referral,
    Site,
    Words,
)
from build_tools.paths import BRIEFINGS, FIGURES, HOURS, LAW, ORGANISATIONS
from build_tools.problems import N_, Fault, Field, Problem, allowed, one_of_missing, unknown, wrong_form
from build_tools.validate.walk import DATE, ledgers_by_id
from build_tools.validate.words import Passage, body, paragraphs, passages_of_data, passages_of_words

_STEP = re.compile(r"[ ]*\d{1,3}[.)] ")
"""How a step begins."""

_NO_DAY = N_(
    "words without the day of a briefing, for this page shows the newest one; in the text write "
    "{{{{ date(as_of) }}}} or {{{{ date(briefing) }}}} in its place, and delete this line"
)
_TURN_OR_NOT = N_("a list with {name} under turn_to or under left_out, and why, for it may be the perpetrator")
_UNNAMED = Fault(
    "help.organisation_unnamed",
    "is named by no page of help: add it to turn_to of the situations it helps in, such as k/1",
)
_PAPER = N_(
    "a whole paper to hand in: the sheet, with {{{{ lines(3) }}}} where people write, then a line with <!-- data -->, "
    "then what to do with {{{{ risk(…) }}}}, and in the first lines provisions: with what it cites"
)
_NOT_HERE = N_("nothing, for it has a meaning only on pages such as {pages}")


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
    for passage in (one for one in (*passages_of_words(site), *passages_of_data(site)) if "{" in one.text):
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
    """Nobody is sent anywhere without being told who learns of it; a step of which nobody learns says so."""
    fault = one_of_missing(f"{{{{ risk(…) }}}} ({allowed(_risks(site))})")
    for words in site.words.values():
        for start, text in paragraphs(words.text) if TELLS_STEPS.fullmatch(words.name) else ():
            if _STEP.match(text) and not RISK.search(text):
                yield body(words).problem(fault, start)


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


def _situations_lead_somewhere(site: Site) -> Iterator[Problem]:
    """Each situation of help says whom it leads to, and somebody has thought, for each, about each body that is not
    independent: it may be the perpetrator."""
    referrals, organisations = list(_referrals(site)), _organisations(site)
    decided = {referral.page for _, _, referral in referrals}
    for page in sorted({words.name for words in site.words.values() if SITUATION.fullmatch(words.name)} - decided):
        yield Problem(ORGANISATIONS, one_of_missing(f"page: {page}"), ("situations",))
    bodies = [one.id for one in organisations if one.kind != "independent" and not one.places]
    for path, place, referral in referrals:
        if not referral.turn_to:
            yield Problem(path, one_of_missing(*(f"who: {one.id}" for one in organisations)), (*place, "turn_to"))
        named = {choice.who for choice in (*referral.turn_to, *referral.left_out)}
        for name in (one for one in bodies if one not in named):
            yield Problem(path, wrong_form(_TURN_OR_NOT, name=name), (*place, "turn_to"))


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


def _contacts_serve_the_age(site: Site) -> Iterator[Problem]:
    """Nobody is sent to an organisation that turns people of their age away."""
    wanted = {words.name: words.about.ages for words in site.words.values()}
    for path, place, referral in _referrals(site):
        about = wanted.get(referral.page, ())
        served = {one.id: not one.ages or site.vocabulary.share_an_age(one.ages, about) for one in _organisations(site)}
        for position, choice in enumerate(referral.turn_to) if about else ():
            if not served.get(choice.who, True):
                others = [who for who, is_served in served.items() if is_served]
                fault = unknown(f"organisations (ages: {', '.join(about)})", others, choice.who)
                yield Problem(path, fault, (*place, "turn_to", position, "who"))


def organisations_are_named(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: an independent organisation that can be reached, and that no page of help shows."""
    named = {id_ for referral in site.referrals.values() for id_ in referral.named}
    shown = {age for words in site.words.values() for age in words.about.ages}
    for position, organisation in enumerate(_organisations(site)):
        everywhere = organisation.kind == "independent" and organisation.channels and not organisation.places
        by_age = site.vocabulary.share_an_age(organisation.ages, shown)
        if everywhere and organisation.id not in named and not by_age:
            yield Problem(ORGANISATIONS, _UNNAMED, ("organisations", position, "id"))


def _referrals(site: Site) -> Iterator[tuple[str, Field, Referral]]:
    for path, file in site.organisations.items():
        yield from ((path, ("situations", position), found) for position, found in enumerate(file.situations))


def _organisations(site: Site) -> tuple[Organisation, ...]:
    file = site.organisations.get(ORGANISATIONS)
    return file.organisations if file else ()


RULES = (
    _ledgers_are_their_own,
    _calls_name_what_is_there,
    _steps_say_who_learns,
    _days_of_briefings_are_called,
    _situations_lead_somewhere,
    _papers_are_whole,
    _contacts_serve_the_age,
)
