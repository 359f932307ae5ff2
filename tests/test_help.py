"""Help: contacts whose checks grow old, who stands first on a page, and words that leave the contacts in sight."""

import dataclasses
import datetime
import re
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from build_tools.build import pipeline
from build_tools.load.messages import sentence
from build_tools.models import Channel, Site, anchor_of
from build_tools.personal_data import phones
from build_tools.problems import ENDED as CHECK_EXPIRED
from build_tools.problems import Problem
from build_tools.render import Context
from build_tools.render.help import contacts
from build_tools.validate import release_problems, reminders, validate
from build_tools.validate.published import sealed as lines_of
from build_tools.validate.undecided import UNDECIDED
from build_tools.validate.words import is_section
from tests.help_builder import channel as any_channel
from tests.help_builder import context_of, kit_of, pages_of_help, with_help
from tests.help_builder import organisation as help_organisation
from tests.repositories import asked
from tests.site_builder import (
    DAY,
    EXAMPLES,
    LANGUAGES,
    ORGANISATIONS,
    STATEMENTS,
    Plain,
    built,
    catalogues,
    plain,
    texts,
    turn_to,
)

CHECKED = DAY
"""The first day on which everything else of the minimal site lies in the past."""

PHONE = "+44 20 7946 0"
"""Of numbers that are kept for films, without their last three digits."""

channel = partial(any_channel, value="a@b.test", age=0, kind="email")
"""Makes an invented channel as it would be read."""


def sealed(data: Plain, day: datetime.date = DAY) -> Site:
    """Make a site of which all that is published is sealed, so that nothing but its contacts is to be said."""
    site = built(data, day)
    return dataclasses.replace(site, published=lines_of(site))


def without_approvals() -> Plain:
    """Return the minimal site without what would end as well."""
    return plain() | {"approvals": {}}


def with_channel(day: datetime.date, **changes: Any) -> Site:
    """Return the minimal site of a day with one channel in place of the gap."""
    data = without_approvals()
    organisation = data["organisations"][ORGANISATIONS]["organisations"][0]
    del organisation["gap"]
    organisation["channels"] = [channel(**changes)]
    del data["organisations"][EXAMPLES]
    data["settings"]["address"] = "https://somewhere.zz/"
    data["decisions"]["decisions"] = []
    data["statements"][STATEMENTS]["statements"]["older"]["today"]["reviewed_on"] = day.isoformat()
    return sealed(data, day)


@given(valid=st.integers(1, 730), age=st.integers(0, 1000))
def test_a_check_counts_for_its_days_and_asks_for_the_next_in_the_last_quarter(valid: int, age: int) -> None:
    """Fresh below three quarters of the validity, ageing up to its last day, expired after it."""
    freshness = Channel.model_validate(channel(valid_days=valid)).freshness(CHECKED + datetime.timedelta(days=age))
    assert freshness == ("expired" if age > valid else "ageing" if age >= 0.75 * valid else "fresh")


def of_contacts(site: Site) -> list[Problem]:
    """Return the reminders about contacts; the reviews of statements grow old too."""
    return [problem for problem in reminders(site) if problem.path == ORGANISATIONS]


def refused(site: Site) -> list[str]:
    """Return what a release refuses of contacts; the case of the minimal site waits for a decision of its own."""
    return [sentence(problem) for problem in release_problems(site) if problem.fault != UNDECIDED]


UNTIL = datetime.date(2001, 5, 31)
DECIDED = {"decided_by": "editor", "decided_on": "2000-08-01", "until": str(UNTIL), "reason": "x"}


@pytest.mark.parametrize("age", [0, 134, 135, 180, 181, 303, 304, 334, 335, 400])
@pytest.mark.parametrize("is_decided", [False, True])
def test_only_a_release_refuses_what_is_too_old_until_somebody_decides(age: int, is_decided: bool) -> None:
    """Every day has at most one sentence: none, then a reminder, then what a release refuses too. With a decision an
    old contact passes up to its last day, with a reminder in the last 30 days."""
    day = CHECKED + datetime.timedelta(days=age)
    facts = {"valid_days": 10, "shown_unconfirmed": DECIDED} if is_decided and age > 31 else {"valid_days": 180}
    site, is_decided = with_channel(day, **facts), len(facts) > 1
    place = "content/organisations.yml: organisations (item 1).channels (item 1)"
    near = (
        f"{place}.shown_unconfirmed.until: will not count after {UNTIL}: try the contact, look or decide again before"
    )
    ended = day > UNTIL if is_decided else age > 180
    assert validate(site) == []
    assert [CHECK_EXPIRED.message in line for line in refused(site)] == [True] * ended
    asked = [sentence(problem) for problem in of_contacts(site)]
    assert len(asked) == (ended or (UNTIL - day).days <= 30 if is_decided else age >= 135)
    assert not (asked and is_decided and not ended) or asked[0].startswith(near)


