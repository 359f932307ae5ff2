"""The guide from coded records to a release: its commands are carried out as they stand, in a small repository.

The example site stands for the real one, three alike for five. What needs another program, or people, is left out.
"""

import datetime
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml

from build_tools.paths import CASE_ID
from tests.conftest import copied_example
from tests.publishing import ROOT, TODAY, Done, must, publishable, replace, run
from tests.repositories import committed, write
from tests.schema_checker import wrong

GUIDE = (ROOT / "docs/publishing/cases.md").read_text("utf-8")
STEPS = {part.partition("\n")[0]: part for part in re.split(r"\n##+ ", GUIDE)}
BLOCK = re.compile(r"^( *)```(sh|yaml)\n(.*?)^\1```", re.DOTALL | re.MULTILINE)
DRAFTS = {
    "0B6T": {"period": "2000-07", "treatment": ["threats"]},
    "3F7Q": {"period": "2000-07", "treatment": ["beatings"]},
    "7Q4K": {"period": "2000-08", "treatment": ["beatings", "threats"]},
    "HZ51": {"period": "2000-07", "treatment": ["threats"], "access_lawyer": "given", "assistance": ["none"]},
}
"""Invented records that are alike but for a month."""

ALIKE = {
    "invented": True,
    "place": "imaginville",
    "age_band": "adult",
    "complaint": "not_stated",
    "access_family": "not_stated",
}
"""What they share; all else is as the guide shows it."""


def blocks(step: str, kind: str) -> list[str]:
    """Return what a step of the guide shows of a kind, without the room before it."""
    text = next(text for title, text in STEPS.items() if title.startswith(step))
    return [re.sub(rf"^{room}", "", shown, flags=re.MULTILINE) for room, of, shown in BLOCK.findall(text) if of == kind]


@dataclass(frozen=True, slots=True)
class Coder:
    """Somebody who follows the guide, with a folder in the place of the encrypted disk."""

    project: Path
    disk: Path

    def follow(self, step: str, without: str = "git filter-repo ") -> list[Done]:
        """Carry out the commands of a step, one after the other, and return how each ended; some are left out."""
        lines = [line for shown in blocks(step, "sh") for line in shown.splitlines()]
        assert lines, step
        return [run("sh", "-uc", self.here(line), cwd=self.project) for line in lines if not line.startswith(without)]

    def here(self, line: str) -> str:
        """Return a command for this machine."""
        python = f"'{sys.executable}'"
        program = f"{python} -m build_tools"
        meant = {".venv/bin/transparency": program, ".venv/bin/python": python, "/media/coalition": f"'{self.disk}'"}
        meant |= {f"make {command}": f"{program} {command}" for command in ("check", "ready")}
        return re.sub("|".join(map(re.escape, meant)), lambda found: meant[found[0]], line)

    def files(self, case: str) -> list[Path]:
        """Return the draft of a case, and its copy in the project."""
        return [folder / f"2027-1/{case}.yml" for folder in (self.disk, self.project / "cases_public")]


def well(steps: list[Done]) -> list[str]:
    """Every command succeeded; return what each said."""
    assert [step.stderr or step.stdout for step in steps if step.returncode] == []
    return [step.stdout for step in steps]


@pytest.fixture
def coder(tmp_path: Path) -> Coder:
    """A coder with drafts on the encrypted disk, and a project that was pushed and can be published."""
    project, server = copied_example(tmp_path / "a project"), tmp_path / "server"
    for path in [*project.glob("cases_public/2000-1/*"), *project.glob("cases_public/releases/*")]:
        path.unlink()
    publishable(project, TODAY, 300)
    write(project, ".gitignore", "/site/\n")
    committed(project)
    must("git", "init", "--quiet", "--bare", "--initial-branch=main", server, cwd=project)
    must("git", "remote", "add", "origin", server, cwd=project)
    must("git", "push", "--quiet", "--set-upstream", "origin", "HEAD:main", cwd=project)
    for case, own in DRAFTS.items():
        draft = {**shown_record(), "id": case, **ALIKE, **own}
        del draft["invented"]
        write(tmp_path / "disk", f"2027-1/{case}.yml", yaml.safe_dump(draft, sort_keys=False))
    return Coder(project, tmp_path / "disk")


