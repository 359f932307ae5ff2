"""Whom help leads to, and what it says first while nobody independent can be reached: the same on every page and copy.

What is expected is counted here from plain data; the real site is asked for its real table and its real words.
"""

import datetime
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import load, localize, pipeline, render
from build_tools.models import KIT, QUIET, SITUATION, Site
from build_tools.pipeline import Output
from build_tools.problems import sentence
from build_tools.render.help.kit.paper import card_sides, contacts_part, reason_for_no_phone
from build_tools.render.help.pages import help_pages
from build_tools.render.pages.ordinary import report_page
from build_tools.validate import release_problems, reminders, validate
from build_tools.validate.undecided import no_contact
from tests.site_builder import DAY, LANGUAGES, ORGANISATIONS, Plain, built, no_cases, plain, texts, turn_to

ROOT = Path(__file__).parents[1]
SITE_SRC = ROOT / "site_src"
NOBODY = "No independent organisation can be reached through this site yet."
NOBODY_HERE = "No independent organisation for this situation can be reached yet."
INDEX, CONTACTS, PLACES, *_ = QUIET
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
def templates() -> render.Templates:
    """Return the real templates."""
    return render.templates(SITE_SRC)


@cache
def real() -> Output:
    """Return the real site as a release would show it, without what is invented."""
    site, problems = load.load_site(ROOT, SITE_SRC / "locales", datetime.date(2026, 12, 1))
    assert problems == []
    return pipeline.pages_of(site, SITE_SRC, release=True)


def context_of(site: Site, language: str = "en") -> render.Context:
    """Return one language of a site that has no case."""
    empty = no_cases()
    return render.Context(site, localize.locale_of(site, language), empty, empty, release=False)


def shown(site: Site, language: str = "en") -> dict[str, str]:
    """Return the pages that speak of help, by name."""
    context = context_of(site, language)
    pages = [*help_pages(context), *report_page(context)]
    names = {page.subpath.removesuffix(".html"): page for page in pages}
    return {name: render.view(page, context.locale, templates()).content for name, page in names.items()}


def copied(site: Site) -> dict[str, bytes]:
    """Return the kit of one language."""
    files = render.kit_files([context_of(site)], templates(), SITE_SRC / "kit")
    return {file.path: file.data() for file in files}


def channel(age: int) -> Plain:
    """Return a way to go to somebody that was tried so many days ago and counts for 100."""
    day = DAY - datetime.timedelta(days=age)
    return {"kind": "visit", "value": "A square", "source": "x", "checked_on": str(day), "checked_by": "editor"} | {
        "valid_days": 100
    }


def organisation(number: int, kind: str, ages: list[int], **more: Any) -> Plain:
    """Return an organisation with contacts that were tried so many days ago."""
    found = {"id": f"o_{number}", "kind": kind, "name": texts(f"N{number}"), "does": texts("x"), "source": "x"}
    found |= {"risk": texts("A risk"), **more}
    if ages:
        return {**found, "channels": [channel(age) for age in ages]}
    return {**found, "gap": texts("No contact yet")}


def with_help(*organisations: Plain, named: list[str]) -> Plain:
    """Return the minimal site with these organisations, of which the situation names some."""
    data = plain()
    data["organisations"][ORGANISATIONS]["organisations"] = list(organisations)
    turn_to(data, *named)
    return data


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
    people = [organisation(at, kind, ages) for at, (kind, ages, _) in enumerate(made)]
    named = [f"o_{at}" for at, (_, _, is_named) in enumerate(made) if is_named]
    reached = {f"o_{at}" for at, (_, ages, _) in enumerate(made) if any(age <= 100 for age in ages)}
    independent = {f"o_{at}" for at, (kind, _, _) in enumerate(made) if kind == "independent"} & reached
    site = built(with_help(*people, named=named))
    pages = shown(site)
    for name in (INDEX, CONTACTS, PLACES):
        assert FIRST.findall(pages[name]) == ([] if independent else [NOBODY]), name
    assert (NOBODY in pages["report"]) == (not independent)
    expected = [] if independent & set(named) else [NOBODY_HERE if independent else NOBODY]
    assert FIRST.findall(pages["k/1"]) == expected
    assert (BUTTON in pages["k/1"]) == bool(reached & set(named))
    assert ("Whom to turn to" in pages["k/1"]) == bool(reached & set(named))
    whole = str(render.kit_files([context_of(site)], templates(), SITE_SRC / "kit")[0].content())
    assert whole.count(NOBODY) == (0 if independent else 4)
    assert whole.count(NOBODY_HERE) == expected.count(NOBODY_HERE)