def seen(language: str = "en", **facts: Any) -> contacts.Contact:
    """Return a channel as a reader of a language sees it."""
    return contacts.contact_of(Channel.model_validate(channel(**facts)), reader(language))


@cache
def reader(language: str) -> Context:
    """Return what a reader of a language is shown the minimal site with."""
    return context_of(plain() | {"catalogues": catalogues()}, language)


@pytest.mark.parametrize(
    ("kind", "value", "written", "href"),
    [
        ("phone", "+44 (20)7946-0958", "+44 20 7946 0958", "tel:+442079460958"),
        ("sms", "+1 202-555-0123", "+1 202-555-0123", "sms:+12025550123"),
        ("phone", {"value": "00 00", "country": "KZ"}, "00 00", "tel:0000"),
        ("sms", {"value": "000", "country": "KZ"}, "000", "sms:000"),
        ("email", "some-body@a-b.test", "some-body@a-b.test", "mailto:some-body@a-b.test"),
        ("email", "todorov@a.test", "todorov@a.test", "mailto:todorov@a.test"),
        ("email", "maxxxim@a.test", "maxxxim@a.test", "mailto:maxxxim@a.test"),
        ("form", "https://a-b.test/a-form", "https://a-b.test/a-form", "https://a-b.test/a-form"),
        ("visit", "A Street - 1", "A Street - 1", ""),
    ],
)
def test_a_contact_is_shown_as_people_write_it_and_opened_as_programs_need_it(
    kind: str, value: str | dict[str, str], written: str, href: str
) -> None:
    """Numbers lose everything but digits where they are dialled; no other address loses a character, or is refused for
    letters of a name that look unfinished."""
    facts = {"kind": kind, **({"value": value} if isinstance(value, str) else value)}
    assert validate(with_channel(DAY, **facts)) == []
    assert (seen(**facts).value, seen(**facts).href) == (written, href)


def test_a_reader_is_told_in_their_language_where_to_go() -> None:
    """Of words in each language a reader gets their own; one text is for all, and nothing else changes. What is dialled
    or opened is written once."""
    each = {"kk": "аб", "ru": "вг", "en": "де"}
    for kind in ("visit", "post"):
        for language, own in each.items():
            shown, same = seen(language, kind=kind, value=each), seen(language, kind=kind, value="One text")
            assert (shown.value, same.value) == (own, "One text")
            assert dataclasses.replace(shown, value="") == dataclasses.replace(same, value="")
    for kind in ("phone", "sms", "messenger", "email", "form"):
        with pytest.raises(ValidationError, match="one value for all languages"):
            Channel.model_validate(channel(kind=kind, value=each))


PARTS_OF_ADDRESSES = ("000000", "050000", "Z05A0B0", "г. Мысал", "ул. Пример", "д. 1", "12/3", "8-14", "кв. 7", "77")


@settings(max_examples=8)  # each takes a whole site
@given(st.lists(st.sampled_from(PARTS_OF_ADDRESSES), min_size=1, max_size=8))
def test_a_postal_address_is_no_telephone_number(parts: list[str]) -> None:
    """Codes of places, houses and flats with commas between them are let through, in whatever order."""
    assert validate(with_channel(DAY, kind="post", value=", ".join(parts))) == []


