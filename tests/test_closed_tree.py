"""Where files may lie: each other place is refused by its name, whatever lies there, before anything is committed."""

import os
import shutil
from pathlib import Path

import pytest

from build_tools.build import content, pipeline
from build_tools.disclosure.stories import NO_EXAMPLE
from build_tools.disclosure.stories import UNMARKED as NOT_SAID
from build_tools.files.paths import words_file
from build_tools.gate import FIELDS, tells_a_story
from build_tools.load.closed_tree import MISPLACED, NAMES, may_lie, place_fault, tree_problems
from build_tools.models import RECORD_KINDS, REQUIRED, fact_fields
from build_tools.render import INVENTED
from tests.conftest import EXAMPLE, ROOT
from tests.repositories import changed, committed, git, write
from tests.test_withdrawal import CASE, case

MARKED = (EXAMPLE / "cases_public/2000-1/3F7QX.yml").read_text("utf-8")
UNMARKED = "".join(line for line in MARKED.splitlines(True) if "invented" not in line.lower())
"""An invented record without its mark, as a real one is written."""

SPELT = {
    "as it is": UNMARKED,
    "with the line ends of Windows": UNMARKED.replace("\n", "\r\n"),
    "indented": "".join(f"    {line}" for line in UNMARKED.splitlines(True)),
    "as a quotation of mail": "".join(f"> {line}" for line in UNMARKED.splitlines(True)),
    "as a patch": "".join(f"+{line}" for line in UNMARKED.splitlines(True)),
    "as a numbered list": "".join(f"{n}. {line}" for n, line in enumerate(UNMARKED.splitlines(True))),
    "in capitals": UNMARKED.upper(),
    "in a block of Markdown": f"Words.\n\n```yaml\n{UNMARKED}```\n",
    "in Markdown": "".join(f"**{line.partition(':')[0]}:** x\n\n" for line in UNMARKED.splitlines(True)),
    "as rows of Markdown": "".join(f"| {line.partition(':')[0]} | x |\n" for line in UNMARKED.splitlines(True)),
}


@pytest.mark.parametrize("spelling", SPELT)
def test_a_story_pasted_into_words_is_known(spelling: str) -> None:
    """A page, a guide, a message or the remarks of a ledger hold none that does not say that it is invented."""
    assert tells_a_story("docs/a.md", SPELT[spelling])
    remarks = "".join(f"# {line}" for line in SPELT[spelling].splitlines(True))
    assert tells_a_story("content/figures/2000-01-01.yml", f"figures: {{}}\n{remarks}")
    assert not tells_a_story("docs/a.md", f"invented: true\n{SPELT[spelling]}")


ROWS = {
    "with commas": "id,registered,place,period,gender,treatment\n7Q4K,2000-01-01,x,2000,x,x\n",
    "with semicolons": "id;place;period;gender;treatment\r\n7Q4K;x;2000;x;x\r\n",
    "with tabs": "id\tplace\tperiod\tgender\ttreatment\n7Q4K\tx\t2000\tx\tx\n",
    "as a table of Markdown": "|place|period|gender|treatment|\n|---|---|---|---|\n|x|2000|x|x|\n",
}


@pytest.mark.parametrize("spelling", ROWS)
def test_rows_of_the_register_pasted_into_words_are_known(spelling: str) -> None:
    """A head with fields of the register and a row below it stop a page; a sentence or a head alone does not."""
    assert tells_a_story("docs/a.md", f"Words.\n\n{ROWS[spelling]}")
    assert not tells_a_story("docs/a.md", f"Words.\n\n{ROWS[spelling].splitlines()[0]}\n\nMore words, and more.\n")
    assert not tells_a_story(
        "docs/a.md", "The columns are place, period, gender, authority.\nThey are explained below.\n"
    )


def test_the_names_that_a_story_is_known_by_are_those_of_its_fields() -> None:
    """A new field of a case is looked for too, though what looks for it loads no model."""
    assert tuple(fact_fields()) == FIELDS


