"""Which codes a story may tell: so that enough people of its release who have no story are like its person.

In: the reports of a release, the people who have a story, the tables of the release. Out: problems. Counts people, not
rows, and never the person whom the story is about; how many are like somebody is said to nobody.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from build_tools.disclosure.stories import TREATMENT, Tells, few_left, is_sensitive, steps_to_tell, tells_too_much
from build_tools.ladders import ladders_in
from build_tools.models import LAST_STEP, NOT_STATED, SEVERAL_ANSWERS, ReleaseLedger, Report, Site, Vocabulary
from build_tools.problems import Fault, Problem

_NO_REPORT = Fault(
    "stories.no_such_report",
    "is the code of no report that was registered on the days of release {release}; look at the register",
)
_NOT_FREE = Fault(
    "stories.not_free_to_speak",
    "is of somebody who is not said to be free to speak; ask first whether the person signed not to disclose the case, "
    "and write yes or no under free_to_speak in the register",
)
_CANNOT_TELL = Fault(
    "stories.cannot_tell",
    "cannot be told: the report does not say it, or the tables have no line of it; tell what has one, or a step above",
)
_ALONE = Fault(
    "stories.too_few_alike",
    "is of somebody whom too few people without a story are like, or leaves too few in a line of the tables; let it "
    "tell a step above, or less, in the codes and in the words, or let the newest story come with a later release",
)

Stories = Mapping[str, tuple[str, Tells]]
"""The release of each real story and what it tells, by its id."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """The reports of a release, the people who have a story anywhere (``telling``), what the stories of the release
    tell, and its tables."""

    reports: Sequence[Report]
    telling: Collection[str]
    stories: Sequence[Tells]
    release: ReleaseLedger
    vocabulary: Vocabulary
    k: int

    def people_like(self, told: Tells, person: str) -> int:
        """Return how many people without a story, but for one, have a report that all of these codes fit."""
        others = [one for one in self.reports if one.person not in {*self.telling, person}]
        for field, codes in told.items():
            others = [one for one in others if {*codes} <= {*self._steps_of(one, field)}]
        return len({one.person for one in others})

    def _steps_of(self, report: Report, field: str) -> list[str]:
        """Return the codes of an answer and the steps above them: what is not stated is like nobody."""
        steps = (step for ladder in ladders_in(report, field, self.vocabulary) for step in ladder)
        return [step for step in steps if step not in (NOT_STATED, LAST_STEP)]

    def tellable(self, report: Report, field: str) -> list[str]:
        """Return the codes of a report that tables let a story tell, the finest first: of kinds of treatment those that
        have a line, or lack one only because nearly everybody reported them; else the line and the steps above it."""
        lines, steps = self.release.tables.get(field, {}), self._steps_of(report, field)
        known = steps_to_tell(field, lines, self.vocabulary)
        if field in SEVERAL_ANSWERS:
            return [one for one in report.answers[field] if one in known or self._is_nearly_everybodys(field, one)]
        line = next((place for place, step in enumerate(steps) if step in lines), len(steps))
        return [step for step in steps[line:] if step in known]

    def _is_nearly_everybodys(self, field: str, code: str) -> bool:
        if field != TREATMENT or not is_sensitive(code, self.vocabulary):
            return False
        people = {one.person for one in self.reports}
        return len(people - {one.person for one in self.reports if code in one.answers[field]}) < self.k

    def may_tell(self, told: Tells, person: str) -> bool:
        """Whether enough people are like somebody of whom this is told, and enough reports are left by all stories."""
        few = {field for field, *_ in few_left(self.release, [*self.stories, told], self.vocabulary, self.k)}
        return self.people_like(told, person) >= self.k and few.isdisjoint(told)


def crowd_of(release: ReleaseLedger, reports: Sequence[Report], stories: Stories, site: Site, apart: str) -> Crowd:
    """Return the crowd of a release, without the story of one id. A story of which the register has no report is of
    somebody of its own."""
    persons = {report.id: report.person for report in reports}
    telling = {persons.get(own, own) for own in stories if own != apart}
    told = [told for own, (name, told) in stories.items() if name == release.id and own != apart]
    own = [report for report in reports if release.counts.first <= report.registered <= release.counts.until]
    return Crowd(own, telling, told, release, site.vocabulary, site.settings.k)


def wrong_with(path: str, own: str, told: Tells, crowd: Crowd) -> Iterator[Problem]:
    """Yield why the story of the report of an id may not tell these codes."""
    report = next((one for one in crowd.reports if one.id == own), None)
    if report is None:
        yield Problem(path, _NO_REPORT, ("id",), {"release": crowd.release.id})
        return
    if not report.free_to_speak:
        yield Problem(path, _NOT_FREE, ("id",))
    bad = [field for field, codes in told.items() if not codes or not {*codes} <= {*crowd.tellable(report, field)}]
    too_much = list(tells_too_much(path, told, crowd.vocabulary))
    yield from (*(Problem(path, _CANNOT_TELL, (field,)) for field in bad), *too_much)
    if not bad and not too_much and not crowd.may_tell(told, report.person):
        yield Problem(path, _ALONE)
