"""A field for which older records were never asked: how it reads, counts and shows, and that no old file changes."""

import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.synthetic import write_snapshots
from build_tools import load
from build_tools.aggregate import STATISTICS
from build_tools.aggregate.statistics import count
from build_tools.disclosure import digest_of, register
from build_tools.models import NOT_ASKED, NOT_STATED, Case, Vocabulary, fact_fields, release_order
from build_tools.pipeline import build_pages
from build_tools.problems import Problem, sentence
from build_tools.validate import MORE, validate
from build_tools.validate.vocabulary import LISTS
from tests.conftest import EXAMPLE, ROOT
from tests.site_builder import DAY, Plain, built, case, case_file, plain
from tests.test_data import told, written

OLD, NEW, SHOWN = "2000-1", "2000-10", "examples"
SINCE = "2000-2"
LABEL = re.compile(r"(?m)^  (complaint|assistance): \{label:")
SAID = {
    "kk": "Бұл туралы сұралмағандықтан, мұнда есептелмеген: 6 ",
    "ru": "Здесь не учтены, потому что об этом тогда не спрашивали: 6 ",
    "en": "Not counted here, because they were never asked about this: 6 ",
}


@pytest.fixture
def late(tmp_path: Path) -> Path:
    """A copy of the example in which complaint and assistance are asked since a release."""
    for part in ("content", "cases_public"):
        shutil.copytree(EXAMPLE / part, tmp_path / part)
    vocabulary = tmp_path / "content" / "vocabulary.yml"
    text, found = LABEL.subn(rf'  \1: {{asked_since: "{SINCE}", label:', vocabulary.read_text("utf-8"))
    assert found == 2
    vocabulary.write_text(text, "utf-8")
    return tmp_path


def without(folder: Path, *names: str, release: str = OLD) -> list[Path]:
    """Delete the lines of fields from all cases of a release; return their files."""
    files = sorted((folder / "cases_public" / release).glob("*.yml"))
    for file in files:
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.startswith(names)), "utf-8")
    return files


def read(folder: Path) -> tuple[dict[str, Case], list[str]]:
    """Read a folder: its cases, and what is said of them."""
    site, problems = load.load_site(folder, ROOT / "site_src" / "locales", DAY)
    return dict(site.cases), said([problem for problem in (*problems, *validate(site)) if "cases" in problem.path])


def said(problems: list[Problem]) -> list[str]:
    """Return the sentences of problems, but not that more may follow."""
    return [sentence(problem) for problem in problems if problem.fault != MORE]


def test_a_case_that_was_never_asked_says_so(late: Path) -> None:
    """An older case without the line is right and reads as *not asked*, which is not *not stated*; one that has the
    line keeps what it says."""
    first, *rest = without(late, "complaint", "assistance")
    first.write_text(first.read_text("utf-8") + "complaint: filed\n", "utf-8")
    cases, sentences = read(late)
    assert sentences == []
    name = {path.name: f"cases_public/{OLD}/{path.name}" for path in (first, *rest)}
    assert {(cases[name[path.name]].complaint, cases[name[path.name]].assistance) for path in rest} == {
        (NOT_ASKED, (NOT_ASKED,))
    }
    assert (cases[name[first.name]].complaint, cases[name[first.name]].assistance) == ("filed", (NOT_ASKED,))
    assert NOT_ASKED != NOT_STATED


@pytest.mark.parametrize("release", [SINCE, NEW, SHOWN])
def test_a_case_of_that_release_or_later_must_have_the_field(late: Path, release: str) -> None:
    """The tenth release of a year is newer than its second, and examples are the newest."""
    (late / "cases_public" / release).mkdir(exist_ok=True)
    case = (late / "cases_public" / OLD / "3F7QX.yml").read_text("utf-8")
    text = case.replace(f'"{OLD}"', f'"{release}"').replace("3F7QX", "ZZZZZ").replace("complaint:", "# ")
    (late / "cases_public" / release / "ZZZZZ.yml").write_text(text, "utf-8")
    path = f"cases_public/{release}/ZZZZZ.yml"
    assert read(late)[1] == [f"{path}: complaint: is missing; add it"]


def test_a_field_without_a_release_is_asked_of_all(late: Path) -> None:
    """Where the codebook says nothing, a line that lacks is an error as ever."""
    files = without(late, "authority")
    assert read(late)[1] == [f"cases_public/{OLD}/{file.name}: authority: is missing; add it" for file in files]


