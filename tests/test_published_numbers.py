"""What is published stays: numbers with all that is told of them, statements and corrections, in every language."""

import dataclasses
import datetime
import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from build_tools import content, versions
from build_tools.command_line import main
from build_tools.models import Corrections, Ledger, Published, Site, Statements, Vocabulary
from build_tools.models.statements import FREE
from build_tools.pipeline import pages_of
from build_tools.validate.seals import published_stays, sealed
from build_tools.versions import published_kept
from tests.conftest import ROOT, copied_example
from tests.registers import laid_series
from tests.repositories import changed, committed, git

LANGUAGES = ("kk", "ru", "en")
DAY = datetime.date(2001, 2, 1)
LEDGER, VOCABULARY = "content/figures/2000-01-01.yml", "content/vocabulary.yml"
LINES, LOG = "content/published.yml", "content/corrections.yml"
STATEMENTS, BRIEFING = "content/statements/2000-01-01.yml", "content/ru/briefings/2000-01-01.md"
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


def with_values(data: Any, values: dict[Place, Any]) -> Any:
    """Return plain data with other values in some places."""
    made = json.loads(json.dumps(data))
    for (*steps, last), value in values.items():
        inner = made
        for step in steps:
            inner = inner[step]
        inner[last] = value
    return made


def changed_site(site: Site, path: str, values: dict[Place, Any]) -> Site:
    """Return a site with other values in one file."""
    if path == LOG:
        return dataclasses.replace(
            site, corrections=Corrections.model_validate(with_values(plain(site.corrections), values))
        )
    if path in site.statements:
        file = Statements.model_validate(with_values(plain(site.statements[path]), values))
        return dataclasses.replace(site, statements={**site.statements, path: file})
    if path == VOCABULARY:
        return dataclasses.replace(
            site, vocabulary=Vocabulary.model_validate(with_values(plain(site.vocabulary), values))
        )
    ledger = Ledger.model_validate(with_values(plain(site.ledgers[path]), values))
    return dataclasses.replace(site, ledgers={**site.ledgers, path: ledger})


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


@pytest.mark.parametrize("name", ["real", "example"])
def test_each_fact_of_a_published_ledger_is_kept(name: str) -> None:
    """Each number, code, day, address and part of a table is missed when it is another, but for who has read the words,
    notes of maintainers, and what stands first on the home page."""
    site = site_of(name)
    day = "1998-02-01"
    values = {"as_of": day, "date": day, "from": day, "until": day, "period": "1998", "source": "https://a.test/"}
    for path, ledger in site.briefings.items():
        for place, value in leaves(plain(ledger)):
            if place[0] in ("id", "review", "note", "key_figures") or value is None or {*place} & {*LANGUAGES}:
                continue
            other = OTHER[type(value)](value) if type(value) in OTHER else values.get(str(place[-1]), "other")
            assert said(changed_site(site, path, {place: other})), place


@pytest.mark.parametrize("name", ["real", "example"])
def test_each_word_and_fact_of_a_statement_is_kept(name: str) -> None:
    """Whatever a statement claims is missed when it is another, but for how it stands today and to others. What was not
    found has no source, so that no other grade is possible."""
    site = site_of(name)
    for path, file in site.statements.items():
        anchors = [one.finding for one in file.statements.values() if one.finding]
        values = {"as_of": "1998-02-01", "date": "1998-02-01", "address": "https://a.test/"}
        values |= {"evidence": "other", "source_kind": "other", "finding": anchors[-1]}
        for place, value in leaves(plain(file)):
            if place[0] != "statements" or place[2] in FREE or value in (None, anchors[-1], "not_found"):
                continue
            other = OTHER[type(value)](value) if type(value) in OTHER else values.get(str(place[-1]), "Zq")
            assert said(changed_site(site, path, {place: other})) == {f"{path} statements {place[1]}"}, place


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


def entry_text(name: str, about: str) -> str:
    """Return how the log of corrections begins with an entry."""
    what = 'what: {kk: "Ойдан шығарылған.", ru: "Вымышлено.", en: "Invented."}'
    return f'corrections:\n  {name}:\n    "on": "2000-03-01"\n    since: "2000-01-01"\n    {about}\n    {what}\n'


