"""Problems as hosts show them at their file and line: whatever they hold, each stays one entry."""

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.command_line.building import ERROR, HOST_FORMS, WARNING
from build_tools.load.messages import sentence
from build_tools.problems import Fault, Problem, in_english
from tests.personal_data.items import MADE
from tests.repositories import asked
from tests.terminal import at_a_terminal

COMMAND = re.compile(r"::(?:error|warning) file=([^:,\r\n]*)(?:,line=(\d+))?,title=test\.wrong::([^\r\n]*)")
TEXTS = st.text(st.sampled_from("a:,%\r\n0AD;=я "), max_size=12)
PROBLEMS = st.builds(
    Problem,
    TEXTS,
    st.just(Fault("test.wrong", "is {value}")),
    st.tuples(TEXTS),
    st.fixed_dictionaries({"value": TEXTS}),
    st.none() | st.just(7),
)


@given(st.sampled_from([ERROR, WARNING]), st.lists(PROBLEMS, max_size=4))
def test_each_problem_is_one_command_of_github(kind: str, problems: list[Problem]) -> None:
    """No path, field or value can begin another command, and GitHub reads back what was meant."""
    said = HOST_FORMS["github"](kind, problems, in_english)
    commands = [COMMAND.fullmatch(line) for line in said.split("\n")] if problems else []
    assert len(commands) == len(problems)
    for found, problem in zip(commands, problems, strict=True):
        assert found is not None
        assert unquote(found[1]) == problem.path
        assert found[2] == (None if problem.line is None else str(problem.line))
        assert sentence(problem).endswith(unquote(found[3]))


@given(st.sampled_from([ERROR, WARNING]), st.lists(PROBLEMS, max_size=4))
def test_each_problem_is_one_entry_for_gitlab(kind: str, problems: list[Problem]) -> None:
    """The report is JSON with an entry for each problem, which says where, what and how grave."""
    entries = json.loads(HOST_FORMS["gitlab"](kind, problems, in_english))
    assert [entry["location"]["path"] for entry in entries] == [problem.path for problem in problems]
    assert [entry["location"]["lines"]["begin"] for entry in entries] == [problem.line or 1 for problem in problems]
    assert {entry["severity"] for entry in entries} <= {"major" if kind == ERROR else "info"}


def test_a_fingerprint_stays_while_the_line_moves_and_differs_by_field() -> None:
    """GitLab says which problems are new: the same one further down is not, in whatever language; another field is."""

    def told(problem: Problem, language: str = "") -> str:
        entries = json.loads(HOST_FORMS["gitlab"](ERROR, [problem], lambda message: language + message))
        return entries[0]["fingerprint"]

    first = Problem("a.yml", Fault("test.wrong", "is wrong"), ("a",), line=1)
    assert told(first) == told(Problem("a.yml", Fault("test.wrong", "is wrong"), ("a",), line=9)) == told(first, "!")
    assert told(first) != told(Problem("a.yml", Fault("test.wrong", "is wrong"), ("b",), line=1))


@pytest.mark.parametrize("hosted", [True, False])
@pytest.mark.parametrize("form", [[], *(["--format", form] for form in HOST_FORMS)])
def test_no_form_says_where_something_personal_stands(
    example: Path, form: list[str], hosted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A host shows what a program reads, so it holds no place, no kind and no value; a number is said beside it."""
    monkeypatch.setenv("CI", "true" if hosted else "")
    with (example / "content/law.yml").open("a", encoding="utf-8") as law:
        law.write(f"# {MADE['iin']()}\n")
    done = asked(example, "check", *form)
    assert done.exit_code == 1
    assert "Places with what may be personal: 1." in done.stderr
    assert [word for word in ("law.yml", "personal.", "IIN", MADE["iin"]()[:4]) if word in done.output] == []
    assert ("Run the same in a terminal" in done.stderr) is not hosted


@pytest.mark.parametrize(("language", "says"), [("en", "has the wrong form"), ("ru", "записано неверно")])
@pytest.mark.parametrize("form", ["github", "gitlab"])
def test_a_check_says_each_problem_at_its_line(
    example: Path, form: str, language: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`check --format` ends with a failure and puts the sentence where the mistake is, in the language asked for."""
    settings = example / "content/site.yml"
    settings.write_text(
        re.sub("^address:.*", "address: wrong", settings.read_text("utf-8"), flags=re.MULTILINE), "utf-8"
    )
    line = settings.read_text("utf-8").split("\n").index("address: wrong") + 1
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", language)
    done = asked(example, "check", "--format", form)
    assert done.exit_code == 1
    place = (
        f"::error file=content/site.yml,line={line},title=fields.wrong_form::"
        if form == "github"
        else f'"begin": {line}'
    )
    assert place in done.stdout
    assert says in done.stdout


def test_a_terminal_reads_where_something_personal_stands(example: Path) -> None:
    """File, line and kind, never the value, whatever else a host is shown."""
    with (example / "content/law.yml").open("a", encoding="utf-8") as law:
        law.write(f"# {MADE['iin']()}\n")
    said = at_a_terminal(example, "check", "--format", "gitlab", CI="", TRANSPARENCY_LANGUAGE="en")
    assert "content/law.yml:" in said
    assert "(IIN, BIN)" in said
    assert MADE["iin"]()[:5] not in said
    assert '"personal.' not in said


def test_a_check_without_problems_is_an_empty_report(project: Path) -> None:
    """What a program reads holds nothing else, such as the sentence that all is well."""
    done = asked(project, "check", "--format", "gitlab")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])
