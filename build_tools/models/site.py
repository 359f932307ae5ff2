"""Every kind of record that people write, and everything that was read, in one frozen value that travels through the
program: there is none of content of which anything cannot be read, so nothing counts as missing that is there.

Loading, rules and schemas of editors read the table of kinds. A new kind is its model, a field of ``Site`` and a line
of it. Pages of words have front matter and are no records.
"""

import dataclasses
import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NewType, Self

from build_tools.files import paths
from build_tools.models.base import Model
from build_tools.models.case import Case, ReleaseLedger, Withdrawn
from build_tools.models.decisions import Approvals, Decisions
from build_tools.models.figures import Ledger, ledger_of
from build_tools.models.law import Hours, Law, Questions
from build_tools.models.organisations import Emergency, Organisations, Referral
from build_tools.models.page import NO_PAGES, PERIOD, REQUIRED, Words
from build_tools.models.published import Corrections, Published
from build_tools.models.settings import Settings
from build_tools.models.statements import Statements
from build_tools.models.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of record. Where its texts and codes are, the types of its model say.

    ``place`` is the one file, or a folder with a slash at its end whose files are a record each; ``also`` is a second
    file that a project may lack. ``part`` is the field of ``Site`` that holds it.
    """

    part: str
    model: type[Model]
    place: str
    also: str = ""
    schema_name: str = ""
    """How its schema is called, where that is not called as its file or folder."""

    required: bool = True
    """Whether a project must have the one file; without it the record is made of its defaults."""

    walked: bool = True
    """Whether each of its texts is in every language of the site, and judged as those of data are."""

    named: str = ""
    """The form of the names of its files, where those of another kind lie in the same folder."""

    name_says: tuple[str, ...] = ("id",)
    """The fields of a record that the names of its folder and of its file are, where it lies in a folder."""

    document: bool = False
    """Whether its texts are of its own day, as those of a briefing are, and call no period of law."""

    @property
    def schema(self) -> str:
        """The file of the schema for editors; no project needs it."""
        place = self.place.removesuffix(".yml").rstrip("/")
        folder = place.partition("/")[0]
        return f"{folder}/{self.schema_name}.schema.json" if self.schema_name else f"{place}.schema.json"

    @property
    def in_folder(self) -> bool:
        """Whether it lies in a folder of its own."""
        return self.place.endswith("/")

    @property
    def several(self) -> bool:
        """Whether a site holds several, by path."""
        return self.in_folder or bool(self.also)

    @property
    def files(self) -> tuple[str, ...]:
        """The files that are known by name."""
        return () if self.in_folder else tuple(filter(None, (self.place, self.also)))

    @property
    def called(self) -> str:
        """What the files of a folder are called, such as *RELEASE/ID.yml*."""
        return "/".join(self.name_says).upper() + ".yml"

    def misplaced(self, path: str, record: Model) -> list[str]:
        """Return the fields of a record that the name of its file, or of a folder around it, does not say."""
        fields = [name for name in self.name_says if name in self.model.model_fields] if self.in_folder else []
        steps = path.removeprefix(self.place).removesuffix(".yml").split("/")
        if len(steps) != len(fields):
            return fields[:1]
        return [name for name, step in zip(fields, steps, strict=True) if getattr(record, name) != step]

    @property
    def calls_periods(self) -> bool:
        """Whether its texts may call periods of law."""
        return self.walked and not self.document


_RELEASE_NAME = r"[0-9]{4}-[0-9]{1,2}\.yml"

RECORD_KINDS = (
    RecordKind("settings", Settings, paths.SETTINGS),
    RecordKind("vocabulary", Vocabulary, paths.VOCABULARY),
    RecordKind("law", Law, paths.LAW),
    RecordKind("ledgers", Ledger, f"{paths.FIGURES}/", document=True),
    RecordKind(
        "releases", ReleaseLedger, f"{paths.FIGURES}/", schema_name="release", named=_RELEASE_NAME, document=True
    ),
    RecordKind("statements", Statements, f"{paths.STATEMENTS}/"),
    RecordKind("corrections", Corrections, paths.CORRECTIONS, required=False, document=True),
    RecordKind("published", Published, paths.PUBLISHED, required=False, walked=False),
    RecordKind("organisations", Organisations, paths.ORGANISATIONS, also=paths.EXAMPLE_ORGANISATIONS),
    RecordKind("questions", Questions, paths.QUESTIONS),
    RecordKind("hours", Hours, paths.HOURS),
    RecordKind("cases", Case, f"{paths.CASES}/", schema_name="case", walked=False, name_says=("release", "id")),
    RecordKind("withdrawn", Withdrawn, paths.WITHDRAWN, walked=False),
    RecordKind("decisions", Decisions, paths.DECISIONS, required=False),
    RecordKind("approvals", Approvals, paths.REVIEWED, required=False),
)
"""All of them, in the order in which they are read."""


def kind_of(path: str) -> RecordKind | None:
    """Return the kind of record that a file would be, by where it lies: the innermost folder counts."""
    around = [one for one in RECORD_KINDS if (path.startswith(one.place) if one.in_folder else path in one.files)]
    fit = [kind for kind in around if re.fullmatch(kind.named or ".*", path.rpartition("/")[2])]
    return max(fit, key=lambda kind: (len(kind.place), kind.named), default=None)


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
        return sorted(
            {*REQUIRED, *(name for _, name in self.words if not name.endswith(paths.SINCE))}.difference(NO_PAGES)
        )

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
