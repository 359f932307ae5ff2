"""What the documents say of adding something, carried out as it stands there by somebody who knows nothing else."""

import json
import os
import re
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from build_tools.build.pipeline import build_pages
from tests.conftest import ROOT
from tests.repositories import write
from tests.test_mutations import said

PAGE = '''"""A page of a new kind."""

from collections.abc import Iterator

from build_tools.models import Fragment, Page
from build_tools.render.context import Context


def zq(context: Context) -> Iterator[Page]:
    """Yield it."""
    yield Page(context.language, "zq.html", "Zq title", "Zq, a page of a new kind.", Fragment("zq.html", dict))
'''
RULE = '''"""A rule that is new."""

from collections.abc import Iterator

from build_tools.models import Site
from build_tools.files.paths import SETTINGS
from build_tools.problems import N_, Fault, Problem

ZQ = Fault("zq.wrong", N_("is wrong; say it otherwise"))


def nothing_is_zq(site: Site) -> Iterator[Problem]:
    """No language is called so."""
    yield from (Problem(SETTINGS, ZQ) for language in site.settings.languages if language.name == "Zq")


RULES = (nothing_is_zq,)
'''
GATE = '''

def zq(release: Release) -> Iterator[Problem]:
    """Something new that stops a release."""
    yield Problem(CASES, _EXAMPLE)
'''
RECORD = '''"""An opinion, a kind of record that is new."""

from build_tools.models.base import Model, Review, Texts


class Opinion(Model):
    """Words in each language."""

    review: Review
    text: Texts
'''

EDITS = (
    ("render/pages/__init__.py", "PAGES: tuple[PageKind, ...] = (\n", "    zq,\n"),
    (
        "render/pages/__init__.py",
        "from build_tools.render.context import COALITION, ENTRY_KINDS, INVENTED, Context, FeedEntry\n",
        "from build_tools.render.pages.zq import zq\n",
    ),
    ("validate/__init__.py", "_MODULES = (generic, settings, ", "zq, "),
    ("validate/__init__.py", "    vocabulary,\n", "    zq,\n"),
    ("publish/gates.py", "\nGATES: tuple[Judge, ...] = (\n", "    checks.zq,\n"),
    ("publish/hosting/__init__.py", "HEADER_FILES: Mapping[str, str] = {\n", '    "zq": "_headers",\n'),
    ("models/site.py", "RECORD_KINDS = (\n", '    RecordKind("opinions", Opinion, "content/opinions/"),\n'),
    (
        "load/closed_tree.py",
        "NAMES: Mapping[str, tuple[str, ...]] = {\n",
        '    "content/opinions": ("<words>.yml",),\n',
    ),
    ("models/site.py", "    catalogues: Mapping[tuple[str, str], str]\n", "    opinions: Mapping[str, Model]\n"),
    (
        "models/site.py",
        "from build_tools.models.base import Model\n",
        "from build_tools.models.opinions import Opinion\n",
    ),
)
"""A file of the program, the line after which something is added, and what."""

NEW = {"render/pages/zq.py": PAGE, "validate/zq.py": RULE, "models/opinions.py": RECORD}

LOOK = """
import json, sys
from pathlib import Path
from build_tools.build import content, pipeline
from build_tools.publish.hosting import HEADER_FILES
from build_tools.load.messages import sentence
from build_tools.publish.gates import GATES
root, site_src = Path(sys.argv[1]), Path(sys.argv[2])
output = pipeline.build_pages(root, site_src)
shown = {page.path: output.view(page).content for page in output.pages if page.subpath == "zq.html"}
settings = root / "content/site.yml"
settings.write_text(settings.read_text("utf-8").replace("English", "Zq"), "utf-8")
opinion = root / "content/opinions/one.yml"
opinion.write_text(opinion.read_text("utf-8").replace("  ru: One\\n", ""), "utf-8")
_, problems = content.read(root, site_src)
print(json.dumps({
    "shown": shown,
    "said": [sentence(problem) for problem in problems],
    "codes": [problem.code for problem in problems],
    "gates": [gate.__name__ for gate in GATES],
    "writers": list(HEADER_FILES),
}))
"""


