"""What people approved: what it excuses and where, what breaks it, that it comes before what it is about, that it goes.

Names are invented, and what looks like one is put together when a test runs.
"""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_tools.files.paths import REVIEWED
from build_tools.gate import commits
from build_tools.gate.approval import NOTHING, UNUSED, Approval, approval_in, approval_of, unneeded
from build_tools.gate.files import findings
from build_tools.gate.hooks import GateFinding, pushed, ranged, staged
from build_tools.gate.project import mark_of, note_of
from build_tools.git.history import Update
from build_tools.models import AllowedFinding, Approvals, ExcusedCategory
from build_tools.personal_data import Category, canaries, find
from build_tools.personal_data.table import FAULTS
from tests.conftest import ROOT
from tests.repositories import committed, staged_all, write
from tests.repositories import git as run_git
from tests.site_builder import DAY, EXCEPTION, TERM, plain
from tests.test_validate import change

WORD = "Мысалкент"
"""A town that does not exist, and that no vocabulary has."""

NAMED = "".join(("Ерл", "ан"))
"""A given name."""

PAGE = "content/ru/method.md"
DATA = "content/organisations.yml"


QUOTED = " ".join((NAMED, "".join(("Мыс", "алов"))))
"""Somebody who does not exist and acts in an office."""

MINISTER = {
    "name": dict.fromkeys(("kk", "ru", "en"), QUOTED),
    "office": {"kk": "Мысал елінің министрі", "ru": "Министр страны примеров", "en": "Minister of Examplia"},
    "act": "Example: answered the Coalition in public.",
    "source": "https://example.org/answer",
    "reviewer": "editor",
    "second_reviewer": "board",
    "date": "2000-06-01",
    "expires": "2001-05-31",
}


def file_of(*exceptions: dict[str, Any], terms: tuple[dict[str, Any], ...] = ()) -> str:
    """Return a file of entries."""
    return yaml.safe_dump({"vocabulary": list(terms), "exceptions": list(exceptions)}, allow_unicode=True)


def approved(*exceptions: dict[str, Any], terms: tuple[dict[str, Any], ...] = ()) -> Approval:
    """Return what comes of entries."""
    return approval_in(file_of(*exceptions, terms=terms).encode(), DAY)


def test_what_can_be_entered_is_what_may_be_none() -> None:
    """No hard kind and no contact can be entered; every other kind can."""
    entered = set(ExcusedCategory.__args__)  # type: ignore[attr-defined]  # a literal has them
    hard = {"HYGIENE", "IIN", "DOC", "CARD", "IBAN", "DOB", "GPS"}
    of_files = set(Category.__args__) - hard - {"PHONE", "EMAIL", "HANDLE"}  # type: ignore[attr-defined]
    assert entered == {*of_files, "STORY"}


PLACES = {
    "a field of data": (DATA, f"a: Он {WORD} там\nname: Он {WORD} там\nb: Он {WORD} там\n", "name", [2]),
    "a field over lines": (DATA, f"name: >\n  Он {WORD} там\n\n  и {WORD} там\nb: Он {WORD} там\n", "name", [2, 4]),
    "an entry of a list": (DATA, f"a:\n  - b: Он {WORD} там\n  - b: Он {WORD} там\n", "a (item 2).b", [3]),
    "the same in Russian": (DATA, f"a:\n  - b: Он {WORD} там\n  - b: Он {WORD} там\n", "a (пункт 2).b", [3]),
    "a language": (DATA, f"a:\n  kk: x {WORD}\n  ru: Он {WORD}\n  en: x {WORD}\n", "a.ru", [3]),
    "line ends of Windows": (DATA, f"a: Он {WORD} там\r\nname: Он {WORD} там\r\n", "name", [2]),
    "front matter": (PAGE, f"---\na: Он {WORD} там\nb: Он {WORD} там\n---\nОн {WORD} там.\n", "a", [2]),
    "the words of a page": (PAGE, f"---\na: Он {WORD} там\n---\nОн {WORD} там.\n\nОн {WORD} там.\n", "text", [4, 6]),
    "a page that does not end its front matter": (PAGE, f"---\na: Он {WORD} там\n\nОн {WORD} там.\n", "text", []),
    "a guide": ("docs/a.md", f"Он {WORD} там.\n", "text", [1]),
    "another form of the word": (PAGE, f"Он в {WORD}е там.\n", "text", []),
    "a field that is not there": (DATA, f"a: Он {WORD} там\n", "name", []),
    "a field that only begins so": (DATA, f"names: Он {WORD} там\n", "name", []),
    "a way that leads nowhere": (DATA, f"name: Он {WORD} там\n", "name (", []),
}


