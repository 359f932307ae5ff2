"""The way back to an earlier commit, in real repositories of git."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.command_line import main
from build_tools.load.own_names import OF_CASES
from tests.conftest import ROOT
from tests.repositories import changed, committed, git, of_another_user, write

CASE = "cases_public/2022-1/7Q4K.yml"
STONE = "cases_public/withdrawn/7Q4K.yml"
TOMBSTONE = 'id: 7Q4K\nrelease: "2022-1"\n'
PAGE = "content/en/method.md"
SNAPSHOT = "cases_public/releases/2000-1.yml"
ADDED = "content/figures/2030-01-01.yml"
LOST, EXAMPLE = "content/en/rights.md", "cases_public/examples/2M8VE.yml"
SCHEMAS = ("cases_public/case.schema.json", "content/figures.schema.json")
PROGRAM = "site_src/locales/interface.ru.po"


def rollback(project: Path, *words: str) -> Result:
    """Run `transparency rollback` on a project."""
    return CliRunner().invoke(main, ["--root", str(project), "rollback", *words], catch_exceptions=False)


def contents(project: Path) -> dict[str, bytes]:
    """Return every file of a project but those of git."""
    files = (path for path in project.rglob("*") if path.is_file() and ".git" not in path.parts)
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


def case() -> str:
    """Return the file of an invented case as if it were a real one."""
    text = (ROOT / "tests/example" / EXAMPLE).read_text("utf-8")
    return text.replace("2M8VE", "7Q4K").replace("release: examples", 'release: "2022-1"')


@pytest.fixture
def repository(small_project: Path) -> Path:
    """The example, committed once."""
    committed(small_project, "first")
    return small_project


def test_the_last_commits_are_listed(repository: Path) -> None:
    """Without a commit, ten commits that changed the content are listed, newest first, with day and subject."""
    for number in range(11):
        write(repository, "notes.txt", f"{number}\n")
        committed(repository, "the program alone")
        changed(repository, "content/law.yml", "\n# ", f"\n# {number}\n# ")
        last = committed(repository, f"change {number} \x1b[2J")
    lines = rollback(repository).stdout.splitlines()
    assert [line.split("  ")[2] for line in lines] == [f"change {number} ?[2J" for number in range(10, 0, -1)]
    assert last.startswith(lines[0].split()[0])
    assert lines[0].split()[1] == git(repository, "log", "-1", "--format=%cs")


def test_states_of_a_merged_branch_are_not_offered(repository: Path) -> None:
    """What only a side branch had was never published, so the merge is listed and its parts are not."""
    git(repository, "switch", "--quiet", "--create", "side")
    changed(repository, "content/law.yml", "\n", "\n# half\n")
    committed(repository, "half of the work")
    git(repository, "switch", "--quiet", "main")
    git(repository, "merge", "--quiet", "--no-ff", "--message", "the whole work", "side")
    listed = rollback(repository).stdout
    assert "the whole work" in listed
    assert "half of the work" not in listed


def test_the_content_becomes_what_it_was(repository: Path) -> None:
    """Changed files change back, lost ones return, new ones go; the program, cases, what accepted them and what is kept
    stay as today."""
    first = git(repository, "rev-parse", "HEAD")
    wanted = contents(repository)
    changed(repository, PAGE, "\n---\n", "\n---\n\nA new sentence.\n")
    (repository / LOST).unlink()
    (repository / EXAMPLE).unlink()
    write(repository, ADDED, "id: x\n")
    kept = {STONE: TOMBSTONE, "content/decisions.yml": "# of today\ndecisions: []\n", PROGRAM: "of today\n"}
    kept |= {SNAPSHOT: "# of today\n", SNAPSHOT.replace("2000-1", "2000-2"): "# came since\n"}
    for name, text in kept.items():
        write(repository, name, text)
    committed(repository)
    done = rollback(repository, first)
    wanted.pop(EXAMPLE)
    assert contents(repository) == wanted | {name: text.encode() for name, text in kept.items()}
    assert done.stdout.splitlines()[-1] == "Next: `make check`, then `git commit`, then `git push`"
    assert len(done.stdout.splitlines()) == 2


def test_the_year_of_a_snapshot_is_the_id_of_no_case(repository: Path) -> None:
    """Who is called 2000 and was withdrawn is not taken for the snapshot of a release of the year 2000."""
    first = git(repository, "rev-parse", "HEAD")
    write(repository, STONE.replace("7Q4K", "2000"), TOMBSTONE.replace("7Q4K", '"2000"'))
    changed(repository, PAGE, "\n---\n", "\n---\n\nA new sentence.\n")
    committed(repository)
    assert "was withdrawn" not in rollback(repository, first).stderr
    assert git(repository, "status", "--porcelain") == f"M  {PAGE}"


def test_the_schemas_go_back_with_the_vocabulary(project: Path) -> None:
    """What is made of the vocabulary fits it again, so that nothing is left to mend."""
    first = committed(project)
    changed(project, "content/vocabulary.yml", 'ru: "Государственный орган"', 'ru: "Орган власти"')
    CliRunner().invoke(main, ["--root", str(project), "schema"], catch_exceptions=False)
    committed(project)
    assert git(project, "diff", "--name-only", first).splitlines() == [*SCHEMAS, "content/vocabulary.yml"]
    done = rollback(project, first)
    assert (done.exit_code, done.stderr) == (0, "")
    assert git(project, "diff", "--name-only", first) == ""


def test_a_commit_after_it_is_enough(repository: Path) -> None:
    """Everything that was put back is ready to be committed, lost and new files too; nothing is committed yet."""
    first = git(repository, "rev-parse", "HEAD")
    (repository / LOST).unlink()
    write(repository, "content/en/new.md", "words\n")
    second = committed(repository)
    rollback(repository, first)
    assert git(repository, "rev-parse", "HEAD") == second
    git(repository, "commit", "--quiet", "--message", "back")
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "diff", "--name-only", first, "HEAD") == ""


def test_good_content_of_then_has_nothing_to_say(repository: Path) -> None:
    """A way back to content without faults ends with exit code 0."""
    first = git(repository, "rev-parse", "HEAD")
    changed(repository, "content/law.yml", "\n", "\n# a remark\n")
    committed(repository)
    done = rollback(repository, first)
    assert (done.exit_code, done.stderr) == (0, "")


def test_faults_of_then_are_shown_and_the_content_stays(repository: Path) -> None:
    """What is wrong with the content that was put back is said, with exit code 1; it is not taken back for that."""
    changed(repository, "content/figures/2000-01-01.yml", "value: 1101", "value: 1100")
    faulty = committed(repository)
    changed(repository, "content/figures/2000-01-01.yml", "value: 1100", "value: 1101")
    committed(repository)
    done = rollback(repository, faulty)
    assert done.exit_code == 1
    assert "content/figures/2000-01-01.yml:" in done.stderr
    assert "value: 1100" in (repository / "content/figures/2000-01-01.yml").read_text("utf-8")


def test_what_was_left_out_of_a_case_stays_out(repository: Path) -> None:
    """A case that was made less exact stays so, and so do settings and contacts that were taken back."""
    write(repository, CASE, case())
    fuller = committed(repository)
    changed(repository, CASE, "place:", "# less exact\nplace:")
    changed(repository, "content/site.yml", "\n", "\n# without a key that was stolen\n")
    changed(repository, "content/organisations.yml", "\n", "\n# without a telephone that was taken away\n")
    changed(repository, PAGE, "\n---\n", "\n---\n\nA new sentence.\n")
    committed(repository)
    before = contents(repository)
    rollback(repository, fuller)
    assert [name for name, data in contents(repository).items() if data != before[name]] == [PAGE]


@pytest.mark.parametrize(
    ("then", "now"),
    [
        (CASE, "cases_public/2022-2/7Q4K.yml"),
        (CASE, "cases_public/2022-1/9XYZ.yml"),
        (CASE, "cases_public/examples/7Q4K.yml"),
        ("cases_public/examples/7Q4K.yml", CASE),
        ("cases_public/2022-1/7q4k.yml", CASE),
        ("cases_public/2022-1/7Q4K.yaml", CASE),
        ("cases_public/2022-1/7Q4K copy.yml", CASE),
        ("cases_public/7Q4K.yml", CASE),
        ("cases_public/withdrawn/7Q4K.yml", CASE),
    ],
)
def test_nothing_of_a_case_comes_back_however_it_was_named(repository: Path, then: str, now: str) -> None:
    """A case that was moved and made less exact stays so: its earlier file does not come back beside it."""
    write(repository, then, case())
    fuller = committed(repository)
    (repository / now).parent.mkdir(exist_ok=True)
    git(repository, "mv", then, now)
    changed(repository, now, "place:", "# less exact\nplace:")
    changed(repository, PAGE, "\n---\n", "\n---\n\nA new sentence.\n")
    committed(repository)
    rollback(repository, fuller)
    assert not (repository / then).exists()
    assert git(repository, "status", "--porcelain") in ("", f"M  {PAGE}")


@pytest.mark.parametrize("published", [True, False])
def test_cases_are_those_of_today(repository: Path, published: bool) -> None:
    """A case that came since stays, and one that is gone without a tombstone stays gone until somebody decides."""
    first = git(repository, "rev-parse", "HEAD")
    write(repository, CASE, case())
    second = committed(repository)
    if not published:
        (repository / CASE).unlink()
        changed(repository, PAGE, "\n---\n", "\n---\n\nA new sentence.\n")
        committed(repository)
    done = rollback(repository, first if published else second)
    assert (repository / CASE).exists() == published
    assert (STONE in done.stderr) != published


@pytest.mark.parametrize("stone_is_lost", [False, True])
@pytest.mark.parametrize(
    "then",
    [
        CASE,
        "cases_public/examples/7Q4K.yml",
        "cases_public/2022-1/7q4k.yml",
        "cases_public/2022-1/7Q4K.yaml",
        "cases_public/2022-1/7Q4K copy.yml",
        "cases_public/2022-1/7Q4K.yml~",
    ],
)
def test_a_withdrawn_case_never_comes_back(repository: Path, then: str, stone_is_lost: bool) -> None:
    """A commit that holds a case with a tombstone is refused, also when somebody has deleted the tombstone."""
    write(repository, then, case())
    with_case = committed(repository)
    (repository / then).unlink()
    write(repository, STONE, TOMBSTONE)
    committed(repository)
    if stone_is_lost:
        (repository / STONE).unlink()
        committed(repository)
    named = then if OF_CASES.fullmatch(then) else then.rpartition("/")[0]
    assert_refused(repository, with_case, f"{named}: was withdrawn, and words of that commit may still tell of it")


def assert_refused(project: Path, commit: str, said: str) -> None:
    """Make sure that nothing is touched and the reason is given."""
    before, status = contents(project), git(project, "status", "--porcelain")
    done = rollback(project, commit)
    assert done.exit_code == 1
    assert said in done.stderr
    assert done.stdout == ""
    assert contents(project) == before
    assert git(project, "status", "--porcelain") == status


@pytest.mark.parametrize("name", [PAGE, "content/en/new.md", CASE])
def test_nothing_that_is_not_committed_is_lost(repository: Path, name: str) -> None:
    """A changed or new file in these folders forbids the way back."""
    first = git(repository, "rev-parse", "HEAD")
    changed(repository, "content/law.yml", "\n", "\n# a remark\n")
    committed(repository)
    write(repository, name, "---\nwords\n")
    assert_refused(repository, first, f"{name}: is changed and not committed")


def test_other_changes_forbid_nothing(repository: Path) -> None:
    """A change of the program that is not committed stays as it is."""
    first = git(repository, "rev-parse", "HEAD")
    changed(repository, "content/law.yml", "\n", "\n# a remark\n")
    committed(repository)
    write(repository, "notes.txt", "words\n")
    assert rollback(repository, first).exit_code == 0
    assert (repository / "notes.txt").read_text("utf-8") == "words\n"


@pytest.mark.parametrize("name", ["no-such-commit", "0123456789", "HEAD:content", "", "--help me", "HEAD..HEAD"])
def test_an_unknown_commit_is_refused(repository: Path, name: str) -> None:
    """Whatever is no commit of this branch touches nothing and says where commits are listed."""
    before = contents(repository)
    done = rollback(repository, "--", name)
    assert done.exit_code == 1
    assert "there is no such commit in this branch" in done.stderr
    assert contents(repository) == before


def test_a_commit_of_another_branch_is_refused(repository: Path) -> None:
    """What was never part of this branch cannot be gone back to."""
    git(repository, "switch", "--quiet", "--create", "draft")
    changed(repository, "content/law.yml", "\n", "\n# a remark\n")
    draft = committed(repository)
    git(repository, "switch", "--quiet", "main")
    assert_refused(repository, draft, "there is no such commit in this branch")


def test_a_state_that_only_a_merged_branch_had_is_refused(repository: Path) -> None:
    """What a side branch had and took back before it was merged was never published; the merge itself was."""
    git(repository, "switch", "--quiet", "--create", "side")
    changed(repository, "content/law.yml", "\n", "\n# half\n")
    half = committed(repository, "half of the work")
    git(repository, "revert", "--no-edit", half)
    git(repository, "switch", "--quiet", "main")
    committed(repository)
    git(repository, "merge", "--quiet", "--no-ff", "--message", "the whole work", "side")
    merge = git(repository, "rev-parse", "HEAD")
    changed(repository, "content/law.yml", "\n", "\n# a remark\n")
    committed(repository)
    assert_refused(repository, half, "there is no such commit in this branch")
    assert rollback(repository, merge).exit_code == 0


def test_the_present_commit_is_no_way_back(repository: Path) -> None:
    """The commit that is checked out changes nothing, which is said."""
    assert_refused(repository, "HEAD", "this is the commit that is checked out")


@pytest.mark.parametrize("words", [[], ["HEAD"]])
def test_without_git_it_says_so(project: Path, words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of no repository has no way back."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    done = rollback(project, *words)
    assert done.exit_code == 1
    assert "is in no repository of git" in done.stderr


@pytest.mark.parametrize("words", [[], ["HEAD~1"]])
def test_a_repository_of_another_user_is_called_that(
    repository: Path, words: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git does not read a repository because of its owner, the sentence says so and what to run."""
    of_another_user(monkeypatch)
    done = rollback(repository, *words)
    assert done.exit_code == 1
    assert done.stderr.startswith(".: is in a repository that belongs to another user")
    assert str(repository) not in done.output


