"""The command `transparency`: what it says and the exit codes that scripts rely on."""

import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.command_line import main
from build_tools.command_line.usage import Named
from tests.conftest import ROOT

COMMANDS_OF_MAIN = main.commands.values()
COMMANDS = ROOT / "build_tools/command_line"


def transparency(project: Path, *words: str) -> Result:
    """Run the command on a project."""
    return CliRunner().invoke(main, ["--root", str(project), *words], catch_exceptions=False)


@pytest.mark.parametrize("named", COMMANDS_OF_MAIN, ids=lambda named: named.name)
def test_the_list_of_commands_says_of_each_what_it_says_itself(named: Named) -> None:
    """The list is printed before any command is loaded; a command that is renamed, moved or told otherwise fails."""
    command = named.loaded()
    assert (command.name, command.help) == (named.name, named.help)


HEAVY = {"babel", "jinja2", "markdown", "mkdocs", "phonenumbers", "pydantic", "typst", "yaml"}
SPARED = {
    "from build_tools.command_line import main; main(['--help'], standalone_mode=False)": HEAVY,
    "from build_tools.command_line import serving": HEAVY,
    "from build_tools.command_line import building": {"mkdocs", "typst"},
    "from build_tools.command_line import releasing, publishing": {"mkdocs", "typst"},
}


@pytest.mark.parametrize("program", SPARED)
def test_a_command_loads_nothing_that_it_has_no_use_for(program: str) -> None:
    """Help comes at once, and a check waits neither for MkDocs nor for the typesetter."""
    asked = f"{program}; import sys; print(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.splitlines()[-1].split()) & SPARED[program] == set()


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


def test_build_then_verify(small_project: Path) -> None:
    """A built site passes `verify`; a page that is lost or a file slipped in does not."""
    done = transparency(small_project, "build")
    assert done.exit_code == 0, done.output
    site = small_project / "site"
    assert str(site / "index.html") in done.output
    assert transparency(small_project, "verify", str(site)).exit_code == 0
    (site / "kk" / "method.html").unlink()
    (site / "notes.md").write_text("left over\n", "utf-8")
    after = transparency(small_project, "verify", str(site))
    assert after.exit_code == 1
    assert "kk/method.html" in after.output
    assert "notes.md" in after.output


def test_schema_renews_the_file(project: Path) -> None:
    """`transparency schema` writes the schema that the project holds."""
    path = project / "cases_public" / "case.schema.json"
    wanted = path.read_text("utf-8")
    path.write_text("{}\n", "utf-8")
    assert transparency(project, "schema").exit_code == 0
    assert path.read_text("utf-8") == wanted


def test_a_schema_of_another_codebook_is_named(project: Path) -> None:
    """`check` says that the schema must be renewed; a project without a schema is fine."""
    path = project / "cases_public" / "case.schema.json"
    path.write_text(path.read_text("utf-8").replace('"almaty",', ""), "utf-8")
    done = transparency(project, "check")
    assert (done.exit_code, done.output) == (
        1,
        "cases_public/case.schema.json: does not hold the codes of the codebook; renew it with `transparency schema`\n",
    )
    path.unlink()
    assert transparency(project, "check").exit_code == 0


