"""Stories: what their files say of the people who are like them, and what published tables leave beside them; and which
codes the register lets a new one tell, so that enough people of its release who have no story are like its person.

In: a site; for a new story the reports of its release too, which no build has. Out: problems. Counts people, not rows;
how many are like somebody is said to nobody.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from build_tools.models import (
    LAST_STEP,
    NOT_STATED,
    SEVERAL_ANSWERS,
    ReleaseLedger,
    Report,
    Site,
    Vocabulary,
    fact_fields,
)
from build_tools.models.hierarchies import ladders_in
from build_tools.problems import Fault, Problem

UNMARKED = Fault(
    "cases.not_said_to_be_invented",
    "does not say that it is invented, as the settings say of this site; if it is, write invented: true; if it is "
    "a real case, take it out: what is committed is published",
)
NO_EXAMPLE = Fault(
    "cases.invented_outside_examples",
    "says that it is invented; move it to cases_public/examples/ and write release: examples",
)
UNCOUNTED = Fault(
    "stories.not_counted",
    "is missing, so nobody knows whether enough people are like this one; `transparency story check` counts them in "
    "the register",
)
_OTHER_DAY = Fault("stories.other_day", "is not the last day of the release; write {day}, as in all its stories")
NO_TABLES = Fault(
    "stories.release_without_tables",
    "has no tables, so nobody knows what the story may tell; publish content/figures/{release}.yml with it or before",
)
_TOO_MUCH = Fault(
    "stories.tells_too_much",
    "is told beside {others}; beside the kinds of treatment a story tells one field at most, and beside a sensitive "
    "kind none: leave this out, also in the words",
)
_NO_LINE = Fault(
    "stories.no_line",
    "is finer than the lines of its release, or has none; tell a step that has a line or stands above one, or leave "
    "it out: {allowed}",
)
_FEW_LEFT = Fault(
    "stories.few_left",
    "lies at or below {step}, as told by {number} stories of release {release}: they leave {left} of {count} reports "
    "there, and more than {k} have to be left; let a story tell a coarser step, or leave it out",
)
STORY_FAULTS = (UNCOUNTED, _OTHER_DAY, NO_TABLES, _TOO_MUCH, _NO_LINE, _FEW_LEFT)
"""What a withdrawal alone never makes worse."""

TREATMENT = "treatment"

Tells = Mapping[str, Sequence[str]]
"""The codes that a story tells, by field."""


def invented_stories_say_so(site: Site) -> Iterator[Problem]:
    """Where the whole site is invented, each story says so itself, so that one word of the settings lets no real one
    through; elsewhere none does but an example."""
    for path, case in site.cases.items():
        if not case.example and case.invented != site.settings.invented:
            yield Problem(path, UNMARKED if site.settings.invented else NO_EXAMPLE)


def stories_have_many_like_them(site: Site) -> Iterator[Problem]:
    """Each story of a real person was counted in the register, and tells little; its release has tables."""
    releases = {release.id: release for release in site.releases.values()}
    tellable = cache(lambda name, field: steps_to_tell(field, releases[name].tables.get(field, {}), site.vocabulary))
    for path, case in site.cases.items():
        if case.example:
            continue
        if case.alike is None:
            yield Problem(path, UNCOUNTED, ("alike",))
        told = case.stated_codes
        yield from tells_too_much(path, told, site.vocabulary)
        release = releases.get(case.release)
        if release is None:
            yield Problem(path, NO_TABLES, ("release",), {"release": case.release})
            continue
        if case.alike and case.alike.on != release.counts.until:
            yield Problem(path, _OTHER_DAY, ("alike", "on"), {"day": release.counts.until.isoformat()})
        yield from _without_line(path, told, partial(tellable, case.release), site.vocabulary)


def tells_too_much(path: str, told: Tells, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is told beside a sensitive kind of treatment, or beside another field."""
    others = [name for name in told if name != TREATMENT]
    sensitive = [code for code in told.get(TREATMENT, ()) if is_sensitive(code, vocabulary)]
    for name in others[0 if sensitive else 1 :]:
        yield Problem(path, _TOO_MUCH, (name,), {"others": ", ".join(sensitive or others[:1])})


def is_sensitive(code: str, vocabulary: Vocabulary) -> bool:
    """Whether a kind of treatment tells so much that nothing else is told beside it."""
    return code in vocabulary.treatments and vocabulary.treatments[code].sensitive


def _without_line(path: str, told: Tells, lines: Callable[[str], list[str]], words: Vocabulary) -> Iterator[Problem]:
    """Yield the codes that have no line in the tables of the release. A sensitive kind may lack one because nearly
    everybody reported it: then the register alone can tell."""
    for name, codes in told.items():
        for position, code in enumerate(codes):
            silent = name == TREATMENT and is_sensitive(code, words)
            if code not in lines(name) and not silent:
                place = (name, position) if name in SEVERAL_ANSWERS else (name,)
                yield Problem(path, _NO_LINE, place, {"allowed": ", ".join(lines(name)) or "–"})


def steps_to_tell(field: str, lines: Mapping[str, int], vocabulary: Vocabulary) -> list[str]:
    """Return the steps that a story may tell: those of lines, and those above one; never the last step."""
    above = (step for line in lines for step in _steps_from(field, line, vocabulary))
    return [step for step in dict.fromkeys((*lines, *above)) if step != LAST_STEP]


def _steps_from(field: str, code: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Return a code and the steps above it; where one report may have several answers, the code alone."""
    return (code, *(() if field in SEVERAL_ANSWERS else vocabulary.steps_above(fact_fields()[field], code)))


def lines_keep_many(site: Site) -> Iterator[Problem]:
    """In each line, and at or below each step that is told, more than ``k`` reports are left besides the stories: were
    it ``k``, the ``k`` people who are like somebody would be all of them, and each known by a story of another."""
    for release in site.releases.values():
        told = {path: case.stated_codes for path, case in site.cases.items() if case.release == release.id}
        for field, step, count, number in few_left(release, [*told.values()], site.vocabulary, site.settings.k):
            values = {"number": number, "release": release.id, "left": count - number, "count": count, "step": step}
            codes = ((path, code) for path, one in told.items() for code in one.get(field, ()))
            near = [(code != step, path) for path, code in codes if step in _steps_from(field, code, site.vocabulary)]
            yield Problem(min(near)[1], _FEW_LEFT, (field,), {**values, "k": site.settings.k})


def few_left(
    release: ReleaseLedger, told: Sequence[Tells], vocabulary: Vocabulary, k: int
) -> Iterator[tuple[str, str, int, int]]:
    """Yield the fields and steps beside whose stories at most ``k`` reports are left, in the line of that name or at
    and below the step: how many reports the release has there, and how many stories tell it."""
    for field, lines in release.tables.items():
        codes = Counter(code for one in told for code in one.get(field, ()))
        if not codes:  # of a field that no story tells, which may be misspelt
            continue
        ways = {code: _steps_from(field, code, vocabulary) for code in (*codes, *lines)}
        for step in dict.fromkeys(step for code in codes for step in ways[code]):
            inside = sum(number for line, number in lines.items() if step in ways[line])
            telling = sum(number for code, number in codes.items() if step in ways[code])
            for count, number in {(lines.get(step, 0), codes[step]), (inside, telling)}:
                if count and number and count - number <= k:
                    yield field, step, count, number


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
        if field in SEVERAL_ANSWERS:
            return [one for one in report.answers[field] if one in lines or self._is_nearly_everybodys(field, one)]
        return steps[next((place for place, step in enumerate(steps) if step in lines), len(steps)) :]

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
