"""The codebook: every code with its label in each language, places by division and date, ladders of coarsening.

A new region, authority or act is a line of data in ``content/vocabulary.yml``, not code; a new list is a line here.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import product, zip_longest
from typing import Annotated

from pydantic import Field, StringConstraints

from build_tools.models.annotations import MayLieAhead, Ref, Unique
from build_tools.models.base import Code, Model, Review, Text, Texts
from build_tools.models.case import NOT_STATED, PERIOD_FORM, Coded, Period

TilePlace = tuple[Annotated[int, Field(strict=True, ge=1, le=5)], Annotated[int, Field(strict=True, ge=1, le=7)]]
"""The map of tiles has so many rows and columns; ``site.css`` places each."""


class Term(Model):
    """One code of a list. ``broader`` is the next step of the coarsening ladder, in the same list.

    Where ``label`` names one person, ``group`` names several, in tables, and ``about`` says whom reports are about.
    ``person`` is what the title of a case says where the label reads wrongly; of ages, the ones that titles name.
    ``sensitive`` is a code that tells so much that nothing is published from which it follows of nearly everybody.
    """

    label: Texts
    group: Texts | None = None
    about: Texts | None = None
    person: Texts | None = None
    broader: Annotated[Coded | None, Ref("")] = None
    definition: Texts | None = None
    sensitive: Annotated[bool, Field(strict=True)] = False


class Defined(Term):
    """A code that statements bear, which no reader understands without its definition."""

    definition: Texts


class FieldName(Term):
    """What a field is called. ``says`` is how a title says a code of it where the label of the code reads wrongly
    without the name of the field."""

    says: dict[Coded, Texts] = {}


PLURAL_FORM = "^(zero|one|two|few|many|other)$"


class Unit(Model):
    """What a number counts. ``forms`` gives the noun by language and plural category (one, few, many, other)."""

    label: Texts
    forms: dict[str, dict[Annotated[str, StringConstraints(pattern=PLURAL_FORM)], str]]
    definition: Texts


class Division(Model):
    """A version of the country's administrative division; ``valid_to`` is its last day."""

    id: Annotated[Code, Unique("divisions")]
    valid_from: Annotated[datetime.date | None, MayLieAhead()] = None
    valid_to: Annotated[datetime.date | None, MayLieAhead()] = None


class Region(Model):
    """A region of one division. ``tile`` is its row from the north and its column from the west on the map, if it is
    drawn there."""

    division: Annotated[Code, Ref("divisions")]
    name: Texts
    part: Annotated[Code, Ref("parts")]
    tile: Annotated[TilePlace | None, Unique("tiles", beside=("division",))] = None


class City(Model):
    """A city or town, and the region it lay in by division; ``former`` are names that it bore, ``aliases`` other
    spellings of its names that people use."""

    name: Texts
    regions: Annotated[dict[Code, Coded], Ref("divisions")]
    former: tuple[Text, ...] = ()
    aliases: tuple[Text, ...] = ()

    def names(self, language: str) -> tuple[str, ...]:
        """Return the names of today, each once: that of the language, those of the others, other spellings."""
        return tuple(dict.fromkeys((self.name[language], *self.name.values(), *self.aliases)))