def test_every_file_of_the_project_may_lie_where_it_lies() -> None:
    """The list names the files of this repository, of each kind of record, of its schemas and of each required page."""
    files = git(ROOT, "ls-files").split("\n")
    pages = [words_file("kk", name) for name in REQUIRED]
    known = [path for kind in RECORD_KINDS for path in kind.files]
    assert [
        path for path in (*files, *known, *(kind.schema for kind in RECORD_KINDS), *pages) if not may_lie(path)
    ] == []
    folders = {kind.place.rstrip("/") for kind in RECORD_KINDS if kind.in_folder}
    assert folders <= {*NAMES, "cases_public"}


PLACES = (
    "tests/example/content/7Q4K.yml",
    "content/7Q4K.yml",
    "content/drafts/7Q4K.yml",
    "content/figures/7Q4K.yml",
    "content/figures/2000-1.csv",
    "content/en/7Q4K.yml",
    "content/en/.7Q4K.md.swp",
    "content/en/photo.jpg",
    "content/kk/places/aktau.md",
    "content/db.xlsx",
    "cases_public/notes/x.txt",
    "cases_public/7Q4K.yml",
    "cases_public/2000-1/7Q4K.yaml",
    "cases_public/2000-1/7Q4K.yml~",
    "cases_public/2000-1/7Q4K.YML",
    "cases_public/2000-1/a/7Q4K.yml",
    "Cases_Public/2000-1/7Q4K.yml",
    "cases_\u200cpublic/2000-1/7Q4K.yml",
    "cases_public./2000-1/7Q4K.yml",
    *(f"content/kk/k/{name}.md" for name in ("family", "0", "100", "1/family")),
)

ELSEWHERE = (
    "7Q4K.yml",
    "notes.txt",
    "register.csv",
    "all.sqlite",
    "docs/7Q4K.yml",
    "docs/7Q4K.md",
    "docs/old.doc",
    "docs/register.csv",
    "tests/7Q4K.yml",
    "tests/register.csv",
    "tests/rules/7Q4K.yml",
    "tests/golden/data/register.csv",
    "tests/example/case.json",
    "site_src/7Q4K.yml",
    "site_src/templates/x.csv",
    "build_tools/x.csv",
    "benchmarks/x.yml",
    "deploy/list.txt",
    ".github/7Q4K.bak",
    ".github/workflows/x.csv",
    "Иванов/new.yml.orig",
    *("AUTHORS", "build.log", ".devcontainer/devcontainer.json", "docs/map.svg", "deploy/my server.conf"),
)


@pytest.mark.parametrize("path", PLACES)
def test_nothing_lies_in_another_place(path: str) -> None:
    """Among content and stories a draft, a photo, a table and a copy have no place, also where some computers take a
    folder for theirs."""
    assert not may_lie(path)


@pytest.mark.parametrize("path", ELSEWHERE)
def test_elsewhere_a_project_holds_what_it_likes(path: str) -> None:
    """A file that the program did not expect stops nobody outside of what is published; what it says is judged."""
    assert may_lie(path)


def test_a_file_of_words_that_belongs_to_no_page_is_told_which_names_there_are() -> None:
    """Words of help that no page takes would be missing without a word; which places have a page, the figures say."""
    right = (*(f"k/{name}" for name in ("1", "12", "index", "phone")), "places/each")
    assert [place_fault(f"content/kk/{name}.md") for name in right] == [None] * 5
    for name, said in (("k/family", "<situation>.md"), ("places/aktau", "each.md")):
        fault = place_fault(f"content/kk/{name}.md")
        assert fault
        assert str(fault.values["names"]).startswith(said)


@pytest.mark.parametrize("in_git", [True, False])
def test_what_lies_elsewhere_is_found_by_the_check(tmp_path: Path, in_git: bool) -> None:
    """Committed, new and hidden files are named; what git is told to ignore is not committed and passes, but for the
    folder of cases; what lies elsewhere passes, also a link and a pipe."""
    for place in (*PLACES, *ELSEWHERE):
        write(tmp_path, place, "x\n")
    (tmp_path / ".venv").symlink_to("/usr")
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path, "cases_public/2000-1/3F7QX.yml", UNMARKED)
    write(tmp_path, "site/data/cases.json", "{}")
    write(tmp_path, ".gitignore", "/site/\n/private/\n*.tmp\n/pipe\n")
    if in_git:
        committed(tmp_path)
        git(tmp_path, "rm", "--quiet", "--cached", "content/7Q4K.yml")
        write(tmp_path, "private/7Q4K.yml", UNMARKED)
    write(tmp_path, "cases_public/2000-1/3F7QX.tmp", UNMARKED)
    found = list(tree_problems(tmp_path))
    closed = {place for place in PLACES if not place.startswith("tests/")}
    assert {problem.path for problem in found} == {*closed, "cases_public/2000-1/3F7QX.tmp"}
    assert {problem.code for problem in found} == {MISPLACED.code, *(["tree.spreadsheet"] if in_git else [])}