def entry(name: str, about: str) -> Callable[[Path], None]:
    """Return what writes an entry into the log of corrections."""
    return lambda project: changed(project, LOG, "corrections:\n", entry_text(name, about))


OF_MINORS = 'briefing: "2000-01-01"\n    figure: reports_minors\n    now: 21'


def reviewed(project: Path) -> None:
    """Say that a person has read the Kazakh words of the ledger as they are."""
    state = '{kk: {state: reviewed, reviewed_by: editor, reviewed_on: "2000-06-01", reviewed_version: "000000000000"},'
    changed(project, LEDGER, "review: {kk: machine-translated,", f"review: {state}")
    read_anew(project, LEDGER, "000000000000")


def read_anew(project: Path, path: str, old: str) -> None:
    """Say that a person has read the words as they are: the check says which version to write."""
    version = re.search(rf"{path}:.* write ([0-9a-f]{{12}})", run(project, "check")[1])
    changed(project, path, old, version[1])


def test_a_new_briefing_is_kept_by_one_command(project: Path) -> None:
    """Each file with something that nothing keeps is named with the command; after it everything is kept, and a second
    run changes nothing."""
    (project / LINES).unlink()
    code, says = run(project, "check")
    assert (code, says.count("`transparency seal`")) == (0, 4)
    assert run(project, "seal")[0] == 0
    assert (project / LINES).read_bytes() == (ROOT / "tests" / "example" / LINES).read_bytes()
    assert "`transparency seal`" not in run(project, "check")[1]
    assert run(project, "seal")[0] == 0
    assert kept(project) == []


def test_the_lines_of_three_briefings_have_the_numbers_that_were_published_first(tmp_path: Path) -> None:
    """Who begins with lines after corrections writes what was there before these."""
    project = laid_series(tmp_path / "series")
    before = (project / LINES).read_bytes()
    (project / LINES).unlink()
    assert run(project, "seal")[0] == 0
    made = content.checked(project, ROOT / "site_src", DAY).published
    assert made.lines["2000-07-01/figures/reports_women"].value == 740
    assert sorted((project / LINES).read_bytes().split(b"\n")) == sorted(before.split(b"\n"))


def test_a_translation_that_a_person_has_read_is_worded_anew(project: Path) -> None:
    """Other words of a translation are refused until somebody has read them; then one command takes them, every other
    line stays, and a release has nothing against it, also after the vocabulary has words again that nobody has read."""
    changed(project, LEDGER, "Бәрі ойдан шығарылған.", "Барлығы ойдан шығарылған.")
    code, says = run(project, "check")
    assert (code, "kk of 2000-01-01/covers" in says) == (1, True)
    assert run(project, "seal")[0] == 1
    assert git(project, "diff", "--name-only", "--", LINES) == ""
    reviewed(project)
    assert run(project, "seal")[0] == 0
    assert git(project, "diff", "--numstat", "--", LINES).split()[:2] == ["1", "1"]
    assert (run(project, "check")[0], kept(project)) == (0, [])
    committed(project)
    text = (project / LEDGER).read_text("utf-8")
    (project / LEDGER).write_text(re.sub(r"\{kk: \{.*?\},", "{kk: machine-translated,", text), "utf-8")
    assert (run(project, "check")[0], kept(project)) == (0, [])


