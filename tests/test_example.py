"""The example site: complete, invented throughout, explained, and its pages as they were last looked at."""

import re
from collections.abc import Iterator
from difflib import unified_diff
from pathlib import Path

import pytest
import yaml

from build_tools.build.pipeline import Output, build_pages, exported
from build_tools.models import EACH_PLACE, GENERATED, KIT, REQUIRED
from build_tools.render import PAGES, Context
from build_tools.render.data.sets import FILE_FORMS
from build_tools.render.pages.changes import changes_page
from build_tools.validate.words import anchors
from tests.pages import LANGUAGES, file_at, html_at, page_at
from tests.site_builder import public_cases
from tests.test_problems import models

ROOT = Path(__file__).parents[1]
EXAMPLE, SERIES = (ROOT / "tests" / name for name in ("example", "series"))
GOLDEN = ROOT / "tests" / "golden"

SHOWN = (
    *("index", "briefings/2000-01-01", "figures/2000-01-01", "statistics", "report", "absolute-right", "law"),
    *("law/first", "figures/2000-1", "cases/HZ51R", "cases/index", "statements/2000-01-01"),
)
DATA = (
    *(f"data/figures-2000-01-01{form}" for form in FILE_FORMS),
    *("data/figures-2000-1.csv", "data/cases.csv", "data/cases.json"),
    "data/frozen/figures-2000-01-01.csv",
    "data/codebook.csv",
)
HELP = (
    "k/index.html",
    "k/1.html",
    "k/hours.html",
    "k/contacts.html",
    "k/places.html",
    "places/imaginville.html",
    "a-z.html",
)
FILES = (*(f"{name}.md" for name in SHOWN), *HELP)
KEPT = (*(f"{language}/{file}" for language in LANGUAGES for file in FILES), *DATA, "sitemap.xml")
"""What is kept, by the names that ``transparency export`` gives."""

ID = re.compile(r'\bid="([^"]*)"')
STYLE = re.compile("(<style>).*?(</style>)", re.DOTALL)
"""The same on all quiet pages, and left out of what is kept: the digest in the policy of each stands for it."""

RENEW = "If this is right, keep it with: make test ARGS=--renew-golden"


def written(name: str, output: Output) -> str:
    """Return a kept page or file as it is made now."""
    for page in output.pages:
        if name in (page.path, page.path.removesuffix(".html") + ".md"):
            return STYLE.sub(r"\1\2", str(exported(page, output)[1]))
    return file_at(output, name).decode()


def contents(folder: Path = EXAMPLE) -> Iterator[tuple[str, str]]:
    """Yield every file that people would write, with its text."""
    for path in sorted(folder.rglob("*")):
        if path.suffix in (".yml", ".md"):
            yield path.relative_to(folder).as_posix(), path.read_text("utf-8")


@pytest.mark.parametrize("name", KEPT)
def test_a_page_is_as_it_was_last_looked_at(name: str, output: Output, request: pytest.FixtureRequest) -> None:
    """Each kind of page, in each language, is the same line by line until somebody keeps a change on purpose."""
    made, kept = written(name, output), GOLDEN / name
    if request.config.getoption("--renew-golden"):
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(made, "utf-8", newline="\n")
    lines = kept.read_text("utf-8").splitlines()
    diff = "\n".join(unified_diff(lines, made.splitlines(), f"kept {name}", f"made {name}", lineterm="", n=1))
    if diff:
        pytest.fail(f"{diff}\n{RENEW}", pytrace=False)


def test_nothing_else_is_kept() -> None:
    """No golden file outlives the page that it was kept for."""
    assert {path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.is_file()} == set(KEPT)


SECOND_BRIEFING = "changes"
"""The page that exists only where there are two briefings, as in ``tests/series``."""


def test_the_example_has_every_kind_of_page(output: Output) -> None:
    """Whoever adds a kind of page adds it to the example, in each language."""
    shown = public_cases(output.site)
    for locale in output.locales.values():
        context = Context(output.site, locale, *shown, release=False)
        assert [kind for kind in PAGES if not any(kind(context))] == [changes_page]


UNUSED = {
    *("AllowedFinding", "Approvals", "Decisions", "Defined", "FieldName", "PublicPerson", "PublishedLine"),
    *("ReleaseDecision", "Security", "Settings", "Term", "TwiceReviewed"),
}
"""Records with a field that no invented site needs: what somebody decided, approved, took back or signs with."""


def test_the_example_uses_every_field() -> None:
    """Whoever adds a field shows in the example how it is written."""
    whole = "\n".join(text for folder in (EXAMPLE, SERIES) for _, text in contents(folder))
    own = [model for model in models() if model.__module__.startswith("build_tools.")]
    assert {model.__name__ for model in own if any(f"{name}:" not in whole for name in model.model_fields)} == UNUSED


def test_every_file_of_the_example_says_what_it_shows() -> None:
    """A newcomer who opens any file reads first, in a comment, what it is for."""
    for name, text in (*contents(), *contents(SERIES)):
        first, second = text.split("\n")[:2]
        said = second if name.startswith("content/") and name.endswith(".md") else first
        assert said.startswith("# "), name
        assert len(said) > 20, name


