"""The tools around the program: what they measure and break by chance is valid and the same each time."""

import re
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from benchmarks import finder, fuzz, narratives, report, run, synthetic, targets
from benchmarks.broken import MARK
from benchmarks.contenders import BEFORE, HUGO, OURS
from build_tools.build import content, pipeline
from build_tools.files.paths import VOCABULARY
from build_tools.load import environment, site_folder
from build_tools.models import Vocabulary
from tests.conftest import EXAMPLE, ROOT

CASES = 40

PAGES = run.Pages(mean=5_000, largest=15_000, total=20_000_000, files=3_461, shared="same")
COST = run.Cost(program=1.5, kernel=0.5, wall=2.3, memory=82_000_000, runs=3)


def result(name: str, program: float, pages: run.Pages | None = PAGES) -> run.Result:
    """A result without kernel time."""
    cost = run.Cost(program, 0.0, program, 1e6, 1)
    return run.Result(name, cost, cost, pages)


def test_synthetic_cases_are_valid_and_say_what_they_are(tmp_path: Path) -> None:
    """All cases pass every check of the content, no others are there, and each has a page in each language. Nobody can
    take one for real: id, file and each description say that it is synthetic. The case of a number has the same bytes
    however many are made, and differs from its neighbour."""
    folder = tmp_path / "project"
    synthetic.write_project(ROOT, folder, site_folder.read_record(ROOT, VOCABULARY, Vocabulary)[0], CASES)
    output = pipeline.build_pages(folder, folder / "site_src")
    ids = set(map(synthetic.case_id, range(CASES)))
    assert {case.id for case in output.site.cases.values()} == ids
    assert len(ids) == CASES
    made = [run.id_of(page.path) for page in output.pages if run.id_of(page.path)]
    assert sorted(made) == sorted([*ids] * len(output.locales))
    for path, case in output.site.cases.items():
        assert case.id.startswith(synthetic.MARK)
        assert (folder / path).read_text("utf-8").startswith(synthetic.HEAD)
        assert all(text.startswith(narratives.FIRST[code]) for code, text in case.summary.items())
    again = dict(synthetic.case_file(number, output.site.vocabulary) for number in (CASES - 1, 0))
    assert len(set(again.values())) == len(again)
    assert {path: (folder / path).read_text("utf-8") for path in again} == again


def test_the_choices_of_the_generator_stay_the_same_and_no_two_descriptions_are_alike() -> None:
    """Neither the version of Python nor its seed for hashes changes a case: results of different days compare. Each of
    a thousand synthetic stories has words of its own in every language, so no memory of texts flatters."""
    assert [synthetic.choice(number, "year", 12) for number in range(6)] == [5, 1, 7, 9, 2, 4]
    assert [synthetic.case_id(number) for number in (0, 1, 9_999)] == ["SYNBRRAD", "SYNYV3JG", "SYN7JYBT"]
    texts = [narratives.narrative(partial(synthetic.choice, number)) for number in range(1000)]
    assert [len({text[language] for text in texts}) for language in narratives.FIRST] == [1000] * 3


def test_targets_are_judged_by_their_numbers() -> None:
    """A number that just reaches its target meets it, and one above misses it; memory counts at each size, and pages
    that differ between sizes are said to depend on the number; what was not measured is called met by nothing."""
    small = replace(PAGES, largest=8_000)
    met = [run.Result(OURS, replace(COST, program=1.7), replace(COST, program=0.8), small), result(BEFORE, 2.0)]
    heavy = run.Result(OURS, COST, replace(COST, memory=400e6 + 1), replace(PAGES, shared="different"))
    unknown = [result(OURS, 2.0), run.Result(BEFORE, reason="stopped"), run.Result(HUGO, reason="stopped")]
    missed = {1000: [result(OURS, 2.3), result(BEFORE, 2.0)]}
    for results, count, right in (
        ({1000: met}, 1000, ["met"] * 4),
        (missed, 1000, ["MISSED", "MISSED", "met", "MISSED"]),
        ({1000: [result(OURS, 1.0)], 24: [heavy]}, 24, ["MISSED"] * 3),
        ({1000: unknown}, 1000, ["not measured", "not measured", "met", "MISSED"]),
    ):
        assert [line.split(": ")[0] for line in targets.verdicts(count, results)] == right
    assert "- Hugo: stopped" in report.section(1000, {1000: unknown})


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


@pytest.fixture
def _environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bring back the variables that a trial sets."""
    for name in (environment.EPOCH, environment.LANGUAGE_VARIABLES[0]):
        monkeypatch.setenv(name, "")


def test_each_copy_is_refused_or_built_and_made_again_by_its_number(tmp_path: Path) -> None:
    """The same seed and number break the same files in the same way, and afterwards all is as it was."""
    files = fuzz.copied(EXAMPLE, tmp_path / "project")

    def broken_copies() -> list[tuple[str, dict[str, bytes]]]:
        made = []
        for number in range(40):
            with fuzz.broken(tmp_path / "project", files, 3, number) as how:
                made.append((how, fuzz.files_of(tmp_path / "project")))
        return made

    first = broken_copies()
    assert first == broken_copies()
    assert fuzz.files_of(tmp_path / "project") == files
    assert len({how for how, _ in first}) > 30
    assert sum(held == files for _, held in first) < 5


@pytest.mark.usefixtures("_environment")
def test_what_is_planted_is_found_by_its_number(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What raises for a file that cannot be read is one line with the copy that it stops."""

    def raises(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(content, "Problem", raises)
    ends = fuzz.run(EXAMPLE, 3, range(4))
    lines = capsys.readouterr().out.splitlines()
    assert ends["findings"] == ends["raised ZeroDivisionError"] == len(lines) > 0
    assert re.fullmatch(r"--seed 3 --first \d: .+: raised ZeroDivisionError: .*test_benchmarks.py.*", lines[0])


@pytest.mark.parametrize(
    ("how", "ended", "said", "seconds", "found"),
    [
        ("content/site.yml: insert", "refused", "content/site.yml:1: is empty", 0.1, None),
        ("content/site.yml: insert", "refused", f"content/site.yml:1: is {MARK}", 0.1, "repeats"),
        ("content/site.yml: insert", "refused", "/a/project/content: is empty", 0.1, "repeats"),
        ("content/site.yml: insert", "red", "en/index.html: links to nothing", 0.1, "red"),
        ("site_src/quiet/a.html: insert", "red", f"en/index.html: {MARK} is undefined", 0.1, None),
        ("content/site.yml: insert", "built", "", 2.1, "takes"),
    ],
)
def test_what_counts_as_a_finding(how: str, ended: str, said: str, seconds: float, found: str | None) -> None:
    """A repeated value, a path of the machine, a site that is refused only when it is finished, and seconds of CPU."""
    wrong = fuzz.finding(how, ended, said, seconds, Path("/a/project"))
    assert wrong is None if found is None else wrong and wrong.startswith(found)