def test_of_a_statement_a_translation_alone_changes_once_it_was_read(project: Path) -> None:
    """Other words of a translation wait for a review, of a finding for one of its briefing too; the original stays,
    whatever the log of corrections says."""
    changed(project, STATEMENTS, "Это чужие цифры.", "Это цифры других.")
    assert (run(project, "check")[0], run(project, "seal")[0]) == (1, 1)
    state = 'ru: {state: reviewed, reviewed_by: editor, reviewed_on: "2000-12-02", reviewed_version: "000000000000"}'
    changed(project, STATEMENTS, "ru: machine-translated", state)
    read_anew(project, STATEMENTS, "000000000000")
    assert run(project, "seal")[0] == 0
    assert (run(project, "check")[0], kept(project)) == (0, [])
    changed(project, BRIEFING, "1. Этот вывод вымышлен.", "1. Этот вывод вымышлен. Он изменён.")
    assert "ru of 2000-01-01/statements/first_finding" in run(project, "check")[1]
    changed(project, BRIEFING, " Он изменён.", "")
    changed(project, STATEMENTS, "These are figures by others.", "These are numbers by others.")
    entry("of_it", 'briefing: "2000-01-01"\n    statement: division_counted')(project)
    assert (run(project, "check")[0], run(project, "seal")[0]) == (1, 1)


def test_words_of_the_source_change_with_a_correction_that_readers_see(project: Path) -> None:
    """What was said wrongly is said rightly once the log of corrections says so; each entry is for one time."""
    for old, new, about, fine in (
        ("All of them are invented.", "Each is invented.", PAGE, True),
        ("Each is invented.", "Nothing is real.", "", False),
        ("Nothing is real.", "Nothing of it is real.", PAGE, True),
    ):
        changed(project, LEDGER, f'en: "{old}"', f'en: "{new}"')
        if about:
            entry(f"c{len(new)}", about)(project)
        assert run(project, "check")[0] == 1
        assert run(project, "seal")[0] == 0
        assert (run(project, "check")[0], not kept(project)) == (0, fine)
        committed(project)


def test_without_an_entry_the_source_cannot_be_worded_anew(project: Path) -> None:
    """No review of a translation excuses other words in the language in which they were first written."""
    reviewed(project)
    changed(project, LEDGER, 'en: "All of them are invented."', 'en: "All of them are real."')
    before = (project / LINES).read_bytes()
    assert run(project, "seal")[0] == 1
    assert (project / LINES).read_bytes() == before


def test_a_corrected_number_leaves_its_line_alone(project: Path) -> None:
    """The line goes on saying what was published, and the log what it is now."""
    changed(project, LEDGER, "value: 25", "value: 21")
    entry("minors", f"{OF_MINORS}\n    was: 25")(project)
    assert (run(project, "check")[0], kept(project)) == (0, [])


def test_a_number_that_may_not_be_said_again_leaves_its_line(project: Path) -> None:
    """A correction without the old number asks for the command that takes it out; every other line stays, and that
    of the correction joins."""
    changed(project, LEDGER, "value: 25", "value: 21")
    entry("minors", OF_MINORS)(project)
    assert "that may not be said again" in run(project, "check")[1]
    assert run(project, "seal")[0] == 0
    diff = git(project, "diff", "--unified=0", "--", LINES).split("\n")[5:]
    assert diff[:2] == ["-    value: 25", "+    removed: true"]
    assert diff[3:5] == ['+  "corrections/minors":', "+    removed: true"]
    assert [line for line in diff[2:] if line.startswith("-")] == []
    assert (run(project, "check")[0], kept(project)) == (0, [])
    committed(project)
    changed(project, LINES, "removed: true", "value: 21")
    assert run(project, "check")[0] == 1
    keys = ("2000-01-01/figures/reports_minors", "corrections/minors")
    assert kept(project) == [f"{key} published.line_changed" for key in keys]


def test_a_figure_that_is_not_given_any_more_needs_a_correction(project: Path) -> None:
    """Who takes a figure out says why it is not given, and that the briefing was corrected."""
    line = "  reports_minors: {value: 25, gender: man, age_band: minor, within: reports_men}\n"
    label = 'label: {kk: "Ойдан шығарылған", ru: "Вымышленное число", en: "Invented number"}'
    changed(project, LEDGER, line, "")
    changed(project, LEDGER, "\ntables:", f"\nnot_given:\n  reports_minors: {{why: confidential, {label}}}\n\ntables:")
    assert run(project, "seal")[0] == 1
    entry("minors", PAGE)(project)
    assert run(project, "seal")[0] == 0
    assert (run(project, "check")[0], kept(project)) == (0, [])
    assert content.checked(project, ROOT / "site_src", DAY).published.lines["2000-01-01/figures/reports_minors"].removed