@pytest.mark.parametrize("name", ["register.xlsx", "docs/Register.ODS", "a/b/old.xls", "cases_public/register.xlsx"])
def test_a_register_in_the_project_is_named_and_not_committed(name: str, tmp_path: Path) -> None:
    """Whoever lays a spreadsheet into the project is told so by the check, and git does not take it by itself."""
    shutil.copy(ROOT / ".gitignore", tmp_path)
    committed(tmp_path)
    write(tmp_path, name, "x\n")
    assert [(one.path, one.code) for one in tree_problems(tmp_path)] == [(name, "tree.spreadsheet")]
    git(tmp_path, "add", "--all")
    assert git(tmp_path, "diff", "--cached", "--name-only") == ""


COPIES = ("7Q4K.yml~", "#7Q4K.yml#", "._7Q4K.yml", ".7Q4K.yml.swp", ".#7Q4K.yml", "~$7Q4K.yml", "Thumbs.db")
COPIES += ("desktop.ini", ".DS_Store", ".hidden/x", ".7Q4K.yml", ".gitignore")


def test_a_folder_of_cases_holds_cases_alone(example: Path) -> None:
    """Copies that editors and systems leave beside a case are refused by place, whatever is in them, also where git is
    told to ignore them; only the README and the schema may lie there."""
    for name in COPIES:
        write(example, f"cases_public/2000-1/{name}", "x\n")
    write(example, "cases_public/README.md", "Words.\n")
    write(example, "cases_public/2000-1/README.md", "Words.\n")
    named = {problem.path.removeprefix("cases_public/2000-1/") for problem in tree_problems(example)}
    assert named == {*COPIES, "README.md"}


def test_one_word_of_the_settings_lets_no_case_through(small_project: Path) -> None:
    """In a site that calls itself invented, a story that does not say so too is refused; in any other site, one that
    says so belongs among the examples."""
    said = {}
    for site in (True, False):
        for story in (True, False):
            write(small_project, CASE, case() + ("invented: true\n" if story else ""))
            _, problems = content.read(small_project, small_project / "site_src")
            faults = [problem.fault for problem in problems if problem.path == CASE]
            said[site, story] = [fault for fault in faults if fault in (NOT_SAID, NO_EXAMPLE)]
        changed(small_project, "content/site.yml", "\ninvented: true", "") if site else None
    assert said == {
        (True, True): [],
        (True, False): [NOT_SAID],
        (False, True): [NO_EXAMPLE],
        (False, False): [],
    }


def test_everything_in_an_invented_site_says_so(output: pipeline.Output) -> None:
    """Each page has the mark in its ribbon or in itself, and so has each file that may be passed on alone; papers say
    what the other files of the kit say, and a site map has no words."""
    said = {code: locale.translate(INVENTED) for code, locale in output.locales.items()}
    assert all(page.example for page in output.pages)
    for page in (page for page in output.pages if page.quiet):
        assert said[page.language] in output.view(page).content, page.path
    for download in output.downloads:
        data = (
            output.drawn[download.path]
            if download.path.endswith(".png")
            else download.data().decode("utf-8", "replace")
        )
        marks = (*said.values(), '"invented": true', "\ntrue,", "\ntrue;")
        assert download.path.endswith((".pdf", "sitemap.xml")) or any(
            " ".join(m.split()) in " ".join(data.split()) for m in marks
        ), download.path


def test_nothing_else_says_that_it_is_invented(real: pipeline.Output) -> None:
    """In a site that is real, only pages of examples have the mark of an invented site, and no picture."""
    examples = ("cases/", "statistics-examples", "contacts-examples")
    assert {page.example for page in real.pages if not page.subpath.startswith(examples)} == {False}
    drawn = "\n".join(words for path, words in real.drawn.items() if path.endswith(".png"))
    assert [word for word in ("Ойдан", "Вымышлен", "Invented") if word in drawn] == []
