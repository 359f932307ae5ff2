"""The page of help by place: whatever places and organisations there are, no place leads nowhere or to a stranger.

Sites are made in memory; what is expected is counted here anew, from the plain data and not by the program's way.
"""

import datetime
import re
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import load, localize, render
from build_tools.models import (
    QUIET,
    Decisions,
    FrontMatter,
    Hours,
    Law,
    Organisations,
    Questions,
    Settings,
    Site,
    Vocabulary,
    Words,
)
from build_tools.problems import Problem
from build_tools.render.help.pages import help_pages, places_by_name
from build_tools.validate import generic, vocabulary
from build_tools.validate.words.signs import letters_are_of_one_alphabet
from tests.help_builder import channel, context_of, templates
from tests.help_builder import organisation as made
from tests.site_builder import EXAMPLES, LANGUAGES, ORGANISATIONS, Plain, catalogues, plain, texts, whole_sentence

ROOT = Path(__file__).parents[1]
SITE_SRC = ROOT / "site_src"
BEFORE, AFTER = datetime.date(1999, 12, 31), datetime.date(2000, 1, 1)
"""The last day of the old division and the first of the new one, in the minimal site."""

SECTION = re.compile(r'<section id="([^"]+)"[^>]*>(.*?)</section>', re.DOTALL)
TO_CONTACT = re.compile(r"href=\"(?:\.\./)?k/contacts\.html#_([^\"]+)\"")
NOBODY = "No organisation is listed for this place."
NOBODY_ANYWHERE = "No organisation is listed that is not tied to a region."


@dataclass(frozen=True, slots=True)
class Shown:
    """The page in one language: its sections by id, and the locale that wrote it."""

    html: str
    sections: dict[str, str]
    locale: localize.Locale

    def people(self, section: str) -> list[str]:
        """Return the ids of the organisations of a section, in order."""
        return TO_CONTACT.findall(self.sections[section])

    def says(self, message: str, section: str) -> bool:
        """Whether a section says a message of the catalogue."""
        return self.locale.translate(message) in self.sections[section]


def site_of(data: Plain, day: datetime.date = AFTER) -> Site:
    """Make a site of which only help is complete."""
    about = FrontMatter(title="Example", description="A page that shows an example.", state="source")
    names = [(language, name) for language in LANGUAGES for name in QUIET]
    return Site(
        day=day,
        settings=Settings.model_validate(data["settings"]),
        vocabulary=Vocabulary.model_validate(data["vocabulary"]),
        law=Law.model_validate(data["law"]),
        ledgers={},
        organisations={path: Organisations.model_validate(file) for path, file in data["organisations"].items()},
        cases={},
        questions=Questions(review={}),
        hours=Hours(review={}),
        withdrawn={},
        decisions=Decisions(),
        words={key: Words(f"content/{'/'.join(key)}.md", *key, about, "Example.", 1) for key in names},
        catalogues=catalogues(),
    )


def page(site: Site, language: str) -> Shown:
    """Render the page of places."""
    context = context_of(site, language)
    [places] = [page for page in help_pages(context) if page.subpath == "k/places.html"]
    html = unescape(render.view(places, context.locale, templates()).content)
    return Shown(html, dict(SECTION.findall(html)), context.locale)


def organisation(number: int, **more: Any) -> Plain:
    """Return an organisation that can be called; more says where it helps."""
    number_of_it = channel(checked_on="1999-12-01")
    return made(number, number_of_it, id=f"helper_{number}", name=texts(f"Helper {number}"), **more)


def with_help(*organisations: Plain, **places: Plain) -> Plain:
    """Return the minimal site with these organisations and lists of places in place of its own."""
    data = plain()
    data["organisations"] = {
        ORGANISATIONS: {"review": data["vocabulary"]["review"], "organisations": list(organisations)},
        EXAMPLES: {"review": data["vocabulary"]["review"], "organisations": []},
    }
    data["vocabulary"].update(places)
    return data


REGIONS = {"old": ("XX-OLD", "XX-OLDER"), "new": ("XX-1", "XX-2", "XX-3")}
PARTS = ("north", "south", "not_stated")
NAMES = st.sampled_from(("Alma", "Berik", "Көл", "Гора", "Озеро"))
TOWN = st.fixed_dictionaries(
    {
        "name": st.fixed_dictionaries(dict.fromkeys(LANGUAGES, NAMES)),
        "regions": st.fixed_dictionaries({d: st.sampled_from(codes) for d, codes in REGIONS.items()}),
        "former": st.lists(NAMES, max_size=2),
        "aliases": st.lists(NAMES, max_size=2),
    }
)