def test_what_is_wrong_otherwise_is_mended_before_anything_is_kept(project: Path) -> None:
    """Numbers that do not add up are kept by nobody."""
    (project / LINES).unlink()
    changed(project, LEDGER, "value: 133", "value: 134")
    assert run(project, "seal")[0] == 1
    assert not (project / LINES).exists()


# --- who edits the lines themselves -----------------------------------------------------------------------------


def without_lines(project: Path, *keys: str) -> None:
    """Take lines out by hand."""
    blocks = re.split(r'(?m)^(?=  ")', (project / LINES).read_text("utf-8"))
    kept_ones = (one for one in blocks if not any(f'"{key}"' in one for key in keys))
    (project / LINES).write_text("".join(kept_ones), "utf-8")


def remade(project: Path, *keys: str) -> None:
    """Put digests into lines that fit what is said now, by hand."""
    without_lines(project, *keys)
    assert run(project, "seal")[0] == 0


def names_swapped(project: Path) -> None:
    """Give two cities each other's names, with the digests that fit, as if somebody had read one translation."""
    text = (project / VOCABULARY).read_text("utf-8")
    names = [re.search(rf"\n  {city}:(?:.*\n)*? +name: (.*)\n", text)[1] for city in ("exampleton", "imaginville")]
    text = text.replace(names[0], "zq").replace(names[1], names[0]).replace("zq", names[1])
    (project / VOCABULARY).write_text(text, "utf-8")
    read_anew(project, VOCABULARY, re.search(r"reviewed_version: .([0-9a-f]{12})", text)[1])
    remade(project, *CITIES)


CITIES = ("cities/exampleton", "cities/imaginville")
MINORS, OF_STATEMENT = "2000-01-01/figures/reports_minors", "2000-01-01/statements/complaints_unknown"
OF_OTHERS, OF_ENTRY = "2000-01-01/statements/division_counted", "corrections/rights_sentence"
Edits = list[tuple[str, str, str]]
"""A file, a text that stands in it once, and another."""

EDITED: dict[str, tuple[Edits, str]] = {
    "a number": ([(LEDGER, "value: 25", "value: 21")], MINORS),
    "words in two languages": (
        [(LEDGER, 'ru: "Всё вымышлено."', 'ru: "Всё правда."'), (LEDGER, "Бәрі ойдан шығарылған.", "Бәрі шындық.")],
        "2000-01-01/covers",
    ),
    "a statement in the language of its source": ([(STATEMENTS, "We do not know it.", "We know it.")], OF_STATEMENT),
    "the day of a statement, with a translation": (
        [(STATEMENTS, 'as_of: "2000-06-30"', 'as_of: "2000-06-29"'), (STATEMENTS, "Мы этого не", "Мы это")],
        OF_STATEMENT,
    ),
    "a number that somebody else counted": ([(STATEMENTS, '"1999": 300', '"1999": 301')], OF_OTHERS),
    "the name of a statement": ([(STATEMENTS, "  complaints_unknown:", "  complaints_open:")], OF_STATEMENT),
    "the name of an entry": ([(LOG, "rights_sentence", "rights_words")], OF_ENTRY),
    "the day of an entry, with one of the log": (
        [
            (LOG, '"on": "2000-02-01"', '"on": "2000-02-02"'),
            (LOG, "corrections:\n", entry_text("a", "page: corrections")),
        ],
        OF_ENTRY,
    ),
}
"""What somebody changes, and the line that is made to fit it."""


def is_refused(project: Path, change: Callable[[Path], object], says: list[str], is_committed: bool = False) -> None:
    """Make a change that fits itself: no check refuses it, and a release does."""
    change(project)
    if is_committed:
        committed(project)
    assert (run(project, "check")[0], kept(project)) == (0, says)