def inserted(file: Path, after: str, new: str) -> None:
    """Put text after a line that a file has once."""
    text = file.read_text("utf-8")
    assert text.count(after) == 1, f"{file.name}: {after}"
    file.write_text(text.replace(after, after + new), "utf-8")


def test_one_of_each_is_added_where_the_description_says(example: Path, tmp_path: Path) -> None:
    """A kind of page, a rule, a gate, a server and a kind of record work with no other change."""
    program, site_src = tmp_path / "build_tools", tmp_path / "site_src"
    shutil.copytree(ROOT / "build_tools", program, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "site_src", site_src)
    for path, text in NEW.items():
        write(program, path, text)
    for path, after, new in EDITS:
        inserted(program / path, after, new)
    with (program / "publish" / "checks.py").open("a", encoding="utf-8") as file:
        file.write(GATE)
    write(site_src, "templates/zq.html", "<p>Zq body</p>\n")
    review = "review: {kk: machine-translated, ru: machine-translated, en: source}"
    write(example, "content/opinions/one.yml", f"{review}\ntext:\n  kk: Бір\n  ru: One\n  en: One\n")
    command = [sys.executable, "-c", LOOK, str(example), str(site_src)]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    for language in ("kk", "ru", "en"):
        assert "Zq body" in seen["shown"][f"{language}/zq.html"]
    assert seen["codes"].count("zq.wrong") == 1
    assert [line for line in seen["said"] if line.startswith("content/opinions/one.yml: text.ru: is missing")]
    assert "zq" in seen["gates"]
    assert "zq" in seen["writers"]


SITE_SRC = ROOT / "site_src"
README = (ROOT / "README.md").read_text("utf-8")
SECTION = README.partition("### A new page\n")[2].partition("\n### ")[0]
A_PAGE, TRANSLATION = (textwrap.dedent(block) for block in re.findall(r"(?s)```\n(.*?)\n *```", SECTION))
NAME = "our-work"


def test_the_steps_of_the_readme_lead_to_a_page_in_three_languages(small_project: Path) -> None:
    """The example is taken as it is, its translations with the lines given for them; the check then asks for nothing
    but the version it names, and the page stands in the menu."""
    assert f"content/en/{NAME}.md" in SECTION
    write(small_project, f"content/en/{NAME}.md", A_PAGE)
    for language in ("kk", "ru"):
        write(small_project, f"content/{language}/{NAME}.md", re.sub("(?m)^state: source.*", TRANSLATION, A_PAGE))
    settings = small_project / "content" / "site.yml"
    assert f"`  - {NAME}`" in SECTION
    settings.write_text(settings.read_text("utf-8").replace("footer:\n", f"footer:\n  - {NAME}\n"), "utf-8")
    messages = said(small_project)
    assert len(messages) == 2
    for message in messages:
        path, version = message.split(":")[0], re.search("write ([b-t]{24})", message)
        assert version, message
        text = (small_project / path).read_text("utf-8")
        (small_project / path).write_text(re.sub('"0+"', f'"{version[1]}"', text), "utf-8")
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
    "no-source": (
        "state: source",
        "state: machine-translated",
        'translates: {language: en, version: "bbbbbbbbbbbbbbbbbbbbbbbb"}',
    ),
    "a-heading": (r" \{#ask\}", "", "has #, of which no page makes what you mean"),
}
"""What somebody may leave out, and how the sentence about it says what to write."""


@pytest.mark.parametrize("faults", [UNREADABLE, WRONG])
def test_what_a_new_page_lacks_is_taught(small_project: Path, faults: Mapping[str, tuple[str, ...]]) -> None:
    """Each thing left out of a new page is one sentence that says what to write."""
    for fault, (old, new, _) in faults.items():
        write(small_project, f"content/en/{fault}.md", re.sub(f"(?s){old}", new, A_PAGE, count=1))
        for language in ("ru", "kk"):
            write(small_project, f"content/{language}/{fault}.md", re.sub("(?m)^state: source.*", TRANSLATION, A_PAGE))
    messages = said(small_project)
    for fault, (*_, wanted) in faults.items():
        own = [message for message in messages if message.startswith(f"content/en/{fault}.md:")]
        assert len(own) == 1, (fault, own)
        assert wanted in own[0], fault