def shown_record() -> dict[str, object]:
    """Return the record that the guide shows."""
    [record] = blocks("3.", "yaml")
    return dict(yaml.safe_load(record))


def give_words(coder: Coder, case: str) -> None:
    """Give a draft the words that the guide shows, of which no fingerprint is known yet."""
    [words] = blocks("4.", "yaml")
    draft, _ = coder.files(case)
    replace(draft, "consent:\n  record: true\n", words)
    replace(coder.project / "content/decisions.yml", "about: [kk, ru]", "about: [kk, ru, en]")


def decide(coder: Coder) -> None:
    """Write the decision that the guide shows, as of today."""
    [shown] = blocks("8.", "yaml")
    entry = shown.removeprefix("decisions:\n").replace("2027-01-15", f"{TODAY}")
    entry = entry.replace("2027-06-30", f"{TODAY + datetime.timedelta(days=100)}")
    decisions = coder.project / "content/decisions.yml"
    decisions.write_text(f"{decisions.read_text('utf-8')}{entry}", "utf-8")


LEFT = "cases_public/2027-1: holds cases that were not accepted as they are here"


def test_the_guide_leads_from_drafts_to_a_published_release(coder: Coder) -> None:
    """Whoever types what the guide says gets what it says: checks that refuse, a proposal, a snapshot, a release; and
    what was committed too early comes back, and is gone from git."""
    give_words(coder, "3F7Q")
    made, copied, checked = coder.follow("5.")
    well([made, copied])
    [fingerprint] = re.findall(r"3F7Q.yml.*write ([0-9a-f]{12})", checked.stderr)
    for file in coder.files("3F7Q"):
        replace(file, "narrative: true", f'narrative: "{fingerprint}"')

    proposed, written, compared, explained, again = coder.follow("6.")
    well([proposed, written, explained])
    assert '+period: "2000-Q3"' in compared.stdout
    assert [line.partition(";")[0].partition(",")[0] for line in again.stderr.splitlines()] == [LEFT]

    decide(coder)
    [frozen] = well(coder.follow("9."))
    assert "Release 2027-1 is accepted: cases_public/releases/2027-1.yml" in frozen
    *_, ready = well(coder.follow("10."))
    assert "cases of real people, cases: until" in ready

    blob = must("git", "rev-parse", "HEAD:cases_public/2027-1/7Q4K.yml", cwd=coder.project)
    well(coder.follow("A code is wrong"))
    well(coder.follow("9."))
    well(coder.follow("10.", without="make"))
    well(coder.follow("A name leaked"))
    assert run("git", "cat-file", "-e", blob, cwd=coder.project).returncode
    well(coder.follow("10.", without="make"))
    well(coder.follow("11."))
    server = coder.project.parent / "server"
    assert "cases_public/2027-1/7Q4K.yml" in must("git", "ls-tree", "-r", "--name-only", "main", cwd=server)


def test_the_records_that_the_guide_shows_fit_the_codebook() -> None:
    """Who copies the record of the guide, or its words, has codes that exist and every line that is needed."""
    schema = json.loads((ROOT / "cases_public/case.schema.json").read_text("utf-8"))
    [words] = blocks("4.", "yaml")
    for record in (shown_record(), {**shown_record(), **yaml.safe_load(words)}):
        record["consent"].pop("narrative", None)  # the check names it
        assert wrong(schema, record) == []


def test_the_guide_draws_ids_as_the_program_reads_them(coder: Coder) -> None:
    """The command prints twenty ids, each of the letters and digits that an id may have."""
    [drawn] = well(coder.follow("2."))
    assert len(re.findall(f"^{CASE_ID}$", drawn, re.MULTILINE)) == len(drawn.splitlines()) == 20