@st.composite
def sites(draw: st.DrawFn) -> Plain:
    """Any regions in any part, any cities and towns, some with the same names, any organisations anywhere."""
    part = st.sampled_from(PARTS)
    regions = {
        code: {"division": division, "name": texts(f"Region {code}"), "part": draw(part)}
        for division, codes in REGIONS.items()
        for code in codes
    }
    cities = {f"city_{n}": town for n, town in enumerate(draw(st.lists(TOWN, max_size=3)))}
    towns = {f"town_{n}": town for n, town in enumerate(draw(st.lists(TOWN, max_size=4)))}
    places = st.lists(st.sampled_from([*regions, *cities, *towns, *PARTS]), max_size=3, unique=True)
    kinds = st.sampled_from(("independent", "state", "international"))
    served = draw(st.lists(st.tuples(places, kinds), max_size=5))
    helpers = [organisation(n, places=where, kind=kind) for n, (where, kind) in enumerate(served)]
    parts = {code: {"label": texts(code)} for code in PARTS}
    return with_help(*helpers, regions=regions, cities=cities, towns=towns, parts=parts)


def home_of(place: str, division: str, words: Plain) -> set[str]:
    """Return the regions of a division that a place lies in or covers."""
    own = {code for code, region in words["regions"].items() if region["division"] == division}
    towns = {**words["cities"], **words["towns"]}
    if place in towns:
        return {towns[place]["regions"][division]}
    if place in words["parts"]:
        return {code for code in own if words["regions"][code]["part"] == place}
    return {place} & own or {t["regions"][division] for t in towns.values() if place in t["regions"].values()}


@settings(max_examples=15)
@given(sites(), st.sampled_from([("old", BEFORE), ("new", AFTER)]))
def test_every_place_leads_to_a_contact_or_to_the_honest_sentence(data: Plain, time: tuple[str, datetime.date]) -> None:
    """City, town, region of either division, part: in each language a reader finds a person, or reads that none is."""
    division, day = time
    words = data["vocabulary"]
    for language in LANGUAGES:
        shown = page(site_of(data, day), language)
        assert shown.people("everywhere") or shown.says(NOBODY_ANYWHERE, "everywhere")
        for place in (*words["cities"], *words["towns"], *words["regions"], *words["parts"]):
            for region in home_of(place, division, words):
                assert bool(shown.people(region.lower())) != shown.says(NOBODY, region.lower())
                assert 'href="#everywhere"' in shown.sections[region.lower()]


@settings(max_examples=15)
@given(sites(), st.sampled_from([("old", BEFORE), ("new", AFTER)]))
def test_a_region_lists_exactly_those_who_serve_it(data: Plain, time: tuple[str, datetime.date]) -> None:
    """Nobody is sent to an organisation that does not help there, and none that does is left out or said twice."""
    division, day = time
    words = data["vocabulary"]
    shown = page(site_of(data, day), "en")
    for region in REGIONS[division]:
        serving = [
            helper["id"].replace("_", "-")
            for helper in data["organisations"][ORGANISATIONS]["organisations"]
            if any(region in home_of(place, division, words) for place in helper["places"])
        ]
        assert sorted(shown.people(region.lower())) == serving
    assert {id_ for id_ in shown.sections if id_.startswith("xx-")} == {code.lower() for code in REGIONS[division]}


@settings(max_examples=15)
@given(sites(), st.sampled_from(LANGUAGES), st.sampled_from([("old", BEFORE), ("new", AFTER)]))
def test_every_name_of_a_town_leads_to_its_region(data: Plain, language: str, time: tuple[str, datetime.date]) -> None:
    """Old or new, in any alphabet, even where two towns share a name: each is found, under its region of the day."""
    division, day = time
    words = data["vocabulary"]
    site = site_of(data, day)
    links = {(link.title.partition(" → ")[0], link.href) for link in places_by_name(context_of(site, language))}
    shown = page(site, language)
    for town in (*words["cities"].values(), *words["towns"].values()):
        region = town["regions"][division].lower()
        for name in (*town["name"].values(), *town["former"], *town["aliases"]):
            assert (name, f"k/places.html#{region}") in links
            assert name in shown.sections[region]