def edited(name: str) -> tuple[Callable[[Path], object], list[str]]:
    """Return what makes an edit with the line that fits it, and what a release says then."""
    edits, key = EDITED[name]
    code = "line_gone" if name.startswith("the name") else "line_changed"
    return lambda project: ([changed(project, *one) for one in edits], remade(project, key)), [
        f"{key} published.{code}"
    ]


@pytest.mark.parametrize("name", EDITED)
def test_who_edits_the_lines_is_refused_by_the_history(project: Path, name: str) -> None:
    """Where lines and content fit each other, a release still has the lines of each commit, the last one too."""
    is_refused(project, *edited(name), is_committed=name in ("a number", "the name of an entry"))


def test_lines_are_not_thrown_away_and_names_of_places_not_swapped(project: Path) -> None:
    """Without its line, or without the file, a number is missed; what pages call a place stays beside its number."""
    every = [f"{key} published.line_gone" for key in site_of("example").published.lines]
    is_refused(project, lambda project: (project / LINES).unlink(), every)
    git(project, "checkout", "--", LINES)
    is_refused(project, lambda project: without_lines(project, MINORS), [f"{MINORS} published.line_gone"])
    git(project, "checkout", "--", LINES)
    is_refused(project, names_swapped, [f"{key} published.line_changed" for key in CITIES], is_committed=True)


def test_an_old_number_may_leave_the_log(project: Path) -> None:
    """Whoever finds that an old number could harm somebody takes it out of its entry, and no history stops that; nobody
    brings it back."""
    changed(project, LEDGER, "value: 25", "value: 21")
    entry("minors", f"{OF_MINORS}\n    was: 25")(project)
    assert run(project, "seal")[0] == 0
    committed(project)
    changed(project, LOG, "    was: 25\n", "")
    assert run(project, "check")[0] == 1
    assert run(project, "seal")[0] == 0
    assert "25" not in git(project, "grep", "value", "--", LINES).replace("1250", "")
    assert (run(project, "check")[0], kept(project)) == (0, [])
    committed(project)
    changed(project, LOG, "    now: 21\n", "    now: 21\n    was: 25\n")
    assert (run(project, "check")[0], run(project, "seal")[0]) == (1, 1)


def test_what_a_draft_sealed_may_be_mended(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Statements that were sealed before any release may change; what was sealed later may not."""
    monkeypatch.setattr(versions, "LAST_DRAFT", git(project, "rev-parse", "HEAD"))
    edited("a statement in the language of its source")[0](project)
    assert kept(project) == []
    committed(project)
    changed(project, STATEMENTS, "We know it.", "We do not know it.")
    remade(project, OF_STATEMENT)
    assert kept(project) == [f"{OF_STATEMENT} published.line_changed"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("lines: [\n", 1),
        ("lines:\n  a: {facts: 1}\n", 1),
        ("lines:\n  cities/nowhere: {facts: abcdefghijklmnopabcdefgh}\n", 1),
        ('lines:\n  "2000-01-01": {facts: abcdefghijklmnopabcdefgh}\n', 1),
        ('lines:\n  "1999-01-01/figures": {value: 3, facts: abcdefghijklmnopabcdefgh}\n', 1),
        ("lines:\n  a: {facts: abcdefghijklmnopabcdefgh}\n  a: {facts: abcdefghijklmnopabcdefgh}\n", 1),
        (f"# {'x' * 5_000_000}\n", 1),
    ],
)
def test_a_file_of_lines_that_cannot_be_right_is_refused(project: Path, text: str, code: int) -> None:
    """What cannot be read, or is of nothing, is named and never taken for no lines, and no command writes over it."""
    (project / LINES).write_text(text, "utf-8")
    assert run(project, "check")[0] == code
    assert run(project, "seal")[0] == 1
    assert (project / LINES).read_text("utf-8") == text


def test_the_lines_of_a_briefing_that_is_gone_are_missed_once(project: Path) -> None:
    """Who takes a briefing away with its words is told so once of each file."""
    for path in [*project.rglob("content/**/2000-01-01*")]:
        path.unlink()
    _, says = run(project, "check")
    assert says.count("was published, and is gone, renamed or removed") == 2