@pytest.mark.parametrize("written", ["complaint: not_asked", "assistance: [not_asked]"])
def test_no_file_says_itself_that_it_was_not_asked(late: Path, written: str) -> None:
    """Neither an old case nor a new one may write it, alone or in a list."""
    name = written.partition(":")[0]
    old = [file.name for file in without(late, name)]
    for release in (OLD, SHOWN):
        without(late, name, release=release)
        for file in (late / "cases_public" / release).glob("*.yml"):
            file.write_text(f"{file.read_text('utf-8')}{written}\n", "utf-8")
    sentences = read(late)[1]
    assert len(sentences) == len(list((late / "cases_public").rglob("?????.yml"))) > len(old)
    assert {line.split(": ", 1)[1].split(";")[0] for line in sentences} == {
        f"{name}: is what a record says that was never asked"
    }


def test_not_asked_among_other_codes_is_an_unknown_code(late: Path) -> None:
    """It says nothing beside an answer."""
    (file, *_) = without(late, "assistance")
    file.write_text(f"{file.read_text('utf-8')}assistance: [none, not_asked]\n", "utf-8")
    assert "is not a code of assistance" in " ".join(read(late)[1])


def test_nothing_lacks_for_sure_while_the_codebook_cannot_be_read(late: Path) -> None:
    """Nobody is told to add a line that may not be asked for; the codebook is named instead."""
    without(late, "complaint")
    vocabulary = late / "content" / "vocabulary.yml"
    vocabulary.write_text(vocabulary.read_text("utf-8").replace("\nfields:\n", "\nfeilds:\n"), "utf-8")
    site, problems = load.load_site(late, ROOT / "site_src" / "locales", DAY)
    named = {problem.path for problem in (*problems, *validate(site))}
    assert "content/vocabulary.yml" in named
    assert [path for path in named if "cases" in path] == []


def test_a_question_that_comes_later_changes_nothing_of_what_was_accepted() -> None:
    """The digest of a record says nothing of a field that it was not asked for, as if there was no such field."""
    record = Case.model_validate(case(1, complaint=NOT_ASKED, assistance=[NOT_ASKED]))
    names = {"id", "release", *fact_fields()} - {"complaint", "assistance"}
    stated = json.dumps({name: getattr(record, name) for name in names}, sort_keys=True)
    digits = hashlib.sha256(stated.encode()).hexdigest()[:24]
    assert digest_of(record) == digits.translate(str.maketrans("0123456789abcdef", "abcdefghijklmnop"))


def test_releases_order_by_year_then_number() -> None:
    """The number is a number, not a text; examples come last."""
    ordered = ["1999-12", "2000-1", "2000-2", "2000-10", "2001-1", "examples"]
    assert sorted(sorted(ordered, reverse=True), key=release_order) == ordered


def counted(*cases: Plain) -> dict[str, tuple[int, int, dict[str, int]]]:
    """Count cases by every statistic: the total, how many were not asked, and the rows."""
    data = {**plain(), "cases": {case_file(one): one for one in cases}}
    site = built(data)
    cases_of_it = register(site.cases.values(), example=True)
    tables = [count(statistic, cases_of_it, site.vocabulary) for statistic in STATISTICS]
    return {table.name: (table.total, table.not_asked, {row.code: row.value for row in table.rows}) for table in tables}


def test_who_was_not_asked_is_no_part_of_a_statistic() -> None:
    """The total and the rows are of those who were asked; other statistics count everybody."""
    found = counted(
        case(1, complaint="filed"),
        case(2, complaint="not_stated", treatment=[NOT_ASKED]),
        case(3, complaint=NOT_ASKED),
        case(4, complaint=NOT_ASKED),
    )
    assert found["complaint"] == (2, 2, {"filed": 1, "not_stated": 1})
    assert found["treatment"] == (3, 1, {"beating": 3, "threat": 3})
    assert found["gender"] == (4, 0, {"woman": 4})


def test_no_ladder_leads_to_or_from_not_asked() -> None:
    """In no list of the real codebook is it a code, so nothing can be coarsened to it, nor it to anything."""
    vocabulary, _ = load.read_record(ROOT, "content/vocabulary.yml", Vocabulary)
    assert vocabulary
    for name in LISTS:
        terms = getattr(vocabulary, name)
        assert NOT_ASKED not in {*terms, *(term.broader for term in terms.values())}


