"""Pictures and papers to take away say what the pages say, and where it is from."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from build_tools.build.pipeline import Output, build_pages
from tests.repositories import changed

ROOT = Path(__file__).parents[1]
NUMBER = re.compile(r"[\d\s,]+")


def pictures(output: Output) -> dict[str, bytes]:
    """Return the pictures of a site by their path."""
    return {one.path: output.data(one) for one in output.downloads if one.path.endswith(".png")}


@pytest.mark.parametrize("name", ["output", "series_output", "real"])
def test_a_picture_has_the_numbers_of_the_ledger(name: str, request: pytest.FixtureRequest) -> None:
    """Each table of each briefing has a picture in each language, and no number in it differs from the ledger."""
    output: Output = request.getfixturevalue(name)
    for ledger in output.site.briefings.values():
        for table, parts in ledger.tables.items():
            shown = [one for one in ledger.figures.values() if one.within in parts.parts]
            shown += [ledger.figures[one] for one in (*parts.parts, *([parts.total] * ledger.adds_up(table)))]
            for language, locale in output.locales.items():
                words = output.drawn[f"figures/{ledger.id}-{table.replace('_', '-')}-{language}.png"]
                numbers = sorted(line for line in words.split("\n") if NUMBER.fullmatch(line))
                assert numbers == sorted(locale.number(figure.value) for figure in shown)
                assert locale.as_of(ledger.as_of) in words


@pytest.mark.parametrize("name", ["output", "real"])
def test_the_map_as_a_picture_has_the_numbers_of_the_ledger(name: str, request: pytest.FixtureRequest) -> None:
    """Each place that the page of figures shows on the map, with its number, and the sentence on empty tiles."""
    output: Output = request.getfixturevalue(name)
    newest = max(output.site.briefings.values(), key=lambda ledger: ledger.id)
    for language, locale in output.locales.items():
        words = output.drawn.get(f"figures/{newest.id}-map-{language}.png", "")
        page = next(page for page in output.pages if page.path == f"{language}/statistics.html")
        assert ('class="country' in output.view(page).content) == bool(words)
        counted = [one for one in newest.figures.values() if one.place and len(one.codes) == 1]
        for one in counted if words else ():
            assert f"{locale.label('places', one.place)}\n{locale.number(one.value)}" in words
    assert name == "output" or words


def test_a_picture_over_several_briefings_has_the_number_of_each(series_output: Output, real: Output) -> None:
    """No number differs from the ledger of its day; with one briefing there is no such picture."""
    ledgers = [series_output.site.briefings[path] for path in sorted(series_output.site.briefings)]
    words = series_output.drawn[f"figures/{ledgers[-1].id}-reports-by-briefing-en.png"].split("\n")
    numbers = [series_output.locales["en"].number(ledger.figures["reports"].value) for ledger in ledgers]
    assert [line for line in words if NUMBER.fullmatch(line)] == numbers
    assert not any("-by-briefing-" in path for path in real.drawn)


@pytest.mark.parametrize("name", ["output", "series_output", "real"])
def test_a_briefing_on_paper_says_what_its_page_says(name: str, request: pytest.FixtureRequest) -> None:
    """Its words, what is known now of a finding, its numbers, how to quote it, where it is from and of which day the
    copy is; its page leads to it."""
    output: Output = request.getfixturevalue(name)
    views = {page.path: output.view(page) for page in output.pages if "/briefings/" in page.path}
    for ledger in output.site.briefings.values():
        file = output.site.statements.get(f"content/statements/{ledger.id}.yml")
        known = [one.today.text for one in (file.statements.values() if file else ()) if one.finding and one.today]
        for language in output.locales:
            path, view = f"briefings/{ledger.id}-{language}.pdf", views[f"{language}/briefings/{ledger.id}.html"]
            said = " ".join(output.drawn[path].split())
            assert f'href="../../{path}"' in view.content
            assert all(texts[language] in said for texts in known)
            for paragraph in re.findall(r"<p>([^<>]{60,})</p>", view.content.partition('id="figures"')[0]):
                assert " ".join(Markup(paragraph).unescape().split()) in said
            for part in (ledger.source, output.site.day.isoformat(), Markup(view.title).unescape()):
                assert part in said
            assert output.data(next(one for one in output.downloads if one.path == path)).startswith(b"%PDF")


def test_a_picture_is_small_always_the_same_and_only_a_picture(real: Output) -> None:
    """Whoever builds the site again gets the same bytes, with nothing in them but dots."""
    first = pictures(real)
    assert first
    assert first == pictures(build_pages(ROOT, ROOT / "site_src"))
    for data in first.values():
        assert data.startswith(b"\x89PNG")
        assert len(data) <= 60 * 1024
        assert not re.search(rb"tEXt|iTXt|zTXt|eXIf|tIME", data)


@pytest.mark.parametrize("has_copies", [False, True])
def test_only_a_site_at_one_address_has_preview_cards(example: Path, has_copies: bool) -> None:
    """Home, briefings and their figures name a picture of the first number by its full address; a site with copies has
    none, for whoever shares a copy must not be led back here. Without an address there is none either, and no picture
    names one, for nobody could find the page by it."""
    path, address = "figures/2000-01-01-by-city-en.png", "https://somewhere.zz/register/en/figures/2000-01-01.html"
    before = build_pages(example, ROOT / "site_src")
    assert not any(page.card for page in before.pages)
    changed(example, "content/site.yml", "https://example.org/", "https://somewhere.zz/")
    settings = example / "content" / "site.yml"
    lines = settings.read_text("utf-8").splitlines(keepends=True)
    alone = [line for line in lines if not line.startswith(("mirrors:", "onion_address:"))]
    settings.write_text("".join(lines if has_copies else alone), "utf-8")
    output = build_pages(example, ROOT / "site_src")
    cards = {page.subpath: page.card for page in output.pages if page.card and page.language == "en"}
    card = "https://somewhere.zz/register/figures/2000-01-01-reports-en.png"
    names = () if has_copies else ("index", "briefings/2000-01-01", "figures/2000-01-01")
    assert cards == {f"{name}.html": card for name in names}
    assert ("figures/2000-01-01-reports-en.png" in pictures(output)) != has_copies
    assert (address in before.drawn[path], address in output.drawn[path]) == (False, True)
