"""Three briefings of one site: nothing tells of an earlier one where it is past, nor do files that were copied."""

import re
import shutil
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest

from build_tools.build import content
from build_tools.build.pipeline import Output, pages_of
from build_tools.files.paths import ledger_file, statements_file, words_file
from build_tools.load.messages import sentence
from build_tools.models import Figure, FigureTable, Ledger
from tests.conftest import ROOT
from tests.pages import LANGUAGES, html_at, page_at, text_of

SITE_SRC = ROOT / "site_src"
DAY = date(2032, 1, 1)
FIRST, SECOND, THIRD = "2000-01-01", "2000-07-01", "2001-01-01"
REAL, COPY = "2022-01-19", "2030-06-26"
"""The one briefing of the real content, and the day of a copy of it."""
LISTS = ("briefings/index", "statistics", "data")
"""Pages that list all briefings, each with its own day and numbers."""


def ledgers(output: Output) -> dict[str, Ledger]:
    """Return the ledgers by date."""
    return {ledger.id: ledger for ledger in output.site.ledgers.values()}


def shown(output: Output, path: str) -> str:
    """Return title, description, kicker and text of a page without marks."""
    view = output.view(page_at(output, path))
    return text_of(" ".join((view.title, view.description, view.kicker, view.content)))


def spaced(text: str) -> str:
    """Return a text with ordinary spaces, one between words."""
    return " ".join(text.split())


def past(output: Output, language: str) -> set[str]:
    """Return how a language writes the day and the number of the second of three briefings."""
    ledger, locale = ledgers(output)[SECOND], output.locales[language]
    counted = locale.count(ledger.figures["reports"].value, ledger.unit)
    return {spaced(locale.date(date.fromisoformat(SECOND))), spaced(counted)}


def test_no_page_tells_of_a_past_briefing_as_if_it_were_the_newest(series_output: Output) -> None:
    """Days and numbers of earlier briefings stand on their own pages, in lists of all, and where words about the past
    recorded the day by hand; nowhere else, in no language."""
    found = []
    for page in series_output.pages:
        name = page.subpath.removesuffix(".html")
        of_one = ("briefings/", "cases/", "figures/", "law/", "places/", "statements/")
        if name in (*LISTS, "a-z", "changes", "corrections") or name.startswith(of_one):
            continue
        words = series_output.site.words.get((page.language, name))
        by_hand = " ".join(words.about.plain_numbers) if words else ""
        text = shown(series_output, page.path)
        old = [one for one in past(series_output, page.language) if one in text]
        found += [(page.path, one) for one in old if one.rstrip("г. ") not in by_hand]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_is_of_the_newest_briefing(language: str, series_output: Output, real: Output) -> None:
    """Title, day, words and figures of the first page agree, also about what is counted. Of so many no square is drawn,
    so no page says what one stands for; of the real briefing, which counts fewer, one is."""
    ledger, locale = ledgers(series_output)[THIRD], series_output.locales[language]
    text = shown(series_output, f"{language}/index.html")
    count = spaced(locale.count(ledger.figures["reports"].value, "report"))
    assert count in text
    assert spaced(locale.as_of(ledger.as_of)) in text
    assert ledger.covers[language] in text
    assert f'href="briefings/{THIRD}.html"' in html_at(series_output, f"{language}/index.html")
    square = locale.translate("One small square is one report.")
    assert square not in text
    assert square in shown(real, f"{language}/briefings/{REAL}.html")


def test_the_first_figure_stands_with_the_others_where_the_headline_does_not_say_it(real: Output) -> None:
    """Whoever writes a headline without the number of all loses it nowhere, be there a year with its digits."""
    headed = real.site.words["en", "index"]
    about = headed.about.model_copy(update={"title": "1924"})
    bare = replace(real.site, words={**real.site.words, ("en", "index"): replace(headed, about=about)})
    home = pages_of(bare, SITE_SRC)
    view = home.view(page_at(home, "en/index.html"))
    assert view.heading == "1924"
    assert ">24</a></strong>" in view.content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_lists_name_every_briefing_by_its_own_day_newest_first(name: str, language: str, series_output: Output) -> None:
    """Each list has the three briefings in order, and what is said of each is its own; series run with the time."""
    content = html_at(series_output, f"{language}/{name}.html")
    content = content[max(content.find('id="briefings"'), 0) :]
    places = [content.index(f"{day}.") for day in (THIRD, SECOND, FIRST)]
    assert places == sorted(places)
    locale = series_output.locales[language]
    dates = (date.fromisoformat(one) for one in (THIRD, SECOND, FIRST))
    ends = (ledgers(series_output)[one].as_of for one in (THIRD, SECOND, FIRST))
    days = [*map(locale.as_of, ends)] if name == "statistics" else [*map(locale.date, dates)]
    text = shown(series_output, f"{language}/{name}.html")
    assert all(spaced(day) in text for day in days)


