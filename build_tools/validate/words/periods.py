"""Periods of law: words and data call them by name from content/law.yml, so that no two languages can disagree.

In: a site. Out: problems. Briefings are left alone: they are documents, and cases tell what happened to somebody.
"""

import re
from collections.abc import Iterator

from build_tools.models import PERIOD, Site
from build_tools.paths import LAW
from build_tools.problems import Fault, Problem
from build_tools.validate.offers import allowed
from build_tools.validate.words.counterparts import unsaid
from build_tools.validate.words.legal_texts import (
    Said,
    _calls,
    _data_texts,
    _there,
    every_text,
    has_days,
    hours,
    paragraphs,
)
from build_tools.validate.words.numbers import readable
from build_tools.validate.words.reading import by_name, original
from build_tools.validate.words.translations import translations_are_current

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

BARE = Fault(
    "periods.hours_unbound",
    "has a number of hours that is not bound to the law; write {{{{ period(provision.name) }}}} for the number and "
    "leave the noun, with one of: {allowed}; a period that is no law, such as opening hours, needs no number here",
)
BARE_DAYS = Fault(
    "periods.days_unbound",
    "has a number of days, weeks or months that is not bound to the law; write {{{{ period(provision.name) }}}} "
    "for the number and leave the noun, with one of: {allowed}",
)
UNKNOWN = Fault("periods.unknown_period", "calls a period that content/law.yml does not have; use one of: {allowed}")
NO_NOUN = Fault(
    "periods.noun_differs",
    "has another noun than {unit} after the period {name}; write the noun of content/law.yml after it",
)
ALONE = Fault(
    "periods.exception_unnamed",
    "names {name} without {other}; alone it would be false: write {{{{ period({other}) }}}} in the same paragraph",
)
OTHER_PERIODS = Fault(
    "periods.periods_differ", "calls other periods of law than the same text in {language}; there: {periods}"
)
NOT_IN_TEXT = Fault(
    "periods.not_in_provision",
    "is not named in the text of its provision; write {{{{ period({name}) }}}} there, in each language",
)
NO_EXCEPTION = Fault("periods.unknown_exception", "is no other period of this provision; use one of: {allowed}")
BRACES = Fault(
    "periods.unknown_braces",
    "has braces that call nothing; write {{{{ period(provision.name) }}}} for a period of content/law.yml",
)


def periods_exist(site: Site) -> Iterator[Problem]:
    """Each call names a period of the law, and the braces of data call nothing else."""
    known = site.law.periods
    for said in every_text(site):
        for call in PERIOD.finditer(said.text):
            if call[1] not in known:
                yield said.problem(UNKNOWN, call.start(), {"allowed": allowed(known, call[1])})
        if not said.piece and re.search(r"\{\{|\}\}", PERIOD.sub("", said.text)):
            yield said.problem(BRACES)


def hours_are_bound(site: Site) -> Iterator[Problem]:
    """No number of hours stands in words or data by itself; to record it as a plain number does not help."""
    values = {"allowed": allowed(name for name, period in site.law.periods.items() if period.unit == "hours")}
    for said in every_text(site):
        lines = set()
        for start, _ in hours(readable(said.text)):
            line = said.text.count("\n", 0, start)
            if line not in lines:
                yield said.problem(BARE, start, values)
            lines.add(line)


def days_of_law_are_bound(site: Site) -> Iterator[Problem]:
    """In what the law file and state bodies say, days, weeks and months are of the law too."""
    values = {"allowed": allowed(name for name, period in site.law.periods.items() if period.unit != "hours")}
    for said in every_text(site):
        if (said.path == LAW or _is_of_the_state(said, site)) and has_days(readable(said.text)):
            yield said.problem(BARE_DAYS, values=values)


def _is_of_the_state(said: Said, site: Site) -> bool:
    match said.field:
        case ("organisations", int(position), *_) if said.path in site.organisations:
            return site.organisations[said.path].organisations[position].kind == "state"
    return False


def nouns_follow(site: Site) -> Iterator[Problem]:
    """After a period stands the noun of its unit, so that hours do not become days in one language."""
    known = site.law.periods
    for said in every_text(site):
        for call in PERIOD.finditer(said.text):
            period = known.get(call[1])
            noun = NOUNS[period.unit].get(said.language) if period else None
            if period and noun and not re.compile(rf"[\s*_-]{{1,4}}{noun}", re.IGNORECASE).match(said.text, call.end()):
                yield said.problem(NO_NOUN, call.start(), {"unit": period.unit, "name": call[1]})


def exceptions_are_named(site: Site) -> Iterator[Problem]:
    """A paragraph that names a period also names the one without which it would be false."""
    known = site.law.periods
    for said in every_text(site):
        for start, block in paragraphs(said.text) if "{" in said.text else ():
            called = {call[1]: call.start() for call in PERIOD.finditer(block)}
            for name, offset in called.items():
                exception = known[name].only_with if name in known else None
                other = f"{name.partition('.')[0]}.{exception}"
                if exception and other not in called:
                    yield said.problem(ALONE, start + offset, {"name": name, "other": other})


def same_periods(site: Site) -> Iterator[Problem]:
    """Every language of a text calls the same periods equally often; what is faulty or outdated was said already."""
    yield from unsaid(_other_periods_on_pages, (translations_are_current,), site)
    for path, place, texts in _data_texts(site):
        language, first = next(iter(texts.items()))
        for code, text in texts.items():
            if _calls(text) != _calls(first) and not (_is_faulty(text, site) or _is_faulty(first, site)):
                yield Problem(path, OTHER_PERIODS, (*place, code), _there(language, _calls(first)))


def _other_periods_on_pages(site: Site) -> Iterator[Problem]:
    for versions in by_name(site).values():
        first = original(versions)
        for words in versions.values():
            differs = _calls(words.text) != _calls(first.text)
            if differs and not (_is_faulty(words.text, site) or _is_faulty(first.text, site)):
                yield Problem(words.path, OTHER_PERIODS, values=_there(first.language, _calls(first.text)))


def _is_faulty(text: str, site: Site) -> bool:
    """Tell whether another rule refuses a text, which explains why it calls other periods."""
    return any(hours(readable(text))) or not _calls(text).keys() <= site.law.periods.keys()


def periods_stand_in_their_provision(site: Site) -> Iterator[Problem]:
    """The text of a provision calls each of its periods; one that is quoted whole says them in its own words."""
    for number, group in enumerate(site.law.groups):
        for position, provision in enumerate(group.provisions):
            place = ("groups", number, "provisions", position, "periods")
            for name, period in provision.periods.items():
                others = [other for other in provision.periods if other != name]
                if period.only_with and period.only_with not in others:
                    yield Problem(LAW, NO_EXCEPTION, (*place, name, "only_with"), {"allowed": allowed(others)})
                called = f"{provision.id}.{name}"
                for language, text in provision.text.items():
                    in_our_words = provision.wording.get(language) != "quoted" and not _is_faulty(text, site)
                    if in_our_words and called not in _calls(text):
                        yield Problem(LAW, NOT_IN_TEXT, (*place, name), {"name": called})
                        break
