"""Whom help leads to, and what it says first while nobody independent can be reached: the same on every page and copy.

What is expected is counted here from plain data; the real site is asked for its real table and its real words.
"""

import datetime
import re
from functools import cache
from html import unescape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.build import pipeline
from build_tools.build.pipeline import Output
from build_tools.load.messages import sentence
from build_tools.models import KIT, QUIET, SITUATION
from build_tools.render.help.paper import card_sides, contacts_part
from build_tools.validate import release_problems, reminders, validate
from build_tools.validate.undecided import no_contact
from tests.help_builder import SITE_SRC, channel, context_of, kit_of, organisation, pages_of_help, real_site, with_help
from tests.site_builder import DAY, LANGUAGES, ORGANISATIONS, Plain, built, plain, texts

NOBODY = "No independent organisation can be reached through this site yet."
NOBODY_HERE = "No independent organisation for this situation can be reached yet."
INDEX, HOURS, CONTACTS, PLACES, *_ = QUIET
BUTTON = '<a class="call" href="#contacts">'
FIRST = re.compile(r"<h1>[^<]*</h1>\s*<p[^>]*><strong>([^<]+)</strong>")
ENTRY = re.compile(r'<li class="contact" id="_([^"]+)">')
BRIEFING = re.compile(r"briefings/[0-9-]+")
HOST = "ohchr.org"
LEAD = {"address": "https://spsubmission.ohchr.org/", "languages": ["en", "fr"], "seen_on": "2000-06-30", "source": "x"}
LAST = datetime.date(2000, 6, 30) + datetime.timedelta(days=180)

TO_THEM = {
    "prosecutor": re.compile(r"prosecutor|прокур", re.IGNORECASE),
    "un_special_rapporteur": re.compile(
        r"rapporteur|urgent appeal|докладчик|срочн|баяндамашы|шұғыл үндеу", re.IGNORECASE
    ),
    "un_committee_against_torture": re.compile(r"committee against|комитет\w* ООН|БҰҰ \w*\s?комитет", re.IGNORECASE),
}
"""How the words of a page speak of these, in the three languages."""

PROMISES = re.compile(
    r"whom to turn to|where to turn|independent organisation (?:first|or)|organisation first|"
    r"к кому обратиться|куда (?:люди могут )?обратиться|(?:в|с) независим\w+ организаци|"
    r"кімге жүгін|қайда жүгін|тәуелсіз ұйым(?:ға|мен)",
    re.IGNORECASE,
)
"""What only the program may say, for it knows on the day of the build whether anybody can be reached."""


@cache
def real() -> Output:
    """Return the real site as a release would show it, without what is invented."""
    return pipeline.pages_of(real_site(), SITE_SRC, release=True)


def of_kind(number: int, kind: str, ages: list[int], **more: Any) -> Plain:
    """Return an organisation to which one can go: ways that were tried so many days ago, and count for 100."""
    ways = (channel("A square", age, kind="visit", valid_days=100) for age in ages)
    return organisation(number, *ways, kind=kind, **more)