@pytest.mark.parametrize(("path", "text", "field", "lines"), PLACES.values(), ids=PLACES)
def test_an_exception_excuses_where_it_stands(path: str, text: str, field: str, lines: list[int]) -> None:
    """Of the same word in a file, only what stands in the field that the entry names is excused."""
    approval = approved({**EXCEPTION, "file": path, "field": field})
    left = {text.count("\n", 0, one.start) + 1 for one in findings(path, text, approval=approval)}
    all_of_them = {text.count("\n", 0, one.start) + 1 for one in findings(path, text)}
    assert approval.counts == (0, 1)
    assert all_of_them - left == set(lines)
    assert not lines or findings("content/ru/other.md", text, approval=approval)


def test_an_exception_is_of_one_kind() -> None:
    """A word that is excused as a number is a name all the same."""
    assert findings(PAGE, f"Он {WORD} там.", approval=approved({**EXCEPTION, "category": "NUMBER"}))


def test_a_word_is_approved_in_every_form_and_only_as_a_whole() -> None:
    """What a project calls a region is no finding anywhere, in any form; a part of it is one still."""
    approval = approved(terms=(TERM,))
    assert findings(PAGE, "В Мысалкентской области.", approval=approval) == []
    assert findings(PAGE, "Он был в Мысалкентской.", approval=approval)
    assert findings(PAGE, "В Мысалкентской области.")


def test_code_in_a_guide_names_the_program() -> None:
    """A word that nobody knows may stand in the code of a guide, a name that is known may not; pages have no code."""
    for code in (f"See `{WORD}` there.", f"Так:\n\n```\nx = {WORD}\n```\n"):
        assert findings("docs/a.md", code) == []
        assert findings("docs/a.md", code.replace("`", ""))
        assert findings("docs/a.md", code.replace(WORD, NAMED))
        assert findings(PAGE, code)


CASES = yaml.safe_load((ROOT / "tests/rules/validate_reviewed.yml").read_text("utf-8"))
NO_GUARD = (
    "a term is written in each language",
    "an exception that has ended goes",
    "the language is that of the place",
    "the language is one of the site",
)
"""Examples of what is wrong and lets no finding through."""


@pytest.mark.parametrize("name", CASES)
def test_a_file_with_one_bad_entry_approves_nothing(name: str) -> None:
    """Whatever guard rail an entry breaks, no other entry of the file counts either; a right file counts."""
    data = plain()
    change(data, CASES[name])
    entries = data["approvals"]
    is_sound = not CASES[name]["says"] or name in NO_GUARD
    approval = approval_in(json.dumps(entries, ensure_ascii=False).encode(), DAY)
    assert (approval != NOTHING) == is_sound


def test_the_file_of_entries_may_hold_what_they_are_about() -> None:
    """What is a name stands there as the text of a right entry, and in no other line; of a wrong one, nowhere."""
    entry = {**EXCEPTION, "text": NAMED}
    assert findings(REVIEWED, file_of(entry)) == []
    assert findings(REVIEWED, file_of({**entry, "reason": f"Example: {NAMED} is the name of a firm."}))
    assert findings(REVIEWED, file_of({**entry, "second_reviewer": "editor"}))
    assert findings("content/other.yml", file_of(entry))


@pytest.mark.parametrize("text", ["", "a: 1", "exceptions: {", "\x00", "vocabulary: x", f"{file_of(EXCEPTION)}zq: 1\n"])
def test_a_file_that_cannot_be_read_approves_nothing(text: str, tmp_path: Path) -> None:
    """Nothing is guessed of a file that is broken."""
    assert approval_in(text.encode(), DAY) == NOTHING
    assert approval_of(tmp_path, DAY) == NOTHING


def test_what_has_ended_is_not_in_force() -> None:
    """The day named is the last one; others of the file count on."""
    ended = {**EXCEPTION, "file": DATA, "field": "name", "date": "1999-07-01", "expires": "2000-06-30"}
    both = approval_in(file_of(ended, EXCEPTION).encode(), datetime.date(2000, 6, 30))
    one = approved(ended, EXCEPTION)
    assert (both.counts, one.counts) == ((0, 2), (0, 1))
    assert [entry.file for entry in one.exceptions] == [EXCEPTION["file"]]
    assert len({both.mark, one.mark, NOTHING.mark}) == 3
    # A check refuses each that has ended by itself, and lets a withdrawal go all the same.
    assert approval_in(file_of(ended, EXCEPTION).encode(), DAY, with_ended=True).counts == (0, 2)


