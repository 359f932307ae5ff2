"""What is published stays: numbers with all that is told of them, statements and corrections, in every language."""

import dataclasses
import datetime
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache, reduce
from itertools import combinations
from operator import getitem
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from build_tools.build import content
from build_tools.build.pipeline import pages_of
from build_tools.command_line import building, main
from build_tools.models import Published, Site
from build_tools.models.statements import FREE
from build_tools.problems import in_order
from build_tools.publish import checks
from build_tools.publish.checks import published_kept
from build_tools.validate.published import files_of, published_stays, sealed
from tests.conftest import ROOT, copied_example, laid_series
from tests.repositories import changed, committed, git

LANGUAGES = ("kk", "ru", "en")
DAY = datetime.date(2001, 2, 1)
LEDGER, VOCABULARY = "content/figures/2000-01-01.yml", "content/vocabulary.yml"
LINES, LOG = "content/published.yml", "content/corrections.yml"
STATEMENTS, BRIEFING = "content/statements/2000-01-01.yml", "content/ru/briefings/2000-01-01.md"
RELEASE, JOINED = "content/figures/2000-1.yml", "2000-1/figures/period_2000_07"
PAGE = "page: briefings/2000-01-01"

Place = tuple[str | int, ...]
MARK = "Zqm{number}z"


# --- every word that a reader is told, by the pages themselves --------------------------------------------------


@cache
def site_of(name: str) -> Site:
    """Return the content of the real site, or of the example."""
    root = {"real": ROOT, "example": ROOT / "tests" / "example"}[name]
    site, problems = content.read(root, ROOT / "site_src")
    assert problems == []
    return site