MADE = st.lists(
    st.tuples(
        st.sampled_from(("independent", "state", "international")),
        st.lists(st.sampled_from((0, 80, 100, 101, 300)), max_size=2),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)
"""Of each organisation its kind, how many days ago its contacts were tried, and whether the situation names it."""


@settings(max_examples=60, deadline=None)
@given(MADE)
def test_the_first_line_says_that_nobody_can_be_reached_and_goes_when_somebody_can(made: list[Any]) -> None:
    """Situation, chooser, contacts, places and report say so exactly while no independent contact counts; so does the
    file of all help."""
    people = [of_kind(at, kind, ages) for at, (kind, ages, _) in enumerate(made)]
    named = [f"o_{at}" for at, (_, _, is_named) in enumerate(made) if is_named] or ["o_0"]
    reached = {f"o_{at}" for at, (_, ages, _) in enumerate(made) if any(age <= 100 for age in ages)}
    independent = {f"o_{at}" for at, (kind, _, _) in enumerate(made) if kind == "independent"} & reached
    site = built(with_help(*people, named=tuple(named)))
    pages = pages_of_help(site)
    for name in (INDEX, HOURS, CONTACTS, PLACES):
        assert FIRST.findall(pages[name]) == ([] if independent else [NOBODY]), name
    assert (NOBODY in pages["report"]) == (not independent)
    expected = [] if independent & set(named) else [NOBODY_HERE if independent else NOBODY]
    assert FIRST.findall(pages["k/1"]) == expected
    assert (BUTTON in pages["k/1"]) == bool(reached & set(named))
    assert ("Whom to turn to" in pages["k/1"]) == bool(reached & set(named))
    whole = kit_of(site).text("kit/all.html")
    assert whole.count(NOBODY) == (0 if independent else 5)
    assert whole.count(NOBODY_HERE) == expected.count(NOBODY_HERE)


@pytest.mark.parametrize("ages", [[], [101]])
def test_a_copy_says_too_that_nobody_can_be_reached(ages: list[int]) -> None:
    """Text, sheet and card change when somebody can be reached, and say so while nobody can."""
    alone, reached = (built(with_help(of_kind(0, "independent", a))) for a in (ages, [0]))
    assert kit_of(alone)["kit/en.txt"].decode().count(NOBODY) == 4
    assert NOBODY not in kit_of(reached)["kit/en.txt"].decode()
    assert "Whom to turn to: N0" in kit_of(reached)["kit/en.txt"].decode()
    backs = [card_sides(context_of(site))["back"] for site in (alone, reached)]
    assert [back["title"] for back in backs] == ["Organisations and bodies", "Whom to turn to"]
    assert [back["instead"] == NOBODY for back in backs] == [True, False]
    assert NOBODY in str(contacts_part([], context_of(alone)))
    assert NOBODY not in str(contacts_part([], context_of(reached)))


def test_an_example_is_nobody_who_can_be_reached() -> None:
    """Even a preview shows invented contacts on no page of help and in no copy; they change neither the first line nor
    the button."""
    pages, copies = pages_of_help(built(plain())), kit_of(built(plain()))
    said = (*pages.values(), *(copies[f"kit/{name}"].decode() for name in ("all.html", "en.txt", "sms-en.txt")))
    assert [text for text in said if "EXAMPLE organisation" in text] == []
    assert FIRST.findall(pages["k/1"]) == FIRST.findall(pages[CONTACTS]) == [NOBODY]
    assert BUTTON not in pages["k/1"]


def test_a_missing_contact_takes_one_line_and_loses_nothing() -> None:
    """What is missing stands beside the name; what the organisation does and risks is behind it, on the same page."""
    body = of_kind(0, "independent", [], risk=texts("They learn who asks"), cannot=texts("It cannot help"))
    for name in ("k/1", CONTACTS, "report"):
        page = pages_of_help(built(with_help(body)))[name]
        [entry] = re.findall(r'<li class="contact" id="_o-0">.*?</li>', page, re.DOTALL)
        summary, _, rest = entry.partition("</summary>")
        assert re.sub(r"<[^>]+>", "", summary).split("\n")[-1] == "N0 (example): No contact yet (example)"
        assert "They learn who asks" in rest
        assert "It cannot help" in rest


def with_lead(**more: Any) -> Plain:
    """Return the minimal site whose situation names a body of the UN with a lead."""
    return with_help(of_kind(0, "international", [], anonymous="not_possible", **more))


@pytest.mark.parametrize(("day", "stands"), [(DAY, True), (LAST, True), (LAST + datetime.timedelta(days=1), False)])
def test_a_lead_is_words_and_ends_by_itself(day: datetime.date, stands: bool) -> None:
    """Situation and contacts name the page, its languages and that a name is needed, without a link, for 180
    days; then nothing of it is left, and whoever asks is reminded."""
    site = built(with_lead(lead=LEAD), day)
    for name in ("k/1", CONTACTS):
        page = pages_of_help(site)[name]
        found = [unescape(re.sub(r"<[^>]+>", "", line)) for line in re.findall(r'<p class="untried">.*?</p>', page)]
        assert bool(found) == (HOST in page) == stands, name
        assert not re.search(rf'(?:href|action|src)="[^"]*{HOST}', page)
        if stands:
            assert found[0].endswith("we have not checked it: https://spsubmission.ohchr.org/")
            assert "Languages: English, French. Your name is needed." in found[1]
            assert "shown here until 27 December 2000" in found[1]
    ended = [sentence(problem) for problem in reminders(site) if "lead" in sentence(problem)]
    assert bool(ended) == (day > LAST - datetime.timedelta(days=46))
    assert validate(site) == []
    assert not [problem for problem in release_problems(site) if "lead" in problem.field]


def test_a_lead_is_no_contact_and_in_no_file_of_the_kit() -> None:
    """It changes no first line, no button, no place and no gate: with it and without, nobody can be reached. A copy
    outlives its days: every file is the same to the byte."""
    site, without = built(with_lead(lead=LEAD)), built(with_lead())
    for name, page in pages_of_help(site).items():
        bare = re.sub(r'<p class="untried">.*?</p>', "", page)
        assert bare.split() == pages_of_help(without)[name].split(), name
    for one in (site, without):
        assert len(list(no_contact(one))) == 1
    assert dict(kit_of(site)) == dict(kit_of(without))
    for age, open_points in ((100, 0), (101, 1)):
        assert len(list(no_contact(built(with_help(of_kind(0, "independent", [age])))))) == open_points


def referrals() -> dict[str, Any]:
    """Return the real table of whom each situation leads to."""
    return dict(real().site.referrals)


def kinds() -> dict[str, str]:
    """Return the kind of each real organisation."""
    return {found.id: found.kind for found in real().site.organisations[ORGANISATIONS].organisations}


def test_the_table_decides_for_each_situation_who_stands_there_and_why() -> None:
    """Every real situation begins with independent help and decides about each other body, with a reason of its own."""
    found = real().site.organisations[ORGANISATIONS].situations
    assert {referral.page for referral in found} == {name for _, name in real().site.words if SITUATION.fullmatch(name)}
    for referral in found:
        assert kinds()[referral.turn_to[0].who] == "independent"
        choices = [*referral.turn_to, *referral.left_out]
        assert sorted(choice.who for choice in choices) == sorted(kinds())
        assert min(len(choice.why.split()) for choice in choices) >= 5


def test_nobody_is_sent_to_those_who_may_have_done_it() -> None:
    """No situation leads to the police; where somebody may be held, child or adult, the UN and prosecutors stand. Where
    the words before the contacts speak of prosecutors or of a body of the UN, the table names it too."""
    for name, referral in referrals().items():
        assert "police" in {choice.who for choice in referral.left_out}
        for language in LANGUAGES:
            steps = real().site.words[language, name].text.partition("<!-- data -->")[0]
            assert {who for who, words in TO_THEM.items() if words.search(steps)} <= set(referral.named), name
    for page in ("k/1", "k/3"):
        assert {"prosecutor", "un_special_rapporteur"} <= set(referrals()[page].named)


def test_real_pages_of_help_show_whom_the_table_names_and_say_first_whether_anybody_can_be_reached() -> None:
    """On each page of a situation stand exactly the organisations of the table, in its order. While no independent
    organisation has a contact, each page that speaks of help says so, in each language. From each one link above the
    heading leads to the chooser, which itself has none."""
    site, leading = real().site, referrals()
    reached = any(
        o.kind == "independent" and o.is_reached(site.day) for o in site.organisations[ORGANISATIONS].organisations
    )
    for page in real().pages:
        name = page.subpath.removesuffix(".html")
        if not name.startswith("k/") and name != "report":
            continue
        html = real().view(page).content
        if name in leading:
            assert [id_.replace("-", "_") for id_ in ENTRY.findall(html)] == leading[name].named
        if name in (INDEX, CONTACTS, PLACES, "report", *leading):
            assert (real().locales[page.language].translate(NOBODY) in html) == (not reached), page.path
        if name.startswith("k/"):
            back = re.findall(r'<a class="back" href="([^"]+)">← ', html.partition("<h1>")[0])
            assert back == ([] if name == INDEX else ["../k/index.html"])


def test_no_words_promise_somebody_to_turn_to() -> None:
    """Every page, card and messages leave it to the program to say whom to turn to, which knows whether anybody can be
    reached; only a briefing is as it was published."""
    own = [words for (_, name), words in real().site.words.items() if not BRIEFING.fullmatch(name)]
    assert {"index", "report", *KIT, *referrals()} <= {words.name for words in own}
    for words in own:
        for text in (words.about.title, words.about.description, words.about.menu or "", words.text):
            assert PROMISES.findall(text) == [], words.path