@pytest.mark.parametrize("ages", [[], [101]])
def test_a_copy_says_too_that_nobody_can_be_reached(ages: list[int]) -> None:
    """Text, sheet and card change when somebody can be reached, and say so while nobody can."""
    alone, reached = (built(with_help(organisation(0, "independent", a), named=["o_0"])) for a in (ages, [0]))
    assert copied(alone)["kit/en.txt"].decode().count(NOBODY) == 3
    assert NOBODY not in copied(reached)["kit/en.txt"].decode()
    assert "Whom to turn to: N0" in copied(reached)["kit/en.txt"].decode()
    assert reason_for_no_phone([], context_of(alone)) == NOBODY
    assert reason_for_no_phone([], context_of(reached)) != NOBODY
    titles = [card_sides([], context_of(site))["back"]["title"] for site in (alone, reached)]
    assert titles == ["Organisations and bodies", "Whom to turn to"]
    assert NOBODY in str(contacts_part([], context_of(alone)))
    assert NOBODY not in str(contacts_part([], context_of(reached)))


def test_an_example_is_nobody_who_can_be_reached() -> None:
    """Even a preview shows invented contacts on no page of help and in no copy; they change neither the first line nor
    the button."""
    pages, copies = shown(built(plain())), copied(built(plain()))
    said = (*pages.values(), *(copies[f"kit/{name}"].decode() for name in ("all.html", "en.txt", "sms-en.txt")))
    assert [text for text in said if "EXAMPLE organisation" in text] == []
    assert FIRST.findall(pages["k/1"]) == FIRST.findall(pages[CONTACTS]) == [NOBODY]
    assert BUTTON not in pages["k/1"]


def test_a_release_asks_for_a_decision_while_only_old_contacts_are_there() -> None:
    """What pages call nobody, the gate calls nobody too: a contact past its days reaches no one."""
    for age, open_points in ((100, 0), (101, 1)):
        site = built(with_help(organisation(0, "independent", [age]), named=["o_0"]))
        assert len(list(no_contact(site))) == open_points


def test_a_missing_contact_takes_one_line_and_loses_nothing() -> None:
    """What is missing stands beside the name; what the organisation does and risks is behind it, on the same page."""
    body = organisation(0, "state", [], risk=texts("They learn who asks"), cannot=texts("It cannot help"))
    for name in ("k/1", CONTACTS, "report"):
        page = shown(built(with_help(body, named=["o_0"])))[name]
        [entry] = re.findall(r'<li class="contact" id="_o-0">.*?</li>', page, re.DOTALL)
        summary, _, rest = entry.partition("</summary>")
        assert re.sub(r"<[^>]+>", "", summary).split("\n")[-1] == "N0 (example): No contact yet (example)"
        assert "They learn who asks" in rest
        assert "It cannot help" in rest


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quiet_page_leads_back_to_all_situations(language: str) -> None:
    """From each page of help one link above the heading leads to the chooser, which itself has none."""
    for page in real().pages:
        if page.language == language and page.subpath.startswith("k/"):
            back = re.findall(r'<a class="back" href="([^"]+)">← ', real().view(page).content.partition("<h1>")[0])
            assert back == ([] if page.subpath == f"{INDEX}.html" else ["../k/index.html"])


def with_lead(**more: Any) -> Plain:
    """Return the minimal site whose situation names a body of the UN with a lead."""
    return with_help(organisation(0, "international", [], anonymous="not_possible", **more), named=["o_0"])


