"""The command `transparency`: what it says and the exit codes that scripts rely on."""

import re
import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from build_tools.command_line import COMMANDS, main
from tests.conftest import EXAMPLE, ROOT
from tests.repositories import asked, changed

HEAVY = {"babel", "jinja2", "markdown", "mkdocs", "phonenumbers", "pydantic", "typst", "yaml"}
SPARED = {
    "from build_tools.command_line import main; main(['--version'], standalone_mode=False)": HEAVY,
    "from build_tools.command_line import serving": HEAVY,
    "from build_tools.command_line import building": {"mkdocs", "typst"},
    "from build_tools.command_line import releasing": {"mkdocs", "typst"},
    "import build_tools.build.mkdocs_site, mkdocs.commands.build": {"mkdocs.livereload", "http.server", "watchdog"},
}


@pytest.mark.parametrize("program", SPARED)
def test_a_command_loads_nothing_that_it_has_no_use_for(program: str) -> None:
    """No command waits for what another needs; a check waits neither for MkDocs nor for the typesetter."""
    asked = f"{program}; import sys; print(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert set(done.stdout.splitlines()[-1].split()) & SPARED[program] == set()


def test_check_of_good_content_is_quiet_and_succeeds(project: Path) -> None:
    """Good content gives one line and exit code 0."""
    done = asked(project, "check")
    assert (done.exit_code, done.output) == (0, "No problems found.\n")


LEDGER, KAZAKH = "content/figures/2000-01-01.yml", "site_src/locales/interface.kk.po"
SLIPS = {
    "a wrong number": ((LEDGER, "value: 1101", "value: 1100"), f"{LEDGER}:36: "),
    "a title without a translation": (
        (KAZAKH, 'msgid "Tables"', 'msgid "Tables of weekdays"'),
        f"{KAZAKH}: lacks a translation of ",
    ),
    "another configuration": (
        ("mkdocs.yml", "  - transparency:", "  - search:"),
        "mkdocs.yml:11: is not as this site needs it: its settings are in content/site.yml, its look in site_src; "
        "bring the file back with `git checkout -- mkdocs.yml`",
    ),
}
"""A file, what is replaced in it, and what is said."""

READING = (["check"], ["build"], ["export", "out"], ["ready"])
"""The commands that read the whole content; what they share stops each in the same way, which one slip shows."""


