"""What is not for readers never reaches the site: texts in comments, notes and other places that pages do not show."""

import subprocess
import sys
from collections.abc import Callable
from functools import reduce
from pathlib import Path

import pytest

from build_tools.models import Channel, FrontMatter, Ledger, Model, Organisation, Provision, ReleaseDecision, Source
from build_tools.models.organisations import Decision
from build_tools.validate.internal import internal_fields, internal_texts
from tests.site_builder import LEDGER, ORGANISATIONS, built, plain

ROOT = Path(__file__).parents[1]
CANARY = "zqcanary"
PUBLIC = "zqpublic"

Change = Callable[[str], str]


def comment(text: str) -> str:
    """Add a comment to a YAML file: above, below, and at the end of a line."""
    first, rest = text.split("\n", 1)
    lines = rest.split("\n")
    place = next(number for number, line in enumerate(lines) if line and line[-1] not in "|>#-" and ": " in line)
    lines[place] += f" # {CANARY}_aside"
    return "\n".join((f"# {CANARY}_above", first, *lines, f"# {CANARY}_below", ""))


def comment_in_front_matter(text: str) -> str:
    """Add comments to the front matter of words."""
    _, front, body = text.split("---\n", 2)
    return f"---\n# {CANARY}_above\n{front}# {CANARY}_below\n---\n{body}"


def swap(old: str, new: str) -> Change:
    """Put a text in the place of another that must be there."""

    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def chain(*changes: Change) -> Change:
    """Make one change of several."""
    return lambda text: reduce(lambda changed, change: change(changed), changes, text)


HIDDEN = {
    "content/figures/2000-01-01.yml": swap("For maintainers only; it is shown nowhere.", f"{CANARY}_note"),
    "content/ru/briefings/index.md": swap("reviewed_by: editor", f"reviewed_by: {CANARY}_reviewer"),
    "content/organisations.yml": swap("checked_by: example_role", f"checked_by: {CANARY}_checker"),
    "content/organisations.examples.yml": swap("checked_by: example_role", f"checked_by: {CANARY}_checker"),
    "content/law.yml": chain(
        swap("For lawyers only; it is shown nowhere.", f"{CANARY}_for_lawyers"),
        swap("charter.txt, invented commit", f"{CANARY}_version"),
    ),
    "mkdocs.yml": swap("site_name: Example", f"site_name: {CANARY}_name"),
}
"""Fields whose text is for maintainers only."""

BESIDE = (
    "content/.zqcanary.md",
    "content/en/._zqcanary.md",
    "content/en/.zqcanary.txt",
    "content/en/method.md~",
    "content/figures/.2000-01-01.yml.swp",
    "cases_public/README.md",
    "notes/zqcanary.md",
)
"""Files that lie about in a project and are not pages."""

SHOWN: dict[str, Change] = {
    "cases_public/2000-1/3F7QX.yml": swap("A person reported beatings.", f"{PUBLIC}_case."),
    "content/law.yml": swap("Invented example: the new text.", f"{PUBLIC}_law"),
    "content/organisations.yml": swap("No contact has been checked.", f"{PUBLIC}_gap"),
    "content/figures/2000-01-01.yml": swap("What really happened: these numbers are invented.", f"{PUBLIC}_question"),
}
"""The same kind of marks where readers see them; without these the test could not fail."""

MARKS = ("case", "law", "gap", "question")


def edit(root: Path, name: str, change: Change) -> None:
    """Change the text of one file."""
    path = root / name
    path.write_text(change(path.read_text("utf-8")), "utf-8")


@pytest.fixture
def marked(example: Path) -> Path:
    """The example with a canary in every place that pages do not show, beside templates of the project."""
    for path in sorted(example.rglob("*")):
        name = path.relative_to(example).as_posix()
        if name.startswith("content/") and path.suffix == ".md":
            edit(example, name, comment_in_front_matter)
        elif path.suffix == ".yml":
            edit(example, name, comment)
    for changes in (HIDDEN, SHOWN):
        for name, change in changes.items():
            edit(example, name, change)
    for name in BESIDE:
        (example / name).parent.mkdir(exist_ok=True)
        (example / name).write_text(f"{CANARY}_beside\n", "utf-8")
    edit(example, "mkdocs.yml", swap("../../site_src", (ROOT / "site_src").as_posix()))
    return example


def test_no_canary_is_in_the_site(marked: Path) -> None:
    """A built site holds no text of a place that is not for readers, in no file and no name; the rest it holds."""
    command = [sys.executable, "-m", "mkdocs", "build"]
    done = subprocess.run(command, cwd=marked, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert CANARY not in done.stdout + done.stderr
    files = [path for path in (marked / "site").rglob("*") if path.is_file()]
    made = {path.relative_to(marked / "site").as_posix(): path.read_bytes().lower() for path in files}
    assert [name for name, content in made.items() if CANARY.encode() in name.encode() + content] == []
    whole = b"".join(made.values())
    assert [mark for mark in MARKS if f"{PUBLIC}_{mark}".encode() not in whole] == []


INTERNAL = {
    Channel: ["source", "checked_by"],
    Decision: ["decided_by", "reason"],
    FrontMatter: ["reviewed_by"],
    Ledger: ["note"],
    Organisation: ["source"],
    Provision: ["note"],
    ReleaseDecision: ["decided_by", "reason"],
    Source: ["version"],
}


@pytest.mark.parametrize("model", INTERNAL)
def test_fields_for_maintainers_are_marked(model: type[Model]) -> None:
    """What files call a note for maintainers, and who checked, where from and why, is never for readers."""
    assert internal_fields(model) == INTERNAL[model]


def test_texts_of_internal_fields_are_sought_in_the_finished_site() -> None:
    """Each long text of an internal field is a canary; one that readers may see elsewhere, or a short one, is none."""
    data = plain()
    provision = data["law"]["groups"][0]["provisions"][0]
    provision["note"] = "Ask the lawyer about this article."
    data["law"]["sources"]["treaty"]["version"] = "treaty.txt, an invented commit"
    data["ledgers"][LEDGER]["note"] = "short note"
    [organisation] = data["organisations"][ORGANISATIONS]["organisations"]
    organisation["source"] = data["law"]["sources"]["treaty"]["url"]
    del organisation["gap"]
    channel = {"kind": "visit", "value": "x", "source": "An unnamed person  said so.", "checked_on": "2000-01-01"}
    decision = {"decided_by": "editor", "decided_on": "2000-02-01", "until": "2000-12-31"}
    decision |= {"reason": "Nobody else can be reached there."}
    organisation["channels"] = [{**channel, "checked_by": "editor", "shown_unconfirmed": decision}]
    assert set(internal_texts(built(data))) == {
        provision["note"],
        "treaty.txt, an invented commit",
        channel["source"],
        decision["reason"],
        data["decisions"]["decisions"][0]["reason"],
        "https://example.org/helpers",
    }