@pytest.mark.parametrize(("day", "stands"), [(DAY, True), (LAST, True), (LAST + datetime.timedelta(days=1), False)])
def test_a_lead_is_words_and_ends_by_itself(day: datetime.date, stands: bool) -> None:
    """Situation, contacts and report name the page, its languages and that a name is needed, without a link, for 180
    days; then nothing of it is left, and whoever asks is reminded."""
    site = built(with_lead(lead=LEAD), day)
    for name in ("k/1", CONTACTS, "report"):
        page = shown(site)[name]
        found = [unescape(re.sub(r"<[^>]+>", "", line)) for line in re.findall(r'<p class="untried">.*?</p>', page)]
        assert bool(found) == (HOST in page) == stands, name
        assert not re.search(rf'(?:href|action|src)="[^"]*{HOST}', page)
        if stands:
            assert found[0].endswith(": https://spsubmission.ohchr.org/")
            assert "Languages: English, French. Your name is needed. We have not tried this page." in found[1]
            assert "shown here until: 27 December 2000" in found[1]
    ended = [sentence(problem) for problem in reminders(site) if "lead" in sentence(problem)]
    assert bool(ended) == (day > LAST - datetime.timedelta(days=46))
    assert validate(site) == []
    assert not [problem for problem in release_problems(site) if "lead" in problem.field]


def test_a_lead_is_no_contact() -> None:
    """It changes no first line, no button, no place and no gate: with it and without, nobody can be reached."""
    site, without = built(with_lead(lead=LEAD)), built(with_lead())
    for name, page in shown(site).items():
        bare = re.sub(r'<p class="untried">.*?</p>', "", page)
        assert bare.split() == shown(without)[name].split(), name
    assert len(list(no_contact(site))) == 1


def test_a_lead_is_in_no_file_of_the_kit() -> None:
    """A copy outlives the days of a lead: every file is the same to the byte with it and without."""
    site = built(with_lead(lead=LEAD))
    assert copied(site) == copied(built(with_lead()))
    assert not [path for path, data in copied(site).items() if HOST.encode() in data]


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
    """No situation leads to the police; where somebody may be held, child or adult, the UN and prosecutors stand."""
    for referral in referrals().values():
        assert "police" in {choice.who for choice in referral.left_out}
    for page in ("k/1", "k/3"):
        assert {"prosecutor", "un_special_rapporteur"} <= set(referrals()[page].named)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_shows_whom_the_table_names_and_no_one_else(language: str) -> None:
    """On each real page of a situation stand exactly the organisations of the table, in its order."""
    for page in real().pages:
        name = page.subpath.removesuffix(".html")
        if page.language == language and name in referrals():
            listed = [id_.replace("-", "_") for id_ in ENTRY.findall(real().view(page).content)]
            assert listed == referrals()[name].named


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_of_a_page_send_nobody_past_the_table(language: str) -> None:
    """Where the words before the contacts speak of prosecutors or of a body of the UN, the table names it too."""
    for name, referral in referrals().items():
        steps = real().site.words[language, name].text.partition("<!-- data -->")[0]
        spoken = {who for who, words in TO_THEM.items() if words.search(steps)}
        assert spoken <= set(referral.named), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_promise_somebody_to_turn_to(language: str) -> None:
    """Every page, card and messages leave it to the program to say whom to turn to, which knows whether anybody can be
    reached; only a briefing is as it was published."""
    own = [
        words for (code, name), words in real().site.words.items() if code == language and not BRIEFING.fullmatch(name)
    ]
    assert {"index", "report", *KIT, *referrals()} <= {words.name for words in own}
    for words in own:
        for text in (words.about.title, words.about.description, words.about.menu or "", words.text):
            assert PROMISES.findall(text) == [], words.name


def test_real_help_says_first_that_nobody_can_be_reached() -> None:
    """While no independent organisation has a contact, each page that speaks of help says so, in each language."""
    site = real().site
    people = site.organisations[ORGANISATIONS].organisations
    reached = any(o.kind == "independent" and o.is_reached(site.day) for o in people)
    for page in real().pages:
        name = page.subpath.removesuffix(".html")
        if name in (INDEX, CONTACTS, PLACES, "report", *referrals()):
            line = real().locales[page.language].translate(NOBODY)
            assert (line in real().view(page).content) == (not reached), page.path
