"""The pages of law: each text on the page of its chapter, to cite, and folded below the words that link to it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from markupsafe import Markup

from build_tools import localize
from build_tools.build import content
from build_tools.files.paths import LAW
from build_tools.localize import Locale
from build_tools.models import RISK, Page, Site, Texts
from build_tools.models.law import Verification, Wording
from build_tools.render import Context
from build_tools.render.context import Link
from build_tools.render.pages.law import folded_passages, law_pages
from build_tools.validate.walk import walk
from tests.site_builder import LANGUAGES, built, plain, public_cases, texts


def page_of(path: str, words: str = "", **own: Any) -> Page:
    """Return an English page of law of the minimal site, whose one provision has these fields, and which has these
    words about rights."""
    data = plain()
    example = data["law"]["groups"][0]["provisions"][0]
    official = {code: f"https://example.org/{code}/law" for code in LANGUAGES}
    data["law"]["sources"]["copy"] = {"name": texts("Copy"), "changes_until": "1998-05-31", "official": official}
    data["law"]["groups"][0]["provisions"] = [{**example, **own, "id": "article_1"}]
    data["words"]["content/en/rights.md"]["text"] = words
    site = built(data)
    locale: Locale = localize.locale_of(site, "en")
    context = Context(site, locale, *public_cases(site), release=False)
    return next(page for page in law_pages(context) if page.subpath == path)


def row_of(**own: Any) -> Any:
    """Return what the page of a chapter shows of a provision with these fields."""
    [(_, rows)] = page_of("law/treaties.html", **own).body.values()["groups"]
    return rows[0]


def test_a_text_is_folded_in_the_section_that_first_links_to_it() -> None:
    """Words link to the law as to one page; the link leads to the chapter, and the text stands below, once."""
    words = "Above.\n\n## One {#one}\n\n[a](law.md#article-1)\n\n## Two {#two}\n\n[a](law.md#article-1)"
    quoted = {"wording": dict.fromkeys(LANGUAGES, "quoted")}
    passages = page_of("rights.html", words, **quoted).body.values()["passages"]
    assert [[row["id"] for row in passage["folded"]] for passage in passages] == [[], ["article-1"], []]
    assert 'href="law/treaties.html#article-1"' in passages[1]["html"]
    summary = page_of("rights.html", words, wording=dict.fromkeys(LANGUAGES, "summarised"))
    assert not any(passage["folded"] for passage in summary.body.values()["passages"]), "plain words say it already"


@pytest.mark.parametrize("wording", get_args(Wording))
def test_only_words_of_the_source_stand_in_quotation_marks(wording: str) -> None:
    """What was read is quoted; a translation and a summary are not, and each says what it is. Exact words of a language
    come before what we say of the law in that of the page."""
    found = row_of(wording={"kk": "quoted", "ru": "translated", "en": wording})["texts"]
    own = next(text for text in found if text["code"] in ("", "en"))
    assert own["text"].startswith("“") == own["text"].endswith("”") == (wording == "quoted")
    assert [text["code"] for text in found if text["code"] and text["code"] != "en"] == ["kk"]
    summary = dict.fromkeys(LANGUAGES, "summarised")
    found = row_of(wording=summary, exact={"kk": "Сөз (мысал)", "ru": "Слово (пример)"})["texts"]
    assert [(text["code"], text["text"][0] == "“") for text in found] == [("kk", True), ("ru", True), ("", False)]


def test_a_source_names_its_edition_and_the_official_texts_and_a_provision_its_days() -> None:
    """Where a text was read, readers find the day of the edition, and the official address in each language. A gap of
    days is no line of its own: the page on how sure the site is lists them."""
    row = row_of(sources=["treaty", "copy", "copy"])
    assert row["editions"][1] == Link(f"{texts('Copy')['en']}, text of 31 May 1998", "")
    assert Link("example.org (ru)", "https://example.org/ru/law") in row["official"]
    assert [row_of(valid_from=day)["in_force"] for day in (None, "1999-01-01")] == ["", "since 1 January 1999"]
    assert row_of(since=texts("Judgment"))["in_force"] == texts("Judgment")["en"]


@pytest.mark.parametrize("verified", get_args(Verification))
def test_a_citation_names_article_edition_and_address(verified: str) -> None:
    """Whoever cites a provision gets article, act, days in force, edition and address; what nobody has read has no
    line."""
    line, example = row_of(verified=verified, sources=["copy"], valid_from="1999-01-01")["citation"], plain()["law"]
    article, act = example["groups"][0]["provisions"][0]["provision"]["en"], example["acts"]["treaty"]["en"]
    whole = f"{article}, {act}; since 1 January 1999; Copy (example), text of 31 May 1998; https://example.org/en/law"
    assert line == (whole if verified.startswith(("read", "older")) else "")


def test_no_word_is_lost_where_texts_are_folded() -> None:
    """Words are cut before headings alone, and other links bring nothing."""
    html = (
        '<p>One <a href="law/x.html#a">a</a></p>\n<h2>Two</h2>\n<p><a href="law/x.html#a">a</a> <a href="#c">c</a></p>'
    )
    found = list(folded_passages(Markup(html), ["a", "b"]))
    assert "\n".join(piece for piece, _ in found) == html
    assert [anchors for _, anchors in found] == [["a"], []]


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
        for place, kind, value, *_ in walk(record):
            if kind == Texts and isinstance(value, dict):
                yield from ((f"{path} {place}", text) for text in value.values())


def is_false(why: str, text: str) -> bool:
    """Tell whether a paragraph makes a false claim."""
    return all(re.search(pattern, text, re.IGNORECASE | re.DOTALL) for pattern in FALSE_CLAIMS[why][:2])


@pytest.mark.parametrize("why", FALSE_CLAIMS)
def test_no_text_makes_a_claim_that_hurts(why: str) -> None:
    """False sentences that stood here, or were about to, would be found in each language, and are in no text."""
    assert all(is_false(why, sentence) for sentence in FALSE_CLAIMS[why][2])
    assert [(path, text) for path, text in said_to_readers() if is_false(why, text)] == []


def test_no_age_is_told_its_hours_without_the_exception() -> None:
    """Wherever a page names the hours for an adult or a minor, the listed cases stand in the same paragraph."""
    shorter = re.compile(r"\b(?:24|48) (?:hours|час|сағат)")
    others = re.compile(r"measures|меры|шара|protection|защит|қорға|questioned|допросить|жауап алын", re.IGNORECASE)
    told = [(path, text) for path, text in said_to_readers() if shorter.search(text) and not others.search(text)]
    assert len(told) >= 9
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
        context.law_read_in(codes) for codes in ([], ["procedure", "administrative"], ["health_code"], ["declaration"])
    ]
    assert texts == [
        "",
        "Codes read in texts of 4 December 2024 – 11 June 2026, without the changes of 1 July 2026; "
        "no lawyer has checked them yet.",
        "Law read in texts up to 16 September 2025; no lawyer has checked it yet.",
        "No lawyer has checked it yet.",
    ]


def test_where_somebody_may_be_held_a_page_says_what_to_do_if_nobody_says_where() -> None:
    """Relatives of a child and of an adult find whom to ask, and who learns of it, linked to, in each language."""
    for (_, name), words in real_site().words.items():
        if name in ("k/1", "k/3"):
            steps = words.text.partition("{#where}")[2].partition("\n## ")[0]
            assert {"police", "prosecutor"} <= set(RISK.findall(steps))
            assert "](#where)" in words.text


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