def test_no_exception_silences_an_invented_item() -> None:
    """Entries for the words of all canaries, which no guard rail would let in, leave each of them found."""
    spans = [(category, text[slice(*span)]) for category, text, span in canaries()]
    entries = tuple(
        AllowedFinding.model_construct(**{**EXCEPTION, "category": category, "text": text}) for category, text in spans
    )
    approval = Approval("any", exceptions=entries)
    for category, text, span in canaries():
        found = approval.finder()(text)
        assert any(one.category == category and one.start < span[1] and span[0] < one.end for one in found)


QUOTES = {
    "a briefing": ("content/ru/briefings/2000-01-01.md", "---\ntitle: Слова\n---\n{}, министр, ответил.\n", True),
    "a statement": ("content/statements/2000-01-01.yml", "today: {{ru: «Ответил {}, министр.»}}\n", True),
    "a page of law": ("content/ru/rights.md", "---\ntitle: Слова\n---\nОтветил {}.\n", True),
    "the law": ("content/law.yml", "a: «Ответил {}.»\n", True),
    "a surname alone": (PAGE, "---\ntitle: Слова\n---\nОтветил Мысалов.\n{:.0}", False),
    "a title": ("content/ru/briefings/2000-01-01.md", "---\ntitle: Ответил {}\n---\nСлова.\n", False),
    "a heading": ("content/ru/briefings/2000-01-01.md", "---\ntitle: Слова\n---\n# Ответил {}\n", False),
    "another page": (PAGE, "---\ntitle: Слова\n---\nОтветил {}.\n", False),
    "a story": ("cases_public/2000-1/7Q4K.yml", "summary: {{ru: «Ответил {}.»}}\n", False),
    "a file beside": ("content/ru/briefings/data.yml", "a: «Ответил {}.»\n", False),
}


@pytest.mark.parametrize(("path", "text", "may"), QUOTES.values(), ids=QUOTES)
def test_a_public_person_is_quoted_where_offices_speak(path: str, text: str, may: bool) -> None:
    """A whole name that two people entered may stand in a briefing, a statement or a page of law, nowhere else, and not
    after the last day."""
    approval = approval_in(json.dumps({"public_persons": [MINISTER]}, ensure_ascii=False).encode(), DAY)
    ended = {"public_persons": [{**MINISTER, "expires": "2000-06-30"}]}
    assert (approval.counts, approval_in(json.dumps(ended).encode(), DAY)) == ((0, 1), NOTHING)
    said = text.format(QUOTED)
    assert findings(path, said)
    assert (findings(path, said, approval=approval) == []) == may
    assert findings(REVIEWED, json.dumps({"public_persons": [MINISTER]}, ensure_ascii=False)) == []


TODAY = datetime.datetime.now(datetime.UTC).date()
OF_TODAY = {"date": TODAY.isoformat(), "expires": (TODAY + datetime.timedelta(days=9)).isoformat()}
ENTRY = {**EXCEPTION, **OF_TODAY, "file": PAGE, "field": "text"}
CASE = f"---\ntitle: Words\n---\n\nОн был там, где {WORD} стоит.\n"


def judged(root: Path, name: str = "main") -> list[GateFinding]:
    """Return what is found in all commits of a repository."""
    return pushed(root, [Update("refs/heads/main", "0" * 40, run_git(root, "rev-parse", name))])


def test_an_entry_and_its_case_in_one_commit_are_stopped(repository: Path) -> None:
    """Before the commit and in a push, and it is said that the entry counts from the next commit on."""
    write(repository, REVIEWED, file_of(ENTRY))
    write(repository, PAGE, CASE)
    write(repository, "content/ru/other.md", CASE)
    found = [(one.path, one.line, one.fault) for one in staged_all(repository)]
    person = FAULTS["PERSON"]
    assert found == [(PAGE, 5, person), ("content/ru/other.md", 5, person), (REVIEWED, None, commits.APPROVED_LATER)]
    committed(repository)
    assert [(one.path, one.line, one.fault) for one in judged(repository)] == found


