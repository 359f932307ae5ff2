"""Stories: what their files say of the people who are like them, and what published tables leave beside them.

In: a site. Out: problems. How many people are like somebody only the register knows, on the Coalition's own computer;
here it is judged what anybody can work out from what is published.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from build_tools.models import LAST_STEP, SEVERAL_ANSWERS, Case, ReleaseLedger, Site, Vocabulary, fact_fields
from build_tools.paths import ledger_file
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

_StoriesByCode = Mapping[tuple[str, str], Sequence[str]]
"""Which stories of a release tell a code, by the field and the code."""


def invented_stories_say_so(site: Site) -> Iterator[Problem]:
    """Where the whole site is invented, each story says so itself, so that one word of the settings lets no real one
    through; elsewhere none does but an example."""
    for path, case in site.cases.items():
        if not case.example and case.invented != site.settings.invented:
            yield Problem(path, UNMARKED if site.settings.invented else NO_EXAMPLE)


def stories_have_many_like_them(site: Site) -> Iterator[Problem]:
    """Each story of a real person was counted in the register, and tells little; its release has tables."""
    releases = {release.id: release for release in site.releases.values()}
    for path, case in site.cases.items():
        if case.example:
            continue
        if case.alike is None:
            yield Problem(path, UNCOUNTED, ("alike",))
        yield from tells_too_much(path, case.told, site.vocabulary)
        release = releases.get(case.release)
        if release is None and not site.hides(ledger_file(case.release)):
            yield Problem(path, NO_TABLES, ("release",), {"release": case.release})
        if release is None:
            continue
        if case.alike and case.alike.on != release.counts.until:
            yield Problem(path, _OTHER_DAY, ("alike", "on"), {"day": release.counts.until.isoformat()})
        yield from _without_line(path, case, release, site.vocabulary)


def tells_too_much(path: str, told: Mapping[str, Sequence[str]], vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield what is told beside a sensitive kind of treatment, or beside another field."""
    others = [name for name in told if name != TREATMENT]
    sensitive = [code for code in told.get(TREATMENT, ()) if is_sensitive(code, vocabulary)]
    for name in others[0 if sensitive else 1 :]:
        yield Problem(path, _TOO_MUCH, (name,), {"others": ", ".join(sensitive or others[:1])})


def is_sensitive(code: str, vocabulary: Vocabulary) -> bool:
    """Whether a kind of treatment tells so much that nothing else is told beside it."""
    return code in vocabulary.treatments and vocabulary.treatments[code].sensitive


def _without_line(path: str, case: Case, release: ReleaseLedger, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Yield the codes that have no line in the tables of the release. A sensitive kind may lack one because nearly
    everybody reported it: then the register alone can tell."""
    for name, codes in case.told.items():
        tellable = steps_to_tell(name, release.tables.get(name, {}), vocabulary)
        for position, code in enumerate(codes):
            silent = name == TREATMENT and is_sensitive(code, vocabulary)
            if code not in tellable and not silent:
                place = (name, position) if name in SEVERAL_ANSWERS else (name,)
                yield Problem(path, _NO_LINE, place, {"allowed": ", ".join(tellable) or "–"})


def steps_to_tell(field: str, lines: Mapping[str, int], vocabulary: Vocabulary) -> list[str]:
    """Return the steps that a story may tell: those of lines, and those above one; never the last step."""
    codes = fact_fields()[field]
    above = () if field in SEVERAL_ANSWERS else (up for step in lines for up in vocabulary.steps_above(codes, step))
    return [step for step in dict.fromkeys((*lines, *above)) if step != LAST_STEP]


def lines_keep_many(site: Site) -> Iterator[Problem]:
    """In each line, and at or below each step that is told, more than ``k`` reports are left besides the stories: were
    it ``k``, the ``k`` people who are like somebody would be all of them, and each known by a story of another."""
    for release in site.releases.values():
        own = {path: case.told for path, case in site.cases.items() if case.release == release.id}
        stories, k = by_code(own), site.settings.k
        for (field, code), step, count, number in few_left(release, stories, site.vocabulary, k):
            values = {"number": number, "release": release.id, "left": count - number, "count": count, "k": k}
            yield Problem(stories[field, code][0], _FEW_LEFT, (field,), {**values, "step": step})


def by_code(told: Mapping[str, Mapping[str, Sequence[str]]]) -> _StoriesByCode:
    """Return the stories that tell each code; of each is given what it tells by field."""
    found = defaultdict[tuple[str, str], list[str]](list)
    for story, fields in sorted(told.items()):
        for field, codes in fields.items():
            for code in codes:
                found[field, code].append(story)
    return found


def few_left(
    release: ReleaseLedger, stories: _StoriesByCode, vocabulary: Vocabulary, k: int
) -> Iterator[tuple[tuple[str, str], str, int, int]]:
    """Yield the codes beside which at most ``k`` reports are left in a line, or at or below a step: which of them, how
    many reports the release has there, and how many stories tell it."""
    for field, code in stories:
        numbers = {other: len(some) for (name, other), some in stories.items() if name == field}
        for step, count, number in _left_beside(field, code, release.tables.get(field, {}), numbers, vocabulary):
            if count - number <= k:
                yield (field, code), step, count, number


def _left_beside(
    field: str, code: str, lines: Mapping[str, int], told: Mapping[str, int], vocabulary: Vocabulary
) -> Iterator[tuple[str, int, int]]:
    """Yield where a code is counted, in its line and at or below each step from it on: the step, how many reports the
    release has there, and how many stories tell it. Where one report may have several answers only its line is one."""
    if code in lines:
        yield code, lines[code], told.get(code, 0)
    codes = fact_fields()[field]
    for step in (code, *vocabulary.steps_above(codes, code)) if field not in SEVERAL_ANSWERS else ():
        inside = [line for line in lines if step in (line, *vocabulary.steps_above(codes, line))]
        telling = sum(n for one, n in told.items() if step in (one, *vocabulary.steps_above(codes, one)))
        if inside:
            yield step, sum(lines[line] for line in inside), telling
