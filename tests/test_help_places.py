"""The page of help by place: whatever places and organisations there are, no place leads nowhere or to a stranger.

Sites are made in memory; what is expected is counted here anew, from the plain data and not by the program's way.
"""

import dataclasses
import datetime
import re
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from build_tools import localize, render
from build_tools.models import Organisation, Site, Vocabulary, place_page
from build_tools.render.help.pages import help_pages, places_by_name
from build_tools.validate.words.signs import letters_are_of_one_alphabet
from tests.help_builder import channel, context_of, real_site, templates, with_help
from tests.help_builder import organisation as made
from tests.site_builder import (
    LANGUAGES,
    ORGANISATIONS,
    Plain,
    built,
    texts,
)

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


@cache
def real_places(day: datetime.date) -> Site:
    """Return the real content as of a day, with one more organisation for each kind of place, in each division, and one
    for the whole country."""
    site = real_site()
    words = site.vocabulary
    regions = {region.division: code for code, region in words.regions.items()}
    places = [*regions.values(), *list(words.cities)[:2], *list(words.towns)[:2], *list(words.parts)[:1]]
    helpers = [organisation(number, places=[place]) for number, place in enumerate(places)]
    helpers += [organisation(98, kind="state", places=[next(iter(words.towns))]), organisation(99)]
    file = site.organisations[ORGANISATIONS]
    found = (*file.organisations, *map(Organisation.model_validate, helpers))
    return dataclasses.replace(
        site, day=day, organisations={ORGANISATIONS: file.model_copy(update={"organisations": found})}
    )


def home_of(place: str, division: str, words: Vocabulary) -> set[str]:
    """Return the regions of a division that a place lies in or covers."""
    own = {code for code, region in words.regions.items() if region.division == division}
    if place in words.settlements:
        return {words.settlements[place].regions[division]}
    if place in words.parts:
        return {code for code in own if words.regions[code].part == place}
    return {place} & own or {
        town.regions[division] for town in words.settlements.values() if place in town.regions.values()
    }