def test_an_entry_that_comes_first_lets_its_case_pass(repository: Path, tmp_path: Path) -> None:
    """The file of entries passes by itself, then the case, which is noted as clean with these entries alone, also on a
    server that has no work tree; what takes the entry away leaves the case in no later commit."""
    write(repository, REVIEWED, file_of(ENTRY))
    assert staged_all(repository) == []
    committed(repository)
    write(repository, PAGE, CASE)
    assert staged_all(repository) == []
    blob, note = run_git(repository, "rev-parse", f":{PAGE}"), note_of(repository)
    mark = approval_of(repository, TODAY).mark
    assert (mark_of(PAGE, blob, mark) in note.marks, mark_of(PAGE, blob) in note.marks) == (True, False)
    second = committed(repository)
    (repository / REVIEWED).unlink()
    third = committed(repository)
    write(repository, PAGE, CASE.replace("там", "тут"))
    assert [one.fault for one in staged_all(repository)] == [FAULTS["PERSON"]]
    committed(repository)
    run_git(tmp_path, "clone", "--quiet", "--bare", str(repository), "server.git")
    assert [one.fault for one in judged(tmp_path / "server.git")] == [FAULTS["PERSON"]]
    assert ranged(repository, "main~3", second) == ranged(repository, second, third) == []


def test_a_merge_is_judged_with_what_was_approved_on_its_own_side(repository: Path) -> None:
    """An entry of the branch that is merged does not yet count for what the merge itself brings."""
    run_git(repository, "checkout", "--quiet", "-b", "other")
    write(repository, REVIEWED, file_of(ENTRY))
    committed(repository)
    run_git(repository, "checkout", "--quiet", "main")
    write(repository, "docs/a.md", "a\n")
    committed(repository)
    run_git(repository, "merge", "--quiet", "--no-commit", "--no-ff", "other")
    write(repository, PAGE, CASE)
    merge = committed(repository)
    assert [(one.commit, one.path, one.fault) for one in judged(repository)] == [(merge, PAGE, FAULTS["PERSON"])]


def test_an_entry_beside_a_link_approves_nothing(repository: Path) -> None:
    """Where the file is a link, what it leads to is not read."""
    write(repository, "docs/entries.yml", file_of(ENTRY))
    (repository / REVIEWED).symlink_to("../docs/entries.yml")
    committed(repository)
    write(repository, PAGE, CASE)
    assert [one.path for one in staged_all(repository)] == [PAGE]


def test_no_entry_excuses_a_protected_name(repository: Path) -> None:
    """What a list that only this machine has looks for is found, whatever is approved, in the file of entries too."""
    write(repository, REVIEWED, file_of(ENTRY))
    write(repository, "content/ru/other.md", "Слово.\n")
    run_git(repository, "add", "--all")
    assert {one.path for one in staged(repository, lambda text: find(f"{text}") if WORD in text else [])} == {REVIEWED}
    committed(repository)
    write(repository, PAGE, CASE)
    run_git(repository, "add", "--all")
    assert [one.path for one in staged(repository, find)] == [PAGE]
    assert staged(repository) == []


LATER = DAY + datetime.timedelta(days=31)
NEEDED = {
    "a term in some form": (PAGE, "В Мысалкентской области.", "vocabulary"),
    "a part of a term": (PAGE, "В Мысалкентской.", ""),
    "a term in the program": ("build_tools/a.py", "# Мысалкентская область", ""),
    "a term among the entries": (REVIEWED, "Мысалкентская область", ""),
    "the words of an exception": (PAGE, f"Он {WORD}\nтам.", "exceptions"),
    "the same in another file": ("content/ru/a.md", f"Он {WORD} там.", ""),
    "the same in another field": (PAGE, f"---\ntitle: {WORD}\n---\nОн там.", "exceptions"),
    "another word that begins so": (PAGE, f"Он {WORD}е там.", ""),
    "the name of a public person": (PAGE, f"Ответил {QUOTED}.", "public_persons"),
    "half of a name": (PAGE, f"Ответил {NAMED}.", ""),
}


@pytest.mark.parametrize(("path", "text", "needed"), NEEDED.values(), ids=NEEDED)
def test_an_entry_that_nothing_needs_goes_after_a_month(path: str, text: str, needed: str) -> None:
    """Thirty days it may wait; then each entry is named whose words no text of the project has where it allows them."""
    entries = {
        "vocabulary": [TERM],
        "exceptions": [{**EXCEPTION, "field": "text"}],
        "public_persons": [{**MINISTER, "date": TERM["date"]}],
    }
    made = Approvals.model_validate(entries)
    named = [(problem.field, problem.fault) for problem in unneeded(made, {path: text}, LATER)]
    assert named == [((part, 0), UNUSED) for part in entries if part != needed]
    assert list(unneeded(made, {}, LATER - datetime.timedelta(days=2))) == []