class Vocabulary(Model):
    """All lists of codes. Regions are keyed by ISO 3166-2 code, which names the division too: the codes before
    the change have letters (``KZ-VOS``), the codes after it digits (``KZ-63``). ``towns`` are places of help only:
    no case and no figure may name one, because in a small town that could point at a person."""

    review: Review
    fields: dict[Code, FieldName]
    units: dict[Code, Unit]
    divisions: Annotated[tuple[Division, ...], Field(min_length=1)]
    parts: Annotated[dict[Code, Term], Unique("places")]
    regions: Annotated[dict[Coded, Region], Unique("places")]
    cities: Annotated[dict[Code, City], Unique("places")]
    towns: Annotated[dict[Code, City], Unique("places")] = {}
    genders: dict[Code, Term]
    age_bands: dict[Code, Term]
    detention_places: dict[Code, Term]
    authorities: dict[Code, Term]
    treatments: dict[Code, Term]
    access: dict[Code, Term]
    complaints: dict[Code, Term]
    assistance: dict[Code, Term]
    source_kinds: dict[Code, Defined] = {}
    evidence: dict[Code, Defined] = {}
    outcomes: dict[Code, Defined] = {}

    def labels(self, codes: str) -> dict[str, Texts]:
        """Return the labels of a list by code; ``places`` joins cities, regions, parts and *not stated*, and
        ``places_of_help`` the towns as well."""
        if codes not in ("places", "places_of_help"):
            return {code: term.label for code, term in getattr(self, codes).items()}
        settlements = self.settlements if codes == "places_of_help" else self.cities
        cities = {code: city.name for code, city in settlements.items()}
        regions = {code: region.name for code, region in self.regions.items()}
        return {**cities, **regions, **self.labels("parts")}

    @property
    def settlements(self) -> dict[str, City]:
        """Cities and towns."""
        return {**self.cities, **self.towns}

    def cities_alone(self, division: str) -> dict[str, str]:
        """Return the cities that are a region of a division by themselves, by that region."""
        within: dict[str, list[str]] = {}
        for code, town in self.settlements.items():
            within.setdefault(town.regions.get(division, ""), []).append(code)
        return {region: city for region, (city, *others) in within.items() if not others and city in self.cities}

    def share_an_age(self, ages: Iterable[str], others: Iterable[str]) -> bool:
        """Whether one of the age bands is, holds, or lies within one of the others; one that is not stated does not."""
        ladder = partial(self.ladder, "age_bands", day=datetime.date.max)
        return any(one in ladder(other) or other in ladder(one) for one, other in product(ages, others))

    def division_on(self, day: datetime.date) -> Division:
        """Return the division in force on a day; the divisions leave no gap (see ``validate.vocabulary``)."""
        return self.divisions_from(day)[0]

    def divisions_from(self, day: datetime.date) -> list[Division]:
        """Return the divisions that had not ended on a day, in their order: the first is the one in force."""
        return [d for d in self.divisions if d.valid_to is None or day <= d.valid_to]

    def broader(self, codes: str, step: str, day: datetime.date) -> str | None:
        """Return the next step above a code, of a city its region on a day; nothing above what is in no list."""
        if codes == "periods":
            return Period(step).broader if re.fullmatch(PERIOD_FORM, step) else None
        if codes == "places" and (place := self.cities.get(step) or self.towns.get(step)):
            return place.regions.get(self.division_on(day).id)
        if codes == "places" and step in self.regions:
            return self.regions[step].part
        term: Term | None = getattr(self, "parts" if codes == "places" else codes).get(step)
        return term.broader if term else None

    def ladder(self, codes: str, code: str, day: datetime.date) -> tuple[str, ...]:
        """Return a code and the steps above it, without *not stated*; one that leads back ends where it was before."""
        found, step = list[str](), code
        while step not in (NOT_STATED, *found):
            found.append(step)
            step = self.broader(codes, step, day) or NOT_STATED
        return (*found, step) if step != NOT_STATED else tuple(found)

    def steps_above(self, codes: str, code: str) -> tuple[str, ...]:
        """Return the steps of the ladder above a code, the nearest first; of a city those of each division."""
        days = [division.valid_to or datetime.date.max for division in self.divisions]
        ladders = (self.ladder(codes, code, day)[1:] for day in days)
        return tuple(dict.fromkeys(step for level in zip_longest(*ladders) for step in level if step))

    def regions_around(self, place: str, division: str) -> tuple[str, ...]:
        """Return the regions of a division that a place lies in or covers.

        A region of another division leads to where its cities and towns lie in this one; what is no place, nowhere.
        """
        settlements = self.settlements
        if place in settlements:
            return tuple(filter(None, [settlements[place].regions.get(division)]))
        own = {code: region.part for code, region in self.regions.items() if region.division == division}
        if place in own:
            return (place,)
        moved = {town.regions.get(division) for town in settlements.values() if place in town.regions.values()}
        return tuple(code for code, part in own.items() if part == place or code in moved)


@dataclass(frozen=True, slots=True)
class Report:
    """One row of the register, as codes. ``person`` is the same for all reports of one person; ``answers`` has every
    coded field and the period, one code each, or several where a report may have several."""

    id: str
    registered: datetime.date
    person: str
    free_to_speak: bool
    answers: Mapping[str, tuple[str, ...]]
