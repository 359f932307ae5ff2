"""Help: contacts whose checks grow old, and words that leave the contacts in sight."""

import dataclasses
import datetime
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from build_tools import phones, pipeline, variables
from build_tools.models import Channel, Site
from build_tools.problems import Problem, Refused, sentence
from build_tools.render import Context
from build_tools.render.help import contacts, entries
from build_tools.validate import MORE, release_problems, reminders, validate
from build_tools.validate.seals import sealed as lines_of
from build_tools.validate.sentences import ENDED as CHECK_EXPIRED
from build_tools.validate.undecided import UNDECIDED
from build_tools.validate.words import is_section
from build_tools.validate.words.signs import MOST_WORDS
from tests.help_builder import SITE_SRC, context_of, kit_of, organisation, pages_of_help, with_help
from tests.help_builder import channel as help_channel
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
from tests.test_command_line import transparency

CHECKED = DAY
"""The first day on which everything else of the minimal site lies in the past."""

few = settings(max_examples=8)
"""Each example takes a whole site."""

OLD = """
    channels:
      - kind: visit
        value: "Exampleton, Invented Square"
        source: "Invented for this test."
        checked_on: "2000-01-01"
        checked_by: example_role
        valid_days: 10
"""
GAP = """
    gap:
      kk: "Тексерілген байланыс дерегі жоқ."
      ru: "Проверенного контакта нет."
      en: "There is no checked contact."
"""


def channel(**changes: Any) -> Mapping[str, Any]:
    """Return an invented channel as it would be read."""
    made = {"kind": "email", "value": "a@b.test", "source": "x", "checked_on": str(CHECKED), "checked_by": "editor"}
    return {**made, **changes}


def sealed(data: Plain, day: datetime.date = DAY) -> Site:
    """Make a site of which all that is published is sealed, so that nothing but its contacts is to be said."""
    site = built(data, day)
    return dataclasses.replace(site, published=lines_of(site))


def with_channel(day: datetime.date, **changes: Any) -> Site:
    """Return the minimal site of a day with one channel in place of the gap."""
    data = plain() | {"approvals": {}}  # which would end as well
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
    expected = "expired" if age > valid else "ageing" if age >= 0.75 * valid else "fresh"
    assert freshness == expected


@pytest.mark.parametrize("age", [0, 134, 135, 180, 181, 400])
def test_only_a_release_refuses_what_is_too_old(age: int) -> None:
    """Every day has at most one sentence: none, then a reminder, then what a release refuses too."""
    site = with_channel(CHECKED + datetime.timedelta(days=age), valid_days=180)
    assert validate(site) == []
    assert len(of_contacts(site)) == (1 if age >= 135 else 0)
    assert len(refused(site)) == (1 if age > 180 else 0)


def of_contacts(site: Site) -> list[Problem]:
    """Return the reminders about contacts; the reviews of statements grow old too."""
    return [problem for problem in reminders(site) if problem.path == ORGANISATIONS]


def refused(site: Site) -> list[Problem]:
    """Return what a release refuses of contacts; the case of the minimal site waits for a decision of its own."""
    return [problem for problem in release_problems(site) if problem.fault != UNDECIDED]


@pytest.mark.parametrize("age", [0, 272, 273, 303, 304, 400])
def test_a_recorded_decision_lets_a_release_pass_until_it_ends(age: int) -> None:
    """An old contact passes up to the last day of the decision, with a reminder in its last 30 days, not later."""
    decision = {"decided_by": "editor", "decided_on": "2000-08-01", "until": "2001-05-31", "reason": "x"}
    day, until = datetime.date(2000, 8, 1) + datetime.timedelta(days=age), datetime.date(2001, 5, 31)
    site = with_channel(day, valid_days=10, shown_unconfirmed=decision)
    place = "content/organisations.yml: organisations (item 1).channels (item 1).shown_unconfirmed.until: "
    near = f"{place}will not count after 2001-05-31: try the contact, look or decide again before that"
    ended = place + CHECK_EXPIRED.message
    assert validate(site) == []
    assert [sentence(problem) for problem in refused(site)] == ([ended] if day > until else [])
    expected = ended if day > until else near if (until - day).days <= 30 else None
    assert [sentence(problem) for problem in of_contacts(site)] == ([expected] if expected else [])


