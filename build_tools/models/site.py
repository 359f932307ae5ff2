"""Everything that was read, in one frozen value that travels through the program. There is none of content of which
anything cannot be read, so nothing counts as missing that is there."""

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NewType, Self

from build_tools.models.base import Model
from build_tools.models.case import Case, Period, Withdrawn
from build_tools.models.decisions import Approvals, Decisions
from build_tools.models.figures import BriefingCounts, Figure, FigureTable, Ledger, LineFigure
from build_tools.models.law import Hours, Law, Questions
from build_tools.models.organisations import Emergency, Organisations, Referral
from build_tools.models.page import NO_PAGES, PERIOD, REQUIRED, Words
from build_tools.models.published import Corrections, Published
from build_tools.models.record_kinds import RECORD_KINDS, RecordKind
from build_tools.models.release import ReleaseLedger
from build_tools.models.settings import Settings
from build_tools.models.statements import Statements
from build_tools.models.vocabulary import Vocabulary
from build_tools.paths import SINCE


@dataclass(frozen=True, eq=False)
class Site:
    """The whole content as of ``day``, the date of the build. Mappings are keyed by file path, except ``words`` by
    (language, name) and ``catalogues`` by (domain, language) with the text of a gettext catalogue.
    """

    day: datetime.date
    settings: Settings
    vocabulary: Vocabulary
    law: Law
    ledgers: Mapping[str, Ledger]
    organisations: Mapping[str, Organisations]
    cases: Mapping[str, Case]
    questions: Questions
    hours: Hours
    withdrawn: Mapping[str, Withdrawn]
    decisions: Decisions
    words: Mapping[tuple[str, str], Words]
    catalogues: Mapping[tuple[str, str], str]
    corrections: Corrections = dataclasses.field(default_factory=Corrections)
    published: Published = dataclasses.field(default_factory=Published)
    approvals: Approvals = dataclasses.field(default_factory=Approvals)
    releases: Mapping[str, ReleaseLedger] = dataclasses.field(default_factory=dict)
    statements: Mapping[str, Statements] = dataclasses.field(default_factory=dict)

    @classmethod
    def of_records(cls, records: Mapping[str, Any], **rest: Any) -> "Site":
        """Return a site of its parts of records; the tables of releases are ledgers too."""
        tables = {path: ledger_of(release) for path, release in records["releases"].items()}
        return cls(**{**records, "ledgers": {**records["ledgers"], **tables}}, **rest)

    def records(self, kind: RecordKind) -> Mapping[str, Model]:
        """Return all records of a kind, by path, as people wrote them."""
        part: Any = self.briefings if kind.part == "ledgers" else getattr(self, kind.part)
        return part if kind.several else {kind.place: part}

    @property
    def referrals(self) -> dict[str, Referral]:
        """Whom each page of help leads to, by the name of the page."""
        return {referral.page: referral for file in self.organisations.values() for referral in file.situations}

    @property
    def emergency(self) -> Emergency | None:
        """Whom to call when life is in danger."""
        return next((file.emergency for file in self.organisations.values() if file.emergency), None)

    @property
    def briefings(self) -> dict[str, Ledger]:
        """The ledgers of briefings, which people wrote; the other ledgers are tables of releases."""
        return {path: ledger for path, ledger in self.ledgers.items() if not ledger.is_release}

    @property
    def newest_briefing(self) -> str:
        """The id of the newest ledger; days in this form have the order of letters. ``validate`` asks for a ledger."""
        return max(ledger.id for ledger in self.briefings.values())

    @property
    def pages(self) -> list[str]:
        """Names of the pages there are or must be; notes beside a briefing and words of the kit are none."""
        return sorted({*REQUIRED, *(name for _, name in self.words if not name.endswith(SINCE))}.difference(NO_PAGES))

    @cached_property
    def counted_places(self) -> dict[str, list[str]]:
        """The places that have a page, each with those whose reports it shows: the cities that figures name, and their
        regions of the day; a region that is but one city is that city."""
        known, today = self.vocabulary, self.vocabulary.division_on(self.day).id
        figures = (figure for ledger in self.ledgers.values() for figure in ledger.figures.values())
        named = {figure.place for figure in figures if figure.place and len(figure.codes) == 1}
        alone = known.cities_alone(today)
        found: dict[str, list[str]] = {}
        for place in named.intersection([*known.cities, *known.regions]):
            regions = [alone.get(region, region) for region in known.regions_around(place, today)]
            for page in {*regions, place} if place in known.cities else regions:
                found.setdefault(page, []).append(place)
        return {place: found[place] for place in (*known.cities, *known.regions) if place in found}

    def with_periods(self) -> Self:
        """Return the content with the numbers of the periods of law in place of their calls, in words and data.

        A call of a period that the law does not have stays; ``validate`` refuses it.
        """
        numbers = self._numbers()
        words = {key: _bound(one, numbers) for key, one in self.words.items()}
        bound = {kind.part: _put_in(getattr(self, kind.part), numbers) for kind in RECORD_KINDS if kind.calls_periods}
        return dataclasses.replace(self, words=words, **bound)

    def words_with_periods(self, is_asked: Callable[[str], object]) -> list[Words]:
        """Return the words whose name is asked for, with the numbers of the periods in place of their calls."""
        numbers = self._numbers()
        return [_bound(one, numbers) for one in self.words.values() if is_asked(one.name)]

    def _numbers(self) -> dict[str, str]:
        return {name: str(period.value) for name, period in self.law.periods.items()}


Judged = NewType("Judged", Site)
"""Content that has passed every rule and the search for what is personal. ``content.faultless`` alone makes one, and
pages are made of nothing else."""


def _bound(words: Words, numbers: Mapping[str, str]) -> Words:
    return dataclasses.replace(words, text=_put_in(words.text, numbers), about=_put_in(words.about, numbers))


def _put_in(value: Any, numbers: Mapping[str, str]) -> Any:
    match value:
        case str():
            return PERIOD.sub(lambda call: numbers.get(call[1], call[0]), value) if "{" in value else value
        case Model():
            return value.model_copy(update={name: _put_in(part, numbers) for name, part in value.__dict__.items()})
        case Mapping():
            return {key: _put_in(part, numbers) for key, part in value.items()}
        case tuple():
            return tuple(_put_in(part, numbers) for part in value)
    return value


REGISTERED = "registered"
"""The figure that counts all reports of a release."""


def figure_of(field: str, step: str) -> str:
    """Return the name of the figure of a line."""
    return f"{field}_{step.lower().replace('-', '_')}"


def ledger_of(release: ReleaseLedger) -> Ledger:
    """Return the tables of a release as a ledger: a figure for each line, named by its field and step."""
    figures: dict[str, Figure] = {REGISTERED: LineFigure.model_construct(value=release.total)}
    tables = dict[str, FigureTable]()
    for field, lines in release.tables.items():
        names = {step: figure_of(field, step) for step in lines}
        for step, value in lines.items():
            code = Period(step) if field == "period" else step
            figures[names[step]] = LineFigure.model_construct(None, value=value, within=REGISTERED, **{field: code})
        tables[field] = FigureTable.model_construct(title={}, total=REGISTERED, parts=tuple(names.values()))
    return Ledger.model_construct(
        id=release.id,
        as_of=release.counts.until,
        unit="report",
        source="",
        review=release.review,
        counts=BriefingCounts.model_construct(**dict(release.counts)),
        key_figures=(REGISTERED,),
        figures=figures,
        tables=tables,
        covers={},
        cannot_answer=(),
    )
