"""The command that withdraws a case: what it does, what forbids it, and that nothing tells of the case any more."""

import re
import subprocess
from pathlib import Path

import pytest

from build_tools.build import content, pipeline
from build_tools.build.withdrawn import waits, withdrawn_by_head
from build_tools.git import Unknown
from build_tools.models import version_of
from build_tools.problems import Refused
from build_tools.publish.withdrawal import carry_out, plan_of
from tests.conftest import publishable_example
from tests.repositories import asked, changed, committed, git, write
from tests.test_withdrawal import CASE, REVIEWED, STONE, TOMBSTONE, case

ADDRESS = "https://somewhere.zz/{}/cases/7Q4K.html"
PAGE = "content/{}/method.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project that can be published, with one story as if it were real, committed."""
    made = publishable_example(tmp_path / "a project")
    write(made, CASE, case())
    committed(made)
    return made


def stated(project: Path) -> str:
    """Return what is changed, staged or not."""
    return git(project, "status", "--porcelain")


def test_a_case_is_withdrawn_by_one_command(project: Path) -> None:
    """The case goes, its tombstone comes, both are staged; the command that is printed makes a commit that goes out;
    what is half finished elsewhere is no matter."""
    write(project, "content/en/half.md", "no page yet\n")
    done = asked(project, "withdraw", "7q4k")
    assert (done.exit_code, done.stderr) == (0, "")
    assert stated(project).splitlines() == [f"D  {CASE}", f"A  {STONE}", "?? content/en/half.md"]
    assert (project / STONE).read_text("utf-8") == TOMBSTONE
    assert 'Now, the same day: `git commit -m "withdraw a case"`, then `git push`' in done.stdout
    assert "The history of the repository holds the record" in done.stdout
    assert "forget cases/7Q4K.html" in done.stdout
    (project / "content/en/half.md").unlink()
    git(project, "commit", "--quiet", "--message", "withdraw a case")
    assert withdrawn_by_head(project) == {"7Q4K"}
    assert "is in the way" in asked(project, "withdraw", "7Q4K").stderr


FORBIDDEN = {
    "an id that is nowhere": (lambda project: None, "7Q4M", "there is no case of this id"),
    "no id": (lambda project: None, "../site", "there is no case of this id"),
    "an example": (lambda project: None, "2M8VE", "examples/2M8VE.yml: is in the way"),
    "two files": (
        lambda project: write(project, "cases_public/2000-1/7Q4K (1).yml", case()),
        "7Q4K",
        f"{CASE}: is in the way",
    ),
    "a changed file": (
        lambda project: changed(project, CASE, "consent:", "# a remark\nconsent:"),
        "7Q4K",
        f"{CASE}: would be changed by the same commit",
    ),
    "something else that is staged": (
        lambda project: (write(project, "notes.txt", "words\n"), git(project, "add", "notes.txt")),
        "7Q4K",
        "notes.txt: would be changed by the same commit",
    ),
    "a tombstone already": (
        lambda project: write(project, STONE, TOMBSTONE),
        "7Q4K",
        f"{CASE}: is in the way",
    ),
    "words that name it": (
        lambda project: (changed(project, PAGE.format("ru"), "\n---\n", "\n---\n\nДело 7Q4K.\n"), committed(project)),
        "7Q4K",
        "content/ru/method.md:",
    ),
    "data that name it": (
        lambda project: (changed(project, "content/law.yml", "\n", "\n# as in 7Q4K\n"), committed(project)),
        "7Q4K",
        "content/law.yml:2: names the case",
    ),
}


@pytest.mark.parametrize("name", FORBIDDEN)
def test_nothing_is_done_where_something_forbids_it(project: Path, name: str) -> None:
    """Each reason is said with its place, and files and index stay as they were."""
    change, asked_for, said = FORBIDDEN[name]
    change(project)
    before = stated(project), git(project, "diff", "HEAD")
    done = asked(project, "withdraw", asked_for)
    assert done.exit_code == 1
    assert said in done.stderr
    assert (stated(project), git(project, "diff", "HEAD")) == before
    assert (project / CASE).exists()