def test_figures_can_name_a_city_of_each_region() -> None:
    """No region of today has towns of help alone, which no figure may name; their centres are no small towns."""
    real = yaml.safe_load((ROOT / "content" / "vocabulary.yml").read_text("utf-8"))
    newest = real["divisions"][-1]["id"]
    regions = {code for code, region in real["regions"].items() if region["division"] == newest}
    assert {city["regions"][newest] for city in real["cities"].values()} == regions


@pytest.mark.parametrize("folder", [EXAMPLE, SERIES], ids=lambda folder: folder.name)
def test_no_real_place_is_in_the_example(folder: Path) -> None:
    """Nothing in the example and the register can be taken for something that happened somewhere."""
    real = yaml.safe_load((ROOT / "content" / "vocabulary.yml").read_text("utf-8"))
    places = [place for group in ("cities", "towns", "regions") for place in real[group].values()]
    lists = [(*place["name"].values(), *place.get("former", []), *place.get("aliases", [])) for place in places]
    names = {"Қазақстан", "Казахстан", "Kazakhstan"}.union(*lists)
    # Short names are also the beginning of everyday words; long ones are found with any ending.
    endings = [re.escape(name.casefold()) + (r"\b" if len(name) < 5 else "") for name in sorted(names)]
    real_place = re.compile(rf"\b(?:{'|'.join(endings)})")
    # In small letters with single spaces, names across lines are found too.
    found = [(file, real_place.findall(" ".join(text.casefold().split()))) for file, text in contents(folder)]
    assert [(file, names) for file, names in found if names] == []


def test_every_section_that_people_wrote_is_on_its_page_and_no_id_is_there_twice(output: Output) -> None:
    """No words are lost on the way, wherever the page puts its data: every id they give is there. Readers see as of
    which day words hold and, but on quiet pages, every source that the words name."""
    content = {page.path: output.view(page).content for page in output.pages}
    found, seen = {path: ID.findall(text) for path, text in content.items()}, set()
    assert [path for path, ids in found.items() if len(ids) != len(set(ids))] == []
    for words in output.site.words.values():
        if words.name in (*KIT, SECOND_BRIEFING):
            continue
        page = f"{words.language}/{words.name.removesuffix('.since').replace(EACH_PLACE, 'places/exampleton')}.html"
        assert set(anchors(words)) <= set(found[page]), words.path
        day = words.about.valid_on
        said = [output.locales[words.language].as_of(day)] if day else []
        said += () if words.name.startswith("k/") else words.about.sources
        assert [text for text in said if text not in content[page]] == [], words.path
        seen |= {words.name for _ in said}
    assert {"report", "method", "k/1", "briefings/2000-01-01.since"} <= seen


LINK = re.compile(r"(?:href=\"|\}/?)([a-z][a-z-]*(?:/[a-z-]+)*)\.html\b")
"""A page that a template or the program links to by its name, after what leads to its folder."""


def test_every_page_that_templates_link_to_is_required() -> None:
    """Whoever links to a page by its name makes it one that no site can be without; no other one is."""
    templates = [path for path in (ROOT / "site_src").rglob("*.html") if path.name != "all-languages.html"]
    programs = [path for part in ("render", "build") for path in (ROOT / "build_tools" / part).rglob("*.py")]
    linked = {name for path in (*templates, *programs) for name in LINK.findall(path.read_text("utf-8"))}
    assert linked >= {"index", "cases/index", "report", "absolute-right", "method"}
    assert linked <= set(REQUIRED)
    assert set(REQUIRED) - linked <= set(GENERATED)


def test_a_second_briefing_needs_no_change_of_anything_else(example: Path) -> None:
    """A briefing with tables of the same kind as the last one is added by its own three kinds of files alone."""
    for path in example.rglob("*2000-01-01*"):
        text = path.read_text("utf-8").replace('"2000-01-01"', '"2000-02-01"')
        text = text.replace("https://example.org/briefing", "https://example.org/second")
        text = re.sub(r"(?s)\n  # Any other statement.*", "\n", text)
        text = text.replace("status: overtaken\n    replaced_by: division_changed", "status: stands")
        own = r'(?m)^((?:covers|cannot_answer):\n(?:  (?:  |- )?\w\w: ".*\n)*)'
        text = re.sub(own, lambda said: said[1].replace('."', '!"'), text)
        if path.suffix == ".md":
            text = re.sub('(?m)^((?:title|headline): ".*)"$', r'\1!"', text)
            text = re.sub("(?m)^state: (machine-translated|reviewed)", "state: outdated", text)
        path.with_name(path.name.replace("2000-01-01", "2000-02-01")).write_text(text, "utf-8")
    second = build_pages(example, ROOT / "site_src")
    assert page_at(second, "en/briefings/2000-02-01.html")
    for language in LANGUAGES:
        statistics = ID.findall(html_at(second, f"{language}/statistics.html"))
        assert {"figures-2000-02-01", "figures-2000-01-01"} <= {*statistics}
        assert "by-city" in ID.findall(html_at(second, f"{language}/figures/2000-01-01.html"))


def test_what_is_published_has_plain_names_and_is_of_few_kinds(output: Output) -> None:
    """No server and no program has to guess what a file is: Latin letters, one ending, and nothing hidden."""
    paths = [made.path for made in (*output.pages, *output.downloads)]
    plain = re.compile(
        r"(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*\.(?:html|csv|json|xml|txt|pdf|png)"
    )
    assert [path for path in paths if not plain.fullmatch(path)] == []
    assert [path for path in paths if path.endswith(".txt") and not path.startswith("kit/")] == []