def test_a_project_in_a_part_of_a_repository_is_put_back(tmp_path: Path, project: Path) -> None:
    """Where the project is a folder of a larger repository, that folder alone goes back."""
    write(tmp_path, "content/other.md", "words\n")
    first = committed(tmp_path)
    changed(project, "content/law.yml", "\n", "\n# a remark\n")
    write(tmp_path, "content/other.md", "other words\n")
    committed(tmp_path)
    assert rollback(project, first).exit_code == 0
    assert git(tmp_path, "status", "--porcelain") == 'M  "a project/content/law.yml"'


def test_files_that_cannot_be_written_are_said(repository: Path) -> None:
    """Where git cannot write, here because it seems to be at work already, one sentence says how to take it back."""
    first = git(repository, "rev-parse", "HEAD")
    changed(repository, "content/law.yml", "\n", "\n# a remark\n")
    committed(repository)
    (repository / ".git" / "index.lock").touch()
    done = rollback(repository, first)
    assert done.exit_code == 1
    assert "git restore -s HEAD -SW content cases_public" in done.stderr


def test_cases_may_have_no_file_then_and_now(example: Path) -> None:
    """A project without cases, or with tombstones alone, goes back as well."""
    for path in (example / "cases_public").rglob("*.yml"):
        path.unlink()
    write(example, "cases_public/withdrawn/7Q4K.yml", TOMBSTONE.replace("2022-1", "2000-1"))
    first = committed(example)
    changed(example, "content/law.yml", "\n", "\n# a remark\n")
    committed(example)
    rollback(example, first)
    assert git(example, "status", "--porcelain") == "M  content/law.yml"