def test_all_or_nothing(project: Path) -> None:
    """Where git cannot stage, here because it seems to be at work already, the files are as they were."""
    plan = plan_of(project, "7Q4K")
    (project / ".git/index.lock").touch()
    with pytest.raises(Refused) as refused:
        carry_out(project, plan)
    assert [problem.code for problem in refused.value.problems] == ["withdraw.not_all_written"]
    (project / ".git/index.lock").unlink()
    assert stated(project) == ""
    (project / STONE).mkdir(parents=True)
    with pytest.raises(Refused):
        carry_out(project, plan)
    assert stated(project) == ""


def with_links(project: Path) -> None:
    """Let a page link to the case in each language."""
    for language, word in LINKED.items():
        changed(project, PAGE.format(language), "\n---\n", f"\n---\n\n{LINK.format(word, language)}\n")
    committed(project)


LINKED = {"kk": "жағдай", "ru": "случай", "en": "case"}
LINK = f"A [{{}}]({ADDRESS.format('{}')}) for this test."
ENTRY_OF = '  # of {0}\n  - file: cases_public/2000-1/{0}.yml\n    text: "a"\n'


def codes_of(project: Path) -> set[str]:
    """Return why the case cannot be withdrawn."""
    with pytest.raises(Refused) as refused:
        plan_of(project, "7Q4K")
    return {problem.code for problem in refused.value.problems}


def test_words_that_somebody_took_out_go_along(project: Path) -> None:
    """A link in any language, a sentence and an exception that are taken out by hand are part of the withdrawal, and
    the commit is one that only withdraws: that translations are now of older words does not hold it up. What was
    rewritten is not taken along."""
    with_links(project)
    approved = (project / REVIEWED).read_text("utf-8")
    both = f"exceptions:\n{ENTRY_OF.format('7Q4M')}{ENTRY_OF.format('7Q4K')}"
    write(project, REVIEWED, both)
    committed(project)
    assert codes_of(project) == {"withdraw.named"}
    for language, word in LINKED.items():
        changed(project, PAGE.format(language), LINK.format(word, language), f"A {word} for this test.")
    write(project, REVIEWED, both.replace(ENTRY_OF.format("7Q4K"), ""))
    changed(project, PAGE.format("en"), "for this test", "for tests")
    assert codes_of(project) == {"withdraw.does_more"}
    changed(project, PAGE.format("en"), "for tests", "for this test")
    git(project, "add", "content")
    done = asked(project, "withdraw", "7Q4K")
    assert (done.exit_code, f"{PAGE.format('kk')}: what names the case is taken out" in done.stdout) == (0, True)
    committed(project)
    assert withdrawn_by_head(project) == {"7Q4K"}
    write(project, REVIEWED, approved)
    problems = content.read(project, project / "site_src")[1]
    assert {problem.code for problem in problems} == {"translations.outdated"}
    assert all(map(waits, problems))


@pytest.mark.parametrize("held", [True, False])
def test_lines_that_end_as_on_windows_are_no_change(project: Path, held: bool) -> None:
    """Git may write files with the ends of Windows, or hold them so: nobody changed them, and consent is taken back at
    once."""
    git(project, "config", "core.autocrlf", str(not held))
    for name in ("cases_public/2000-1/7Q4K.yml", PAGE.format("en")):
        (project / name).write_bytes((project / name).read_bytes().replace(b"\n", b"\r\n"))
    if held:
        committed(project)
    assert asked(project, "withdraw", "7Q4K").exit_code == 0


def test_a_case_that_git_never_held_is_deleted_and_has_no_tombstone(project: Path) -> None:
    """What is in no commit of any branch goes, staged or not; what a branch holds that is not checked out gets its
    tombstone."""
    new = "cases_public/2000-1/7Q4M.yml"
    for add in (False, True):
        write(project, new, case("7Q4M"))
        if add:
            git(project, "add", new)
        assert asked(project, "withdraw", "7Q4M").stdout.startswith("The case was never in git")
        assert stated(project) == ""
    git(project, "switch", "--quiet", "--create", "draft")
    write(project, new, case("7Q4M"))
    committed(project)
    git(project, "switch", "--quiet", "main")
    assert plan_of(project, "7Q4M").paths == ("cases_public/withdrawn/7Q4M.yml",)


