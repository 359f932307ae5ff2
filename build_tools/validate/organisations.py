"""Places of help: organisations name places of today.

In: a site. Out: problems.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.models import Channel, Organisation, Site
from build_tools.models.settings import PLACEHOLDER_HOSTS
from build_tools.problems import Fault, Field, Problem, allowed

_PAST = Fault(
    "help.past_region", "is a region of an earlier division; people look for the regions of today, here: {allowed}"
)


def organisations_serve_places_of_today(site: Site) -> Iterator[Problem]:
    """An organisation names no region that a reform has ended, for people look for those of today."""
    words = site.vocabulary
    today = next((division.id for division in words.divisions_from(site.day)), None)
    for path, place, organisation in every_organisation(site):
        for position, served in enumerate(organisation.places):
            way = (*place, "places", position)
            if today and served in words.regions and words.regions[served].division != today:
                yield Problem(path, _PAST, way, {"allowed": allowed(words.regions_around(served, today))})


EXAMPLE_WORDS = ("МЫСАЛ", "ПРИМЕР", "EXAMPLE")
_PLACEHOLDERS = ("000-00-00", *PLACEHOLDER_HOSTS)
_UNFINISHED = re.compile(r"[\[\]<>]|\?\?|\b(?:TODO|XXX+)\b", re.IGNORECASE)
"""How people mark what they will fill in later."""

_DIALLED = ("phone", "sms", "email", "form")
"""Kinds of channel whose value reaches somebody, wherever it was taken from."""
_OF_THE_UN = re.compile(r"https://(?:[a-z0-9-]+\.)*ohchr\.org/[A-Za-z0-9/-]*")
"""An address that says nothing of who opens it, on a host of the UN human rights office."""

_NOT_MARKED = Fault(
    "organisations.example_not_marked",
    "is marked otherwise than its file: an invented organisation, and no other, has a name that begins with {words}, "
    "and stands in a file with “examples” in its name",
)
_CHANNELS_OR_GAP = Fault(
    "organisations.channels_or_gap",
    "must be one of the two and not both: name channels, or say in gap what is not known yet",
)
_NOT_ANONYMOUS = Fault(
    "organisations.state_body_anonymous",
    "is not so at a state body, which registers who turns to it; write not_possible, or not_known",
)
_PLACEHOLDER = Fault(
    "organisations.placeholder",
    "is a placeholder; write the contact that was checked, or say in gap that it is missing",
)
_PERHAPS_REAL = Fault(
    "organisations.example_perhaps_real", "might be somebody's contact; in an example use 000-00-00 or example.org"
)
_NOT_ONLY = Fault(
    "organisations.lead_beside_contacts",
    "stands beside contacts; delete it, for a lead is shown only while an organisation has no contact",
)
_NOT_OF_THE_UN = Fault(
    "organisations.lead_not_of_the_un",
    "is no page of the UN human rights office, of an international body; another host may lapse and collect "
    "victims: have somebody try it, and write it as a channel",
)


def examples_say_so(site: Site) -> Iterator[Problem]:
    """Names of invented organisations begin with the word for *example*; no other name does."""
    for path, place, organisation in every_organisation(site):
        for language, name in organisation.name.items():
            if name.startswith(EXAMPLE_WORDS) != is_of_examples(path):
                yield Problem(path, _NOT_MARKED, (*place, "name", language), {"words": ", ".join(EXAMPLE_WORDS)})


def channels_or_gap(site: Site) -> Iterator[Problem]:
    """An organisation has channels, or says what is missing; never both."""
    for path, place, organisation in every_organisation(site):
        if bool(organisation.channels) == bool(organisation.gap):
            yield Problem(path, _CHANNELS_OR_GAP, (*place, "gap" if organisation.gap else "channels"))


def state_bodies_register(site: Site) -> Iterator[Problem]:
    """Nobody is told that they can turn to a state body without a name: an anonymous message opens no case there."""
    for path, place, organisation in every_organisation(site):
        if organisation.kind == "state" and organisation.anonymous == "possible":
            yield Problem(path, _NOT_ANONYMOUS, (*place, "anonymous"))


def placeholders_are_examples(site: Site) -> Iterator[Problem]:
    """Placeholders stand in examples only, and examples hold nothing else that reaches somebody."""
    for path, place, channel in every_channel(site):
        for way, text in texts_of(channel.value):
            placeholder = is_placeholder(text)
            if placeholder and not is_of_examples(path):
                yield Problem(path, _PLACEHOLDER, (*place, "value", *way))
            if not placeholder and is_of_examples(path) and channel.kind in _DIALLED:
                yield Problem(path, _PERHAPS_REAL, (*place, "value", *way))


def leads_lead_to_the_un(site: Site) -> Iterator[Problem]:
    """A lead, which nobody has tried, stands where there is no contact, on a host that no stranger can come to own."""
    for path, place, organisation in every_organisation(site):
        if not organisation.lead:
            continue
        if organisation.channels:
            yield Problem(path, _NOT_ONLY, (*place, "lead"))
        if is_of_examples(path):
            yield Problem(path, _PERHAPS_REAL, (*place, "lead", "address"))
        elif organisation.kind != "international" or not _OF_THE_UN.fullmatch(organisation.lead.address):
            yield Problem(path, _NOT_OF_THE_UN, (*place, "lead", "address"))


def is_placeholder(contact: str) -> bool:
    """Whether the words of a channel are kept for examples, or say that they are not finished."""
    return any(mark in contact for mark in _PLACEHOLDERS) or bool(_UNFINISHED.search(contact))


def is_of_examples(path: str) -> bool:
    """Whether a file holds invented organisations."""
    return "examples" in path.rpartition("/")[2]


def every_organisation(site: Site) -> Iterator[tuple[str, Field, Organisation]]:
    """Yield file, way and record of each organisation."""
    for path, file in site.organisations.items():
        for position, organisation in enumerate(file.organisations):
            yield path, ("organisations", position), organisation


def every_channel(site: Site) -> Iterator[tuple[str, Field, Channel]]:
    """Yield file, way and record of each channel."""
    for path, place, organisation in every_organisation(site):
        for position, channel in enumerate(organisation.channels):
            yield path, (*place, "channels", position), channel


def texts_of(value: str | Mapping[str, str] | None) -> Iterator[tuple[Field, str]]:
    """Yield what is one text or one for each language, text by text with the way to it."""
    if isinstance(value, str):
        yield (), value
    else:
        yield from (((language,), text) for language, text in (value or {}).items())