@pytest.mark.parametrize("slip", SLIPS)
def test_every_command_that_reads_the_content_stops_with_one_sentence(
    small_project: Path, slip: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Each names file and line once, and nothing is written."""
    place, says = SLIPS[slip]
    changed(small_project, *place)
    monkeypatch.chdir(small_project)
    before = sorted(small_project.rglob("*"))
    for command in READING if slip == "a wrong number" else READING[:2]:
        caplog.clear()
        done = asked(small_project, *command)
        said = done.output or caplog.text
        assert (done.exit_code, said.count(says), "Traceback" in said) == (1, 1, False), command
    assert sorted(small_project.rglob("*")) == before


def test_a_schema_of_another_codebook_is_named_and_renewed(small_project: Path) -> None:
    """`check` says that the schema must be renewed, `schema` writes it; a project without a schema is fine."""
    path = small_project / "cases_public" / "case.schema.json"
    assert asked(small_project, "schema").exit_code == 0
    wanted = path.read_text("utf-8")
    assert asked(small_project, "check").exit_code == 0
    path.write_text("{}\n", "utf-8")
    done = asked(small_project, "check")
    says = "cases_public/case.schema.json: does not hold the codes of the codebook; renew it with `transparency schema`"
    assert (done.exit_code, done.stderr.strip()) == (1, says)
    assert asked(small_project, "schema").exit_code == 0
    assert path.read_text("utf-8") == wanted
    path.unlink()
    assert asked(small_project, "check").exit_code == 0


FAILING = [
    ("quiet/all-languages.html", b"{{ no_such_value }}", "index.html: ", "'no_such_value' is undefined"),
    ("templates/data.html", b"{% include 'no.html' %}", "kk/data.html: ", "no.html"),
    ("templates/data.html", b"{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "kk/data.html: ", "maximum recursion"),
    ("templates/data.html", b"{{ 1 / 0 }}", "kk/data.html: ", "division by zero"),
    ("theme/base.html", b"{% extends 'no.html' %}", "kk/index.html: ", "no.html"),
    ("quiet/exit.js", b"{% if %}", "site_src: ", "exit.js, line"),
    ("kit/card.typ", b"#no_such_value", "site_src/kit/card.typ: ", "unknown variable"),
    ("kit/card.typ", None, "site_src/kit/card.typ: ", "No such file"),
]
"""What is written over a file or takes its place, the file of the site that it stops, and what is said."""


@pytest.mark.parametrize(("name", "data", "path", "says"), FAILING)
def test_a_template_that_fails_is_one_sentence(
    small_project: Path, name: str, data: bytes | None, path: str, says: str, caplog: pytest.LogCaptureFixture
) -> None:
    """What a template asks for in vain is said with the page that it stops, without a path of the machine, and nothing
    is written, by a build and by an export."""
    file = small_project / "site_src" / name
    file.unlink()
    if data is not None:
        file.write_bytes(data)
    before = sorted(small_project.rglob("*"))
    built = data is None or b"no_such_value" in data or name.startswith(("theme", "quiet/exit"))
    with chdir(small_project):
        done = asked(small_project, *(["build"] if built else ["export", "out"]))
    said = done.output + caplog.text
    assert (done.exit_code, path in said, says in said) == (1, True, True)
    assert "cannot be made; mend the template or the program:" in said
    assert str(small_project.parent) not in said
    assert sorted(small_project.rglob("*")) == before


@pytest.mark.parametrize("epoch", ["yesterday", "9" * 30, "-1" + "0" * 20])
def test_a_time_that_is_none_is_one_sentence(
    small_project: Path, epoch: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """No build guesses the day that it is of; it says how SOURCE_DATE_EPOCH is written, and makes nothing."""
    monkeypatch.chdir(small_project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    for command in (["check"], ["build"], ["build", "--release"], ["export", "out", "--release"]):
        caplog.clear()
        done = asked(small_project, *command)
        assert done.exit_code == 1
        assert "SOURCE_DATE_EPOCH: is not a time; give the seconds since 1970 in digits" in done.output + caplog.text
    assert not (small_project / "site").exists()


NAME = "zqaigerim"
ENGLISH, RUSSIAN, OF_KAZAKH = "this is not how|How it is used|address must look", "[а-яё]{4}", "[әғқңөұүһі]"
WRONG_USE: dict[str, tuple[list[str], str]] = {
    "no project": (["--root", "content", "check"], "content"),
    "a full folder": (["export", "content"], "export [OPTIONS] FOLDER"),
    "no site": (["compress"], "transparency build"),
    "an address": (["scan", "ftp://example.org"], "https://example.org/"),
    "more than an address": (["scan", "https://example.org/?x=1"], "https://example.org/"),
    "an address with a password": (["scan", f"http://u:{NAME}@127.0.0.1:1/"], "https://example.org/"),
    "no mirror": (["verify", "content", "--against", "ftp://example.org"], "verify [OPTIONS] SITE"),
    "no such command": ([NAME], "--help"),
    "no command": (["--root", "."], "--help"),
    "no such option": (["--zqaigerim", "check"], "--help"),
    "no such folder": (["--root", NAME, "check"], "--help"),
    "no such file": (["verify", NAME], "verify [OPTIONS] SITE"),
    "too many words": (["withdraw", "a", NAME], "withdraw [OPTIONS] ID"),
    "nothing to look at": (["verify"], "verify [OPTIONS] SITE"),
    "no such form": (["check", "--format", NAME], "check [OPTIONS]"),
    "no value": (["check", "--format"], "--help"),
    "a value too many": (["verify", f"--release={NAME}"], "--help"),
    **{f"an option that {command} does not know": ([command, f"--{NAME}"], command) for command in COMMANDS},
}


@pytest.mark.parametrize("case", WRONG_USE)
def test_wrong_use_is_said_in_the_maintainers_language(monkeypatch: pytest.MonkeyPatch, case: str) -> None:
    """Wrong use gives exit code 2 and says how the command is used, in Russian and Kazakh too; no usage error is said
    in click's English, and none repeats what was typed."""
    words, kept = WRONG_USE[case]
    monkeypatch.chdir(EXAMPLE)
    languages = {"ru": RUSSIAN, "kk": OF_KAZAKH} if NAME not in str(words) else {"en": ENGLISH}
    for language, letters in languages.items():
        monkeypatch.setenv("TRANSPARENCY_LANGUAGE", language)
        done = CliRunner().invoke(main, words, catch_exceptions=False, prog_name="transparency")
        assert (done.exit_code, done.stdout) == (2, "")
        assert kept in done.stderr
        assert NAME not in done.stderr
        assert "--help" in done.stderr.splitlines()[0]
        assert all(re.search(letters, line) for line in done.stderr.splitlines())