def test_pages_and_downloads_say_what_was_not_asked(late: Path) -> None:
    """The page of a case names it in each language, tables count it apart with a note, files of data have the code
    as their description says, and the codebook says since when the field is asked."""
    files = without(late, "complaint", "assistance")
    write_snapshots(late)
    output = build_pages(late, ROOT / "site_src")
    pages = {page.path: page for page in output.pages}
    for language, name in (("kk", "Сұралмаған"), ("ru", "Не спрашивали"), ("en", "Not asked")):
        facts = output.view(pages[f"{language}/cases/{files[0].stem}.html"]).content
        assert facts.count(f"<dd>{name}</dd>") == 2
        statistics = output.view(pages[f"{language}/statistics.html"]).content
        assert statistics.count(SAID[language]) == 1
        assert name not in output.view(pages[f"{language}/cases/index.html"]).content
    made = {download.path: download.data() for download in output.downloads if "data/" in download.path}
    assert told(written(made, late / "made")) == set()
    data = {path: content.decode() for path, content in made.items()}
    rows = list(csv.DictReader(io.StringIO(data["data/cases.csv"].removeprefix("\ufeff"))))
    assert {(row["complaint"], row["assistance"]) for row in rows} == {(NOT_ASKED, NOT_ASKED)}
    records = json.loads(data["data/cases.json"])["cases"]
    assert {(one["complaint"], *one["assistance"]) for one in records} == {(NOT_ASKED, NOT_ASKED)}
    codes = csv.DictReader(io.StringIO(data["data/codebook.csv"].removeprefix("\ufeff")))
    since = {(row["list"], row["code"]) for row in codes if row["asked_since"] == SINCE}
    assert since == {("fields", "complaint"), ("fields", "assistance")}


FIELD = '    medical_report: Annotated[AnyCode, Codes("medical_reports")]\n'
TERMS = """\

medical_reports:
  drawn_up:
    label: {kk: "Мысал", ru: "Пример", en: "Example answer"}
    broader: not_stated
  not_stated:
    label: {kk: "Көрсетілмеген", ru: "Не указано", en: "Not stated"}
"""
NAME = (
    '  medical_report:\n    asked_since: "2001-1"\n    label: {kk: "Мысал өріс", ru: "Пример", en: "Example field"}\n'
)
TRANSPARENCY = [sys.executable, "-m", "build_tools", "--root", "."]


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the program that lies in a folder on the content that lies there."""
    environment = {**os.environ, "TRANSPARENCY_LANGUAGE": "en"}
    return subprocess.run([*TRANSPARENCY, *words], cwd=folder, env=environment, capture_output=True, text=True)


def changed(file: Path, old: str, new: str) -> None:
    """Put a text in the place of another, once."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, file
    file.write_text(text.replace(old, new), "utf-8")


def test_a_new_coded_field_needs_no_edit_of_a_published_case(late: Path) -> None:
    """A line of the model, one of the vocabulary and the codebook are enough in a copy of the program: no case of a
    release is touched, the check asks for the field in the invented examples alone, and pages show it."""
    for part in ("build_tools", "site_src"):
        shutil.copytree(ROOT / part, late / part, ignore=shutil.ignore_patterns("__pycache__"))
    changed(late / "build_tools/models/case.py", "    consent: Consent\n", f"{FIELD}    consent: Consent\n")
    lists = late / "build_tools/models/vocabulary.py"
    changed(
        lists, "    access: dict[Code, Term]\n", "    access: dict[Code, Term]\n    medical_reports: dict[Code, Term]\n"
    )
    vocabulary = late / "content/vocabulary.yml"
    changed(vocabulary, "\nfields:\n", f"\nfields:\n{NAME}")
    text = re.sub(
        r"  ru:\n    state: reviewed\n(    review.*\n)+", "  ru: machine-translated\n", vocabulary.read_text("utf-8")
    )
    vocabulary.write_text(text + TERMS, "utf-8")
    check = run(late, "check")
    examples = sorted((late / "cases_public/examples").glob("*.yml"))
    lines = [f"cases_public/examples/{file.name}:2: medical_report: is missing; add it" for file in examples]
    assert (check.returncode, check.stderr.splitlines()) == (1, [*lines, MORE.message])
    for file in examples:
        file.write_text(f"{file.read_text('utf-8')}medical_report: drawn_up\n", "utf-8")
    done = run(late, "export", "out")
    assert (done.returncode, done.stderr) == (0, "")
    old, shown = (late / "out/en/cases" / name for name in ("3F7QX.md", f"examples/{examples[0].stem}.md"))
    assert "<dt>Example field</dt><dd>Not asked</dd>" in old.read_text("utf-8")
    assert "<dt>Example field</dt><dd>Example answer</dd>" in shown.read_text("utf-8")
