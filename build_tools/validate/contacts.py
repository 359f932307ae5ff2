"""Channels: each value is one contact of its kind, and its check is not older than its validity.

In: a site. Out: problems; what only a release refuses, and what only deserves a reminder, comes from functions of
their own (``RELEASE_RULES``, ``REMINDERS``).
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.models import Channel, Freshness, Organisation, Site
from build_tools.phones import number_of
from build_tools.problems import N_, Field, Problem
from build_tools.validate.decisions import SOON, end_fault
from build_tools.validate.organisations import every_organisation, is_of_examples, is_placeholder

EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
FORM = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]+)?(/\S*)?")
SHORT = re.compile(r"[0-9 -]{2,7}")
SEVERAL = re.compile(r"[,;/]|\+.*\+")
REACHES = re.compile(r"https?://\S+|\b(?:t|wa|signal|m)\.me/\S+|\+[ (]*[0-9][0-9 ().-]{4,}|[\w.+-]+@[\w-]+\.\w+|@\w+")
"""What in the value of a messenger leads to somebody."""

LIMITS = {"name": 120, "does": 320, "cannot": 320, "risk": 200, "gap": 320, "cost": 80}
LIMITS_OF_CHANNELS = {"value": 120, "hours": 80}
"""How many characters of a text a phone shows without pushing the contact out of sight."""

NO_PHONE = N_("is not a telephone number of its country; write it as one dials it from abroad: +, country code, number")
SHORT_NUMBER = N_(
    "is a short number, which nobody can dial from abroad; write the whole number behind it, or add the country in "
    "which it works, such as country: KZ"
)
NOT_SHORT = N_(
    "is not a short number of that country; write it as one dials it there, or delete country and write the whole "
    "number"
)
NO_NUMBER = N_("has a meaning only for a short number, of kind phone or sms; delete it")
NO_TEXTS = N_("is a number that receives no text messages; write a mobile number, or kind: phone")
NO_EMAIL = N_("is not one e-mail address; write it as name@host")
NO_FORM = N_("is not one address of a form; write it with https:// in front")
TWO = N_("holds more than one contact; write a channel for each")
AGAIN = N_("is the contact of another channel of this organisation; write it once")
LONG = N_("has more than {most} characters; shorten it, so that the contact stays in sight on a phone")
EXPIRED = N_("is too long ago; try the contact again and write the new day, or record a decision in shown_unconfirmed")
AGEING = N_("was a while ago: try the contact of {organisation} again before {date}")
SHARED = N_("is the number of {first} too; ask which of the two answers, and keep it with {second} only if both do")
ENDED = N_("has passed; try the contact again and write the new day in checked_on, or decide again")
ENDING = N_("is near: try the contact of {organisation} again before {date}, or decide again")
NOT_NEEDED = N_("decides about a contact whose check still counts; delete it")


def values_are_contacts(site: Site) -> Iterator[Problem]:
    """A phone number can be dialled, an e-mail address and a form can be reached, and each channel holds one."""
    for path, place, channel in _channels(site):
        judged = not is_of_examples(path) and not is_placeholder(channel)
        if judged and (message := _fault(channel)):
            yield Problem(path, message, (*place, "value"))


def _fault(channel: Channel) -> str | None:
    value = channel.value
    match channel.kind:
        case "phone" | "sms":
            return _number_fault(channel)
        case "email":
            return None if EMAIL.fullmatch(value) else TWO if value.count("@") > 1 else NO_EMAIL
        case "messenger":
            return TWO if len(REACHES.findall(value)) > 1 else None
        case "form":
            return None if FORM.fullmatch(value) else TWO if value.count("https://") > 1 else NO_FORM
    return None


def _number_fault(channel: Channel) -> str | None:
    value, number = channel.value, number_of(channel.value, channel.country)
    if number:
        return NO_TEXTS if channel.kind == "sms" and not number.texts else None
    if channel.country:
        return NOT_SHORT
    return TWO if SEVERAL.search(value) else SHORT_NUMBER if SHORT.fullmatch(value) else NO_PHONE


def countries_have_numbers(site: Site) -> Iterator[Problem]:
    """Only a telephone names the country in which it works."""
    for path, place, channel in _channels(site):
        if channel.country and channel.kind not in ("phone", "sms"):
            yield Problem(path, NO_NUMBER, (*place, "country"))


def values_differ(site: Site) -> Iterator[Problem]:
    """No organisation has the same contact twice, however it is written."""
    for path, place, organisation in every_organisation(site):
        values = [(channel.kind, _bare(channel)) for channel in organisation.channels]
        for position, value in enumerate(values):
            if value in values[:position]:
                yield Problem(path, AGAIN, (*place, "channels", position, "value"))


def _bare(channel: Channel) -> str:
    number = number_of(channel.value, channel.country)
    return number.dialled if number else channel.value.casefold().strip()


def texts_are_short(site: Site) -> Iterator[Problem]:
    """What is said of an organisation and of its channels leaves room for its contacts."""
    for path, place, organisation in every_organisation(site):
        yield from _long(path, place, organisation, LIMITS)
    for path, place, channel in _channels(site):
        yield from _long(path, place, channel, LIMITS_OF_CHANNELS)


def _long(path: str, place: Field, record: Organisation | Channel, limits: Mapping[str, int]) -> Iterator[Problem]:
    for name, most in limits.items():
        for way, text in _texts(getattr(record, name)):
            if len(text) > most:
                yield Problem(path, LONG, (*place, name, *way), {"most": most})


def _texts(value: str | Mapping[str, str] | None) -> Iterator[tuple[Field, str]]:
    if isinstance(value, str):
        yield (), value
    else:
        yield from (((language,), text) for language, text in (value or {}).items())


def decisions_are_needed(site: Site) -> Iterator[Problem]:
    """A decision to show an unconfirmed contact goes when the contact is confirmed."""
    for path, place, channel in _channels(site):
        if channel.shown_unconfirmed and channel.freshness(channel.shown_unconfirmed.decided_on) != "expired":
            yield Problem(path, NOT_NEEDED, (*place, "shown_unconfirmed"))


def decisions_have_an_end(site: Site) -> Iterator[Problem]:
    """A decision to show an unconfirmed contact ends within a year."""
    for path, place, channel in _channels(site):
        if (decision := channel.shown_unconfirmed) and (message := end_fault(decision.decided_on, decision.until)):
            yield Problem(path, message, (*place, "shown_unconfirmed", "until"))


def expired(site: Site) -> Iterator[Problem]:
    """What a release refuses: contacts whose check no longer counts, without a decision that does."""
    for path, place, channel in _of_age(site, "expired"):
        if not is_of_examples(path) and not channel.decided(site.day):
            ended = channel.shown_unconfirmed is not None
            field = ("shown_unconfirmed", "until") if ended else ("checked_on",)
            yield Problem(path, ENDED if ended else EXPIRED, (*place, *field))


def ageing(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: contacts in the last quarter of their validity."""
    for path, place, channel in _of_age(site, "ageing"):
        if not is_of_examples(path):
            values = {"date": channel.valid_until.isoformat(), "organisation": _name(site, path, place)}
            yield Problem(path, AGEING, (*place, "checked_on"), values)


