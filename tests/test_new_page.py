"""The steps of the README for a new page, carried out as they stand there by somebody who knows nothing else."""

import re
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from build_tools.pipeline import build_pages
from tests.conftest import ROOT
from tests.repositories import write
from tests.test_mutations import said

SITE_SRC = ROOT / "site_src"
README = (ROOT / "README.md").read_text("utf-8")
SECTION = README.partition("### A new page\n")[2].partition("\n### ")[0]
PAGE, TRANSLATION = (textwrap.dedent(block) for block in re.findall(r"(?s)```\n(.*?)\n *```", SECTION))
NAME = "our-work"


def test_the_steps_of_the_readme_lead_to_a_page_in_three_languages(small_project: Path) -> None:
    """The example is taken as it is, its translations with the lines given for them; the check then asks for nothing
    but the version it names, and the page stands in the menu."""
    assert f"content/en/{NAME}.md" in SECTION
    write(small_project, f"content/en/{NAME}.md", PAGE)
    for language in ("kk", "ru"):
        write(small_project, f"content/{language}/{NAME}.md", re.sub("(?m)^state: source.*", TRANSLATION, PAGE))
    settings = small_project / "content" / "site.yml"
    assert f"`  - {NAME}`" in SECTION
    settings.write_text(settings.read_text("utf-8").replace("footer:\n", f"footer:\n  - {NAME}\n"), "utf-8")
    messages = said(small_project)
    assert len(messages) == 2
    for message in messages:
        path, version = message.split(":")[0], re.search("write ([0-9a-f]{12})", message)
        assert version, message
        text = (small_project / path).read_text("utf-8")
        (small_project / path).write_text(text.replace("000000000000", version[1]), "utf-8")
    output = build_pages(small_project, SITE_SRC)
    made = {page.path: page for page in output.pages}
    for language in ("kk", "ru", "en"):
        assert "since 2030" in output.view(made[f"{language}/{NAME}.html"]).content


NO_FRONT_MATTER = "has no front matter; begin with a line ---, then title, description and state"
UNREADABLE = {
    "nothing-at-all": (".*", "", NO_FRONT_MATTER),
    "words-alone": ("---.*---\n", "", NO_FRONT_MATTER),
    "no-title": ("title: [^\n]*\n", "", "title: is missing or empty; right is a text in straight quotes"),
    "no-description": ("description: [^\n]*\n", "", "description: is missing or empty; right is a text in straight"),
    "no-state": ("state: [^\n]*\n", "", "state: is missing or empty; right is one of: source, machine-translated"),
}
WRONG = {
    "a-number": ("plain_numbers:.*?---", "---", "write the words around it, as they stand here, in the first"),
    "no-source": ("state: source", "state: machine-translated", 'translates: {language: en, version: "000000000000"}'),
    "a-heading": (r" \{#ask\}", "", "has #, of which no page makes what you mean"),
}
"""What somebody may leave out, and how the sentence about it says what to write."""


@pytest.mark.parametrize("faults", [UNREADABLE, WRONG])
def test_what_a_new_page_lacks_is_taught(small_project: Path, faults: Mapping[str, tuple[str, ...]]) -> None:
    """Each thing left out of a new page is one sentence that says what to write."""
    for fault, (old, new, _) in faults.items():
        write(small_project, f"content/en/{fault}.md", re.sub(f"(?s){old}", new, PAGE, count=1))
        for language in ("ru", "kk"):
            write(small_project, f"content/{language}/{fault}.md", re.sub("(?m)^state: source.*", TRANSLATION, PAGE))
    messages = said(small_project)
    for fault, (*_, wanted) in faults.items():
        own = [message for message in messages if message.startswith(f"content/en/{fault}.md:")]
        assert len(own) == 1, (fault, own)
        assert wanted in own[0], fault