def test_other_files_know_no_past_briefing(series_output: Output) -> None:
    """The kit, the choice of language and the codebook hold no day and no number of a briefing; the files of figures
    hold their own, and name others only to say which reports are counted; the site map, the feeds and the description
    of the tables lead to all, statements tell of theirs."""
    for download in series_output.downloads:
        own = re.search(r"figures-(\d{4}-\d\d-\d\d)", download.path)
        data = series_output.data(download).decode("utf-8", "replace")
        if own:
            data = re.sub(r'"counts": \{.*?\}', "", data, flags=re.DOTALL)
            others = {date for date in ledgers(series_output) if date != own[1]}
            assert not [date for date in others if date in data]
        elif not re.search(r"\.xml$|\.pdf$|datapackage|data/statements\.", download.path):
            texts = {text for language in LANGUAGES for text in past(series_output, language)}
            assert not [text for text in texts if text in data], download.path


def said(project: Path) -> list[str]:
    """Return every sentence about the content, as of a day after all briefings."""
    site, problems = content.read(project, SITE_SRC, DAY)
    assert site
    return [sentence(problem) for problem in problems]


def test_what_is_left_of_the_briefing_that_was_copied_is_named(project: Path) -> None:
    """Whoever copies a ledger and its words and changes the file names alone is told each line that is still of the
    other briefing."""
    shutil.copy(project / ledger_file(REAL), project / ledger_file(COPY))
    text = (project / ledger_file(COPY)).read_text("utf-8").replace(f'id: "{REAL}"', f'id: "{COPY}"')
    text = text.replace(f'as_of: "{REAL}"', f'as_of: "{COPY}"').replace("value: 24", "value: 31")
    (project / ledger_file(COPY)).write_text(text, "utf-8")
    for language in LANGUAGES:
        words = project / words_file(language, f"briefings/{REAL}")
        shutil.copy(words, project / words_file(language, f"briefings/{COPY}"))
    messages = said(project)
    copied = [message for message in messages if re.match(r"[^ ]+\.md:[0-9]+: is there already", message)]
    fields = {tuple(message.split(": ")[:2]) for message in messages if message not in copied}
    for language in LANGUAGES:
        words = words_file(language, f"briefings/{COPY}")
        lines = (project / words).read_text("utf-8").split("\n")
        told = [int(message.split(":")[1]) for message in copied if message.startswith(words)]
        assert len(told) > 2
        assert all(not lines[line - 2] and lines[line - 1] for line in told)
    assert fields == {
        (statements_file(COPY), "statements"),
        (ledger_file(COPY), "already_public.date"),
        (ledger_file(COPY), "source"),
        (ledger_file(COPY), "cannot_answer"),
        *((ledger_file(COPY), f"covers.{language}") for language in LANGUAGES),
        (ledger_file(COPY), "figures.reports.value"),
        *(
            (words_file(language, f"briefings/{COPY}"), field)
            for language in LANGUAGES
            for field in ("ledger", "title", "headline", "description", "menu")
        ),
    }


@pytest.fixture(scope="module")
def by_authority(real: Output) -> Output:
    """A site whose only briefing says of an authority how many reports are about it, and has a table of labels."""
    [(path, ledger)] = real.site.ledgers.items()
    label = dict.fromkeys(LANGUAGES, "Label")
    police, labelled = Figure(value=12, authority="police"), Figure(value=24, label=label)
    cities = ledger.figures["cities"].model_copy(update={"counts_parts_of": None})
    more = {
        "figures": {**ledger.figures, "cities": cities, "police": police, "labelled": labelled},
        "key_figures": ("police",),
        "tables": {
            "one": FigureTable(title=label, total="reports", parts=("police", "labelled")),
            "other": FigureTable(title=label, total="reports", parts=("labelled", "labelled")),
        },
    }
    return pages_of(replace(real.site, ledgers={path: ledger.model_copy(update=more)}), SITE_SRC)


@pytest.mark.parametrize(
    ("language", "counted", "named", "unnamed"),
    [
        ("kk", "хабарлама: Полиция", "Мемлекеттік орган", "Топ"),
        ("ru", "сообщений: Полиция", "Государственный орган", "Группа"),
        ("en", "reports: Police", "Authority", "Group"),
    ],
)
def test_figures_by_authority_and_by_labels_say_what_they_are(
    language: str, counted: str, named: str, unnamed: str, by_authority: Output
) -> None:
    """A large number without a form of words for whom it is about names the code; a table names what its lines are."""
    view = spaced(unescape(html_at(by_authority, f"{language}/figures/{REAL}.html")))
    assert counted in view
    heads = re.findall(r"<thead>\s*<tr>\s*<th[^>]*>(?:<[^>]*>)*([^<]+)", view)
    assert heads == [named, unnamed]
