"""A second and a third briefing beside the real one: nothing tells of an earlier one where it is past.

All numbers and days of the new briefings are invented and lie in years to come; their words say so.
"""

import datetime
import re
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from build_tools import content
from build_tools.localize import Locale
from build_tools.models import Figure, FigureTable, FrontMatter, Judged, Ledger, Period, Statements, Words
from build_tools.paths import PUBLISHED, ledger_file, statements_file, words_file
from build_tools.pipeline import Output, build_pages, pages_of
from build_tools.problems import Refused, sentence
from tests.conftest import ROOT
from tests.pages import LANGUAGES, html_at, page_at, text_of

SITE_SRC = ROOT / "site_src"
DAY = datetime.date(2032, 1, 1)
FIRST, SECOND, THIRD = "2022-01-19", "2030-06-26", "2031-09-03"
LISTS = ("briefings/index", "statistics", "data")
"""Pages that list all briefings, each with its own day and numbers."""


def with_briefing(site: Judged, day: str, almaty: int, semey: int) -> Judged:
    """Return a site with one more briefing, whose words and numbers are invented."""
    says = {"en": f"EXAMPLE {almaty}, invented", "ru": f"ПРИМЕР {almaty}, вымышлено", "kk": f"МЫСАЛ {almaty}, ойдан"}
    review = {language: {"state": "source"} for language in LANGUAGES}
    figures = {
        "reports": {"value": almaty + semey, "label": says},
        "cities": {"value": 2, "unit": "city", "label": says, "counts_parts_of": "by_city"},
        "reports_almaty": {"value": almaty, "place": "almaty", "within": "reports"},
        "reports_semey": {"value": semey, "place": "semey", "within": "reports"},
    }
    facts = {
        "id": day,
        "as_of": day,
        "unit": "report",
        "source": f"https://example.org/{day}",
        "review": review,
        "covers": says,
        "counts": {"from": f"{day[:7]}-01", "until": day},
        "period": day[:7],
        "key_figures": ["reports", "cities"],
        "figures": figures,
        "tables": {"by_city": {"title": says, "total": "reports", "parts": ["reports_almaty", "reports_semey"]}},
        "cannot_answer": [says],
    }
    finding = {"finding": "finding-1", "as_of": day, "source_kind": "coalition", "evidence": "stated"}
    statements = Statements.model_validate({"id": day, "review": review, "statements": {"finding_1": finding}})
    name, words = f"briefings/{day}", dict(site.words)
    for language, text in says.items():
        about = {"title": text, "description": f"{text}: {{{{ date(briefing) }}}}", "state": "source", "ledger": day}
        whole = f"{text}: {{{{ count(reports) }}}}.\n\n1. {text}\n    {{: #finding-1 }}\n"
        path = words_file(language, name)
        words[language, name] = Words(path, language, name, FrontMatter.model_validate(about), whole, 1)
    return replace(
        site,
        words=words,
        ledgers={**site.ledgers, ledger_file(day): Ledger.model_validate(facts)},
        statements={**site.statements, statements_file(day): statements},
    )


@pytest.fixture(scope="module")
def real() -> Judged:
    """The real content, which has one briefing."""
    return content.checked(ROOT, SITE_SRC)


@pytest.fixture(scope="module")
def third(real: Judged) -> Output:
    """The pages of the real content with a second and a third briefing."""
    return pages_of(with_briefing(with_briefing(real, SECOND, 17, 14), THIRD, 46, 11), SITE_SRC)


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


def past(output: Output, newest: str, locale: Locale) -> set[str]:
    """Return how a language writes days and numbers of the briefings before the newest."""
    earlier = [ledger for date, ledger in ledgers(output).items() if date != newest]
    days = {locale.date(day) for ledger in earlier for day in ledger.days.values()}
    days |= {locale.as_of(ledger.as_of) for ledger in earlier}
    counts = {locale.count(ledger.figures["reports"].value, ledger.unit) for ledger in earlier}
    return set(map(spaced, days | counts))


def test_no_page_tells_of_a_past_briefing_as_if_it_were_the_newest(third: Output) -> None:
    """Days and numbers of earlier briefings stand on their own pages, in lists of all, and where words about the past
    recorded the day by hand; nowhere else, in no language."""
    found = []
    for page in third.pages:
        name = page.subpath.removesuffix(".html")
        if name in (*LISTS, "changes") or name.startswith(
            ("briefings/", "cases/", "figures/", "places/", "statements/")
        ):
            continue
        words = third.site.words.get((page.language, name))
        by_hand = " ".join(words.about.plain_numbers) if words else ""
        text = shown(third, page.path)
        found += [(page.path, old) for old in past(third, THIRD, third.locales[page.language]) if old in text]
        found = [(path, old) for path, old in found if old.rstrip("г. ") not in by_hand]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_home_page_is_of_the_newest_briefing(language: str, third: Output) -> None:
    """Title, day, words and figures of the first page agree, also about what is counted. Of 57 no square is drawn, so
    no page says what one stands for; of the first briefing, which counts fewer, one is."""
    ledger, locale = ledgers(third)[THIRD], third.locales[language]
    text = shown(third, f"{language}/index.html")
    count = spaced(locale.count(57, "report"))
    assert count in text
    assert spaced(locale.period(Period("2031-09"))) in text
    assert spaced(locale.as_of(ledger.as_of)) in text
    assert ledger.covers[language] in text
    assert f'href="briefings/{THIRD}.html"' in html_at(third, f"{language}/index.html")
    square = locale.translate("One small square is one report.")
    drawn = [square in shown(third, f"{language}/{name}.html") for name in (f"briefings/{FIRST}", f"briefings/{THIRD}")]
    assert (drawn, square in text) == ([True, False], False)