def test_an_old_contact_reminds_in_a_check(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A check names a contact in its last quarter with its last day, and its exit code stays 0."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "978307200")
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", "en")
    file = small_project / "content" / "organisations.yml"
    gap, text = re.compile(r"    gap:\n(?:      .*\n){3}"), file.read_text("utf-8")
    way = (
        '    channels: [{kind: visit, value: A, source: x, checked_by: a, checked_on: "2000-12-01", valid_days: 40}]\n'
    )
    file.write_text(gap.sub(way, text, count=1), "utf-8")
    done = asked(small_project, "check")
    assert done.exit_code == 0, done.output
    assert "will not count after 2001-01-10: try the contact" in done.output


@given(country=st.text(min_size=1, max_size=3), value=st.text("0123456789 -+*#,abc\n", max_size=12))
def test_a_short_number_is_digits_as_they_are_written(country: str, value: str) -> None:
    """Whatever is written, a short number is its digits and nothing else, or is refused without an error; the emergency
    number 112 is possible in Kazakhstan, and unknown where no country is."""
    for where in (country, "KZ"):
        number = phones.phone(value, where)
        assert number is None or (number.shown == value and number.dialled == "".join(filter(str.isdigit, value)))
    assert phones.phone("112", "KZ") == phones.Phone("112", "112", texts=True)
    assert not any((phones.phone("112", "ZZ"), phones.phone("112, 000", "KZ"), phones.phone("112")))


AGES = ("minor", "age_18_29", "adult", "not_stated")


@given(ages=st.lists(st.sampled_from(AGES), max_size=3), others=st.lists(st.sampled_from(AGES), max_size=3))
def test_ages_meet_where_one_is_or_holds_the_other(ages: list[str], others: list[str]) -> None:
    """Only *not stated* meets nobody; 18 to 29 lies within adult and meets it, whichever way one asks."""
    data = without_approvals()
    data["vocabulary"]["age_bands"]["age_18_29"] = {"label": texts("18 to 29"), "broader": "adult"}
    words = built(data).vocabulary
    same = [{age, other} for age in ages for other in others]
    expected = any(pair in ({"minor"}, {"adult"}, {"age_18_29"}, {"adult", "age_18_29"}) for pair in same)
    assert words.share_an_age(ages, others) == words.share_an_age(others, ages) == expected


def of_ages(*changes: Plain, named: tuple[str, ...] = ("helpers",), ages: tuple[str, ...] = ("minor",)) -> Site:
    """Return the minimal site whose one situation is about minors, with organisations that differ in these facts, each
    with a number of its own. The situation names organisations by id."""
    data = without_approvals()
    [first] = data["organisations"][ORGANISATIONS]["organisations"]
    del first["gap"]
    base = {**first, "risk": texts("x"), "channels": [channel(kind="phone", value=f"{PHONE}958")]}
    others = [
        {**base, "channels": [channel(kind="phone", value=f"{PHONE}{at:03}")], "id": f"o_{at}", "name": texts(f"N{at}")}
        | change
        for at, change in enumerate(changes)
    ]
    data["organisations"][ORGANISATIONS]["organisations"] = [{**base, "ages": []}, *others]
    for language in LANGUAGES:
        data["words"][f"content/{language}/k/1.md"]["about"] |= {"ages": list(ages)}
    turn_to(data, *named)
    left_out = [one["id"] for one in others if one["kind"] != "independent" and one["id"] not in named]
    whys = [{"who": id_, "why": "It is left out in an example."} for id_ in left_out]
    data["organisations"][ORGANISATIONS]["situations"][0]["left_out"] = whys
    return sealed(data)


def shown_to_minors(site: Site) -> list[str]:
    """Return whom the situation of a faultless site leads to, by id."""
    assert validate(site) == []
    return [organisation.id for organisation in contacts.turned_to("k/1", context_of(site))]


EXPIRED = {"channels": [channel(kind="visit", value="A", checked_on="2000-01-01", valid_days=10)]}
MINOR = {"ages": ["minor"]}


def test_who_helps_minors_alone_is_shown_to_minors_and_the_most_useful_first() -> None:
    """Independent before state, confirmed before not, whole country before a place; each once, never for adults. No age
    alone leads to a state body: the words must name it."""
    changes: list[Plain] = [
        {**MINOR, "kind": "state"},
        {**MINOR, **EXPIRED},
        {**MINOR, "places": ["XX-1"]},
        {"ages": ["adult"]},
        {"ages": ["minor", "adult"]},
        {**MINOR, "channels": [], "gap": texts("x")},
        {},
    ]
    assert shown_to_minors(of_ages(*changes, named=("helpers", "o_0"))) == ["helpers", "o_4", "o_2", "o_1", "o_0"]
    assert shown_to_minors(of_ages({**MINOR, "kind": "state"})) == ["helpers"]


@settings(max_examples=8)  # each takes a whole site
@given(st.lists(st.tuples(st.sampled_from(("independent", "international", "state")), st.booleans())))
def test_in_the_order_of_the_words_confirmed_help_comes_first_in_its_kind(made: list[tuple[str, bool]]) -> None:
    """On a page about no age each place keeps its kind; there, confirmed ones come first, and equals stay in order."""
    changes = [{"kind": kind, **({} if good else EXPIRED)} for kind, good in made]
    site = of_ages(*changes, named=("helpers", *(f"o_{at}" for at in range(len(made)))), ages=())
    facts = {"helpers": ("independent", True), **{f"o_{at}": fact for at, fact in enumerate(made)}}
    shown = shown_to_minors(site)
    assert [facts[id_][0] for id_ in shown] == [kind for kind, _ in facts.values()]
    for kind in ("independent", "international", "state"):
        own = [id_ for id_ in facts if facts[id_][0] == kind]
        wanted = [id_ for good in (True, False) for id_ in own if facts[id_][1] == good]
        assert [id_ for id_ in shown if facts[id_][0] == kind] == wanted


def test_an_old_number_comes_after_a_confirmed_one_and_other_kinds_keep_their_place() -> None:
    """Nobody tries a number that may be dead before one that was tried, in the entry of one organisation."""
    old = {"checked_on": "2000-01-01", "valid_days": 10}
    ways = [
        channel(kind="phone", value=f"{PHONE}001", **old),
        channel(**old),
        channel(kind="phone", value=f"{PHONE}002"),
    ]
    site = of_ages({"channels": ways})
    body = site.organisations[ORGANISATIONS].organisations[1]
    shown = [one.value for one in contacts.entry_of(body, context_of(site)).channels]
    assert shown == [f"{PHONE}002", "a@b.test", f"{PHONE}001"]


def test_a_region_nobody_serves_offers_a_confirmed_number_with_its_risk() -> None:
    """Where no organisation is listed, the page by place says whom to call, with the risk before the number: one for
    all ages before one for some, which says so; none whose check no longer counts."""
    minors = help_organisation(0, any_channel(), ages=["minor"])
    everybody = help_organisation(1, any_channel("000-00-01"))
    old = help_organisation(2, any_channel("000-00-02", valid_days=10))
    for people, number, said in (
        ([minors], "tel:0000000", "Only for: minor (example)"),
        ([minors, everybody], "tel:0000001", "A risk."),
        ([old], "", ""),
    ):
        page = pages_of_help(with_help(*people))["k/places"]
        region = page.partition("No organisation is listed for this place.")[2].partition("</section>")[0]
        assert re.findall(r'href="(tel:[^"]+)', region) == ([number] if number else [])
        assert said in region.partition("tel:")[0]


@pytest.mark.parametrize("id_", ["independent", "everywhere", "minors", "exit"])
def test_an_organisation_may_be_called_like_a_section(id_: str) -> None:
    """An id that is also that of a heading, a group or a page makes neither a page nor a copy with one id twice: no
    heading can have the anchor of an organisation."""
    data = with_help(help_organisation(0, any_channel(), id=id_))
    copy, anchor = kit_of(data).text("kit/all.html"), f"_{anchor_of(id_)}"
    pages = {name: page for name, page in pages_of_help(data).items() if name.startswith("k/")}
    assert not is_section(f"## A {{#{anchor}}}")
    assert f'id="{anchor}"' in "".join(pages.values())
    assert f'id="en-{anchor}"' in copy
    for html in (*pages.values(), copy):
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("language", "words"), [("kk", "103 пен 112"), ("ru", "103 и 112"), ("en", "103 and 112")])
def test_numbers_are_called_false_only_while_there_are_none(language: str, words: str, real: pipeline.Output) -> None:
    """Whoever enters the first contact changes the page that calls every number but those of emergencies false."""
    reached = any(one.channels for one in real.site.organisations[ORGANISATIONS].organisations)
    page = next(page for page in real.pages if page.path == f"{language}/authenticity.html")
    assert (words in real.view(page).content) != reached