@pytest.mark.parametrize("day", [datetime.date(2022, 1, 1), datetime.date(2026, 12, 1)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_place_leads_to_those_who_serve_it_or_to_the_honest_sentence(language: str, day: datetime.date) -> None:
    """Served as a town, a region of either division or a part: a region of the day lists exactly those who serve it,
    each once, or says that nobody is listed. Every name of a town, old or new, in any alphabet, leads there."""
    site = real_places(day)
    words, division = site.vocabulary, site.vocabulary.division_on(day).id
    shown = page(site, language)
    assert "helper-99" in shown.people("everywhere")
    helpers = [one for one in site.organisations[ORGANISATIONS].organisations if one.places]
    for region in (code for code, one in words.regions.items() if one.division == division):
        serving = [one.id for one in helpers if any(region in home_of(place, division, words) for place in one.places)]
        assert sorted(shown.people(region.lower())) == sorted(id_.replace("_", "-") for id_ in serving)
        assert bool(serving) != shown.says(NOBODY, region.lower())
        assert 'href="#everywhere"' in shown.sections[region.lower()]
    links = set[tuple[str, str]]()
    for link in places_by_name(context_of(site, language)):
        name = link.title.partition(" → ")[0]
        # A town that is called like a region says behind its name that it is one.
        links |= {(name, link.href), (name.rpartition(" (")[0], link.href)}
    for code, town in words.settlements.items():
        region = town.regions[division].lower()
        for name in (*town.name.values(), *town.former, *town.aliases):
            assert {(name, f"k/places.html#{region}"), (name, f"{place_page(code)}.html")} & links, name
            assert name in shown.sections[region], name


TOWN_C = {"name": {"kk": "Көл", "ru": "Озеро", "en": "Kol"}, "regions": {"old": "XX-OLD", "new": "XX-1"}}
NORTH, REGION, TOWN_ONLY = (organisation(n, places=[place]) for n, place in enumerate(("north", "XX-1", "town_c")))


def test_independent_help_comes_first_and_then_the_nearest() -> None:
    """Who helps in a town stands before who helps in its region, and before the part; the state comes last. Where
    nobody serves the whole country the page says so in the place of the list."""
    assert page(built(with_help(NORTH), AFTER), "en").says(NOBODY_ANYWHERE, "everywhere")
    state = organisation(3, places=["town_c"], kind="state")
    data = with_help(state, NORTH, REGION, TOWN_ONLY, towns={"town_c": TOWN_C})
    shown = page(built(data, AFTER), "en")
    assert shown.people("xx-1") == ["helper-2", "helper-1", "helper-0", "helper-3"]
    assert shown.people("xx-2") == ["helper-0"]
    assert "Works in: Kol" in shown.sections["xx-1"]


def test_a_confirmed_contact_comes_before_a_nearer_one_that_nobody_has_tried_for_long() -> None:
    """Whose check no longer counts comes after all others of its kind, in a region and for the whole country."""
    old = {"channels": [{**organisation(0)["channels"][0], "valid_days": 1}]}
    near, free = organisation(0, places=["town_c"], **old), organisation(4, **old)
    data = with_help(near, NORTH | {"id": "helper_1"}, free, organisation(5), towns={"town_c": TOWN_C})
    shown = page(built(data, AFTER), "en")
    assert shown.people("xx-1") == ["helper-1", "helper-0"]
    assert shown.people("everywhere") == ["helper-5", "helper-4"]


def test_a_town_stands_under_its_region_of_the_day() -> None:
    """A reform moves a town on its day."""
    moved = {**TOWN_C, "regions": {"old": "XX-OLD", "new": "XX-2"}}
    data = with_help(organisation(0, places=["town_c"]), towns={"town_c": moved})
    old, new = (page(built(data, day), "ru") for day in (BEFORE, AFTER))
    assert old.people("xx-old") == new.people("xx-2") == ["helper-0"]
    assert new.people("xx-1") == []
    assert "прежде: Old region" in new.sections["xx-2"]
    assert "Region B" not in old.html


def test_a_telephone_is_one_tap_away_and_ages_are_said() -> None:
    """The number stands on the page itself, with the day of its check; who helps only some says so."""
    data = with_help(organisation(0, places=["XX-1"], ages=["minor"]), organisation(1))
    shown = page(built(data, AFTER), "kk")
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
    shown = page(built(with_help(organisation(0, channels=others, places=["XX-1"]), called), AFTER), "en").sections
    assert 'href="mailto:a@example.org"' in shown["xx-1"]
    assert 'href="https://example.org/f" rel="noreferrer"' in shown["xx-1"]
    assert 'href="https://t.me/example_a" rel="noreferrer"' in shown["xx-1"]
    assert all(value in shown["xx-1"] and value not in shown["xx-2"] for value in values.values())
    assert 'href="tel:0000000"' in shown["xx-2"]


def test_a_name_is_said_once_and_old_names_are_marked() -> None:
    """The reader's own name stands first; a name that is the same in another language is not repeated."""
    town = {
        **TOWN_C,
        "name": {"kk": "Көл", "ru": "Көл", "en": "Kol (Kul)"},
        "former": ["Тау", "Көл"],
        "aliases": ["Kul", "Kol", "Kjol"],
    }
    shown = page(built(with_help(NORTH, towns={"town_c": town}), AFTER), "kk").sections["xx-1"]
    assert "<b>Көл</b> / Kol (Kul) / Kjol (бұрын: Тау)" in shown


def test_the_real_towns_are_found_by_old_names_in_every_region() -> None:
    """Each of the 20 regions names a town, a moved town lies where it lies now, and names of the past lead there; no
    two regions of whichever time have one name, in any language."""
    words = real_site().vocabulary
    regions = [code for code, region in words.regions.items() if region.division == "units_20"]
    home = {
        name: town.regions["units_20"]
        for town in words.settlements.values()
        for name in (*town.names("ru"), *town.former)
    }
    assert set(home.values()) == set(regions)
    for language in LANGUAGES:  # East Kazakhstan before June 2022 was another territory than today's
        names = [localize.locale_of(real_site(), language).label("places", code) for code in words.regions]
        assert len(names) == len(set(names)) == 37
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
    assert list(letters_are_of_one_alphabet(real_site())) == []


def test_no_town_of_help_is_a_code_of_a_case() -> None:
    """A small town could point at a person: cases, figures, their schema and the codebook know none."""
    words = real_site().vocabulary
    assert words.towns.keys().isdisjoint(words.labels("places"))
    schema = (ROOT / "cases_public" / "case.schema.json").read_text("utf-8")
    assert [code for code in words.towns if f'"{code}"' in schema] == []
