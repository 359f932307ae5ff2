"""The pages of law: each group on its pages, every row whole, every doubt where it belongs, nothing false."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from markupsafe import Markup

from build_tools import content, localize
from build_tools.localize import Locale
from build_tools.models import RISK, LawPage, Page, Site, Texts
from build_tools.models.law import Verification, Wording
from build_tools.paths import LAW
from build_tools.pipeline import Output
from build_tools.render import Context
from build_tools.render.context import Link
from build_tools.render.pages.law import law_pages, official_texts, passages_of
from build_tools.validate.walk import walk
from tests.site_builder import built, plain, public_cases, texts


def pages_of(provisions: list[dict[str, Any]], **group: Any) -> Iterator[Page]:
    """Yield the English pages of law of the minimal site, with one group of these provisions."""
    data = plain()
    example = data["law"]["groups"][0]["provisions"][0]
    data["law"]["sources"]["copy"] = {
        "name": texts("Copy"),
        "changes_until": "1998-05-31",
        "official": dict.fromkeys(("kk", "ru", "en"), "https://example.org/law"),
    }
    whole = [{**example, **own, "id": f"article_{number}"} for number, own in enumerate(provisions)]
    data["law"]["groups"] = [{**data["law"]["groups"][0], **group, "provisions": whole}]
    site = built(data)
    registers = public_cases(site)
    locale: Locale = localize.locale_of(site, "en")
    context = Context(site, locale, *registers, release=False)
    yield from law_pages(context)


def groups_of(page: Page) -> list[Any]:
    """Return the groups that a page shows."""
    groups: list[Any] = page.body.values()["groups"]
    return groups


def row_of(**own: Any) -> Any:
    """Return the row of a provision with these fields."""
    first, *_ = get_args(LawPage)
    [group] = groups_of(next(page for page in pages_of([own], pages=[first]) if page.subpath == f"{first}.html"))
    return group["provisions"][0]


@pytest.mark.parametrize("name", get_args(LawPage))
def test_a_group_stands_on_its_pages_only(name: str) -> None:
    """The page that a group names shows it, and no other does."""
    shown = {page.subpath: len(groups_of(page)) for page in pages_of([{}], pages=[name])}
    assert shown == {f"{other}.html": int(other == name) for other in get_args(LawPage)}


def test_a_group_of_several_pages_is_the_same_on_each() -> None:
    """What stands in the file once can be read on each page that needs it."""
    shown = [groups_of(page) for page in pages_of([{}, {}], pages=list(get_args(LawPage)))]
    assert [len(group["provisions"]) for group in shown[0]] == [2]
    assert all(groups == shown[0] for groups in shown)


@pytest.mark.parametrize("verified", get_args(Verification))
def test_every_doubt_is_explained(verified: str) -> None:
    """Whatever was not read as it applied has another mark than what was, and says why; nothing else does."""
    row = row_of(verified=verified)
    assert (row["mark"] == "whole", row["doubt"] == "") == (verified == "read",) * 2
    assert row["state"] == {"whole": "Read", "part": "Read in part", "none": "Not read"}[row["mark"]]


@pytest.mark.parametrize("wording", get_args(Wording))
def test_only_words_of_the_source_stand_in_quotation_marks(wording: str) -> None:
    """What was read is quoted; a translation and a summary are not, and each says what it is."""
    row = row_of(wording=dict.fromkeys(("kk", "ru", "en"), wording))
    assert str(row["text"]).startswith("“") == str(row["text"]).endswith("”") == (wording == "quoted")
    assert (
        len({row_of(wording=dict.fromkeys(("kk", "ru", "en"), other))["wording"] for other in get_args(Wording)}) == 3
    )


def test_a_source_names_its_edition_and_the_official_text() -> None:
    """Where a text was read, readers find the day up to which it holds changes, and the official address if known."""
    row = row_of(sources=["treaty", "copy", "copy"])
    assert row["editions"][1] == Link(f"{texts('Copy')['en']}, with changes up to 31 May 1998", "")
    assert row["official"] == [Link("example.org", "https://example.org/law")]


def test_a_date_that_is_not_given_is_a_gap_and_not_to_be_confirmed() -> None:
    """Of days that nobody has looked up, only those that are written down ask for confirmation."""
    days = [{"dates_confirmed": False, "valid_from": day} for day in (None, "1999-01-01")]
    assert [row_of(**own)["in_force"] for own in days] == [
        ["since when: not noted"],
        ["since 1 January 1999", "date to be confirmed"],
    ]
    assert row_of(since=texts("Judgment"))["in_force"] == [texts("Judgment")["en"]]


@pytest.mark.parametrize("verified", get_args(Verification))
def test_a_citation_names_article_edition_and_address(verified: str) -> None:
    """Whoever cites a provision gets its article and act, how and in which edition it was read, and where the official
    text stands in full; what nobody has read cannot be cited."""
    quoted = dict.fromkeys(("kk", "ru", "en"), "quoted")
    row = row_of(verified=verified, sources=["copy"], valid_from="1999-01-01", wording=quoted)
    assert (row["citation"] is None) == (row["mark"] == "none")
    assert row_of(verified=verified, sources=["copy"])["citation"] is None, "a summary is not to be cited"
    if row["citation"]:
        example = plain()["law"]["groups"][0]["provisions"][0]
        assert row["citation"]["line"].startswith(
            f"{example['provision']['en']}, {example['instrument']['en']}. In force "
        )
        assert row["citation"]["line"].endswith(
            f"{row['doubt'] or row['state']}: Copy (example), with changes up to 31 May 1998."
        )
        assert row["citation"]["addresses"] == [Link("https://example.org/law", "https://example.org/law")]


def test_a_citation_holds_the_exact_words_in_other_languages() -> None:
    """Readers of a translation find the words of the source beside it; a translation into another language is none."""
    row = row_of(wording={"kk": "quoted", "ru": "translated", "en": "translated"})
    assert row["citation"]
    assert [(other["code"], other["text"][0], other["text"][-1]) for other in row["citation"]["others"]] == [
        ("kk", "“", "”")
    ]


@pytest.mark.parametrize(
    ("address", "title"),
    [("https://zan.example/doc/1/rus", "zan.example (ru)"), ("https://zan.example/en/1", "zan.example")],
)
def test_an_official_text_in_another_language_says_so(address: str, title: str) -> None:
    """Nobody follows a link and stands before a language that was not announced."""
    data = plain()
    data["law"]["sources"]["treaty"]["official"] = dict.fromkeys(("kk", "ru", "en"), address)
    site = built(data)
    context = Context(site, localize.locale_of(site, "en"), *public_cases(site), release=False)
    assert official_texts(site.law.sources.values(), context) == [Link(title, address)]


def test_a_text_stands_beside_the_first_words_that_link_to_it() -> None:
    """No word is lost or moved, a text stands beside one passage only, and other anchors bring nothing."""
    html = '<p>One <a href="#a">a</a></p>\n<ul>\n<li><a href="#b">b</a>\n<p>still b</p></li>\n</ul>\n<h2>Two</h2>\n'
    html += '<p><a href="#a">a</a> <a href="#c">c</a></p>'
    found = list(passages_of(Markup(html), ["a", "b"]))
    assert "\n".join(piece for piece, _ in found) == html
    assert [beside for _, beside in found] == [["a"], ["b"], []]


CELL = re.compile(r"<(td|th)\b([^>]*)>(.*?)</\1>", re.DOTALL)


def test_every_cell_of_the_law_is_whole_alone(output: Output) -> None:
    """A row reads without its head: each cell but that of the right names its column, and none is empty."""
    page = next(page for page in output.pages if page.path == "en/absolute-right.html")
    content = output.view(page).content
    for row in re.findall(r"<tr id=.*?</tr>", content, re.DOTALL):
        first, *cells = CELL.findall(row)
        assert (first[0], first[1]) == ("th", ' scope="row"')
        assert len(cells) == 5
        assert all(re.match(r'\s*<span class="(?:label|wording)">[^<]+:', cell[2]) for cell in cells)
        assert all(re.sub(r"<span.*?</span>|<[^>]*>", "", cell[2], count=1).strip() for cell in cells)
    assert "“Invented example: the old text.”" in content
    assert "“Invented example: the new text.”" not in content
    assert "page to be added" in content


ROOT = Path(__file__).parents[1]
FALSE_CLAIMS = {
    "a false report is punished only if it is known to be false": (
        r"(?<!заведомо )ложн\w+ донос|\bfalse (?:accusation|report)\b(?<!knowingly false report)"
        r"|(?<!көрінеу )жалған (?:сөз жеткіз|арыз беру)",
        r"наказ|ответствен|punish|жаза|жауаптылық",
        ("За ложный донос наказывают.", "A false accusation is punishable.", "Жалған сөз жеткізгені үшін жаза бар."),
    ),
    "whoever hides a detention commits a misdemeanour": (
        r"скрыва\w+|не сообщить родственник|hid(?:es|ing|den)\b|not telling a suspect|жасыр\w+|қасақана хабарламау",
        r"\bпреступлени|\ba crime\b|\bқылмыс(?!тық)",
        ("Скрывать задержание – преступление.", "Hiding it is a crime.", "Оны жасыру – қылмыс."),
    ),
    "an emergency gives the longer time only if the person cannot be brought in time": (
        r"чрезвычайн\w+ положени|\bemergency\b|төтенше жағдай",
        r"\b72\b(?!.*(?:вовремя|in time|уақытында|уақтылы))",
        (
            "При чрезвычайном положении срок 72 часа.",
            "In an emergency it is 72 hours.",
            "Төтенше жағдайда мерзім 72 сағат.",
        ),
    ),
    "ill-treatment has no number of years on the site": (
        r"срок\w* давности|limitation|time limit|ескіру мерзім",
        r"\b(?:два|две|пять|десять|two|five|ten|екі|бес|он|\d{1,2})\s+(?:год|лет|years?|жыл)",
        ("Срок давности – два года.", "The time limit is ten years.", "Ескіру мерзімі – 2 жыл."),
    ),
    "custody does not end by itself when the hours are over": (
        r"\b(?:24|48|72)\b",
        r"свобод\w+ после|выйдет через|(?:is|are|be) (?:free|released) after|кейін (?:бос|шығ)",
        ("Он свободен после 72 часов.", "A person is free after 72 hours.", "72 сағаттан кейін босайды."),
    ),
    "the Constitution promises qualified help, not free help": (
        r"Конституци|Constitution",
        r"бесплатн\w+ (?:адвокат|юридическ)|free (?:lawyer|legal)|тегін (?:адвокат|заң)",
        (
            "Конституция даёт бесплатного адвоката.",
            "The Constitution gives a free lawyer.",
            "Конституция тегін адвокат береді.",
        ),
    ),
    "pardon is not excluded": (
        r"помилован|\bpardon|кешірім",
        r"\bнет\b|\bno\b|невозможн|болмайды|жоқ",
        ("Помилования нет.", "There is no pardon.", "Кешірім жасалмайды, ол жоқ."),
    ),
}
"""What must not be said together in one paragraph, and why: a subject, what would make the sentence false, and such a
sentence in each language."""


@cache
def real_site() -> Site:
    """Read the content of the project, as readers see it."""
    return content.checked(ROOT, ROOT / "site_src").with_periods()


def said_to_readers() -> Iterator[tuple[str, str]]:
    """Yield each paragraph of words, and each text of law and organisations, with its place."""
    for words in real_site().words.values():
        yield from ((words.path, paragraph) for paragraph in re.split(r"\n\s*\n|\n(?=- |\d+\. )", words.text))
    for path, record in ((LAW, real_site().law), *real_site().organisations.items()):
        for place, kind, value in walk(record):
            if kind == Texts and isinstance(value, dict):
                yield from ((f"{path} {place}", text) for text in value.values())


def is_false(why: str, text: str) -> bool:
    """Tell whether a paragraph makes a false claim."""
    return all(re.search(pattern, text, re.IGNORECASE | re.DOTALL) for pattern in FALSE_CLAIMS[why][:2])


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_exact_words_stand_beside_plain_ones_and_our_summaries_do_not(language: str) -> None:
    """The margin of the page on torture holds texts of the law; a summary beside plain words would say nothing new."""
    site = real_site()
    context = Context(site, localize.locale_of(site, language), *public_cases(site), release=False)
    passages = next(law_pages(context)).body.values()["passages"]
    beside = {row["wording"] for passage in passages for row in passage["beside"]}
    assert beside == {context.locale.translate(text) for text in ("Exact words", "Our translation")}


@pytest.mark.parametrize("why", FALSE_CLAIMS)
def test_no_text_makes_a_claim_that_hurts(why: str) -> None:
    """False sentences that stood here, or were about to, would be found in each language, and are in no text."""
    assert all(is_false(why, sentence) for sentence in FALSE_CLAIMS[why][2])
    assert [(path, text) for path, text in said_to_readers() if is_false(why, text)] == []


def test_no_age_is_told_its_hours_without_the_exception() -> None:
    """Wherever a page names the hours for an adult or a minor, the listed cases stand in the same paragraph."""
    shorter = re.compile(r"\b(?:24|48) (?:hours|час|сағат)")
    protection = re.compile(r"measures|меры|шара|protection|защит|қорға", re.IGNORECASE)
    told = [(path, text) for path, text in said_to_readers() if shorter.search(text) and not protection.search(text)]
    assert len(told) >= 12
    assert [
        path for path, text in told if not re.search(r"\b72\b|административн|әкімшілік|administrative", text, re.I)
    ] == []


def test_a_page_of_law_says_once_in_which_texts_it_was_read() -> None:
    """A badge says how surely the law of a page is known; its words do not say it again."""
    doubt = re.compile(r"lawyer[^.]* not (?:yet )?confirmed|[Юю]рист[^.]* не подтвердил|растаған жоқ")
    site = real_site()
    of_law = [
        words
        for (_, name), words in site.words.items()
        if re.fullmatch(r"k/[1-6]|rights|absolute-right|torture|after-report|report", name)
    ]
    assert all(words.about.read_in and not doubt.search(words.text) for words in of_law)
    context = Context(site, localize.locale_of(site, "en"), *public_cases(site), release=False)
    texts = [
        context.law_read_in(codes) for codes in ([], ["procedure"], ["procedure", "administrative"], ["declaration"])
    ]
    assert texts == [
        "",
        "Law read in the text of 11 June 2026; not yet by a lawyer.",
        "Law read in texts of 6 February 2023 to 11 June 2026; not yet by a lawyer.",
        "Not yet read by a lawyer.",
    ]


@pytest.mark.parametrize("page", ["k/1", "k/3", "report"])
def test_where_somebody_may_be_held_a_page_says_what_to_do_if_nobody_says_where(page: str) -> None:
    """Relatives of a child and of an adult find whom to ask, and who learns of it, linked to, in each language."""
    for code in ("kk", "ru", "en"):
        text = real_site().words[code, page].text
        steps = text.partition("{#where}")[2].partition("\n## ")[0]
        assert {"police", "prosecutor"} <= set(RISK.findall(steps))
        assert page == "report" or "](#where)" in text


def test_who_is_told_of_false_reports_is_told_of_false_testimony() -> None:
    """Whoever reports may be called as a victim or witness: pages that name the one risk name the other."""
    report = re.compile(r"knowingly false report|заведомо ложный донос|көрінеу жалған сөз", re.IGNORECASE)
    testimony = re.compile(r"not refuse to testify|тказ(?:ыв)?аться от показаний|айғақ беруден бас тарт")
    warned = [(key, words.text) for key, words in real_site().words.items() if report.search(words.text)]
    assert len(warned) >= 12
    assert [key for key, text in warned if not testimony.search(text)] == []


def test_a_source_that_was_read_names_its_edition() -> None:
    """Only of the Code on Administrative Offences is the edition not known; every other source of words names it."""
    unknown = re.compile(r"not noted|не записана|жазылмаған")
    sources = [source for words in real_site().words.values() for source in words.about.sources]
    assert len(sources) >= 60
    assert [
        source
        for source in sources
        if unknown.search(source) and not re.search(r"administrative|административн|әкімшілік", source, re.IGNORECASE)
    ] == []


def test_every_text_that_may_call_a_period_gets_its_number() -> None:
    """In words, their front matter and each kind of data a call of a real period becomes its number."""
    call, lost = "{{ period(example_article.longest) }} hours", "{{ period(example_article.lost) }} hours"
    data = plain()
    data["law"]["groups"][0]["provisions"][0]["periods"] = {"longest": {"value": 7, "unit": "hours"}}
    data["law"]["groups"][0]["provisions"][0]["text"]["en"] = call
    data["organisations"]["content/organisations.yml"]["organisations"][0]["does"]["en"] = call
    data["vocabulary"]["genders"]["woman"]["label"]["en"] = call
    data["words"]["content/en/method.md"]["about"] |= {"title": call, "sources": [call]}
    data["words"]["content/en/method.md"]["text"] = f"{call}, {lost}"
    site = built(data)
    bound = site.with_periods()
    words = bound.words["en", "method"]
    assert (words.about.title, words.about.sources, words.text) == ("7 hours", ("7 hours",), f"7 hours, {lost}")
    assert bound.law.groups[0].provisions[0].text["en"] == "7 hours"
    assert bound.organisations["content/organisations.yml"].organisations[0].does["en"] == "7 hours"
    assert bound.vocabulary.genders["woman"].label["en"] == "7 hours"
    assert site.words["en", "method"].text == f"{call}, {lost}"