def seen(language: str = "en", **facts: Any) -> entries.Contact:
    """Return a channel as a reader of a language sees it."""
    return entries.contact_of(Channel.model_validate(channel(**facts)), reader(language))


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
        ("form", "https://a-b.test/a-form", "https://a-b.test/a-form", "https://a-b.test/a-form"),
        ("visit", "A Street - 1", "A Street - 1", ""),
    ],
)
def test_a_contact_is_shown_as_people_write_it_and_opened_as_programs_need_it(
    kind: str, value: str | dict[str, str], written: str, href: str
) -> None:
    """Numbers lose everything but digits where they are dialled; no other address loses a character."""
    facts = {"kind": kind, **({"value": value} if isinstance(value, str) else value)}
    assert validate(with_channel(DAY, **facts)) == []
    assert (seen(**facts).value, seen(**facts).href) == (written, href)


@given(st.sampled_from(("visit", "post")), st.lists(st.sampled_from("абвг"), min_size=3, max_size=3))
def test_a_reader_is_told_in_their_language_where_to_go(kind: str, words: list[str]) -> None:
    """Of words in each language a reader gets their own; one text is for all, and nothing else changes."""
    each = dict(zip(LANGUAGES, words, strict=True))
    for language, own in each.items():
        shown, same = seen(language, kind=kind, value=each), seen(language, kind=kind, value="One text")
        assert (shown.value, same.value) == (own, "One text")
        assert dataclasses.replace(shown, value="") == dataclasses.replace(same, value="")


def test_what_is_dialled_or_opened_is_written_once(example: Path) -> None:
    """Another kind of contact than a visit or a letter is the same for all readers: one problem, at its line."""
    each = dict.fromkeys(LANGUAGES, "One place")
    for kind in ("phone", "sms", "messenger", "email", "form"):
        with pytest.raises(ValidationError, match="one value for all languages"):
            Channel.model_validate(channel(kind=kind, value=each))
    file = example / "content" / "organisations.yml"
    before, visit, after = file.read_text("utf-8").partition("      - kind: visit\n")
    assert visit
    file.write_text(f"{before}      - kind: email\n{after}", "utf-8")
    with pytest.raises(Refused) as refused:
        pipeline.build_pages(example, SITE_SRC, day=datetime.date(2001, 1, 1))
    place = f"content/organisations.yml:{before.count(chr(10)) + 1}: organisations (item 2).channels (item 1): "
    assert [sentence(problem).startswith(place) for problem in refused.value.problems] == [True, False]


PARTS_OF_ADDRESSES = ("000000", "050000", "Z05A0B0", "г. Мысал", "ул. Пример", "д. 1", "12/3", "8-14", "кв. 7", "77")


@few
@given(st.lists(st.sampled_from(PARTS_OF_ADDRESSES), min_size=1, max_size=8))
def test_a_postal_address_is_no_telephone_number(parts: list[str]) -> None:
    """Codes of places, houses and flats with commas between them are let through, in whatever order."""
    assert validate(with_channel(DAY, kind="post", value=", ".join(parts))) == []


@pytest.mark.parametrize("number", [0, MOST_WORDS, MOST_WORDS + 1, 2 * MOST_WORDS])
def test_few_words_stand_before_the_contacts(number: int) -> None:
    """So many words are let through, one more is named in each language; words after the contacts do not count."""
    data = plain() | {"approvals": {}}  # which would end as well
    for language in LANGUAGES:
        text = "word " * number + "\n\n<!-- data -->\n\n## Section {#section}\n\n" + "more " * 200
        data["words"][f"content/{language}/k/1.md"]["text"] = text
    found = [sentence(problem) for problem in validate(built(data))]
    assert len([line for line in found if "words before the contacts" in line]) == (3 if number > MOST_WORDS else 0)


