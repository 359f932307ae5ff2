"""What is not for readers never reaches the site: texts in comments, notes and other places that pages do not show."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import pytest

from build_tools.build import content, pipeline
from build_tools.models import (
    Channel,
    FrontMatter,
    Internal,
    Judged,
    Ledger,
    Model,
    Organisation,
    Provision,
    ReleaseDecision,
    Site,
    Source,
    models_below,
    models_in,
)
from build_tools.models.organisations import Choice, Decision, Lead

ROOT = Path(__file__).parents[1]
CANARY = "zqcanary"
PUBLIC = "zqpublic"

Change = Callable[[str], str]


def comment(text: str) -> str:
    """Add a comment to a YAML file: above, below, and at the end of a line."""
    lines = text.split("\n")
    place = next(number for number, line in enumerate(lines[1:], 1) if line and line[-1] not in "|>#-" and ": " in line)
    lines[place] += f" # {CANARY}aside"
    return "\n".join((f"# {CANARY}above", *lines, f"# {CANARY}below", ""))


def comment_in_front_matter(text: str) -> str:
    """Add comments to the front matter of words."""
    _, front, body = text.split("---\n", 2)
    return f"---\n# {CANARY}above\n{front}# {CANARY}below\n---\n{body}"


def swap(*pairs: str) -> Change:
    """Put a text in the place of another that must be there, for each two."""

    def change(text: str) -> str:
        for old, new in zip(pairs[::2], pairs[1::2], strict=True):
            assert old in text
            text = text.replace(old, new)
        return text

    return change


HIDDEN = {
    "content/figures/2000-01-01.yml": swap("For maintainers only; it is shown nowhere.", f"{CANARY}note"),
    "content/ru/briefings/index.md": swap("reviewed_by: editor", f"reviewed_by: {CANARY}reviewer"),
    "content/organisations.yml": swap("checked_by: example_role", f"checked_by: {CANARY}checker"),
    "content/organisations.examples.yml": swap("checked_by: example_role", f"checked_by: {CANARY}checker"),
    "content/law.yml": swap(
        *("For lawyers only; it is shown nowhere.", f"{CANARY}lawyers"),
        *("charter.txt, invented commit", f"{CANARY}version"),
    ),
}
"""Fields whose text is for maintainers only."""

SHOWN: dict[str, Change] = {
    "cases_public/2000-1/3F7QX.yml": swap(
        *("Человек сообщил об избиениях.", f"{PUBLIC}case."),
        *("qpsdskdhhtmdqhqqbgsmflbs", "qcgrtqbgcskfbgdpjsgrpndc"),
    ),
    "content/law.yml": swap("Invented example: the new text.", f"{PUBLIC}law"),
    "content/organisations.yml": swap("There is no checked contact.", f"{PUBLIC}gap"),
    "content/figures/2000-01-01.yml": swap("What really happened: these numbers are invented.", f"{PUBLIC}question"),
    # What was published would be another; a question that is not published yet may be any.
    "content/published.yml": lambda text: re.sub(r'  "2000-01-01/cannot_answer":\n(?: {4}.*\n)+', "", text),
}
"""The same kind of marks where readers see them; without these the test could not fail."""

MARKS = ("case", "law", "gap", "question")


def made_of(site: Site) -> dict[str, str]:
    """Return what each page and file of a site says, by its path."""
    output = pipeline.pages_of(Judged(site), ROOT / "site_src")
    pages = {page.path: output.view(page).content for page in output.pages}
    return pages | {one.path: one.data().decode("utf-8", "replace") for one in output.downloads}


def test_no_canary_is_in_the_site(example: Path) -> None:
    """No page and no file holds a text of a place that is not for readers; the rest it holds."""
    for path in sorted((*example.glob("content/**/*.*"), *example.glob("cases_public/**/*.yml"))):
        name, text = path.relative_to(example).as_posix(), path.read_text("utf-8")
        text = comment_in_front_matter(text) if path.suffix == ".md" else comment(text)
        for changes in (HIDDEN, SHOWN):
            text = changes.get(name, str)(text)
        path.write_text(text, "utf-8")
    made = made_of(content.checked(example, ROOT / "site_src"))
    assert [path for path, text in made.items() if CANARY in f"{path}{text}".lower()] == []
    assert [mark for mark in MARKS if f"{PUBLIC}{mark}" not in "".join(made.values())] == []


INTERNAL = {
    Channel: ["source", "checked_by"],
    Decision: ["decided_by", "reason"],
    Choice: ["why"],
    FrontMatter: ["reviewed_by"],
    Lead: ["source"],
    Ledger: ["note"],
    Organisation: ["source"],
    Provision: ["answers", "note"],
    ReleaseDecision: ["decided_by", "reason"],
    Source: ["version"],
}


@pytest.mark.parametrize("model", INTERNAL)
def test_fields_for_maintainers_are_marked(model: type[Model]) -> None:
    """What files call a note for maintainers, and who checked, where from and why, is never for readers."""
    assert internal_fields(model) == INTERNAL[model]


HIDDEN_TEXT = "zqsecret text of a field that a maintainer added"


def with_secrets(value: Any) -> Any:
    """Return a record in which each text of a field for maintainers is a secret, and each model, however deep, has one
    field more, which is internal."""
    match value:
        case Model():
            fields = {name: with_secrets(getattr(value, name)) for name in type(value).model_fields}
            own = [name for name in internal_fields(type(value)) if isinstance(fields[name], str)]
            fields |= dict.fromkeys(own, HIDDEN_TEXT)
            return with_field(type(value)).model_construct(**fields, zq=HIDDEN_TEXT, zr=("zqshort",))
        case Mapping():
            return {key: with_secrets(one) for key, one in value.items()}
        case tuple():
            return tuple(map(with_secrets, value))
    return value


def internal_fields(model: type[Model]) -> list[str]:
    """Return the fields of a model that are marked as internal."""
    return [name for name, field in model.model_fields.items() if field.exclude]


@cache
def with_field(model: type[Model]) -> type[Model]:
    """Return a model with two more fields for maintainers, a text and a list."""
    kinds = {"zq": Annotated[str, Internal()], "zr": Annotated[tuple[str, ...], Internal()]}
    return type(model.__name__, (model,), {"__annotations__": kinds, "__module__": __name__})


def test_a_new_internal_field_of_any_model_reaches_no_file() -> None:
    """Whichever model has or gains a field for maintainers, no page and no file holds its text; the classes are found
    by walking, so a model of tomorrow is among them."""
    site, problems = content.read(ROOT / "tests" / "example", ROOT / "site_src")
    assert (site is not None, problems) == (True, [])
    parts = {field.name: getattr(site, field.name) for field in fields(site)}
    secret = {name: with_secrets(part) for name, part in parts.items() if name not in ("words", "catalogues")}
    words = {key: replace(one, about=with_secrets(one.about)) for key, one in site.words.items()}
    site = replace(site, **secret, words=words)
    assert [path for path, text in made_of(site).items() if "zqs" in text] == []


def test_every_model_is_walked() -> None:
    """The test above gives a secret to each model that the program has, but for those that no file of it is made of."""
    known = set(Model.__subclasses__())
    for model in list(known):
        known |= set(model.__subclasses__())
    parts = (*get_type_hints(Site).values(), FrontMatter)
    reached = {model.__name__ for part in parts for top in models_in(part) for model in models_below(top)}
    left = {model.__name__ for model in known if model.__module__.startswith("build_tools")} - reached
    assert left <= {"Reviewed", "TwiceReviewed", "LineFigure"}
