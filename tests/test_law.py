"""The pages of law: each group on its page, what all share said once, every doubt where it belongs, nothing false."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools import content, localize
from build_tools.localize import Locale
from build_tools.models import LawPage, Page, Site, Texts
from build_tools.models.law import Verification, Wording
from build_tools.paths import LAW
from build_tools.pipeline import Output
from build_tools.render import Context
from build_tools.render.pages.law import Fact, FactsByKind, LawOnPage, ShownGroup, absolute_right_page, rights_page
from build_tools.render.words import Link
from build_tools.validate.walk import walk
from tests.site_builder import built, plain, public_cases, texts

FACTS = st.fixed_dictionaries(
    {
        "verified": st.sampled_from(get_args(Verification)),
        "wording": st.sampled_from(get_args(Wording)).map(lambda wording: dict.fromkeys(("kk", "ru", "en"), wording)),
        "valid_from": st.sampled_from([None, "1999-01-01"]),
        "instrument": st.sampled_from(["One law", "Other law"]).map(texts),
        "sources": st.sampled_from([["treaty"], ["treaty", "copy"]]),
    }
)
"""The small print of any provision."""


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
    yield from absolute_right_page(context)
    yield from rights_page(context)


def groups_of(page: Page) -> list[ShownGroup]:
    """Return the groups that a page shows."""
    _, law = page.body.values()
    assert isinstance(law, LawOnPage)
    return law.groups


def shared_law(group: ShownGroup) -> FactsByKind:
    """Return the law that stands above all provisions of a group, if it does."""
    return {name: fact for name, fact in group.shared.items() if name == "instrument"}


@pytest.mark.parametrize("name", get_args(LawPage))
def test_a_group_stands_on_its_page_only(name: str) -> None:
    """The page that a group names shows it, and no other does."""
    shown = {page.subpath: len(groups_of(page)) for page in pages_of([{}], page=name)}
    assert shown == {f"{other}.html": int(other == name) for other in get_args(LawPage)}


@given(st.lists(FACTS, min_size=1, max_size=4))
def test_nothing_is_lost_where_it_is_said_once(provisions: list[dict[str, Any]]) -> None:
    """What stands above a group is true of each of its provisions; with it, each still has all of its small print."""
    [group] = groups_of(next(pages_of(provisions)))
    for own, shown in zip(provisions, group.provisions, strict=True):
        [[alone]] = [group.provisions for group in groups_of(next(pages_of([own])))]
        assert {**group.shared, **shown.facts} == {**alone.facts, **shared_law(group)}
        assert not group.shared.keys() & shown.facts.keys()
        assert shown.instrument == ("" if shared_law(group) else alone.instrument)


@given(st.lists(FACTS, min_size=1, max_size=4))
def test_every_doubt_is_explained(provisions: list[dict[str, Any]]) -> None:
    """Whatever was not read as it applied says so, there or above its group, and nothing else does."""
    [group] = groups_of(next(pages_of(provisions)))
    for own, shown in zip(provisions, group.provisions, strict=True):
        assert ("state" in {**group.shared, **shown.facts}) == (own["verified"] != "read")


def test_a_source_names_its_edition_and_the_official_text() -> None:
    """Where a text was read, readers find the day up to which it holds changes, and the official address if known."""
    [group] = groups_of(next(pages_of([{"sources": ["treaty", "copy"]}])))
    [_, copy, official] = group.provisions[0].facts["sources"].links
    assert copy == Link(f"{texts('Copy')['en']}, with changes up to 31 May 1998", "")
    assert official == Link("official text: example.org", "https://example.org/law")


def test_a_law_is_not_named_again_below_its_name() -> None:
    """Where the title of a group is the law itself, its articles stand without it; elsewhere each names its law."""
    law = plain()["law"]["groups"][0]["provisions"][0]["instrument"]
    named = [groups_of(next(pages_of([{}], title=title)))[0] for title in (law, texts("Other"))]
    assert [group.is_law for group in named] == [True, False]
    assert [group.provisions[0].instrument for group in named] == ["", law["en"]]


def test_the_law_that_all_articles_share_is_named_once_above_them() -> None:
    """Several articles of one law name it above the first; of several laws, each article names its own."""
    other = {"instrument": texts("Other law")}
    [same] = groups_of(next(pages_of([other, other])))
    [mixed] = groups_of(next(pages_of([other, {}])))
    assert same.shared["instrument"].text == mixed.provisions[0].instrument == texts("Other law")["en"]
    assert [provision.instrument for provision in same.provisions] == ["", ""]
    assert "instrument" not in mixed.shared


def test_a_date_that_is_not_given_is_not_to_be_confirmed() -> None:
    """Of days that nobody has looked up, only those that are written down ask for confirmation."""
    days = [{"dates_confirmed": False, "valid_from": day} for day in (None, "1999-01-01")]
    said = [groups_of(next(pages_of([own])))[0].provisions[0].facts.get("validity") for own in days]
    assert said == [None, Fact("In force since: 1 January 1999 (date to be confirmed)")]


def test_only_words_of_the_source_look_like_a_quotation(output: Output) -> None:
    """A quoted or translated text is a quotation; a summary in our own words is a plain paragraph."""
    page = next(page for page in output.pages if page.path == "en/absolute-right.html")
    content = output.view(page).content
    assert '<blockquote class="law"><p>Invented example: the old text.</p></blockquote>' in content
    assert "<p>Invented example: the new text.</p>" in content
    assert '<blockquote class="law"><p>Invented example: the new text.</p>' not in content


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
        r"\b72\b(?!.*(?:вовремя|in time|уақытында))",
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


@pytest.mark.parametrize("why", FALSE_CLAIMS)
def test_no_text_makes_a_claim_that_hurts(why: str) -> None:
    """False sentences that stood here, or were about to, would be found in each language, and are in no text."""
    assert all(is_false(why, sentence) for sentence in FALSE_CLAIMS[why][2])
    assert [(path, text) for path, text in said_to_readers() if is_false(why, text)] == []


def test_no_age_is_told_its_hours_without_the_exception() -> None:
    """Wherever a page names the hours for an adult or a minor, the listed cases stand in the same paragraph."""
    shorter = re.compile(r"\b(?:24|48) (?:hours|час|сағат)")
    told = [(path, text) for path, text in said_to_readers() if shorter.search(text) and "787" not in path]
    assert len(told) >= 12
    assert [
        path for path, text in told if not re.search(r"\b72\b|административн|әкімшілік|administrative", text, re.I)
    ] == []


def test_a_page_says_once_that_no_lawyer_has_confirmed_it() -> None:
    """Doubts stay visible on each page that tells of law, once and not ten times."""
    site = real_site()
    doubt = re.compile(
        r"lawyer[^.]* not (?:yet )?confirmed|[Юю]рист[^.]* не подтвердил|заңгері? [^.]*растаған жоқ", re.DOTALL
    )
    of_law = [
        (code, name)
        for code, name in site.words
        if re.fullmatch(r"k/[1-6]|rights|absolute-right|report|kit/card", name)
    ]
    assert {key: len(doubt.findall(site.words[key].text)) for key in of_law} == dict.fromkeys(of_law, 1)


@pytest.mark.parametrize("page", ["k/1", "k/3", "report"])
def test_where_somebody_may_be_held_a_page_says_what_to_do_if_nobody_says_where(page: str) -> None:
    """Parents of a child and relatives of an adult find the same sentence, linked to, in each language."""
    site = real_site()
    articles = [article for group in site.law.groups for article in group.provisions if article.id == "cpc_180_1_1"]
    for code, said in articles[0].text.items():
        text = site.words[code, page].text
        assert said in text.partition("{#where}")[2].partition("\n## ")[0]
        assert page == "report" or "](#where)" in text


def test_who_is_told_of_false_reports_is_told_of_false_testimony() -> None:
    """Whoever reports may be called as a victim or witness: pages that name the one risk name the other."""
    report = re.compile(r"report is punishable|донос наказывают|жауаптылық туралы ескертіледі")
    testimony = re.compile(r"refusal to testify|отказ от показаний|айғақ беруден бас тарту")
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
