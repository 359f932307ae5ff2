"""What a page offers to be quoted by: a line in its language, and an entry that programs for bibliographies read."""

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from build_tools.models import Site
from build_tools.pipeline import Output
from build_tools.render.citing import Citation, citation
from tests.help_builder import context_of
from tests.site_builder import built, plain

ENTRY = re.compile(r"@misc\{([a-z0-9-]+),\n((?:  [a-z]+ = \{.*\},?\n)+)\}")
FIELD = re.compile(r"  ([a-z]+) = \{(.*)\}(,?)")
PATH = "briefings/2000-06-30.html#by-town"
ADDRESS = "https://somewhere.zz/"


def cited(title: str = "By town (example)", **settings: object) -> Citation:
    """Return how to quote a table of the small site."""
    site: Site = built(plain())
    site = replace(site, settings=site.settings.model_copy(update=settings))
    return citation(title, f"en/{PATH}", context_of(site), "As of a day", date(2000, 6, 30))


def fields(entry: str) -> dict[str, str]:
    """Return the fields of an entry, which is one and whole."""
    whole = ENTRY.fullmatch(entry)
    assert whole, entry
    lines = whole[2].rstrip("\n").split("\n")
    found = [FIELD.fullmatch(line) for line in lines]
    assert all(found)
    assert [line.endswith(",") for line in lines] == [True] * (len(lines) - 1) + [False]
    return {field[1]: field[2] for field in found if field}


def test_an_entry_names_who_says_what_when_and_where() -> None:
    """A bibliography gets author as one name, title, year, as of when, and the address with the anchor."""
    found = fields(cited(address=ADDRESS).bibtex)
    assert found["author"] == "{Coalition of NGOs of Kazakhstan against Torture}"
    assert found["title"] == "{By town (example)}"
    assert (found["year"], found["note"]) == ("2000", "As of a day.")
    assert found["url"] == f"{ADDRESS}en/{PATH}"


def test_no_address_is_given_before_one_is_decided() -> None:
    """A placeholder is neither in the line nor in the entry."""
    found = cited()
    assert "example.org" not in found.text + found.bibtex
    assert found.text.endswith("As of a day.")
    assert "url" not in fields(found.bibtex)


@pytest.mark.parametrize("sign", "\\{}~^&%$#_")
def test_no_sign_of_a_title_means_something_to_bibtex(sign: str) -> None:
    """Braces balance whatever a title holds, and each sign that TeX takes for a command is written as one."""
    title = fields(cited(f"A{sign}B\n  C").bibtex)["title"]
    assert title.count("{") == title.count("}")
    assert re.fullmatch(r"\{A(\\[&%$#_]|\\text[a-z]+\{\})B C\}", title)


def test_an_entry_has_the_same_name_in_each_language_but_for_its_end(output: Output) -> None:
    """Who cites in two languages sees that both are one page; nothing in a name needs care in TeX."""
    pages = [page for page in output.pages if page.subpath == "figures/2000-01-01.html"]
    names = {page.language: re.findall(r"@misc\{(.*),", output.view(page).content) for page in pages}
    assert names == {language: [f"coalition-figures-2000-01-01-{language}"] for language in ("kk", "ru", "en")}
    assert "{coalition-briefings-2000-06-30-by-town-en," in cited().bibtex


def test_what_is_invented_is_quoted_as_invented() -> None:
    """Nobody gets a citation of an example that could be taken for one of something real."""
    found = cited(invented=True)
    assert "Invented examples" in found.text
    assert "Invented examples" in fields(found.bibtex)["note"]


def test_only_data_have_an_entry_and_only_what_people_quote_a_line(output: Output) -> None:
    """Each page of figures and that of data has one whole entry of its own; a page of help has nothing to quote."""
    pages = {page.path: f"{(view := output.view(page)).content}{view.aside}" for page in output.pages}
    entries = [unescape(entry) for shown in pages.values() for entry in re.findall(r"<code>(@[^<]+)</code>", shown)]
    kinds = {path.split("/")[1].removesuffix(".html") for path, shown in pages.items() if "<code>@" in shown}
    assert kinds == {"data", "figures"}
    line = output.locales["en"].translate("To quote this page")
    assert [line in pages[f"en/{name}.html"] for name in ("briefings/2000-01-01", "rights", "report")] == [1, 1, 0]
    assert all(fields(entry) for entry in entries)
    assert len({entry.partition(",")[0] for entry in entries}) == len(entries)


@pytest.mark.parametrize(
    ("language", "told"), [("kk", "Машиналық аударма"), ("ru", "Машинный перевод"), ("en", "translation")]
)
def test_a_figure_in_a_translation_is_quoted_as_one(language: str, told: str, output: Output) -> None:
    """Whoever quotes a figure by the words of a language in which it was not written says so, as of a page."""
    [page] = [page for page in output.pages if page.path == f"{language}/figures/2000-01-01.html"]
    line = output.locales[language].translate("To quote")
    cited = re.findall(rf"<summary>{line}</summary>\n<p>([^<]+)</p>", output.view(page).content)
    assert len(cited) > 3
    assert [told in text for text in cited] == [language != "en"] * len(cited)