def leaves(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Yield each value of plain data with its place."""
    if isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(part, (*place, key))
    else:
        yield place, value


def plain(record: Any) -> Any:
    """Return a record as plain data."""
    return json.loads(record.model_dump_json())


def changed_site(site: Site, path: str, values: dict[Place, Any]) -> Site:
    """Return a site with other values in one file."""
    record = files_of(site)[path]
    data = plain(record) | ({"review": record.review} if hasattr(record, "review") else {})
    for (*steps, last), value in values.items():
        reduce(getitem, steps, data)[last] = value
    made = type(record).model_validate(data)
    if path in (LOG, VOCABULARY):
        return dataclasses.replace(site, **{"corrections" if path == LOG else "vocabulary": made})
    part = "statements" if path in site.statements else "ledgers"
    return dataclasses.replace(site, **{part: {**getattr(site, part), path: made}})


def words_of(record: Any) -> list[tuple[Place, str]]:
    """Return all words of a record in a language of the site."""
    found = leaves(plain(record))
    return [
        (place, text)
        for place, text in found
        if isinstance(text, str) and {*LANGUAGES} & {*place} and place[0] != "review"
    ]


def told_on_pages(name: str) -> dict[str, set[Place]]:
    """Return the words of ledger and vocabulary that the pages and files of the figures show: each of them is marked,
    and the marks are looked for."""
    site = site_of(name)
    records = {VOCABULARY: site.vocabulary, **site.briefings}
    every = [(path, place) for path, record in records.items() for place, _ in words_of(record)]
    marked = site
    for path in records:
        marks = {place: MARK.format(number=n) for n, (where, place) in enumerate(every) if where == path}
        marked = changed_site(marked, path, marks)
    output = pages_of(marked, ROOT / "site_src")
    text = "".join(output.view(page).content for page in output.pages if "/figures/" in page.path)
    text += "".join(one.data().decode() for one in output.downloads if "data/figures-" in one.path)
    seen = {int(number) for number in re.findall(r"zqm(\d+)z", text, re.IGNORECASE)}
    return {path: {place for n, (where, place) in enumerate(every) if where == path and n in seen} for path in records}


def said(site: Site) -> set[str]:
    """Return where something is said of published numbers and of what is told of them."""
    found = list(published_stays(site))
    return {" ".join([problem.path, *map(str, problem.field)]) for problem in found}


@pytest.mark.parametrize("name", ["real", "example"])
def test_each_word_that_stands_beside_a_published_number_is_kept(name: str) -> None:
    """Whatever the pages and files of the figures show is missed when it is another, in one language and in each two
    languages together; so is every form of every unit that is counted."""
    site, told = site_of(name), told_on_pages(name)
    units = {one.unit for ledger in site.ledgers.values() for one in (ledger, *ledger.figures.values())}
    told[VOCABULARY] |= {place for place, _ in words_of(site.vocabulary) if place[0] == "units" and place[1] in units}
    assert all(len(places) > 10 for places in told.values())
    for path, places in told.items():
        alike = defaultdict(list)
        for place in places:
            alike[tuple("*" if step in LANGUAGES else step for step in place)].append(place)
        groups = [group for some in alike.values() for number in (1, 2) for group in combinations(some, number)]
        silent = [group for group in groups if not said(changed_site(site, path, dict.fromkeys(group, "Zq")))]
        assert silent == []


OTHER: dict[type, Callable[[Any], Any]] = {int: lambda value: value + 1, bool: lambda value: not value}
DAYS = ("as_of", "date", "from", "until")
VALUES = {
    **dict.fromkeys(DAYS, "1998-02-01"),
    "period": "1998",
    "source": "https://a.test/",
    "address": "https://a.test/",
}


def is_free(path: str, place: Place, value: Any) -> bool:
    """Whether a value may change although it is published: who has read words, notes of maintainers, what stands first
    on the home page; of a statement how it stands today and to others. What was not found has no other grade."""
    if value is None or place[0] in ("review", "id", "note", "key_figures", "topics"):
        return True
    if path.startswith("content/statements/"):
        return place[2] in FREE or value == "not_found"
    return bool({*place} & {*LANGUAGES})  # which the pages above show


@pytest.mark.parametrize("name", ["real", "example"])
def test_each_fact_that_is_published_is_kept(name: str) -> None:
    """Each number, code, day, address and part of a table of a ledger, and whatever a statement claims, is missed when
    it is another."""
    site = site_of(name)
    for path, file in {**site.briefings, **site.statements}.items():
        last = [*getattr(file, "by_finding", {""})][-1]
        for place, value in leaves(plain(file)):
            if not is_free(path, place, value) and value != last:
                of_text = {**VALUES, "finding": last}.get(str(place[-1]), "other")
                other = OTHER[type(value)](value) if type(value) in OTHER else of_text
                assert said(changed_site(site, path, {place: other})), (path, place)


def test_a_zero_is_a_fact() -> None:
    """A year of which others counted none is missed when it is gone, and when another year stands in its place."""
    site = site_of("example")
    place = ("statements", "division_counted", "series", "steps")
    zero = changed_site(site, STATEMENTS, {(*place, "1999"): 0})
    kept_zero = dataclasses.replace(zero, published=sealed(dataclasses.replace(zero, published=Published())))
    assert said(kept_zero) == set()
    for steps in ({"1998": 1200, "1997": 0}, {"1998": 1200, "1999": 0, "2000": 0}):
        assert said(changed_site(kept_zero, STATEMENTS, {place: steps})) == {f"{STATEMENTS} statements {place[1]}"}


def test_each_word_and_fact_of_a_correction_is_kept(tmp_path: Path) -> None:
    """Whatever an entry of the log says is missed when it is another, its old number too."""
    site, problems = content.read(laid_series(tmp_path / "series"), ROOT / "site_src", DAY)
    assert problems == []
    values = {"on": "2001-01-31", "since": "1998-02-01", "briefing": "1999-01-01", "page": "law"}
    for place, value in leaves(plain(site.corrections)):
        if place[0] != "review" and value is not None:
            other = OTHER[type(value)](value) if type(value) in OTHER else values.get(str(place[-1]), "other")
            assert said(changed_site(site, LOG, {place: other})), place


def test_a_value_stands_in_plain_and_nothing_else_can_be_tried() -> None:
    """A number is in its line as it is, and in no digest: with another number the digests are the same."""
    site = site_of("example")
    line = site.published.lines["2000-01-01/figures/reports"]
    assert line.value == 1234
    other = changed_site(site, LEDGER, {("figures", "reports", "value"): 1235})
    assert said(other) == {f"{LEDGER} figures reports value"}


# --- the ways of maintainers ------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The example as a whole project with a history."""
    folder = copied_example(tmp_path / "example")
    committed(folder)
    return folder


def run(project: Path, *words: str) -> tuple[int, str]:
    """Run a command as of the day of the example and return its exit code with what it prints."""
    moment = str(int(datetime.datetime.combine(DAY, datetime.time(), datetime.UTC).timestamp()))
    done = CliRunner().invoke(main, ["--root", str(project), *words], env={"SOURCE_DATE_EPOCH": moment})
    return done.exit_code, done.output


def kept(project: Path) -> list[str]:
    """Return what a release is told of published numbers, by line and code."""
    site, _ = content.read(project, ROOT / "site_src", DAY)
    return [
        f"{problem.field[1]} {problem.code}" if problem.field else problem.code
        for problem in published_kept(project, site)
    ]


def entry(name: str, about: str) -> Callable[[Path], None]:
    """Return what writes an entry into the log of corrections."""
    what = 'what: {kk: "Ойдан шығарылған.", ru: "Вымышлено.", en: "Invented."}'
    text = f'corrections:\n  {name}:\n    "on": "2000-03-01"\n    since: "2000-01-01"\n    {about}\n    {what}\n'
    return lambda project: changed(project, LOG, "corrections:\n", text)


OF_MINORS = 'briefing: "2000-01-01"\n    figure: reports_minors\n    now: 21'
Change = Callable[[Path], object]


def edit(path: str, old: str, new: str) -> Change:
    """Return what puts one text in the place of another in a file."""
    return lambda project: changed(project, path, old, new)


def review(path: str, language: str, old: str) -> Change:
    """Return what says that a person has read the words of a language as they are, with the version the check names."""
    state = (
        f'{language}: {{state: reviewed, reviewed_by: editor, reviewed_on: "2000-12-02", reviewed_version: "{NONE}"}}'
    )

    def read(project: Path) -> None:
        changed(project, path, old, state)
        read_anew(project, path, NONE)

    return read


NONE = "bbbbbbbbbbbbbbbbbbbbbbbb"


def read_anew(project: Path, path: str, old: str) -> None:
    """Say that a person has read the words as they are: the check says which version to write."""
    version = re.search(rf"{path}:.* write ([b-t]{{24}})", run(project, "check")[1])
    changed(project, path, old, version[1])


def read_briefing(project: Path) -> None:
    """Say that a person has read the Russian words of the briefing."""
    state = f'state: reviewed\nreviewed_by: editor\nreviewed_on: "2000-12-02"\nreviewed_version: "{NONE}"'
    changed(project, BRIEFING, "state: machine-translated", state)
    read_anew(project, BRIEFING, NONE)


READ = review(LEDGER, "kk", "kk: machine-translated")
OTHER_NUMBER = edit(LEDGER, "value: 25", "value: 21")
NOT_GIVEN = (
    edit(LEDGER, "  reports_minors: {value: 25, gender: man, age_band: minor, within: reports_men}\n", ""),
    edit(
        LEDGER,
        "\ntables:",
        '\nnot_given:\n  reports_minors: {why: confidential, label: {kk: "Сан", ru: "Число", en: "Number"}}\n\ntables:',
    ),
)
TRANSLATED = edit(LEDGER, "Бәрі ойдан шығарылған.", "Барлығы ойдан шығарылған.")
OTHER_SOURCE = edit(LEDGER, 'en: "All of them are invented."', 'en: "Each is invented."')
FINDING = edit(BRIEFING, "1. Этот вывод вымышлен.", "1. Этот вывод изменён.")
QUOTED = edit(BRIEFING, 'highlight: "Этот вывод вымышлен."', 'highlight: "Этот вывод изменён."')
OTHER_STATEMENT = edit(STATEMENTS, "Это чужие цифры.", "Это цифры других.")
WAYS: dict[str, tuple[tuple[Change, ...], int, int]] = {
    "a translation that nobody has read": ((TRANSLATED,), 1, 1),
    "a translation that a person has read": ((TRANSLATED, READ), 1, 0),
    "the source, though a translation was read": ((READ, OTHER_SOURCE), 1, 1),
    "the source, with a correction": ((OTHER_SOURCE, entry("words", PAGE)), 1, 0),
    "a number, with a correction": ((OTHER_NUMBER, entry("minors", f"{OF_MINORS}\n    was: 25")), 0, 0),
    "a number that may not be said again": ((OTHER_NUMBER, entry("minors", OF_MINORS)), 1, 0),
    "a number that is not given any more, without a word": (NOT_GIVEN, 1, 1),
    "a number that is not given any more, with a correction": ((*NOT_GIVEN, entry("minors", PAGE)), 1, 0),
    "numbers that do not add up": ((edit(LEDGER, "value: 133", "value: 134"),), 1, 1),
    "a statement in a translation that nobody has read": ((OTHER_STATEMENT,), 1, 1),
    "a statement in a translation that a person has read": (
        (OTHER_STATEMENT, review(STATEMENTS, "ru", "ru: machine-translated")),
        1,
        0,
    ),
    "a finding in a translation": ((FINDING, QUOTED), 1, 1),
    "a finding in a translation, though the file of statements was read": (
        (FINDING, QUOTED, review(STATEMENTS, "ru", "ru: machine-translated")),
        1,
        1,
    ),
    "a finding in a translation that a person has read in both files": (
        (FINDING, QUOTED, read_briefing, review(STATEMENTS, "ru", "ru: machine-translated")),
        1,
        0,
    ),
    "a statement in the source, whatever the log says": (
        (
            edit(STATEMENTS, "These are figures by others.", "These are numbers by others."),
            entry("of_it", 'briefing: "2000-01-01"\n    statement: division_counted'),
        ),
        1,
        1,
    ),
}
"""What is changed; whether a check refuses it; and whether the command refuses to keep it."""


@pytest.mark.parametrize("name", WAYS)
def test_what_is_published_changes_in_these_ways_alone(project: Path, name: str) -> None:
    """A change for no reason is refused by check and command, and no line is touched; for one, the command takes it,
    and neither a check nor a release has anything against it."""
    changes, refused, kept_out = WAYS[name]
    for change in changes:
        change(project)
    before = (project / LINES).read_bytes()
    assert (run(project, "check")[0], run(project, "seal")[0]) == (refused, kept_out)
    if kept_out:
        assert (project / LINES).read_bytes() == before
    else:
        assert (run(project, "check")[0], kept(project)) == (0, [])


def test_a_new_briefing_is_kept_by_one_command(project: Path) -> None:
    """Each file with something that nothing keeps is named with the command; after it everything is kept, and a second
    run changes nothing."""
    (project / LINES).unlink()
    code, says = run(project, "check")
    assert (code, says.count("`transparency seal`")) == (0, 5)
    for _ in range(2):
        assert run(project, "seal")[0] == 0
        assert (project / LINES).read_bytes() == (ROOT / "tests" / "example" / LINES).read_bytes()
    assert "`transparency seal`" not in run(project, "check")[1]


def test_the_lines_of_three_briefings_have_the_numbers_that_were_published_first(tmp_path: Path) -> None:
    """Who begins with lines after corrections writes what was there before these."""
    project = laid_series(tmp_path / "series")
    before = (project / LINES).read_bytes()
    (project / LINES).unlink()
    committed(project)
    assert run(project, "seal")[0] == 0
    made = content.checked(project, ROOT / "site_src", DAY).published
    assert made.lines["2000-07-01/figures/reports_women"].value == 740
    assert sorted((project / LINES).read_bytes().split(b"\n")) == sorted(before.split(b"\n"))


def test_each_entry_of_the_corrections_is_for_one_time(project: Path) -> None:
    """Words change with an entry that readers see; with the same entry nothing changes a second time."""
    for old, new, about, fine in (
        ("All of them are invented.", "Each is invented.", PAGE, True),
        ("Each is invented.", "Nothing is real.", "", False),
        ("Nothing is real.", "Nothing of it is real.", PAGE, True),
    ):
        changed(project, LEDGER, f'en: "{old}"', f'en: "{new}"')
        if about:
            entry(f"c{len(new)}", about)(project)
        assert (run(project, "seal")[0], run(project, "check")[0]) == (not fine, not fine)
        if fine:
            committed(project)


def test_a_review_of_one_time_excuses_the_words_of_that_time(project: Path) -> None:
    """A translation that was read stays, also after the file has words again that nobody has read."""
    TRANSLATED(project)
    READ(project)
    assert run(project, "seal")[0] == 0
    assert git(project, "diff", "--numstat", "--", LINES).split()[:2] == ["1", "1"]
    committed(project)
    text = (project / LEDGER).read_text("utf-8")
    (project / LEDGER).write_text(re.sub(r"kk: \{state.*?\}", "kk: machine-translated", text), "utf-8")
    assert (run(project, "check")[0], kept(project)) == (0, [])


def test_a_number_that_may_not_be_said_again_leaves_its_line(project: Path) -> None:
    """The command takes it out; every other line stays, and that of the correction joins; nobody brings it back."""
    OTHER_NUMBER(project)
    entry("minors", OF_MINORS)(project)
    assert "that may not be said again" in run(project, "check")[1]
    assert run(project, "seal")[0] == 0
    diff = git(project, "diff", "--unified=0", "--", LINES).split("\n")[5:]
    assert diff[:2] == ["-    value: 25", "+    removed: true"]
    assert diff[3:5] == ['+  "corrections/minors":', "+    removed: true"]
    assert [line for line in diff[2:] if line.startswith("-")] == []
    committed(project)
    changed(project, LINES, "removed: true", "value: 21")
    assert run(project, "check")[0] == 1
    keys = (MINORS, "corrections/minors")
    assert kept(project) == [f"{key} published.line_changed" for key in keys]


# --- who edits the lines themselves -----------------------------------------------------------------------------


MINORS, OF_ENTRY = "2000-01-01/figures/reports_minors", "corrections/rights_sentence"
OF_STATEMENT, CITIES = "2000-01-01/statements/complaints_unknown", ("cities/exampleton", "cities/imaginville")


def sealed_unseen(project: Path) -> None:
    """Write the lines as they are now, whatever the history says of them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "sealed_kept", lambda *_: ())
        assert run(project, "seal")[0] == 0


def without_lines(project: Path, *keys: str) -> None:
    """Take lines out by hand."""
    blocks = re.split(r'(?m)^(?=  ")', (project / LINES).read_text("utf-8"))
    (project / LINES).write_text("".join(one for one in blocks if not any(f'"{key}"' in one for key in keys)), "utf-8")


def names_swapped(project: Path) -> None:
    """Give two cities each other's names, as if somebody had read one translation."""
    text = (project / VOCABULARY).read_text("utf-8")
    names = [re.search(rf"\n  {city}:(?:.*\n)*? +name: (.*)\n", text)[1] for city in ("exampleton", "imaginville")]
    text = text.replace(names[0], "zq").replace(names[1], names[0]).replace("zq", names[1])
    (project / VOCABULARY).write_text(text, "utf-8")
    read_anew(project, VOCABULARY, re.search(r"reviewed_version: .([b-t]{24})", text)[1])


EDITED: dict[str, tuple[Change, tuple[str, ...], str]] = {
    "a number": (OTHER_NUMBER, (MINORS,), "line_changed"),
    "words in two languages": (
        lambda project: (TRANSLATED(project), changed(project, LEDGER, "Всё вымышлено.", "Всё правда.")),
        ("2000-01-01/covers",),
        "line_changed",
    ),
    "a statement": (edit(STATEMENTS, "We do not know it.", "We know it."), (OF_STATEMENT,), "line_changed"),
    "a day": (edit(STATEMENTS, 'as_of: "2000-06-30"', 'as_of: "2000-06-29"'), (OF_STATEMENT,), "line_changed"),
    "the name of a statement": (edit(STATEMENTS, "  complaints_unknown:", "  open:"), (OF_STATEMENT,), "line_gone"),
    "the name of an entry": (edit(LOG, "rights_sentence", "rights_words"), (OF_ENTRY,), "line_gone"),
    "an entry, with another one": (
        lambda project: (
            changed(project, LOG, '"2000-02-01"', '"2000-02-02"'),
            entry("a", "page: corrections")(project),
        ),
        (OF_ENTRY,),
        "line_changed",
    ),
    "names of places": (names_swapped, CITIES, "line_changed"),
}
"""What somebody changes, the lines that are made to fit it by hand, and what a release says of them."""


@pytest.mark.parametrize("name", EDITED)
def test_who_edits_the_lines_is_refused_by_the_history(project: Path, name: str) -> None:
    """Where lines and content fit each other, no check refuses them; the command and a release still have the lines of
    each commit, the last one too."""
    change, keys, code = EDITED[name]
    change(project)
    without_lines(project, *keys)
    assert run(project, "seal")[0] == 1
    sealed_unseen(project)
    if name in ("a number", "the name of an entry", "names of places"):
        committed(project)
    assert (run(project, "check")[0], kept(project)) == (0, [f"{key} published.{code}" for key in keys])


def test_lines_are_not_thrown_away(project: Path) -> None:
    """Without its line, or without the file, a number is missed."""
    without_lines(project, MINORS)
    assert (run(project, "check")[0], kept(project)) == (0, [f"{MINORS} published.line_gone"])
    (project / LINES).unlink()
    assert kept(project) == [f"{key} published.line_gone" for key in site_of("example").published.lines]


def test_content_in_no_repository_is_kept_by_its_file(project: Path) -> None:
    """Without a history the command compares with the lines that are there: what joins is kept, no other word is."""
    shutil.rmtree(project / ".git")
    lines = (project / LINES).read_text("utf-8")
    assert (run(project, "seal")[0], (project / LINES).read_text("utf-8")) == (0, lines)
    changed(project, STATEMENTS, "We do not know it.", "We know it.")
    for _ in ("in no repository", "in one without a commit"):
        code, says = run(project, "seal")
        assert (code, (project / LINES).read_text("utf-8")) == (1, lines)
        assert re.search(rf"{STATEMENTS}:\d+: .*says something else than when it was published", says)
        git(project, "init", "--quiet")


def test_an_old_number_may_leave_the_log(project: Path) -> None:
    """Whoever finds that an old number could harm somebody takes it out of its entry, and no history stops that; nobody
    brings it back."""
    OTHER_NUMBER(project)
    entry("minors", f"{OF_MINORS}\n    was: 25")(project)
    assert run(project, "seal")[0] == 0
    committed(project)
    changed(project, LOG, "    was: 25\n", "")
    assert (run(project, "check")[0], run(project, "seal")[0]) == (1, 0)
    assert "25" not in git(project, "grep", "value", "--", LINES).replace("1250", "")
    assert (run(project, "check")[0], kept(project)) == (0, [])
    changed(project, LOG, "    now: 21\n", "    now: 21\n    was: 25\n")
    assert (run(project, "check")[0], run(project, "seal")[0]) == (1, 1)


def test_joined_lines_keep_their_numbers_and_never_change_by_few_again(project: Path) -> None:
    """A line of a release that was joined stands nowhere, the check is green after the command, and its number is kept,
    for it says by how much others change; a report that is moved later is refused."""
    edit(RELEASE, '"2000-Q1": 20, "2000-07": 10, "2000": 6', '"2000-Q1": 20, "2000": 16')(project)
    entry("joined", "page: statistics")(project)
    assert (run(project, "seal")[0], run(project, "check")[0]) == (0, 0)
    committed(project)
    lines, joined = (project / LINES).read_text("utf-8"), "value: 10\n    removed: true"
    assert f'"{JOINED}":\n    {joined}\n' in lines
    for new in ("value: 9\n    removed: true", "value: 10"):
        (project / LINES).write_text(lines.replace(joined, new), "utf-8")
        assert kept(project) == [f"{JOINED} published.line_changed"]
    (project / LINES).write_text(lines, "utf-8")
    changed(project, RELEASE, '"2000-Q1": 20, "2000": 16', '"2000-Q1": 19, "2000": 17')
    code, words = run(project, "check")
    assert (code, " ".join(words.split()).count("differs from what was published by fewer than")) == (1, 2)
    assert run(project, "seal")[0] == 1


def test_what_a_draft_sealed_may_be_mended(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements that were sealed before any release may change; what was sealed later may not."""
    monkeypatch.setattr(checks, "LAST_DRAFT", git(project, "rev-parse", "HEAD"))
    for old, new, says in (("We do not know it.", "We know it.", 0), ("We know it.", "We do not know it.", 1)):
        changed(project, STATEMENTS, old, new)
        without_lines(project, OF_STATEMENT)
        sealed_unseen(project)
        assert kept(project) == [f"{OF_STATEMENT} published.line_changed"] * says
        committed(project)


DIGEST = "{facts: bcdfghjklmnpqrstbcdfghjk}"
NO_LINES = ("lines: [", "lines:\n  a: {facts: 1}", f"lines:\n  cities/nowhere: {DIGEST}", f"# {'x' * 5_000_000}")
NO_LINES += (f'lines:\n  "2000-01-01": {DIGEST}', f"lines:\n  a: {DIGEST}\n  a: {DIGEST}")


def test_a_file_of_lines_that_cannot_be_right_is_refused(project: Path) -> None:
    """What cannot be read, or is of nothing, is named and never taken for no lines, and no command writes over it."""
    for text in NO_LINES:
        (project / LINES).write_text(f"{text}\n", "utf-8")
        assert (run(project, "check")[0], run(project, "seal")[0]) == (1, 1), text[:40]
        assert (project / LINES).read_text("utf-8") == f"{text}\n"


def test_the_lines_of_a_briefing_that_is_gone_are_missed_once() -> None:
    """Who takes a briefing away with its words is told so once of each file."""
    site = dataclasses.replace(site_of("example"), ledgers={}, statements={})
    gone = [problem.path for problem in in_order(published_stays(site))]
    assert [path for path in gone if path != VOCABULARY] == [LEDGER, "content/figures/2000-1.yml", STATEMENTS]
