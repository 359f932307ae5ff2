"""Periods of law: words and data call them by name from content/law.yml, so that no two languages can disagree.

In: a site. Out: problems. Briefings are left alone: they are documents, and cases tell what happened to somebody.
"""

import re
from collections.abc import Iterator

from build_tools.models import PERIOD, Site
from build_tools.paths import LAW
from build_tools.problems import Fault, Problem, allowed
from build_tools.validate.generic import unknown
from build_tools.validate.law import every_provision
from build_tools.validate.words.legal_texts import Said, every_text, has_days, hours, paragraphs
from build_tools.validate.words.numbers import readable
from build_tools.validate.words.signs import BRACES

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

_BARE = Fault(
    "periods.hours_unbound",
    "has a number of hours that is not bound to the law; write {{{{ period(provision.name) }}}} for the number and "
    "leave the noun, with one of: {allowed}; a period that is no law, such as opening hours, needs no number here",
)
_BARE_DAYS = Fault(
    "periods.days_unbound",
    "has a number of days, weeks or months that is not bound to the law; write {{{{ period(provision.name) }}}} "
    "for the number and leave the noun, with one of: {allowed}",
)
_NO_NOUN = Fault(
    "periods.noun_differs",
    "has another noun than {unit} after the period {name}; write the noun of content/law.yml after it",
)
_ALONE = Fault(
    "periods.exception_unnamed",
    "names {name} without {other}; alone it would be false: write {{{{ period({other}) }}}} in the same paragraph",
)
_NOT_IN_TEXT = Fault(
    "periods.not_in_provision",
    "is not named in the text of its provision; write {{{{ period({name}) }}}} there, in each language",
)


def periods_exist(site: Site) -> Iterator[Problem]:
    """Each call names a period of the law, and the braces of data call nothing else."""
    known = site.law.periods
    for said in every_text(site):
        for call in PERIOD.finditer(said.text):
            if call[1] not in known:
                yield said.problem(unknown(f"periods ({LAW})", known, call[1]), call.start())
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
                yield said.problem(_BARE, start, values)
            lines.add(line)


def days_of_law_are_bound(site: Site) -> Iterator[Problem]:
    """In what the law file and state bodies say, days, weeks and months are of the law too."""
    values = {"allowed": allowed(name for name, period in site.law.periods.items() if period.unit != "hours")}
    for said in every_text(site):
        if (said.path == LAW or _is_of_the_state(said, site)) and has_days(readable(said.text)):
            yield said.problem(_BARE_DAYS, values=values)


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
                yield said.problem(_NO_NOUN, call.start(), {"unit": period.unit, "name": call[1]})


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
                    yield said.problem(_ALONE, start + offset, {"name": name, "other": other})


SAYS_MORE = (periods_exist, hours_are_bound)
"""The rules that refuse a text which calls other periods for a reason of its own."""


def periods_stand_in_their_provision(site: Site) -> Iterator[Problem]:
    """The text of a provision calls each of its periods; one that is quoted whole says them in its own words."""
    for way, provision in every_provision(site):
        for name, period in provision.periods.items():
            place, called = (*way, "periods", name), f"{provision.id}.{name}"
            others = [other for other in provision.periods if other != name]
            if period.only_with and period.only_with not in others:
                yield Problem(LAW, unknown("periods", others, period.only_with), (*place, "only_with"))
            texts = [text for code, text in provision.text.items() if provision.wording.get(code) != "quoted"]
            if any(called not in PERIOD.findall(text) and not _is_faulty(text, site) for text in texts):
                yield Problem(LAW, _NOT_IN_TEXT, place, {"name": called})


def _is_faulty(text: str, site: Site) -> bool:
    """Tell whether another rule refuses a text, which explains why it calls no period."""
    return any(hours(readable(text))) or not site.law.periods.keys() >= {*PERIOD.findall(text)}