TOWN_C = {"name": {"kk": "Көл", "ru": "Озеро", "en": "Kol"}, "regions": {"old": "XX-OLD", "new": "XX-1"}}
NORTH, REGION, TOWN_ONLY = (organisation(n, places=[place]) for n, place in enumerate(("north", "XX-1", "town_c")))


def test_independent_help_comes_first_and_then_the_nearest() -> None:
    """Who helps in a town stands before who helps in its region, and before the part; the state comes last."""
    state = organisation(3, places=["town_c"], kind="state")
    data = with_help(state, NORTH, REGION, TOWN_ONLY, towns={"town_c": TOWN_C})
    shown = page(site_of(data), "en")
    assert shown.people("xx-1") == ["helper-2", "helper-1", "helper-0", "helper-3"]
    assert shown.people("xx-2") == ["helper-0"]
    assert "Works in: Kol" in shown.sections["xx-1"]


def test_a_confirmed_contact_comes_before_a_nearer_one_that_nobody_has_tried_for_long() -> None:
    """Whose check no longer counts comes after all others of its kind, in a region and for the whole country."""
    old = {"channels": [{**organisation(0)["channels"][0], "valid_days": 1}]}
    near, free = organisation(0, places=["town_c"], **old), organisation(4, **old)
    data = with_help(near, NORTH | {"id": "helper_1"}, free, organisation(5), towns={"town_c": TOWN_C})
    shown = page(site_of(data), "en")
    assert shown.people("xx-1") == ["helper-1", "helper-0"]
    assert shown.people("everywhere") == ["helper-5", "helper-4"]


def test_a_town_stands_under_its_region_of_the_day() -> None:
    """A reform moves a town on its day."""
    moved = {**TOWN_C, "regions": {"old": "XX-OLD", "new": "XX-2"}}
    data = with_help(organisation(0, places=["town_c"]), towns={"town_c": moved})
    old, new = (page(site_of(data, day), "ru") for day in (BEFORE, AFTER))
    assert old.people("xx-old") == new.people("xx-2") == ["helper-0"]
    assert new.people("xx-1") == []
    assert "прежде: Old region" in new.sections["xx-2"]
    assert "Region B" not in old.html


def test_a_telephone_is_one_tap_away_and_ages_are_said() -> None:
    """The number stands on the page itself, with the day of its check; who helps only some says so."""
    data = with_help(organisation(0, places=["XX-1"], ages=["minor"]), organisation(1))
    shown = page(site_of(data), "kk")
    assert 'href="tel:0000000"' in shown.sections["xx-1"]
    assert shown.locale.date(datetime.date(1999, 12, 1)) in shown.sections["xx-1"]
    assert "Тек мына жастағыларға: minor (мысал)" in shown.sections["xx-1"]
    assert "жастағыларға" not in shown.sections["everywhere"]
    assert shown.people("everywhere") == ["helper-1"]


def test_who_has_no_telephone_is_reached_otherwise_from_the_page_itself() -> None:
    """E-mail, form, messenger and visit stand on the page where there is no number, and only there."""
    base = organisation(0)["channels"][0]
    values = {
        "email": "a@example.org",
        "form": "https://example.org/f",
        "messenger": "Telegram: @example_a",
        "visit": "A square",
    }
    others = [{**base, "kind": kind, "value": value} for kind, value in values.items()]
    called = organisation(1, channels=[base, *others], places=["XX-2"])
    shown = page(site_of(with_help(organisation(0, channels=others, places=["XX-1"]), called)), "en").sections
    assert 'href="mailto:a@example.org"' in shown["xx-1"]
    assert 'href="https://example.org/f" rel="noreferrer"' in shown["xx-1"]
    assert 'href="https://t.me/example_a" rel="noreferrer"' in shown["xx-1"]
    assert all(value in shown["xx-1"] and value not in shown["xx-2"] for value in values.values())
    assert 'href="tel:0000000"' in shown["xx-2"]