def decisions_ending(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: decisions to show an unconfirmed contact that end within 30 days."""
    for path, place, channel in _of_age(site, "expired"):
        decision = channel.shown_unconfirmed
        if decision and channel.decided(site.day) and decision.until - site.day <= SOON and not is_of_examples(path):
            values = {"organisation": _name(site, path, place), "date": decision.until.isoformat()}
            yield Problem(path, ENDING, (*place, "shown_unconfirmed", "until"), values)


def shared(site: Site) -> Iterator[Problem]:
    """What deserves a reminder: numbers that two organisations have, of which one may be a slip."""
    first: dict[tuple[str, str | None], str] = {}
    for path, place, channel in _channels(site):
        if is_of_examples(path) or not (number := number_of(channel.value, channel.country)):
            continue
        name = _name(site, path, place)
        holder = first.setdefault((number.dialled, channel.country), name)
        if holder != name:
            yield Problem(path, SHARED, (*place, "value"), {"first": holder, "second": name})


def _name(site: Site, path: str, place: Field) -> str:
    return site.organisations[path].organisations[int(place[1])].id


def _of_age(site: Site, freshness: Freshness) -> Iterator[tuple[str, Field, Channel]]:
    return (found for found in _channels(site) if found[2].freshness(site.day) == freshness)


def _channels(site: Site) -> Iterator[tuple[str, Field, Channel]]:
    for path, place, organisation in every_organisation(site):
        for position, channel in enumerate(organisation.channels):
            yield path, (*place, "channels", position), channel
