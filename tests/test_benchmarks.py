"""The measurement: its cases are valid and always the same, and its tables say what was measured. Measures nothing."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from benchmarks import finder, narratives, report, run, synthetic, targets
from benchmarks.__main__ import shared_ids
from benchmarks.contenders import BEFORE, HUGO, OURS
from build_tools import content, pipeline

ROOT = Path(__file__).parents[1]
CASES = 40

PAGES = run.Pages(mean=5_000, largest=15_000, total=20_000_000, files=3_461, shared="same")
COST = run.Cost(program=1.5, kernel=0.5, wall=2.3, memory=82_000_000, runs=3)


def result(name: str, program: float, pages: run.Pages | None = PAGES) -> run.Result:
    """A result without kernel time."""
    cost = run.Cost(program, 0.0, program, 1e6, 1)
    return run.Result(name, cost, cost, pages)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pipeline.Output]:
    """A project with synthetic cases, and its pages."""
    folder = tmp_path_factory.mktemp("benchmarks") / "project"
    vocabulary = content.checked(ROOT, ROOT / "site_src").vocabulary
    synthetic.write_project(ROOT, folder, vocabulary, CASES)
    return folder, pipeline.build_pages(folder, folder / "site_src")


def test_synthetic_cases_are_valid_and_each_has_its_pages(measured: tuple[Path, pipeline.Output]) -> None:
    """All cases pass every check of the content, no others are there, and each has a page in each language."""
    _, output = measured
    ids = set(map(synthetic.case_id, range(CASES)))
    assert {case.id for case in output.site.cases.values()} == ids
    assert len(ids) == CASES
    made = [run.id_of(page.path) for page in output.pages if run.id_of(page.path)]
    assert sorted(made) == sorted([*ids] * len(output.locales))


def test_synthetic_cases_say_what_they_are(measured: tuple[Path, pipeline.Output]) -> None:
    """Nobody can take one for real: the id, the file and each description say that it is synthetic."""
    folder, output = measured
    for path, case in output.site.cases.items():
        assert case.id.startswith(synthetic.MARK)
        assert (folder / path).read_text("utf-8").startswith(synthetic.HEAD)
        assert all(text.startswith(narratives.FIRST[code]) for code, text in case.summary.items())


def test_a_synthetic_case_depends_on_its_number_alone(measured: tuple[Path, pipeline.Output]) -> None:
    """The case of a number has the same bytes however many are made, and differs from its neighbour."""
    folder, output = measured
    made = dict(synthetic.case_file(number, output.site.vocabulary) for number in (CASES - 1, 0))
    assert len(set(made.values())) == len(made)
    assert {path: (folder / path).read_text("utf-8") for path in made} == made


def test_the_choices_of_the_generator_stay_the_same() -> None:
    """Neither the version of Python nor its seed for hashes changes a case: results of different days compare."""
    assert [synthetic.choice(number, "year", 12) for number in range(6)] == [5, 1, 7, 9, 2, 4]
    assert [synthetic.case_id(number) for number in (0, 1, 9_999)] == ["SYNBRRAD", "SYNYV3JG", "SYN7JYBT"]


def test_no_two_descriptions_are_alike() -> None:
    """Each of a thousand synthetic stories has words of its own in every language, so no memory of texts flatters."""
    texts = [narratives.narrative(partial(synthetic.choice, number)) for number in range(1000)]
    assert {language: len({text[language] for text in texts}) for language in narratives.FIRST} == dict.fromkeys(
        narratives.FIRST, 1000
    )


def test_a_line_of_the_table_says_what_was_measured() -> None:
    """Seconds of program and kernel are added, bytes become KB and MB in powers of ten, and ours is the measure."""
    line = report.cells(run.Result("Other", replace(COST, program=2.5), COST, PAGES), replace(COST, program=0.3))
    assert line == ("Other", "3.00", "2.00", "0.50", "2.5", "2.3", "82", "5.0", "15.0", "20.0", "3,461", "3")


def test_targets_are_judged_by_their_numbers() -> None:
    """A number that just reaches its target meets it, and one above misses it."""
    small = replace(PAGES, largest=8_000)
    met = [run.Result(OURS, replace(COST, program=1.7), replace(COST, program=0.8), small), result(BEFORE, 2.0)]
    assert [line.split(": ")[0] for line in targets.verdicts(1000, {1000: met})] == ["met"] * 4
    missed = [result(OURS, 2.3), result(BEFORE, 2.0)]
    said = list(targets.verdicts(1000, {1000: missed}))
    assert [line.split(": ")[0] for line in said] == ["MISSED", "MISSED", "met", "MISSED"]


def test_memory_and_independence_are_judged() -> None:
    """Memory counts at each size; pages that differ between sizes are said to depend on the number."""
    cost = replace(COST, memory=400e6 + 1)
    results = {1000: [result(OURS, 1.0)], 24: [run.Result(OURS, cost, cost, replace(PAGES, shared="different"))]}
    said = list(targets.verdicts(24, results))
    assert [line.split(": ")[0] for line in said] == ["MISSED", "MISSED", "MISSED"]


def test_a_site_without_stories_shows_nothing_of_their_pages() -> None:
    """Where no page of a story was made, none is called small enough or like elsewhere, and no cell says 0 KB."""
    none = run.Result(OURS, COST, COST, replace(PAGES, mean=0, largest=0, shared="of none"))
    results = {0: [none], 24: [result(OURS, 1.0)], 1000: [result(OURS, 1.0)]}
    assert [line.split(": ")[0] for line in targets.verdicts(0, results)] == ["not measured", "not measured", "met"]
    assert list(targets.verdicts(1000, results))[-1].startswith("met: case pages do not depend")
    assert report.cells(none, COST)[7:9] == (report.UNKNOWN,) * 2
    assert shared_ids([0, 24, 1000]) == set(map(synthetic.case_id, range(24)))


def test_what_was_not_measured_is_said_to_be_unknown() -> None:
    """A contender that was left out has no numbers, and no target is called met because of it."""
    results = {1000: [result(OURS, 2.0), run.Result(BEFORE, reason="stopped"), run.Result(HUGO, reason="stopped")]}
    text = report.section(1000, results)
    assert "- Hugo: stopped" in text
    assert text.count("not measured: ") == 2
    assert report.cells(results[1000][1], COST)[1:-1] == (report.UNKNOWN,) * 10


def test_only_pages_of_cases_are_measured_as_such(tmp_path: Path) -> None:
    """Mean and largest are those of case pages wherever a generator puts them; lists and files count in the total."""
    for path, size in {
        "ru/cases/SYN00000.html": 10,
        "kk/cases/SYN00001/index.html": 30,
        "ru/cases/region/SYN.html": 100,
        "ru/cases/SYN00000/more.html": 200,
        "data/cases.csv": 1000,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x" * size)
    pages = run.pages_in(tmp_path, frozenset({"SYN00000"}))
    assert (pages.mean, pages.largest, pages.total, pages.files) == (20, 30, 1340, 5)
    assert pages.shared == run.pages_in(tmp_path, frozenset({"SYN00000", "SYN09999"})).shared
    assert pages.shared != run.pages_in(tmp_path, frozenset({"SYN00001"})).shared


@pytest.mark.skipif(sys.platform == "win32", reason="measures with wait4")
def test_a_build_that_fails_is_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that ends with an error stops the measurement with what it said; packages may be kept compiled."""
    monkeypatch.setenv(run.UNCOMPILED, "1")
    (tmp_path / "project").mkdir()
    ask = f"import os, sys; sys.exit({run.UNCOMPILED!r} in os.environ and 'not handed on')"
    cost = run.build((sys.executable, "-c", ask), tmp_path / "project", 60)
    assert cost["exit"] == 0
    with pytest.raises(run.Failed, match="the reason"):
        run.build((sys.executable, "-c", "raise SystemExit('the reason')"), tmp_path / "project", 60)