def test_the_first_figure_stands_with_the_others_where_the_headline_does_not_say_it(real: Judged) -> None:
    """Whoever writes a headline without the number of all loses it nowhere, be there a year with its digits."""
    headed = real.words["en", "index"]
    about = headed.about.model_copy(update={"title": "1924"})
    bare = replace(real, words={**real.words, ("en", "index"): replace(headed, about=about)})
    home = pages_of(bare, SITE_SRC)
    view = home.view(page_at(home, "en/index.html"))
    assert view.heading == "1924"
    assert ">24</a></strong>" in view.content


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", LISTS)
def test_lists_name_every_briefing_by_its_own_day_newest_first(name: str, language: str, third: Output) -> None:
    """Each list has the three briefings in order, and what is said of each is its own; series run with the time."""
    content = html_at(third, f"{language}/{name}.html")
    content = content[max(content.find('id="briefings"'), 0) :]
    places = [content.index(f"{date}.") for date in (THIRD, SECOND, FIRST)]
    assert places == sorted(places)
    locale = third.locales[language]
    write = locale.as_of if name == "statistics" else locale.date
    days = [write(ledgers(third)[date].as_of) for date in (THIRD, SECOND, FIRST)]
    text = shown(third, f"{language}/{name}.html")
    assert all(spaced(day) in text for day in days)


def test_other_files_know_no_past_briefing(third: Output) -> None:
    """The kit, the choice of language and the codebook hold no day and no number of a briefing; the files of figures
    hold their own, and name others only to say which reports are counted; the site map, the feeds and the description
    of the tables lead to all, statements tell of theirs."""
    for download in third.downloads:
        own = re.search(r"figures-(\d{4}-\d\d-\d\d)", download.path)
        data = third.data(download).decode("utf-8", "replace")
        if own:
            data = re.sub(r'"counts": \{.*?\}', "", data, flags=re.DOTALL)
            others = {date for date in ledgers(third) if date != own[1]}
            assert not [date for date in others if date in data]
        elif not download.path.endswith((".xml", "datapackage.json")) and "data/statements." not in download.path:
            texts = {text for locale in third.locales.values() for text in past(third, THIRD, locale)}
            assert not [text for text in texts if text in data], download.path


def said(project: Path) -> list[str]:
    """Return every sentence about the content, as of a day after all briefings."""
    site, problems = content.read(project, SITE_SRC, DAY)
    assert site
    return [sentence(problem) for problem in problems]


def test_what_is_left_of_the_briefing_that_was_copied_is_named(project: Path) -> None:
    """Whoever copies a ledger and its words and changes the file names alone is told each line that is still of the
    other briefing."""
    shutil.copy(project / ledger_file(FIRST), project / ledger_file(SECOND))
    text = (project / ledger_file(SECOND)).read_text("utf-8").replace(f'id: "{FIRST}"', f'id: "{SECOND}"')
    text = text.replace(f'as_of: "{FIRST}"', f'as_of: "{SECOND}"').replace("value: 24", "value: 31")
    (project / ledger_file(SECOND)).write_text(text, "utf-8")
    for language in LANGUAGES:
        words = project / words_file(language, f"briefings/{FIRST}")
        shutil.copy(words, project / words_file(language, f"briefings/{SECOND}"))
    messages = said(project)
    copied = [message for message in messages if re.match(r"[^ ]+\.md:[0-9]+: is there already", message)]
    fields = {tuple(message.split(": ")[:2]) for message in messages if message not in copied}
    for language in LANGUAGES:
        words = words_file(language, f"briefings/{SECOND}")
        lines = (project / words).read_text("utf-8").split("\n")
        told = [int(message.split(":")[1]) for message in copied if message.startswith(words)]
        assert len(told) > 2
        assert all(not lines[line - 2] and lines[line - 1] for line in told)
    assert fields == {
        (statements_file(SECOND), "statements"),
        (ledger_file(SECOND), "already_public.date"),
        (ledger_file(SECOND), "source"),
        (ledger_file(SECOND), "cannot_answer"),
        *((ledger_file(SECOND), f"covers.{language}") for language in LANGUAGES),
        (ledger_file(SECOND), "figures.reports.value"),
        *(
            (words_file(language, f"briefings/{SECOND}"), field)
            for language in LANGUAGES
            for field in ("ledger", "title", "headline", "description", "menu")
        ),
    }


def test_numbers_that_nothing_keeps_are_named_and_stay_out_of_a_release(project: Path) -> None:
    """The check names the command that keeps them; a preview is made without it, a release is not."""
    (project / PUBLISHED).unlink()
    site = content.checked(project, SITE_SRC)
    asked = f"{ledger_file(FIRST)}: has numbers or words that are not in content/published.yml"
    assert [m for m in map(sentence, content.upcoming(site, project)) if asked in m]
    with pytest.raises(Refused) as refused:
        build_pages(project, SITE_SRC, release=True)
    assert [m for m in map(sentence, refused.value.problems) if asked in m]


@pytest.fixture(scope="module")
def by_authority(real: Judged) -> Output:
    """A site whose only briefing says of an authority how many reports are about it, and has a table of labels."""
    [(path, ledger)] = real.ledgers.items()
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
    return pages_of(replace(real, ledgers={path: ledger.model_copy(update=more)}), SITE_SRC)


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
    view = spaced(unescape(html_at(by_authority, f"{language}/figures/{FIRST}.html")))
    assert counted in view
    heads = re.findall(r"<thead>\s*<tr>\s*<th[^>]*>(?:<[^>]*>)*([^<]+)", view)
    assert heads == [named, unnamed]
