"""The command `transparency`: what it says and the exit codes that scripts rely on."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.command_line import main


def transparency(project: Path, *words: str) -> Result:
    """Run the command on a project."""
    return CliRunner().invoke(main, ["--root", str(project), *words], catch_exceptions=False)


def broken(project: Path) -> Path:
    """Make one number of the ledger wrong."""
    ledger = project / "content" / "figures" / "2022-01-19.yml"
    ledger.write_text(ledger.read_text("utf-8").replace("value: 19", "value: 18"), "utf-8")
    return project


def test_check_of_good_content_is_quiet_and_succeeds(project: Path) -> None:
    """Good content gives one line and exit code 0."""
    done = transparency(project, "check")
    assert (done.exit_code, done.output) == (0, "No problems found.\n")


@pytest.mark.parametrize("command", [["check"], ["build"], ["export", "out"], ["verify", "site_src"]])
def test_problems_give_exit_code_1_and_one_sentence(
    project: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command that reads the content stops at a wrong number, names file and line, and writes nothing."""
    monkeypatch.chdir(broken(project))
    before = sorted(project.rglob("*"))
    done = transparency(project, *command)
    assert done.exit_code == 1
    assert "content/figures/2022-01-19.yml:" in done.output
    assert "Traceback" not in done.output
    assert sorted(project.rglob("*")) == before


def test_wrong_use_gives_exit_code_2(tmp_path: Path, project: Path) -> None:
    """A folder that is no project, and an export into a folder that is not empty, are misuse and say what to do."""
    nowhere = transparency(tmp_path, "check")
    assert nowhere.exit_code == 2
    assert "there is no folder content here" in nowhere.output
    full = transparency(project, "export", str(project / "content"))
    assert full.exit_code == 2
    assert "empty folder" in full.output
    assert transparency(project, "no-such-command").exit_code == 2


def test_build_then_verify(project: Path) -> None:
    """A built site passes `verify`; a page that is lost or a file slipped in does not."""
    done = transparency(project, "build")
    assert done.exit_code == 0, done.output
    assert str(project / "site" / "index.html") in done.output
    site = project / "site"
    assert transparency(project, "verify", str(site)).exit_code == 0
    (site / "kk" / "report.html").unlink()
    (site / "notes.md").write_text("left over\n", "utf-8")
    after = transparency(project, "verify", str(site))
    assert after.exit_code == 1
    assert "kk/report.html" in after.output
    assert "notes.md" in after.output


def test_schema_renews_the_file(project: Path) -> None:
    """`transparency schema` writes the schema that the project holds."""
    path = project / "cases_public" / "case.schema.json"
    wanted = path.read_text("utf-8")
    path.write_text("{}\n", "utf-8")
    assert transparency(project, "schema").exit_code == 0
    assert path.read_text("utf-8") == wanted


@pytest.mark.parametrize(("language", "letters"), [("ru", "[а-яё]{4}"), ("kk", "[әғқңөұүһі]"), ("en", "add up to 23")])
def test_messages_come_in_the_maintainers_language(
    project: Path, language: str, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TRANSPARENCY_LANGUAGE chooses the language of the sentences about the content; the numbers are in it."""
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", language)
    said = transparency(broken(project), "check").output
    assert re.search(letters, said)
    assert "23" in said