def test_the_danger_of_a_call_stands_before_the_number() -> None:
    """Nobody calls a state body from this page without having read that they will be named."""
    risk = {"kk": "Қауіп.", "ru": "Опасно.", "en": "You will be named."}
    state = organisation(0, places=["XX-1"], kind="state", risk=risk, anonymous="not_possible")
    shown = page(site_of(with_help(state)), "en").sections["xx-1"]
    assert shown.index("You will be named.") < shown.index("Your name is needed.") < shown.index("tel:")


def test_a_name_is_said_once_and_old_names_are_marked() -> None:
    """The reader's own name stands first; a name that is the same in another language is not repeated."""
    town = {
        **TOWN_C,
        "name": {"kk": "Көл", "ru": "Көл", "en": "Kol (Kul)"},
        "former": ["Тау", "Көл"],
        "aliases": ["Kul", "Kol", "Kjol"],
    }
    shown = page(site_of(with_help(towns={"town_c": town})), "kk").sections["xx-1"]
    assert "<b>Көл</b> / Kol (Kul) / Kjol (бұрын: Тау)" in shown


def problems_of(data: Plain) -> list[str]:
    """Return what the rules for places and codes say."""
    rules = (
        *(vocabulary.cities_have_a_region_in_every_division, generic.names_are_given_once, generic.names_are_known),
        *(letters_are_of_one_alphabet, vocabulary.places_fit_their_time),
    )
    site = site_of(data)
    found: list[Problem] = [problem for rule in rules for problem in rule(site)]
    return [whole_sentence(problem) for problem in found]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("XX-OLD", "names something that is not in the list regions (new); write one of: "),
        (
            "not_stated",
            "names something that is not in the list cities, towns, regions, parts (content/vocabulary.yml); ",
        ),
        ("nowhere", "names something that is not in the list cities, towns, regions, parts (content/vocabulary.yml); "),
    ],
)
def test_an_organisation_serves_places_of_today(place: str, message: str) -> None:
    """A region that a reform has ended, no place and an unknown place are each one problem."""
    [problem] = problems_of(with_help(organisation(0, places=["XX-1", place])))
    assert problem.startswith(f"{ORGANISATIONS}: organisations (item 1).places (item 2): {message}")


def test_a_name_of_two_alphabets_is_named_wherever_it_stands() -> None:
    """A Latin o in a Cyrillic name would keep a search from finding it."""
    mixed = {
        "name": {"kk": "Көл", "ru": "Oзеро", "en": "Kol Көл"},
        "former": ["Кoл"],
        "aliases": ["Kol", "Кол-2", "Коl"],
    }
    found = problems_of(with_help(towns={"town_c": {**TOWN_C, **mixed}}))
    ways = [problem.split(": ")[1] for problem in found]
    assert ways == [f"towns.town_c.{way}" for way in ("name.ru", "former (item 1)", "aliases (item 3)")]


def test_the_real_towns_are_found_by_old_names_in_every_region() -> None:
    """Each of the 20 regions names a town, a moved town lies where it lies now, and names of the past lead there."""
    site, _ = load.load_site(ROOT, SITE_SRC / "locales", datetime.date(2026, 1, 1))
    words = site.vocabulary
    regions = [code for code, region in words.regions.items() if region.division == "units_20"]
    home = {
        name: town.regions["units_20"]
        for town in words.settlements.values()
        for name in (*town.names("ru"), *town.former)
    }
    assert set(home.values()) == set(regions)
    old_names = {
        "Целиноград": "KZ-71",
        "Нур-Султан": "KZ-71",
        "Гурьев": "KZ-23",
        "Шевченко": "KZ-47",
        "Семипалатинск": "KZ-10",
        "Джезказган": "KZ-62",
        "Талды-Курган": "KZ-33",
        "Капчагай": "KZ-19",
    }
    assert {name: home[name] for name in old_names} == old_names
    assert list(letters_are_of_one_alphabet(site)) == []


def test_no_town_of_help_is_a_code_of_a_case() -> None:
    """A small town could point at a person: cases, figures, their schema and the codebook know none."""
    site, _ = load.load_site(ROOT, SITE_SRC / "locales", datetime.date(2026, 1, 1))
    assert site.vocabulary.towns.keys().isdisjoint(site.vocabulary.labels("places"))
    schema = (ROOT / "cases_public" / "case.schema.json").read_text("utf-8")
    assert [code for code in site.vocabulary.towns if f'"{code}"' in schema] == []