@pytest.mark.parametrize(("language", "letters"), [("ru", "[а-яё]{4}"), ("kk", "[әғқңөұүһі]"), ("en", "was published")])
def test_messages_come_in_the_maintainers_language(
    project: Path, language: str, letters: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TRANSPARENCY_LANGUAGE chooses the language of the sentences about the content; the numbers are in it."""
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", language)
    said = transparency(broken(project), "check").output
    assert re.search(letters, said)
    assert "18" in said


def replaced(project: Path, name: str, old: str, new: str) -> None:
    """Put a text in the place of another in one file."""
    text = (project / name).read_text("utf-8")
    assert old in text
    (project / name).write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("command", [["check"], ["build"], ["export", "out"]])
def test_a_message_without_translation_is_named_before_anything_is_made(
    small_project: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A title that pages show and a catalogue lacks is one sentence of every command."""
    monkeypatch.chdir(small_project)
    for code in ("kk", "ru"):
        replaced(small_project, f"site_src/locales/interface.{code}.po", 'msgid "Tables"', 'msgid "Tables of weekdays"')
    done = transparency(small_project, *command)
    assert done.exit_code == 1
    assert "site_src/locales/interface.kk.po: lacks a translation of “Tables”\n" in done.output + caplog.text


@pytest.mark.parametrize("command", [["check"], ["build"], ["export", "out"]])
def test_a_template_that_cannot_be_read_stops_every_command(
    small_project: Path, command: list[str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A template that is not well formed is one sentence with its line."""
    monkeypatch.chdir(small_project)
    replaced(small_project, "site_src/quiet/all-languages.html", "endfor", "endfr")
    done = transparency(small_project, *command)
    assert done.exit_code == 1
    assert re.search(r"site_src/quiet/all-languages\.html:\d+: is not a template", done.output + caplog.text)


FAILING = [
    ("quiet/all-languages.html", b"{{ no_such_value }}", "index.html: ", "'no_such_value' is undefined"),
    ("templates/data.html", b"{{ no_such_value }}", "kk/data.html: ", "'no_such_value' is undefined"),
    ("templates/data.html", b"{% include 'no.html' %}", "kk/data.html: ", "no.html"),
    ("templates/data.html", b"{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "kk/data.html: ", "maximum recursion"),
    ("templates/data.html", b"{{ 'a' + 1 }}", "kk/data.html: ", "str"),
    ("templates/data.html", b"{{ 1 / 0 }}", "kk/data.html: ", "division by zero"),
    ("quiet/help.css", b"\xff", "", "'utf-8' codec can't decode"),
    ("theme/assets/stylesheets/site.css", b"\xff", "site_src: ", "'utf-8' codec can't decode"),
    ("theme/main.html", b"{% extends 'no.html' %}", "", "no.html"),
    ("kit/card.typ", b"#no_such_value", "site_src/kit/card.typ: ", "unknown variable"),
    ("kit/card.typ", None, "site_src/kit/card.typ: ", "No such file"),
]
"""What is written over a file or takes its place, the file of the site that it stops, and what is said."""


@pytest.mark.parametrize("command", ["build", "export out"])
@pytest.mark.parametrize(("name", "data", "path", "says"), FAILING)
def test_a_template_that_fails_is_one_sentence(
    small_project: Path,
    command: str,
    name: str,
    data: bytes | None,
    path: str,
    says: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """What a template asks for in vain is said with the page that it stops, without a path of the machine, and nothing
    is written."""
    if command == "export out" and "theme" in name:
        pytest.skip("export takes no theme")
    file = small_project / "site_src" / name
    file.unlink()
    if data is not None:
        file.write_bytes(data)
    before = sorted(small_project.rglob("*"))
    with chdir(small_project):
        done = transparency(small_project, *command.split())
    said = done.output + caplog.text
    assert done.exit_code == 1
    assert path in said
    assert says in said
    assert "cannot be made; mend the template or the program:" in said or name.startswith("kit/")
    assert str(small_project.parent) not in said
    assert sorted(small_project.rglob("*")) == before


def test_a_configuration_without_the_plugin_is_one_sentence(project: Path) -> None:
    """Without its plugin MkDocs would build another site; it says at which line, and how to bring the file back."""
    replaced(project, "mkdocs.yml", "  - transparency:\n", "  - search:\n")
    replaced(project, "mkdocs.yml", "      site_src: site_src\n", "      lang: en\n")
    done = transparency(project, "build")
    assert (done.exit_code, done.output) == (
        1,
        "mkdocs.yml:12: is not as this site needs it: its settings are in content/site.yml, its look in site_src; "
        "bring the file back with `git checkout -- mkdocs.yml`\n",
    )
    assert not (project / "site").exists()


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 30, "-1" + "0" * 20])
@pytest.mark.parametrize("command", [["check"], ["build"], ["build", "--release"], ["export", "out", "--release"]])
def test_a_time_that_is_none_is_one_sentence(
    small_project: Path,
    command: list[str],
    epoch: str,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """No build guesses the day that it is of; it says how SOURCE_DATE_EPOCH is written, and makes nothing."""
    monkeypatch.chdir(small_project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = transparency(small_project, *command)
    assert done.exit_code == 1
    assert "SOURCE_DATE_EPOCH: is not a time; give the seconds since 1970 in digits" in done.output + caplog.text
    assert not (small_project / "site").exists()


@pytest.mark.parametrize(
    "name", ["theme/assets/stylesheets/site.css", "kit/card.typ", "templates", "locales/problems.kk.po"]
)
@pytest.mark.parametrize("command", [["check"], ["build"], ["export", "out"], ["ready"]])
def test_a_file_from_outside_the_project_is_not_published(
    small_project: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    command: list[str],
    name: str,
) -> None:
    """A link of the templates or the theme that leads out is one sentence, and nothing is made of what it leads to."""
    monkeypatch.chdir(small_project)
    path = small_project / "site_src" / name
    path.symlink_to(path.rename(small_project.parent / path.name))
    done = transparency(small_project, *command)
    assert done.exit_code == 1
    assert (done.output or caplog.text).count(f"site_src/{name}: is a link or lies behind one") == 1
    assert not (small_project / "site").exists()
    assert not (small_project / "out").exists()


WRONG_USE = {
    "no project": (["--root", "content", "check"], "content", "--root"),
    "a full folder": (["export", "content"], "папк", "қалта"),
    "an ending": (["bundle", "a.rar"], ".tar", ".zip"),
    "no site": (["bundle", "a.zip"], "transparency build", "transparency build"),
    "an address": (["scan", "ftp://example.org"], "https://example.org/", "https://example.org/"),
    "no mirror": (["verify", "content", "--against", "ftp://example.org"], "адрес", "мекенжай"),
}


@pytest.mark.parametrize("case", WRONG_USE.values(), ids=WRONG_USE)
def test_wrong_use_is_said_in_the_maintainers_language(
    project: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[list[str], str, str]
) -> None:
    """Our own words about wrong use are in Russian and Kazakh, with names and commands as they are typed."""
    words, russian, kazakh = case
    monkeypatch.chdir(project)
    for language, letters, kept in (("ru", "[а-яё]{4}", russian), ("kk", "[әғқңөұүһі]", kazakh)):
        monkeypatch.setenv("TRANSPARENCY_LANGUAGE", language)
        done = CliRunner().invoke(main, words, catch_exceptions=False)
        how, said = done.stderr.splitlines()
        assert done.exit_code == 2
        assert "--help" in how
        assert all(re.search(letters, line) for line in (how, said))
        assert kept in said


def test_no_words_of_our_own_stay_english() -> None:
    """Each error of wrong use is made where messages are translated; one that is written out elsewhere fails here."""
    made = {
        path.name for path in COMMANDS.glob("*.py") if re.search(r"(UsageError|WrongUse)\(", path.read_text("utf-8"))
    }
    assert made == {"output.py", "usage.py"}


NAME = "zqaigerim"
MISTYPED = {
    "no such command": ([NAME], "--help"),
    "no command": (["--root", "."], "--help"),
    "no such option": (["--zqaigerim", "check"], "--help"),
    "no such option of a command": (["ready", "--jsom"], "ready --help"),
    "no such folder": (["--root", NAME, "check"], "--root"),
    "no such file": (["verify", NAME], "SITE"),
    "too many words": (["withdraw", "a", NAME], "withdraw [OPTIONS] ID"),
    "nothing to look at": (["verify"], "SITE"),
    "no such form": (["check", "--format", NAME], "--format"),
    "no value": (["check", "--format"], "--format"),
    "a value too many": (["ready", f"--json={NAME}"], "--json"),
}


@pytest.mark.parametrize("case", MISTYPED.values(), ids=MISTYPED)
def test_what_is_mistyped_is_said_in_the_maintainers_language(
    project: Path, monkeypatch: pytest.MonkeyPatch, case: tuple[list[str], str]
) -> None:
    """No usage error is said in click's English, and none repeats what was typed."""
    words, kept = case
    monkeypatch.chdir(project)
    for language, letters in (
        ("en", "How it is used|no such|is missing"),
        ("ru", "[а-яё]{4}"),
        ("kk", "[әғқңөұүһі]"),
    ):
        monkeypatch.setenv("TRANSPARENCY_LANGUAGE", language)
        done = CliRunner().invoke(main, words, catch_exceptions=False, prog_name="transparency")
        assert (done.exit_code, done.stdout) == (2, "")
        assert kept in done.stderr
        assert NAME not in done.stderr
        assert all(re.search(letters, line) for line in done.stderr.splitlines())


@pytest.mark.parametrize("command", ["zqaigerim", *(str(command.name) for command in COMMANDS_OF_MAIN)])
def test_each_command_has_our_own_words_for_an_option_it_does_not_know(command: str, project: Path) -> None:
    """Whichever command is asked, an option that it does not have is said in our own sentence."""
    done = transparency(project, command, "--zqaigerim")
    assert done.exit_code == 2
    assert "zqaigerim" not in done.stderr
    assert done.stderr.startswith("How it is used: ")


LOOPS = ("content", "cases_public", "content/kk", "content/figures", "content/site.yml", "mkdocs.yml", "requirements")
LOOPS += ("site_src/locales", "site_src/kit/card.typ", "content/kk/method.md")


@pytest.mark.parametrize("path", LOOPS)
def test_a_link_to_itself_is_called_a_link(path: str, small_project: Path) -> None:
    """Wherever a link leads back to itself, the sentence says that, not that something is missing."""
    old = small_project / path
    if old.exists():
        old.rename(small_project.parent / "kept")
    old.symlink_to(old.name)
    done = transparency(small_project, "check")
    assert done.exit_code == 1
    assert f"{path}: is a link or lies behind one" in done.stderr
