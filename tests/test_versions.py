"""What git has published of records: earlier values, copies and withdrawn records, in real repositories."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from build_tools import git, protect
from build_tools.models import Case, Site, Vocabulary, Withdrawn
from build_tools.problems import Refused
from build_tools.protect import commits
from build_tools.variables import WITHDRAWN_RECORDS, withdrawn_file
from build_tools.versions import (
    NotKnown,
    all_commits,
    differences,
    differing,
    finer_in_history,
    told_before,
    withdrawn_records,
)
from build_tools.versions.reading import facts_of, versions
from tests.records import RELEASE, TOWN, record, text_of, write_record
from tests.repositories import committed, write
from tests.repositories import git as run_git
from tests.site_builder import built, case_file, plain
from tests.terminal import at_a_terminal

EARLIER: dict[str, tuple[str, str, str]] = {
    "a city below its region": ("A001", text_of(record("A001", place=TOWN)), "finer place"),
    "a month below its quarter": ("A002", text_of(record("A002", period="2000-02")), "finer period"),
    "a day, which no record may state": ("A003", text_of(record("A003", period="2000-02-03")), "finer period"),
    "another month": ("A004", text_of(record("A004", period="2000-05")), "other period"),
    "a region, where the city came later": ("A005", text_of(record("A005", place="north")), "other place"),
    "another gender": ("A006", text_of(record("A006", gender="man")), "other gender"),
    "one act more": ("A007", text_of(record("A007", treatment=["beating", "threat", "x"])), "finer treatment"),
    "another help": ("A008", text_of(record("A008", assistance=["legal"])), "other assistance"),
    "an answer that is not given now": ("A009", text_of(record("A009", access_family="given")), "finer access_family"),
    "a code that the codebook has not": ("A00A", text_of(record("A00A", place="hamlet")), "finer place"),
    "an anchor of YAML": ("A00B", text_of(record("A00B")).replace('"adult"', '&a "adult"'), "unreadable"),
    "a value twice": ("A00C", f'place: "{TOWN}"\n{text_of(record("A00C"))}', "unreadable"),
    "no YAML": ("A00D", "place: [\n", "unreadable"),
    "a field that is not there now": ("A00E", text_of({**record("A00E"), "id": "A00E"}), ""),
    "words that are not there now": ("A00G", text_of({**record("A00G"), "summary": {"en": "Invented."}}), ""),
    "words, which are no fact": ("A00F", text_of({**record("A00F"), "consent": {"record": False}}), ""),
}
"""Earlier files in the place of a record, with its id and what is found."""

COPIES: dict[str, tuple[str, str, str]] = {
    "a draft": ("content/drafts/B001.yml", text_of(record("B001", place=TOWN)), "finer place"),
    "another ending": (f"cases_public/{RELEASE}/B002.yaml", text_of(record("B002", place=TOWN)), "finer place"),
    "the copy of an editor": ("content/B003.yml.bak", text_of(record("B003", place=TOWN)), "finer place"),
    "another spelling": (f"Cases_Public/{RELEASE}/b004.yml", text_of(record("B004", place=TOWN)), "finer place"),
    "an example": (
        "cases_public/examples/B005.yml",
        text_of(record("B005", release="examples", gender="man")),
        "other gender",
    ),
    "an example of nobody": ("cases_public/examples/B0ZZ.yml", text_of(record("B0ZZ", release="examples")), ""),
    "a note": ("notes.md", "Words\n\n" + text_of(record("B006", place=TOWN)) + "More words\n", "unreadable"),
    "two together": ("two.txt", text_of(record("B007")) + "---\n" + text_of(record("B008")), "unreadable"),
    "records below a key": ("l.yml", f"id: B00B\ncases:\n- {json.dumps(record('B00B', place=TOWN))}\n", "unreadable"),
    "a whole record under another name": ("x.txt", text_of(record("B009", place=TOWN)), "finer place"),
    "the same as now": ("same.txt", text_of(record("B00A")), ""),
    "nobody's": ("table.csv", "period,place,gender,age_band,authority,complaint\n", "copy"),
}
OF_COPIES = ("B001", "B002", "B003", "B004", "B005", "B006", "B007", "B008", "B009", "B00A", "B00B")


@pytest.fixture(scope="module")
def past(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Site]:
    """A project whose records were something else before, and what it says now."""
    root = tmp_path_factory.mktemp("past")
    write(root, "content/vocabulary.yml", json.dumps(plain()["vocabulary"], indent=1, ensure_ascii=False))
    for own, text, _ in EARLIER.values():
        write(root, case_file(record(own)), text)
    for path, text, _ in COPIES.values():
        write(root, path, text)
    committed(root)
    for path, _, _ in COPIES.values():
        (root / path).unlink()
    ids = [*(own for own, _, _ in EARLIER.values()), *OF_COPIES]
    records = [record(own) for own in ids]
    records[ids.index("A005")]["place"] = TOWN
    for one in records:
        write_record(root, one)
    committed(root)
    cases = {case_file(one): Case.model_validate(one) for one in records}
    return root, dataclasses.replace(built(plain()), cases=cases, withdrawn={})


KINDS = {
    "disclosure.finer_in_history": "finer",
    "disclosure.other_in_history": "other",
    "disclosure.unreadable_in_history": "unreadable",
    "disclosure.copy_in_history": "copy",
}


def kinds_of(found: list[Any]) -> dict[str, set[str]]:
    """Return what was found of each case, such as ``finer place``."""
    kinds: dict[str, set[str]] = {}
    for one in found:
        said = one.fault.values
        kind = f"{KINDS[one.fault.code]} {said.get('field', '')}".strip()
        kinds.setdefault(str(said.get("case", "")), set()).add(kind)
    return kinds


def test_what_was_committed_earlier_is_found_and_weighed(past: tuple[Path, Site]) -> None:
    """Below the present value on its ladder, or unknown: finer. Anything else: other. What cannot be read may be all.
    Drafts and copies count, wherever they lay; what says the same, or nothing, is no find."""
    kinds = kinds_of(differing(past[0]))
    of_places = {own: {kind} for own, _, kind in EARLIER.values() if kind}
    assert {own: kinds[own] for own in of_places} == of_places
    assert "A00E" not in kinds
    assert "A00F" not in kinds
    copies = {own: kinds.get(own, set()) for own in OF_COPIES}
    assert copies == {
        **{own: {"finer place"} for own in ("B001", "B002", "B003", "B004", "B009")},
        "B005": {"other gender"},
        "B006": {"unreadable"},
        "B007": {"unreadable"},
        "B008": {"unreadable"},
        "B00B": {"unreadable"},
        "B00A": set(),
    }
    assert [one.version.path for one in differing(past[0]) if one.fault.code.endswith("copy_in_history")] == [
        "table.csv"
    ]


def test_a_release_is_asked_for_the_same(past: tuple[Path, Site]) -> None:
    """Whoever freezes a release gets the same of its records, in their files, and copies of nobody unless closed."""
    root, site = past
    found = finer_in_history(root, site, [RELEASE])
    assert kinds_of(found) == kinds_of(differing(root))
    assert {one.path for one in found} == {
        *(case_file(record(own)) for own in kinds_of(found) if own),
        "cases_public",
    }
    assert all(one.is_of_a_person for one in found)
    assert "" not in kinds_of(finer_in_history(root, site, [RELEASE], all_commits(root)))
    assert finer_in_history(root, site, ["2000-2"]) == []


def test_the_ladders_of_the_codebook_decide() -> None:
    """A set of codes is finer where all that is said now follows from it; silence follows from everything, and says
    nothing that could be finer."""
    vocabulary = Vocabulary.model_validate(plain()["vocabulary"])

    def weighed(earlier: Any, now: Any, field: str = "treatment") -> list[bool]:
        one, other = facts_of({field: earlier}), facts_of({field: now})
        assert one is not None
        assert other is not None
        return [finer for _, finer in differences(one, other, vocabulary)]

    assert weighed(["beating"], ["threat"]) == [False]
    assert weighed(["beating"], ["not_stated"]) == [True]
    assert weighed(["beating"], None) == [True]
    assert weighed(["not_stated"], ["beating"]) == weighed(["not_stated"], None) == [False]
    assert weighed(None, ["beating"]) == []
    assert weighed(["threat", "beating"], ["beating", "threat"]) == []
    assert weighed("XX-OLD", "north", "place") == weighed(TOWN, "XX-OLD", "place") == [True]
    assert weighed("XX-1", "XX-2", "place") == [False]
    assert facts_of({"place": 7}) is None


def test_a_branch_that_was_merged_away_and_a_tag_count(tmp_path: Path) -> None:
    """A finer value that only a side branch had, and one that only a tag leads to, are found; the commit says where."""
    write_record(tmp_path, record("C001"))
    write_record(tmp_path, record("C002"))
    committed(tmp_path)
    run_git(tmp_path, "switch", "--quiet", "--create", "side")
    write_record(tmp_path, record("C001", place=TOWN))
    side = committed(tmp_path)
    run_git(tmp_path, "switch", "--quiet", "main")
    run_git(tmp_path, "merge", "--quiet", "--strategy", "ours", "--no-edit", "side")
    run_git(tmp_path, "branch", "--quiet", "--delete", "--force", "side")
    run_git(tmp_path, "switch", "--quiet", "--detach")
    write_record(tmp_path, record("C002", period="2000-03"))
    tagged = committed(tmp_path)
    run_git(tmp_path, "tag", "one")
    run_git(tmp_path, "switch", "--quiet", "main")
    found = {(one.version.case, one.version.commit, one.fault.code) for one in differing(tmp_path)}
    # Nobody knows the codebook here, so what is not the same counts as finer.
    assert found == {
        ("C001", side, "disclosure.finer_in_history"),
        ("C002", tagged, "disclosure.finer_in_history"),
    }


def test_a_project_below_its_repository_has_a_history_too(tmp_path: Path) -> None:
    """What lies beside the project counts as a copy, what lies in it as its records."""
    write_record(tmp_path / "inside", record("D001"))
    write(tmp_path, "beside.txt", text_of(record("D001", period="2000-03")))
    committed(tmp_path)
    assert kinds_of(differing(tmp_path / "inside")) == {"D001": {"finer period"}}


def test_the_history_is_said_at_a_terminal_alone(past: tuple[Path, Site], monkeypatch: pytest.MonkeyPatch) -> None:
    """``protect history`` says commit, file, field and what to do; what was before the baseline it says apart."""
    root, _ = past
    said = at_a_terminal(root, "protect", "history", CI="")
    first = run_git(root, "rev-list", "--max-parents=0", "HEAD")
    assert f"commit {first[:10]} cases_public/{RELEASE}/A001.yml: " in said
    assert "place" in said
    assert TOWN not in said
    monkeypatch.setattr(commits, "BASELINE", first)
    since, before = commits.history(root)
    assert not [one for one in since if one.fault.code.startswith("disclosure.")]
    assert len([one for one in before if one.fault.code.startswith("disclosure.")]) == len(differing(root))
    assert protect.closed_commits(root) == {first}
    # Whether each commit accepted its records is asked of pushes alone.
    assert not [one for one in (*since, *before) if one.fault.code.startswith("protect.record_")]


def site_of(*stones: str) -> Site:
    """Return a site in which these cases were withdrawn."""
    withdrawn = {
        f"cases_public/withdrawn/{own}.yml": Withdrawn.model_validate({"id": own, "release": RELEASE}) for own in stones
    }
    return dataclasses.replace(built(plain()), withdrawn=withdrawn)


def withdrawn(root: Path, *ids: str) -> None:
    """Take records away, with their tombstones in their place, and commit that."""
    for own in ids:
        (root / case_file(record(own))).unlink()
        write(root, f"cases_public/withdrawn/{own}.yml", f'id: "{own}"\nrelease: "{RELEASE}"\n')
    committed(root)


def test_withdrawn_records_are_those_that_were_committed_last(tmp_path: Path) -> None:
    """The last version of each in its place is what the audit gets: neither an earlier one, nor one of another release
    or branch, nor a draft."""
    write_record(tmp_path, record("E001", gender="man"))
    write_record(tmp_path, record("E002", invented=True))
    write(tmp_path, "cases_public/withdrawn/E001.yml", "not yet: [\n")
    committed(tmp_path)
    run_git(tmp_path, "branch", "side")
    write_record(tmp_path, record("E001"))
    write_record(tmp_path, record("E001", release="2000-2", gender="man"))
    write_record(tmp_path, record("E002", gender="man"), "content/drafts/E002.yml")
    committed(tmp_path)
    withdrawn(tmp_path, "E001", "E002")
    run_git(tmp_path, "switch", "--quiet", "side")
    write_record(tmp_path, record("E001", gender="man", age_band="minor"))
    committed(tmp_path)
    run_git(tmp_path, "switch", "--quiet", "main")
    found = withdrawn_records(tmp_path, site_of("E002", "E001"), None)
    assert found == [Case.model_validate(record("E001")), Case.model_validate(record("E002", invented=True))]
    assert withdrawn_records(tmp_path, site_of(), None) == []
    # What a withdrawn case said earlier is still published.
    run_git(tmp_path, "branch", "--quiet", "--delete", "--force", "side")
    assert kinds_of(differing(tmp_path))["E001"] == {"finer gender"}


PRIVATE: dict[str, str] = {
    "a list": f"# kept\n---\n- {json.dumps(record('F001'))}\n- {json.dumps(record('F002'))}\n",
    "documents": f"{text_of(record('F001'))}---\n# next\n{text_of(record('F002'))}---\n",
}


@pytest.fixture
def rewritten(tmp_path: Path) -> Path:
    """A project with two tombstones whose records its history never held."""
    root = tmp_path / "project"
    write(root, "cases_public/withdrawn/F001.yml", f'id: "F001"\nrelease: "{RELEASE}"\n')
    committed(root)
    return root


@pytest.mark.parametrize("form", PRIVATE)
def test_a_private_file_tells_what_a_rewritten_history_does_not(rewritten: Path, tmp_path: Path, form: str) -> None:
    """A list or several documents of records stand in for what no commit holds; the history comes first."""
    private = tmp_path / "kept.yml"
    private.write_text(PRIVATE[form], "utf-8")
    found = withdrawn_records(rewritten, site_of("F001", "F002"), private)
    assert [one.id for one in found] == ["F001", "F002"]
    write_record(rewritten, record("F002", gender="man"))
    committed(rewritten)
    assert [one.gender for one in withdrawn_records(rewritten, site_of("F002"), private)] == ["man"]


TWO = f"{text_of(record('F001'))}---\n{text_of(record('F002'))}"
BROKEN: dict[str, tuple[str, str, int | None]] = {
    "a field of no case": (
        f"{TWO}who: x\n",
        "fields.unknown_field",
        32,
    ),
    "a list with one too few": (f"- {json.dumps(record('F002'))}\n", "withdrawn.record_not_known", None),
    "one twice": (text_of(record("F001")) + "---\n" + text_of(record("F001")), "withdrawn.given_twice", None),
    "a list of words": ("- F001\n- F002\n", "private.not_records", None),
    "no YAML": ("a: [\n", "yaml.", 1),
    "words": ("F001\n", "yaml.", 1),
}


@pytest.mark.parametrize("form", BROKEN)
def test_what_is_not_known_is_not_guessed(rewritten: Path, tmp_path: Path, form: str) -> None:
    """A private file with any fault tells nothing: what is wrong is said with the name of the variable and the line."""
    text, code, line = BROKEN[form]
    private = tmp_path / "kept.yml"
    private.write_text(text, "utf-8")
    with pytest.raises(NotKnown) as refused:
        withdrawn_records(rewritten, site_of("F001"), private)
    [problem] = refused.value.problems
    assert problem.code.startswith(code)
    assert problem.line == line or line is None
    assert problem.path in (WITHDRAWN_RECORDS, "cases_public/withdrawn/F001.yml")


def test_a_shallow_clone_knows_no_withdrawn_record(rewritten: Path, tmp_path: Path) -> None:
    """Where the history is cut short, or tombstones cannot be read, the answer is that nobody knows."""
    committed(rewritten)
    run_git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{rewritten}", "shallow")
    with pytest.raises(NotKnown) as refused:
        withdrawn_records(tmp_path / "shallow", site_of("F001"), None)
    assert [one.code for one in refused.value.problems] == ["git.shallow_clone"]
    unread = dataclasses.replace(site_of(), unread=frozenset({"cases_public/withdrawn/F001.yml"}))
    with pytest.raises(NotKnown) as unknown:
        withdrawn_records(rewritten, unread, None)
    assert [one.code for one in unknown.value.problems] == ["withdrawn.tombstones_unread"]
    with pytest.raises(git.Unknown):
        differing(tmp_path / "shallow")


def test_the_private_file_lies_outside_and_is_for_its_owner_alone(
    rewritten: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file in a repository could be committed, and one that others may read is not private: neither is read."""

    def code(path: str, mode: int = 0o600) -> str:
        monkeypatch.setenv(WITHDRAWN_RECORDS, path)
        if Path(path).is_file():
            Path(path).chmod(mode)
        try:
            withdrawn_file(rewritten)
        except Refused as refused:
            return refused.problems[0].code
        return ""

    outside, inside = tmp_path / "kept.yml", rewritten / "kept.yml"
    for path in (outside, inside):
        path.write_text("", "utf-8")
    (tmp_path / "link.yml").symlink_to(inside)
    assert code(str(outside)) == ""
    assert withdrawn_file(rewritten) == outside
    assert code(str(outside), 0o640) == "private.open"
    assert code(str(inside)) == code(str(tmp_path / "link.yml")) == "private.in_a_repository"
    assert code("kept.yml") == code(str(tmp_path / "none.yml")) == code(str(tmp_path)) == "private.no_file"
    assert code("") == ""
    assert withdrawn_file(rewritten) is None


def test_ten_commits_without_a_case_have_no_versions(tmp_path: Path) -> None:
    """Where nothing of cases changed, there is nothing to tell."""
    for number in range(3):
        write(tmp_path, "content/en/a.md", f"Words {number}\n")
        committed(tmp_path)
    assert list(versions(tmp_path, all_commits(tmp_path), {"7Q4K"})) == []


def test_who_was_told_of_in_words_stays_known(past: tuple[Path, Site]) -> None:
    """A description that a commit holds was read, and so may be what cannot be read any more; codes are no words."""
    told = told_before(*past)
    assert "A00G" in told
    assert told.isdisjoint({"A001", "A006", "A00E"})
    assert "A00D" in told