@pytest.fixture
def listening() -> Iterator[None]:
    """Programs of a test heed Ctrl-C, also where the tests themselves were started in the background and do not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(sys.platform == "win32", reason="measures with wait4")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.usefixtures("listening")
def test_a_measurement_that_is_stopped_leaves_nothing_running(tmp_path: Path, sent: signal.Signals) -> None:
    """Whoever ends the measurement, politely or with Ctrl-C, ends the command that it measures."""
    os.mkfifo(tmp_path / "number")
    command = ["/bin/sh", "-c", f"echo $$ > '{tmp_path}/number'; exec sleep 600"]
    words = [sys.executable, str(ROOT / "benchmarks" / "measure.py"), "600", str(tmp_path / "log"), *command]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as measuring:
        child = int((tmp_path / "number").read_text("utf-8"))
        measuring.send_signal(sent)
        assert measuring.wait() != 0
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_the_texts_of_the_finder_are_of_every_kind_and_always_the_same() -> None:
    """Short ones of 10 to 60 words and long ones in each language, items among them; summaries differ."""
    kinds = finder.texts()
    assert kinds == finder.texts()
    assert [kind.partition(",")[0] for kind in kinds] == ["short"] * 4 + ["long"] * 3
    assert all(len(text.split()) in finder.SHORT for kind in list(kinds)[:3] for text in kinds[kind])
    assert all(len(text.split()) >= finder.LONG for kind in list(kinds)[4:] for text in kinds[kind])
    assert min(map(len, kinds.values())) >= 15
    summaries = list(finder.summaries(60))
    assert len(set(summaries)) == 60
    assert {len(text.split()) for text in summaries} == {finder.WORDS_OF_A_SUMMARY}