def test_a_case_that_somebody_deleted_gets_its_tombstone(project: Path, tmp_path: Path) -> None:
    """A file that is gone from the folder, or from the commit, is withdrawn as well, with the release it had; of a
    clone without its history nobody can say what was public."""
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), "cut")
    with pytest.raises(Unknown):
        plan_of(tmp_path / "cut", "7Q4K")
    (project / CASE).unlink()
    assert plan_of(project, "7Q4K").paths == (CASE, STONE)
    committed(project)
    later = plan_of(project, "7Q4K")
    assert (later.paths, later.stone) == ((STONE,), TOMBSTONE)
    carry_out(project, later)
    committed(project)
    assert withdrawn_by_head(project) == {"7Q4K"}


def test_words_of_people_that_are_like_those_of_the_case_are_named(project: Path) -> None:
    """A page that repeats the case is named before anything is done, unless somebody has read it."""
    words = "would stand here after an elephant had danced"
    write(project, CASE, case().replace("would stand here", words))
    changed(project, PAGE.format("en"), "\n---\n", f"\n---\n\nWe heard {words}.\n")
    committed(project)
    done = asked(project, "withdraw", "7Q4K")
    assert f"{PAGE.format('en')}: has words that stand in the case too" in done.stderr
    assert (done.exit_code, stated(project)) == (1, "")
    assert asked(project, "withdraw", "7Q4K", "--words-stay").exit_code == 0
    assert stated(project).splitlines() == [f"D  {CASE}", f"A  {STONE}"]


def test_nothing_differs_from_a_site_that_never_had_the_case(example: Path) -> None:
    """Pages, tables and downloads are those of a site without the case and without a tombstone, to the byte."""
    path = example / "cases_public/2000-1/3F7QX.yml"
    write(example, "cases_public/2000-1/3F7QZ.yml", path.read_text("utf-8").replace("3F7QX", "3F7QZ"))
    path.unlink()
    never = whole(example)
    write(example, "cases_public/withdrawn/3F7QX.yml", 'id: "3F7QX"\nrelease: "2000-1"\n')
    assert whole(example) == never


def whole(project: Path) -> dict[str, object]:
    """Return all that a site is made of but the papers, by its place."""
    output = pipeline.build_pages(project, Path(__file__).parents[1] / "site_src")
    pages: dict[str, object] = {page.path: output.view(page) for page in output.pages}
    return pages | {d.path: output.data(d) for d in output.downloads if not d.path.endswith(".pdf")}


PINK = {"kk": "Қызғылт піл билеп жүрді.", "ru": "Розовый слон плясал.", "en": "A pink elephant was dancing."}
ENTRY = """\
  - file: {file}
    field: summary.{language}
    lang: {language}
    category: STORY
    text: "{text}"
    reason: "Invented for this test, and nobody is meant."
"""


def test_nothing_of_a_withdrawn_case_is_left_and_the_history_has_its_words_in_two_files(project: Path) -> None:
    """The commit that withdraws holds no word of the story, nor its fingerprint, from which its codes could be tried.
    Before it they stand in its file and in the exceptions, which the guide has one take out of the history."""
    agreed = version_of([PINK["en"]])
    problems_at = re.sub(r"(?m)^  (kk|ru|en): .*$", lambda found: f'  {found[1]}: "{PINK[found[1]]}"', case())
    write(project, CASE, re.sub("consent: .*", f'consent: "{agreed}"', problems_at))
    entries = "".join(ENTRY.format(file=CASE, language=code, text=text) for code, text in PINK.items())
    write(project, REVIEWED, f"exceptions:\n{entries}")
    with_links(project)
    told = [agreed, *(word for text in PINK.values() for word in re.findall(r"\w{4,}", text))]
    for language, word in LINKED.items():
        changed(project, PAGE.format(language), LINK.format(word, language), "")
    write(project, REVIEWED, "exceptions: []\n")
    carry_out(project, plan_of(project, "7Q4K"))
    committed(project, "withdraw a case")
    left = subprocess.run(["git", "archive", "HEAD"], cwd=project, check=True, capture_output=True).stdout
    assert [word for word in told if word.encode() in left] == []
    told_in = git(project, "log", "--format=", "--name-only", f"-S{PINK['en']}").split()
    assert {*told_in} == {CASE, REVIEWED}
    assert "7Q4K" in git(project, "show", f"HEAD:{STONE}")