@pytest.mark.parametrize(("epoch", "day"), [("951782400", "2000-02-29"), ("951868799", "2000-02-29")])
def test_the_day_of_the_build_is_that_of_its_source(epoch: str, day: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """``SOURCE_DATE_EPOCH`` decides, from the first to the last second of a day in UTC."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert variables.build_day() == datetime.date.fromisoformat(day)


def test_an_old_contact_stops_a_release_and_says_so_on_a_preview(example: Path) -> None:
    """A maintainer reads one sentence with its line; a reader of the preview reads since when nobody confirmed it."""
    file = example / "content" / "organisations.yml"
    file.write_text(file.read_text("utf-8").replace(GAP, OLD), "utf-8")
    with pytest.raises(Refused) as refused:
        pipeline.build_pages(example, SITE_SRC, release=True, day=datetime.date(2001, 1, 1))
    problem, *_ = [sentence(problem) for problem in refused.value.problems]
    assert problem.startswith("content/organisations.yml:")
    assert "is too long ago" in problem
    old = organisation(0, help_channel(kind="visit", value="A square", valid_days=10))
    assert "Not confirmed since: 11 June 2000" in pages_of_help(with_help(old))["k/1"]


def test_check_reminds_without_failing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A contact in its last quarter is named with its last day, a lead past it too; the exit code stays 0."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1899244800")
    monkeypatch.setenv("TRANSPARENCY_LANGUAGE", "en")
    file = project / "content" / "organisations.yml"
    start = file.read_text("utf-8").index("    gap:")
    end = file.read_text("utf-8").index("    source:", start)
    text = file.read_text("utf-8")
    channel = OLD.replace("valid_days: 10", "valid_days: 80").replace("2000-01-01", "2030-01-01").lstrip("\n")
    file.write_text(text[:start] + channel + text[end:], "utf-8")
    (project / "content" / "organisations.examples.yml").unlink()
    done = transparency(project, "check")
    assert done.exit_code == 0, done.output
    assert "today.reviewed_on: is too long ago" in done.output
    assert "will not count after 2030-03-22: try the contact" in done.output
    assert "is too long ago or has passed" in done.output


def test_an_organisation_that_nobody_is_led_to_is_named() -> None:
    """An independent organisation that works everywhere and stands on no page of help deserves a reminder."""
    data = plain() | {"approvals": {}}  # which would end as well
    other = {**data["organisations"][ORGANISATIONS]["organisations"][0], "id": "others", "risk": texts("x")}
    del other["gap"]
    data["organisations"][ORGANISATIONS]["organisations"].append({**other, "channels": [channel()]})
    assert [sentence(problem) for problem in reminders(sealed(data, CHECKED))] == [
        "content/organisations.yml: organisations (item 2).id: is named by no page of help: "
        "add it to turn_to of the situations it helps in, such as k/1"
    ]


@pytest.mark.parametrize("value", ["todorov@a.test", "maxxxim@a.test"])
def test_letters_of_a_name_are_no_mark_of_the_unfinished(value: str) -> None:
    """Only whole words are taken for what somebody will fill in later, so no address is refused for its letters."""
    assert validate(with_channel(DAY, value=value)) == []


def test_a_region_nobody_serves_offers_a_confirmed_number_with_its_risk() -> None:
    """Where no organisation is listed, the page by place says whom to call, with the risk before the number: one for
    all ages before one for some, which says so; none whose check no longer counts."""
    minors, everybody = organisation(0, help_channel(), ages=["minor"]), organisation(1, help_channel("000-00-01"))
    old = organisation(2, help_channel("000-00-02", valid_days=10))
    for people, number, said in (
        ([minors], "tel:0000000", "Only for: minor (example)"),
        ([minors, everybody], "tel:0000001", "A risk."),
        ([old], "", ""),
    ):
        page = pages_of_help(with_help(*people))["k/places"]
        region = page.partition("No organisation is listed for this place.")[2].partition("</section>")[0]
        assert re.findall(r'href="(tel:[^"]+)', region) == ([number] if number else [])
        assert said in region.partition("tel:")[0]


def test_a_number_of_all_countries_is_known_by_the_library() -> None:
    """The emergency number 112 is possible in Kazakhstan; a word, two numbers or an unknown country are none."""
    assert phones.short_number("112", "KZ") == phones.Phone("112", "112", texts=True)
    assert not any((phones.short_number("112", "ZZ"), phones.short_number("112, 000", "KZ"), phones.phone("112")))


@given(country=st.text(max_size=3), value=st.text("0123456789 -+*#,abc\n", max_size=12))
def test_a_short_number_is_digits_as_they_are_written(country: str, value: str) -> None:
    """Whatever is written, a short number is its digits and nothing else, or is refused without an error."""
    for where in (country, "KZ"):
        number = phones.short_number(value, where)
        assert number is None or (number.shown == value and number.dialled == "".join(filter(str.isdigit, value)))


AGES = ("minor", "age_18_29", "adult", "not_stated")


@given(ages=st.lists(st.sampled_from(AGES), max_size=3), others=st.lists(st.sampled_from(AGES), max_size=3))
def test_ages_meet_where_one_is_or_holds_the_other(ages: list[str], others: list[str]) -> None:
    """Only *not stated* meets nobody; 18 to 29 lies within adult and meets it, whichever way one asks."""
    data = plain() | {"approvals": {}}  # which would end as well
    data["vocabulary"]["age_bands"]["age_18_29"] = {"label": texts("18 to 29"), "broader": "adult"}
    words = built(data).vocabulary
    same = [{age, other} for age in ages for other in others]
    expected = any(pair in ({"minor"}, {"adult"}, {"age_18_29"}, {"adult", "age_18_29"}) for pair in same)
    assert words.share_an_age(ages, others) == words.share_an_age(others, ages) == expected


def of_ages(*changes: Mapping[str, Any], named: Sequence[str] = ("helpers",), ages: Sequence[str] = ("minor",)) -> Site:
    """Return the minimal site whose one situation is about minors, with organisations that differ in these facts.

    The situation names organisations by id."""
    data = plain() | {"approvals": {}}  # which would end as well
    [first] = data["organisations"][ORGANISATIONS]["organisations"]
    del first["gap"]
    number = channel(kind="phone", value="+44 20 7946 0958", checked_on="2000-06-30")
    base = {**first, "channels": [number], "risk": texts("x")}
    numbers = [{"channels": [{**number, "value": f"+44 20 7946 0{at:03}"}]} for at in range(len(changes))]
    others = [
        {**base, **own, "id": f"o_{at}", "name": texts(f"N{at}"), **change}
        for at, (own, change) in enumerate(zip(numbers, changes, strict=True))
    ]
    data["organisations"][ORGANISATIONS]["organisations"] = [{**base, "ages": []}, *others]
    for language in LANGUAGES:
        data["words"][f"content/{language}/k/1.md"]["about"] |= {"ages": list(ages)}
    turn_to(data, *named)
    bodies = [o["id"] for o in data["organisations"][ORGANISATIONS]["organisations"] if o["kind"] != "independent"]
    left_out = [{"who": id_, "why": "It is left out in an example."} for id_ in bodies if id_ not in named]
    data["organisations"][ORGANISATIONS]["situations"][0]["left_out"] = left_out
    return sealed(data)


EXPIRED = {"channels": [channel(kind="visit", value="A", checked_on="2000-01-01", valid_days=10)]}


def test_who_helps_minors_alone_is_shown_to_minors_and_the_most_useful_first() -> None:
    """Independent before state, confirmed before not, whole country before a place; each once, never for adults."""
    minor = {"ages": ["minor"]}
    changes = [
        {**minor, "kind": "state"},
        {**minor, **EXPIRED},
        {**minor, "places": ["XX-1"]},
        {"ages": ["adult"]},
        {"ages": ["minor", "adult"]},
        {**minor, "channels": [], "gap": texts("x")},
        {},
    ]
    assert shown_to_minors(of_ages(*changes, named=["helpers", "o_0"])) == ["helpers", "o_4", "o_2", "o_1", "o_0"]


KINDS_AND_CHECKS = st.lists(st.tuples(st.sampled_from(("independent", "international", "state")), st.booleans()))


@few
@given(KINDS_AND_CHECKS)
def test_in_the_order_of_the_words_confirmed_help_comes_first_in_its_kind(made: list[tuple[str, bool]]) -> None:
    """On a page about no age each place keeps its kind; there, confirmed ones come first, and equals stay in order."""
    changes = [{"kind": kind, **({} if good else EXPIRED)} for kind, good in made]
    site = of_ages(*changes, named=["helpers", *(f"o_{at}" for at in range(len(made)))], ages=())
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
    channels = [
        channel(kind="phone", value="+44 20 7946 0001", **old),
        channel(value="a@b.test", **old),
        channel(kind="phone", value="+44 20 7946 0002"),
    ]
    site = of_ages({"channels": channels})
    body = site.organisations[ORGANISATIONS].organisations[1]
    shown = [one.value for one in entries.entry_of(body, context_of(site)).channels]
    assert shown == ["+44 20 7946 0002", "a@b.test", "+44 20 7946 0001"]


def test_a_number_of_two_organisations_is_a_reminder_that_names_both() -> None:
    """However it is written, a number that two organisations have may be a slip; a number of one alone is none."""
    same = {"channels": [channel(kind="phone", value="+44 (20) 7946-0958", checked_on="2000-06-30")]}
    other = {"channels": [channel(kind="phone", value="+44 20 7946 0959", checked_on="2000-06-30")]}
    site = of_ages(other, same, named=["helpers", "o_0", "o_1"])
    assert validate(site) == []
    assert [sentence(problem) for problem in reminders(site)] == [
        "content/organisations.yml: organisations (item 3).channels (item 1).value: is the number of helpers too; "
        "ask which of the two answers, and keep it with o_1 only if both do"
    ]


def test_no_state_body_is_shown_to_minors_by_itself() -> None:
    """The words must name a state body; its age alone leads nobody there."""
    assert shown_to_minors(of_ages({"ages": ["minor"], "kind": "state"})) == ["helpers"]


def shown_to_minors(site: Site) -> list[str]:
    """Return whom the situation of a faultless site leads to, by id."""
    assert validate(site) == []
    return [organisation.id for organisation in contacts.turned_to("k/1", context_of(site))]


@given(id_=st.from_regex(r"[a-z0-9]{1,8}(_[a-z0-9]{1,8}){0,2}", fullmatch=True))
def test_no_organisation_has_the_anchor_of_words(id_: str) -> None:
    """Whatever an organisation is called, such as *minors* or *exit*, no heading can have its anchor."""
    assert not is_section(f"## A {{#{entries.entry_anchor(id_)}}}")


@pytest.mark.parametrize("id_", ["independent", "everywhere"])
def test_an_organisation_may_be_called_like_a_section(id_: str) -> None:
    """An id that is also that of a heading, a group or a page makes neither a page nor a copy with one id twice."""
    data = with_help(organisation(0, help_channel(), id=id_))
    copy, anchor = kit_of(data).text("kit/all.html"), entries.entry_anchor(id_)
    pages = {name: page for name, page in pages_of_help(data).items() if name.startswith("k/")}
    assert f'id="{anchor}"' in "".join(pages.values())
    assert f'id="en-{anchor}"' in copy
    for html in (*pages.values(), copy):
        ids = re.findall(r'\sid="([^"]+)"', html)
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ('"http://a.test/"', "exit_address: has the wrong form; right is an address that begins with https://"),
        ("[kk]", "exit_address: has the wrong form; right is a text"),
        ('{kk: "a", ru: "https://a.test/", en: "https://a.test/"}', "exit_address.kk: has the wrong form"),
    ],
)
def test_a_wrong_exit_is_named_once(example: Path, address: str, says: str) -> None:
    """One text or one for each language: what is wrong is said once, at its place in the file."""
    file = example / "content" / "site.yml"
    before, exit_, after = file.read_text("utf-8").partition('exit_address: "https://example.com/"')
    file.write_text(f"{before}exit_address: {address}{after}" if exit_ else "")
    with pytest.raises(Refused) as refused:
        pipeline.build_pages(example, SITE_SRC, day=datetime.date(2001, 1, 1))
    problem, more = [sentence(problem) for problem in refused.value.problems]
    assert more == MORE.message
    assert says in problem
    assert problem.startswith(f"content/site.yml:{before.count(chr(10)) + 1}: ")


def test_the_exit_leads_each_language_to_its_own_place() -> None:
    """One address is for all; of several, a reader gets that of their language."""
    data = with_help(organisation(0))
    data["settings"]["exit_address"] = {code: f"https://{code}.test/" for code in LANGUAGES}
    for language in LANGUAGES:
        page = pages_of_help(data, language)["k/1"]
        assert re.findall(r'class="exit" href="([^"]+)"', page) == [f"https://{language}.test/"]


@pytest.mark.parametrize(("language", "words"), [("kk", "103 пен 112"), ("ru", "103 и 112"), ("en", "103 and 112")])
def test_numbers_are_called_false_only_while_there_are_none(language: str, words: str, real: pipeline.Output) -> None:
    """Whoever enters the first contact changes the page that calls every number but those of emergencies false."""
    reached = any(one.channels for one in real.site.organisations[ORGANISATIONS].organisations)
    page = next(page for page in real.pages if page.path == f"{language}/authenticity.html")
    assert (words in real.view(page).content) != reached
